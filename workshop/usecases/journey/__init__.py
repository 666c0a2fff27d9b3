"""The sessions of one organisation: its key, its course over the years, its last plan in the next session."""

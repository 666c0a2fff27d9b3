"""The sessions of one organisation: its key, its course over the years, its end."""

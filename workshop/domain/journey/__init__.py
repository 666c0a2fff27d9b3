"""The sessions of one organisation side by side, year by year."""

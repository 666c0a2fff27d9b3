"""The load driver, and what it compares with."""

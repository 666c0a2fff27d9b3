"""A session that moves to another computer in one file."""

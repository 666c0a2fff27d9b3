"""What facilitators do: open a session, hold a desk, arrange topics, set the pace, fill the wall, decide, end."""

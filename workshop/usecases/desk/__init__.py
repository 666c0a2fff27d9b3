"""What facilitators do: open a session, hold a desk, arrange topics, set the pace, hide, agree with each other, end."""

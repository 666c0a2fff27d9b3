"""What people with a phone do: join, vote, take a vote back, say why, ask for time."""

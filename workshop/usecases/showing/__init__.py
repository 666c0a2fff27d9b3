"""What views are drawn from: a session as it is just now, and its results. Reads only."""

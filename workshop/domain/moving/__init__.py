"""A session in one file: what it holds, and whether one from elsewhere may be trusted."""

"""What every act at the desk has in common: the lock, the place in the session, the yes of both facilitators, the log."""

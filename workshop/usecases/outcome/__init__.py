"""All that everybody may know of a session, read from its rows. Writes nothing."""

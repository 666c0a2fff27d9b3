"""The record: what it says in plain words, whose yes it has, and the copy of it that may leave the room."""

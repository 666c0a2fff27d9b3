"""The record: its draft in plain words, whose yes it has, and the copy of it that may leave the room."""

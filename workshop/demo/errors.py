"""What can come between a pretend person and a session."""

from __future__ import annotations


class Trouble(Exception):
    """What stands in the way, in one line for the person at the keyboard."""


class Away(Exception):
    """The server does not answer just now. It may come back, as after a restart."""

"""Whose votes are which colour, in every picture of page and file. Never red to green, and told apart without colour:
bars of staff are striped. For dark pages and print see static/css/base.css, which takes the light ones over by name.
"""

from __future__ import annotations

from workshop.domain.groups import Side

FILLS = {Side.USES: "#1f5fa8", Side.WORKS: "#b4480e", Side.ROOM: "#5d5666"}
PALES = {Side.USES: "#bcd2ea", Side.WORKS: "#f7e4d6", Side.ROOM: "#d6d2da"}
INKS = {Side.USES: "#1f5fa8", Side.WORKS: "#b4480e", Side.ROOM: "#4c4655"}
"""For letters: a little darker where the fill would be hard to read."""
STRIPE = "#d58a5f"
PALE_STRIPE = "#d99a72"

"""Who may come into a session that goes on: nobody new, people on paper too, and by which address."""

from __future__ import annotations

from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act


def lock(code: str, press: Press, *, locked: bool) -> None:
    """Stops, or starts again, taking in new people. Who is in stays in."""
    with desk_act(code, press) as workshop:
        if workshop.locked is not locked:
            workshop.locked = locked
            note(workshop, Act.LOCKED if locked else Act.UNLOCKED, press)


def take_paper(code: str, press: Press, *, taken: bool) -> None:
    """Lets people join who vote on paper, or stops it. Who has joined so stays in."""
    with desk_act(code, press) as workshop:
        if workshop.paper is not taken:
            workshop.paper = taken
            note(workshop, Act.PAPER if taken else Act.NO_PAPER, press)


def choose_address(code: str, press: Press, address: str, *, among: list[str]) -> None:
    """Puts one of the server's addresses into the QR picture. Raises Refused for any other."""
    if address not in among:
        raise Refused(Reason.INVALID, N_("Choose one of the addresses in the list."))
    with desk_act(code, press) as workshop:
        if workshop.join_address != address:
            note(workshop, Act.ADDRESS, press)
        workshop.join_address = address

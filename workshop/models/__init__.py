"""What is stored, and what the database itself guarantees. No decision, no query."""

from __future__ import annotations

from workshop.models.agenda import Question, Round, Topic
from workshop.models.brought import Brought
from workshop.models.carried import Carried
from workshop.models.journey import Journey, KeptStop
from workshop.models.people import Finished, NeedOf, Participant
from workshop.models.plan import Action, EarlierWords, FollowUpLine
from workshop.models.votes import Receipt, Vote, Withdrawal
from workshop.models.words import OwnWord, Proposal, Remark
from workshop.models.workshop import Facilitator, Group, LogEntry, PendingDeed, Workshop

__all__ = [
    "Action",
    "Brought",
    "Carried",
    "EarlierWords",
    "Facilitator",
    "Finished",
    "FollowUpLine",
    "Group",
    "Journey",
    "KeptStop",
    "LogEntry",
    "NeedOf",
    "OwnWord",
    "Participant",
    "PendingDeed",
    "Proposal",
    "Question",
    "Receipt",
    "Remark",
    "Round",
    "Topic",
    "Vote",
    "Withdrawal",
    "Workshop",
]

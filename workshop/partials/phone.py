"""Fragments that only phones have: they hold a person's own votes and words."""

from __future__ import annotations

from uuid import uuid4

from markupsafe import Markup

from workshop.domain.errors import Refused
from workshop.domain.hands import Hand
from workshop.partials.rendering import Viewer, render, whose_hand
from workshop.usecases.planning.proposing import own_proposals
from workshop.usecases.showing.scene import Scene
from workshop.usecases.taking_part.needing import own_needs
from workshop.usecases.taking_part.own_page import OwnPage, OwnVote, own_page, own_votes
from workshop.usecases.taking_part.papers import Paper, papers_of
from workshop.usecases.taking_part.remarking import own_remark


def hand(scene: Scene, viewer: Viewer) -> Markup:
    """Who has the phone, where several people share it: whoever all of this page was drawn for."""
    return render("hand", scene=scene, hand=viewer.hand, shared=viewer.shared)


def needs(scene: Scene, viewer: Viewer | None) -> Markup:
    """Where a person says that they need more time, or to hear it again."""
    own = own_needs(viewer.workshop, viewer.secret) if viewer else frozenset()
    return render("needs", scene=scene, own=own, push=viewer is None, hand=whose_hand(viewer))


def ballots(scene: Scene, viewer: Viewer | None) -> Markup:
    """The page in hand: a ballot for each question, with the viewer's own choices."""
    page = own_page(viewer.workshop, viewer.secret, scene.papers) if viewer else OwnPage()
    hand = whose_hand(viewer)
    forms = [ballot(paper, page.votes.get(paper.id), hand=hand) for paper in scene.papers]
    return render("ballots", scene=scene, forms=forms, page=page, push=viewer is None, hand=hand)


def ballot(paper: Paper, mine: OwnVote | None, refused: Refused | None = None, *, hand: Hand | None = None) -> Markup:
    """One question with its choices: what a phone votes with, and what both doors answer a vote with."""
    seq = (mine.seq if mine else 0) + 1
    return render("ballot", q=paper, mine=mine, seq=seq, op=uuid4().hex, refused=refused, hand=hand)


def refused_ballot(viewer: Viewer, question_id: int, refused: Refused) -> Markup:
    """The answer to a vote that was refused: that ballot as it is stored now, or only why."""
    paper = next((p for p in papers_of(viewer.workshop) if p.id == question_id), None)
    if paper is None:
        return render("ballot_closed", question_id=question_id, refused=refused)
    mine = own_votes(viewer.workshop, viewer.secret, [paper]).get(paper.id)
    return ballot(paper, mine, refused, hand=viewer.hand)


def remark_box(scene: Scene, viewer: Viewer | None) -> Markup:
    """Where a person says why; it stays the same box while its page is in hand."""
    asked = [q for q in scene.questions if q.rounds and q.prompts]
    texts = {(q.id, p.key): _own_words(viewer, q.id, p.key) for q in asked for p in q.prompts}
    return render("remark_box", scene=scene, questions=asked, texts=texts, push=viewer is None, hand=whose_hand(viewer))


def _own_words(viewer: Viewer | None, question_id: int, prompt: str) -> str:
    return own_remark(viewer.workshop, viewer.secret, question_id, prompt) if viewer else ""


def proposal_form(scene: Scene, viewer: Viewer | None) -> Markup:
    """Where anybody suggests something, and takes it back."""
    own = own_proposals(viewer.workshop, viewer.secret) if viewer else ()
    return render("proposal_form", scene=scene, own=own, push=viewer is None, hand=whose_hand(viewer))

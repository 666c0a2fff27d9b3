"""One function for each fragment of HTML that can be sent alone. Shows what it is given and decides nothing."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from uuid import uuid4

import segno
from flask import current_app, render_template
from flask_babel import gettext
from markupsafe import Markup

from workshop.domain import codes
from workshop.domain.credits import Credit
from workshop.domain.desk.keeping import CHOICES
from workshop.domain.errors import Refused
from workshop.domain.hands import OWNER, Hand
from workshop.domain.stages import WorkshopStage
from workshop.domain.words import words_of
from workshop.frameworks import load_words
from workshop.models import Workshop
from workshop.usecases.desk.laddering import LONGEST_NAME
from workshop.usecases.desk.pair import Pair
from workshop.usecases.planning.explaining import LONGEST_MEANING, LONGEST_WORD
from workshop.usecases.planning.proposing import own_proposals
from workshop.usecases.showing.papers import Paper, papers_of
from workshop.usecases.showing.scene import Scene
from workshop.usecases.taking_part.needing import own_needs
from workshop.usecases.taking_part.remarking import own_remark
from workshop.usecases.taking_part.voting import OwnPage, OwnVote, own_page, own_votes


class View(StrEnum):
    """The three views of one session."""

    PHONE = "phone"
    SCREEN = "screen"
    DESK = "desk"


@dataclass(frozen=True)
class Viewer:
    """Whose own votes and words a fragment holds. A push is for everybody, so it has no viewer.

    `hand`: who of those that share the device; `shared`: whether it was ever passed on.
    """

    workshop: Workshop
    secret: bytes | None
    hand: Hand = OWNER
    shared: bool = False


def regions(
    scene: Scene, view: View, viewer: Viewer | None = None, *, pair: Pair | None = None, ask: str = ""
) -> dict[str, Markup]:
    """All regions of one view by id. Without a `viewer` the forms are empty, as they are pushed to everybody.

    A desk has a `pair`: both facilitators as its own sees them. `ask`: what its controls ask once more first.
    """
    if view is View.PHONE:
        return _phone(scene, viewer)
    if view is View.SCREEN:
        return _screen(scene)
    if pair is None:
        raise ValueError("a desk is always somebody's")
    return _desk(scene, pair, fresh=viewer is not None, ask=ask)


def together(parts: Mapping[str, Markup], *, notice_text: str = "") -> Markup:
    """Regions as they are sent: one after the other, each to take the place of its own."""
    said = [notice(notice_text)] if notice_text else []
    return Markup("\n").join([*parts.values(), *said])


def heading(scene: Scene, view: View) -> Markup:
    """Which topic, which question, what we look at."""
    return _render("heading", scene=scene, view=view)


def progress(scene: Scene, tick: int) -> Markup:
    """ "k of n voted" and who is here: the same for all three views but for the tick that it carries."""
    return _render("progress", scene=scene, tick=tick)


def tick_of(scene: Scene, pair: Pair | None = None) -> int:
    """A number that changes when the progress or who is here does: a page without a socket asks with it.

    A desk's (it has a `pair`) also changes with what people need and as the other facilitator comes or goes;
    elsewhere nothing may tell of these.
    """
    moving = _render("progress", scene=scene, tick="") + here(scene)
    return zlib.crc32((f"{moving}{needed(scene)}{pair.other}" if pair else moving).encode())


def hand(scene: Scene, viewer: Viewer) -> Markup:
    """Who has the phone, where several people share it: whoever all of this page was drawn for."""
    return _render("hand", scene=scene, hand=viewer.hand, shared=viewer.shared)


def needs(scene: Scene, viewer: Viewer | None) -> Markup:
    """Where a person says that they need more time, or to hear it again."""
    own = own_needs(viewer.workshop, viewer.secret) if viewer else frozenset()
    return _render("needs", scene=scene, own=own, push=viewer is None, hand=_hand(viewer))


def needed(scene: Scene) -> Markup:
    """How many people need something just now; for the desk alone."""
    return _render("needed", scene=scene)


def here(scene: Scene) -> Markup:
    """Who is here by group, as far as that may be said."""
    return _render("here", scene=scene)


def results(scene: Scene, view: View) -> Markup:
    """What has been shown, as everybody sees it."""
    # At the end the wall says only where everybody finds all of it.
    elsewhere = view is View.SCREEN and (scene.wall or scene.stage is WorkshopStage.ENDED)
    shown = [(result.question, result.round, result.meaning) for result in scene.shown if not elsewhere]
    names = {group: gettext(name) for group, name in scene.names.items()}
    return _render("results", shown=shown, names=names, view=view)


def asked(scene: Scene, view: View) -> Markup:
    """What a vote asks, to be read out before it and on the wall while people vote; phones have a ballot then."""
    read_elsewhere = (view is View.PHONE and scene.is_open) or (view is View.SCREEN and scene.wall)
    return _render("asked", asked=None if read_elsewhere else scene.asked, view=view)


def lists(scene: Scene, view: View) -> Markup:
    """The short lists that a form comes down to; on the screen when they were put there."""
    here = scene.lists and not scene.is_open and (view is not View.SCREEN or scene.wall == "lists")
    return _render("lists", scene=scene, view=view, lists=scene.lists if here else None)


def drawing(scene: Scene, view: View) -> Markup:
    """The picture of several votes that was put on the big screen; every phone and the desk have it too."""
    shown = scene.drawing if scene.stage is WorkshopStage.RUNNING else None
    return _render("drawing", view=view, drawing=shown)


def remarks(scene: Scene, view: View) -> Markup:
    """What people wrote about what has been shown; the screen has those that were picked."""
    questions = [shown.question for shown in scene.shown if shown.question.remarks]
    return _render("remarks", scene=scene, questions=questions, view=view)


def ballots(scene: Scene, viewer: Viewer | None) -> Markup:
    """The page in hand: a ballot for each question, with the viewer's own choices."""
    page = own_page(viewer.workshop, viewer.secret, scene.papers) if viewer else OwnPage()
    hand = _hand(viewer)
    forms = [ballot(paper, page.votes.get(paper.id), hand=hand) for paper in scene.papers]
    return _render("ballots", scene=scene, forms=forms, page=page, push=viewer is None, hand=hand)


def ballot(paper: Paper, mine: OwnVote | None, refused: Refused | None = None, *, hand: Hand | None = None) -> Markup:
    """One question with its choices: what a phone votes with, and what both doors answer a vote with."""
    seq = (mine.seq if mine else 0) + 1
    return _render("ballot", q=paper, mine=mine, seq=seq, op=uuid4().hex, refused=refused, hand=hand)


def refused_ballot(viewer: Viewer, question_id: int, refused: Refused) -> Markup:
    """The answer to a vote that was refused: that ballot as it is stored now, or only why."""
    paper = next((p for p in papers_of(viewer.workshop) if p.id == question_id), None)
    if paper is None:
        return _render("ballot_closed", question_id=question_id, refused=refused)
    mine = own_votes(viewer.workshop, viewer.secret, [paper]).get(paper.id)
    return ballot(paper, mine, refused, hand=viewer.hand)


def remark_box(scene: Scene, viewer: Viewer | None) -> Markup:
    """Where a person says why; it stays the same box while its page is in hand."""
    asked = [q for q in scene.questions if q.rounds and q.prompts]
    texts = {(q.id, p.key): _own_words(viewer, q.id, p.key) for q in asked for p in q.prompts}
    return _render("remark_box", scene=scene, questions=asked, texts=texts, push=viewer is None, hand=_hand(viewer))


def _own_words(viewer: Viewer | None, question_id: int, prompt: str) -> str:
    return own_remark(viewer.workshop, viewer.secret, question_id, prompt) if viewer else ""


def proposals(scene: Scene, view: View) -> Markup:
    """What was suggested in this topic, as far as it may be read yet."""
    return _render("proposals", scene=scene, view=view)


def proposal_form(scene: Scene, viewer: Viewer | None) -> Markup:
    """Where anybody suggests something, and takes it back."""
    own = own_proposals(viewer.workshop, viewer.secret) if viewer else ()
    return _render("proposal_form", scene=scene, own=own, push=viewer is None, hand=_hand(viewer))


def plan(scene: Scene, view: View) -> Markup:
    """What we will do: who and by when."""
    return _render("plan", scene=scene, view=view)


def plan_form(scene: Scene, view: View, *, push: bool, hand: Hand | None = None) -> Markup:
    """Where anybody adds to the plan."""
    return _render("plan_form", scene=scene, view=view, op=uuid4().hex, push=push, hand=hand)


def record(scene: Scene, view: View) -> Markup:
    """What is written down so far, while the group says whether it is fair."""
    return _render("record", scene=scene, view=view)


def agenda(scene: Scene) -> Markup:
    """Today's topics and where we are in them."""
    return _render("agenda", scene=scene)


def controls(scene: Scene, *, ask: str = "") -> Markup:
    """What the facilitator can do now; `ask` is a question to answer before it is done."""
    return _render("controls", scene=scene, ask=ask)


def rungs(scene: Scene) -> Markup:
    """Where the group's own words for the ladder are typed, before anybody votes on it."""
    return _render("rungs", scene=scene, longest=LONGEST_NAME)


def pending(scene: Scene, pair: Pair) -> Markup:
    """What waits for a facilitator's yes: the other's to give, or one's own."""
    return _render("pending", scene=scene, pair=pair)


def pair(scene: Scene, pair: Pair) -> Markup:
    """Who runs the session: whether the other facilitator is here, and which side each is from."""
    return _render("pair", scene=scene, pair=pair)


def journey(scene: Scene) -> Markup:
    """Which journey the session belongs to, on the desk."""
    return _render("journey", scene=scene)


def desk_session(scene: Scene) -> Markup:
    """Doors, address and end of a session, on the desk."""
    return _render("desk_session", scene=scene, addresses=current_app.config["ADDRESSES"])


def keeping(scene: Scene) -> Markup:
    """Until when what is kept, and how that is changed; for a desk."""
    return _render("keeping", scene=scene, keep_choices=CHOICES)


def log(scene: Scene) -> Markup:
    """Every act at the desk, newest first."""
    return _render("log", scene=scene)


def join_card(scene: Scene) -> Markup:
    """Address, QR picture and code: on the screen at every stage, for those who come late."""
    address = address_of(scene)
    leads_to = f"session/{scene.code}/outcome" if scene.stage is WorkshopStage.ENDED else f"join/{scene.join_code}"
    return _render("join_card", scene=scene, address=address, qr=qr_svg(f"{address}/{leads_to}"))


def thanks(thanked: Iterable[Credit], view: View | None = None) -> Markup:
    """Whom this session thanks, at the foot of its pages; `view` only where it is one of the three."""
    return _render("thanks", thanked=tuple(thanked), view=view)


def words(scene: Scene, view: View) -> Markup:
    """What the words of the topic in hand mean, and the group's own; on the screen when they were put there."""
    here = view is not View.SCREEN or (scene.wall == "words" and scene.stage is WorkshopStage.RUNNING)
    return _render("words", scene=scene, view=view, words=words_of(scene.outcome, load_words()) if here else ())


def word_form(scene: Scene, view: View, *, push: bool, hand: Hand | None = None) -> Markup:
    """Where anybody explains a word."""
    longest = {"word": LONGEST_WORD, "meaning": LONGEST_MEANING}
    return _render("word_form", scene=scene, view=view, push=push, hand=hand, longest=longest)


def notice(text: str) -> Markup:
    """A sentence for the person, in a region that is on every page."""
    return _render("notice", text=text)


def revision(scene: Scene) -> Markup:
    """What a page has, so that it can ask for what is new."""
    return _render("revision", scene=scene)


def address_of(scene: Scene) -> str:
    """The address that phones type: the one picked at the desk, or the first of the server's."""
    addresses = current_app.config["ADDRESSES"]
    if scene.join_address in addresses:
        return scene.join_address
    return str(addresses[0]) if addresses else "http://localhost:8000"


@lru_cache(maxsize=256)
def qr_svg(address: str) -> Markup:
    """A QR picture of an address that many pages show."""
    return qr_svg_once(address)


def qr_svg_once(address: str) -> Markup:
    """A QR picture of an address, as inline SVG with a title; nothing of it is kept, for it may hold a key."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        scale=4,
        border=2,
        title=address,
        omitsize=True,
        dark="#1d1b20",
    )
    return Markup(out.getvalue().decode())  # noqa: S704  made by segno from our own address


def _hand(viewer: Viewer | None) -> Hand | None:
    return viewer.hand if viewer else None


def _phone(scene: Scene, viewer: Viewer | None) -> dict[str, Markup]:
    return {
        "revision": revision(scene),
        **({"hand": hand(scene, viewer)} if viewer else {}),
        "heading": heading(scene, View.PHONE),
        "progress": progress(scene, tick_of(scene)),
        "record": record(scene, View.PHONE),
        "ballots": ballots(scene, viewer),
        "asked": asked(scene, View.PHONE),
        "results": results(scene, View.PHONE),
        "lists": lists(scene, View.PHONE),
        "drawing": drawing(scene, View.PHONE),
        "remark_box": remark_box(scene, viewer),
        "remarks": remarks(scene, View.PHONE),
        "proposals": proposals(scene, View.PHONE),
        "proposal_form": proposal_form(scene, viewer),
        "plan": plan(scene, View.PHONE),
        "plan_form": plan_form(scene, View.PHONE, push=viewer is None, hand=_hand(viewer)),
        "needs": needs(scene, viewer),
        "words": words(scene, View.PHONE),
        "word_form": word_form(scene, View.PHONE, push=viewer is None, hand=_hand(viewer)),
        "thanks": thanks(scene.outcome.credits, View.PHONE),
    }


def _screen(scene: Scene) -> dict[str, Markup]:
    return {
        "revision": revision(scene),
        "heading": heading(scene, View.SCREEN),
        "progress": progress(scene, tick_of(scene)),
        "record": record(scene, View.SCREEN),
        "asked": asked(scene, View.SCREEN),
        "results": results(scene, View.SCREEN),
        "lists": lists(scene, View.SCREEN),
        "drawing": drawing(scene, View.SCREEN),
        "remarks": remarks(scene, View.SCREEN),
        "plan": plan(scene, View.SCREEN),
        "words": words(scene, View.SCREEN),
        "join_card": join_card(scene),
        "thanks": thanks(scene.outcome.credits, View.SCREEN),
    }


def _desk(scene: Scene, both: Pair, *, fresh: bool, ask: str = "") -> dict[str, Markup]:
    return {
        "revision": revision(scene),
        "agenda": agenda(scene),
        "heading": heading(scene, View.DESK),
        "progress": progress(scene, tick_of(scene, both)),
        "pending": pending(scene, both),
        "controls": controls(scene, ask=ask),
        "asked": asked(scene, View.DESK),
        "rungs": rungs(scene),
        "needed": needed(scene),
        "here": here(scene),
        "pair": pair(scene, both),
        "record": record(scene, View.DESK),
        "results": results(scene, View.DESK),
        "lists": lists(scene, View.DESK),
        "drawing": drawing(scene, View.DESK),
        "remarks": remarks(scene, View.DESK),
        "proposals": proposals(scene, View.DESK),
        "plan": plan(scene, View.DESK),
        "plan_form": plan_form(scene, View.DESK, push=not fresh),
        "words": words(scene, View.DESK),
        "word_form": word_form(scene, View.DESK, push=not fresh),
        "journey": journey(scene),
        "desk_session": desk_session(scene),
        "keeping": keeping(scene),
        "log": log(scene),
        "thanks": thanks(scene.outcome.credits, View.DESK),
    }


def _render(name: str, **context: object) -> Markup:
    return Markup(render_template(f"partials/{name}.html", shown_code=codes.shown, **context))  # noqa: S704  autoescaped

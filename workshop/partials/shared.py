"""Fragments that all three views have, or two of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from uuid import uuid4

from flask_babel import gettext
from markupsafe import Markup

from workshop.domain.credits import Credit
from workshop.domain.hands import Hand
from workshop.domain.stages import WorkshopStage
from workshop.domain.words import words_of
from workshop.frameworks import load_words
from workshop.partials.rendering import View, render
from workshop.usecases.desk.pair import Pair
from workshop.usecases.planning.explaining import LONGEST_MEANING, LONGEST_WORD
from workshop.usecases.showing.scene import Scene


def heading(scene: Scene, view: View) -> Markup:
    """Which topic, which question, what we look at."""
    return render("heading", scene=scene, view=view)


def progress(scene: Scene, tick: int) -> Markup:
    """ "k of n voted" and who is here: the same for all three views but for the tick that it carries."""
    return render("progress", scene=scene, tick=tick)


def tick_of(scene: Scene, pair: Pair | None = None) -> int:
    """A number that changes when the progress or who is here does: a page without a socket asks with it.

    A desk's (it has a `pair`) also changes with what people need and as the other facilitator comes or goes;
    elsewhere nothing may tell of these.
    """
    moving = render("progress", scene=scene, tick="") + here(scene)
    return zlib.crc32((f"{moving}{needed(scene)}{pair.other}" if pair else moving).encode())


def here(scene: Scene) -> Markup:
    """Who is here by group, as far as that may be said."""
    return render("here", scene=scene)


def needed(scene: Scene) -> Markup:
    """How many people need something just now; for the desk alone."""
    return render("needed", scene=scene)


def results(scene: Scene, view: View) -> Markup:
    """What has been shown, as everybody sees it."""
    # At the end the wall says only where everybody finds all of it.
    elsewhere = view is View.SCREEN and (scene.wall or scene.stage is WorkshopStage.ENDED)
    shown = [(result.question, result.round, result.meaning) for result in scene.shown if not elsewhere]
    names = {group: gettext(name) for group, name in scene.names.items()}
    return render("results", shown=shown, names=names, view=view)


def asked(scene: Scene, view: View) -> Markup:
    """What a vote asks, to be read out before it and on the wall while people vote; phones have a ballot then."""
    read_elsewhere = (view is View.PHONE and scene.is_open) or (view is View.SCREEN and scene.wall)
    return render("asked", asked=None if read_elsewhere else scene.asked, view=view)


def lists(scene: Scene, view: View) -> Markup:
    """The short lists that a form comes down to; on the screen when they were put there."""
    here = scene.lists and not scene.is_open and (view is not View.SCREEN or scene.wall == "lists")
    return render("lists", scene=scene, view=view, lists=scene.lists if here else None)


def drawing(scene: Scene, view: View) -> Markup:
    """The picture of several votes that was put on the big screen; every phone and the desk have it too."""
    shown = scene.drawing if scene.stage is WorkshopStage.RUNNING else None
    return render("drawing", view=view, drawing=shown)


def remarks(scene: Scene, view: View) -> Markup:
    """What people wrote about what has been shown; the screen has those that were picked."""
    questions = [shown.question for shown in scene.shown if shown.question.remarks]
    return render("remarks", scene=scene, questions=questions, view=view)


def proposals(scene: Scene, view: View) -> Markup:
    """What was suggested in this topic, as far as it may be read yet."""
    return render("proposals", scene=scene, view=view)


def plan(scene: Scene, view: View) -> Markup:
    """What we will do: who and by when."""
    return render("plan", scene=scene, view=view)


def plan_form(scene: Scene, view: View, *, push: bool, hand: Hand | None = None) -> Markup:
    """Where anybody adds to the plan."""
    return render("plan_form", scene=scene, view=view, op=uuid4().hex, push=push, hand=hand)


def record(scene: Scene, view: View) -> Markup:
    """What is written down so far, while the group says whether it is fair."""
    return render("record", scene=scene, view=view)


def words(scene: Scene, view: View) -> Markup:
    """What the words of the topic in hand mean, and the group's own; on the screen when they were put there."""
    here = view is not View.SCREEN or (scene.wall == "words" and scene.stage is WorkshopStage.RUNNING)
    return render("words", scene=scene, view=view, words=words_of(scene.outcome, load_words()) if here else ())


def word_form(scene: Scene, view: View, *, push: bool, hand: Hand | None = None) -> Markup:
    """Where anybody explains a word."""
    longest = {"word": LONGEST_WORD, "meaning": LONGEST_MEANING}
    return render("word_form", scene=scene, view=view, push=push, hand=hand, longest=longest)


def thanks(thanked: Iterable[Credit], view: View | None = None) -> Markup:
    """Whom this session thanks, at the foot of its pages; `view` only where it is one of the three."""
    return render("thanks", thanked=tuple(thanked), view=view)


def notice(text: str) -> Markup:
    """A sentence for the person, in a region that is on every page."""
    return render("notice", text=text)


def revision(scene: Scene) -> Markup:
    """What a page has, so that it can ask for what is new."""
    return render("revision", scene=scene)

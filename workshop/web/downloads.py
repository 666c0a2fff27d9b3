"""What people take home: the outcome as a page and as files, for everybody who has the code."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_translations

from workshop.domain.findings.ranking import lists_of
from workshop.domain.framework import TopicKind
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.domain.pictures.hanging import drawings_of
from workshop.domain.record.fairness import made_fair
from workshop.domain.record.record import beside
from workshop.domain.words import words_of
from workshop.exports import FORMATS, Format
from workshop.exports.errand import Errand, run
from workshop.exports.framing import title_of
from workshop.exports.gallery import gallery
from workshop.exports.publication import PUBLISHED
from workshop.exports.standing import contested, signed, version
from workshop.exports.summary import who_was_here
from workshop.exports.telling import Telling
from workshop.frameworks import load_words
from workshop.partials import thanks
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcome.brought import origin_of
from workshop.usecases.outcome.remembering import outcome_now, outcome_to_publish, state_of_all
from workshop.usecases.showing.results import results_of
from workshop.web.making import made
from workshop.web.shelf import Shelf
from workshop.web.templating import lang as lang_now

bp = Blueprint("downloads", __name__)

_TOLD = (TopicKind.PLAN, TopicKind.LAST)  # topics that have something to say without a question

COPY = "publication"


@bp.get("/session/<code>/outcome")
def outcome(code: str) -> ResponseReturnValue:
    """The outcome so far, as a page; final when the session has ended."""
    found, lang = outcome_now(code), lang_now()
    pages: Shelf = current_app.extensions["pages"]
    return pages.take((code, lang, state_of_all()), lambda: _page(code, found, lang).encode()).decode()


def _page(code: str, found: Outcome, lang: str) -> str:
    """By the code that it has here: a session that came from another computer may have had another there."""
    telling = Telling(found, _translator(), lang)
    return render_template(
        "pages/outcome.html",
        code=code,
        origin=origin_of(require_workshop(code)),
        outcome=found,
        names={group.kind: group.name for group in found.groups},
        topics=[topic for topic in found.topics if topic.questions or topic.kind in _TOLD],
        lists={topic.key: lists_of(topic) for topic in found.topics},
        results={topic.key: results_of(found, topic) for topic in found.topics},
        drawings={topic.key: [d for d in drawings_of(found, topic) if d.wall] for topic in found.topics},
        formats=list(FORMATS.values()),
        published=[FORMATS[suffix] for suffix in PUBLISHED],
        pictures=[(hung.key, title_of(telling, hung)) for hung in gallery(found)],
        version=version(telling),
        beside={topic.key: beside(found, topic.key) for topic in found.topics},
        signed=signed(telling),
        fair=made_fair(found),
        here=list(who_was_here(telling)),
        contested=contested(telling),
        words=words_of(found, load_words()),
        thanks=thanks(found.credits),
    )


@bp.get("/session/<code>/outcome.<suffix>")
def download(code: str, suffix: str) -> ResponseReturnValue:
    """The same outcome as one file. Made beside the server and one at a time, so that nobody's vote waits for it."""
    chosen, picture, copy = FORMATS.get(suffix), request.args.get("picture", ""), request.args.get("copy", "")
    # Whoever mistypes "publication" must not be given all of it.
    if chosen is None or copy not in ("", COPY) or (copy and suffix not in PUBLISHED):
        abort(404)
    found = outcome_to_publish(code) if copy else outcome_now(code)
    if not _has(chosen, picture, found):
        abort(404)
    lang, catalogues = lang_now(), Path(current_app.config["BABEL_TRANSLATION_DIRECTORIES"])
    errand = Errand(
        outcome=found, suffix=suffix, lang=lang, catalogues=catalogues, picture=picture, to_publish=bool(copy)
    )
    # What was said since the end is in no fingerprint, and has a mark of its own.
    key = (found.sha256, found.since.mark, suffix, lang, picture, copy)
    body = made(key, run, errand)
    # A copy that leaves the room has no code in its name: the code opens all of it.
    words = ("publication-copy",) if copy else ("equal-footing", found.code)
    name = "-".join(filter(None, (*words, found.opened.isoformat(), picture)))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return Response(body, content_type=chosen.media_type, headers=headers)


def _has(chosen: Format, picture: str, found: Outcome) -> bool:
    """Is there such a picture in this kind of file? Without a key there always is a file."""
    return not picture or (chosen.draw is not None and picture in {hung.key for hung in gallery(found)})


def _translator() -> Translator:
    """gettext with the reader's catalogue already looked up."""
    translate: Translator = get_translations().ugettext
    return translate

"""What people take home: the outcome as a page and as files, for everybody who has the code."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, get_translations

from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports import FORMATS
from workshop.partials import thanks
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcomes import outcome_of
from workshop.usecases.scenes import results_of
from workshop.web.shelf import Shelf

bp = Blueprint("downloads", __name__)


@bp.get("/session/<code>/outcome")
def outcome(code: str) -> ResponseReturnValue:
    """The outcome so far, as a page; final when the session has ended."""
    found = outcome_of(require_workshop(code))
    return render_template(
        "pages/outcome.html",
        outcome=found,
        names={group.kind: group.name for group in found.groups},
        results={topic.key: results_of(found, topic) for topic in found.topics},
        formats=list(FORMATS.values()),
        thanks=thanks(found.credits),
    )


@bp.get("/session/<code>/outcome.<suffix>")
def download(code: str, suffix: str) -> ResponseReturnValue:
    """The same outcome as one file. Made off the event loop and one at a time, so that nobody's vote waits for it."""
    chosen = FORMATS.get(suffix)
    if chosen is None:
        abort(404)
    found = outcome_of(require_workshop(code))
    lang = str(get_locale()).replace("_", "-")
    off_loop, translate = current_app.config["OFF_LOOP"], _translator()
    shelf: Shelf = current_app.extensions["shelf"]
    # Progress moves without a revision, so the file goes by what it is made of.
    body = shelf.take((found.sha256, suffix, lang), lambda: off_loop(_write, suffix, found, translate, lang))
    name = f"equal-footing-{found.code}-{found.opened.isoformat()}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, content_type=chosen.media_type, headers=headers)


def _write(suffix: str, found: Outcome, translate: Translator, lang: str) -> bytes:
    return FORMATS[suffix].write(found, translate, lang=lang)


def _translator() -> Translator:
    """gettext with the reader's catalogue already looked up: another thread has no request to find it by."""
    translate: Translator = get_translations().ugettext
    return translate

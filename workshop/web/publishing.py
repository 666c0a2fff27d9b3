"""The publication copy of a file: what may leave the room, under a name that holds no code."""

from __future__ import annotations

from flask import Response

from workshop.domain.errors import Reason, Refused
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import N_
from workshop.exports import FORMATS
from workshop.exports.publication import PUBLISHED

COPY = "publication"


def require_publication(found: Outcome, suffix: str) -> None:
    """Raises Refused before the end, and for a kind of file that has no such copy."""
    if suffix not in PUBLISHED:
        raise Refused(Reason.NOT_FOUND, N_("There is no publication copy of this kind of file."))
    if not found.ended:
        raise Refused(
            Reason.CLOSED,
            N_("A publication copy can be made when the session has ended: two of them would tell what came between."),
        )


def as_publication(body: bytes, found: Outcome, suffix: str) -> Response:
    """The answer that holds the file."""
    name = f"publication-copy-{found.opened.isoformat()}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, content_type=FORMATS[suffix].media_type, headers=headers)

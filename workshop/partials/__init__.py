"""One function for each fragment of HTML that can be sent alone. Shows what it is given and decides nothing."""

from workshop.partials.desk import pair, pending
from workshop.partials.phone import ballot, refused_ballot
from workshop.partials.rendering import View, Viewer
from workshop.partials.shared import here, needed, notice, progress, thanks, tick_of
from workshop.partials.views import regions, together
from workshop.partials.way_in import address_of, qr_svg_once

__all__ = (
    "View",
    "Viewer",
    "address_of",
    "ballot",
    "here",
    "needed",
    "notice",
    "pair",
    "pending",
    "progress",
    "qr_svg_once",
    "refused_ballot",
    "regions",
    "thanks",
    "tick_of",
    "together",
)

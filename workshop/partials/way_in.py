"""The way into a session: its address, as words and as a QR picture."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from flask import current_app
from markupsafe import Markup

from workshop.domain.stages import WorkshopStage
from workshop.partials.rendering import render
from workshop.usecases.showing.scene import Scene


def join_card(scene: Scene) -> Markup:
    """Address, QR picture and code: on the screen at every stage, for those who come late."""
    address = address_of(scene)
    leads_to = f"session/{scene.code}/outcome" if scene.stage is WorkshopStage.ENDED else f"join/{scene.join_code}"
    return render("join_card", scene=scene, address=address, qr=qr_svg(f"{address}/{leads_to}"))


def address_of(scene: Scene) -> str:
    """The address that phones type: the one picked at the desk, or the first of the server's."""
    addresses = current_app.config["ADDRESSES"]
    if scene.join_address in addresses:
        return scene.join_address
    return str(addresses[0])


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

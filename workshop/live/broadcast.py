"""From the bell to the rooms: what changed is marked, and a few times a second rendered once for everybody.

A failed push is logged, tried once more, and never turns a stored vote into an error.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app
from flask_socketio import SocketIO
from markupsafe import Markup

from workshop import partials
from workshop.clock import now
from workshop.db import done_reading, forget_now
from workshop.live.seats import Seat, Seats
from workshop.live.turns import let_others_on
from workshop.usecases.desk.pair import Pair, pair_of
from workshop.usecases.events import Moved, workshop_changed
from workshop.usecases.lookup import find_workshop
from workshop.usecases.showing.scene import Scene
from workshop.usecases.showing.scenes import scene_of

log = logging.getLogger(__name__)


class Broadcaster:
    """Pushes to the rooms of one application, at most `per_second` times a second; 0 pushes at once."""

    def __init__(self, app: Flask, socketio: SocketIO, seats: Seats, *, per_second: int) -> None:
        self.app, self.socketio, self.seats = app, socketio, seats
        self.pause = 1 / per_second if per_second else 0.0
        self.dirty: dict[str, Moved] = {}
        self.known: dict[str, int] = {}  # session -> the revision that its pages have
        self.failed: set[str] = set()  # sessions whose newest push did not go out, and is tried once more
        self.owed: dict[str, Moved] = {}  # what did not go out then either: it goes with whatever comes next
        self.awake = False
        workshop_changed.connect(self.on_change)

    def knows(self, code: str, revision: int) -> None:
        """A page with this revision has come: what is pushed next stands on it, or on something newer."""
        self.known.setdefault(code, revision)

    def on_change(self, code: str, moved: Moved) -> None:
        """The bell: marks the session; the push comes after the one who rang has their answer."""
        if current_app._get_current_object() is not self.app:  # type: ignore[attr-defined]
            return
        self.dirty[code] = max(moved, self.dirty.get(code, moved), self.owed.pop(code, moved))
        if not self.pause:
            self.push_all()
        elif not self.awake:
            self.awake = True
            self.socketio.start_background_task(self._keep_pushing)

    def push_all(self) -> None:
        """Pushes what is marked. Never raises."""
        marked, self.dirty = self.dirty, {}
        for code, moved in marked.items():
            try:
                self._push(code, moved)
                self.failed.discard(code)
            except Exception:
                log.exception("a push failed")
                self._mark_again(code, moved)

    def _mark_again(self, code: str, moved: Moved) -> None:
        """Once more by itself, and then with the next: pages that missed it do not know that there is more to ask for."""
        if code in self.failed:
            self.failed.discard(code)
            self.owed[code] = moved
        else:
            self.failed.add(code)
            self.dirty[code] = max(moved, self.dirty.get(code, moved))

    def _keep_pushing(self) -> None:
        try:
            while self.dirty:
                self.push_all()
                with self.app.app_context():
                    forget_now()  # whoever read while something was taken back has put that off
                self.socketio.sleep(self.pause)
        finally:
            self.awake = False

    def _push(self, code: str, moved: Moved) -> None:
        seats = self.seats.seen_in(code)
        if not seats:
            self.known.pop(code, None)
            return
        # Templates make addresses: they need a request, and there is none.
        with self.app.test_request_context(base_url=self.app.config["PUBLIC_URL"] or None):
            workshop = find_workshop(code)
            if workshop is None:  # it was deleted
                return
            scene = scene_of(workshop)
            pairs = {seat: pair_of(workshop, seat.facilitator, now=now()) for seat in seats if seat.facilitator}
            done_reading()  # what is drawn now are plain values, and others are let on meanwhile
            if moved is Moved.VIEW:
                self._push_views(scene, seats, pairs)
            else:
                self._push_progress(scene, [seat for seat in seats if moved is Moved.PROGRESS or seat in pairs], pairs)

    def _push_views(self, scene: Scene, seats: list[Seat], pairs: Mapping[Seat, Pair]) -> None:
        base = self.known.get(scene.code, scene.revision)
        self.known[scene.code] = scene.revision
        for seat in seats:
            html = partials.together(partials.regions(scene, seat.view, pair=pairs.get(seat)))
            self._let_others_on()
            self._emit("partial", {"base": base, "revision": scene.revision, "html": html}, seat)

    def _push_progress(self, scene: Scene, seats: list[Seat], pairs: Mapping[Seat, Pair]) -> None:
        for seat in seats:
            self._let_others_on()
            pair = pairs.get(seat)
            tick = partials.tick_of(scene, pair)
            parts = [partials.progress(scene, tick)]
            if pair is not None:
                parts += [partials.here(scene), partials.needed(scene)]
                parts += [partials.pair(scene, pair), partials.pending(scene, pair)]
            self._emit("progress", {"tick": tick, "html": Markup("\n").join(parts)}, seat)

    def _let_others_on(self) -> None:
        """Drawing holds up the loop: whoever came meanwhile is answered before the next piece."""
        if self.pause:
            let_others_on(self.socketio)

    def _emit(self, event: str, message: dict[str, Any], seat: Seat) -> None:
        self.socketio.emit(event, {**message, "html": str(message["html"])}, to=seat.room)

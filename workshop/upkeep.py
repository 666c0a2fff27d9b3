"""What the running server does by itself, beside its answers: ends, deletes, and writes down who is here."""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import Iterator

import gevent
from flask import Flask

from workshop.clock import Watch, now
from workshop.db import done_reading, forget_now
from workshop.live.turns import MOMENT
from workshop.usecases.desk import ending
from workshop.usecases.journey.ending import delete_empty_journeys
from workshop.usecases.keeping import deleting

log = logging.getLogger(__name__)

RETIRE_EVERY = 600  # seconds
LOOK_ROUND_EVERY = 30  # seconds; a facilitator counts as away after two minutes


def retire_now_and_then(app: Flask, *, pause: float = RETIRE_EVERY) -> None:
    """Ends sessions that rest and deletes what is kept no longer, for ever.

    Not in the hour after the clock leapt forward: what goes then cannot be made again, and the people may be there.
    """
    watch = Watch()
    while True:
        if watch.is_even(now()):
            retire_once(app)
        gc.collect()
        gevent.sleep(pause)


def retire_once(app: Flask) -> None:
    """The same once: one after the other, others in between. What fails in one session holds up no other."""
    rested = "A session that rests was not ended; we try again soon."
    over = "What is no longer kept was not deleted; we try again soon."
    with app.app_context(), _what_fails_is_logged(rested):
        for code in ending.rested(now=now()):
            with _what_fails_is_logged(rested):
                ending.retire(code, now=now())
            _let_others_on()
    with app.app_context(), _what_fails_is_logged(over):
        for code in deleting.ended():
            with _what_fails_is_logged(over):
                if deleting.is_due(code, now=now()):
                    deleting.sweep(code, now=now())
            _let_others_on()
    with app.app_context(), _what_fails_is_logged("A journey with nothing in it was not deleted; we try again soon."):
        delete_empty_journeys(now=now())


def look_round_now_and_then(app: Flask, *, pause: float = LOOK_ROUND_EVERY) -> None:
    """Writes down which facilitators are here, for ever."""
    while True:
        gevent.sleep(pause)
        with app.app_context(), _what_fails_is_logged("It was not written down who is here; we try again soon."):
            app.extensions["attendance"].look_round()
        with app.app_context():
            forget_now()


def _let_others_on() -> None:
    done_reading()
    gevent.sleep(MOMENT)


@contextlib.contextmanager
def _what_fails_is_logged(sentence: str) -> Iterator[None]:
    """What goes wrong once must not keep the next from its turn."""
    try:
        yield
    except Exception:
        log.exception(sentence)

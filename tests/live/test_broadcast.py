"""A push that fails is tried once more, and then goes with the next."""

import pytest
from conftest import LADDER, open_in, wait_for

from workshop.live import broadcast

TROUBLE = "the disk is busy"


@pytest.fixture
def room(make_app):
    return open_in(make_app(BROADCASTS_PER_SECOND=50), uses=1)


@pytest.fixture
def breaks(monkeypatch):
    """Lets so many pushes fail from now on; gives the list of those that failed."""
    failed = []

    def let(fail):
        drawn = broadcast.scene_of

        def scene_of(workshop):
            if len(failed) < fail:
                failed.append(TROUBLE)
                raise OSError(TROUBLE)
            return drawn(workshop)

        monkeypatch.setattr(broadcast, "scene_of", scene_of)
        return failed

    return let


def pushed(socket, kind):
    return [message for message in socket.get_received() if message["name"] == kind]


def test_pages_get_what_they_missed_when_a_push_failed_once(room, breaks):
    with room.listening("screen", room.desk) as screen:
        breaks(1)
        room.must("topic", position=LADDER)
        heard = []

        wait_for(lambda: heard.extend(pushed(screen, "partial")) or heard)

    assert "Where are we now?" in heard[0]["args"][0]["html"]


def test_what_did_not_go_out_goes_with_whatever_comes_next(room, breaks):
    with room.listening("screen", room.desk) as screen:
        failed = breaks(2)
        room.must("topic", position=LADDER)
        wait_for(lambda: not room.app.extensions["broadcaster"].awake)
        assert (len(failed), pushed(screen, "partial")) == (2, [])

        room.join("works")  # moves the numbers alone, and would change no other page
        heard = []
        wait_for(lambda: heard.extend(pushed(screen, "partial")) or heard)

    assert "Where are we now?" in heard[0]["args"][0]["html"]

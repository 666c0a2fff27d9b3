"""`./run demo`, in real processes: a session that plays by itself, and pretend people in a session of somebody else."""

import contextlib
import csv
import io
import re
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.request
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from conftest import OPENING, PLACE, wait_for
from serving import ROOT, Device, environ, free_port, served

from workshop.demo.minds import APART, Asked, Mind
from workshop.demo.page import read
from workshop.domain.codes import shown
from workshop.domain.groups import GroupKind
from workshop.frameworks import FOLDER

SIX = ("--uses", "3", "--works", "3")
LADDERS = ("ladder_now", "ladder_wanted")
LADDER = 2  # where the ladder template has the ladder
STAYS = "They stay there until you press Ctrl-C."


def command(*words):
    return [sys.executable, "-m", "flask", "--app", "wsgi", "workshop", "demo", *words]


@contextlib.contextmanager
def playing(instance, *words):
    """A demo that is still going on."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command(*words), cwd=ROOT, env=environ(instance), **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def code_in(said):
    return re.search(r"/session/(\w{6})/screen", said)[1]


def table_of(address, code):
    """The rows of a session's CSV file."""
    with urllib.request.urlopen(f"{address}/session/{code}/outcome.csv", timeout=20) as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))


def votes(rows, *keys):
    """How many votes each choice of these questions has, by round and group."""
    return {
        (row["question_key"], row["round"], row["group"], row["choice_key"]): int(row["votes"])
        for row in rows
        if row["question_key"] in keys and row["choice_key"]
    }


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


class Desk(Device):
    """A person who facilitates a session, without a script."""

    def __init__(self, address, template="ladder"):
        super().__init__(address)
        _, leads_to = self.post("/open", **{**OPENING, "template": template})
        self.code = leads_to.split("/")[2]

    def press(self, deed, **fields):
        place = PLACE.search(self.page())
        status, text = self.post(f"/session/{self.code}/desk/{deed}", place=place[1] if place else "", **fields)
        assert status == 303, text

    def page(self):
        return self.get(f"/session/{self.code}/desk")[1]

    def count(self):
        """What it says of who is here, or has voted."""
        return read(self.page()).region("progress").first("p").text


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of one server, for all who do not need their own."""
    port = free_port()
    with served(tmp_path_factory.mktemp("instance"), port, "--local"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def whole_session(server, tmp_path_factory):
    """The short session, played on a server that runs: what was said, and the rows of its file."""
    with playing(tmp_path_factory.mktemp("whole"), "--server", server, *SIX, "--pace", "0") as process:
        said, complaint = process.communicate(timeout=150)
    assert (process.returncode, complaint) == (0, "")
    return said, table_of(server, code_in(said))


def test_a_whole_session_plays_to_its_end_and_says_so(whole_session):
    said, rows = whole_session

    topics = re.findall(r"^Topic (\d) of 7: ", said, re.MULTILINE)
    assert topics == list("1234567")
    assert "  Everybody votes: Which step of the ladder are we on today?\n  6 of 6 voted.\n" in said
    assert "  Everybody votes a second time: Which step of the ladder are we on today?\n  6 of 6 voted.\n" in said
    assert "The session has ended. Everybody takes the same result home:\n" in said
    assert {row["state"] for row in rows} == {"final"}


def test_both_groups_vote_twice_on_the_first_ladder_and_once_on_the_other(whole_session):
    _, rows = whole_session

    voted = Counter()
    for (key, round_, group, _), count in votes(rows, *LADDERS).items():
        voted[key, round_, group] += count
    assert voted == {
        (key, round_, group): count
        for key, round_ in (("ladder_now", "1"), ("ladder_now", "2"), ("ladder_wanted", "1"))
        for group, count in (("uses", 3), ("works", 3), ("room", 6))
    }


def test_everybody_votes_on_everything_that_is_opened(whole_session):
    _, rows = whole_session

    opened = {(row["question_key"], row["round"]): row["voted"] for row in rows if row["round"]}
    assert set(opened.values()) == {"6"}
    assert {row["asks"] for row in rows if row["kind"] == "vote"} >= {"have", "how", "next"}


def test_what_people_write_suggest_and_plan_is_in_the_outcome(whole_session):
    said, rows = whole_session

    actions = [row["text"] for row in rows if row["kind"] == "action"]
    remarks = {row["text"] for row in rows if row["kind"] == "remark"}
    picked = re.findall(r"On the big screen, in their own words: “(.*)”", said)
    assert len(actions) == 3
    assert picked
    assert set(picked) <= remarks
    assert "A menu meeting every month" in {row["item"] for row in rows}


def test_what_is_on_the_plan_is_told_without_holes(whole_session):
    said, _ = whole_session

    (planned,) = re.findall(r"On the plan:\n((?:    .*\n)+)", said)
    assert [line for line in planned.splitlines() if not line.strip()] == []
    assert len(planned.splitlines()) == 3


@dataclass(frozen=True)
class Played:
    """A session on a server of the demo's own: until it had ended, and how the process ended after Ctrl-C."""

    said: str
    rows: list[dict[str, str]]
    rest: tuple[int, str, str]
    port: int
    instance: Path


@pytest.fixture(scope="module")
def own_session(tmp_path_factory):
    """The ladder's session on a server of the demo's own, until Ctrl-C, with one person who never votes."""
    instance, port = tmp_path_factory.mktemp("own"), free_port()
    words = ("--port", str(port), "--local", "--template", "ladder", *SIX, "--pace", "0.01")
    with playing(instance, *words) as process:
        said = "".join(takewhile(lambda line: not line.startswith("It begins"), process.stdout))
        Device(f"http://127.0.0.1:{port}").post(f"/join/{code_in(said)}", group="either")
        said += "".join(takewhile(lambda line: not line.startswith(STAYS), process.stdout))
        rows = table_of(f"http://127.0.0.1:{port}", code_in(said))
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)
    return Played(said, rows, (process.returncode, *rest), port, instance)


def test_a_server_of_its_own_stays_until_ctrl_c_and_leaves_nothing(own_session):
    assert {row["state"] for row in own_session.rows} == {"final"}
    assert own_session.rest == (0, "\nStopped.\n", "")
    assert is_free(own_session.port)
    assert not (own_session.instance / "equal_footing.sqlite3").exists()


def test_who_joins_by_hand_is_waited_for_but_not_for_ever(own_session):
    assert "  Everybody votes: Which step of the ladder are we on today?\n  6 of 7 voted.\n" in own_session.said


def test_the_same_seed_makes_the_same_votes_on_another_server_at_another_pace(own_session, whole_session):
    here = votes(own_session.rows, *LADDERS)

    assert here
    assert here == votes(whole_session[1], *LADDERS)


def test_ended_in_the_middle_it_takes_its_server_with_it(tmp_path):
    port = free_port()

    with playing(tmp_path, "--port", str(port), "--local", *SIX, "--pace", "30") as process:
        list(takewhile(lambda line: not line.startswith("It begins"), process.stdout))
        process.terminate()
        process.communicate(timeout=60)

    assert process.returncode == 128 + signal.SIGTERM
    assert is_free(port)


def test_pretend_people_join_an_open_session_and_stay_through_a_lock_and_a_restart(tmp_path):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with contextlib.ExitStack() as running:
        running.enter_context(served(tmp_path, port, "--local"))
        desk = Desk(address)
        with playing(tmp_path, "--server", address, "--join", desk.code.lower(), *SIX, "--pace", "0.1") as process:
            wait_for(lambda: desk.count() == "6 here", seconds=60)
            desk.press("lock", locked="yes")
            desk.press("topic", position=LADDER)
            desk.press("open")
            wait_for(lambda: desk.count() == "6 of 6 voted", seconds=60)

            running.close()
            running.enter_context(served(tmp_path, port, "--local"))
            desk.press("show")
            desk.press("again")
            wait_for(lambda: desk.count() == "6 of 6 voted", seconds=60)
            desk.press("show")
            desk.press("end", sure="yes")
            said, complaint = process.communicate(timeout=60)

    assert (process.returncode, complaint) == (0, "")
    assert said.splitlines()[0].startswith("6 pretend people have joined.")
    assert said.splitlines()[-1] == "The session has ended."


def test_pretend_people_who_are_sent_home_are_waited_for_no_more(server, tmp_path):
    desk = Desk(server)

    with playing(tmp_path, "--server", server, "--join", desk.code, *SIX) as process:
        assert process.stdout.readline().startswith("6 pretend people have joined.")
        here = desk.count()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)

    assert process.returncode == 130
    assert here == "6 here"
    assert desk.count() == "0 here"


# --- what can stand in the way, each told in one line


@pytest.fixture
def told(app):
    """What the command answers with: its exit code, what it said, and what it complained of."""

    def tell(*words):
        done = app.test_cli_runner().invoke(args=["workshop", "demo", *words])
        return done.exit_code, done.stdout, done.stderr

    return tell


def test_a_wrong_code(told, server):
    refused = told("--server", server, "--join", "222-222")

    line = "Nobody could join 222-222: That code is not open. Check it on the big screen.\n"
    assert refused == (1, "", line)


def test_what_is_no_code(told, server):
    refused = told("--server", server, "--join", "K7M-4Q")

    line = "K7M-4Q is no code of a session. It has six letters and numbers, such as K7M-4QX.\n"
    assert refused == (1, "", line)


def test_a_session_that_is_closed_to_new_people(told, server):
    desk = Desk(server)
    desk.press("lock", locked="yes")

    refused = told("--server", server, "--join", desk.code)

    line = f"The session {shown(desk.code)} is closed to new people. Let them in at the side of the desk.\n"
    assert refused == (1, "", line)


def test_a_session_that_has_ended(told, server):
    desk = Desk(server)
    desk.press("end", sure="yes")

    refused = told("--server", server, "--join", desk.code)

    assert refused == (1, "", f"The session {shown(desk.code)} has ended. Open another one, then try its code.\n")


def test_a_port_that_another_program_has(told):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = told("--port", str(port))

    line = f"Port {port} is taken by another program. Choose another: ./run demo --port {port + 1}\n"
    assert refused == (1, "", line)


def test_a_server_that_does_not_answer(told):
    port = free_port()

    refused = told("--port", str(port), "--join", "K7M-4QX")

    assert refused == (1, "", f"Nothing answers at http://127.0.0.1:{port}. Start it with ./run first.\n")


def test_another_computer_that_does_not_answer(told):
    address = f"http://127.1.2.3:{free_port()}"

    assert told("--server", address) == (1, "", f"Nothing answers at {address}.\n")


def test_a_plan_that_is_not_offered(told, server):
    refused = told("--server", server, "--template", "long")

    line = f"There is no plan called long at {server}. There is: short, ladder, full, six_parts.\n"
    assert refused == (1, "", line)


def test_nobody_at_all(told):
    assert told("--uses", "0", "--works", "0") == (1, "", "Nobody would come. Give --uses or --works.\n")


# --- what pretend people think


def test_the_same_seed_thinks_the_same_whatever_was_asked_before():
    ladder = Asked("Where are we?", tuple(f"rung_{number}" for number in range(7, 0, -1)))
    others = [Mind(seed, GroupKind.USES, number) for seed in (1, 2) for number in range(20)]
    again = [Mind(seed, GroupKind.USES, number) for seed in (1, 2) for number in range(20)]
    for mind in again:
        mind.choose(Asked("Tea?", ("yes", "no", "pass")))

    choices = [mind.choose(ladder) for mind in others]

    assert [mind.choose(ladder) for mind in again] == choices
    assert choices[:20] != choices[20:]


def test_the_answers_kept_apart_are_those_that_the_questions_have():
    answers = tomllib.loads((FOLDER / "answers.toml").read_text())["answers"]

    assert {answer["key"] for answer in answers} == APART

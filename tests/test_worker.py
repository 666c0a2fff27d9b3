"""The process beside the server: what it is told it does, and whatever befalls it, the next task finds one."""

import os
import signal
import time

import pytest

from workshop.domain.errors import WorkFailed
from workshop.worker import Worker
from workshop.worker.__main__ import MEMORY, NICE


@pytest.fixture(scope="module")
def worker():
    made = Worker(patience=60)
    yield made
    made.close()


@pytest.fixture
def hasty():
    made = Worker(patience=3)
    yield made
    made.close()


def test_it_gives_what_the_function_gives_from_another_process_each_time_the_same(worker):
    pids = {worker.call(os.getpid), worker.call(os.getpid)}

    assert len(pids) == 1
    assert os.getpid() not in pids


def test_a_megabyte_goes_both_ways(worker):
    text = "x" * (1 << 20)

    assert worker.call(str.upper, text) == text.upper()


def test_it_steps_back_for_the_server(worker):
    assert worker.call(os.nice, 0) == os.nice(0) + NICE


def test_what_is_raised_there_is_raised_here_with_its_trace_and_the_next_task_is_done(worker):
    before = worker.call(os.getpid)

    with pytest.raises(WorkFailed, match="invalid literal"):
        worker.call(int, "seven")

    assert worker.call(os.getpid) == before


def test_what_cannot_be_sent_back_is_a_failure_and_no_hang(worker):
    with pytest.raises(WorkFailed, match="pickle"):
        worker.call(eval, "lambda: 0")


def test_what_takes_too_long_ends_it_and_the_next_task_has_a_new_one(hasty):
    before = hasty.call(os.getpid)
    began = time.monotonic()

    with pytest.raises(WorkFailed):
        hasty.call(time.sleep, 60)

    assert time.monotonic() - began < 30
    assert hasty.call(os.getpid) != before


def test_what_takes_too_much_memory_fails_and_takes_nobody_with_it(worker):
    with pytest.raises(WorkFailed, match="MemoryError"):
        worker.call(bytearray, MEMORY)

    assert worker.call(len, b"still here") == 10


def test_one_that_was_killed_is_replaced(worker):
    os.kill(worker.call(os.getpid), signal.SIGKILL)
    time.sleep(0.1)

    assert worker.call(len, b"new") == 3


def test_what_a_task_prints_does_not_come_between_the_answers(worker):
    assert worker.call(print, "hello") is None
    assert worker.call(len, b"good") == 4


def test_it_ends_with_the_server_that_started_it(hasty):
    pid = hasty.call(os.getpid)

    hasty.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

"""The house rules, each kept by the tool that knows it best."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def say(*command: str) -> str:
    """What the command says if it finds fault, else nothing."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_ruff_finds_nothing_to_say():
    assert say(sys.executable, "-m", "ruff", "check", ".") == ""


def test_every_file_has_the_shape_that_ruff_gives_it():
    assert say(sys.executable, "-m", "ruff", "format", "--diff", ".") == ""


@pytest.mark.timeout(300)  # the first run has no cache
def test_every_type_holds():
    assert say(sys.executable, "-m", "mypy") == ""


def test_imports_run_one_way_from_the_doors_to_the_rules():
    assert say(str(BIN / "lint-imports"), "--no-logo", "--no-cache") == ""


def test_djlint_finds_nothing_to_say_of_the_templates():
    assert say(sys.executable, "-m", "djlint", "--quiet", "--lint", "templates") == ""


@pytest.mark.parametrize("name", ["requirements.in", "requirements-test.in"])
def test_each_dependency_carries_its_reason_on_its_line(name):
    lines = [line for line in (ROOT / name).read_text().splitlines() if re.match(r"[A-Za-z]", line)]

    assert [line for line in lines if " # " not in line] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_each_locked_package_has_hashes_and_no_address(name):
    packages = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", (ROOT / name).read_text(), flags=re.MULTILINE))

    shape = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+\n*")
    assert [package for package in packages if not shape.fullmatch(package)] == []


def test_what_is_tested_is_what_runs():
    runtime, test = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-test.txt")
    )

    assert runtime - test == set()


def test_migrations_stand_in_one_line():
    texts = [path.read_text() for path in (ROOT / "migrations" / "versions").glob("*.py")]
    revisions, befores = (
        re.findall(rf"^{name} = (.+)$", "\n".join(texts), re.MULTILINE) for name in ("revision", "down_revision")
    )

    assert len(set(revisions)) == len(revisions) == len(texts)
    assert set(befores) == {"None", *sorted(revisions)[:-1]}
    assert len(set(befores)) == len(befores)

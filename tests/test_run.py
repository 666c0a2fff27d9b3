"""`./run` and the server behind it, as somebody at a keyboard meets them, in real processes."""

import ast
import contextlib
import importlib.machinery
import importlib.util
import os
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import OPENING
from serving import ROOT, Device, environ, free_port, in_server, serve, served, status

from workshop.addresses import local_addresses

RUN = ROOT / "run"


def load_run():
    """The script as a module; it has no .py at its end."""
    loader = importlib.machinery.SourceFileLoader("run_script", str(RUN))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_script", loader))
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = bytecode
    return module


# --- the script


def test_an_old_python_can_read_the_script():
    ast.parse(RUN.read_text(), feature_version=(3, 7))


def test_an_old_python_alone_is_told_in_one_line_what_is_needed():
    run = load_run()

    with pytest.raises(run.Stop) as stopped:
        run.find_python(version=(3, 9, 2), which=lambda _: None)

    assert str(stopped.value) == (
        "Equal Footing needs Python 3.11 or newer, and this is 3.9. Install a newer one, then ./run"
    )


def test_an_old_python_passes_over_a_newer_one_that_does_not_start():
    run = load_run()

    with pytest.raises(run.Stop):
        run.find_python(version=(3, 9, 2), which=lambda _: "/bin/false")


def test_help_and_a_wrong_word_need_no_installation(tmp_path):
    shutil.copy(RUN, tmp_path)

    helped = subprocess.run([tmp_path / "run", "--help"], capture_output=True, text=True, check=False)
    wrong = subprocess.run([tmp_path / "run", "tset"], capture_output=True, text=True, check=False)

    assert helped.stdout.startswith("Equal Footing. Needs Python 3.11 or newer, and nothing else.\n")
    assert (wrong.returncode, wrong.stderr) == (1, "There is no ./run tset. What there is: ./run --help\n")
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def bare_copy(tmp_path):
    """The script with nothing to install, and a server that only says with what it was called."""
    shutil.copy(RUN, tmp_path)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "workshop").mkdir()
    (tmp_path / "workshop" / "__init__.py").write_text("")
    (tmp_path / "workshop" / "serve.py").write_text("import sys\nprint('served', *sys.argv[1:])\n")
    return tmp_path


def start(copy: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    """Without uv, as on a fresh machine."""
    path = os.pathsep.join(
        folder for folder in os.environ["PATH"].split(os.pathsep) if not (Path(folder) / "uv").exists()
    )
    return subprocess.Popen(
        [sys.executable, copy / "run", *words],
        env={**os.environ, "PATH": path, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_first_starts_at_once_set_up_once_and_both_serve(bare_copy):
    both = [start(bare_copy, "--local"), start(bare_copy, "--local")]
    said = "".join(process.communicate(timeout=120)[0] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert said.count("Installing packages in .venv.") == 1
    assert said.count("served --local\n") == 2

    third = start(bare_copy)
    assert third.communicate(timeout=60)[0] == "served\n"


def test_a_changed_list_is_installed_at_the_next_start(bare_copy):
    start(bare_copy).communicate(timeout=120)
    (bare_copy / "requirements.txt").write_text("# Nothing, in other words.\n")

    said, _ = start(bare_copy).communicate(timeout=120)

    assert said == "Installing packages in .venv. The first time this takes a minute.\nserved\n"


def test_a_missing_venv_module_is_one_line_that_names_the_package(bare_copy):
    hiding = bare_copy / "hiding"
    hiding.mkdir()
    (hiding / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")

    process = start(bare_copy, PYTHONPATH=str(hiding))
    _, said = process.communicate(timeout=60)

    sudo = "" if os.geteuid() == 0 else "sudo "
    assert process.returncode == 1
    assert said == (
        "Python's venv module is missing. "
        f"Type: {sudo}apt-get install python3.{sys.version_info.minor}-venv, then ./run\n"
    )


def test_a_missing_browser_ends_the_run_in_ci_and_elsewhere_is_one_line(capsys):
    run = load_run()
    line = (
        "Some tests need chromium, poppler-utils and libreoffice-writer-nogui. Type: "
        f"{run.sudo()}apt-get install --yes --no-install-recommends chromium poppler-utils libreoffice-writer-nogui"
    )

    run.find_browser("", which=lambda _: None)
    with pytest.raises(run.Stop) as stopped:
        run.find_browser("true", which=lambda _: None)

    assert capsys.readouterr().out == line + "\nThe other tests run now.\n"
    assert str(stopped.value) == line


# --- the server


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_cleanly(tmp_path, sign):
    port = free_port()

    with served(tmp_path, port, "--local") as server:
        answered = status(f"http://localhost:{port}/healthz")
        server.send_signal(sign)
        rest, errors = server.communicate(timeout=20)

    assert "".join(server.said) == (
        "Equal Footing is running.\n"
        "\n"
        f"  On this computer:  http://localhost:{port}\n"
        "  No phone can join: it was started with --local.\n"
        "\n"
        "Keep this computer awake: if it sleeps, the session stops."
        " Phones come back by themselves when it wakes.\n"
    )
    assert answered == 200
    assert (server.returncode, rest, errors) == (0, "Stopped. Everything that was saved is kept.\n", "")


def test_every_local_address_is_told_and_answered_and_other_hosts_are_not(tmp_path):
    port = free_port()
    addresses = [f"http://{address}:{port}" for address in local_addresses()]

    with served(tmp_path, port) as server:
        answers = [status(f"{address}/healthz") for address in addresses]
        foreign = status(f"http://localhost:{port}/healthz", host="elsewhere.example")

    told = [line.split()[-1] for line in server.said if line.startswith("  On phones:")]
    assert told == addresses
    assert answers == [200] * len(addresses)
    assert foreign == 400


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux answers on all of 127.0.0.0/8")
def test_local_listens_on_the_loopback_address_alone(tmp_path):
    port = free_port()

    with served(tmp_path, port, "--local"), pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_the_public_address_takes_the_place_of_the_local_ones(tmp_path):
    port = free_port()

    with served(tmp_path, port, PUBLIC_URL="https://ef.example.org") as server:
        answered = status(f"http://localhost:{port}/healthz", host="ef.example.org")

    told = [line.split()[-1] for line in server.said if line.startswith("  On phones:")]
    assert told == ["https://ef.example.org"]
    assert answered == 200


def test_the_key_and_the_database_are_made_once_and_for_their_owner_only(tmp_path):
    instance = tmp_path / "instance"
    keys = []

    for _ in range(2):
        with served(instance, free_port(), "--local"):
            keys.append((instance / "secret_key").read_bytes())

    assert keys[0] == keys[1]
    assert stat.S_IMODE((instance / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(instance.stat().st_mode) == 0o700
    assert (instance / "equal_footing.sqlite3").exists()


def test_nobody_else_on_the_computer_can_read_votes_whatever_folder_they_lie_in(tmp_path):
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o755)

    with served(instance, port := free_port(), "--local"):
        Device(f"http://localhost:{port}").post("/open", **OPENING)
        rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in instance.iterdir()}

    assert {"equal_footing.sqlite3", "equal_footing.sqlite3-wal"} <= rights.keys()
    assert set(rights.values()) == {0o600}


DELETED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA secure_delete=ON")
for act in ("insert into journey values (1, 'x', 'The minibus never came', '2026-01-01', null)", "delete from journey"):
    connection.execute(act)
    connection.commit()
os._exit(0)  # as when the power goes: the journal stays
"""


def delete_and_die(folder):
    """Something is deleted while the journal cannot be emptied; answers with all that lies on the disk then."""
    path = folder / "equal_footing.sqlite3"
    subprocess.run([sys.executable, "-c", DELETED, str(path)], check=True)
    return lambda: b"".join(file.read_bytes() for file in folder.glob(f"{path.name}*"))


def test_what_was_deleted_just_before_a_crash_is_off_the_disk_at_the_next_start(tmp_path):
    with served(tmp_path, free_port(), "--local"):
        pass
    on_disk = delete_and_die(tmp_path)
    assert b"The minibus never came" in on_disk()

    with served(tmp_path, free_port(), "--local"):
        assert b"The minibus never came" not in on_disk()


def test_what_was_deleted_just_before_the_server_is_stopped_is_off_the_disk_then(tmp_path):
    with served(tmp_path, free_port(), "--local") as server:
        on_disk = delete_and_die(tmp_path)
        assert b"The minibus never came" in on_disk()
        server.terminate()
        server.wait(20)

    assert b"The minibus never came" not in on_disk()


def test_two_starts_at_once_make_one_database(tmp_path):
    with served(tmp_path, free_port(), "--local") as one, served(tmp_path, free_port(), "--local") as other:
        running = [one.poll(), other.poll()]

    assert running == [None, None]


def test_a_taken_port_is_one_line_that_says_what_to_do(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = serve(tmp_path, "--local", "--port", str(port))

    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == (
        f"Port {port} is taken, perhaps by Equal Footing itself. Choose another: ./run --port {port + 1}\n"
    )


def test_a_database_from_a_newer_version_is_one_line_and_stays_as_it_is(tmp_path):
    with served(tmp_path, free_port(), "--local"):
        pass
    database = tmp_path / "equal_footing.sqlite3"
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
        before = list(connection.iterdump())

    refused = serve(tmp_path, "--local", "--port", str(free_port()))

    assert refused.returncode == 1
    assert refused.stderr == "The database is from a newer version. Update Equal Footing, then start it again.\n"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert list(connection.iterdump()) == before


def test_a_file_that_is_no_database_is_one_line_and_stays_as_it_is(tmp_path):
    database = tmp_path / "equal_footing.sqlite3"
    database.write_text("Minutes of our last meeting. " * 100)

    refused = serve(tmp_path, "--local", "--port", str(free_port()))

    assert (refused.returncode, refused.stderr) == (
        1,
        "The database does not open: file is not a database.\n",
    )
    assert database.read_text() == "Minutes of our last meeting. " * 100


def test_a_key_that_is_too_short_is_one_line(tmp_path):
    (tmp_path / "secret_key").write_bytes(b"changeme")

    refused = serve(tmp_path, "--local", "--port", str(free_port()))

    path = tmp_path / "secret_key"
    assert refused.returncode == 1
    assert refused.stderr == f"{path} is too short for a secret key. Delete it, and a new one is made.\n"


def test_a_setting_that_cannot_be_used_is_one_line(tmp_path):
    refused = serve(tmp_path, PORT="http")

    assert (refused.returncode, refused.stderr) == (1, "PORT must be a port from 1 to 65535, not 'http'.\n")


def test_a_setting_that_the_demo_cannot_use_is_one_line_too(tmp_path):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "workshop", "demo"]
    told = subprocess.run(
        command, cwd=ROOT, env=environ(tmp_path, PORT="http"), capture_output=True, text=True, timeout=60, check=False
    )

    assert (told.returncode, told.stderr) == (1, "Error: PORT must be a port from 1 to 65535, not 'http'.\n")


def test_what_people_send_and_where_from_is_in_no_log(tmp_path):
    port = free_port()

    with served(tmp_path, port, "--local") as server:
        status(f"http://localhost:{port}/join/K7M4QX")
        with socket.create_connection(("127.0.0.1", port)) as phone:
            phone.sendall(b"ANN HERE / HTTP/1.1\r\n\r\n")
            phone.recv(1000)
        server.terminate()
        rest, errors = server.communicate(timeout=20)

    assert (rest, errors) == ("Stopped. Everything that was saved is kept.\n", "")


def test_an_error_is_logged_with_its_trace_and_without_whose_it_was(tmp_path):
    script = (
        "import gevent, sys\n"
        "def broken(environ, start_response):\n"
        "    raise RuntimeError('broken here')\n"
        "listener = workshop.serve._listen('127.0.0.1', 0)\n"
        "server = workshop.serve.make_server(listener, broken)\n"
        "server.start()\n"
        "sys.stderr = sys.stdout\n"
        "phone = gevent.socket.create_connection(listener.getsockname())\n"
        "phone.sendall(b'GET / HTTP/1.0\\r\\nHost: ann.example\\r\\nCookie: c=secret\\r\\n\\r\\n')\n"
        "phone.recv(1000)\n"
        "print(phone.getsockname()[1])"
    )

    *logged, port = in_server(script, tmp_path).splitlines()

    said = "\n".join(logged)
    assert "RuntimeError: broken here" in said
    assert [word for word in ("127.0.0.1", port, "ann.example", "secret") if word in said] == []


def test_no_lock_is_made_before_gevent_has_patched(tmp_path):
    script = "import threading, workshop.db as db\nprint(type(db._one_writer) is type(threading.Lock()))"
    patched = "from gevent.monkey import is_object_patched\nprint(is_object_patched('threading', 'Lock'))"

    assert in_server(f"{script}\n{patched}", tmp_path) == "True\nTrue"


def test_templates_are_read_and_what_stays_is_left_alone_before_anybody_comes(tmp_path):
    script = (
        "import gc\n"
        "app = workshop.create_app()\n"
        "workshop.serve.settle(app)\n"
        "loaded = {name for _, name in app.jinja_env.cache.keys()}\n"
        "print('partials/ballot.html' in loaded, len(loaded) > 40, gc.get_freeze_count() > 50_000)\n"
        "print(gc.get_threshold()[2] > 100)"
    )

    assert in_server(script, tmp_path).split() == ["True"] * 4


def test_heavy_work_runs_on_a_real_thread_and_hands_back_what_it_made(tmp_path):
    script = (
        "import _thread\n"
        "here = _thread.get_native_id()\n"
        "there, total = workshop.serve.off_loop(lambda a, b: (_thread.get_native_id(), a + b), 3, 4)\n"
        "print(there != here, total)"
    )

    assert in_server(script, tmp_path) == "True 7"


def test_an_accepted_connection_sends_small_answers_at_once(tmp_path):
    script = (
        "import socket\n"
        "listener = workshop.serve._listen('127.0.0.1', 0)\n"
        "phone = socket.create_connection(listener.getsockname())\n"
        "accepted, _ = listener.accept()\n"
        "print(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)"
    )

    assert in_server(script, tmp_path) == "True"

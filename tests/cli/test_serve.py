"""`musiccm serve` from the shell: started, asked, drained, stopped."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from musiccm_daw.cli import serve
from musiccm_daw.cli.app import run
from musiccm_daw.cli.views.serve import panel
from musiccm_daw.process_priority import LOW_NICENESS
from tests.bridge.conftest import new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

PROGRAM = "from musiccm_daw.cli.app import main; main()"
PATIENCE_SECONDS = 300
"""For a whole start-up; a busy machine took 100 s."""


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *words]


def threads_of(process: int) -> list[str]:
    return os.listdir(f"/proc/{process}/task")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}


@pytest.mark.skipif(sys.platform != "linux", reason="the state folder is set by XDG_STATE_HOME")
def test_a_server_of_the_true_engine(tiny_checkpoint: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    niceness = max(os.getpriority(os.PRIO_PROCESS, 0), LOW_NICENESS)
    project = tmp_path / "project"
    project.mkdir()
    words = ["--port", "0", "--project", str(project), "--model", str(tiny_checkpoint), "--steps", "1"]
    server = subprocess.Popen(
        command("serve", *words), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.fullmatch(r"osc\.udp://127\.0\.0\.1:(\d+)/musiccm\n", line)
        assert found is not None
        facts = json.loads((tmp_path / "state" / "musiccm" / "server.json").read_text())
        assert (facts["host"], facts["port"], facts["pid"]) == ("127.0.0.1", int(found[1]), server.pid)
        assert {os.getpriority(os.PRIO_PROCESS, int(thread)) for thread in threads_of(server.pid)} == {niceness}

        # Asked while it loads; served when it is ready.
        waiting = ["--wait", "--json"]
        made = subprocess.run(
            command("send", "generate", "soft keys", "bars", "1", "stem.drums", "1", "stem.keys", "1", *waiting),
            env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=True,
        )  # fmt: skip
        done = json.loads(made.stdout)["answers"][-1]
        assert (done["address"], done["files"]) == ("/musiccm/done", 3)
        assert json.loads(Path(done["manifest_path"]).read_text())["request"]["steps"] == 1

        taken = subprocess.run(
            command("serve", "--port", found[1], "--project", str(tmp_path / "other")),
            env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip
        assert taken.returncode == 2
        assert f"port {found[1]} on 127.0.0.1 is taken" in taken.stderr
        assert taken.stderr.count("\n") == 1

        server.send_signal(signal.SIGINT)
        _, err = server.communicate(timeout=PATIENCE_SECONDS)
        assert server.returncode == 0, err
        assert "ready at 127.0.0.1" in err
        assert "Traceback" not in err
        assert not (tmp_path / "state" / "musiccm" / "server.json").exists()
    finally:
        server.kill()
        server.communicate()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> QuickEngine:
    """The engine that `serve` loads in this process."""
    engine = QuickEngine()
    monkeypatch.setattr(serve, "load_engine", lambda model, device: engine)
    monkeypatch.setattr(serve, "user_state", lambda: tmp_path / "state")
    return engine


def served(tmp_path: Path, body: Callable[[PythonOscHost], None], *words: str) -> int:
    """Run the command in this thread, which signals come to, and a body beside it that has the server's address."""
    failures: list[BaseException] = []

    def beside() -> None:
        file = tmp_path / "state" / "server.json"
        try:
            while not file.exists():
                threading.Event().wait(0.01)
            facts = json.loads(file.read_text())
            with PythonOscHost((facts["host"], facts["port"])) as host:
                host.ask("/musiccm/ping", "p")
                while host.next_message()[1][4] != "ready":
                    host.ask("/musiccm/ping", "p")
                body(host)
        except BaseException as failure:
            failures.append(failure)
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=beside)
    thread.start()
    code = run(["serve", "--port", "0", "--project", str(tmp_path / "project"), *words])
    thread.join()
    assert failures == []
    return code


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def generate(host: PythonOscHost, job: str) -> None:
    host.ask("/musiccm/generate", job, "prompt", "pads", *[part for pair in TINY.items() for part in pair])


def test_the_first_ctrl_c_finishes_what_was_accepted(quick: QuickEngine, tmp_path: Path) -> None:
    def body(host: PythonOscHost) -> None:
        quick.gate.clear()
        generate(host, "a")
        generate(host, "b")
        while host.next_message()[1][:1] != ["b"]:
            pass
        interrupt()
        state = ""
        while state != "closing":
            host.ask("/musiccm/ping", "p")
            address, arguments = host.next_message()
            state = arguments[4] if address == "/musiccm/pong" else ""
        quick.gate.set()

    assert served(tmp_path, body) == 0
    assert len(list((tmp_path / "project").rglob("manifest.json"))) == 2
    assert not (tmp_path / "state" / "server.json").exists()


def test_the_second_ctrl_c_stops_at_once_and_keeps_the_jobs(
    quick: QuickEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def body(host: PythonOscHost) -> None:
        quick.gate.clear()
        generate(host, "a")
        assert host.next_message()[0] == "/musiccm/ack"
        interrupt()
        state = ""
        while state != "closing":
            host.ask("/musiccm/ping", "p")
            address, arguments = host.next_message()
            state = arguments[4] if address == "/musiccm/pong" else ""
        interrupt()

    assert served(tmp_path, body) == 130
    assert "Ctrl-C again stops at once" in capsys.readouterr().err
    assert list((tmp_path / "project").rglob("*.wav")) == []
    quick.gate.set()

    def finished(host: PythonOscHost) -> None:
        address = ""
        while address != "/musiccm/done":
            host.ask("/musiccm/status", "a")
            address = host.next_message()[0]
        interrupt()

    assert served(tmp_path, finished) == 0


def test_the_second_ctrl_c_also_ends_a_server_that_still_loads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def load(model: str | None, device: str) -> QuickEngine:
        interrupt()
        interrupt()
        raise AssertionError("went on loading")

    monkeypatch.setattr(serve, "load_engine", load)
    monkeypatch.setattr(serve, "user_state", lambda: tmp_path / "state")
    assert run(["serve", "--port", "0", "--project", str(tmp_path / "project")]) == 130
    assert not (tmp_path / "state" / "server.json").exists()


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["--host", "0.0.0.0"], 2, "--allow"),  # noqa: S104  # refused, never bound
        (["--host", "studio.local"], 2, "numeric"),
        (["--port", "70000"], 2, "65535"),
        (["--steps", "9"], 2, "steps"),
        (["--model", "nothing-here"], 3, "nothing-here"),
        (["--project", "/dev/null/x"], 4, "/dev/null"),
        (["--project", "S\udcf6ng"], 4, "is not UTF-8"),
        (["--project", "/".join(["x" * 150] * 3)], 4, "longer than 400 bytes"),
    ],
)  # fmt: skip
def test_wrong_options_are_refused_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    line: str,
) -> None:
    monkeypatch.setattr(serve, "user_state", lambda: tmp_path / "state")
    monkeypatch.chdir(tmp_path)
    assert run(["serve", "--port", "0", *words]) == code
    _, err = capsys.readouterr()
    assert line in err
    assert err.count("\n") == 1


def test_the_panel_shows_who_what_and_how_fast(tmp_path: Path) -> None:
    from rich.console import Console

    running = new_server(tmp_path / "project")
    engine = QuickEngine()
    running.start(lambda: engine)
    with PythonOscHost(running.socket.endpoint) as host:
        generate(host, "made")
        host.until_the_end()
        engine.gate.clear()
        for number in range(10):
            generate(host, f"waits-{number}")
            while host.next_message()[1][0] != f"waits-{number}":
                pass
        screen = Console(file=StringIO(), width=160, record=True)
        screen.print(panel(running, "cpu", 3661.0))
        engine.gate.set()
        assert running.drained(20)
    running.stop()
    shown = screen.export_text()
    assert "stand-in on cpu" in shown
    assert "up 1:01:01, busy" in shown
    assert "1 in the last minute" in shown
    assert "10 jobs" in shown
    assert "waits-0" in shown
    assert "and 2 more" in shown
    assert "made" in shown


class Terminal(StringIO):
    """A text stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_panel_is_alive_and_logs_stand_above_it(
    quick: QuickEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")

    def body(host: PythonOscHost) -> None:
        generate(host, "seen")
        host.until_the_end()
        while "seen done" not in screen.getvalue():
            threading.Event().wait(0.05)
        interrupt()

    assert served(tmp_path, body) == 0
    shown = screen.getvalue()
    assert "musiccm serve" in shown
    assert "stand-in on auto" in shown
    assert "Traceback" not in shown

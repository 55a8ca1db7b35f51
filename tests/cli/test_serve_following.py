"""`musiccm serve --follow`: what it shows, and what it refuses."""

import json
import socket
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bridge.clocks.clock import ClockState
from bridge.clocks.reaper import ReaperClock
from musiccm_daw.cli.app import run
from musiccm_daw.cli.views.serve import clock_text, panel
from tests.bridge.clocks.sources import FakeReaper, free_port
from tests.bridge.clocks.waiting import await_state, wait_for
from tests.bridge.conftest import new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost
from tests.cli.test_serve import interrupt, quick, served

__all__ = ["quick"]


@pytest.fixture
def reaper() -> Iterator[FakeReaper]:
    played = FakeReaper(free_port(), 0)
    yield played
    played.socket.close()


def test_a_take_has_the_followed_tempo_and_changes_are_written(
    quick: QuickEngine, reaper: FakeReaper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def body(host: PythonOscHost) -> None:
        reaper.send(tempo__raw=280.5, play=1)
        assert reaper.asked()[0] == "/action"
        host.ask("/musiccm/get", "bpm")
        while host.next_message()[1] != ["bpm", 280.5]:
            host.ask("/musiccm/get", "bpm")
        wait_for(lambda: capsys.readouterr().err, lambda err: f"following reaper:{port}: 280.5 bpm, playing\n" in err)
        host.ask("/musiccm/generate", "a", "prompt", "pads", "bars", 1, "sample_rate", 22050)
        manifest = json.loads(Path(host.until_the_end()[-1][1][1]).read_text())
        assert (manifest["request"]["bpm"], manifest["request"]["sources"]["bpm"]) == ("280.5", "followed")
        interrupt()

    port = reaper.device[1]
    assert served(tmp_path, body, "--follow", f"reaper:{port}") == 0


def test_the_panel_shows_what_is_followed(reaper: FakeReaper, tmp_path: Path) -> None:
    clock = ReaperClock(reaper.device[1])
    running = new_server(tmp_path / "project", clock=clock)
    running.start(QuickEngine)
    screen = Console(file=StringIO(), width=160, record=True)
    screen.print(panel(running, "cpu", 0.0))
    reaper.send(tempo__raw=97.3, play=1)
    await_state(clock, lambda state: state.running is True)
    screen.print(panel(running, "cpu", 0.0))
    running.stop()
    clock.close()
    shown = screen.export_text()
    assert f"{clock.name}: no tempo yet" in shown
    assert f"{clock.name}: 97.3 bpm, playing" in shown


class Said:
    """A clock that has said something."""

    name = "midi:Bus 1"

    def __init__(self, state: ClockState) -> None:
        self.state = state

    def close(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (ClockState(), "no tempo yet"),
        (ClockState(124.0, "7/8", running=False), "124 bpm, 7/8, stopped"),
        (ClockState(124.75, running=True, quarters=8), "124.75 bpm, playing, quarter 9"),
        (ClockState(124.75, running=True, quarters=8, lost=True), "124.75 bpm, lost, last values kept"),
        (ClockState(None, "3/4"), "3/4"),
    ],
)
def test_a_clock_in_words(state: ClockState, text: str) -> None:
    assert clock_text(Said(state), position=True) == f"midi:Bus 1: {text}"


@pytest.mark.parametrize(
    ("follow", "line"),
    [
        ("ableton", "'ableton' cannot be followed; give link, midi:PORT, abletonosc, reaper or reaper:PORT"),
        ("link:1", "cannot be followed"),
        ("reaper:0", "give a whole number from 1 to 65535"),
        ("reaper:x", "'x' is not allowed"),
        ("midi:no such port", "there is no MIDI port 'no such port'; ports are "),
        ("midi", "there is no MIDI port ''; ports are "),
    ],
)
def test_what_cannot_be_followed_is_refused_in_one_line(
    quick: QuickEngine, tmp_path: Path, capfd: pytest.CaptureFixture[str], follow: str, line: str
) -> None:
    if follow.startswith("midi"):
        pytest.importorskip("rtmidi", reason="python-rtmidi is not installed")
    assert run(["serve", "--port", "0", "--project", str(tmp_path), "--follow", follow]) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert line in err


def test_a_port_that_is_taken_is_named(quick: QuickEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        assert run(["serve", "--port", "0", "--project", str(tmp_path), "--follow", f"reaper:{port}"]) == 2
    err = capsys.readouterr().err
    assert f"port {port} of this machine cannot be opened" in err
    assert err.count("\n") == 1


def test_without_the_extra_its_name_is_said(
    quick: QuickEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "rtmidi", None)
    assert run(["serve", "--port", "0", "--project", str(tmp_path), "--follow", "midi:IAC"]) == 3
    err = capsys.readouterr().err
    assert "--follow midi needs rtmidi" in err
    assert 'pip install "musiccm-daw[midi]"' in err

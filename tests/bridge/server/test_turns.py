"""A server that reads a job's files answers everything else meanwhile, and keeps the order of what depends on them.

The file is a named pipe in a folder of presets: reading it waits until the test writes into it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.osc.client import new_id
from bridge.osc.messages import CancelJob, Generate, Message, Ping, Queue, Refused, Render, Status
from bridge.server import turns as turns_module
from bridge.server.server import Server
from bridge.server.turns import Turns
from tests.bridge.conftest import new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

PRESET = "[preset]\nname = 'slow'\nprompt = 'a groove'\nbars = 1\nsample_rate = 22050\n[[stem]]\nrole = 'bass'\n"
SHORT = ("prompt", "pads", "bars", 1, "sample_rate", 22050)
ONE, OTHER = ("127.0.0.1", 5001), ("127.0.0.1", 5002)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("turns")
    (base / "presets").mkdir()
    started = new_server(base / "project", presets=(base / "presets",))
    started.start(QuickEngine)
    yield started
    started.stop()


@pytest.fixture
def slow(server: Server) -> Iterator[Path]:
    """Yield the path of a preset that nobody can read to its end before the test lets them."""
    path = server.commands.presets[0] / "slow.toml"
    os.mkfifo(path)
    yield path
    path.unlink()


def let_read(path: Path) -> None:
    """Serve a preset to who has opened it, and lay it there as a file for whoever reads it once more."""
    with path.open("w") as file:
        path.unlink()
        path.write_text(PRESET)
        file.write(PRESET)


def test_everything_else_is_answered_while_a_jobs_file_is_read(server: Server, host: PythonOscHost, slow: Path) -> None:
    slow_id, quick_id = new_id(), new_id()
    with PythonOscHost(server.socket.endpoint) as other:
        host.ask("/musiccm/render", slow_id, "slow")
        host.ask("/musiccm/ping", "here")
        assert host.next_message()[1][0] == "here"
        other.ask("/musiccm/generate", quick_id, *SHORT)
        assert other.until_the_end()[-1][0] == "/musiccm/done"
        host.ask("/musiccm/status", quick_id)
        assert host.next_message()[0] == "/musiccm/done"
        let_read(slow)
        ending, arguments = host.until_the_end()[-1]
        assert ending == "/musiccm/done", arguments


@pytest.fixture
def waiting() -> Turns:
    turns = Turns()
    assert turns.wait(Generate("slow", {"fit_to": "a.wav"}), ONE, lambda: None)
    return turns


@pytest.mark.parametrize(
    ("message", "sender", "waits"),
    [
        (Status("slow"), OTHER, True),
        (CancelJob("slow"), OTHER, True),
        (Generate("slow", {"prompt": "pads"}), OTHER, True),
        (Generate("next", {"prompt": "pads"}), ONE, True),
        (CancelJob("*"), ONE, True),
        (Queue("all"), ONE, True),
        (Status("older"), ONE, False),
        (CancelJob("older"), ONE, False),
        (CancelJob("*"), OTHER, False),
        (Queue("all"), OTHER, False),
        (Generate("quick", {"prompt": "pads", "midi": ""}), OTHER, False),
        (Generate("score", {"prompt": "pads", "midi.bass": "a.mid"}), OTHER, True),
        (Generate("edit", {"repaint": "a.wav"}), OTHER, True),
        (Render("preset", "kit"), OTHER, True),
        (Ping("slow"), ONE, False),
    ],
)
def test_only_what_depends_on_a_waiting_job_waits(
    waiting: Turns, message: Message, sender: tuple[str, int], waits: bool
) -> None:
    assert (waiting.wait(message, sender, lambda: None) is not None) is waits


def test_nothing_waits_any_more_once_the_last_is_served_or_refused() -> None:
    turns = Turns()

    def refuse() -> None:
        raise Refused("bad_path", "outside")

    first = turns.wait(Generate("slow", {"fit_to": "a.wav"}), ONE, refuse)
    second = turns.wait(Status("slow"), ONE, lambda: None)
    assert first is not None
    assert second is not None
    with pytest.raises(Refused):
        first()
    third = turns.wait(Queue("all"), ONE, lambda: None)
    assert third is not None
    second()
    third()
    assert turns.wait(Status("slow"), ONE, lambda: None) is None
    assert turns.wait(Queue("all"), ONE, lambda: None) is None


def test_a_flood_is_refused_instead_of_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "MAX_WAITING", 3)
    turns = Turns()
    for number in range(3):
        assert turns.wait(Render(f"job {number}", "kit"), ONE, lambda: None)
    with pytest.raises(Refused) as refusal:
        turns.wait(Render("one more", "kit"), OTHER, lambda: None)
    assert refusal.value.code == "busy"

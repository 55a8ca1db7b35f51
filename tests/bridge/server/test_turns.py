"""A server that reads a job's files answers everything else meanwhile, and keeps the order of what depends on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bridge.osc.client import new_id
from bridge.osc.messages import CancelJob, Generate, Message, Ping, Queue, Refused, Render, Status
from bridge.server import turns as turns_module
from bridge.server.server import Server
from bridge.server.turns import Turns
from tests.bridge.conftest import new_server
from tests.bridge.osc_hosts import PythonOscHost
from tests.bridge.server.test_midi import ScoredEngine
from tests.musiccm_daw.score.smf import END, note, smf, title

SHORT = ("bars", 1, "sample_rate", 22050)
NOTES = 10_000
"""So many take long to read, compared with an answer."""
PRESET = "[preset]\nprompt = 'a groove'\nbars = 1\nsample_rate = 22050\n[[stem]]\nrole = 'keys'\n"
ONE, OTHER = ("127.0.0.1", 5001), ("127.0.0.1", 5002)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("turns")
    (base / "project").mkdir()
    (base / "project" / "long.mid").write_bytes(smf(title("keys") + note(60, ticks=1) * NOTES + END))
    (base / "presets").mkdir()
    (base / "presets" / "long.toml").write_text(PRESET)
    started = new_server(base / "project", presets=(base / "presets",))
    started.start(ScoredEngine)
    yield started
    started.stop()


@pytest.mark.parametrize(
    "job",
    [
        ("/musiccm/generate", ("prompt", "keys", "midi", "long.mid", *SHORT)),
        ("/musiccm/render", ("long", "midi.keys", "long.mid")),
    ],
    ids=["generate", "render"],
)
def test_everything_else_is_answered_while_a_jobs_file_is_read(
    server: Server, host: PythonOscHost, job: tuple[str, tuple[object, ...]]
) -> None:
    address, arguments = job
    slow_id, quick_id = new_id(), new_id()
    with PythonOscHost(server.socket.endpoint) as other:
        host.ask(address, slow_id, *arguments)
        host.ask("/musiccm/ping", "here")
        host.ask("/musiccm/queue", "all")
        other.ask("/musiccm/generate", quick_id, "prompt", "pads", *SHORT)
        assert other.until_the_end()[-1][0] == "/musiccm/done"
        assert host.next_message()[:1] == ("/musiccm/pong",)
        answers = [host.next_message()[0]]
        while {"/musiccm/done", "/musiccm/queue/end"} - set(answers):
            answers.append(host.next_message()[0])
    # The list was asked for after the job, and waits until that is known.
    assert answers[0] == "/musiccm/ack"


@pytest.fixture
def waiting() -> Turns:
    turns = Turns(lambda preset: preset == "with files")
    assert turns.postponed(Generate("slow", {"fit_to": "a.wav"}), ONE, lambda: None)
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
        (Render("preset", "with files"), OTHER, True),
        (Render("preset", "without"), OTHER, False),
        (Render("preset", "without", {"midi.bass": "a.mid"}), OTHER, True),
        (Ping("slow"), ONE, False),
    ],
)
def test_only_what_depends_on_a_waiting_job_waits(
    waiting: Turns, message: Message, sender: tuple[str, int], waits: bool
) -> None:
    assert (waiting.postponed(message, sender, lambda: None) is not None) is waits


def test_nothing_waits_any_more_once_the_last_is_served_or_refused() -> None:
    turns = Turns(lambda preset: preset == "with files")

    def refuse() -> None:
        raise Refused("bad_path", "outside")

    first = turns.postponed(Generate("slow", {"fit_to": "a.wav"}), ONE, refuse)
    second = turns.postponed(Status("slow"), ONE, lambda: None)
    assert first is not None
    assert second is not None
    with pytest.raises(Refused):
        first()
    third = turns.postponed(Queue("all"), ONE, lambda: None)
    assert third is not None
    second()
    third()
    assert turns.postponed(Status("slow"), ONE, lambda: None) is None
    assert turns.postponed(Queue("all"), ONE, lambda: None) is None


def test_a_flood_is_refused_instead_of_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "MAX_WAITING", 3)
    turns = Turns(lambda preset: preset == "with files")
    for number in range(3):
        assert turns.postponed(Render(f"job {number}", "with files"), ONE, lambda: None)
    with pytest.raises(Refused) as refusal:
        turns.postponed(Render("one more", "with files"), OTHER, lambda: None)
    assert refusal.value.code == "busy"

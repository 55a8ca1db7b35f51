"""`musiccm send`, `history` and `again ID` beside a running server."""

import json
import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.server.server import Server
from musiccm_daw.cli import send
from musiccm_daw.cli.app import run
from tests.bridge.conftest import new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.cli.stand_in import StandInEngine

PAIRS = [str(part) for pair in TINY.items() for part in pair]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user state folder of the commands in this module."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(send, "user_state", lambda: folder)
        yield folder


@pytest.fixture(scope="module")
def quick() -> QuickEngine:
    return QuickEngine()


@pytest.fixture(scope="module")
def server(state: Path, quick: QuickEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that `musiccm send` finds by its server.json."""
    started = new_server(tmp_path_factory.mktemp("served") / "project", state_folder=state)
    started.start(lambda: quick)
    yield started
    quick.gate.set()
    started.stop()


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    out, err = capsys.readouterr()
    assert err == ""
    result: list[dict[str, object]] = json.loads(out)["answers"]
    return result


def test_generate_and_wait(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    command = [
        "send",
        "generate",
        "warm pads",
        *PAIRS,
        "stem.drums",
        "brushed kit",
        "--id",
        "take-1",
        "--wait",
        "--json",
    ]
    assert run(command) == 0
    received = answers(capsys)
    assert [answer["address"] for answer in received] == ["/musiccm/ack", "/musiccm/file", "/musiccm/done"]
    assert {answer["id"] for answer in received} == {"take-1"}
    assert Path(str(received[1]["path"])).is_file()
    assert run(["send", "status", "take-1"]) == 0
    assert f"{received[2]['manifest_path']} (1 WAV, seed" in capsys.readouterr().out


def test_people_read_rounded_seconds(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["send", "generate", "warm pads", *PAIRS]) == 0
    line = capsys.readouterr().out
    assert re.search(r"eta_seconds \d+(\.\d\d?)?$", line.strip()), line
    assert server.drained(20)


def test_without_waiting_the_acknowledgement_is_all(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["send", "generate", "warm pads", *PAIRS, "--json"]) == 0
    (ack,) = answers(capsys)
    assert ack["address"] == "/musiccm/ack"
    assert server.drained(20)


def test_every_other_request(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    for words, address in (
        (["ping"], "/musiccm/pong"),
        (["queue"], "/musiccm/queue/end"),
        (["cancel", "*"], "/musiccm/cancelled"),
        (["get", "bars"], "/musiccm/value"),
        (["register", "9000"], "/musiccm/registered"),
    ):
        assert run(["send", *words, "--json"]) == 0
        assert [answer["address"] for answer in answers(capsys)] == [address]


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["generate", "pads", "bars", "2.5"], 2, "2.5"),
        (["generate", "pads", "bars", "0"], 2, "out of range"),
        (["generate", "pads", "tempo", "90"], 2, "'tempo' is not a key"),
        (["generate", "pads", "bars"], 2, "'bars' has no value"),
        (["generate", "pads", "bars", "8", "seed"], 2, "'seed' has no value"),
        (["generate", "prompt", "pads", "bars"], 2, "'bars' has no value"),
        (["generate"], 2, "no prompt"),
        (["generate", "pads", "chords", "Km"], 2, "bad_value"),
        (["generate", "pads", "project", "../x"], 2, "bad_path"),
        (["generate", "exhaust it", *PAIRS, "--wait"], 3, "out_of_memory"),
        (["generate", "break it", *PAIRS, "--wait"], 1, "internal"),
        (["render", "no-preset"], 2, "no-preset"),
        (["status", "unknown"], 2, "unknown"),
        (["dance"], 2, "cannot send 'dance'"),
        (["status", "a", "--id", "b"], 2, "--id"),
        (["generate", "x" * 990], 2, "at most 1023"),
    ],
)
def test_what_goes_wrong_is_one_line(
    server: Server, capsys: pytest.CaptureFixture[str], words: list[str], code: int, line: str
) -> None:
    assert run(["send", *words]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert line in err
    assert err.count("\n") == 1


def test_ctrl_c_while_waiting_cancels_the_job(
    server: Server, quick: QuickEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    quick.gate.clear()

    def interrupt() -> None:
        while not server.queue.find("stop-me"):
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    assert run(["send", "generate", "warm pads", *PAIRS, "--id", "stop-me", "--wait"]) == 130
    thread.join()
    quick.gate.set()
    assert "cancelled" in capsys.readouterr().err
    assert server.queue.find("stop-me") is None


def test_no_server_is_one_line(capsys: pytest.CaptureFixture[str], server: Server) -> None:
    assert run(["send", "ping", "--host", "127.0.0.1", "--port", "1"]) == 3
    assert "start one with musiccm serve" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["ping", "--host", "127.0.0.1", "--port", "1"], 3),
        (["generate", "pads", "--host", "127.0.0.1", "--port", "1", "--wait"], 3),
        (["ping", "--host", "no.such.host.invalid"], 3),
        (["generate", "exhaust it", *PAIRS, "--wait"], 3),
        (["generate", "break it", *PAIRS, "--wait"], 1),
        (["generate", "pads", "bars", "2.5"], 2),
        (["status", "unknown"], 2),
        (["dance"], 2),
        ([], 2),
        (["ping", "--port", "many"], 2),
        (["ping", "--loud"], 2),
    ],
)
def test_every_failure_is_one_json_object(
    server: Server, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    assert run(["send", *words, "--json"]) == code
    out, err = capsys.readouterr()
    outcome = json.loads(out)
    assert set(outcome) == {"answers", "error"}
    assert outcome["error"]["exit_code"] == code
    assert err == f"musiccm: {outcome['error']['text']}\n"


def test_the_answers_before_a_failure_are_kept(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["send", "generate", "exhaust it", *PAIRS, "--wait", "--json"]) == 3
    outcome = json.loads(capsys.readouterr().out)
    assert [answer["address"] for answer in outcome["answers"]] == ["/musiccm/ack", "/musiccm/error"]


def test_an_interrupt_is_json_too(server: Server, quick: QuickEngine, capsys: pytest.CaptureFixture[str]) -> None:
    quick.gate.clear()

    def interrupt() -> None:
        while not server.queue.find("stop-twice"):
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    assert run(["send", "generate", "warm pads", *PAIRS, "--id", "stop-twice", "--wait", "--json"]) == 130
    thread.join()
    quick.gate.set()
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["error"]["exit_code"] == 130
    assert outcome["answers"][-1] == {"address": "/musiccm/cancelled", "id": "stop-twice"}


def test_help_stays_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["send", "--json", "--help"]) == 0
    assert "Usage" in capsys.readouterr().out


def test_after_the_newer_of_two_servers_stops_the_older_is_found(
    server: Server, state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = new_server(tmp_path / "newer", state_folder=state)
    newer.start(QuickEngine)
    assert run(["send", "get", "project", "--json"]) == 0
    assert answers(capsys)[0]["value"] == str(newer.roots.project)
    newer.stop()
    assert run(["send", "get", "project", "--json"]) == 0
    assert answers(capsys)[0]["value"] == str(server.roots.project)


def test_the_example_makes_what_it_says(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    example = ["late-night soul", "stem.drums", "brushed kit", "stem.bass", "1", *PAIRS]
    assert run(["send", "generate", *example, "--wait", "--json"]) == 0
    files = [answer["stem"] for answer in answers(capsys) if answer["address"] == "/musiccm/file"]
    assert files == ["drums", "bass", "mix"]
    assert run(["send", "generate", "late-night soul", "stem.drums", "brushed kit", *PAIRS, "--wait", "--json"]) == 0
    files = [answer["stem"] for answer in answers(capsys) if answer["address"] == "/musiccm/file"]
    assert files == ["drums"]


def test_history_lists_and_again_repeats(
    server: Server, engine: StandInEngine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project = str(server.roots.project)
    assert run(["send", "generate", "rare trumpet", *PAIRS, "seed", "9", "--id", "brass", "--wait"]) == 0
    capsys.readouterr()
    assert run(["history", "trumpet", "--project", project, "--json"]) == 0
    (job,) = json.loads(capsys.readouterr().out)["jobs"]
    assert (job["id"], job["state"], job["seed"], job["bpm"]) == ("brass", "done", 9, 300)
    assert run(["history", "--project", project, "--state", "done", "--limit", "1"]) == 0
    assert "rare trumpet" in capsys.readouterr().out

    assert run(["again", "brass", "--project", project, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["id"] == Path(job["manifest"]).parent.name + "-02"
    assert Path(made["files"][0]["path"]).read_bytes() == Path(job["files"][0]).read_bytes()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["history", "--project", "{tmp}"], "no history"),
        (["history", "--state", "merry"], "merry"),
        (["again", "nobody", "--project", "{tmp}"], "nor a job in the history"),
        (["again", "x" * 5000], "neither a manifest"),
    ],
)
def test_what_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], line: str) -> None:
    assert run([word.replace("{tmp}", str(tmp_path)) for word in words]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert line in err

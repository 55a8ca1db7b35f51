"""Scores over a real socket: files to play, what a client's defaults mean beside them, and seeds that come back."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.osc.addresses import LARGEST_EXACT_FLOAT
from bridge.osc.client import new_id
from bridge.osc.job_keys import KEYS
from bridge.osc.messages import Ack
from bridge.server.history import History
from bridge.server.recovery import recover
from bridge.server.server import Server
from musiccm_daw.asking import ask
from musiccm_daw.roles import ROLES
from musiccm_daw.scoring import planned_scores
from musiccm_daw.writers.plan import planned_files
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost, refusal
from tests.musiccm_daw.score.smf import END, meta, note, smf, title

TEMPO_140 = meta(0x51, (60_000_000 // 140).to_bytes(3, "big"))
KEYS_PART, BASS_PART = title("keys") + note(60) + END, title("bass") + note(40) + END
SHORT: tuple[object, ...] = ("bars", 1, "sample_rate", 22050)


class ScoredEngine(QuickEngine):
    """A quick engine that takes scores, and plays sines all the same."""

    reads_scores = True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("midi")
    for folder in ("project", "library", "outside"):
        (base / folder).mkdir()
        (base / folder / "song.mid").write_bytes(smf(TEMPO_140 + KEYS_PART))
    (base / "project" / "bass.mid").write_bytes(smf(BASS_PART))
    (base / "project" / "words.mid").write_text("no music")
    (base / "project" / "way-out.mid").symlink_to(base / "outside" / "song.mid")
    started = new_server(base / "project", roots=[base / "library"])
    started.start(ScoredEngine)
    yield started
    started.stop()


def made(host: PythonOscHost, *pairs: object) -> dict[str, Any]:
    """Make a job, and return its manifest."""
    host.ask("/musiccm/generate", new_id(), *pairs)
    *_, (address, arguments) = host.until_the_end()
    assert address == "/musiccm/done", arguments
    document: dict[str, Any] = json.loads(Path(arguments[1]).read_text())
    return document


def test_every_role_but_the_mix_has_a_key_for_its_file() -> None:
    assert {name for name in KEYS if name.startswith("midi.")} == {f"midi.{role}" for role in ROLES if role != "mix"}


@pytest.mark.parametrize("path", ["song.mid", "../library/song.mid"])
def test_a_file_is_played_and_its_tempo_counts(host: PythonOscHost, path: str) -> None:
    document = made(host, "prompt", "warm keys at 90 bpm", "midi", path, *SHORT)
    assert (document["request"]["bpm"], document["request"]["score"]) == ("140", "given")
    assert [(part["name"], part["notes"]) for part in document["scores"][0]["parts"]] == [("keys", 1)]


def test_a_stem_has_its_file_and_the_others_are_composed(host: PythonOscHost) -> None:
    document = made(
        host, "prompt", "deep house", "stem.bass", 1, "stem.drums", 1, "midi.bass", "bass.mid", "seed", 3, *SHORT
    )
    notes = {part["name"]: part["notes"] for part in document["scores"][0]["parts"]}
    assert notes["bass"] == 1
    assert notes["drums"] > 1


def test_the_same_job_is_what_the_command_line_asks_for(host: PythonOscHost, server: Server) -> None:
    document = made(host, "prompt", "drum and bass", "seed", 3, "parts", 1, *SHORT)
    request = ask("drum and bass", seed=3, parts=True, bars=1, sample_rate=22050)
    assert document["request"] == request.to_json()
    assert document["request"]["sources"]["bpm"] == "style"
    played, expected = document["scores"][0]["parts"], planned_scores(request)[0].parts
    assert [(part["name"], part["notes"]) for part in played] == [(part.name, len(part.notes)) for part in expected]


def test_defaults_rank_below_file_and_prompt_and_above_the_style(host: PythonOscHost) -> None:
    host.ask("/musiccm/set", "bpm", 100, "bars", 2, "sample_rate", 22050)
    for _ in range(3):
        host.next_message()
    assert made(host, "prompt", "drum and bass")["request"]["bpm"] == "100"
    assert made(host, "prompt", "drum and bass at 90 bpm")["request"]["bpm"] == "90"
    given = made(host, "prompt", "keys", "midi", "song.mid")["request"]
    assert (given["bpm"], given["bars"]) == ("140", 1)
    # This file states no tempo.
    assert made(host, "prompt", "bass", "midi", "bass.mid")["request"]["bpm"] == "100"
    assert made(host, "prompt", "keys", "midi", "song.mid", "bpm", 200)["request"]["bpm"] == "200"


def test_scores_can_be_left_out_by_a_default_but_not_against_a_file(host: PythonOscHost) -> None:
    host.ask("/musiccm/set", "score", "none")
    assert host.next_message() == ("/musiccm/value", ["score", "none"])
    assert made(host, "prompt", "keys", *SHORT)["scores"] == []
    assert made(host, "prompt", "keys", "midi", "song.mid", *SHORT)["request"]["score"] == "given"
    assert made(host, "prompt", "keys", "parts", 1, *SHORT)["request"]["parts"] is True
    host.ask("/musiccm/set", "score", "")
    assert host.next_message() == ("/musiccm/value", ["score", "composed"])
    for score in ("none", "composed"):
        code, text = refusal(
            host, "/musiccm/generate", new_id(), "prompt", "keys", "midi", "song.mid", "score", score, *SHORT
        )
        assert (code, f"score {score} and a MIDI file contradict" in text) == ("bad_value", True)
    assert refusal(host, "/musiccm/set", "score", "none", "parts", 1)[0] == "bad_value"
    assert refusal(host, "/musiccm/set", "score", "given")[0] == "bad_value"


@pytest.mark.parametrize("key", ["midi", "midi.bass"])
def test_a_file_belongs_to_one_job(host: PythonOscHost, key: str) -> None:
    code, text = refusal(host, "/musiccm/set", key, "song.mid")
    assert (code, f"{key} cannot be set" in text) == ("bad_value", True)
    host.ask("/musiccm/get", key)
    assert host.next_message() == ("/musiccm/value", [key, ""])


@pytest.mark.parametrize("path", ["../outside/song.mid", "/etc/hostname", "way-out.mid", "C:\\song.mid", "NUL"])
@pytest.mark.parametrize("key", ["midi", "midi.keys"])
def test_files_outside_the_roots_are_not_read(host: PythonOscHost, key: str, path: str) -> None:
    pairs = ("prompt", "keys", "stem.keys", 1, key, path)
    assert refusal(host, "/musiccm/generate", new_id(), *pairs)[0] == "bad_path"


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (("midi", "nowhere.mid"), "no such file"),
        (("midi", "."), "not a file"),
        (("midi", "words.mid"), "not a MIDI file"),
        (("midi", "song.mid", "score", "none"), "contradict"),
        (("midi.bass", "bass.mid", "stem.drums", 1), "no stem bass"),
        (("midi", "song.mid", "stem.bass", 1, "stem.drums", 1), "the tracks are keys"),
        (("midi", "song.mid", "repaint", "clip.wav", "range", "1"), "clip"),
    ],
)
def test_what_cannot_be_played_is_refused_at_once(host: PythonOscHost, pairs: tuple[object, ...], words: str) -> None:
    code, text = refusal(host, "/musiccm/generate", new_id(), "prompt", "keys", *pairs)
    assert code == "bad_value"
    assert words in text


def test_remarks_on_a_file_are_logged(host: PythonOscHost, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    (server.roots.project / "low.mid").write_bytes(smf(title("keys") + note(60) + note(5) + END))
    with caplog.at_level(logging.INFO, logger="bridge.server.commands"):
        made(host, "prompt", "keys", "midi", "low.mid", *SHORT)
    assert [record.getMessage().split(": ", 1)[1] for record in caplog.records] == ["1 note outside A0 to C8 left out"]


def test_a_link_that_is_laid_while_the_job_waits_is_seen(start: Start, tmp_path: Path) -> None:
    engine = ScoredEngine()
    server = start(engine)
    (tmp_path / "outside.mid").write_bytes(smf(KEYS_PART))
    (tmp_path / "project" / "song.mid").write_bytes(smf(KEYS_PART))
    engine.gate.clear()
    with PythonOscHost(server.socket.endpoint) as host:
        host.ask("/musiccm/generate", new_id(), "prompt", "first", *SHORT)
        host.ask("/musiccm/generate", job := new_id(), "prompt", "keys", "midi", "song.mid", *SHORT)
        acknowledged: list[str] = []
        while job not in acknowledged:
            address, arguments = host.next_message()
            acknowledged += arguments[:1] if address == "/musiccm/ack" else []
        (tmp_path / "project" / "song.mid").unlink()
        (tmp_path / "project" / "song.mid").symlink_to(tmp_path / "outside.mid")
        engine.gate.set()
        assert host.until_the_end()[-1][0] == "/musiccm/done"
        address, arguments = host.until_the_end()[-1]
    assert (address, arguments[1]) == ("/musiccm/error", "bad_path")


def test_a_model_that_reads_no_scores_says_so(start: Start, tmp_path: Path) -> None:
    server = start(QuickEngine())
    (tmp_path / "project" / "song.mid").write_bytes(smf(KEYS_PART))
    with PythonOscHost(server.socket.endpoint) as host:
        for pairs in (("midi", "song.mid"), ("parts", 1)):
            host.ask("/musiccm/generate", new_id(), "prompt", "keys", *pairs, *SHORT)
            address, arguments = host.until_the_end()[-1]
            assert (address, arguments[1]) == ("/musiccm/error", "bad_value")
            assert "plays no scores" in arguments[2]


def test_what_a_killed_server_wrote_of_a_score_is_removed(tmp_path: Path) -> None:
    request = ask("rainy cafe", seed=3, bars=1, parts=True, variations=2)
    history = History(tmp_path)
    history.accept("job", ("127.0.0.1", 9000), tmp_path, request, Ack("job", 0, 0.0), asked=None, stream=False)
    # What the words are taken for decides who plays, and only the model knows it.
    scores = planned_scores(request, lambda phrase: "bossa_nova")
    assert {part.name for part in scores[0].parts} != {part.name for part in planned_scores(request)[0].parts}
    planned = planned_files(request, tmp_path, scores)
    folder = planned[0].parent
    folder.mkdir(parents=True)
    for file in (*planned, folder / "score_s3.mid", folder / "score_s4.mid"):
        file.write_bytes(b"")
    history.starts("job")
    history.writes_into("job", folder)
    recover(history)
    history.close()
    assert not folder.exists()


def send_seed(host: PythonOscHost, tag: str, seed: int | float | str) -> str:
    builder = OscMessageBuilder("/musiccm/generate")
    job = new_id()
    for argument in (job, "prompt", "keys", *SHORT):
        builder.add_arg(argument)
    builder.add_arg("seed")
    builder.add_arg(seed, tag)
    host.send(builder.build())
    return job


@pytest.mark.parametrize(
    ("tag", "seed"),
    [("f", 16_777_216.0), ("d", 16_777_216.0), ("i", 16_777_217), ("i", 2**31 - 1), ("h", 2**32 - 1),
     ("s", "16777217"), ("s", str(2**32 - 1))],
)  # fmt: skip
def test_seeds_arrive_as_they_were_meant(host: PythonOscHost, tag: str, seed: int | float | str) -> None:
    send_seed(host, tag, seed)
    address, arguments = host.until_the_end()[-1]
    assert (address, arguments[6]) == ("/musiccm/done", int(seed))


@pytest.mark.parametrize(("tag", "seed"), [("f", 16_777_218.0), ("f", 4_294_966_784.0), ("d", 16_777_217.0)])
def test_a_float_seed_that_may_have_been_rounded_is_refused_with_the_reason(
    host: PythonOscHost, tag: str, seed: float
) -> None:
    send_seed(host, tag, seed)
    address, (_, code, text, _) = host.next_message()
    assert (address, code) == ("/musiccm/error", "bad_value")
    assert f"seed {seed:.0f} is sent as a float" in text
    assert "as an integer or as text" in text
    assert host.silent()


def test_a_default_seed_is_no_rounded_one_either(host: PythonOscHost) -> None:
    assert refusal(host, "/musiccm/set", "seed", 16_777_218.0)[0] == "bad_value"


def test_seeds_that_the_server_draws_come_back_exactly_as_32_bit_floats(
    host: PythonOscHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bridge.server import request_keys

    limits = []

    class Highest:
        @staticmethod
        def randbelow(limit: int) -> int:
            limits.append(limit)
            return limit - 1

    monkeypatch.setattr(request_keys, "secrets", Highest)
    document = made(host, "prompt", "keys", *SHORT)
    assert document["seed"] == LARGEST_EXACT_FLOAT - 1
    assert document["request"]["sources"]["seed"] == "seed"
    assert set(limits) == {LARGEST_EXACT_FLOAT}
    send_seed(host, "f", float(document["seed"]))
    assert host.until_the_end()[-1][1][6] == document["seed"]

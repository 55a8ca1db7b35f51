"""The speed of a model: a minute is a minute, the median run counts, and a model that cannot encode has no codec."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from musiccm_daw.clip import Clip
from musiccm_daw.engine import speed
from musiccm_daw.errors import ModelError
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest


def test_a_minute_is_a_minute() -> None:
    assert speed.minute_request(steps=4).grid.total_samples(44_100) == 60 * 44_100


def test_the_median_run_after_the_first_counts_with_its_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[GenerationRequest] = []

    def generate(request: GenerationRequest) -> Clip:
        made.append(request)
        return Clip(request, request.grid, 44_100, (), ModelIdentity("instant", "0"), {"sample": float(len(made))})

    clock = iter([0.0, 5.0, 10.0, 12.0, 20.0, 23.0])
    monkeypatch.setattr(speed.time, "perf_counter", lambda: next(clock))
    found = speed.minute_speed(generate, steps=2, runs=3)
    assert (found.seconds, found.stages) == (3.0, {"sample": 4.0})
    assert found.threads >= 1
    assert [(request.grid.total_seconds, request.steps) for request in made] == [(60, 2)] * 4


def test_the_codec_is_timed_both_ways_and_not_at_all_where_a_model_cannot_encode(
    tiny_checkpoint: Path, tiny_musicldm_student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "MINUTE_BARS", 1)
    found = speed.codec_seconds(load_model(tiny_checkpoint, "cpu")[0], runs=1)
    assert list(found) == ["encode", "decode"]
    assert min(found.values()) > 0
    assert speed.codec_seconds(load_model(tiny_musicldm_student, "cpu")[0], runs=1) == {}


def test_a_command_names_the_model_only_if_one_is_given() -> None:
    command = speed.generate_command("pads", ["--bars", "1"], project=Path("songs"), model=None, device="cpu")
    assert command[:4] == [sys.executable, "-m", "musiccm_daw.cli.app", "generate"]
    assert command[4:] == ["pads", "--bars", "1", "--device", "cpu", "--project", "songs"]
    named = speed.generate_command("pads", [], project=Path("songs"), model="bundled", device="cpu")
    assert named[-2:] == ["--model", "bundled"]


def test_four_parts_are_played_in_one_mix() -> None:
    request = speed.minute_request(steps=4)
    assert [stem.role for stem in request.stems] == [None]
    assert [part.name for part in speed.four_part_score(request).parts] == list(speed.FOUR_PARTS)


def test_ways_take_turns_after_a_round_that_warms_up() -> None:
    calls: list[str] = []
    measured = iter([9.0, 9.0, 1.0, 10.0, 3.0, 30.0, 2.0, 20.0])

    def way(name: str) -> float:
        calls.append(name)
        return next(measured)

    found = speed.in_turn({"one": lambda: way("one"), "other": lambda: way("other")}, runs=3)
    assert found == {"one": 2.0, "other": 20.0}
    assert calls == ["one", "other"] * 4


def test_a_clip_is_made_from_the_shell(tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "SHELL_OPTIONS", ("--bars", "1", "--stem", "keys", "--steps", "1"))
    seconds, loading = speed.shell_speed(str(tiny_checkpoint), "cpu")
    assert seconds > loading > 0


def test_a_run_from_the_shell_that_fails_says_so() -> None:
    with pytest.raises(ModelError, match="musiccm generate failed"):
        speed.run_generate(["--bars", "0"], model=None, device="cpu")

"""`musiccm doctor`: what it finds, and the exit code of the first thing in the way."""

import json
from pathlib import Path

import pytest

from musiccm_daw.cli import doctor
from musiccm_daw.cli.app import run
from musiccm_daw.engine import speed


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that makes a minute of music in half a second, so that the tests need not."""
    monkeypatch.setattr(doctor, "seconds_of_a_minute", lambda engine, steps: 0.5)


def test_all_is_well_with_a_whole_model(
    fast: None, tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--model", str(tiny_checkpoint), "--project", str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is True
    states = {check["name"]: check["state"] for check in report["checks"]}
    names = ["python", "packages", "FluidSynth", "device", "model", "project folder"]
    assert list(states) == names
    assert {state for name, state in states.items() if name != "FluidSynth"} == {"ok"}
    assert report["seconds_per_minute"] == 0.5


def test_a_missing_model_costs_code_3_and_the_rest_is_still_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--model", str(tmp_path), "--project", str(tmp_path)]) == 3
    out = capsys.readouterr().out
    assert "broken  model" in out
    assert "ok      project folder" in out


def test_a_project_that_cannot_be_written_costs_code_4(tiny_checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(["doctor", "--model", str(tiny_checkpoint), "--project", str(tmp_path / "file")]) == 4


def test_a_minute_is_a_minute() -> None:
    assert speed.minute_request(steps=4).grid.total_samples(44_100) == 60 * 44_100


def test_the_fastest_run_after_the_first_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 5.0, 10.0, 12.0])
    monkeypatch.setattr(speed.time, "perf_counter", lambda: next(clock))
    assert speed.best_of(2, lambda: None) == 2.0

"""`musiccm doctor`: what it finds, and the exit code of the first thing in the way."""

import json
from pathlib import Path

import pytest

from musiccm_daw.cli import doctor
from musiccm_daw.cli.app import run


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that a minute of music takes half a second, so that the tests need not make one."""
    monkeypatch.setattr(doctor, "seconds_of_a_minute", lambda model, device: 0.5)


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


def test_a_missing_model_gives_code_3_and_the_rest_is_still_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--model", str(tmp_path), "--project", str(tmp_path)]) == 3
    out = capsys.readouterr().out
    assert "broken  model" in out
    assert "ok      project folder" in out


def test_a_project_that_cannot_be_written_gives_code_4(tiny_checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(["doctor", "--model", str(tiny_checkpoint), "--project", str(tmp_path / "file")]) == 4

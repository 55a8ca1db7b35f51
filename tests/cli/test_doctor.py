"""`musiccm doctor`: what it finds, and the exit code of the first thing in the way."""

import json
from pathlib import Path

import pytest
import torch

from musiccm_daw.cli import doctor
from musiccm_daw.cli.app import run
from musiccm_daw.wording import counted


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


def test_the_precision_is_named_with_its_reason(
    fast: None, precision: str, tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["doctor", "--device", "cpu", "--model", str(tiny_checkpoint), "--project", str(tmp_path), "--json"]
    assert run(arguments) == 0
    (device,) = (check for check in json.loads(capsys.readouterr().out)["checks"] if check["name"] == "device")
    threads = counted(torch.get_num_threads(), "thread")
    assert device["detail"] == f"cpu: {threads}, {precision} (set by MUSICCM_PRECISION)"


def test_an_unknown_precision_gives_code_2_in_one_line_and_no_file(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSICCM_PRECISION", "half")
    options = ["--model", str(tiny_checkpoint), "--project", str(tmp_path)]
    assert run(["doctor", *options]) == 2
    assert "broken  device" in capsys.readouterr().out
    assert run(["generate", "soft keys", "--bars", "1", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    said = "musiccm: MUSICCM_PRECISION is 'half'; set it to one of auto, float32, bfloat16, or unset it"
    assert err.splitlines() == [said]
    assert not list(tmp_path.rglob("*.wav"))


def test_a_missing_model_gives_code_3_and_the_rest_is_still_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--model", str(tmp_path), "--project", str(tmp_path)]) == 3
    out = capsys.readouterr().out
    assert "broken  model" in out
    assert "ok      project folder" in out


def test_a_dangling_link_and_a_full_disk_are_found(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "song").symlink_to(tmp_path / "unplugged")
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "MusicCM").symlink_to(tmp_path / "unplugged")
    for project in ("song", "album"):
        assert run(["doctor", "--model", str(tiny_checkpoint), "--project", str(tmp_path / project)]) == 4
        assert "is a link to" in " ".join(capsys.readouterr().out.split())
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 2**60)
    assert run(["doctor", "--model", str(tiny_checkpoint), "--project", str(tmp_path)]) == 4
    assert "make room on it" in " ".join(capsys.readouterr().out.split())


def test_its_table_fits_eighty_columns(
    fast: None, tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--model", str(tiny_checkpoint), "--project", str(tmp_path)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if str(tmp_path) not in line]
    assert max(map(len, lines)) <= 80


def test_a_project_that_cannot_be_written_gives_code_4(tiny_checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(["doctor", "--model", str(tiny_checkpoint), "--project", str(tmp_path / "file")]) == 4

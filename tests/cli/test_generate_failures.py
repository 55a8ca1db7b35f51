"""What `musiccm generate` refuses, and how it ends where it fails: one line, an exit code, no file."""

import signal
from pathlib import Path

import pytest

from musiccm_daw.cli.app import run
from tests.cli.generating import assert_one_line_and_no_files, generate
from tests.cli.stand_in import StandInEngine


@pytest.mark.parametrize(
    "options",
    [
        ["--section", "verse"],
        ["--section", "verse=none"],
        ["--section", "verse=1", "--section", "chorus=1"],
        ["--bpm", "0"],
        ["--density", "1.5"],
        ["--density", "lots"],
        ["--density", "0.5", "--score", "none"],
        ["--energy", "-0.1"],
        ["--energy", "nan"],
        ["--bars", "-4"],
        ["--bars", "four"],
        ["--meter", "4/3"],
        ["--chords", "Am | Qx"],
        ["--key", "K minor"],
        ["--steps", "9"],
        ["--stem", "kazoo"],
        ["--subtype", "MP3"],
        ["--bpm", "20", "--bars", "256", "--meter", "5/4"],
        ["--bpm", "20", "--bars", "256", "--sample-rate", "192000", "--subtype", "FLOAT"],
        ["--device", "abacus"],
        ["--no-such-option"],
    ],
    ids=" ".join,
)
def test_a_wrong_request_is_refused_in_one_line(
    options: list[str], engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tmp_path, *options) == 2
    assert_one_line_and_no_files(capsys, tmp_path)
    assert engine.requests == []


@pytest.mark.parametrize("prompt", ["", "   ", "🎹🎶", "x" * 10_000], ids=["empty", "blank", "emoji", "endless"])
def test_a_prompt_without_meaning_is_refused_in_one_line(
    prompt: str, engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["generate", prompt, "--project", str(tmp_path)]) == 2
    assert_one_line_and_no_files(capsys, tmp_path)


def test_a_project_that_cannot_be_written_costs_no_generation(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "song"
    file.touch()
    assert generate(file) == 4
    assert engine.requests == []
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_name_that_is_too_long_is_refused(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert generate(tmp_path / ("x" * 300), *options) == 4
    assert "name too long" in capsys.readouterr().err
    assert engine.requests == []


def test_a_missing_model_is_reported_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate(tmp_path, "--model", str(tmp_path / "nowhere")) == 3
    assert_one_line_and_no_files(capsys, tmp_path)


def test_a_folder_without_a_model_is_reported_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate(tmp_path, "--model", str(tmp_path)) == 3
    assert_one_line_and_no_files(capsys, tmp_path)


def test_ctrl_c_stops_and_leaves_no_file(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.interrupted_by = signal.SIGINT
    assert generate(tmp_path) == 130
    assert_one_line_and_no_files(capsys, tmp_path)


def test_an_internal_error_shows_its_traceback_only_with_debug(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.failure = ZeroDivisionError("first line\nsecond line")
    assert generate(tmp_path) == 1
    assert_one_line_and_no_files(capsys, tmp_path)
    assert generate(tmp_path, "--debug") == 1
    assert "Traceback" in capsys.readouterr().err

"""Empty values of options, as scripts give them whose variables are not set."""

import os
from pathlib import Path

import pytest

from musiccm_daw.cli.app import run
from tests.cli.stand_in import StandInEngine


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["generate", "pads", "--project", ""], "--project"),
        (["generate", "pads", "--project="], "--project"),
        (["generate", "pads", "--model", ""], "--model"),
        (["generate", "pads", "--midi", ""], "--midi"),
        (["generate", "pads", "--fit-to", ""], "--fit-to"),
        (["generate", "pads", "--stem", "bass", "--stem", ""], "--stem"),
        (["generate", "--repaint", "", "--range", "1"], "--repaint"),
        (["render", "lofi-study-kit", "--presets", ""], "--presets"),
        (["presets", "new", "mine", "--from", ""], "--from"),
        (["history", "--project", ""], "--project"),
    ],
)
def test_an_empty_value_is_refused_in_one_line(
    engine: StandInEngine,
    words: list[str],
    option: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"musiccm: {option} is empty; give it a value, or leave it out\n")
    assert os.listdir() == []


def test_a_role_without_a_file_names_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "pads", "--dry-run", "--stem", "bass", "--midi", "bass="]) == 2
    assert "midi names no file" in capsys.readouterr().err


def test_empty_arguments_stay_what_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["presets", "list", ""]) == 0
    assert "lofi-study-kit" in capsys.readouterr().out

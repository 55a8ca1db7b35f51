"""Paths that no system can follow, wherever a command takes one: one line and an exit code, never an internal error."""

import os
from pathlib import Path

import pytest

from musiccm_daw.cli.app import run

LONG = "x" * 300
ROUND = "round-1"

READ = [
    ["generate", "pads", "--dry-run", "--midi", "{}"],
    ["generate", "pads", "--dry-run", "--fit-to", "{}"],
    ["generate", "pads", "--dry-run", "--repaint", "{}", "--range", "1"],
    ["generate", "pads", "--model", "{}"],
    ["again", "{}"],
    ["render", "{}", "--dry-run"],
    ["render", "lofi-study-kit", "--dry-run", "--model", "{}"],
    ["render", "lofi-study-kit", "--dry-run", "--presets", "{}"],
    ["presets", "list", "--presets", "{}"],
    ["presets", "validate", "{}"],
    ["presets", "new", "mine", "--from", "{}"],
    ["models", "info", "{}"],
    ["bridge", "install", "reaper", "--into", "{}", "--dry-run"],
    ["history", "--project", "{}"],
]
WRITTEN = [
    ["generate", "pads", "--project", "{}"],
    ["render", "lofi-study-kit", "--project", "{}"],
    ["render", "lofi-study-kit", "--project", "{}", "--resume"],
    ["presets", "new", "mine", "--presets", "{}", "--prompt", "warm pads"],
    ["serve", "--project", "{}", "--port", "0"],
]


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder in which two links lead to each other."""
    monkeypatch.chdir(tmp_path)
    os.symlink("round-2", ROUND)
    os.symlink(ROUND, "round-2")
    return tmp_path


@pytest.mark.parametrize("path", [LONG, ROUND], ids=["long", "round"])
@pytest.mark.parametrize(
    ("words", "codes"),
    [*((words, (2, 3)) for words in READ), *((words, (4,)) for words in WRITTEN)],
    ids=[" ".join(words) for words in (*READ, *WRITTEN)],
)
def test_a_path_that_cannot_be_followed_is_refused_in_one_line(
    nowhere: Path, path: str, words: list[str], codes: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([word.format(path) for word in words]) in codes
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("musiccm: ")
    assert "internal error" not in err
    assert len(err.splitlines()) == 1
    assert sorted(os.listdir()) == [ROUND, "round-2"]

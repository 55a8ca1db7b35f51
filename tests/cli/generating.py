"""`musiccm generate` of one short bar, as its tests run it."""

from pathlib import Path

import pytest

from musiccm_daw.cli.app import run

PROMPT = "soft house chords"
TINY = ["--bars", "1", "--bpm", "240", "--seed", "5"]


def generate(project: Path, *options: str) -> int:
    return run(["generate", PROMPT, *TINY, "--project", str(project), *options])


def assert_one_line_and_no_files(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("musiccm: ")
    assert len(err.splitlines()) == 1
    assert list(folder.rglob("*.*")) == []

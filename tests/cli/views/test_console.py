"""Output: whole paths in tables, one line per error, bars only on a terminal."""

import errno
import sys

import pytest

from musiccm_daw.cli.failures import report
from musiccm_daw.cli.views.console import print_error, print_table, progress_bar
from musiccm_daw.errors import CheckpointError, RequestError
from musiccm_daw.progress import Progress


def test_a_table_keeps_long_paths_whole(capsys: pytest.CaptureFixture[str]) -> None:
    path = "/songs/" + "x" * 300 + ".wav"
    print_table(("file", "frames", "seconds"), [(path, 5, 0.5), ("b.wav", 341_419, 12.25)])
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["file", "frames", "seconds"]
    assert first.split() == [path, "5", "0.50"]
    assert second.endswith("  341419    12.25")


def test_prose_is_folded_below_its_column(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("part", "notes", "words"), [("drums", 5, "brushed kit " * 12), ("bass", 12, "x" * 90)], folded=True)
    lines = capsys.readouterr().out.splitlines()
    assert [line[:12] for line in lines[1:4]] == ["drums      5", " " * 12, " " * 12]
    assert max(map(len, lines[:-1])) <= 80
    assert lines[-1].split() == ["bass", "12", "x" * 90]


def test_a_table_without_rows_is_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("name", "folder"), [])
    assert capsys.readouterr().out == "name  folder\n"


def test_an_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_error("one\n  two")
    assert capsys.readouterr().err == "musiccm: one two\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RequestError("no"), 2),
        (CheckpointError("no"), 3),
        (MemoryError(), 3),
        (OSError(errno.ENOSPC, "No space left on device", "/songs"), 4),
        (KeyboardInterrupt(), 130),
        (KeyError("bug"), 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_exit_codes(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(error, debug=False) == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_progress_is_silent_if_stderr_is_not_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(quiet=False) as on_progress:
        assert on_progress is None
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("quiet", [False, True])
def test_progress_on_a_terminal_names_the_stage_unless_quiet(
    quiet: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar(quiet=quiet) as on_progress:
        if on_progress is not None:
            on_progress(Progress("sampling", 0.5))
    assert ("sampling" in capsys.readouterr().err) is not quiet

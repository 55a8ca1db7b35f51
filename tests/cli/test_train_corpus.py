"""`musiccm train corpus`: composing and importing under one name; what is wrong is one line with its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from musiccm_daw.cli.app import run


def test_both_spellings_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "corpus", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "--hours" in shown
    assert "import" in shown
    assert run(["train", "corpus", "import", "--help"]) == 0
    assert "--captions" in capsys.readouterr().out


def test_composing_checks_its_options_as_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "corpus", "--out", str(tmp_path / "out"), "--time-budget", "soon"]) == 2
    assert "not a duration" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("hours", ["-1", "0", "nan", "inf"])
def test_no_length_of_music_is_refused(hours: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "corpus", "--out", str(tmp_path / "out"), "--hours", hours]) == 2
    assert f"hours {hours} is not a length of music" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_composing_into_an_imported_corpus_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus.json").write_text('{"kind": "imported"}')
    assert run(["train", "corpus", "--out", str(tmp_path), "--hours", "1"]) == 2
    assert "holds imported music" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.json"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["music"], 2, "--out"),
        (["music", "--out", "corpus"], 2, "holds no audio file"),
        (["absent", "--out", "corpus"], 2, "not a folder"),
        (["music", "--out", "corpus", "--jobs", "0"], 2, "--jobs"),
    ],
)
def test_a_wrong_import_is_one_line(
    words: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "notes.txt").write_text("words")
    assert run(["train", "corpus", "import", *words]) == code
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 1
    assert said in errors[0]
    assert not (tmp_path / "corpus").exists()

"""Words by which nothing is done are named: those that the composer does not know, and those that change no note.

A dry run names them, and a run takes unknown ones for something and says so.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musiccm_daw.cli import making
from musiccm_daw.cli.app import run
from tests.cli.stand_in import StandInEngine

PROMPT = "warm pads in a rainy cafe, zorblax"


class ScoredEngine(StandInEngine):
    """A stand-in that takes scores."""

    reads_scores = True


SOUND = "a warm and dusty and slow and soft and hazy and dreamy sound with air around it and a long tail, far away, "


@pytest.mark.parametrize(("score", "composer"), [("composed", "; the composer reads all of it"), ("none", "")])
def test_a_run_says_once_what_the_model_does_not_read_and_the_composer_reads_it(
    score: str, composer: str, tiny_score_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prompt = 6 * SOUND + "bossa nova, nylon guitar"
    options = ["--bars", "1", "--steps", "1", "--seed", "5", "--variations", "2", "--score", score, "--json"]
    options += ["--project", str(tmp_path), "--model", str(tiny_score_checkpoint)]
    assert run(["generate", prompt, *options]) == 0
    out, err = capsys.readouterr()
    (line,) = [line for line in err.splitlines() if "longer" in line]
    assert line.startswith("note: the prompt is longer than the model can read, which leaves out '")
    assert line.endswith(f"...{composer}; use fewer words, or put those for the sound first")
    manifest = json.loads(Path(json.loads(out)["manifest"]).read_text(encoding="utf-8"))
    assert [(kept["style"], kept["parts"][0]["instrument"]) for kept in manifest["scores"]] == (
        2 * [("bossa_nova", "nylon_guitar")] if composer else []
    )


@pytest.fixture
def generated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, object], str]:
    """The manifest of a take, and what stderr said of it."""
    monkeypatch.setattr(making, "load_engine", lambda model, device: ScoredEngine())
    options = ["--bars", "1", "--seed", "5", "--variations", "2", "--json", "--project", str(tmp_path)]
    assert run(["generate", PROMPT, *options]) == 0
    out, err = capsys.readouterr()
    manifest: dict[str, object] = json.loads(Path(json.loads(out)["manifest"]).read_text(encoding="utf-8"))
    return manifest, err


def test_a_run_says_once_what_it_took_words_for(generated: tuple[dict[str, object], str]) -> None:
    _, err = generated
    assert err.splitlines() == ["note: the composer does not know 'rainy cafe' and took it for lofi"]


def test_the_manifest_keeps_it_and_the_words_for_the_model_stay(generated: tuple[dict[str, object], str]) -> None:
    manifest, _ = generated
    for score in manifest["scores"]:  # type: ignore[attr-defined]
        assert score["taken"] == {"rainy cafe": "lofi"}
        assert score["style"] == "lofi"
        assert [part["words"] for part in score["parts"]] == [PROMPT]


def test_a_dry_run_names_them_and_loads_no_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", PROMPT, "--seed", "5", "--dry-run", "--project", str(tmp_path)]) == 0
    out, _ = capsys.readouterr()
    assert "words that the composer does not know: cafe, zorblax\n" in out
    assert run(["generate", PROMPT, "--seed", "5", "--dry-run", "--json", "--project", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["unknown_words"] == ["cafe", "zorblax"]


@pytest.mark.parametrize("dry_run", [True, False])
def test_words_that_change_no_note_are_named_on_stderr(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], dry_run: bool
) -> None:
    monkeypatch.setattr(making, "load_engine", lambda model, device: ScoredEngine())
    options = ["--bars", "1", "--seed", "5", "--project", str(tmp_path), *(["--dry-run"] if dry_run else [])]
    assert run(["generate", "busy staccato techno drums", *options]) == 0
    _, err = capsys.readouterr()
    assert err.splitlines() == ["note: 'staccato' changes no note of this score; only the model reads it"]

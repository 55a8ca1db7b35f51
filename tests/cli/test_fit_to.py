"""`--fit-to` from the command line: what is reported, what is kept, and takes made again without the audio."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.cli.app import run
from tests.cli.stand_in import StandInEngine
from tests.musiccm_daw.analysis.music import chords, drums

RATE = 22_050
GUITAR = chords(92, [(57, True), (53, False)], RATE)


def written(folder: Path, name: str = "guitar_92bpm.wav", audio: np.ndarray = GUITAR) -> str:
    soundfile.write(folder / name, audio, RATE)
    return str(folder / name)


def generate(folder: Path, *options: str) -> int:
    return run(["generate", "warm bass", "--stem", "bass", "--project", str(folder / "project"), *options])


def test_facts_are_reported_and_kept_and_again_needs_no_audio(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(written(tmp_path))
    assert generate(tmp_path, "--fit-to", str(path), "--json") == 0
    out, err = capsys.readouterr()
    result = json.loads(out)
    assert (result["bpm"], result["bars"], result["chords"]) == (92, 2, "Am | F")
    shown = [line.removeprefix("note: 'guitar_92bpm.wav': ") for line in err.splitlines()]
    assert shown[0] == "tempo 92 bpm, stated in its name"
    assert [line.split()[0] for line in shown] == ["tempo", "meter", "bars", "key", "chords"]
    kept = json.loads(Path(result["manifest"]).read_text())["request"]["fit_to"]
    assert kept["source"] == str(path)
    assert kept["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {fact["name"]: fact["value"] for fact in kept["facts"]}["chords"] == "Am | F"

    path.unlink()
    assert run(["again", result["manifest"], "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert [again[fact] for fact in ("bpm", "bars", "key", "chords", "seed")] == [
        result[fact] for fact in ("bpm", "bars", "key", "chords", "seed")
    ]
    assert [Path(file["path"]).read_bytes() for file in again["files"]] == [
        Path(file["path"]).read_bytes() for file in result["files"]
    ]


def test_our_own_takes_state_all_their_facts(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = ("--bpm", "97.5", "--meter", "3/4", "--bars", "2", "--key", "Dm", "--chords", "Dm7 Gm7 | A7")
    assert generate(tmp_path, *facts, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert generate(tmp_path, "--fit-to", made["files"][0]["path"], "--dry-run", "--json") == 0
    out, err = capsys.readouterr()
    fitted = json.loads(out)
    assert [fitted[fact] for fact in ("bpm", "meter", "bars", "key", "chords")] == [
        made[fact] for fact in ("bpm", "meter", "bars", "key", "chords")
    ]
    assert "estimated" not in err
    assert err.count("stated in the file") == 4


@pytest.mark.parametrize(
    ("name", "audio", "options", "words"),
    [
        ("cut_92bpm.wav", GUITAR[: len(GUITAR) * 4 // 5], (), "lasts 1.60 bars of 4/4 at 92 bpm"),
        ("silence.wav", np.zeros(RATE), (), "is silent"),
        ("noise.wav", np.random.default_rng(1).normal(0, 0.1, 3 * RATE), (), "is noise"),
        ("guitar.wav", GUITAR, ("--variation-of", "clip.wav"), "leave out --fit-to"),
    ],
)
def test_what_cannot_be_fitted_to_is_refused_in_one_line(
    engine: StandInEngine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    audio: np.ndarray,
    options: tuple[str, ...],
    words: str,
) -> None:
    assert generate(tmp_path, "--fit-to", written(tmp_path, name, audio), *options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert words in err
    assert not (tmp_path / "project").exists()
    assert engine.requests == []


def test_audio_that_is_no_audio(tmp_path: Path, engine: StandInEngine, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.wav").write_text("Am F")
    for path, words in (("notes.wav", "is not readable audio"), ("nowhere.wav", "is not a file"), (".", "not a file")):
        assert generate(tmp_path, "--fit-to", str(tmp_path / path)) == 2
        assert words in capsys.readouterr().err


@pytest.mark.weights
def test_a_bass_line_for_drums_plays_at_their_tempo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beat = written(tmp_path, "beat.wav", drums(150, 1, RATE))
    assert generate(tmp_path, "--fit-to", beat, "--bpm", "150", "--steps", "1", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["files"][0]["frames"] == round(4 * 60 / 150 * 44_100)
    assert "key and chords unknown" in err

"""trainer/evaluation/registers.py: scales over whole ranges, and what is struck of them by octave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.paths import bundled_weights
from trainer.evaluate import evaluate
from trainer.evaluation.notes_controls import HELD, NOISE, SILENCE
from trainer.evaluation.parts import Settings
from trainer.evaluation.registers import BARS, ScaleRow, by_octave, registers_section, scale_of, spread

ROWS = [
    ScaleRow("flute", (71, 84, 86, 96), {"4 steps": (True, True, False, False), SILENCE: (False,) * 4}),
    ScaleRow("celesta", (72, 85), {"4 steps": (True, True), SILENCE: (False, False)}),
]


@pytest.mark.parametrize("name", ["grand_piano", "flute", "acoustic_bass", "glockenspiel"])
def test_a_scale_goes_from_end_to_end_of_the_range(name: str) -> None:
    pitches = [note.pitch for note in scale_of(name).notes]
    instrument = INSTRUMENTS[name]
    assert pitches == sorted(set(pitches))
    assert {pitch % 12 for pitch in pitches} <= {0, 2, 4, 5, 7, 9, 11}
    assert instrument.lowest <= pitches[0] <= instrument.lowest + 1
    assert instrument.highest - 5 <= pitches[-1] <= instrument.highest
    assert scale_of(name).notes[-1].start_quarters < 4 * BARS


def test_instruments_are_taken_from_all_of_the_list() -> None:
    assert spread("abcdefgh", 4) == ["a", "c", "e", "g"]
    assert spread("abc", 4) == ["a", "b", "c"]


def test_notes_are_pooled_by_octave() -> None:
    summary = by_octave(ROWS)
    assert {octave: share.value for octave, share in summary["4 steps"].items()} == {4: 1, 5: 1, 6: 2 / 3, 7: 0}
    assert all(share.value == 0 for share in summary[SILENCE].values())
    text = registers_section(ROWS, rendered=False)
    assert "| octave 4 | octave 5 | octave 6 | octave 7 |" in text
    assert "FluidSynth" in text
    assert "FluidSynth" not in registers_section(ROWS, rendered=True)


def test_the_bundled_model_plays_a_range_and_what_plays_no_scale_does_not(tmp_path: Path) -> None:
    settings = Settings(frozenset({"registers"}), clips=1, steps=1)
    evaluate([bundled_weights()], tmp_path, tmp_path, settings, say=lambda _: None, on_progress=lambda _: None)
    report = json.loads((tmp_path / "report.json").read_text())
    (row,) = report["registers"]["rows"]
    shares = {source: sum(struck) / len(struck) for source, struck in row["struck"].items()}
    assert row["instrument"] == "grand_piano"
    assert shares["1 step"] > 0.7
    assert max(shares[source] for source in (HELD, SILENCE, NOISE)) < 0.5

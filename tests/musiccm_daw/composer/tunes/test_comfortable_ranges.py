"""Comfortable ranges: tunes lie where an instrument plays most, whatever the style's centre."""

from __future__ import annotations

from functools import partial
from statistics import fmean

import pytest

from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.comfortable_ranges import MIDDLES, at_ease
from tests.musiccm_daw.composer.passages import passage_of
from tests.musiccm_daw.composer.requested import score_of


@pytest.mark.parametrize("instrument", sorted(MIDDLES))
@pytest.mark.parametrize("centre", [60, 67, 74, 78])
def test_tunes_lie_around_the_middle_of_the_instrument(instrument: str, centre: int) -> None:
    name = INSTRUMENTS[instrument]
    write = at_ease(partial(melody.melody, centre=centre), instrument)
    pitches = [
        note.pitch for seed in range(5) for note in write(passage_of(seed=seed, pitches=(name.lowest, name.highest)))
    ]
    assert abs(fmean(pitches) - MIDDLES[instrument]) < 7
    assert max(pitches) <= MIDDLES[instrument] + 15


def test_chords_and_guitar_riffs_stay_where_they_are() -> None:
    for write in (partial(comping.comp, patterns=("x---",)), partial(melody.riff, centre=48)):
        assert at_ease(write, "overdriven_guitar") is write


@pytest.mark.parametrize(
    ("prompt", "lowest", "highest"),
    [("reggae trombone melody", 46, 69), ("tenor sax solo", 50, 74), ("flute melody", 67, 91)],
)
def test_prompts_have_players_in_their_registers(prompt: str, lowest: int, highest: int) -> None:
    for seed in range(3):
        (part, *_) = score_of(prompt, seed).parts
        assert lowest <= min(note.pitch for note in part.notes)
        assert max(note.pitch for note in part.notes) <= highest


def test_low_is_lower_than_at_ease() -> None:
    usual, low = (
        fmean(note.pitch for note in score_of(prompt).parts[0].notes) for prompt in ("flute melody", "low flute melody")
    )
    assert low < usual - 3

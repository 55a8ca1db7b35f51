"""An orchestra for pictures: a theme, registers that leave each other free, and a kit with timpani among its keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.compose import compose_in
from musiccm_daw.composer.drums import orchestra_kit
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.ensembles import orchestra
from musiccm_daw.composer.styles import STYLE_TABLE
from tests.musiccm_daw.composer.passages import METERS, passage_of
from tests.musiccm_daw.composer.requested import part_of, score_of

_TUNED = range(orchestra_kit.LOWEST_TIMPANI, orchestra_kit.HIGHEST_TIMPANI + 1)


@given(seed=st.integers(0, 9999), meter=st.sampled_from(METERS), bars=st.integers(1, 9))
def test_a_theme_is_on_its_horn_and_moves(seed: int, meter: str, bars: int) -> None:
    passage = passage_of(seed=seed, meter=meter, bars=bars, pitches=(41, 77))
    notes = orchestra.theme(passage)
    assert all(41 <= note.pitch <= 77 and note.duration_quarters >= 0.4 for note in notes)
    assert all(passage.start <= note.start_quarters < passage.end for note in notes)


@pytest.mark.parametrize("horn", ["french horn", "trumpet"])
def test_cinematic_brass_has_more_than_whole_notes(horn: str) -> None:
    for seed in range(8):
        parts = score_of(f"cinematic, {horn} and choir", seed, bars=8).parts
        brass = next(part for part in parts if part.role == "brass")
        assert len(brass.notes) >= 13
        assert len({note.pitch for note in brass.notes}) >= 4


def test_violins_lie_above_the_choir_and_the_ostinato() -> None:
    for seed in range(8):
        passage = passage_of(seed=seed)
        line = [note.pitch for note in orchestra.strings(passage)]
        low = [note.pitch for note in orchestra.ostinato(passage, ("x.xxx.xxx.xxx.xx",))]
        assert 73 <= max(line) <= 85
        assert not [pitch for pitch in line if 56 < pitch < 60]
        assert all(43 <= pitch <= 70 for pitch in low)


def test_strings_that_hold_chords_and_a_choir_share_few_notes() -> None:
    shared = total = 0
    for seed in range(12):
        parts = {part.role: part for part in score_of("cinematic strings and choir", seed, bars=4).parts}
        # An ostinato of violas and cellos may run through the choir's register.
        strings = {note.pitch for note in parts["strings"].notes if note.duration_quarters > 1}
        choir = {note.pitch for note in parts["vocal-pad"].notes}
        shared, total = shared + len(strings & choir), total + len(choir)
    assert shared < 0.25 * total


def test_a_drummer_on_an_orchestras_kit_strikes_no_timpani() -> None:
    for prompt in ("orchestral drums", "cinematic orchestral drums", "taiko drums", "orchestral drums, half time"):
        for seed in range(8):
            part = part_of(prompt, seed=seed, bars=8)
            assert part.instrument == "orchestra_kit"
            assert not [note for note in part.notes if note.pitch in _TUNED]
    for seed in range(30):
        for part in compose_in(STYLE_TABLE["cinematic"], seed).parts:
            if part.instrument == "orchestra_kit" and part.role == "drums":
                assert not [note for note in part.notes if note.pitch in _TUNED]


@pytest.mark.parametrize("prompt", ["timpani", "cinematic timpani"])
def test_timpani_are_tuned_to_roots_and_fifths(prompt: str) -> None:
    tones = ((9, 4), (5, 0), (0, 7), (7, 2))
    for seed in range(8):
        part = part_of(prompt, seed=seed, bars=4)
        drums = [note for note in part.notes if note.pitch != SOUNDS["crash"] + 8]
        assert drums
        for note in drums:
            assert note.pitch in _TUNED
            assert note.pitch % 12 in tones[int((note.start_quarters + 0.06) // 4) % 4]


def test_a_theme_leaps_no_further_than_an_octave_into_a_bar() -> None:
    for seed in range(24):
        passage = passage_of("Em", "F", "Dm", "Bb", seed=seed, pitches=(41, 77))
        notes = orchestra.theme(passage)
        assert all(abs(note.pitch - other.pitch) <= 12 for note, other in pairwise(notes))

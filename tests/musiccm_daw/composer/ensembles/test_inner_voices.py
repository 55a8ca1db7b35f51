"""The voices below a tune: what they share with it, and how they move."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes import melody
from musiccm_daw.score.note import Part
from tests.musiccm_daw.composer.passages import METERS, passage_of
from tests.musiccm_daw.composer.requested import score_of

_THIRDS_AND_SIXTHS = (3, 4, 8, 9)
_SEEDS = range(12)


def with_tune(seed: int, meter: str = "4/4") -> Passage:
    passage = passage_of(seed=seed, meter=meter, key="A minor", pitches=(55, 98))
    return replace(passage_of(seed=seed, meter=meter, pitches=(48, 86)), tune=tuple(melody.melody(passage)))


def quartet(seed: int, prompt: str = "string quartet", **options: object) -> list[Part]:
    return list(score_of(prompt, seed, bars=8, **options).parts)


@given(seed=st.integers(0, 9999), meter=st.sampled_from(METERS), sixths=st.booleans(), figures=st.booleans())
def test_an_inner_voice_is_one_voice_in_its_register(seed: int, meter: str, sixths: bool, figures: bool) -> None:
    passage = with_tune(seed, meter)
    notes = inner_voices.inner(passage, 62, sixths=sixths, figures=figures)
    # Below a low tune, the voice goes down with it.
    mean = sum(note.pitch for note in passage.tune) / len(passage.tune)
    centre = min(62, round(mean) - (10 if sixths else 5))
    assert all(centre - 9 <= note.pitch <= 71 for note in notes)
    starts = [note.start_quarters for note in notes]
    assert len(set(starts)) == len(starts)
    assert all(passage.start <= start < passage.end for start in starts)


def test_a_voice_that_follows_has_the_tunes_rhythm_in_thirds_and_sixths() -> None:
    below = total = 0
    for seed in range(40):
        passage = with_tune(seed)
        tune = {note.start_quarters: note.pitch for note in passage.tune}
        voice = inner_voices.inner(passage, 66, follows=True)
        assert {note.start_quarters for note in voice} <= set(tune)
        assert all(note.pitch < tune[note.start_quarters] for note in voice)
        below += sum((tune[note.start_quarters] - note.pitch) % 12 in _THIRDS_AND_SIXTHS for note in voice)
        total += len(voice)
    assert below > 0.7 * total


def test_suspensions_resolve_downwards_by_step() -> None:
    found = 0
    for seed in range(40):
        passage = passage_of("C", "G", "Am", "Em", "F", "C", "F", "G", seed=seed, key="C major", pitches=(48, 86))
        for one, other in pairwise(inner_voices.suspended(passage, 60 + seed % 12)):
            tones = passage.chord_at(one.start_quarters).pitch_classes
            if one.pitch % 12 not in tones:
                found += 1
                assert 0 < one.pitch - other.pitch <= 2
                assert other.pitch % 12 in tones
    assert found > 40


@given(seed=st.integers(0, 9999), meter=st.sampled_from(METERS), bars=st.integers(1, 9))
def test_a_ground_has_the_root_where_a_chord_begins(seed: int, meter: str, bars: int) -> None:
    passage = passage_of(seed=seed, meter=meter, bars=bars)
    notes = {note.start_quarters: note for note in inner_voices.ground(passage, 36)}
    for span in passage.spans:
        assert notes[span.start].pitch % 12 == span.chord.bass
    assert all(36 <= note.pitch <= 52 and note.duration_quarters > 0 for note in notes.values())


@pytest.mark.parametrize("prompt", ["string quartet", "brass quintet", "woodwind quintet", "saxophone quartet"])
def test_the_voices_of_an_ensemble_move(prompt: str) -> None:
    for seed in _SEEDS:
        top, *others = quartet(seed, prompt)
        for part in others:
            assert len({note.pitch for note in part.notes}) >= 3, part.name
        mean = [sum(note.pitch for note in part.notes) / len(part.notes) for part in (top, *others)]
        assert mean[0] == max(mean)
        # A horn and a clarinet may lie equally low.
        assert mean[-1] < min(mean) + 2


@pytest.mark.parametrize(
    "prompt", ["string quartet", "woodwind quintet", "classical brass quintet", "saxophone quartet"]
)
def test_inner_voices_seldom_double_each_other(prompt: str) -> None:
    doubled = together = 0.0
    for seed in _SEEDS:
        _, *inner, _ = quartet(seed, prompt)
        for upper, lower in combinations(inner, 2):
            for one, other in product(upper.notes, lower.notes):
                starts = max(one.start_quarters, other.start_quarters)
                shared = min(note.start_quarters + note.duration_quarters for note in (one, other)) - starts
                together += max(0.0, shared)
                doubled += max(0.0, shared) if one.pitch == other.pitch else 0.0
    assert doubled < 0.03 * together


@pytest.mark.parametrize("prompt", ["string quartet", "brass quintet", "woodwind quartet", "string quintet"])
def test_inner_voices_do_not_go_in_octaves(prompt: str) -> None:
    octaves = moves = 0
    for seed in _SEEDS:
        inner = [part for part in quartet(seed, prompt) if part.role != "bass"][1:-1]
        for upper, lower in combinations(inner, 2):
            both = {round(note.start_quarters, 1): note.pitch for note in lower.notes}
            pairs = [(note.pitch, both.get(round(note.start_quarters, 1))) for note in upper.notes]
            together = [(high, low) for high, low in pairs if low is not None]
            for (high, low), (next_high, next_low) in pairwise(together):
                if high != next_high and low != next_low:
                    moves += 1
                    octaves += (high - low) % 12 == 0 == (next_high - next_low) % 12
    assert moves > 100
    assert octaves < 0.05 * moves

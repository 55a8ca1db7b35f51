"""Horns that accompany: a section's riffs in harmony, stabs on the drummer's accents, and a single horn's."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.ensembles import horns
from tests.musiccm_daw.composer.passages import METERS, passage_of
from tests.musiccm_daw.composer.requested import notes_in, part_of, score_of

_PATTERNS = ("x.x...x---......", "..x.x...x.x-....", "x--x--x-........")
_SEEDS = range(12)


def top_line(seed: int) -> list[int]:
    notes = horns.stabs(passage_of("Cmaj7", "Dm9", "G7", "Am7", seed=seed, key="C major"), _PATTERNS, forward=True)
    starts = sorted({note.start_quarters for note in notes})
    return [max(note.pitch for note in notes if note.start_quarters == start) for start in starts]


@given(seed=st.integers(0, 9999), meter=st.sampled_from(METERS), bars=st.integers(1, 17), forward=st.booleans())
def test_a_section_stays_on_its_instrument_and_in_its_passage(seed: int, meter: str, bars: int, forward: bool) -> None:
    passage = passage_of(seed=seed, meter=meter, bars=bars, pitches=(43, 86))
    for note in horns.stabs(passage, _PATTERNS, forward=forward):
        assert 43 <= note.pitch <= 86
        assert passage.start <= note.start_quarters < passage.end
        assert note.duration_quarters > 0


def test_the_top_line_of_a_section_moves_mostly_by_step() -> None:
    moves = [abs(b - a) for seed in _SEEDS for a, b in pairwise(top_line(seed))]
    assert sum(move <= 4 for move in moves) > 0.8 * len(moves)
    assert all(len(set(top_line(seed))) >= 3 for seed in _SEEDS)


def test_horns_that_are_asked_for_never_rest_for_a_bar() -> None:
    for seed in _SEEDS:
        score = score_of("funk with horns", seed, bars=8)
        (brass,) = [part for part in score.parts if part.role == "brass"]
        assert all(notes_in(brass, 4 * bar, 4 * bar + 4) for bar in range(8))


def test_the_fourth_bar_answers_and_the_eighth_ends() -> None:
    for seed in _SEEDS:
        notes = horns.stabs(passage_of("Am", seed=seed), _PATTERNS, forward=True)
        bars = [
            sorted({(note.start_quarters - 4 * bar, note.pitch) for note in notes if note.start_quarters // 4 == bar})
            for bar in range(8)
        ]
        assert bars[0] == bars[4]
        assert bars[3] not in (bars[0], bars[1])
        assert bars[7] != bars[3]


def test_horns_play_with_the_drummer() -> None:
    for seed in _SEEDS:
        passage = replace(passage_of(seed=seed), accents=frozenset({0.0, 0.75, 1.5}))
        assert horns._on_accents(passage, ("x--x--x-........", "..x...x...x...x.")) == "x--x--x-........"


@pytest.mark.parametrize("instrument", ["tenor sax", "trumpet", "trombone"])
def test_the_stabs_of_one_horn_are_a_riff(instrument: str) -> None:
    for seed in _SEEDS:
        part = part_of(f"{instrument} stabs", seed=seed, bars=4)
        assert len({note.pitch for note in part.notes}) >= 3
        assert len({note.start_quarters for note in part.notes}) == len(part.notes)

"""Breath: lines of wind players and singers have gaps, in every style and at every tempo."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from musiccm_daw.composer.breathing import Breath, breathed
from musiccm_daw.composer.performance import Feel
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.requested import part_of, score_of

_GAP = 0.38
"""Quarters that a gap lasts at least, as humanised players have it."""
_SECONDS = 8.5
_LINES = (
    *("flute", "oboe", "clarinet", "trumpet", "trombone", "french_horn", "alto_sax", "tenor_sax"),
    *("muted_trumpet", "pan_flute", "harmonica"),
)


def longest_line(notes: Sequence[Note]) -> float:
    """Return how many quarters are played at most without a gap."""
    longest = begun = end = 0.0
    for note in sorted(notes, key=lambda note: note.start_quarters):
        if note.start_quarters - end >= _GAP:
            begun = note.start_quarters
        end = max(end, note.start_quarters + note.duration_quarters)
        longest = max(longest, end - begun)
    return longest


@pytest.mark.parametrize(
    "prompt",
    [
        "flute melody, bossa nova",
        "bluesy tenor sax riff over drums and bass",
        "oboe running eighths",
        "trumpet, trombone and french horn playing long chords",
        "clarinet arpeggio in sixteenths",
        "woodwind quintet",
        "brass quintet, busy, legato",
        "harmonica over acoustic guitar, folk",
        "alto sax ostinato, funk",
        "french horn drone",
    ],
)
@pytest.mark.parametrize("bpm", [60, 96, 180])
def test_nobody_blows_longer_than_a_breath(prompt: str, bpm: int) -> None:
    for seed in range(3):
        score = score_of(prompt, seed=seed, bars=16, bpm=bpm)
        blown = [part for part in score.parts if part.instrument in _LINES]
        assert blown
        for part in blown:
            assert longest_line(part.notes) * 60 / bpm <= _SECONDS, (seed, part.name)


def test_bagpipes_need_no_breath() -> None:
    (part,) = score_of("bagpipes", bars=8, bpm=60).parts
    assert longest_line(part.notes) > 16


@pytest.mark.parametrize("meter", ["4/4", "3/4", "7/8"])
def test_a_breath_is_taken_behind_a_long_note_and_moves_no_other(meter: str) -> None:
    breath = Breath.of("oboe", None, Feel(120.0, 0.0, 0.5, 0.0))
    assert breath is not None
    bar = {"4/4": 4.0, "3/4": 3.0, "7/8": 3.5}[meter]
    lengths = [0.5, 0.5, 1.0, bar - 2.0] * 12
    line, at = [], 0.0
    for length in lengths:
        line.append(Note(at, length, 70, 80))
        at += length
    kept = breathed(line, breath, bar, 0.0, at, 0.0)
    assert [note.start_quarters for note in kept] == [note.start_quarters for note in line]
    shortened = [
        before for before, after in zip(line, kept, strict=True) if after.duration_quarters < before.duration_quarters
    ]
    assert shortened
    assert all(note.duration_quarters >= bar - 2.0 for note in shortened)


def test_what_a_section_holds_is_sounded_anew() -> None:
    for prompt in ("choir holding long chords", "brass section held chords"):
        for part in score_of(prompt, bars=8, bpm=50).parts:
            assert max(note.duration_quarters for note in part.notes) * 60 / 50 <= _SECONDS


@pytest.mark.parametrize("bpm", [90, 130, 180])
@pytest.mark.parametrize("prompt", ["ska horns offbeats", "trumpet staccato offbeats", "short trombone stabs"])
def test_short_notes_are_not_lost_to_a_breath(prompt: str, bpm: int) -> None:
    for seed in range(3):
        slow, fast = part_of(f"{prompt}, 80 bpm", seed=seed, bars=8), part_of(f"{prompt}, {bpm} bpm", seed=seed, bars=8)
        assert len(fast.notes) >= 0.75 * len(slow.notes)

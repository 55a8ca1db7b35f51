"""Small bands of jazz and its like: who has the tune where no horn does, and the chords below it."""

from __future__ import annotations

from collections import Counter

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated
from musiccm_daw.score.note import Note, Part
from tests.musiccm_daw.composer.requested import score_of

_SEEDS = range(6)
_PIANO_TRIOS = (
    "jazz piano trio",
    "jazz, piano, upright bass and drums",
    "bossa nova piano, bass and drums",
    "smooth jazz rhodes, bass, drums",
)
_GUITAR_TRIOS = ("jazz guitar, bass and drums", "blues guitar, bass and drums", "bossa nova guitar, bass, drums")


def player_in_front(prompt: str, seed: int) -> Part:
    return next(part for part in score_of(prompt, seed, bars=8).parts if part.role in ("keys", "guitar"))


def ends(note: Note) -> float:
    return note.start_quarters + note.duration_quarters


def highest_of_each_stroke(part: Part) -> list[Note]:
    """Return the highest note that begins at every 16th."""
    strokes: dict[int, Note] = {}
    for note in sorted(part.notes, key=lambda note: note.pitch):
        strokes[round(note.start_quarters * 4)] = note
    return [strokes[at] for at in sorted(strokes)]


@pytest.mark.parametrize("prompt", [*_PIANO_TRIOS, *_GUITAR_TRIOS])
def test_a_trio_without_horns_has_a_tune(prompt: str) -> None:
    for seed in _SEEDS:
        part = player_in_front(prompt, seed)
        single = Counter(round(note.start_quarters * 4) for note in part.notes)
        # A line moves by single notes through many pitches; comping strikes few chords.
        line = [note for note in highest_of_each_stroke(part) if single[round(note.start_quarters * 4)] == 1]
        assert len(line) >= 6, seed
        assert len({note.pitch for note in line}) >= 4, seed


@pytest.mark.parametrize("prompt", _PIANO_TRIOS)
def test_the_left_hand_comps_below_the_right(prompt: str) -> None:
    for seed in _SEEDS:
        part = player_in_front(prompt, seed)
        strokes = Counter(round(note.start_quarters * 4) for note in part.notes)
        chords = [at for at, count in strokes.items() if count >= 3]
        assert len({at // 16 for at in chords}) >= 5, seed
        low = [note for note in part.notes if strokes[round(note.start_quarters * 4)] >= 3]
        assert min(note.pitch for note in low) >= 43, seed


@pytest.mark.parametrize("prompt", _GUITAR_TRIOS)
def test_a_guitarist_strikes_no_chord_under_a_sounding_tune(prompt: str) -> None:
    for seed in _SEEDS:
        part = player_in_front(prompt, seed)
        starts = Counter(round(note.start_quarters, 1) for note in part.notes)
        chords = {at for at, count in starts.items() if count >= 3}
        tune = [note for note in part.notes if round(note.start_quarters, 1) not in chords]
        for at in chords:
            assert not any(note.start_quarters < at - 0.2 and ends(note) > at + 0.2 for note in tune), (seed, at)


@pytest.mark.parametrize(
    "prompt",
    [
        "jazz backing track",
        "jazz rhythm section",
        "jazz trio without melody",
        "jazz comping piano, bass, drums",
        "bossa nova trio to solo over",
        "jazz play-along, piano, bass, drums",
        "jazz trio with a tenor sax",
        "funk keys, bass and drums",
        "pop piano, bass and drums",
    ],
)
def test_nobody_plays_a_tune_where_somebody_else_does_or_none_is_wanted(prompt: str) -> None:
    for seed in _SEEDS:
        seats = seated(read_brief(prompt), seed, 8)
        assert not any("melody" in seat.player.ways for seat in seats if seat.role in ("keys", "guitar")), seed

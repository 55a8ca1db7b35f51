"""Players who are bound to each other: the same rhythm, in the interval that a prompt asks for, inside the scale."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.score.note import Note, Part
from tests.musiccm_daw.composer.requested import part_of, score_of

_SCALE = {0, 2, 4, 5, 7, 9, 11}
"""Pitch classes of A minor, in which the chords are."""
_NEAR = 0.07
"""Quarters by which two players come apart where they play together."""


def pairs(upper: Sequence[Note], lower: Sequence[Note]) -> list[tuple[Note, Note]]:
    """Return the notes of two players that begin together."""
    return [
        (one, next(other for other in lower if abs(one.start_quarters - other.start_quarters) < _NEAR))
        for one in upper
        if any(abs(one.start_quarters - other.start_quarters) < _NEAR for other in lower)
    ]


def are_together(one: Part, other: Part) -> bool:
    """Return whether two players begin all their notes together."""
    return len(pairs(one.notes, other.notes)) == len(one.notes) == len(other.notes)


def places(part: Part, *pitches: int) -> set[int]:
    """Return the 16ths at which a part strikes, or one of some sounds."""
    return {round(4 * note.start_quarters) for note in part.notes if not pitches or note.pitch in pitches}


@pytest.mark.parametrize(
    ("prompt", "steps"),
    [
        ("two trumpets in thirds", {3, 4}),
        ("two trumpets in thirds over marimba and bass", {3, 4}),
        ("flute and oboe in thirds, bossa nova", {3, 4}),
        ("two violins in sixths", {8, 9}),
        ("clarinet and alto sax in sixths, busy", {8, 9}),
        ("alto sax & trumpet head in unison, rhythm section of piano bass drums, hard bop", {0}),
        ("violin and cello in octaves, piano chords", {12, 24}),
        ("two trumpets in thirds, staccato, sparse", {3, 4}),
    ],
)
@pytest.mark.parametrize("bpm", [70, 150])
def test_two_voices_keep_the_interval_that_is_asked_for(prompt: str, steps: set[int], bpm: int) -> None:
    for seed in range(3):
        parts = score_of(prompt, seed=seed, bars=8, bpm=bpm).parts
        upper, lower = [part for part in parts if part.role in ("lead", "brass", "strings")][:2]
        assert are_together(upper, lower), seed
        apart = {one.pitch - other.pitch for one, other in pairs(upper.notes, lower.notes)}
        assert apart <= steps, seed
        if "jazz" not in prompt and "bop" not in prompt and "bossa" not in prompt and steps != {12, 24}:
            assert sum(note.pitch % 12 in _SCALE for note in lower.notes) >= 0.9 * len(lower.notes)


def test_the_third_of_three_in_thirds_has_sixths() -> None:
    for seed in range(3):
        first, second, third = score_of("three trumpets in thirds", seed=seed, bars=8).parts
        assert are_together(first, second)
        assert are_together(first, third)
        assert {one.pitch - other.pitch for one, other in pairs(first.notes, third.notes)} <= {8, 9}


@pytest.mark.parametrize(
    "prompt",
    [
        "kick and bass locked together, guitar chanks on 2 and 4, nothing else",
        "Moog bass doubling the kick, clav on the ands",
        "bass following the kick, drums, funk",
        "bass guitar locked to the kick drum, rock drums",
        "hip hop drums and bass, bass locks with the kick",
    ],
)
def test_a_bass_that_is_locked_plays_with_every_kick(prompt: str) -> None:
    for seed in range(4):
        for bars in (4, 8):
            parts = score_of(prompt, seed=seed, bars=bars).parts
            drums = next(part for part in parts if part.role == "drums" and places(part, SOUNDS["kick"]))
            bass = next(part for part in parts if part.role == "bass")
            assert places(bass) == places(drums, SOUNDS["kick"]), seed


@pytest.mark.parametrize("prompt", ["doom metal", "heavy metal, fast", "guitar and bass play the same riff, rock"])
def test_guitar_and_bass_play_one_riff(prompt: str) -> None:
    for seed in range(4):
        parts = score_of(prompt, seed=seed, bars=8).parts
        bass = next(part for part in parts if part.role == "bass")
        guitar = next(part for part in parts if part.role == "guitar")
        low: dict[int, int] = {}
        for note in guitar.notes:
            at = round(4 * note.start_quarters)
            low[at] = min(note.pitch, low.get(at, 128))
        assert places(bass) <= set(low)
        assert len(places(bass)) >= 0.95 * len(low)
        assert all((low[round(4 * note.start_quarters)] - note.pitch) % 12 == 0 for note in bass.notes)


@pytest.mark.parametrize("prompt", ["sax section soli with rhythm section, swing", "brass quintet fanfare in C major"])
def test_a_section_plays_as_one_and_nobody_crosses(prompt: str) -> None:
    for seed in range(4):
        parts = score_of(prompt, seed=seed, bars=8).parts
        section = [part for part in parts if part.role in ("lead", "brass")]
        assert len(section) == 5
        for upper, lower in pairwise(section):
            shared = pairs(upper.notes, lower.notes)
            assert len(shared) >= 0.9 * len(upper.notes), seed
            assert all(one.pitch >= other.pitch for one, other in shared), seed


def test_a_fanfare_repeats_notes_of_the_triads() -> None:
    triads = ({9, 0, 4}, {5, 9, 0}, {0, 4, 7}, {7, 11, 2})
    for seed in range(4):
        for part in score_of("brass quintet fanfare", seed=seed, bars=4).parts:
            again = sum(one.pitch == other.pitch for one, other in pairwise(part.notes))
            assert again >= 0.4 * len(part.notes)
            for note in part.notes:
                assert note.pitch % 12 in triads[min(3, int((note.start_quarters + _NEAR) // 4))]


def test_four_trombones_play_a_chorale_in_their_order() -> None:
    for prompt in ("trombone choir, four parts", "trombone choir"):
        for seed in range(3):
            parts = score_of(prompt, seed=seed, bars=8).parts
            assert [part.instrument for part in parts] == ["trombone"] * 4
            for upper, lower in pairwise(parts):
                assert all(one.pitch >= other.pitch for one, other in pairs(upper.notes, lower.notes))
            assert all(note.duration_quarters > 0.4 for part in parts for note in part.notes)


def test_who_holds_long_chords_holds_them_below_the_tune() -> None:
    for seed in range(4):
        tune, viola, cello = score_of(
            "violin plays the tune, viola and cello hold long chords", seed=seed, bars=8
        ).parts
        assert (viola.instrument, cello.instrument) == ("solo_viola", "solo_cello")
        for part in (viola, cello):
            assert min(note.duration_quarters for note in part.notes) > 3
        assert all(low.pitch < high.pitch for high, low in pairs(viola.notes, cello.notes))
        assert len(tune.notes) > 2 * len(viola.notes)


def test_all_pluck_but_the_first_violin() -> None:
    for seed in range(3):
        parts = score_of("string quartet, pizzicato except the first violin", seed=seed, bars=4).parts
        assert [part.instrument for part in parts] == ["solo_violin", *["pizzicato_strings"] * 3]
        lowest = [min(note.pitch for note in part.notes) for part in parts]
        assert lowest[-1] == min(lowest)


def test_a_counter_melody_moves_where_the_tune_stands_still() -> None:
    for seed in range(4):
        parts = score_of("oboe melody, cello countermelody, harp arpeggios", seed=seed, bars=8).parts
        tune = next(part for part in parts if part.instrument == "oboe")
        counter = next(part for part in parts if part.instrument == "solo_cello")
        moving = [note for note in counter.notes if note.duration_quarters < 0.7]
        together = pairs(moving, [note for note in tune.notes if note.duration_quarters < 0.7])
        assert len(together) <= 0.3 * len(counter.notes)


@pytest.mark.parametrize(
    "prompt",
    [
        "ukulele, whistling and glockenspiel, happy",
        "harmonica and synth lead over trap drums",
        "flute and kalimba",
        "oboe and music box",
    ],
)
def test_one_tune_at_a_time(prompt: str) -> None:
    for seed in range(4):
        leads = [part for part in score_of(prompt, seed=seed, bars=8).parts if part.role == "lead"]
        for one, other in pairwise(leads):
            moving = [[note for note in part.notes if note.duration_quarters < 0.7] for part in (one, other)]
            assert len(pairs(*moving)) <= 0.4 * min(len(one.notes), len(other.notes))


def test_one_player_alone_in_octaves_or_thirds_plays_both() -> None:
    guitar = part_of("jazz guitar melody in octaves")
    assert any((one.pitch - other.pitch) % 12 == 0 for one, other in pairwise(guitar.notes))
    assert "double_stops" in read_brief("violin double stops").players[0].ways

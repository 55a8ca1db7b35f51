"""What a prompt says of a bass is what it plays: roots, one note, offbeats, oom-pah."""

from __future__ import annotations

import pytest

from musiccm_daw.score.note import Part
from tests.musiccm_daw.composer.requested import part_of, score_of

_ROOTS = [9, 5, 0, 7]
"""Of the chords of `requested.py`."""


def bar_of(part: Part, bar: int) -> list[tuple[int, int]]:
    """Return 16ths and pitches of a bar of 4/4."""
    found = [(round(4 * note.start_quarters), note.pitch) for note in part.notes]
    return [(at % 16, pitch) for at, pitch in found if at // 16 == bar]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("prompt", "places"),
    [
        ("bass guitar root notes eighths punk", range(0, 16, 2)),
        ("bass, root notes only, quarter notes", range(0, 16, 4)),
        ("offbeat bass", range(2, 16, 4)),
        ("bass root notes 16ths", range(16)),
        ("bass plays root on beat one only", [0]),
    ],
)
def test_roots_only(prompt: str, places: range | list[int], seed: int) -> None:
    part = part_of(prompt, seed=seed)
    for bar, root in enumerate(_ROOTS):
        assert [at for at, _ in bar_of(part, bar)] == list(places)
        assert {pitch % 12 for _, pitch in bar_of(part, bar)} == {root}


@pytest.mark.parametrize(
    ("prompt", "note", "fewest"),
    [
        ("one note bass pedal on A", 9, 8),
        ("bass pedal on D", 2, 8),
        ("drone bass on F#", 6, 1),
        ("one note bass", 9, 8),
        ("bowed double bass, low drone", 9, 1),
    ],
)
def test_a_pedal_stays_on_its_note(prompt: str, note: int, fewest: int) -> None:
    part = part_of(prompt)
    assert {each.pitch % 12 for each in part.notes} == {note}
    assert all(len(bar_of(part, bar)) == fewest for bar in range(4))


@pytest.mark.parametrize("prompt", ["hardstyle kick reverse bass", "bass plays offbeats, chords sustained on juno"])
def test_offbeat_basses_leave_the_beats_to_the_kick(prompt: str) -> None:
    part = score_of(prompt).part("bass")
    assert all(at % 4 for bar in range(4) for at, _ in bar_of(part, bar))


def test_oompah_is_root_and_fifth() -> None:
    part = part_of("tuba oompah in 4/4", meter="4/4")
    for bar, root in enumerate(_ROOTS):
        assert [(at, pitch % 12) for at, pitch in bar_of(part, bar)] == [(0, root), (8, (root + 7) % 12)]
    assert max(note.pitch for note in part.notes) < 55


def test_octaves_and_note_values_go_together() -> None:
    for seed in range(4):
        part = part_of("disco bass octaves 8ths", seed=seed)
        low, high = {bar_of(part, 0)[0][1]}, {bar_of(part, 0)[1][1]}
        assert {pitch for at, pitch in bar_of(part, 0) if at % 4} == high != low
        assert low == {pitch - 12 for pitch in high}


def test_a_gallop_is_one_8th_and_two_16ths() -> None:
    assert [at for at, _ in bar_of(part_of("galloping bass line"), 0)] == [0, 2, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15]

"""Dynamics as they are played: spread around their mean, and left alone where there is nothing to spread."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.engine.played_dynamics import EMPHASIS, SOFTEST, emphasised
from musiccm_daw.score.note import Note, Part

VELOCITIES = st.lists(st.integers(1, 127), min_size=1, max_size=40)


def part(velocities: list[int], role: str = "keys") -> Part:
    return Part(role, "rhodes", tuple(Note(float(i), 1.0, 60 + i % 12, v) for i, v in enumerate(velocities)))


def velocities(played: Part) -> list[int]:
    return [note.velocity for note in played.notes]


def test_velocities_are_spread_around_their_mean() -> None:
    assert velocities(emphasised(part([70, 80, 90]))) == [80 - round(10 * EMPHASIS), 80, 80 + round(10 * EMPHASIS)]


@given(VELOCITIES)
def test_all_but_velocities_stays_and_these_are_midi_s(given_velocities: list[int]) -> None:
    asked = part(given_velocities)
    played = emphasised(asked)
    assert replace(played, notes=()) == replace(asked, notes=())
    for note, before in zip(played.notes, asked.notes, strict=True):
        assert replace(note, velocity=before.velocity) == before
        assert min(before.velocity, SOFTEST) <= note.velocity <= 127


@given(VELOCITIES)
def test_what_is_louder_stays_no_softer(given_velocities: list[int]) -> None:
    pairs = sorted(zip(given_velocities, velocities(emphasised(part(given_velocities))), strict=True))
    assert [after for _, after in pairs] == sorted(after for _, after in pairs)


@pytest.mark.parametrize("asked", [part([80] * 8), part([]), part([40, 90, 120], "drums")])
def test_even_parts_and_drums_are_played_as_they_are_written(asked: Part) -> None:
    assert emphasised(asked) == asked

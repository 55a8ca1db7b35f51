"""Players who lie behind the beat are late by as much as their style says, and end with the music."""

from __future__ import annotations

from random import Random
from statistics import fmean

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.performance import Feel, performed
from musiccm_daw.score.note import Note

NOTES = [Note(at / 2, 0.5, 60, 80) for at in range(32)]


@pytest.mark.parametrize("bpm", [60.0, 90.0, 150.0])
@pytest.mark.parametrize("late", [0.0, 0.02, 0.03])
def test_a_player_is_late_by_seconds(bpm: float, late: float) -> None:
    feel = Feel(bpm, 0.0, 0.5, 1.0, late)
    played = performed(NOTES, INSTRUMENTS["rhodes"], feel, Random(1), 16.0)  # noqa: S311 (music, not secrets)
    moved = [note.start_quarters - exact.start_quarters for note, exact in zip(played, NOTES, strict=True)]
    assert fmean(moved) * 60 / bpm == pytest.approx(late, abs=0.003)
    assert max(note.start_quarters + note.duration_quarters for note in played) <= 16.0

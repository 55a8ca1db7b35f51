"""trainer/metrics/note_agreement.py: the same notes in another sound agree, other notes and other times do not."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.played_scores import line, performed
from tests.trainer.metrics.signals import RATE
from trainer.metrics.note_agreement import note_agreement

GRID = TimeGrid(Fraction(110), Meter(4, 4), 2)
MELODY = line("lead", [60, 64, 67, 72, 67, 64, 60, 55], step=1, length=0.8)
OTHER = line("lead", [61, 63, 66, 70, 68, 65, 61, 56], step=1, length=0.8)
BEAT = Part("drums", "kit", tuple(Note(beat, 0.25, 38 if beat % 2 else 36, 110) for beat in range(8)))
LATE = Part("drums", "kit", tuple(Note(beat + 0.5, 0.25, 38 if beat % 2 else 36, 110) for beat in range(8)))


def agreement(one: Part, other: Part, *, gain: float = 1.0) -> float:
    sounds = performed(GRID, [one]), gain * performed(GRID, [other])
    return note_agreement(*sounds, RATE, {one.role})


def test_a_clip_agrees_with_itself_at_any_level() -> None:
    assert agreement(MELODY, MELODY) == 1
    assert agreement(MELODY, MELODY, gain=0.1) > 0.9
    assert agreement(BEAT, BEAT) == 1


def test_other_notes_and_other_times_do_not_agree() -> None:
    assert agreement(MELODY, OTHER) < 0.4
    assert agreement(BEAT, LATE) < 0.2


def test_silence_agrees_with_silence_alone() -> None:
    silence = np.zeros(GRID.total_samples(RATE))
    assert note_agreement(silence, silence, RATE, {"lead", "drums"}) == 1
    assert note_agreement(performed(GRID, [MELODY]), silence, RATE, {"lead"}) == 0

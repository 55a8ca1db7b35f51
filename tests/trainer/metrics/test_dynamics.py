"""trainer/metrics/dynamics.py: levels that follow the score's velocities, and what cannot."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from musiccm_daw.harmony import ChordProgression
from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.played_scores import performed
from tests.trainer.metrics.signals import RATE, played_chords
from trainer.metrics.dynamics import velocity_agreement

GRID = TimeGrid(Fraction(110), Meter(4, 4), 8)


def part(seed: int, *, role: str = "lead") -> Part:
    """Return eighths of changing pitch and velocity."""
    rng = np.random.default_rng(seed)
    notes = [
        Note(0.5 * step, 0.4, int(rng.integers(60, 80)) if role == "lead" else 38, int(rng.integers(40, 120)))
        for step in range(64)
    ]
    return Part(role, "synth", tuple(notes))


LINE = part(1)
EVEN = replace(LINE, notes=tuple(replace(note, velocity=80) for note in LINE.notes))


@pytest.mark.parametrize("sound", ["sustained", "plucked"])
def test_who_plays_the_velocities_agrees_with_them(sound: str) -> None:
    assert velocity_agreement(performed(GRID, (LINE,), sound=sound), RATE, GRID, (LINE,)) > 0.9


def test_drums_and_stereo_are_measured_too() -> None:
    drums = part(2, role="drums")
    audio = performed(GRID, (drums,))
    assert velocity_agreement(np.stack([audio, audio], axis=1), RATE, GRID, (drums,)) > 0.9


def test_what_does_not_follow_the_score_does_not_agree() -> None:
    wrong = {
        "all notes at one velocity": performed(GRID, (EVEN,)),
        "another score": performed(GRID, (part(3),)),
        "held chords": played_chords(GRID, ChordProgression.parse("Am | F | C | G")),
        "noise": 0.1 * np.random.default_rng(5).standard_normal(GRID.total_samples(RATE)),
        "silence": np.zeros(GRID.total_samples(RATE)),
    }
    for name, audio in wrong.items():
        assert abs(velocity_agreement(audio, RATE, GRID, (LINE,))) < 0.35, name


def test_a_score_without_dynamics_says_nothing() -> None:
    assert math.isnan(velocity_agreement(performed(GRID, (EVEN,)), RATE, GRID, (EVEN,)))
    few = replace(LINE, notes=LINE.notes[:8])
    assert math.isnan(velocity_agreement(performed(GRID, (few,)), RATE, GRID, (few,)))

"""trainer/metrics/meter.py on patterns of kick, snare and hat."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.signals import RATE
from trainer.metrics.meter import candidate_of, detect_meter

PATTERNS = {
    "4/4": ("x.........x.....", "....x.......x...", "x.x.x.x.x.x.x.x."),
    "3/4": ("x...........", "....x...x...", "x.x.x.x.x.x."),
    "6/8": ("x.........x.", "......x.....", "x.x.x.x.x.x."),
    "12/8": ("x.........x.x...........", "......x...........x...x.", "x.x.x.x.x.x.x.x.x.x.x.x."),
    "5/4": ("x.....x.....x.......", "........x.......x...", "x.x.x.x.x.x.x.x.x.x."),
    "7/8": ("x.......x.....", "....x.......x.", "x.x.x.x.x.x.x."),
}


def groove(grid: TimeGrid, pattern: tuple[str, str, str]) -> NDArray[np.float64]:
    """Kick, snare and hat over all bars, of uneven force, with 8 ms of scatter; mono (S,)."""
    random = np.random.default_rng(5)
    time = np.arange(round(0.15 * RATE)) / RATE
    noise = random.standard_normal(len(time))
    sounds = (
        np.sin(2 * np.pi * 60 * time) * np.exp(-time / 0.05),
        0.4 * noise * np.exp(-time / 0.04),
        0.2 * np.diff(noise, prepend=0.0) * np.exp(-time / 0.01),
    )
    audio = 1e-5 * random.standard_normal(grid.total_samples(RATE) + len(time))
    for bar in range(grid.bars):
        for sound, marks in zip(sounds, pattern, strict=True):
            for step in (step for step, mark in enumerate(marks) if mark == "x"):
                at = grid.quarter_samples(bar * grid.meter.quarters_per_bar + Fraction(step, 4), RATE)
                start = max(0, at + round(random.normal(0, 0.004) * RATE))
                audio[start : start + len(time)] += random.uniform(0.2, 0.4) * sound
    return audio[: grid.total_samples(RATE)]


@pytest.mark.parametrize("bpm", [84, 132])
@pytest.mark.parametrize("meter", PATTERNS)
def test_the_bar_that_repeats_is_detected(meter: str, bpm: int) -> None:
    grid = TimeGrid(Fraction(bpm), Meter.parse(meter), 8)
    assert detect_meter(groove(grid, PATTERNS[meter]), RATE, grid) == candidate_of(grid.meter)


@pytest.mark.parametrize(("asked", "played"), [("3/4", "4/4"), ("7/8", "4/4"), ("4/4", "5/4")])
def test_a_model_that_plays_another_meter_is_not_flattered(asked: str, played: str) -> None:
    """The grid of the request, filled with bars of another length."""
    grid = TimeGrid(Fraction(120), Meter.parse(asked), 16)
    theirs = TimeGrid(Fraction(120), Meter.parse(played), 20)
    audio = groove(theirs, PATTERNS[played])[: grid.total_samples(RATE)]
    assert str(detect_meter(audio, RATE, grid)) == played


def test_nothing_is_detected_in_silence_or_in_a_single_bar() -> None:
    grid = TimeGrid(Fraction(120), Meter(4, 4), 4)
    assert detect_meter(np.zeros((grid.total_samples(RATE), 2)), RATE, grid) is None
    short = TimeGrid(Fraction(120), Meter(4, 4), 1)
    assert detect_meter(groove(short, PATTERNS["4/4"]), RATE, short) is None

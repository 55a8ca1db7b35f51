"""The finisher: pieces join to the same audio as the whole, loops close at any rate, other clips fade out."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import torch

from musiccm_daw.engine.finishing import Finisher
from musiccm_daw.model.mel import pad_edges
from musiccm_daw.timebase import Meter, TimeGrid

SECOND = TimeGrid(Fraction(120), Meter(2, 4), 1)
RATE = 44_100


def finished(audio: torch.Tensor, grid: TimeGrid, sample_rate: int, *, loop: bool, pieces: int = 1) -> np.ndarray:
    """Return audio (2, S) after finishing in so many pieces, (S, 2)."""
    finisher = Finisher(grid, sample_rate, RATE, loop=loop)
    padded = pad_edges(audio, finisher.margin, loop)
    edges = [audio.shape[1] * piece // pieces for piece in range(pieces + 1)]
    return np.concatenate([finisher(padded[:, start : stop + 2 * finisher.margin]) for start, stop in pairwise(edges)])


def noise(samples: int) -> torch.Tensor:
    """Return noise up to 20 kHz, the range of the model."""
    spectrum = torch.fft.rfft(0.1 * torch.randn(2, samples, generator=torch.Generator().manual_seed(1)))
    spectrum[:, round(20_000 / RATE * samples) :] = 0
    return torch.fft.irfft(spectrum, n=samples)


@pytest.mark.parametrize("sample_rate", [22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("loop", [True, False])
def test_pieces_join_to_the_same_audio_as_the_whole(sample_rate: int, loop: bool) -> None:
    grid = TimeGrid(Fraction("123.45"), Meter(2, 4), 1)
    audio = noise(grid.total_samples(RATE))
    whole = finished(audio, grid, sample_rate, loop=loop)
    assert whole.shape == (grid.total_samples(sample_rate), 2)
    assert np.allclose(finished(audio, grid, sample_rate, loop=loop, pieces=7), whole, atol=1e-3)


def test_a_resampled_loop_closes() -> None:
    # 300 periods of 147 samples become 300 of 160, so a turned loop must stay the same loop.
    audio = noise(RATE)
    there = finished(audio, SECOND, 48_000, loop=True)
    turned = finished(audio.roll(147 * 100, -1), SECOND, 48_000, loop=True)
    assert np.allclose(turned, np.roll(there, 160 * 100, axis=0), atol=1e-3)


@pytest.mark.parametrize(("hz", "sample_rate"), [(1_000, 48_000), (15_000, 96_000), (1_000, 22_050)])
def test_a_tone_keeps_its_pitch_and_level(hz: int, sample_rate: int) -> None:
    def tone(rate: int) -> np.ndarray:
        wave: np.ndarray = 0.5 * np.sin(2 * math.pi * hz * np.arange(rate) / rate)
        return wave

    audio = torch.from_numpy(np.stack([tone(RATE)] * 2)).float()
    assert np.abs(finished(audio, SECOND, sample_rate, loop=True)[:, 0] - tone(sample_rate)).max() < 1e-3


def test_what_a_lower_rate_cannot_hold_is_left_out() -> None:
    wave = 0.5 * torch.sin(2 * math.pi * 15_000 * torch.arange(RATE) / RATE)
    assert np.abs(finished(torch.stack([wave, wave]), SECOND, 22_050, loop=True)).max() < 1e-2


@pytest.mark.parametrize("sample_rate", [44_100, 96_000])
@pytest.mark.parametrize("pieces", [1, 500])
def test_a_clip_that_does_not_loop_fades_out_and_keeps_its_start(sample_rate: int, pieces: int) -> None:
    audio = torch.zeros(2, RATE)
    audio[:, -2_000:] = 0.5
    made = finished(audio, SECOND, sample_rate, loop=False, pieces=pieces)
    assert (made[-1] == 0).all()
    fade = made[-round(0.005 * sample_rate) : -1, 0]
    assert fade[0] == pytest.approx(0.5, abs=0.01)
    assert (np.diff(fade[: len(fade) // 2]) <= 1e-3).all()
    # The loud end does not ring into the start, as it would in a loop.
    assert np.abs(made[: sample_rate // 4]).max() < 1e-3

"""Phase integration: partials run on at their own pitch, attacks meet in one instant, and blocks lead on."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from scipy.signal import ShortTimeFFT
from torch import Tensor

from musiccm_daw.model.mel import Band
from musiccm_daw.model.vocoders.phase_integration import (
    LARGEST_BEND,
    continued,
    integrated_phases,
    nearest_peak,
)

WINDOW, HOP, FRAMES = 512, 64, 120
ALL_BINS = torch.arange(WINDOW // 2 + 1)


def spectrum(signal: np.ndarray) -> Tensor:
    """Spectrum (T, bins), by scipy, of frames whose phase counts from their first sample."""
    short_time = ShortTimeFFT(np.hanning(WINDOW), hop=HOP, fs=1, phase_shift=None)
    frames = short_time.stft(signal, p0=0, p1=FRAMES, k_offset=0).T
    return torch.from_numpy(frames.astype(np.complex64))


def coherence(phasors: Tensor, truth: Tensor, where: Tensor) -> float:
    """1 if phases are true but for one turn of them all, about 0 if they are chance; weighted with power."""
    power = truth.abs().square()[where]
    agreement = (phasors * truth.sgn().conj())[where]
    return float((power * agreement).sum().abs() / power.sum())


def integrated(truth: Tensor, chosen: Tensor = ALL_BINS, every: int = 1) -> Tensor:
    return integrated_phases(truth.abs(), torch.full((FRAMES - 1,), HOP), WINDOW, chosen, every)


@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_sine_runs_on_at_its_own_pitch(every: int) -> None:
    truth = spectrum(np.sin(2 * np.pi * 0.0371 * np.arange(FRAMES * HOP)))
    phasors, truth_there = integrated(truth, every=every), truth[::every]
    middle = torch.zeros(truth_there.shape, dtype=torch.bool)
    middle[10:-10] = True
    assert coherence(phasors, truth_there, middle) > 0.97


@pytest.mark.parametrize("chosen", [ALL_BINS, ALL_BINS[2::5]], ids=["all bins", "one in five"])
@pytest.mark.parametrize("period", [700, 1_500])
def test_all_bins_of_a_pulse_meet(period: int, chosen: Tensor) -> None:
    signal = np.zeros(FRAMES * HOP)
    signal[300::period] = 1.0
    truth = spectrum(signal)
    found = integrated(truth, chosen)
    # How phases turn from bin to bin says when a pulse sounds.
    delay, true_delay = (each[:, 1:] * each[:, :-1].conj() for each in (found, truth))
    for pulse in range(300 + period, len(signal) - 600, period):
        around = slice(round(pulse / HOP) - 2, round(pulse / HOP) + 3)
        apart = torch.angle(delay[around] * true_delay[around].conj()).abs() * (WINDOW / (2 * math.pi))
        # Samples; a Hann window is only nearly a Gaussian.
        assert float(apart.median()) < WINDOW / 64


def test_bins_belong_to_the_nearest_peak() -> None:
    magnitude = torch.tensor([[0.0, 1.0, 3.0, 1.0, 0.5, 0.6, 2.0, 0.0]])
    assert nearest_peak(magnitude).tolist() == [[2, 2, 2, 2, 2, 6, 6, 6]]


def test_phases_lead_on_and_are_their_own_at_the_end() -> None:
    torch.manual_seed(0)
    magnitude = torch.rand(400, 65) + 0.1
    own = torch.polar(torch.ones(400, 65), torch.rand(400, 65) * 7)
    before = torch.polar(torch.ones(65), torch.rand(65) * 7)
    band = Band(decimation=1, window=128, bins=65, rows=65, stereo_rows=1, low_hz=0.0, high_hz=22_050.0)
    bent = continued(own, magnitude, before, 100.0, band, fewest=32, settled=64)
    assert torch.equal(bent[-64:], own[-64:])
    assert torch.allclose(bent.abs(), torch.ones(400, 65), atol=1e-5)
    # Peaks of the first frame begin as they should, but for a first small step.
    peaks = torch.nonzero(nearest_peak(magnitude)[0] == torch.arange(65)).flatten()
    assert float(torch.angle(bent[0] * before.conj())[peaks].abs().max()) < 0.2


def test_a_held_partial_is_bent_by_a_few_cents() -> None:
    frames, hop, peak = 768, 100.0, 6
    band = Band(decimation=1, window=1_024, bins=256, rows=256, stereo_rows=1, low_hz=0.0, high_hz=22_050.0)
    magnitude = torch.exp(-((torch.arange(256) - peak) ** 2) / 2.0).expand(frames, -1)
    own = torch.ones(frames, 256, dtype=torch.complex64)
    bent = continued(own, magnitude, torch.full((256,), -1.0 + 0.01j), hop, band, fewest=32, settled=64)
    turned = np.unwrap(torch.angle(bent[:, peak]).numpy()) / (2 * math.pi)
    per_sample = np.abs(np.diff(turned)).max() / hop
    assert 0.2 * LARGEST_BEND < per_sample / (peak / band.window) < 1.5 * LARGEST_BEND

"""Rows as log-mels, compared with Kaldi's fbank, written out here, of the same sound at 16 kHz."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from musiccm_daw.model.mel import ROWS, SAMPLE_RATE, MelFrontEnd
from trainer.losses.fbank import BANDS, DEVIATION, LEAST_ENERGY, MEAN, RowsToFbank, kaldi_filters

SECONDS, ROWS_PER_SECOND = 2.0, 97.0
Array = NDArray[np.float64]


def kaldi_fbank(audio: Array) -> Array:
    """Compute log-mels (T, 128) of audio (S) at 16 kHz: 25 ms Hann windows every 10 ms, pre-emphasis, triangles."""

    def mel(hz: Array | float) -> Array:
        return np.asarray(1127.0 * np.log(1.0 + np.asarray(hz) / 700.0))

    frames = np.stack([audio[start : start + 400] for start in range(0, len(audio) - 399, 160)])
    frames = frames - frames.mean(axis=1, keepdims=True)
    frames = frames - 0.97 * np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 399)
    power = np.abs(np.fft.rfft(frames * window, 512))[:, :256] ** 2
    step = (mel(8000.0) - mel(20.0)) / 129
    bins = mel(np.arange(256) * 31.25)
    filters = []
    for band in range(128):
        left = mel(20.0) + band * step
        up, down = (bins - left) / step, (left + 2 * step - bins) / step
        filters.append(np.maximum(0, np.minimum(up, down)))
    return np.asarray(np.log(np.maximum(power @ np.array(filters).T, LEAST_ENERGY)))


def sines(rate: int, envelope: bool = False) -> Array:
    """Render two seconds of 300 sines from 40 Hz to 7.5 kHz, with random phases and levels, the same at any rate."""
    rng = np.random.default_rng(1)
    time = np.arange(int(SECONDS * rate)) / rate
    sound = np.zeros_like(time)
    for hz in np.geomspace(40, 7_500, 300):
        sound += 10 ** rng.uniform(-3.5, -2) * np.sin(2 * np.pi * (hz * time + rng.random()))
    return np.asarray(sound * (time > 1.0)) if envelope else sound


def through_rows(sound: Array) -> Array:
    """Compute log-mels (T, 128), not normalised, by way of our front end; sound (S) at 44.1 kHz."""
    audio = torch.from_numpy(np.stack([sound, sound]))[None].float()
    rows = MelFrontEnd()(audio, int(SECONDS * ROWS_PER_SECOND))
    fbank = RowsToFbank()(rows, torch.tensor([ROWS_PER_SECOND]), 198)[0]
    return np.asarray(fbank.double().numpy() * (2 * DEVIATION) + MEAN)


def test_levels_are_those_of_kaldi() -> None:
    expected, found = kaldi_fbank(sines(16_000)), through_rows(sines(SAMPLE_RATE))
    # Energies averaged over time: within single frames neighbouring sines beat, which a window of 93 ms smooths out.
    over_time = [np.log(np.exp(each[10:-10]).mean(axis=0)) for each in (expected, found)]
    # The last five bands lie above the highest sine.
    compared = (kaldi_filters().sum(dim=1).numpy() > 0) & (np.arange(BANDS) < BANDS - 5)
    error = np.abs(over_time[0] - over_time[1])[compared]
    assert error.mean() < 0.15
    assert np.quantile(error, 0.95) < 1.0


def test_filters_between_two_bins_stay_empty_as_they_do_in_kaldi() -> None:
    empty = kaldi_filters().sum(dim=1).numpy() == 0
    assert empty.any()
    for fbank in (kaldi_fbank(sines(16_000)), through_rows(sines(SAMPLE_RATE))):
        assert fbank[:, empty] == pytest.approx(math.log(LEAST_ENERGY), abs=1e-3)


def test_an_attack_stays_where_it_is() -> None:
    found = through_rows(sines(SAMPLE_RATE, envelope=True))[:, 100:120].mean(axis=1)
    expected = kaldi_fbank(sines(16_000, envelope=True))[:, 100:120].mean(axis=1)
    assert abs(int(np.diff(found).argmax()) - int(np.diff(expected).argmax())) <= 2


def test_silence_is_silent_and_what_is_after_the_end_is_padding() -> None:
    rows = torch.full((1, ROWS, 100), -1.0)
    fbank = RowsToFbank()(rows, torch.tensor([100.0]), 140)
    assert fbank.shape == (1, 140, BANDS)
    assert torch.allclose(fbank[0, :97], torch.tensor((math.log(LEAST_ENERGY) - MEAN) / (2 * DEVIATION)))
    assert torch.allclose(fbank[0, 100:], torch.tensor(-MEAN / (2 * DEVIATION)))


def test_items_of_a_batch_have_their_own_rates_and_gradients() -> None:
    rows = (torch.randn(2, ROWS, 90) * 0.2).requires_grad_()
    fbank = RowsToFbank()
    both = fbank(rows, torch.tensor([80.0, 120.0]), 100)
    for item, rate in enumerate((80.0, 120.0)):
        assert torch.allclose(both[item], fbank(rows[item : item + 1], torch.tensor([rate]), 100)[0], atol=1e-5)
    both.sum().backward()
    assert rows.grad is not None
    assert rows.grad.isfinite().all()
    assert rows.grad.abs().sum() > 0

"""Log-mel spectrograms for tagger and texture: mid and side in windows of three seconds, at one loudness.

In: audio (S,) or (S, A) of any rate. Out: dB. It shares nothing with the front end of the models that are measured, and
reaches 20 kHz in both channels, where VGGish, PANN and CLAP stop at 8 to 16 kHz in mono.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from musiccm_daw.analysis.signal import TINY, resampled

RATE = 44_100
FFT_SAMPLES, HOP_SAMPLES = 2_048, 1_024
FRAME_RATE_HZ = RATE / HOP_SAMPLES
BANDS = 64
LOWEST_HZ, HIGHEST_HZ = 30.0, 20_000.0
LEVEL_DB = -20.0
FLOOR_DB, CEILING_DB = -90.0, 10.0
WINDOW_FRAMES, WINDOW_HOP_FRAMES = 128, 64
"""Three seconds, overlapping by half."""


@cache
def _mel_bank() -> Tensor:
    """Return Slaney's mel filters (bands, bins)."""
    from musiccm_daw.analysis.locked_librosa import librosa

    bank = librosa.filters.mel(sr=RATE, n_fft=FFT_SAMPLES, n_mels=BANDS, fmin=LOWEST_HZ, fmax=HIGHEST_HZ, norm=None)
    return torch.from_numpy(np.asarray(bank, dtype=np.float32))


def log_mels(audio: NDArray[np.floating], sample_rate: int) -> Tensor:
    """Return mid and side spectrograms (2, bands, frames) in dB at one loudness; at least one window long."""
    both = audio[:, None] if audio.ndim == 1 else audio
    channels = np.stack([resampled(np.ascontiguousarray(channel), sample_rate, RATE) for channel in both.T])
    channels = channels * 10 ** (LEVEL_DB / 20) / np.sqrt(np.square(channels, dtype=np.float64).mean() + TINY)
    left, right = channels[0], channels[-1]
    signals = torch.from_numpy(np.stack([left + right, left - right]).astype(np.float32) / 2)
    shortest = WINDOW_FRAMES * HOP_SAMPLES
    if signals.shape[1] < shortest:
        signals = signals.repeat(1, -(-shortest // signals.shape[1]))[:, :shortest]
    spectra = torch.stft(
        signals,
        FFT_SAMPLES,
        HOP_SAMPLES,
        window=torch.hann_window(FFT_SAMPLES),
        pad_mode="constant",
        return_complex=True,
    )
    # Half the window's sum: a full-scale sine is 0 dB in its bin.
    power = _mel_bank() @ (spectra.abs() / (FFT_SAMPLES / 4)).square()
    return (10 * torch.log10(power + TINY)).clamp(FLOOR_DB, CEILING_DB)


def windows_of(mels: Tensor) -> Tensor:
    """Cut a clip's mels into overlapping windows (n, 2, bands, `WINDOW_FRAMES`)."""
    return mels.unfold(2, WINDOW_FRAMES, WINDOW_HOP_FRAMES).permute(2, 0, 1, 3)

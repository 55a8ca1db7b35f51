"""Spectral distances between a recording and its reconstruction, for comparing codecs and vocoders.

In: two signals (S,) or (S, A) of one length and rate. Out: decibels; 0 is identical. They are blind to harmony: a codec
with a small distance can lose half of the chords (see `chords.py`), so they rank candidates and decide nothing.

Sources: log-mel L1 as in HiFi-GAN (Kong et al. 2020, section 2.3); the multi-resolution distance follows
Yamamoto et al. 2020, "Parallel WaveGAN", with windows that are long enough for music.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import stft

from musiccm_daw.analysis.signal import mono

FLOOR_DB = -80.0
MEL_BANDS = 128
MEL_WINDOW_SAMPLES = 2_048
RESOLUTIONS = (512, 1_024, 2_048, 4_096, 8_192)


def spectrogram_db(audio: NDArray[np.floating], sample_rate: int, window: int) -> NDArray[np.float64]:
    """Return magnitudes (bins, frames) in dB re a full-scale sine, floored; windows overlap by three quarters."""
    _, _, spectrum = stft(
        mono(audio), sample_rate, nperseg=window, noverlap=window * 3 // 4, boundary="zeros", padded=True
    )
    levels: NDArray[np.float64] = 20 * np.log10(2 * np.abs(spectrum) + 1e-10)
    return np.maximum(levels, FLOOR_DB)


@cache
def mel_bank(sample_rate: int) -> NDArray[np.float64]:
    """Return librosa's mel filters (bands, bins)."""
    from musiccm_daw.analysis.locked_librosa import librosa

    return np.asarray(
        librosa.filters.mel(sr=sample_rate, n_fft=MEL_WINDOW_SAMPLES, n_mels=MEL_BANDS, norm=None),
        dtype=np.float64,
    )


def mel_db(audio: NDArray[np.floating], sample_rate: int) -> NDArray[np.float64]:
    """Return a mel spectrogram (bands, frames) in dB, floored."""
    _, _, spectrum = stft(mono(audio), sample_rate, nperseg=MEL_WINDOW_SAMPLES, noverlap=MEL_WINDOW_SAMPLES * 3 // 4)
    power = mel_bank(sample_rate) @ np.square(2 * np.abs(spectrum))
    levels: NDArray[np.float64] = 10 * np.log10(power + 1e-10)
    return np.maximum(levels, FLOOR_DB)


def log_mel_l1_db(reference: NDArray[np.floating], estimate: NDArray[np.floating], sample_rate: int) -> float:
    """Return the mean absolute difference of two mel spectrograms, dB."""
    return float(np.abs(mel_db(reference, sample_rate) - mel_db(estimate, sample_rate)).mean())


def multi_resolution_db(reference: NDArray[np.floating], estimate: NDArray[np.floating], sample_rate: int) -> float:
    """Return the mean absolute difference of log magnitudes over five windows, 12 to 186 ms at 44.1 kHz, dB."""
    distances = [
        np.abs(spectrogram_db(reference, sample_rate, window) - spectrogram_db(estimate, sample_rate, window)).mean()
        for window in RESOLUTIONS
    ]
    return float(np.mean(distances))

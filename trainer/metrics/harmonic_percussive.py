"""Harmonic over percussive energy: does a recording hold tones, or does it strike?

In: audio of one clip. Out: decibels, more for tones that are held, less for strokes. A median over time and one over
frequency split the spectrogram: Fitzgerald 2010, "Harmonic/percussive separation using median filtering" (DAFx),
librosa's. The figure is coarse. Short notes count as strokes and ringing kicks as tones, and noise lies near 0 dB, in
between. So it says something only beside the figure of a clip that is like the one in question.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import TINY, mono, resampled

RATE = 22_050
WINDOW_SAMPLES, HOP_SAMPLES = 1_024, 256
"""46 and 12 ms."""


def harmonic_over_percussive_db(audio: NDArray[np.floating], sample_rate: int) -> float:
    """Measure audio (S,) or (S, A); nan where nothing sounds."""
    from musiccm_daw.analysis.locked_librosa import librosa

    spectrum = librosa.stft(resampled(mono(audio), sample_rate, RATE), n_fft=WINDOW_SAMPLES, hop_length=HOP_SAMPLES)
    harmonic, percussive = (
        float(np.square(part, dtype=np.float64).sum()) for part in librosa.decompose.hpss(np.abs(spectrum))
    )
    if harmonic + percussive < TINY:
        return float("nan")
    return float(10 * np.log10((harmonic + TINY) / (percussive + TINY)))

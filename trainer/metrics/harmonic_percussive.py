"""Harmonic over percussive energy: does a recording hold tones, or does it strike?

In: audio of one clip. Out: decibels, more for tones that are held, less for strokes. A median over time and one over
frequency split the spectrogram: Fitzgerald 2010, "Harmonic/percussive separation using median filtering" (DAFx),
librosa's. Below 250 Hz nothing counts, since kicks ring there like tones: with them a band was up to 6 dB more harmonic
than without. The figure is coarse all the same. Noise lies near 0 dB, and so does music of short notes, so it says
something only beside the figure of a clip that is like the one in question.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import TINY, decibels, mono, resampled

RATE = 22_050
WINDOW_SAMPLES, HOP_SAMPLES = 1_024, 256
"""46 and 12 ms."""
LOWEST_HZ = 250
KERNEL = (11, 31)
"""Frames of the median over time, 128 ms, so that a 16th counts as a tone; and bins of that over frequency."""


def harmonic_over_percussive_db(audio: NDArray[np.floating], sample_rate: int) -> float:
    """Measure audio (S,) or (S, A); nan where nothing sounds."""
    from musiccm_daw.analysis.locked_librosa import librosa

    wave = resampled(mono(audio), sample_rate, RATE)
    magnitudes = np.abs(librosa.stft(wave, n_fft=WINDOW_SAMPLES, hop_length=HOP_SAMPLES))
    magnitudes = magnitudes[librosa.fft_frequencies(sr=RATE, n_fft=WINDOW_SAMPLES) >= LOWEST_HZ]
    parts = librosa.decompose.hpss(magnitudes, kernel_size=KERNEL)
    harmonic, percussive = (float(np.square(part, dtype=np.float64).sum()) for part in parts)
    if harmonic + percussive < TINY:
        return float("nan")
    return decibels((harmonic + TINY) / (percussive + TINY))

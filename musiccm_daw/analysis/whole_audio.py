"""All that is measured of a whole file before anything is decided: its attacks, its pitches, and whether it is music.

In: samples at any rate. Out: a `Measured`, from which `whole_bars.py` counts bars and `bar_harmony.py` names chords.
What has neither pitches nor a beat is noise; what has a beat alone are drums.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.bar_harmony import BarHarmony, detect_bar_harmony
from musiccm_daw.analysis.beats import ANALYSIS_RATE, Attacks, estimate_tempo, measure_attacks
from musiccm_daw.analysis.pitches import bar_chroma, pitch_contrast, pitch_saliences
from musiccm_daw.analysis.signal import mono, resampled
from musiccm_daw.harmony import Key
from musiccm_daw.timebase import TimeGrid

SILENT_PEAK = 1e-3
"""-60 dB."""
NOISE_CONTRAST_DB, NOISE_REGULARITY = 2.3, 0.3
"""What is below both is noise: noise has a contrast below 2 dB, drums above (`pitches.pitch_contrast`)."""
PITCHED = 0.85
"""A tenth of the contrast in decibels and the certainty of the chords by themselves add up to more in clips with
pitches, to less in drums and percussion; each with one exception in twenty."""


def is_silent(audio: NDArray[np.float32]) -> bool:
    """Return whether nothing in audio (S, A) is above -60 dB; a constant offset is no sound."""
    return float(np.abs(audio - audio.mean(axis=0)).max(initial=0.0)) < SILENT_PEAK


def is_pitched(contrast_db: float, found: BarHarmony) -> bool:
    """Return whether there are pitches, of which a harmony was found: drums alone have none."""
    return contrast_db / 10 + found.certainty >= PITCHED


@dataclass(frozen=True, eq=False)
class Measured:
    """What audio of `seconds` holds.

    Attributes:
        saliences: see `pitch_saliences`.
        contrast_db: see `pitch_contrast`.
        regularity: how regularly attacks come again at the likeliest tempo, 0 to 1.
    """

    seconds: float
    attacks: Attacks
    saliences: NDArray[np.float64]
    contrast_db: float
    regularity: float

    @property
    def is_noise(self) -> bool:
        """Whether there are neither pitches nor a beat."""
        return self.contrast_db < NOISE_CONTRAST_DB and self.regularity < NOISE_REGULARITY

    def harmony(self, grid: TimeGrid, key: Key | None) -> BarHarmony | None:
        """Return key and chords in the bars of a grid, in `key` if it is known; None for drums alone."""
        found = detect_bar_harmony(bar_chroma(self.saliences, grid), key)
        return found if is_pitched(self.contrast_db, found) else None


def measure(audio: NDArray[np.float32], sample_rate: int) -> Measured:
    """Measure audio (S, A)."""
    low_rate = resampled(mono(audio - audio.mean(axis=0)), sample_rate, ANALYSIS_RATE)
    attacks = measure_attacks(low_rate)
    return Measured(
        len(audio) / sample_rate,
        attacks,
        pitch_saliences(low_rate),
        pitch_contrast(low_rate),
        estimate_tempo(attacks).confidence,
    )

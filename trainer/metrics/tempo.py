"""Tempo: whether librosa's estimate agrees with the request, octaves and triplets allowed.

In: audio and the requested bpm. Out: the estimate and whether it agrees. Estimators confuse half, double and triplet
levels, so those relations count as agreement (MIREX "accuracy 2", tolerance 4 %, Gouyon et al. 2006). The seven
relations cover a good part of all tempi, hence `chance`: how often the same estimates agree with other clips' requests.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import mono

# 5.8 ms at 44.1 kHz: at 200 bpm one step of the autocorrelation lag is 2 %, so rounding to the nearest costs 1 %.
HOP_SAMPLES = 256
TOLERANCE = 0.04
RELATIONS = (1 / 3, 1 / 2, 2 / 3, 1.0, 3 / 2, 2.0, 3.0)


def estimated_bpm(audio: NDArray[np.floating], sample_rate: int) -> float | None:
    """Estimate the global tempo by autocorrelation of the onset envelope; None for silence."""
    from musiccm_daw.analysis.locked_librosa import librosa

    signal = mono(audio)
    if not np.any(signal):
        return None
    envelope = librosa.onset.onset_strength(y=signal, sr=sample_rate, hop_length=HOP_SAMPLES)
    return float(librosa.feature.tempo(onset_envelope=envelope, sr=sample_rate, hop_length=HOP_SAMPLES)[0])


def tempo_agrees(estimate: float | None, requested_bpm: float) -> bool:
    """Return whether the estimate is within 4 % of the request times one of `RELATIONS`."""
    if estimate is None:
        return False
    return any(abs(estimate / (requested_bpm * relation) - 1) <= TOLERANCE for relation in RELATIONS)


def chance(estimates: Sequence[float | None], requested_bpms: Sequence[float]) -> float:
    """Return the share of agreements when every estimate is compared with every other clip's request."""
    agreements = [
        tempo_agrees(estimate, bpm)
        for i, estimate in enumerate(estimates)
        for j, bpm in enumerate(requested_bpms)
        if i != j
    ]
    return float(np.mean(agreements)) if agreements else float("nan")

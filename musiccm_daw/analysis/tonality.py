"""Key and triads as measures compare them: by plain profiles and templates, without anything that was learned.

In: the chroma of a clip (`chroma.py`). Out: a key with its correlation; the templates of the triads. People's own audio
is labelled by `bar_harmony.py`.

Sources: template matching of chroma by Fujishima 1999, "Realtime chord recognition of musical sound" (ICMC), binary
triads and cosine similarity as in Müller, "Fundamentals of Music Processing", section 5.2; key profiles of Krumhansl
and Kessler 1982 by correlation (Krumhansl, "Cognitive Foundations of Musical Pitch", 1990, chapter 4), which the
profiles of Albrecht & Shanahan 2013 did not improve on (dev/LOG.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.harmony import Key

MAJOR, MINOR = (0, 4, 7), (0, 3, 7)
MAJOR_PROFILE = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR_PROFILE = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
SILENT = 1e-6


@dataclass(frozen=True)
class DetectedKey:
    """A key and its correlation with the chroma (-1 to 1)."""

    key: Key
    confidence: float


def detect_key(chroma: NDArray[np.float64]) -> DetectedKey:
    """Return the key whose profile correlates best with a chroma (12)."""
    candidates = []
    for mode, profile in (("major", MAJOR_PROFILE), ("minor", MINOR_PROFILE)):
        for tonic in range(12):
            score = np.corrcoef(chroma, np.roll(profile, tonic))[0, 1] if np.ptp(chroma) > 0 else 0.0
            candidates.append(DetectedKey(Key(tonic, mode), float(score)))
    return max(candidates, key=lambda key: key.confidence)


def clip_key(frames: NDArray[np.float64]) -> Key | None:
    """Return the key of the mean of chroma frames (12, T); None for silence."""
    chroma = frames.mean(axis=1)
    return None if chroma.sum() < SILENT else detect_key(chroma).key


def templates() -> NDArray[np.float64]:
    """Return the 24 triads (24, 12) at unit length: 12 major roots from C, then 12 minor."""
    rows = np.zeros((24, 12))
    for family, triad in enumerate((MAJOR, MINOR)):
        for root in range(12):
            rows[12 * family + root, [(root + interval) % 12 for interval in triad]] = 1 / np.sqrt(3)
    return rows

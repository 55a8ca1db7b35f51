"""Key: which of 24 major and minor keys does a clip's chroma resemble most, and how near is it to the one asked for?

In: chroma. Out: a key with how sure it is, and a score. Relatives share all their notes, so that a confusion with them
is a small one: beside exact matches there is the weighted score of the MIREX key contest. As weak as any key finder on
short clips, it is read against the same measure on true ones; imports of music that states no key use it too.

Sources: key profiles of Krumhansl and Kessler 1982 by correlation (Krumhansl, "Cognitive Foundations of Musical Pitch",
1990, chapter 4), which the profiles of Albrecht & Shanahan 2013 did not better (dev/LOG.md); weights of the score as in
mir_eval.key (Raffel et al. 2014).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.harmony import Key

MAJOR_PROFILE = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR_PROFILE = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
SILENT = 1e-6


@dataclass(frozen=True)
class HeardKey:
    """A key and its correlation with the chroma (-1 to 1)."""

    key: Key
    confidence: float


def estimate_key(chroma: NDArray[np.float64]) -> HeardKey:
    """The key whose profile correlates best with a chroma (12)."""
    heard = []
    for mode, profile in (("major", MAJOR_PROFILE), ("minor", MINOR_PROFILE)):
        for tonic in range(12):
            score = np.corrcoef(chroma, np.roll(profile, tonic))[0, 1] if np.ptp(chroma) > 0 else 0.0
            heard.append(HeardKey(Key(tonic, mode), float(score)))
    return max(heard, key=lambda key: key.confidence)


def heard_key(frames: NDArray[np.float64]) -> Key | None:
    """The key of the mean of chroma frames (12, T); None for silence."""
    chroma = frames.mean(axis=1)
    return None if chroma.sum() < SILENT else estimate_key(chroma).key


def key_score(asked: Key, heard: Key | None) -> float:
    """1 for the key itself, 0.5 a fifth above it, 0.3 its relative, 0.2 its parallel, else 0 (MIREX)."""
    if heard is None:
        return 0.0
    above = (heard.tonic - asked.tonic) % 12
    if heard.mode == asked.mode:
        return {0: 1.0, 7: 0.5}.get(above, 0.0)
    relative = 9 if asked.mode == "major" else 3
    return {relative: 0.3, 0: 0.2}.get(above, 0.0)

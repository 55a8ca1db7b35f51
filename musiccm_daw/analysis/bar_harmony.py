"""Key and chords of a recording, bar by bar: each says how likely the other is.

In: the chroma of every bar (`pitches.py`). Out: a key and a triad for each bar, each with the probability that it is
right; or nothing where there is no harmony, as in drums. A triad's score is a weighted sum of a bar's chroma, counted
from the triad's root; a key's is how likely its chords are under those scores, and whether the first bar is its tonic.
Measures that compare recordings with each other have the plainer `tonality.py`.

The weights are those of a multinomial logistic regression that shares them among the twelve roots, rounded, from 3 200
bars of training mixes and single stems; the shares of the chords were counted in the same songs. The idea of scores
that a prior of keys corrects is that of Lee and Slaney 2008, "Acoustic chord transcription and key extraction from
audio using key-dependent HMMs trained on synthesized audio" (IEEE TASLP 16); chords follow each other too freely here
for a transition matrix to help.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.pitches import BarChroma
from musiccm_daw.harmony import MODES, Chord, Key

QUALITIES = ("", "m")
UPPER_WEIGHTS = (
    (0.8, -0.55, 0.2, -1.1, 0.9, -0.2, -0.2, 0.8, -0.5, -0.65, 0.1, 0.5),
    (0.85, -0.75, 0.25, 0.85, -0.3, -0.25, -0.45, 0.85, -0.85, -0.6, 0.5, -0.2),
)
"""By quality: what each pitch class above the root says for a triad."""
BASS_WEIGHTS = (0.3, 0.0, -0.1, 0.0, 0.0, -0.05, 0.0, 0.15, -0.15, -0.1, 0.05, 0.0)
CHORD_SHARES = (
    {(0, ""): 0.34, (5, ""): 0.22, (7, ""): 0.17, (9, "m"): 0.09, (2, "m"): 0.07, (4, "m"): 0.05, (5, "m"): 0.02},
    {
        (0, "m"): 0.39,
        (8, ""): 0.16,
        (5, "m"): 0.13,
        (10, ""): 0.11,
        (7, ""): 0.08,
        (3, ""): 0.05,
        (7, "m"): 0.03,
        (5, ""): 0.03,
        (1, ""): 0.02,
    },
)
"""By mode: the share of each triad in music of a key, by semitones above the tonic; others have `OTHER_SHARE`."""
OTHER_SHARE = 0.005
KEY_WEIGHT = 0.6
"""How much the shares of a key's triads count beside the chroma of a bar."""
TONIC_FIRST = 2.0
"""How much it speaks for a key that the first bar is its tonic."""
KEY_TEMPERATURE = 1.3
"""Bars of one song resemble each other, so that their evidence counts less than their number."""


@dataclass(frozen=True)
class BarHarmony:
    """A key and a triad for each bar; the confidences are probabilities, that of the chords a mean over the bars.

    `certainty` is how far the bars by themselves resemble triads, before any key is assumed: near 1/24 for noise.
    """

    key: Key
    key_confidence: float
    chords: tuple[Chord, ...]
    chords_confidence: float
    certainty: float


def detect_bar_harmony(chroma: BarChroma, key: Key | None = None) -> BarHarmony:
    """Return the likeliest key and chords; a `key` that is known is kept."""
    alone = _log_shares(_triad_scores(chroma))
    keys = [Key(tonic, mode) for mode in MODES for tonic in range(12)]
    weighed = np.array([alone + KEY_WEIGHT * np.log(_shares_in(each)) for each in keys])
    fit = np.logaddexp.reduce(weighed, axis=2).sum(axis=1)
    fit += TONIC_FIRST * np.exp(alone[0, [_triad(each) for each in keys]])
    confidences = np.exp(_log_shares(fit / KEY_TEMPERATURE))
    best = int(fit.argmax()) if key is None else keys.index(key)
    chances = np.exp(_log_shares(weighed[best]))
    picked = chances.argmax(axis=1)
    return BarHarmony(
        keys[best],
        float(confidences[best]),
        tuple(Chord(int(pick % 12), QUALITIES[pick // 12], int(pick % 12)).spelled_in(keys[best]) for pick in picked),
        float(chances.max(axis=1).mean()),
        float(np.exp(alone).max(axis=1).mean()),
    )


def _triad_scores(chroma: BarChroma) -> NDArray[np.float64]:
    """Return the scores (bars, 24) of the twelve major triads from C up, then of the minor ones."""
    columns = [
        np.roll(chroma.upper, -root, axis=1) @ upper + np.roll(chroma.bass, -root, axis=1) @ np.array(BASS_WEIGHTS)
        for upper in np.array(UPPER_WEIGHTS)
        for root in range(12)
    ]
    return np.stack(columns, axis=1)


def _log_shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logarithm of the share of each score in its row."""
    return np.asarray(scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True))


def _shares_in(key: Key) -> NDArray[np.float64]:
    """Return how common the 24 triads are in a key."""
    shares: NDArray[np.float64] = np.full(24, OTHER_SHARE)
    for (above, quality), share in CHORD_SHARES[MODES.index(key.mode)].items():
        shares[12 * QUALITIES.index(quality) + (key.tonic + above) % 12] = share
    return np.asarray(shares / shares.sum())


def _triad(key: Key) -> int:
    """Return the number of the tonic triad."""
    return 12 * MODES.index(key.mode) + key.tonic

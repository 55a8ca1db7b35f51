"""The joins between new bars and bars that stay: cross-fades inside the new bars, and the level of these.

Kept frames are never touched. At the beginning, the audio before the join is continued as its own spectrum predicts,
with tones in phase, and dies away under the new bars; at the end, the frames that led to the next kept bar in the clip
fade in. An attack on the first beat keeps its edge, because it is faded in faster. Levels meet too: at a join the new
bars are as loud as the model made them beside the bars that stay, and between their first and last beat as loud as
those are on the whole. Audio is (S, A); no tensors.
"""

from __future__ import annotations

import numpy as np

from musiccm_daw.levels import CEILING_DBTP, MARGIN_DB, lufs, rms, to_db, true_peak_db
from musiccm_daw.recording import Audio

FADE_SECONDS = 0.02
"""Of 3 to 40 ms, the length with which joins change the spectrum as much as other bar lines do (dev/LOG.md)."""
ATTACK_FADE_SECONDS = 0.003
"""For a fade into an attack: long enough to smooth a step, short enough to keep the attack."""
ATTACK_DB = 6.0
"""How much louder than the audio just before it a beat begins, if it is an attack."""
ATTACK_SECONDS = 0.03
"""Over which the levels before and after the bar line are measured for that."""
SILENCE_DB = -60.0
"""Quieter bars are no measure of how loud others should be."""
LARGEST_CHANGE_DB = 12.0
"""By which new bars are made louder or quieter at most."""
PREDICTOR_ORDER, PREDICTOR_SAMPLES = 256, 8_192
"""For audio that is continued: enough for the partials of a chord, from the last fifth of a second."""


def matching_gain(new: Audio, kept: Audio, sample_rate: int) -> float:
    """Return the factor that makes new audio as loud as kept audio; 1 if either is silent."""
    if min(to_db(rms(new)), to_db(rms(kept))) < SILENCE_DB:
        return 1.0
    old_level, new_level = lufs(kept, sample_rate), lufs(new, sample_rate)
    if old_level is None or new_level is None:
        old_level, new_level = to_db(rms(kept)), to_db(rms(new))
    return float(10 ** (np.clip(old_level - new_level, -LARGEST_CHANGE_DB, LARGEST_CHANGE_DB) / 20))


def gain_curve(samples: int, ramp: int, first: float, inside: float, last: float) -> Audio:
    """Return gains (samples, 1): from `first` to `inside` in the first `ramp` samples, to `last` in the last ones."""
    ramp = min(ramp, samples // 2)
    places = [0, ramp, samples - ramp, samples]
    return np.interp(np.arange(samples), places, [first, inside, inside, last]).astype(np.float32)[:, None]


def under_ceiling(new: Audio, kept: Audio) -> Audio:
    """Return new audio with its true peak below the ceiling beside kept audio."""
    return new * np.float32(10 ** (min(0.0, ceiling_db(kept) - true_peak_db(new)) / 20))


def ceiling_db(kept: Audio) -> float:
    """Return the highest true peak allowed beside kept audio, in dB: the ceiling of all takes, or its own if higher."""
    return max(CEILING_DBTP - MARGIN_DB, min(0.0, true_peak_db(kept)))


def fade_length(new: Audio, before: Audio, sample_rate: int) -> int:
    """Return the samples over which new audio fades in, given what the model itself made before it."""
    window = round(ATTACK_SECONDS * sample_rate)
    if len(before) and to_db(rms(new[:window])) - to_db(rms(before[-window:]) + 1e-6) > ATTACK_DB:
        return min(len(new) // 2, round(ATTACK_FADE_SECONDS * sample_rate))
    return min(len(new) // 2, round(FADE_SECONDS * sample_rate))


def continued(before: Audio, samples: int) -> Audio:
    """Return the continuation (n, A), n = `samples`, of some audio beyond its end, by linear prediction.

    The predictor is fitted to the autocorrelation, so that the continuation dies away (Kauppinen & Roth 2002, "Audio
    signal extrapolation", DAFx).
    """
    # scipy takes a third of a second to load.
    from scipy.linalg import solve_toeplitz
    from scipy.signal import lfilter, lfiltic

    order = min(PREDICTOR_ORDER, len(before) - 1)
    ahead = np.zeros((samples, before.shape[1]), dtype=np.float32)
    for channel, past in enumerate(before[-PREDICTOR_SAMPLES:].T.astype(np.float64)):
        correlation = np.fft.irfft(np.abs(np.fft.rfft(past, 2 * len(past))) ** 2)[: order + 1]
        # A little noise: a pure tone leaves the equations without a solution, and so does silence.
        correlation[0] = 1.000001 * correlation[0] + 1e-9
        recursion = np.concatenate([[1.0], -solve_toeplitz(correlation[:-1], correlation[1:])])
        state = lfiltic([1.0], recursion, past[: -order - 1 : -1])
        ahead[:, channel] = lfilter([1.0], recursion, np.zeros(samples), zi=state)[0]
    return ahead


def faded_in(new: Audio, lead: Audio) -> Audio:
    """Return new audio that fades in, at equal power, while a lead (n, A) fades out."""
    rise = _rise(len(lead))
    faded = new.copy()
    faded[: len(lead)] = new[: len(lead)] * rise + lead * rise[::-1]
    return faded


def faded_out(new: Audio, lead: Audio) -> Audio:
    """Return new audio that fades out, at equal power, while a lead (n, A) to what follows fades in."""
    return faded_in(new[::-1], lead[::-1])[::-1]


def _rise(samples: int) -> Audio:
    """Return gains (n, 1) of equal power that begin just above 0 and end just below 1."""
    angle = (np.arange(samples, dtype=np.float32) + 0.5) / max(1, samples) * (np.pi / 2)
    gains: Audio = np.sin(angle)[:, None].astype(np.float32)
    return gains

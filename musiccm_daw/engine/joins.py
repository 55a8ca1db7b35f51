"""Where new bars meet bars that stay: cross-fades that lie wholly inside the new ones, and the level of these.

Kept frames are never touched. At the beginning, what stood before is led on by its own mirror image, which continues
it in value and in slope, and dies away under the new bars; at the end, the frames that led to the next kept bar in the
clip come up. An attack on the first beat keeps its edge: it is faded in faster. Audio is (S, A); no tensors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.levels import CEILING_DBTP, MARGIN_DB, lufs, rms, to_db, true_peak_db

Audio = NDArray[np.float32]

FADE_SECONDS = 0.02
"""Of 3 to 40 ms the one after which joins change the spectrum as much as other bar lines do (dev/LOG.md)."""
ATTACK_FADE_SECONDS = 0.003
"""Of a fade onto an attack: a step is no step any more, and the attack is still one."""
ATTACK_DB = 6.0
"""How much louder than just before it a beat begins, if it is an attack."""
ATTACK_SECONDS = 0.03
SILENCE_DB = -60.0
"""Bars that are quieter say nothing of how loud others should be."""
LARGEST_CHANGE_DB = 12.0


def matching_gain(new: Audio, kept: Audio, sample_rate: int) -> float:
    """The factor that makes new audio as loud as what is kept beside it.

    Its true peak stays under the ceiling of all takes, or under that of the kept audio where this is higher.
    """
    if to_db(rms(new)) < SILENCE_DB:
        return 1.0
    change = 0.0
    if to_db(rms(kept)) > SILENCE_DB:
        old_level, new_level = lufs(kept, sample_rate), lufs(new, sample_rate)
        if old_level is None or new_level is None:
            old_level, new_level = to_db(rms(kept)), to_db(rms(new))
        change = float(np.clip(old_level - new_level, -LARGEST_CHANGE_DB, LARGEST_CHANGE_DB))
    ceiling = max(CEILING_DBTP - MARGIN_DB, min(0.0, true_peak_db(kept)))
    return float(10 ** (min(change, ceiling - true_peak_db(new)) / 20))


def fade_length(new: Audio, before: Audio, sample_rate: int) -> int:
    """Samples over which new audio comes up after what the model itself made before it."""
    window = round(ATTACK_SECONDS * sample_rate)
    if len(before) and to_db(rms(new[:window])) - to_db(rms(before[-window:]) + 1e-6) > ATTACK_DB:
        return min(len(new) // 2, round(ATTACK_FADE_SECONDS * sample_rate))
    return min(len(new) // 2, round(FADE_SECONDS * sample_rate))


def mirrored(before: Audio, samples: int) -> Audio:
    """What goes on (samples, A) from the end of some longer audio: its past, turned about its last sample."""
    ahead: Audio = 2 * before[-1] - before[-samples - 1 : -1][::-1]
    return ahead


def faded_in(new: Audio, lead: Audio) -> Audio:
    """New audio that comes up, at equal power, under a lead (F, A) that goes down."""
    rise = _rise(len(lead))
    faded = new.copy()
    faded[: len(lead)] = new[: len(lead)] * rise + lead * rise[::-1]
    return faded


def faded_out(new: Audio, lead: Audio) -> Audio:
    """New audio that goes down, at equal power, under a lead (F, A) that comes up to what stands behind it."""
    return faded_in(new[::-1], lead[::-1])[::-1]


def _rise(samples: int) -> Audio:
    """Gains (F, 1) of equal power that begin just above 0 and end just below 1."""
    angle = (np.arange(samples, dtype=np.float32) + 0.5) / max(1, samples) * (np.pi / 2)
    gains: Audio = np.sin(angle)[:, None].astype(np.float32)
    return gains

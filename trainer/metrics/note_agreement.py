"""Agreement: do two recordings strike the same notes?

In: audio of two clips of one grid, and the roles that play. Out: a share. Each clip is transcribed without its score,
so the figure also falls where the transcription errs: it is to be read beside that of two renders of one score. The
detectors are those of `notes.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.roles import DRUM_ROLES
from trainer.metrics.notes import STRICT, TOLERANCE_SECONDS, attacks_by_pitch
from trainer.metrics.notes_drums import strokes
from trainer.metrics.notes_spectrum import LOW_PITCH, PITCHES, pitch_levels
from trainer.metrics.onsets import matches

Audio = NDArray[np.floating]
Times = NDArray[np.float64]


def note_agreement(one: Audio, other: Audio, sample_rate: int, roles: Collection[str]) -> float:
    """Return twice the attacks that two clips (S,) or (S, A) share over all of both, from 0 to 1; 1 if neither has any.

    An attack is shared if both clips have one at its pitch (drums: in its band) within 50 ms.
    """
    shared = total = 0
    for mine, theirs in zip(_attacks(one, sample_rate, roles), _attacks(other, sample_rate, roles), strict=True):
        shared += matches(mine, theirs, TOLERANCE_SECONDS)
        total += len(mine) + len(theirs)
    return 2 * shared / total if total else 1.0


def _attacks(audio: Audio, sample_rate: int, roles: Collection[str]) -> Iterator[Times]:
    """Yield the times of attacks at each pitch if anything pitched plays, then in each band if drums do."""
    if set(roles).difference(DRUM_ROLES):
        pitches, times = attacks_by_pitch(pitch_levels(audio, sample_rate).levels, STRICT)
        yield from (times[pitches == pitch] for pitch in range(LOW_PITCH, LOW_PITCH + PITCHES))
    if set(roles).intersection(DRUM_ROLES):
        yield from strokes(audio, sample_rate)

"""The levels of the stems of a take: a balance by role, one shared gain, and the mix as their sum.

The model makes every stem equally loud, so that it learns sound and not level. A part that was composed brings the gain
that its style gives it, beside the usual level of its role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.clip import StemAudio
from musiccm_daw.levels import rms, shared_gain
from musiccm_daw.recording import Recording, ScaledRecording, SummedRecording
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.roles import ROLE_LEVELS_DB

REFERENCE_RMS = 0.1
"""-20 dB, the level of every clip in training."""


Gain = float | NDArray[np.float64]
"""Of a stem: one number, or one for each channel."""


def stem_gain(stem: StemRequest) -> Gain:
    """Return the gain of a stem relative to the others, from its role, gain and pan: one number, or one per channel.

    It is 1 for a clip in one piece.
    """
    if stem.role is None:
        return 1.0
    level = role_level(stem.role, stem.gain_db)
    if stem.pan == 0.0:
        return level
    return level * np.array([min(1.0, 1.0 - stem.pan), min(1.0, 1.0 + stem.pan)])


def role_level(role: str, gain_db: float) -> float:
    """Return the amplitude of a role beside others, with a gain of its own."""
    return float(10 ** ((ROLE_LEVELS_DB[role] + gain_db) / 20))


def level_stems(
    requests: Sequence[StemRequest],
    stems: Sequence[StemAudio],
    sample_rate: int,
    known: Sequence[Gain] | None,
) -> list[StemAudio]:
    """Return the stems of one variation, balanced and at their shared gain, then their mix if there are several.

    Args:
        requests: the stems, as asked for.
        stems: their audio.
        sample_rate: of the audio, in Hz.
        known: their gains, where a score gives them; None to find them from how loud the stems are.
    """
    gains = known or [_balance_gain(request, stem) for request, stem in zip(requests, stems, strict=True)]
    balanced = [ScaledRecording(stem.recording, gain) for stem, gain in zip(stems, gains, strict=True)]
    common = shared_gain(balanced, sample_rate)
    levelled = [
        replace(stem, recording=ScaledRecording(stem.recording, gain * common))
        for stem, gain in zip(stems, gains, strict=True)
    ]
    if len(levelled) == 1:
        return levelled
    return [*levelled, mixed(levelled, SummedRecording([stem.recording for stem in levelled]))]


def mixed(stems: Sequence[StemAudio], recording: Recording) -> StemAudio:
    """Return the mix of the stems of one variation, whose recording is their sum."""
    prompt = " + ".join(stem.prompt for stem in stems)
    return replace(stems[0], stem="mix", role="mix", prompt=prompt, recording=recording)


def _balance_gain(request: StemRequest, stem: StemAudio) -> Gain:
    """Return the gain that brings a stem to its level; silence stays silent."""
    level = rms(stem.recording)
    return 1.0 if request.role is None or level == 0.0 else REFERENCE_RMS / level * stem_gain(request)

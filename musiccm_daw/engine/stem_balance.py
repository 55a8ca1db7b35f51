"""How loud the stems of one take are to each other: a balance by role, one shared gain, and the mix as their sum.

The model makes every stem equally loud, so that it learns sound and not level. The balance is that of the corpus: the
median level of each role's stems beside the drums, measured over 1 560 stems (dev/LOG.md).
"""

from __future__ import annotations

from dataclasses import replace

from musiccm_daw.clip import StemAudio
from musiccm_daw.levels import rms, shared_gain
from musiccm_daw.recording import ScaledRecording, SummedRecording

ROLE_LEVELS_DB = {
    "drums": 0.0,
    "bass": -0.3,
    "keys": -3.4,
    "guitar": -4.0,
    "strings": -4.0,
    "lead": -4.3,
    "vocal-pad": -4.4,
    "pads": -5.4,
    "brass": -8.4,
    "percussion": -11.0,
    "fx": -14.8,
    "mix": 0.0,
}
REFERENCE_RMS = 0.1
"""-20 dB: the level at which the model learns every clip."""


def role_gain(role: str | None) -> float:
    """The balance of a role beside others; a clip in one piece has none."""
    return 1.0 if role is None else float(10 ** (ROLE_LEVELS_DB[role] / 20))


def balance_gain(stem: StemAudio) -> float:
    """What brings a stem to the level of its role; silence stays silent."""
    level = rms(stem.recording)
    return 1.0 if stem.stem is None or level == 0.0 else REFERENCE_RMS / level * role_gain(stem.stem)


def level_stems(stems: list[StemAudio]) -> list[StemAudio]:
    """One variation's stems, balanced, at their shared gain, and their mix behind them if there are several."""
    gains = [balance_gain(stem) for stem in stems]
    balanced = [ScaledRecording(stem.recording, gain) for stem, gain in zip(stems, gains, strict=True)]
    common = shared_gain(balanced)
    levelled = [
        replace(stem, recording=ScaledRecording(stem.recording, gain * common))
        for stem, gain in zip(stems, gains, strict=True)
    ]
    if len(levelled) == 1:
        return levelled
    mix = SummedRecording([stem.recording for stem in levelled])
    prompt = " + ".join(stem.prompt for stem in levelled)
    return [*levelled, replace(levelled[0], stem="mix", prompt=prompt, recording=mix)]

"""How loud the stems of one take are to each other: a balance by role, one shared gain, and the mix as their sum.

The model makes every stem equally loud, so that it learns sound and not level. The balance is that of the corpus: the
median level of each role's stems beside the drums, measured over 1 560 stems (dev/LOG.md).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.clip import StemAudio
from musiccm_daw.levels import shared_gain

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


def balanced(stem: StemAudio) -> NDArray[np.float32]:
    """A stem's audio at the level of its role; silence stays silent."""
    rms = float(np.sqrt(np.mean(np.square(stem.audio, dtype=np.float64))))
    if stem.stem is None or rms == 0.0:
        return stem.audio
    return scaled(stem.audio, REFERENCE_RMS / rms * 10 ** (ROLE_LEVELS_DB[stem.stem] / 20))


def scaled(audio: NDArray[np.float32], gain: float) -> NDArray[np.float32]:
    """Audio times a gain, in the precision that it has."""
    louder: NDArray[np.float32] = np.multiply(audio, gain, dtype=np.float32)
    return louder


def level_stems(stems: list[StemAudio]) -> list[StemAudio]:
    """One variation's stems, balanced, at their shared gain, and their mix behind them if there are several."""
    stems = [replace(stem, audio=balanced(stem)) for stem in stems]
    gain = shared_gain([stem.audio for stem in stems])
    levelled = [replace(stem, audio=scaled(stem.audio, gain)) for stem in stems]
    if len(levelled) == 1:
        return levelled
    mix: NDArray[np.float32] = np.add.reduce([stem.audio for stem in levelled])
    prompt = " + ".join(stem.prompt for stem in levelled)
    return [*levelled, replace(levelled[0], stem="mix", prompt=prompt, audio=mix)]

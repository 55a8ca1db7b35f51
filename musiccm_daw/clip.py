"""The result of a request: the audio of every stem and variation, with the facts that it was made from.

The engine makes a `Clip` and the writers put it on disk. Nothing here computes; files and names come later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.recording import Recording
from musiccm_daw.timebase import TimeGrid

if TYPE_CHECKING:
    # For the annotation alone: the request is the engine's, which stands above this file.
    from musiccm_daw.request.request import GenerationRequest


@dataclass(frozen=True, eq=False)
class StemAudio:
    """One stem of one variation.

    Attributes:
        stem: its name, or None for a clip that was not split into stems.
        variation: from 1.
        seed: that of its variation; asking for it alone gives this variation again.
        prompt: the words that the model was given for it.
        recording: (S, A) float32, full scale 1, to be read in slices; S is the length of the grid at the clip's sample
            rate.
    """

    stem: str | None
    variation: int
    seed: int
    prompt: str
    recording: Recording

    @property
    def audio(self) -> NDArray[np.float32]:
        """All of the recording in memory, read anew each time."""
        return self.recording[:]


@dataclass(frozen=True, eq=False)
class AudioPiece:
    """Some consecutive samples of a stem, while the rest of it is still being made.

    Its level is provisional: about -20 dB on average, at the balance of its role. The gain that brings the stems of a
    variation to their final peak is known only when all are made; a piece may pass full scale, if seldom.

    Attributes:
        stem: the stem's name, or None.
        variation: from 1.
        start: sample of the clip at which it begins, at the clip's sample rate.
        audio: (n, A) float32.
    """

    stem: str | None
    variation: int
    start: int
    audio: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Clip:
    """Everything that one request gave.

    Attributes:
        request: what was asked, as resolved.
        grid: the bars of the clip.
        sample_rate: of every stem, in Hz.
        stems: in the order of the request, variation after variation.
        model: what made it.
        seconds: how long each stage took, by stage ("text", "sample", "decode", "vocode").
    """

    request: GenerationRequest
    grid: TimeGrid
    sample_rate: int
    stems: tuple[StemAudio, ...]
    model: ModelIdentity
    seconds: dict[str, float] = field(default_factory=dict)

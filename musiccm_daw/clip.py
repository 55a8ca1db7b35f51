"""The result of a request: the audio of every stem and variation, with the facts that it was made from.

The engine makes stems, and the writers save each as it is ready; a `Clip` holds all of them, for callers that measure
audio in memory. Nothing here computes, and nothing here knows files or their names.
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
    # For the annotation alone: `request` stands above this file.
    from musiccm_daw.request.request import GenerationRequest

CHANNELS = 2
"""Of all audio that is made, written A in shapes: the models are stereo."""


@dataclass(frozen=True, eq=False)
class StemAudio:
    """One stem of one variation.

    Attributes:
        stem: name of the stem, by default its role; None for a clip without stems.
        variation: number of the variation, from 1.
        seed: seed of the variation; a request with this seed makes this variation alone.
        prompt: the text that the model was conditioned on.
        recording: (S, A) float32, full scale 1, read in slices; S is the length of the grid at the clip's sample rate.
        role: one of `ROLES`; None for a clip without stems.
    """

    stem: str | None
    variation: int
    seed: int
    prompt: str
    recording: Recording
    role: str | None

    @property
    def audio(self) -> NDArray[np.float32]:
        """The whole recording in memory, read again on each access."""
        return self.recording[:]


@dataclass(frozen=True, eq=False)
class AudioPiece:
    """Some consecutive samples of a stem, while the rest of it is still being made.

    The level is provisional: about -20 dB on average, adjusted to the role of the stem. The gain that brings the stems
    of a variation to their final peak is known only when all of them are made; until then, a piece may in rare cases
    exceed full scale.

    Attributes:
        stem: name of the stem, or None for a clip without stems.
        variation: number of the variation, from 1.
        start: first sample of the piece within the clip, at the clip's sample rate.
        audio: (n, A) float32.
    """

    stem: str | None
    variation: int
    start: int
    audio: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Clip:
    """The complete result of one request.

    Attributes:
        request: the request, with everything resolved.
        grid: the bars of the clip.
        sample_rate: sample rate of every stem, in Hz.
        stems: the stems in the order of the request, variation by variation.
        model: the model that made the clip.
        seconds: how long each stage took, by `stopwatch.TIMED_STAGES`.
    """

    request: GenerationRequest
    grid: TimeGrid
    sample_rate: int
    stems: tuple[StemAudio, ...]
    model: ModelIdentity
    seconds: dict[str, float] = field(default_factory=dict)

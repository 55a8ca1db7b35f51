"""An engine that plays back a clip, so that tests can write it as a take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.take import Take, make_take


class PlaybackEngine:
    """Yields the stems of a clip, whatever the request."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip

    @property
    def identity(self) -> ModelIdentity:
        """The model that made the clip."""
        return self.clip.model

    reads_scores = False
    """It plays its clip whatever the notes."""

    def variations(
        self, request: GenerationRequest, *, first: int = 1, **options: Any
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Yield one variation after the other."""
        for variation, stems in groupby(self.clip.stems, lambda stem: stem.variation):
            if variation >= first:
                yield tuple(stems)


def write_clip(clip: Clip, project: Path, **options: Any) -> Take:
    """Write a clip as a take."""
    return make_take(clip.request, project, PlaybackEngine(clip), **options)

"""An engine that plays back a clip, so that tests can write it as a take, and a clip of noise for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.making import make_take
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import generator_seed
from musiccm_daw.score.score import Score
from musiccm_daw.take import Take


class PlaybackEngine:
    """Yields the stems of a clip, whatever the request; it plays them whatever the notes."""

    def __init__(self, clip: Clip, *, reads_scores: bool = False) -> None:
        self.clip = clip
        self.reads_scores = reads_scores

    @property
    def identity(self) -> ModelIdentity:
        """The model that made the clip."""
        return self.clip.model

    def nearest(self, phrase: str) -> str | None:
        """Take no words for anything."""

    def unread(self, request: GenerationRequest, scores: Sequence[Score]) -> str:
        """Read every word."""
        return ""

    def variations(
        self, request: GenerationRequest, *, first: int = 1, **options: Any
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Yield one variation after the other."""
        for variation, stems in groupby(self.clip.stems, lambda stem: stem.variation):
            if variation >= first:
                yield tuple(stems)


def write_clip(clip: Clip, project: Path, *, with_scores: bool = False, **options: Any) -> Take:
    """Write a clip as a take."""
    return make_take(clip.request, project, PlaybackEngine(clip, reads_scores=with_scores), **options)


def noise_clip(request: GenerationRequest) -> Clip:
    """Stand in for the engine: a request in, noise of the right length out, stems summing to their mix."""
    frames = request.grid.total_samples(request.sample_rate)
    stems: list[StemAudio] = []
    for variation in range(1, request.variations + 1):
        parts = []
        for index, stem in enumerate(request.stems):
            seed = generator_seed(request.seed, index, variation)
            audio = np.random.default_rng(seed).uniform(-0.2, 0.2, (frames, 2)).astype(np.float32)
            parts.append(StemAudio(stem.label, variation, seed, stem.prompt, audio, stem.role))
        stems += parts
        if len(parts) > 1:
            mix = np.sum([part.audio for part in parts], axis=0, dtype=np.float32)
            stems.append(StemAudio("mix", variation, parts[0].seed, "all", mix, "mix"))
    seconds = {"text": 0.1, "sample": 0.2, "decode": 0.3, "vocode": 0.4}
    return Clip(request, request.grid, request.sample_rate, tuple(stems), ModelIdentity("small", "00ff"), seconds)

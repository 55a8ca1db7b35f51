"""A stand-in for the engine, so that the command line is tested in milliseconds and without weights."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from musiccm_daw.clip import AudioPiece, StemAudio
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.score import Score
from musiccm_daw.stopwatch import Stopwatch

IDENTITY = ModelIdentity("stand-in", "0" * 64)


class StandInEngine:
    """An engine that plays one quiet sine per stem, with a pitch from the seed."""

    def __init__(self) -> None:
        self.requests: list[GenerationRequest] = []
        self.failure: BaseException | None = None
        self.interrupted_by: signal.Signals | None = None

    @property
    def identity(self) -> ModelIdentity:
        """The identity in its manifests."""
        return IDENTITY

    def nearest(self, phrase: str) -> str | None:
        """Find everything that has to do with a cafe lo-fi, as a model might."""
        return "lofi" if "cafe" in phrase else None

    def unread(self, request: GenerationRequest, scores: Sequence[Score]) -> str:
        """Read every word."""
        return ""

    reads_scores = False
    """It plays sines whatever the notes."""

    def variations(
        self,
        request: GenerationRequest,
        *,
        source: SourceClip | None = None,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        on_audio: Callable[[AudioPiece], None] | None = None,
        stopwatch: Stopwatch | None = None,
        first: int = 1,
        scores: Sequence[Score] = (),
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Yield stems of the right length."""
        self.requests.append(request)
        if self.interrupted_by is not None:
            os.kill(os.getpid(), self.interrupted_by)
        if self.failure is not None:
            raise self.failure
        for variation in range(first, request.variations + 1):
            if cancel is not None:
                cancel.check()
            if stopwatch is not None:
                stopwatch.switch("sample")
            if on_progress is not None:
                on_progress(Progress("sampling", 1.0))
            stems = [self._sine(request, stem.label, stem.role, variation) for stem in request.stems]
            mix = [self._sine(request, "mix", "mix", variation)] if len(stems) > 1 else []
            yield (*stems, *mix)

    def _sine(self, request: GenerationRequest, stem: str | None, role: str | None, variation: int) -> StemAudio:
        seed = request.seed + variation - 1
        samples = request.grid.total_samples(request.sample_rate)
        hz = 110 + seed % 100
        wave = 0.1 * np.sin(2 * np.pi * hz * np.arange(samples) / request.sample_rate)
        audio = np.stack([wave, wave], axis=1).astype(np.float32)
        return StemAudio(stem, variation, seed, request.prompt, audio, role)

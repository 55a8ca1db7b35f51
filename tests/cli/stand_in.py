"""A stand-in for the engine, so that the command line is tested in milliseconds and without weights."""

import os
import signal

import numpy as np

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.request.request import GenerationRequest

IDENTITY = ModelIdentity("stand-in", "0" * 64)


class StandInEngine:
    """Plays one quiet sine per stem, drawn from the seed; behaves like the engine otherwise."""

    def __init__(self) -> None:
        self.requests: list[GenerationRequest] = []
        self.failure: BaseException | None = None
        self.interrupted = False

    def generate(
        self, request: GenerationRequest, on_progress: OnProgress | None = None, cancel: CancelToken | None = None
    ) -> Clip:
        """A clip of the right length."""
        self.requests.append(request)
        if self.interrupted:
            os.kill(os.getpid(), signal.SIGINT)
        if self.failure is not None:
            raise self.failure
        if cancel is not None:
            cancel.check()
        if on_progress is not None:
            on_progress(Progress("sampling", 1.0))
        roles = [stem.role for stem in request.stems]
        roles += ["mix"] if len(roles) > 1 else []
        return Clip(
            request=request,
            grid=request.grid,
            sample_rate=request.sample_rate,
            stems=tuple(
                self._sine(request, role, variation) for variation in range(1, request.variations + 1) for role in roles
            ),
            model=IDENTITY,
            seconds={"text": 0.01, "sample": 0.02, "decode": 0.03, "vocode": 0.04},
        )

    def _sine(self, request: GenerationRequest, role: str | None, variation: int) -> StemAudio:
        seed = request.seed + variation - 1
        samples = request.grid.total_samples(request.sample_rate)
        hz = 110 + seed % 100
        wave = 0.1 * np.sin(2 * np.pi * hz * np.arange(samples) / request.sample_rate)
        return StemAudio(role, variation, seed, request.prompt, np.stack([wave, wave], axis=1).astype(np.float32))

"""The engine: a resolved request in, a clip of exact length out.

Every stem of every variation is sampled from its own seed under the same time, chord and key columns, decoded to mel
rows on the clip's grid, and vocoded to exactly the grid's samples. One gain is shared by the stems of a variation, so
that they sum to its mix. It writes no file and prints nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import torch
from numpy.typing import NDArray

from musiccm_daw.clip import Clip, ModelIdentity, StemAudio
from musiccm_daw.engine.conditioning import UNCONDITIONAL_FEATURES, column_conditions, drop
from musiccm_daw.engine.request import GenerationRequest
from musiccm_daw.engine.seeds import generator_seed, variation_seed
from musiccm_daw.engine.stem_request import StemRequest
from musiccm_daw.engine.stems import level_stems
from musiccm_daw.engine.windows import window_plan
from musiccm_daw.errors import DeviceError
from musiccm_daw.model.mel import SAMPLE_RATE, fourier_resample
from musiccm_daw.model.pipeline import Conditions, Guidance, Pipeline
from musiccm_daw.progress import Cancel, OnProgress, Progress
from musiccm_daw.timebase import TimeGrid

# Long enough to silence the click of a tail that is cut at the bar line, short enough not to be heard.
FADE_OUT_SECONDS = 0.005


class Engine:
    """A loaded model that answers requests, one at a time."""

    def __init__(self, pipeline: Pipeline, identity: ModelIdentity) -> None:
        self.pipeline = pipeline
        self.identity = identity

    def generate(
        self, request: GenerationRequest, on_progress: OnProgress | None = None, cancel: Cancel | None = None
    ) -> Clip:
        """Make all stems and variations of a request.

        Raises:
            Cancelled: `cancel` was set; asked between two sampler steps.
            DeviceError: the device ran out of memory.
        """
        job = _Job(request, on_progress or _ignore, cancel or Cancel())
        try:
            return job.run(self.pipeline, self.identity)
        except torch.OutOfMemoryError as error:
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
            raise DeviceError(
                f"the device has too little memory for {request.bars} bars; ask for fewer bars or use --device cpu"
            ) from error


class _Job:
    """One request on its way: its progress and its stopwatch."""

    def __init__(self, request: GenerationRequest, on_progress: OnProgress, cancel: Cancel) -> None:
        self.request = request
        self.on_progress = on_progress
        self.cancel = cancel
        self.seconds = {"text": 0.0, "sample": 0.0, "decode": 0.0, "vocode": 0.0}
        self.takes = [
            (variation, index, stem)
            for variation in range(1, request.variations + 1)
            for index, stem in enumerate(request.stems)
        ]

    def run(self, pipeline: Pipeline, identity: ModelIdentity) -> Clip:
        request, stems = self.request, []
        for done, (variation, index, stem) in enumerate(self.takes):
            audio = self.make_stem(pipeline, stem, generator_seed(request.seed, index, variation), done)
            stems.append(StemAudio(stem.role, variation, variation_seed(request.seed, variation), stem.prompt, audio))
        levelled = [
            level
            for variation in range(1, request.variations + 1)
            for level in level_stems([stem for stem in stems if stem.variation == variation])
        ]
        return Clip(request, request.grid, request.sample_rate, tuple(levelled), identity, self.seconds)

    def make_stem(self, pipeline: Pipeline, stem: StemRequest, seed: int, done: int) -> NDArray[np.float32]:
        """Audio (S, 2) of one stem at the request's sample rate, not yet levelled."""
        request, grid = self.request, self.request.grid
        with self.stopwatch("text"):
            columns = column_conditions(grid, chords=request.chords, key=request.key, role=stem.role, energy=None)
            conditions, guidance = self.tell(pipeline, columns, stem.prompt)
        with self.stopwatch("sample"):
            latents = pipeline.sample(
                conditions,
                window_plan(grid, loop=request.loop),
                steps=request.steps,
                generator=torch.Generator().manual_seed(seed),
                on_step=self.step_reporter(done),
                stronger=guidance,
            )
        self.report("decoding", done / len(self.takes))
        with self.stopwatch("decode"):
            rows = pipeline.decode(latents, circular=request.loop)
        self.cancel.check()
        with self.stopwatch("vocode"):
            audio = pipeline.vocode(rows, grid.total_samples(SAMPLE_RATE), circular=request.loop)
            finished = finish(audio, grid, request.sample_rate, loop=request.loop)
        self.cancel.check()
        self.report("decoding", (done + 1) / len(self.takes))
        return finished

    def tell(self, pipeline: Pipeline, columns: NDArray[np.float32], prompt: str) -> tuple[Conditions, Guidance | None]:
        """Conditions of a stem, and the guidance where the request asks for another than the model's own."""
        words, mask = pipeline.encode_text(prompt)
        told = Conditions(torch.from_numpy(columns)[None].to(pipeline.device), words, mask)
        if self.request.guidance is None or self.request.guidance == pipeline.guidance:
            return told, None
        blank = columns.copy()
        drop(blank, UNCONDITIONAL_FEATURES)
        untold = Conditions(torch.from_numpy(blank)[None].to(pipeline.device), words, torch.zeros_like(mask))
        return told, Guidance(self.request.guidance, untold)

    def step_reporter(self, done: int) -> Callable[[int, int], None]:
        """Progress and cancellation between two sampler steps of stem number `done`."""

        def on_step(step: int, steps: int) -> None:
            self.cancel.check()
            self.report("sampling", (done + step / steps) / len(self.takes))

        return on_step

    def report(self, stage: str, fraction: float) -> None:
        self.on_progress(Progress(stage, fraction))

    @contextmanager
    def stopwatch(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - started


def finish(audio: torch.Tensor, grid: TimeGrid, sample_rate: int, *, loop: bool) -> NDArray[np.float32]:
    """Audio (S, 2) at `sample_rate`, exactly as long as the grid says, of audio (2, S) at the model's rate.

    A loop is resampled as one period, so that it closes; other clips fade out in their last 5 ms.
    """
    samples = grid.total_samples(sample_rate)
    if sample_rate != SAMPLE_RATE:
        # Silence as long as the clip keeps its end from ringing into its start.
        padded = audio if loop else torch.nn.functional.pad(audio, (0, audio.shape[-1]))
        audio = fourier_resample(padded, samples if loop else 2 * samples)[:, :samples]
    finished: NDArray[np.float32] = audio.T.cpu().numpy().copy()
    if not loop:
        fade = min(round(FADE_OUT_SECONDS * sample_rate), samples)
        finished[samples - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return finished


def _ignore(progress: Progress) -> None:
    """Progress that nobody watches."""

"""One request being generated: its stems sampled from their own seeds, then decoded piece by piece.

The whole clip is sampled at once, which is cheap and lets its windows agree; the latents then become audio piece by
piece. `on_audio` receives the pieces while the rest is being made, and long audio is kept in a temporary file. `Engine`
starts one for each request. Nothing here prints, or writes a file for the user.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from musiccm_daw.clip import AudioPiece, StemAudio
from musiccm_daw.engine.finishing import Finisher
from musiccm_daw.engine.section_columns import rests_silenced
from musiccm_daw.engine.stem_balance import level_stems, stem_gain
from musiccm_daw.engine.stem_conditions import stem_columns, stem_conditions
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model.vocoders.block_vocoder import RowsOf
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.recording import SpooledRecording
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import generator_seed, variation_seed
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.timebase import TimeGrid

OnAudio = Callable[[AudioPiece], None]
"""Called with every piece of a stem as soon as it is made, in order from the first bar on."""
CHANNELS = 2


class PlanWindows(Protocol):
    """A function that places windows over a clip."""

    def __call__(self, model: MusicModel, grid: TimeGrid, *, loop: bool) -> WindowPlan:
        """Return the windows; see `model_window_plan`."""


def side_by_side_room(model: MusicModel, plan: WindowPlan) -> int:
    """Return how many clips with these windows fill a pass; at least one."""
    return 1 if model.passes is None else max(1, model.passes.rows // len(plan.starts))


class Generation:
    """A request being generated.

    Args:
        request: what to make.
        model: makes the music.
        on_progress: given the stage and how much of it is done.
        cancel: checked between two sampler steps and between two pieces of audio.
        on_audio: given the audio as it is made, at the provisional level that `AudioPiece` describes.
        stopwatch: divides the time among the stages.
        plan_windows: places the windows.
        first: the variation to begin with, from 1.
    """

    def __init__(
        self,
        request: GenerationRequest,
        model: MusicModel,
        on_progress: OnProgress | None,
        cancel: CancelToken | None,
        on_audio: OnAudio | None,
        stopwatch: Stopwatch,
        plan_windows: PlanWindows,
        first: int,
    ) -> None:
        self.request = request
        self.model = model
        self.on_progress = on_progress or _ignore
        self.cancel = cancel or CancelToken()
        self.on_audio = on_audio
        self.stopwatch = stopwatch
        self.plan_windows = plan_windows
        self.parts = [
            (variation, index, stem)
            for variation in range(1, request.variations + 1)
            for index, stem in enumerate(request.stems)
        ]
        self.first_part = (first - 1) * len(request.stems)
        self.sampled = [1.0] * self.first_part + [0.0] * (len(self.parts) - self.first_part)
        """How much of each part's sampling is done."""

    def variations(self) -> Iterator[tuple[StemAudio, ...]]:
        """Yield the stems of one variation after the other, levelled, then their mix if there are several."""
        plan = self.plan_windows(self.model, self.request.grid, loop=self.request.loop)
        # If somebody listens, the first stem should sound before the next one is sampled.
        at_once = side_by_side_room(self.model, plan) if self.on_audio is None else 1
        latents: list[torch.Tensor] = []
        stems: list[StemAudio] = []
        for number in range(self.first_part, len(self.parts)):
            latents = latents or self.sample(plan, range(number, min(number + at_once, len(self.parts))))
            stems.append(self.stem(number, latents.pop(0)))
            if len(stems) == len(self.request.stems):
                levelled = level_stems(self.request.stems, stems)
                stems = []
                yield tuple(levelled)

    def sample(self, plan: WindowPlan, numbers: range) -> list[torch.Tensor]:
        """Return the latents (1, C, W) of the parts with these numbers, sampled side by side if there are several."""
        self.stopwatch.switch("text")
        conditions = {}
        for number in numbers:
            stem = self.parts[number][2]
            conditions[number] = stem_conditions(self.model, self.request, stem, stem_columns(self.request, stem))
        latents: dict[int, torch.Tensor] = {}

        def sample_one(number: int) -> None:
            variation, index, _ = self.parts[number]
            conditioned, guidance = conditions[number]
            latents[number] = self.model.sample(
                conditioned,
                plan,
                steps=self.request.steps,
                generator=torch.Generator().manual_seed(generator_seed(self.request.seed, index, variation)),
                on_step=self.step_reporter(number),
                stronger=guidance,
            )

        self.stopwatch.switch("sample")
        if self.model.passes is None or len(numbers) == 1:
            for number in numbers:
                sample_one(number)
        else:
            self.model.passes.side_by_side([partial(sample_one, number) for number in numbers])
        return [latents[number] for number in numbers]

    def stem(self, number: int, latents: torch.Tensor) -> StemAudio:
        """Return the audio of a part, not yet levelled, and pass its pieces to `on_audio`."""
        variation, _, stem = self.parts[number]
        self.stopwatch.switch("vocode")
        recording = SpooledRecording(CHANNELS)
        for piece in self.pieces(latents, number):
            audible = rests_silenced(piece, len(recording), self.request, stem)
            if self.on_audio is not None:
                provisional = audible * np.asarray(stem_gain(stem), dtype=np.float32)
                self.on_audio(AudioPiece(stem.label, variation, len(recording), provisional))
            recording.append(audible)
        return self.labelled(number, recording)

    def labelled(self, number: int, recording: SpooledRecording | NDArray[np.float32]) -> StemAudio:
        """Return a part's recording with its stem, variation and seed."""
        variation, _, stem = self.parts[number]
        seed = variation_seed(self.request.seed, variation)
        return StemAudio(stem.label, variation, seed, stem.prompt, recording, stem.role)

    def pieces(self, latents: torch.Tensor, number: int) -> Iterator[NDArray[np.float32]]:
        """Yield the audio (n, 2) of a part piece by piece, at the request's sample rate."""
        request, model = self.request, self.model
        finisher = Finisher(request.grid, request.sample_rate, model.sample_rate, loop=request.loop)
        pieces = model.vocoding(
            self.timed(model.decoding(latents, circular=request.loop)),
            latents.shape[-1],
            finisher.model_samples,
            circular=request.loop,
            margin=finisher.margin,
        )
        total = request.grid.total_samples(request.sample_rate)
        self.report("decoding", number / len(self.parts))
        for piece in pieces:
            yield finisher(piece)
            self.cancel.check()
            self.report("decoding", (number + finisher.position / total) / len(self.parts))

    def timed(self, rows_of: RowsOf) -> RowsOf:
        """Return `rows_of` with its time counted as decoding."""

        def timed_rows_of(block: range) -> torch.Tensor:
            with self.stopwatch.within("decode"):
                return rows_of(block)

        return timed_rows_of

    def step_reporter(self, number: int) -> Callable[[int, int], None]:
        """Return a function that checks for cancellation and reports progress between two sampler steps of a part."""

        def on_step(step: int, steps: int) -> None:
            self.cancel.check()
            self.sampled[number] = step / steps
            self.report("sampling", sum(self.sampled) / len(self.parts))

        return on_step

    def report(self, stage: str, fraction: float) -> None:
        """Report how much of a stage is done."""
        self.on_progress(Progress(stage, fraction))


def _ignore(progress: Progress) -> None:
    """Ignore a report: nobody asked for progress."""

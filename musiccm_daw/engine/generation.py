"""One request being generated: its voices sampled from their own seeds, then decoded piece by piece.

A stem comes from one voice, or from several whose rows are added before one vocoder pass. The whole clip is sampled at
once, which is cheap and lets its windows agree; the latents then become audio piece by piece. `on_audio` receives the
pieces while the rest is being made, and long audio is kept in a temporary file. `Engine` starts one for each request.
Nothing here prints, or writes a file for the user.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from musiccm_daw.clip import CHANNELS, AudioPiece, StemAudio
from musiccm_daw.engine.finishing import Finisher
from musiccm_daw.engine.micro_timing import retimed
from musiccm_daw.engine.section_columns import rests_silenced
from musiccm_daw.engine.stem_balance import Gain, level_stems, stem_gain
from musiccm_daw.engine.stem_conditions import stem_conditions
from musiccm_daw.engine.tails import tail_start_seconds
from musiccm_daw.engine.voices import Voice, balanced, scored_gain, voices_of
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.row_mixing import mix_rows
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model.vocoders.block_vocoder import RowsOf
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.recording import SpooledRecording
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.request.stems import StemRequest, stems_played
from musiccm_daw.score.score import Score
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.timebase import TimeGrid

OnAudio = Callable[[AudioPiece], None]
"""Called with every piece of a stem as soon as it is made, in order from the first bar on."""


class PlanWindows(Protocol):
    """A function that places windows over a clip."""

    def __call__(self, model: MusicModel, grid: TimeGrid, *, loop: bool) -> WindowPlan:
        """Return the windows; see `model_window_plan`."""


def side_by_side_room(model: MusicModel, plan: WindowPlan) -> int:
    """Return how many clips with these windows fill a pass; at least one."""
    return 1 if model.passes is None else max(1, model.passes.rows // len(plan.starts))


@dataclass(frozen=True)
class Task:
    """What is to be generated, and who wants to know how it goes.

    Attributes:
        request: what to make.
        model: makes the music.
        plan_windows: places the windows.
        stopwatch: divides the time among the stages.
        scores: that of each variation; empty to condition the model on words, chords and bars alone.
        first: the variation to begin with, from 1.
        on_progress: given the stage and how much of it is done.
        cancel: checked between two sampler steps and between two pieces of audio.
        on_audio: given the audio as it is made, at the provisional level that `AudioPiece` describes.
    """

    request: GenerationRequest
    model: MusicModel
    plan_windows: PlanWindows
    stopwatch: Stopwatch
    scores: Sequence[Score] = ()
    first: int = 1
    on_progress: OnProgress | None = None
    cancel: CancelToken | None = None
    on_audio: OnAudio | None = None


class Generation:
    """A request being generated."""

    def __init__(self, task: Task) -> None:
        self.request = task.request
        self.model = task.model
        self.plan_windows = task.plan_windows
        self.stopwatch = task.stopwatch
        self.scores = task.scores
        self.on_progress = task.on_progress or _ignore
        self.cancel = task.cancel or CancelToken()
        self.on_audio = task.on_audio
        self.stems = [
            (variation, index, stem)
            for variation in range(1, self.request.variations + 1)
            for index, stem in enumerate(self.stems_of(variation))
        ]
        self.first_stem = sum(variation < task.first for variation, _, _ in self.stems)
        self.steps_done = [0] * len(self.stems)
        """Sampler steps of each stem, over all its voices."""

    def score(self, variation: int) -> Score | None:
        """Return the score of a variation, from 1; None where there is none."""
        return self.scores[variation - 1] if self.scores else None

    def stems_of(self, variation: int) -> tuple[StemRequest, ...]:
        """Return the stems of a variation."""
        score = self.score(variation)
        return stems_played(self.request.stems, score.parts if score and self.request.parts else None)

    def variations(self) -> Iterator[tuple[StemAudio, ...]]:
        """Yield the stems of one variation after the other, levelled, then their mix if there are several."""
        plan = self.plan_windows(self.model, self.request.grid, loop=self.request.loop)
        # If somebody listens, the first stem should sound before the next one is sampled.
        at_once = side_by_side_room(self.model, plan) if self.on_audio is None else 1
        latents: list[list[torch.Tensor]] = []
        stems: list[StemAudio] = []
        for number in range(self.first_stem, len(self.stems)):
            latents = latents or self.sample(plan, range(number, min(number + at_once, len(self.stems))))
            stems.append(self.stem(number, latents.pop(0)))
            requests = self.stems_of(stems[0].variation)
            if len(stems) == len(requests):
                levelled = level_stems(requests, stems, self.request.sample_rate, self.gains(stems[0].variation))
                stems = []
                yield tuple(levelled)

    def gains(self, variation: int) -> list[Gain] | None:
        """Return the gains of a variation's stems, which a score gives before anything sounds; None without one."""
        score, stems = self.score(variation), self.stems_of(variation)
        if score is None:
            return None
        return [scored_gain(stems, index, score, self.request.grid) for index in range(len(stems))]

    def voices(self, number: int) -> tuple[Voice, ...]:
        """Return the voices of a stem."""
        variation, index, _ = self.stems[number]
        return voices_of(self.request, self.stems_of(variation), index, variation, self.score(variation))

    def sample(self, plan: WindowPlan, numbers: range) -> list[list[torch.Tensor]]:
        """Return, for each of these stems, the latents (1, C, W) of its voices; side by side where that is faster."""
        self.stopwatch.switch("text")
        voices = [(number, voice) for number in numbers for voice in self.voices(number)]
        conditions = [
            stem_conditions(self.model, self.request, voice.stem, voice.columns(self.request, self.model))
            for _, voice in voices
        ]
        counts = Counter(number for number, _ in voices)
        latents: dict[int, torch.Tensor] = {}

        def sample_one(place: int) -> None:
            number, voice = voices[place]
            conditioned, guidance = conditions[place]
            latents[place] = self.model.sample(
                conditioned,
                plan,
                steps=self.request.steps,
                generator=torch.Generator().manual_seed(voice.seed),
                on_step=self.step_reporter(number, counts[number]),
                stronger=guidance,
            )

        self.stopwatch.switch("sample")
        if self.model.passes is None or len(voices) == 1:
            for place in range(len(voices)):
                sample_one(place)
        else:
            self.model.passes.side_by_side([partial(sample_one, place) for place in range(len(voices))])
        return [[latents[place] for place, (of, _) in enumerate(voices) if of == number] for number in numbers]

    def stem(self, number: int, latents: Sequence[torch.Tensor]) -> StemAudio:
        """Return the audio of a stem, not yet levelled, and pass its pieces to `on_audio`."""
        variation, index, stem = self.stems[number]
        self.stopwatch.switch("vocode")
        known = self.gains(variation)
        gain = np.asarray(stem_gain(stem) if known is None else known[index], dtype=np.float32)
        recording = SpooledRecording(CHANNELS)
        for piece in self.pieces(latents, number):
            audible = rests_silenced(piece, len(recording), self.request, stem)
            if self.on_audio is not None:
                self.on_audio(AudioPiece(stem.label, variation, len(recording), audible * gain))
            recording.append(audible)
        return self.labelled(number, recording)

    def labelled(self, number: int, recording: SpooledRecording | NDArray[np.float32]) -> StemAudio:
        """Return a stem's recording with its label, variation and seed."""
        variation, _, stem = self.stems[number]
        seed = variation_seed(self.request.seed, variation)
        return StemAudio(stem.label, variation, seed, stem.prompt, recording, stem.role)

    def pieces(self, latents: Sequence[torch.Tensor], number: int) -> Iterator[NDArray[np.float32]]:
        """Yield the audio (n, 2) of a stem, given the latents of its voices, piece by piece at the request's rate."""
        request, model = self.request, self.model
        parts = [part for voice in self.voices(number) for part in voice.parts]
        tail_seconds = None if request.loop else tail_start_seconds(parts, request.grid)
        finisher = Finisher(
            request.grid, request.sample_rate, model.sample_rate, loop=request.loop, tail_seconds=tail_seconds
        )
        pieces = model.vocoding(
            self.timed(self.rows(latents, number)),
            latents[0].shape[-1],
            finisher.model_samples,
            circular=request.loop,
            margin=finisher.margin,
        )
        total = request.grid.total_samples(request.sample_rate)
        self.report("decoding", number / len(self.stems))
        for piece in pieces:
            yield finisher(piece)
            self.cancel.check()
            self.report("decoding", (number + finisher.position / total) / len(self.stems))

    def rows(self, latents: Sequence[torch.Tensor], number: int) -> RowsOf:
        """Return rows on demand of a stem: those of its only voice, or the sum of all in their places."""
        voices, loop = self.voices(number), self.request.loop
        decoders = [
            retimed(
                self.model.decoding(each, circular=loop),
                voice.frame_offsets(self.request, self.model),
                circular=loop,
            )
            for each, voice in zip(latents, voices, strict=True)
        ]
        if len(decoders) == 1:
            return decoders[0]
        placements = balanced([voice.placement for voice in voices])
        return lambda block: mix_rows([rows_of(block) for rows_of in decoders], placements)

    def timed(self, rows_of: RowsOf) -> RowsOf:
        """Return `rows_of` with its time counted as decoding."""

        def timed_rows_of(block: range) -> torch.Tensor:
            with self.stopwatch.within("decode"):
                return rows_of(block)

        return timed_rows_of

    def step_reporter(self, number: int, voices: int) -> Callable[[int, int], None]:
        """Return a function that checks for cancellation and reports progress between the sampler steps of a voice."""

        def on_step(step: int, steps: int) -> None:
            self.cancel.check()
            self.steps_done[number] += 1
            shares = [min(1.0, done / (steps * voices)) for done in self.steps_done]
            self.report("sampling", (self.first_stem + sum(shares)) / len(self.stems))

        return on_step

    def report(self, stage: str, fraction: float) -> None:
        """Report how much of a stage is done."""
        self.on_progress(Progress(stage, fraction))


def _ignore(progress: Progress) -> None:
    """Ignore a report: nobody asked for progress."""

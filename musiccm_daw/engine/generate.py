"""The engine: a resolved request in, a clip of exact length out.

Every stem of every variation is sampled from its own seed under the same time, chord and key columns; where the model
shares passes, as many side by side as fill one. Sampling is whole, since windows agree over all of the clip, and cheap;
the latents then become audio piece by piece, which can be heard through `on_audio` while the rest is made, and lies in
a temporary file where it is long. One gain is shared by the stems of a variation, so that they sum to its mix. It
writes no file of the user's and prints nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.utils.rnn import pad_sequence

from musiccm_daw.clip import AudioPiece, Clip, StemAudio
from musiccm_daw.engine.conditioning import UNCONDITIONAL_FEATURES, column_conditions, drop
from musiccm_daw.engine.finishing import Finisher
from musiccm_daw.engine.sections import Section, check_sections, section_columns, section_prompts, section_shares
from musiccm_daw.engine.stem_balance import level_stems, role_gain
from musiccm_daw.engine.swing import swing_in
from musiccm_daw.engine.windows import model_window_plan
from musiccm_daw.errors import DeviceError, ModelError
from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.shared_passes import SharedPasses
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model.vocoders.block_vocoder import RowsOf
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.recording import SpooledRecording
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import generator_seed, variation_seed
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.timebase import TimeGrid, format_bpm

OnAudio = Callable[[AudioPiece], None]
"""Called with every piece of a stem as soon as it is made, in order, the first bars first."""
CHANNELS = 2


class PlanWindows(Protocol):
    """Where windows lie over a clip."""

    def __call__(self, model: MusicModel, grid: TimeGrid, *, loop: bool) -> WindowPlan:
        """See `model_window_plan`."""


class Engine:
    """A loaded model that answers requests: one at a time, or several of one shape side by side.

    A request's frames are the same either way. Who makes several calls `generate` for each in a thread of its own, by
    `passes.side_by_side`: the windows of all go through the network in shared passes.

    Args:
        model: of either family.
        identity: what clips say of it.
        plan_windows: other windows than those that share their restrictions, to compare with.
    """

    def __init__(
        self, model: MusicModel, identity: ModelIdentity, plan_windows: PlanWindows = model_window_plan
    ) -> None:
        self.model = model
        self.identity = identity
        self.plan_windows = plan_windows

    @property
    def passes(self) -> SharedPasses | None:
        """The passes that requests can share; None on a CPU, which gains nothing by that."""
        return self.model.passes

    def alike(self, one: GenerationRequest, other: GenerationRequest) -> bool:
        """Whether two requests have one shape: the same windows and the same steps."""
        return self._shape(one) == self._shape(other)

    def room(self, request: GenerationRequest) -> int:
        """How many requests of this one's shape are made at once: as many as fill a pass, and at least one.

        More would win little and hold more memory, since each has its own audio.
        """
        return side_by_side_room(self.model, self._shape(request)[0])

    def _shape(self, request: GenerationRequest) -> tuple[WindowPlan, int]:
        return self.plan_windows(self.model, request.grid, loop=request.loop), request.steps

    def generate(
        self,
        request: GenerationRequest,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        on_audio: OnAudio | None = None,
        sections: Sequence[Section] = (),
    ) -> Clip:
        """Make all stems and variations of a request.

        Args:
            request: what to make.
            on_progress: told the stage and how much of it is done.
            cancel: asked between two sampler steps and between two pieces of audio.
            on_audio: given the audio as it comes, at the provisional level that `AudioPiece` tells of.
            sections: spans with words, chords and energy of their own, which make up all bars; none for one span.

        Raises:
            Cancelled: `cancel` was set.
            DeviceError: the device ran out of memory.
            ModelError: the model cannot follow sections.
            RequestError: the sections do not make up the clip.
        """
        if sections:
            check_sections(sections, request.bars)
            if not self.model.reads_columns:
                raise ModelError(f"model {self.identity.name} cannot follow sections; use --model bundled")
        with enough_memory(request):
            return Job(request, on_progress, cancel, on_audio, sections, self.plan_windows).run(
                self.model, self.identity
            )


def side_by_side_room(model: MusicModel, plan: WindowPlan) -> int:
    """How many clips of the same windows fill a pass; at least one."""
    return 1 if model.passes is None else max(1, model.passes.rows // len(plan.starts))


@contextmanager
def enough_memory(request: GenerationRequest) -> Iterator[None]:
    """Say what to do where the device runs out of memory.

    Raises:
        DeviceError: it did.
    """
    try:
        yield
    except torch.OutOfMemoryError as error:
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        raise DeviceError(
            f"the device has too little memory for {request.bars} bars; ask for fewer bars or use --device cpu"
        ) from error


class Job:
    """One request on its way: its progress and its stopwatch."""

    def __init__(
        self,
        request: GenerationRequest,
        on_progress: OnProgress | None,
        cancel: CancelToken | None,
        on_audio: OnAudio | None,
        sections: Sequence[Section] = (),
        plan_windows: PlanWindows = model_window_plan,
    ) -> None:
        self.request = request
        self.sections = sections
        self.plan_windows = plan_windows
        self.on_progress = on_progress or _ignore
        self.cancel = cancel or CancelToken()
        self.on_audio = on_audio
        self.seconds = {"text": 0.0, "sample": 0.0, "decode": 0.0, "vocode": 0.0}
        self.takes = [
            (variation, index, stem)
            for variation in range(1, request.variations + 1)
            for index, stem in enumerate(request.stems)
        ]
        self.fractions = [0.0] * len(self.takes)

    def run(self, model: MusicModel, identity: ModelIdentity) -> Clip:
        """Make everything."""
        request, stems = self.request, []
        plan = self.plan_windows(model, request.grid, loop=request.loop)
        # Who listens shall hear the first stem before the next one is sampled.
        at_once = side_by_side_room(model, plan) if self.on_audio is None else 1
        sampled: list[torch.Tensor] = []
        for done, (variation, _, stem) in enumerate(self.takes):
            sampled = sampled or self.sample(model, plan, range(done, min(done + at_once, len(self.takes))))
            recording = SpooledRecording(CHANNELS)
            for piece in self.render(model, sampled.pop(0), done):
                if self.on_audio is not None:
                    audio = piece * np.float32(role_gain(stem.role))
                    self.on_audio(AudioPiece(stem.role, variation, len(recording), audio))
                recording.append(piece)
            seed = variation_seed(request.seed, variation)
            stems.append(StemAudio(stem.role, variation, seed, stem.prompt, recording))
        levelled = [
            level
            for variation in range(1, request.variations + 1)
            for level in level_stems([stem for stem in stems if stem.variation == variation])
        ]
        return Clip(request, request.grid, request.sample_rate, tuple(levelled), identity, self.seconds)

    def sample(self, model: MusicModel, plan: WindowPlan, takes: range) -> list[torch.Tensor]:
        """Latents (1, C, W) of the stems with these numbers, side by side if they are several."""
        with self.stopwatch("text"):
            told = {number: self.tell_stem(model, self.takes[number][2]) for number in takes}
        latents: dict[int, torch.Tensor] = {}

        def sample_one(number: int) -> None:
            variation, index, _ = self.takes[number]
            conditions, guidance = told[number]
            latents[number] = model.sample(
                conditions,
                plan,
                steps=self.request.steps,
                generator=torch.Generator().manual_seed(generator_seed(self.request.seed, index, variation)),
                on_step=self.step_reporter(number),
                stronger=guidance,
            )

        with self.stopwatch("sample"):
            if model.passes is None or len(takes) == 1:
                for number in takes:
                    sample_one(number)
            else:
                model.passes.side_by_side([partial(sample_one, number) for number in takes])
        return [latents[number] for number in takes]

    def tell_stem(self, model: MusicModel, stem: StemRequest) -> tuple[Conditions, Guidance | None]:
        """Conditions of a stem over the whole clip; see `tell`."""
        if self.sections:
            columns = section_columns(self.request, self.sections, stem.role, stem.prompt)
        else:
            columns = self.stem_columns(stem)
        return self.tell(model, columns, stem.prompt)

    def stem_columns(self, stem: StemRequest) -> NDArray[np.float32]:
        """Condition columns (F, W) of a stem over the whole clip, of one section."""
        request = self.request
        return column_conditions(
            request.grid,
            chords=request.chords,
            key=request.key,
            role=stem.role,
            energy=None,
            swing=swing_in(stem.prompt),
        )

    def render(self, model: MusicModel, latents: torch.Tensor, done: int) -> Iterator[NDArray[np.float32]]:
        """Audio (n, 2) of one stem piece by piece, at the request's sample rate, not yet levelled."""
        request = self.request
        finisher = Finisher(request.grid, request.sample_rate, model.sample_rate, loop=request.loop)
        pieces = model.vocoding(
            self.timed(model.decoding(latents, circular=request.loop)),
            latents.shape[-1],
            finisher.model_samples,
            circular=request.loop,
            margin=finisher.margin,
        )
        total = request.grid.total_samples(request.sample_rate)
        self.report("decoding", done / len(self.takes))
        while True:
            decoded = self.seconds["decode"]
            with self.stopwatch("vocode"):
                piece = next(pieces, None)
                finished = None if piece is None else finisher(piece)
            self.seconds["vocode"] -= self.seconds["decode"] - decoded
            if finished is None:
                return
            yield finished
            self.cancel.check()
            self.report("decoding", (done + finisher.position / total) / len(self.takes))

    def timed(self, rows_of: RowsOf) -> RowsOf:
        """Rows on demand, on the stopwatch."""

        def timed_rows_of(block: range) -> torch.Tensor:
            with self.stopwatch("decode"):
                return rows_of(block)

        return timed_rows_of

    def tell(self, model: MusicModel, columns: NDArray[np.float32], prompt: str) -> tuple[Conditions, Guidance | None]:
        """Conditions of a stem, and the guidance where the request asks for another than the model's own."""
        text, mask = model.encode_text(prompt if model.reads_columns else in_words(prompt, self.request))
        told = Conditions(torch.from_numpy(columns)[None].to(model.device), text, mask)
        if self.sections:
            told = self.tell_sections(model, told.columns, prompt)
        if self.request.guidance is None or self.request.guidance == model.guidance:
            return told, None
        blank = columns.copy()
        drop(blank, UNCONDITIONAL_FEATURES)
        untold = Conditions(torch.from_numpy(blank)[None].to(model.device), text, torch.zeros_like(mask))
        return told, Guidance(self.request.guidance, untold)

    def tell_sections(self, model: MusicModel, columns: torch.Tensor, prompt: str) -> Conditions:
        """Conditions with the words of every section."""
        texts = [model.encode_text(text) for text in section_prompts(self.sections, prompt)]
        embeddings = pad_sequence([text[0] for text, _ in texts], batch_first=True)
        mask = pad_sequence([mask[0] for _, mask in texts], batch_first=True)
        shares = torch.from_numpy(section_shares(self.request.grid, self.sections, loop=self.request.loop))
        return Conditions(columns, embeddings, mask, shares.to(model.device))

    def step_reporter(self, done: int) -> Callable[[int, int], None]:
        """Progress and cancellation between two sampler steps of stem number `done`."""

        def on_step(step: int, steps: int) -> None:
            self.cancel.check()
            self.fractions[done] = step / steps
            self.report("sampling", sum(self.fractions) / len(self.takes))

        return on_step

    def report(self, stage: str, fraction: float) -> None:
        """Tell how much of a stage is done."""
        self.on_progress(Progress(stage, fraction))

    @contextmanager
    def stopwatch(self, stage: str) -> Iterator[None]:
        """Add the time that something takes to that of its stage."""
        started = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - started


def in_words(prompt: str, request: GenerationRequest) -> str:
    """A prompt with the facts that were taken out of it or given as options, for a model that is told nothing else."""
    facts = [f"{format_bpm(request.bpm)} bpm", f"{request.meter} meter"]
    return ", ".join([prompt, *facts, *([] if request.key is None else [str(request.key)])])


def _ignore(progress: Progress) -> None:
    """Progress that nobody watches."""

"""One job made: variation by variation, each file written and told as it lands.

`worker` runs it, and turns what it raises into the job's end. Knows no queue and no thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Protocol

from bridge.server.first_bars import FirstBars, first_bars, first_bars_names
from bridge.server.history import History
from bridge.server.jobs import Job
from bridge.server.reports import Reports
from bridge.server.roots import Roots
from musiccm_daw.clip import AudioPiece, Clip
from musiccm_daw.errors import DeviceError, ModelError
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.writers import Take, TakeWriter
from musiccm_daw.writers.manifest import ProjectFile
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.plan import planned_parts
from musiccm_daw.writers.project_folder import new_take_folder

# Of the time that a job takes, by stage, measured on two cores: sampling 0.5 s and decoding 0.4 s of a minute's 1 s.
SAMPLING, DECODING, WRITING = 0.55, 0.35, 0.1
FIRST_BARS_INDEX = 0
"""In `file`: the whole files count from 1."""

TORCH_ON_A_FULL_CPU = "can't allocate memory"
"""What torch says there, in a plain RuntimeError."""

log = logging.getLogger(__name__)


class Passes(Protocol):
    """What jobs that are made at once share: `musiccm_daw.model.shared_passes.SharedPasses`."""

    def side_by_side(self, tasks: Sequence[Callable[[], None]]) -> None:
        """Run each task in a thread of its own."""


class Engine(Protocol):
    """What makes clips: `musiccm_daw.engine.generate.Engine`."""

    @property
    def identity(self) -> ModelIdentity:
        """The model."""

    @property
    def passes(self) -> Passes | None:
        """What requests can share; None where they are best made one by one."""

    def alike(self, one: GenerationRequest, other: GenerationRequest) -> bool:
        """Whether two requests have one shape."""

    def room(self, request: GenerationRequest) -> int:
        """How many requests of this one's shape are made at once."""

    def generate(
        self,
        request: GenerationRequest,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        on_audio: Callable[[AudioPiece], None] | None = None,
    ) -> Clip:
        """Make a request's clip."""


def out_of_memory(error: Exception) -> bool:
    """Whether the device or the machine had too little memory."""
    return isinstance(error, DeviceError | MemoryError) or TORCH_ON_A_FULL_CPU in str(error)


class Making:
    """A job on its way; `run` once.

    Args:
        job: what is made.
        alone: whether no other is made at the same time.
    """

    def __init__(
        self, job: Job, engine: Engine, reports: Reports, history: History, roots: Roots, *, alone: bool
    ) -> None:
        self.job = job
        self.alone = alone
        self.engine = engine
        self.reports = reports
        self.history = history
        self.roots = roots
        request = job.request
        self._parts = planned_parts(request)
        self._names = wav_names(request, self._parts)
        self._per_variation = len(self._parts) // request.variations
        # What all files have in common; the seconds grow with every variation.
        self._clip = Clip(request, request.grid, request.sample_rate, (), engine.identity, {})
        self._begun = ExitStack()
        self._writer: TakeWriter | None = None
        self._failure: Exception | None = None

    def run(self) -> Take:
        """Make and write everything; a variation or stem that fails does not hide the others, unless all do.

        Raises:
            MusicCMError, MemoryError: nothing could be made, or written; the take has been taken away again. So it is
                where memory ran out beside other jobs, which says nothing of what is possible alone.
        """
        with self._begun:
            for variation in range(1, self.job.request.variations + 1):
                try:
                    self._write(variation, self._generate(variation))
                except (ModelError, MemoryError) as error:
                    if not self.alone and out_of_memory(error):
                        raise
                    self._note(error)
            if self._writer is None or not self._writer.audio_files:
                assert self._failure is not None
                raise self._failure
            return self._writer.finish()

    def _generate(self, variation: int) -> Clip:
        """Make one variation: asked for alone, by its own seed, it is the same."""
        request = self.job.request
        done = {"sampling": 0.0, "decoding": 0.0}

        def on_progress(progress: Progress) -> None:
            if progress.stage in done:
                done[progress.stage] = progress.fraction
            self._tell(variation, progress.stage, SAMPLING * done["sampling"] + DECODING * done["decoding"])

        self.job.cancel.check()
        alone = replace(request, seed=variation_seed(request.seed, variation), variations=1)
        on_audio = self._first_bars_writer(variation) if self.job.stream else None
        return self.engine.generate(alone, on_progress, self.job.cancel, on_audio)

    def _write(self, variation: int, clip: Clip) -> None:
        """Write the stems of one variation."""
        for stage, seconds in clip.seconds.items():
            self._clip.seconds[stage] = self._clip.seconds.get(stage, 0.0) + seconds
        writer = self._begin()
        for at, stem in enumerate(clip.stems):
            self.job.cancel.check()
            part = self._per_variation * (variation - 1) + at
            try:
                file = writer.write_stem(replace(stem, variation=variation), self._names[part])
            except ModelError as error:
                self._note(error)
                continue
            self.reports.wrote(self.job, part + 1, len(self._parts), file)
            self._tell(variation, "writing", SAMPLING + DECODING + WRITING * (at + 1) / len(clip.stems))

    def _begin(self) -> TakeWriter:
        """Make the take's folder when there is something to write: known to the history before a file is in it."""
        if self._writer is None:
            self.roots.check(self.job.project)
            folder = new_take_folder(self.job.project, take_name(self.job.request))
            self.history.writes_into(self.job.id, folder)
            self._writer = self._begun.enter_context(TakeWriter(self._clip, folder))
        return self._writer

    def _first_bars_writer(self, variation: int) -> Callable[[AudioPiece], None] | None:
        """Return what writes and tells the first bars of each stem; None where that would win nothing."""
        shorter = first_bars(self.job.request)
        if shorter is None:
            return None
        names = first_bars_names(self.job.request)
        bars = FirstBars(shorter)

        def on_audio(piece: AudioPiece) -> None:
            stem = bars.take(replace(piece, variation=variation), variation_seed(shorter.seed, variation))
            if stem is None:
                return
            whole = self._begin()
            clip = replace(self._clip, request=shorter, grid=shorter.grid)
            writer = self._begun.enter_context(TakeWriter(clip, whole.folder))
            file = writer.write_stem(stem, names[self._per_variation * (variation - 1) + bars.stem])
            whole.project_files += [ProjectFile(audio.path, audio.sha256) for audio in writer.audio_files]
            self.reports.wrote(self.job, FIRST_BARS_INDEX, len(self._parts), file)

        return on_audio

    def _note(self, error: Exception) -> None:
        """Remember why something is missing."""
        log.warning("%s: %s", self.job.id, error or type(error).__name__)
        self._failure = error

    def _tell(self, variation: int, stage: str, fraction: float) -> None:
        self.reports.progress(self.job, stage, (variation - 1 + fraction) / self.job.request.variations)

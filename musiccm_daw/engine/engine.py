"""The engine: a resolved request in, a clip of exact length out.

Every stem of every variation is sampled from its own seed under the same time, chord and key columns; where the model
shares passes, as many are sampled side by side as fill one. The stems of a variation share one gain, so that they sum
to its mix. `Generation` makes new music, `EditGeneration` edits a clip, and `StemAnew` makes one stem of a take again;
nothing here writes a file for the user.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

import torch

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.engine.editing.edit_clip import EditGeneration
from musiccm_daw.engine.editing.stem_anew import StemAnew
from musiccm_daw.engine.generation import Generation, OnAudio, PlanWindows, Task, side_by_side_room
from musiccm_daw.engine.nearest_words import NearestWords
from musiccm_daw.engine.stem_conditions import texts_read
from musiccm_daw.engine.voices import reads_scores
from musiccm_daw.engine.windows import model_window_plan
from musiccm_daw.errors import DeviceError, ModelError, RequestError
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.shared_passes import SharedPasses
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.score import Score
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.wording import counted


class Engine:
    """A loaded model that answers requests: one at a time, or several of one shape side by side.

    A request's frames are the same either way. To make several, run each in a thread of its own with
    `passes.side_by_side`: the windows of all of them go through the network in shared passes.

    Args:
        model: makes the music.
        identity: its name and SHA-256, which clips carry.
        plan_windows: places the windows; other than the default for comparisons only.
    """

    def __init__(
        self, model: MusicModel, identity: ModelIdentity, plan_windows: PlanWindows = model_window_plan
    ) -> None:
        self.model = model
        self.identity = identity
        self.plan_windows = plan_windows

    @property
    def reads_scores(self) -> bool:
        """Whether the model plays scores; otherwise it is conditioned on words, chords and bars alone."""
        return reads_scores(self.model)

    def nearest(self, phrase: str) -> str | None:
        """Return the instrument, style or mood that words unknown to the composer are near to; None if to none."""
        return self._nearest_words(phrase)

    def unread(self, request: GenerationRequest, scores: Sequence[Score]) -> str:
        """Return the longest end of the words for a part or stem that the model does not read; "" if it reads all.

        Args:
            request: what is made.
            scores: that of each variation; empty for none.
        """
        words = [part.words for score in scores for part in score.parts] or [stem.prompt for stem in request.stems]
        texts = {text for prompt in words for text in texts_read(self.model, request, prompt)}
        return max(map(self.model.unread, sorted(texts)), key=len)

    @cached_property
    def _nearest_words(self) -> NearestWords:
        return NearestWords(self.model.encode_text)

    @property
    def passes(self) -> SharedPasses | None:
        """The passes that requests can share; None on a CPU, where sharing gains nothing."""
        return self.model.passes

    def alike(self, one: GenerationRequest, other: GenerationRequest) -> bool:
        """Return whether two requests have the same shape: the same windows and the same steps."""
        return self._shape(one) == self._shape(other)

    def room(self, request: GenerationRequest) -> int:
        """Return how many requests of this shape are made at once: as many as fill a pass, and at least one.

        More would gain little and need more memory, since each has its own audio.
        """
        return side_by_side_room(self.model, self._shape(request)[0])

    def _shape(self, request: GenerationRequest) -> tuple[WindowPlan, int]:
        return self.plan_windows(self.model, request.grid, loop=request.loop), request.steps

    def variations(
        self,
        request: GenerationRequest,
        *,
        source: SourceClip | None = None,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        on_audio: OnAudio | None = None,
        stopwatch: Stopwatch | None = None,
        first: int = 1,
        scores: Sequence[Score] = (),
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Make what a request asks for: yield the stems of each variation as soon as they are ready, then their mix.

        Args:
            request: what to make.
            source: the clip that the request edits; None if it edits none.
            on_progress: given the stage and how much of it is done.
            cancel: checked between two sampler steps and between two pieces of audio.
            on_audio: given the audio as it is made, at the provisional level that `AudioPiece` describes. Edits do not
                call it.
            stopwatch: divides the time among the stages.
            first: the variation to begin with, from 1.
            scores: that of each variation; empty to condition the model on words, chords and bars alone.

        Raises:
            Cancelled: `cancel` was set.
            DeviceError: the device ran out of memory.
            ModelError: the request has sections or an energy, or edits a clip, and the model cannot do that.
            RequestError: the source is missing, or is not the clip that the request edits.
        """
        if request.sections and not self.model.reads_columns:
            raise ModelError(f"model {self.identity.name} cannot follow sections; use the bundled model")
        if request.energy is not None and not self.model.reads_columns:
            raise ModelError(f"model {self.identity.name} reads no energy; use the bundled model, or say it in words")
        task = Task(
            request,
            self.model,
            self.plan_windows,
            stopwatch or Stopwatch(),
            scores,
            first,
            on_progress,
            cancel,
            on_audio,
        )
        with memory_errors_reported(request):
            if request.edit is None:
                if source is not None:
                    raise RequestError("the request edits no clip; ask for an edit, or pass no source")
                yield from Generation(task).variations()
                return
            if not self.model.edits_clips:
                raise ModelError(f"model {self.identity.name} cannot edit a clip; use the bundled model")
            if source is None:
                raise RequestError("the clip that the request edits is missing; pass it as source")
            generation = StemAnew if request.edit.kind is EditKind.STEM else EditGeneration
            yield from generation(task, request.edit, source).variations()

    def generate(
        self,
        request: GenerationRequest,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        on_audio: OnAudio | None = None,
        source: SourceClip | None = None,
        scores: Sequence[Score] = (),
    ) -> Clip:
        """Make what a request asks for and return all of it; see `variations`."""
        stopwatch = Stopwatch()
        made = self.variations(
            request,
            source=source,
            on_progress=on_progress,
            cancel=cancel,
            on_audio=on_audio,
            stopwatch=stopwatch,
            scores=scores,
        )
        stems = tuple(stem for variation in made for stem in variation)
        return Clip(request, request.grid, request.sample_rate, stems, self.identity, stopwatch.read())


@contextmanager
def memory_errors_reported(request: GenerationRequest) -> Iterator[None]:
    """Turn running out of memory into an error that says what to do.

    Raises:
        DeviceError: the device ran out of memory.
    """
    try:
        yield
    except torch.OutOfMemoryError as error:
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        raise DeviceError(
            f"the device has too little memory for {counted(request.bars, 'bar')}; ask for fewer bars or the device cpu"
        ) from error

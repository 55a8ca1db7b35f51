"""The way from a request to a take on disk, the same for the command line, the server and the presets.

    request → scores → engine (one variation after the other) → files (each as soon as it is ready) → manifest

`make_take` reads the clip that an edit changes, reports each file when it is on disk, and goes on with the other stems
if one fails; `take_files` writes. It prints nothing and knows no queue. Free of torch: the engine is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from musiccm_daw.asking import with_guessed_style
from musiccm_daw.clip import AudioPiece, StemAudio
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.errors import ModelError, ProjectError, quoted
from musiccm_daw.first_bars import FirstBars, first_bars
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.take import Take
from musiccm_daw.take_files import NewFolder, TakeFiles
from musiccm_daw.writers import WrittenFile, read_source
from musiccm_daw.writers.plan import planned_stems
from musiccm_daw.writers.project_folder import new_take_folder

FIRST_BARS_INDEX = 0
"""The number of every file with the first bars of a stem; complete files are numbered from 1."""

OnFile = Callable[[int, int, WrittenFile], None]
"""Called with a file's number, the number of files that the take will have, and the file, which is on disk."""
OnFailure = Callable[[Exception], None]
"""Called with the error of a variation or stem that could not be made."""


class MakesVariations(Protocol):
    """What a take needs of an engine; `musiccm_daw.engine.engine.Engine` has it."""

    @property
    def identity(self) -> ModelIdentity:
        """The identity of the model."""

    @property
    def reads_scores(self) -> bool:
        """Whether the model plays scores."""

    def nearest(self, phrase: str) -> str | None:
        """Return the instrument, style or mood that words unknown to the composer are near to; None if to none."""

    def unread(self, request: GenerationRequest, scores: Sequence[Score]) -> str:
        """Return the longest end of the words for a part or stem that the model does not read; "" if it reads all."""

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
        """Yield the stems of each variation from `first` on, then their mix if there are several."""


def make_take(
    request: GenerationRequest,
    project: Path,
    engine: MakesVariations,
    *,
    on_progress: OnProgress | None = None,
    cancel: CancelToken | None = None,
    on_file: OnFile | None = None,
    on_failure: OnFailure | None = None,
    stream: bool = False,
    stopwatch: Stopwatch | None = None,
    new_folder: NewFolder = new_take_folder,
    scores: Sequence[Score] | None = None,
    rescue: Path | None = None,
) -> Take:
    """Make everything that a request asks for and write it.

    If a variation or stem fails, the others are still made; only if all fail does the take fail. Whatever is raised,
    nothing of the take is left in the project.

    Args:
        request: what to make.
        project: the take goes to `<project>/MusicCM/<take>`.
        engine: makes the music.
        on_progress: given stage and fraction.
        cancel: checked between two sampler steps, two pieces of audio and two files.
        on_file: given each file as soon as it is on disk.
        on_failure: given the error of a variation or stem; if it raises, the take ends.
        stream: write the first bars of each stem as a file of its own while the rest is being made.
        stopwatch: measures the whole; it may have been started before.
        new_folder: creates the take's folder from the project and a name, once there is something to write.
        scores: those of the variations, as an earlier take kept them; None to compose them, or to read files.
        rescue: a folder like a project, in which the take is finished if the project can no longer be written; None
            for nowhere.

    Raises:
        RequestError: the clip that the request edits is missing or has changed, or a file would exceed 4 GiB.
        ModelError, MemoryError: nothing could be made.
        ProjectError: the project folder cannot be written, or the disk is full; the message says where the take is
            instead, or which seed makes it again.
        Cancelled: `cancel` was set.
    """
    watch = stopwatch or Stopwatch()
    watch.switch("compose")
    # Read only now, and checked by its SHA-256, since the request may be days old.
    source = None if request.edit is None else read_source(request.edit)
    tags = None if source is None else source.tags.at_rate(source.sample_rate, request.sample_rate)
    if scores is None and engine.reads_scores:
        request = with_guessed_style(request, engine.nearest)
    played = _scores_of(request, engine, scores, source)
    files = TakeFiles(request, engine.identity, played, tags, project, new_folder, rescue)
    callbacks = _Callbacks(on_progress, cancel or CancelToken(), on_file, on_failure)
    try:
        with files:
            _Run(engine, source, files, callbacks, watch).make(stream=stream)
            take = files.finish(watch)
    except ProjectError as error:
        raise ProjectError(f"{error}; seed {request.seed} makes the same take again") from error
    files.check_place(take)
    return take


def take_remarks(take: Take, engine: MakesVariations) -> tuple[str, ...]:
    """Return lines on words of a take's prompt that were taken for something else, or that the model did not read."""
    phrases = dict.fromkeys(pair for score in take.scores for pair in score.taken)
    remarks = [
        f"the composer does not know {phrase!r} and took it for {name.replace('_', ' ')}" for phrase, name in phrases
    ]
    left = engine.unread(take.request, take.scores)
    if left:
        composed = any(score.source == ScoreSource.COMPOSED for score in take.scores)
        composer = "; the composer reads all of it" if composed else ""
        remarks.append(
            f"the prompt is longer than the model can read, which leaves out {quoted(left)}{composer}; "
            "use fewer words, or put those for the sound first"
        )
    return tuple(remarks)


def _scores_of(
    request: GenerationRequest, engine: MakesVariations, kept: Sequence[Score] | None, source: SourceClip | None
) -> tuple[Score, ...]:
    """Return the score of each variation of a request; none where none is asked for or the model reads none.

    Args:
        request: what to make.
        engine: plays the scores.
        kept: as an earlier take kept them; None to compose them, or to read the request's files.
        source: the clip that the request edits; None if it edits none.

    Raises:
        ModelError: the request needs a score, and the model reads none.
        RequestError: a file of the request is missing, has changed or cannot be played.
    """
    if request.score is ScoreSource.NONE:
        return ()
    if not engine.reads_scores:
        if request.midi or request.parts or request.asked_density:
            raise ModelError(
                f"model {engine.identity.name} plays no scores; use the bundled one, or leave out midi, parts and "
                "density"
            )
        return ()
    if kept is not None:
        return tuple(kept)
    return planned_scores(request, engine.nearest) if source is None else edited_scores(request, source, engine.nearest)


@dataclass(frozen=True)
class _Callbacks:
    """What the caller of `make_take` wants to know of a take that is being made, and how to stop it."""

    on_progress: OnProgress | None
    cancel: CancelToken
    on_file: OnFile | None
    on_failure: OnFailure | None


class _Run:
    """The making of one take's stems."""

    def __init__(
        self,
        engine: MakesVariations,
        source: SourceClip | None,
        files: TakeFiles,
        callbacks: _Callbacks,
        stopwatch: Stopwatch,
    ) -> None:
        self.engine = engine
        self.source = source
        self.files = files
        self.request = files.request
        self.callbacks = callbacks
        self.stopwatch = stopwatch
        self._failure: Exception | None = None
        self._broken: set[int] = set()

    def make(self, *, stream: bool) -> None:
        """Make and write every variation; one that fails stops no other.

        Raises:
            ModelError, MemoryError: all failed.
        """
        variation = 1
        while variation <= self.request.variations:
            try:
                for stems in self._variations(variation, stream=stream):
                    self.stopwatch.switch("write")
                    self._write(variation, stems)
                    variation += 1
                if variation <= self.request.variations:
                    raise ModelError(f"the model made no variation {variation}; report this with the request")
            except (ModelError, MemoryError) as error:
                self._failed(error)
                variation += 1
        self.stopwatch.switch("write")
        if self.files.is_empty:
            assert self._failure is not None
            raise self._failure

    def _variations(self, first: int, *, stream: bool) -> Iterator[tuple[StemAudio, ...]]:
        return self.engine.variations(
            self.request,
            source=self.source,
            on_progress=self.callbacks.on_progress,
            cancel=self.callbacks.cancel,
            on_audio=self._first_bars_writer(first) if stream else None,
            stopwatch=self.stopwatch,
            first=first,
            scores=self.files.scores,
        )

    def _write(self, variation: int, stems: tuple[StemAudio, ...]) -> None:
        """Write the stems of one variation."""
        by_wav = dict(enumerate(stems, start=self._first_wav(variation)))
        # Once more for what was on a drive that went away, which shows at the next file.
        for wav, stem in [*by_wav.items()] * 2:
            if wav in self._broken or self.files.holds(wav):
                continue
            self.callbacks.cancel.check()
            try:
                file = self.files.write_stem(wav, stem)
            except ModelError as error:
                self._broken.add(wav)
                self._failed(error)
                continue
            self._report(wav + 1, file)
            if self.callbacks.on_progress is not None:
                self.callbacks.on_progress(Progress("writing", (wav + 1) / len(self.files.wavs)))

    def _first_wav(self, variation: int) -> int:
        """Return the index of a variation's first WAV."""
        return sum(wav.variation < variation for wav in self.files.wavs)

    def _first_bars_writer(self, first: int) -> Callable[[AudioPiece], None] | None:
        """Return a function that writes and reports the first bars of each stem; None if that would gain nothing.

        Args:
            first: the variation to begin with.
        """
        shorter = first_bars(self.request)
        if shorter is None:
            return None
        stems = planned_stems(self.request, self.files.scores)[first - 1 :]
        bars = FirstBars(shorter, [stem for each in stems for stem in each], alone=len(stems[0]) == 1)
        # The sum of several stems has no first bars of its own.
        wavs = [
            self._first_wav(variation) + index
            for variation, each in enumerate(stems, start=first)
            for index in range(len(each))
        ]

        def on_audio(piece: AudioPiece) -> None:
            stem = bars.take(piece)
            if stem is not None:
                self._report(FIRST_BARS_INDEX, self.files.write_first_bars(wavs[bars.stem], stem, shorter))

        return on_audio

    def _report(self, number: int, file: WrittenFile) -> None:
        """Report a file that is on disk."""
        if self.callbacks.on_file is not None:
            self.callbacks.on_file(number, len(self.files.wavs), file)

    def _failed(self, error: Exception) -> None:
        """Record and report why something is missing."""
        self._failure = error
        if self.callbacks.on_failure is not None:
            self.callbacks.on_failure(error)

"""The way from a request to a take on disk, the same for the command line, the server and the presets.

    request → scores → engine (one variation after the other) → writer (each file as soon as it is ready) → manifest

`make_take` reads the clip that an edit changes, creates the folder once there is something to write, reports each file
when it is on disk, and goes on with the other stems if one fails. It prints nothing and knows no queue. Free of torch:
the engine is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from musiccm_daw.clip import AudioPiece, StemAudio
from musiccm_daw.errors import ModelError
from musiccm_daw.first_bars import FirstBars, first_bars, first_bars_names
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.writers import TakeWriter, WrittenFile, check_wav_size, check_writable, read_manifest, read_source
from musiccm_daw.writers.manifest import FILE_NAME as MANIFEST
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.plan import planned_parts, planned_stems
from musiccm_daw.writers.project_folder import new_take_folder

CHANNELS = 2
"""Of every new clip: the models are stereo."""
FIRST_BARS_INDEX = 0
"""The number of every file with the first bars of a stem; complete files are numbered from 1."""

OnFile = Callable[[int, int, WrittenFile], None]
"""Called with a file's number, the number of files that the take will have, and the file, which is on disk."""


class MakesVariations(Protocol):
    """What a take needs of an engine; `musiccm_daw.engine.engine.Engine` has it."""

    @property
    def identity(self) -> ModelIdentity:
        """The identity of the model."""

    @property
    def reads_scores(self) -> bool:
        """Whether the model plays scores."""

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


@dataclass(frozen=True)
class Take:
    """A take on disk.

    Attributes:
        request: what was asked for.
        model: made the music.
        folder: of the take, absolute.
        manifest: its file, absolute.
        files: the WAVs, in the order in which they were written.
        seconds: of each of `stopwatch.TIMED_STAGES`, rounded to milliseconds.
    """

    request: GenerationRequest
    model: ModelIdentity
    folder: Path
    manifest: Path
    files: tuple[WrittenFile, ...]
    seconds: dict[str, float]

    @property
    def total_seconds(self) -> float:
        """The sum of all stages."""
        return round(sum(self.seconds.values()), 3)


def read_take(folder: Path) -> Take:
    """Read a take back from its manifest.

    Raises:
        RequestError: it has none, or a damaged one.
    """
    document = read_manifest(folder)
    files = (
        WrittenFile(folder / file.path, file.stem, file.variation, file.frames, file.sample_rate, file.channels)
        for file in document.files
    )
    request = GenerationRequest.from_json(document.request)
    model = ModelIdentity(document.model.name, document.model.sha256)
    return Take(request, model, folder, folder / MANIFEST, tuple(files), document.seconds)


def check_take(request: GenerationRequest, project: Path) -> None:
    """Refuse what could not be written, before anybody waits for a model.

    Raises:
        RequestError: a file would exceed 4 GiB.
        ProjectError: the project folder cannot be written.
    """
    check_wav_size(request.grid.total_samples(request.sample_rate), CHANNELS, request.subtype)
    check_writable(project)


def make_take(
    request: GenerationRequest,
    project: Path,
    engine: MakesVariations,
    *,
    on_progress: OnProgress | None = None,
    cancel: CancelToken | None = None,
    on_file: OnFile | None = None,
    on_failure: Callable[[Exception], None] | None = None,
    stream: bool = False,
    stopwatch: Stopwatch | None = None,
    new_folder: Callable[[Path, str], Path] = new_take_folder,
    scores: Sequence[Score] | None = None,
) -> Take:
    """Make everything that a request asks for and write it.

    If a variation or stem fails, the others are still made; only if all fail does the take fail. Whatever is raised,
    nothing of the take is left.

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
        scores: that of each variation, as an earlier take kept them; None to compose them, or to read the request's
            files.

    Raises:
        RequestError: the clip that the request edits is missing or has changed, or a file would exceed 4 GiB.
        ModelError, MemoryError: nothing could be made.
        ProjectError: the project folder cannot be written, or the disk is full.
        Cancelled: `cancel` was set.
    """
    watch = stopwatch or Stopwatch()
    watch.switch("compose")
    played = scores_of(request, engine, scores)
    run = _Run(request, project, engine, played, new_folder, on_progress, cancel, on_file, on_failure)
    return run.make(stream, watch)


def scores_of(
    request: GenerationRequest, engine: MakesVariations, kept: Sequence[Score] | None = None
) -> tuple[Score, ...]:
    """Return the score of each variation of a request; none where none is asked for or the model reads none.

    Raises:
        ModelError: the request needs a score, and the model reads none.
        RequestError: a file of the request is missing, has changed or cannot be played.
    """
    if request.score is ScoreSource.NONE or request.edit is not None:
        return ()
    if not engine.reads_scores:
        if request.midi or request.parts:
            raise ModelError(
                f"model {engine.identity.name} plays no scores; use --model bundled, or leave out --midi and --parts"
            )
        return ()
    return planned_scores(request) if kept is None else tuple(kept)


class _Run:
    """A take being made; see `make_take`."""

    def __init__(
        self,
        request: GenerationRequest,
        project: Path,
        engine: MakesVariations,
        scores: Sequence[Score],
        new_folder: Callable[[Path, str], Path],
        on_progress: OnProgress | None,
        cancel: CancelToken | None,
        on_file: OnFile | None,
        on_failure: Callable[[Exception], None] | None,
    ) -> None:
        self.request = request
        self.project = project
        self.engine = engine
        self.scores = scores
        self.new_folder = new_folder
        self.on_progress = on_progress
        self.cancel = cancel or CancelToken()
        self.on_file = on_file
        self.on_failure = on_failure
        self._parts = planned_parts(request, scores)
        self._names = wav_names(request, self._parts)
        self._begun = ExitStack()
        self._writer: TakeWriter | None = None
        self._failure: Exception | None = None

    def make(self, stream: bool, stopwatch: Stopwatch) -> Take:
        """Make and write everything."""
        # Read only now, and checked by its SHA-256, since the request may be days old.
        source = None if self.request.edit is None else read_source(self.request.edit)
        with self._begun:
            variation = 1
            while variation <= self.request.variations:
                try:
                    for stems in self._variations(variation, source, stream, stopwatch):
                        stopwatch.switch("write")
                        self._write(variation, stems)
                        variation += 1
                except (ModelError, MemoryError) as error:
                    self._failed(error)
                    variation += 1
            if self._writer is None or not self._writer.audio_files:
                assert self._failure is not None
                raise self._failure
            writer = self._writer
            stopwatch.switch("write")
            writer.write_scores(self.scores)
            manifest = writer.finish(stopwatch.read())
            return Take(self.request, self.engine.identity, writer.folder, manifest, writer.files, stopwatch.read())

    def _variations(
        self, first: int, source: SourceClip | None, stream: bool, stopwatch: Stopwatch
    ) -> Iterator[tuple[StemAudio, ...]]:
        on_audio = self._first_bars_writer(first) if stream else None
        return self.engine.variations(
            self.request,
            source=source,
            on_progress=self.on_progress,
            cancel=self.cancel,
            on_audio=on_audio,
            stopwatch=stopwatch,
            first=first,
            scores=self.scores,
        )

    def _write(self, variation: int, stems: tuple[StemAudio, ...]) -> None:
        """Write the stems of one variation."""
        writer = self._begin()
        for index, stem in enumerate(stems):
            self.cancel.check()
            part = self._first_part(variation) + index
            try:
                file = writer.write_stem(stem, self._names[part])
            except ModelError as error:
                self._failed(error)
                continue
            if self.on_file is not None:
                self.on_file(part + 1, len(self._parts), file)
            if self.on_progress is not None:
                self.on_progress(Progress("writing", (part + 1) / len(self._parts)))

    def _first_part(self, variation: int) -> int:
        """Return the number of a variation's first file, from 0."""
        return sum(of < variation for _, of in self._parts)

    def _begin(self) -> TakeWriter:
        """Return the take's writer; the first call creates its folder."""
        if self._writer is None:
            folder = self.new_folder(self.project, take_name(self.request))
            self._writer = self._begun.enter_context(TakeWriter(self.request, self.engine.identity, folder))
        return self._writer

    def _first_bars_writer(self, first: int) -> Callable[[AudioPiece], None] | None:
        """Return a function that writes and reports the first bars of each stem; None if that would gain nothing.

        Args:
            first: the variation to begin with.
        """
        shorter = first_bars(self.request)
        if shorter is None:
            return None
        names = first_bars_names(self.request, self.scores)
        stems = planned_stems(self.request, self.scores)[first - 1 :]
        bars = FirstBars(shorter, [stem for each in stems for stem in each], alone=len(stems[0]) == 1)
        # The sum of several stems has no first bars of its own.
        numbers = [
            self._first_part(variation) + index
            for variation, each in enumerate(stems, start=first)
            for index in range(len(each))
        ]

        def on_audio(piece: AudioPiece) -> None:
            stem = bars.take(piece)
            if stem is None:
                return
            file = self._begin().write_first_bars(stem, names[numbers[bars.stem]], shorter)
            if self.on_file is not None:
                self.on_file(FIRST_BARS_INDEX, len(self._parts), file)

        return on_audio

    def _failed(self, error: Exception) -> None:
        """Record and report why something is missing."""
        self._failure = error
        if self.on_failure is not None:
            self.on_failure(error)

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
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from musiccm_daw.clip import AudioPiece, StemAudio
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.errors import ModelError, ProjectError
from musiccm_daw.first_bars import FirstBars, first_bars, first_bars_names
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.source_clip import ClipTags, SourceClip
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.writers import (
    TakeWriter,
    WrittenFile,
    check_room,
    check_wav_size,
    check_writable,
    planned_files,
    read_manifest,
    read_source,
)
from musiccm_daw.writers.chunks.fmt import sample_bytes
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.manifest import FILE_NAME as MANIFEST
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.plan import planned_parts, planned_stems
from musiccm_daw.writers.project_folder import new_take_folder, unwritable

CHANNELS = 2
"""Of every new clip: the models are stereo."""
FIRST_BARS_INDEX = 0
"""The number of every file with the first bars of a stem; complete files are numbered from 1."""

RESCUED = "rescued"
"""In the user's state folder: takes for which their project had no place any more."""
SMALL_FILES_BYTES = 200_000
"""Of a take besides its samples: chunks, tempo map, score, manifest."""

Saved = TypeVar("Saved")
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

    def nearest(self, phrase: str) -> str | None:
        """Return the instrument, style or mood that words unknown to the composer are near to; None if to none."""

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
        scores: what each variation plays; none where the model is conditioned on words, chords and bars alone.
        files: the WAVs, in the order in which they were written.
        seconds: of each of `stopwatch.TIMED_STAGES`, rounded to milliseconds.
    """

    request: GenerationRequest
    model: ModelIdentity
    folder: Path
    manifest: Path
    scores: tuple[Score, ...]
    files: tuple[WrittenFile, ...]
    seconds: dict[str, float]

    @property
    def total_seconds(self) -> float:
        """The sum of all stages."""
        return round(sum(self.seconds.values()), 3)


def take_on_disk(folder: Path) -> Take:
    """Read a take back from its manifest.

    Raises:
        RequestError: it has none, or its manifest or score is damaged.
    """
    document = read_manifest(folder)
    files = (
        WrittenFile(folder / file.path, file.stem, file.variation, file.frames, file.sample_rate, file.channels)
        for file in document.files
    )
    request = GenerationRequest.from_json(document.request)
    model = ModelIdentity(document.model.name, document.model.sha256)
    scores = read_scores(document, folder)
    return Take(request, model, folder, folder / MANIFEST, scores, tuple(files), document.seconds)


def check_take(request: GenerationRequest, project: Path) -> None:
    """Refuse what could not be written, before anybody waits for a model.

    Raises:
        RequestError: a file would exceed 4 GiB.
        ProjectError: the project folder cannot be written, or has no room for the take.
    """
    frames = request.grid.total_samples(request.sample_rate)
    check_wav_size(frames, CHANNELS, request.subtype)
    check_writable(project)
    files = planned_files(request, project)
    check_room(files, len(files) * frames * CHANNELS * sample_bytes(request.subtype) + SMALL_FILES_BYTES)


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
        scores: that of each variation, as an earlier take kept them; None to compose them, or to read the request's
            files.
        rescue: a folder like a project, in which the take is finished where the project cannot be written any more;
            None for nowhere.

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
    played = scores_of(request, engine, scores, source)
    run = _Run(request, project, engine, played, source, new_folder, rescue, on_progress, cancel, on_file, on_failure)
    return run.make(stream, watch)


def scores_of(
    request: GenerationRequest,
    engine: MakesVariations,
    kept: Sequence[Score] | None = None,
    source: SourceClip | None = None,
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
                f"model {engine.identity.name} plays no scores; use --model bundled, or leave out --midi, --parts and "
                "density"
            )
        return ()
    if kept is not None:
        return tuple(kept)
    return planned_scores(request, engine.nearest) if source is None else edited_scores(request, source, engine.nearest)


class _Run:
    """A take being made; see `make_take`."""

    def __init__(
        self,
        request: GenerationRequest,
        project: Path,
        engine: MakesVariations,
        scores: Sequence[Score],
        source: SourceClip | None,
        new_folder: Callable[[Path, str], Path],
        rescue: Path | None,
        on_progress: OnProgress | None,
        cancel: CancelToken | None,
        on_file: OnFile | None,
        on_failure: Callable[[Exception], None] | None,
    ) -> None:
        self.request = request
        self.project = project
        self.engine = engine
        self.scores = scores
        self.source = source
        self.new_folder = new_folder
        self.rescue = rescue
        self.on_progress = on_progress
        self.cancel = cancel or CancelToken()
        self.on_file = on_file
        self.on_failure = on_failure
        self._parts = planned_parts(request, scores)
        self._folder_name = take_name(request, self._parts)
        self._names: tuple[str, ...] = ()
        self._begun = ExitStack()
        self._writer: TakeWriter | None = None
        self._tags: ClipTags | None = None
        if source is not None:
            self._tags = source.tags.at_rate(source.sample_rate, request.sample_rate)
        self._failure: Exception | None = None
        self._broken: set[int] = set()
        self._saved: set[str] = set()
        self._unsaved: ProjectError | None = None

    def make(self, stream: bool, stopwatch: Stopwatch) -> Take:
        """Make and write everything."""
        try:
            take = self._made(stream, stopwatch)
        except ProjectError as error:
            raise ProjectError(f"{error}; --seed {self.request.seed} makes the same take again") from error
        if self._unsaved is not None:
            lost = len(self._saved) - len(take.files)
            without = f", but for {lost} files that are lost with the project" if lost else ""
            raise ProjectError(
                f"{self._unsaved}; the finished take, seed {self.request.seed}, is in {str(take.folder)!r}{without}"
            ) from self._unsaved
        return take

    def _made(self, stream: bool, stopwatch: Stopwatch) -> Take:
        with self._begun:
            variation = 1
            while variation <= self.request.variations:
                try:
                    for stems in self._variations(variation, stream, stopwatch):
                        stopwatch.switch("write")
                        self._write(variation, stems)
                        variation += 1
                except (ModelError, MemoryError) as error:
                    self._failed(error)
                    variation += 1
            if self._writer is None or not self._writer.audio_files:
                assert self._failure is not None
                raise self._failure
            stopwatch.switch("write")
            self._save(lambda writer: writer.write_scores(self.scores))
            manifest = self._save(lambda writer: writer.finish(stopwatch.read()))
            writer, scores, seconds = self._writer, tuple(self.scores), stopwatch.read()
            return Take(self.request, self.engine.identity, writer.folder, manifest, scores, writer.files, seconds)

    def _variations(self, first: int, stream: bool, stopwatch: Stopwatch) -> Iterator[tuple[StemAudio, ...]]:
        on_audio = self._first_bars_writer(first) if stream else None
        return self.engine.variations(
            self.request,
            source=self.source,
            on_progress=self.on_progress,
            cancel=self.cancel,
            on_audio=on_audio,
            stopwatch=stopwatch,
            first=first,
            scores=self.scores,
        )

    def _write(self, variation: int, stems: tuple[StemAudio, ...]) -> None:
        """Write the stems of one variation."""
        parts = dict(enumerate(stems, start=self._first_part(variation)))
        # Once more for what was on a drive that went away, which shows at the next file.
        for part, stem in [*parts.items()] * 2:
            if part in self._broken or (self._writer is not None and self._names[part] in self._writer.names):
                continue
            self.cancel.check()
            try:
                file = self._save(partial(self._write_stem, part, stem))
            except ModelError as error:
                self._broken.add(part)
                self._failed(error)
                continue
            self._saved.add(self._names[part])
            if self.on_file is not None:
                self.on_file(part + 1, len(self._parts), file)
            if self.on_progress is not None:
                self.on_progress(Progress("writing", (part + 1) / len(self._parts)))

    def _first_part(self, variation: int) -> int:
        """Return the number of a variation's first file, from 0."""
        return sum(part.variation < variation for part in self._parts)

    def _write_stem(self, part: int, stem: StemAudio, writer: TakeWriter) -> WrittenFile:
        return writer.write_stem(stem, self._names[part], pitched=self._parts[part].pitched)

    def _save(self, write: Callable[[TakeWriter], Saved]) -> Saved:
        """Write something; where the project cannot be written any more, go on with the whole take in `rescue`."""
        try:
            return write(self._begin())
        except (OSError, ProjectError) as error:
            if self.rescue is None or self._unsaved is not None:
                raise
            folder = self.project if self._writer is None else self._writer.folder
            self._unsaved = error if isinstance(error, ProjectError) else unwritable(folder, error)
        place = new_take_folder(self.rescue, self._folder_name)
        return write(self._begin_in(place) if self._writer is None else self._enter(self._writer.moved(place)))

    def _begin(self) -> TakeWriter:
        """Return the take's writer; the first call creates its folder."""
        if self._writer is None:
            return self._begin_in(self.new_folder(self.project, self._folder_name))
        return self._writer

    def _begin_in(self, folder: Path) -> TakeWriter:
        self._names = wav_names(self.request, self._parts, folder.name)
        return self._enter(TakeWriter(self.request, self.engine.identity, folder, self._tags))

    def _enter(self, writer: TakeWriter) -> TakeWriter:
        self._writer = self._begun.enter_context(writer)
        return writer

    def _first_bars_writer(self, first: int) -> Callable[[AudioPiece], None] | None:
        """Return a function that writes and reports the first bars of each stem; None if that would gain nothing.

        Args:
            first: the variation to begin with.
        """
        shorter = first_bars(self.request)
        if shorter is None:
            return None
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
            part = numbers[bars.stem]

            def write(writer: TakeWriter) -> WrittenFile:
                names = first_bars_names(self.request, self.scores, writer.folder.name)
                return writer.write_first_bars(stem, names[part], shorter, pitched=self._parts[part].pitched)

            file = self._save(write)
            if self.on_file is not None:
                self.on_file(FIRST_BARS_INDEX, len(self._parts), file)

        return on_audio

    def _failed(self, error: Exception) -> None:
        """Record and report why something is missing."""
        self._failure = error
        if self.on_failure is not None:
            self.on_failure(error)

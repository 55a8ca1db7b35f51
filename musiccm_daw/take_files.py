"""The files of a take that is being made, all in one folder, which moves if its project can no longer be written.

Between `making`, which says what is written and when, and `writers.TakeWriter`, which writes into one folder. When a
disk fills up or a drive is unplugged, music that took minutes to make is not thrown away: what is on disk is copied to
a folder outside the project, and the take is finished there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from musiccm_daw.clip import StemAudio
from musiccm_daw.errors import ProjectError
from musiccm_daw.first_bars import first_bars_names
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import ClipTags
from musiccm_daw.score.score import Score
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.take import Take
from musiccm_daw.wording import counted
from musiccm_daw.writers import TakeWriter, WrittenFile
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.plan import planned_wavs
from musiccm_daw.writers.project_folder import new_take_folder, unwritable

RESCUED = "rescued"
"""In the user's state folder: takes that were finished outside their project."""

Written = TypeVar("Written")
NewFolder = Callable[[Path, str], Path]
"""Creates the folder of a take, given its project and a name."""


class TakeFiles:
    """The files of one take; an error that leaves its `with` block removes them.

    Args:
        request: the request that the take is made from.
        model: the model that makes it.
        scores: what each variation plays; none where the model plays no scores.
        tags: those of the clip that the request edits, if any.
        project: the take goes to `<project>/MusicCM/<take>`.
        new_folder: called for the first file.
        rescue: a folder like a project, in which the take is finished if the project can no longer be written; None
            for nowhere.
    """

    def __init__(
        self,
        request: GenerationRequest,
        model: ModelIdentity,
        scores: Sequence[Score],
        tags: ClipTags | None,
        project: Path,
        new_folder: NewFolder,
        rescue: Path | None,
    ) -> None:
        self.request = request
        self.model = model
        self.scores = scores
        self.tags = tags
        self.project = project
        self.new_folder = new_folder
        self.rescue = rescue
        self.wavs = planned_wavs(request, scores)
        """Every WAV that the take is to have, in the order of writing."""
        self._folder_name = take_name(request, self.wavs)
        self._names: tuple[str, ...] = ()
        self._writer: TakeWriter | None = None
        self._saved: set[str] = set()
        self._unsaved: ProjectError | None = None
        """Why the project can no longer be written."""

    def __enter__(self) -> TakeFiles:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if self._writer is not None:
            self._writer.__exit__(kind, error, trace)

    @property
    def is_empty(self) -> bool:
        """Whether no stem is on disk."""
        return self._writer is None or not self._writer.audio_files

    def holds(self, wav: int) -> bool:
        """Return whether one of `wavs`, by its index, is on disk; not so if it was on a drive that is gone."""
        return self._writer is not None and self._names[wav] in self._writer.names

    def write_stem(self, wav: int, stem: StemAudio) -> WrittenFile:
        """Write the audio of one of `wavs`, by its index.

        Raises:
            ModelError: the audio is not finite, or does not have the length of its bars.
            OSError, ProjectError: it can be written neither in the project nor in `rescue`.
        """
        pitched = self.wavs[wav].pitched
        file = self._write(lambda writer: writer.write_stem(stem, self._names[wav], pitched=pitched))
        self._saved.add(file.path.name)
        return file

    def write_first_bars(self, wav: int, stem: StemAudio, request: GenerationRequest) -> WrittenFile:
        """Write the first bars of one of `wavs`, given as a shorter request; it raises what `write_stem` does."""

        def write(writer: TakeWriter) -> WrittenFile:
            names = first_bars_names(self.request, self.scores, writer.folder.name)
            return writer.write_first_bars(stem, names[wav], request, pitched=self.wavs[wav].pitched)

        return self._write(write)

    def finish(self, stopwatch: Stopwatch) -> Take:
        """Write what belongs to no single stem, the manifest last, which completes the take.

        Raises:
            OSError, ProjectError: it can be written neither in the project nor in `rescue`.
        """
        self._write(lambda writer: writer.write_scores(self.scores))
        writer, manifest = self._write(lambda writer: (writer, writer.finish(stopwatch.read())))
        return Take(
            self.request, self.model, writer.folder, manifest, tuple(self.scores), writer.files, stopwatch.read()
        )

    def check_place(self, take: Take) -> None:
        """Check that a finished take is in its project.

        Raises:
            ProjectError: it is not; the message says why, where it is instead and what it lacks.
        """
        if self._unsaved is None:
            return
        lost = len(self._saved) - len(take.files)
        without = f", but for {counted(lost, 'file')} lost with the project" if lost else ""
        raise ProjectError(
            f"{self._unsaved}; the finished take, seed {self.request.seed}, is in {str(take.folder)!r}{without}"
        ) from self._unsaved

    def _write(self, write: Callable[[TakeWriter], Written]) -> Written:
        """Call `write` with the take's writer; if the project can no longer be written, with that of the moved take."""
        try:
            return write(self._writer or self._begun(self.new_folder(self.project, self._folder_name)))
        except (OSError, ProjectError) as error:
            if self.rescue is None or self._unsaved is not None:
                raise
            folder = self.project if self._writer is None else self._writer.folder
            self._unsaved = error if isinstance(error, ProjectError) else unwritable(folder, error)
        place = new_take_folder(self.rescue, self._folder_name)
        if self._writer is None:
            return write(self._begun(place))
        self._writer = self._writer.moved(place)
        return write(self._writer)

    def _begun(self, folder: Path) -> TakeWriter:
        """Return the writer of a take that begins in a new folder."""
        self._names = wav_names(self.request, self.wavs, folder.name)
        self._writer = TakeWriter(self.request, self.model, folder, self.tags)
        return self._writer

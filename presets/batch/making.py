"""One take of a batch made in a folder of its own, beside its place: what every kind of worker does.

Between `render`, which hands out tasks and moves what is whole into its place, and `musiccm_daw.making`. A take of a
batch is made in full or fails: one without a stem would count as done when the batch is resumed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from musiccm_daw.making import MakesVariations, make_take
from musiccm_daw.progress import CancelToken, OnProgress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.score import Score
from musiccm_daw.take import Take
from musiccm_daw.writers.project_folder import unwritable

LOOK_SECONDS = 0.2
"""Between two checks whether the user has stopped the batch."""


@dataclass(frozen=True)
class Task:
    """A take to be made: its number in the batch, the name of its folder, and what it is."""

    number: int
    name: str
    request: GenerationRequest


@dataclass(frozen=True)
class Outcome:
    """How a task ended: whole in its folder if there is no error.

    Attributes:
        number: of the task.
        error: why there is no take.
        remarks: lines on how the prompt was read; see `take_remarks`.
    """

    number: int
    error: Exception | None = None
    remarks: tuple[str, ...] = ()


Load = Callable[[], MakesVariations]
"""Loads an engine; where it is sent to other processes, it must be picklable."""
OnTakeProgress = Callable[[int, float], None]
"""Called with a task's number and how much of it is done, 0 to 1."""


class TakeMaker(Protocol):
    """Whoever makes the takes of a batch."""

    def make(self, tasks: Sequence[Task], unfinished: Path) -> Generator[Outcome, None, None]:
        """Make each task in `<unfinished>/<name>`, and yield how it ended, in any order.

        Whatever is still being made when the generator is closed is given up.

        Raises:
            ModelError: the model cannot be loaded.
            Cancelled: the user stops the batch.
        """


def make_beside(
    task: Task,
    unfinished: Path,
    engine: MakesVariations,
    *,
    on_progress: OnProgress | None = None,
    cancel: CancelToken | None = None,
    scores: Sequence[Score] | None = None,
) -> Take:
    """Make one take in `<unfinished>/<name>`, and return it.

    Args:
        task: what to make.
        unfinished: exists.
        engine: makes the music.
        on_progress: given stage and fraction.
        cancel: stops the take.
        scores: those of the request's MIDI files; None to read them here.

    Raises:
        MusicCMError, MemoryError: as `make_take` does, or a part of the take failed.
    """

    def new_folder(_project: Path, _name: str) -> Path:
        folder = unfinished / task.name
        # What a worker left that was killed.
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir()
        except OSError as error:
            raise unwritable(unfinished, error) from error
        return folder

    def on_failure(error: Exception) -> None:
        raise error

    return make_take(
        task.request,
        unfinished,
        engine,
        on_progress=on_progress,
        cancel=cancel,
        on_failure=on_failure,
        new_folder=new_folder,
        scores=scores,
    )

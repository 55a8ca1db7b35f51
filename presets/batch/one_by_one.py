"""Takes made in this process, one after the other, with one model."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from musiccm_daw.errors import Cancelled
from musiccm_daw.making import MakesVariations, take_remarks
from musiccm_daw.progress import CancelToken, Progress, WholeTake
from musiccm_daw.take import Take
from presets.batch.making import Load, OnTakeProgress, Outcome, Task, make_beside


class OneByOne:
    """A `TakeMaker` in this process.

    Args:
        load: loads the engine, once there is something to make.
        on_progress: given the progress of each take.
        cancel: stops the batch.
    """

    def __init__(self, load: Load, on_progress: OnTakeProgress, cancel: CancelToken | None = None) -> None:
        self.load = load
        self.on_progress = on_progress
        self.cancel = cancel or CancelToken()

    def make(self, tasks: Sequence[Task], unfinished: Path) -> Generator[Outcome, None, None]:
        """Make tasks in their order; see `TakeMaker.make`."""
        engine = self.load()
        for task in tasks:
            self.cancel.check()
            try:
                take = self._make(task, unfinished, engine)
            except Cancelled:
                raise
            except Exception as error:
                yield Outcome(task.number, error)
            else:
                yield Outcome(task.number, remarks=take_remarks(take, engine))

    def _make(self, task: Task, unfinished: Path, engine: MakesVariations) -> Take:
        whole = WholeTake()

        def on_progress(progress: Progress) -> None:
            self.on_progress(task.number, whole.fraction(progress))

        return make_beside(task, unfinished, engine, on_progress=on_progress, cancel=self.cancel)

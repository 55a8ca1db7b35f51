"""A training run on disk, used by every stage: resumable state, logs and a clock.

A run folder holds `state.pt` (weights, optimizers, position; written to a temporary file and renamed, so that a kill at
any moment leaves the last complete state), `log.jsonl` and `tensorboard/`. A resumed run drops what was logged after
its state, so that the log reads like that of an uninterrupted run. Losses and models are no concern of this file.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np
import torch

from musiccm_daw.errors import ModelError
from musiccm_daw.whole_files import write_whole
from trainer.training.run_folder import writing_into
from trainer.training.tensorboard_log import Showing, TensorBoardLog

Logger = Callable[[str], None]
STATE_FILE = "state.pt"
LOG_FILE = "log.jsonl"
TENSORBOARD_FOLDER = "tensorboard"
PARTIAL = "partial"
"""The key of log lines that end a call by its time budget."""
SAVE_EVERY_SECONDS = 240.0
WATCH_EVERY_SECONDS = 0.25


@dataclass(frozen=True)
class RunStatus:
    """The progress of a run, for a live view."""

    folder: Path
    step: int
    steps: int
    figures: Mapping[str, float]
    """Losses of the last step alone, by name; the first one is the one to watch."""
    seconds: float
    """Since this call began."""
    time_budget: float | None
    steps_per_second: float
    validation: Mapping[str, float]
    """Figures of the last validation of this call, by name; empty before it."""


Watch = Callable[[RunStatus], None]


def nobody(_: RunStatus) -> None:
    """Ignore the status: for a run without a live view."""


class Run:
    """A stage's folder, clock and log.

    Args:
        folder: where state and log are kept; created when the first of them is written.
        time_budget: seconds of training in this call; None trains until the stage's last step.
        say: receives one line per log entry, for the terminal.
        watch: receives the status a few times a second, for a live view.
    """

    def __init__(self, folder: Path, time_budget: float | None, say: Logger, watch: Watch = nobody) -> None:
        self.folder = folder
        self.time_budget = time_budget
        self.say = say
        self.watch = watch
        self.started = time.monotonic()
        self.saved = self.started
        self.watched = self.started
        self.seconds_before = 0.0
        self.step_saved: int | None = None
        self.tensorboard = TensorBoardLog(folder / TENSORBOARD_FOLDER)

    @property
    def seconds(self) -> float:
        """Seconds since this call began."""
        return time.monotonic() - self.started

    @property
    def out_of_time(self) -> bool:
        """Whether the time budget is spent."""
        return self.time_budget is not None and self.seconds >= self.time_budget

    @property
    def save_due(self) -> bool:
        """Whether the last save is `SAVE_EVERY_SECONDS` old."""
        return time.monotonic() - self.saved >= SAVE_EVERY_SECONDS

    @property
    def watch_due(self) -> bool:
        """Whether the last status is `WATCH_EVERY_SECONDS` old."""
        return time.monotonic() - self.watched >= WATCH_EVERY_SECONDS

    @property
    def state_file(self) -> Path:
        """The path of the resumable state."""
        return self.folder / STATE_FILE

    def load(self) -> dict[str, Any] | None:
        """Return the last saved state; None for a new run."""
        state = read_state(self.folder)
        if state is not None:
            self.step_saved = int(state["step"])
            self.seconds_before = float(state.pop("seconds", 0.0))
        return state

    def forget_after(self, step: int) -> None:
        """Drop what was logged after a step: a resumed run will log it again.

        Raises:
            ProjectError: the log cannot be written.
        """
        path = self.folder / LOG_FILE
        with self._writing():
            if path.exists():
                lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
                kept = [line for line in lines if _logged_step(line) <= step]
                if len(kept) < len(lines):
                    write_whole(path, "".join(kept).encode())
            self.tensorboard.purge_after(step)

    def save(self, state: Mapping[str, Any]) -> None:
        """Write the state, which includes its "step", to a temporary file, flush it and rename it.

        Raises:
            ProjectError: it cannot be written; the previous state is still there.
        """
        # Serialised in memory first: torch.save would turn a full disk into an error of its own.
        content = io.BytesIO()
        torch.save({**state, "seconds": self.seconds_before + self.seconds}, content)
        with self._writing():
            write_whole(self.state_file, content.getbuffer())
        self.step_saved = int(state["step"])
        self.saved = time.monotonic()

    def log(self, step: int, **values: float) -> None:
        """Append one line to log.jsonl and a point to every curve, and report the line.

        Raises:
            ProjectError: it cannot be written.
        """
        self._append(step, values, {})

    def log_part(self, step: int, values: Mapping[str, float]) -> None:
        """Log the steps since the last line where a call ends between two; a resumed run logs them anew.

        Raises:
            ProjectError: they cannot be written.
        """
        self._append(step, values, {PARTIAL: True})

    def _append(self, step: int, values: Mapping[str, float], more: Mapping[str, bool]) -> None:
        entry = {"step": step, "seconds": round(self.seconds_before + self.seconds, 1), **values, **more}
        with self._writing():
            with (self.folder / LOG_FILE).open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")
            self.tensorboard.scalars(step, values)
        self.say(" · ".join([f"step {step}", *(f"{name} {value:.4g}" for name, value in values.items())]))

    def show(self, step: int, showing: Showing) -> None:
        """Add pictures and sounds to the TensorBoard log.

        Raises:
            ProjectError: they cannot be written.
        """
        with self._writing():
            self.tensorboard.show(step, showing)

    def observe(
        self,
        step: int,
        steps: int,
        figures: Mapping[str, float],
        steps_per_second: float,
        validation: Mapping[str, float],
    ) -> None:
        """Report the run's progress to the live view."""
        self.watched = time.monotonic()
        self.watch(
            RunStatus(self.folder, step, steps, figures, self.seconds, self.time_budget, steps_per_second, validation)
        )

    def _writing(self) -> AbstractContextManager[None]:
        kept = "" if self.step_saved is None else f"the state of step {self.step_saved} is intact"
        return writing_into(self.folder, kept)


def _logged_step(line: str) -> float:
    """Return the step of a log line; infinity for one that a kill cut off or a resumed run writes anew."""
    try:
        entry = json.loads(line)
        return float("inf") if PARTIAL in entry else int(entry["step"])
    except (ValueError, KeyError, TypeError):
        return float("inf")


def read_state(folder: Path) -> dict[str, Any] | None:
    """Read the state of a run folder; None if it has none.

    Raises:
        ModelError: the file is damaged; a kill cannot be the cause, since states are written whole.
    """
    path = folder / STATE_FILE
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, EOFError, RuntimeError, UnpicklingError) as error:
        raise ModelError(
            f"the training state {path} cannot be read ({type(error).__name__}); remove it to restart this stage"
        ) from error
    return state


def position_generator(seed: int, step: int, *more: int) -> np.random.Generator:
    """Return a random generator seeded by seed and position (step, item, ...), so that a resumed run draws the same."""
    return np.random.default_rng([seed, step, *more])


def warmup_cosine(step: int, *, peak: float, warmup: int, steps: int) -> float:
    """Return the learning rate: linear from 0 over `warmup` steps, then a half cosine to a twentieth of the peak."""
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = min((step - warmup) / max(steps - warmup, 1), 1.0)
    return peak * (0.05 + 0.95 * 0.5 * (1 + float(np.cos(np.pi * progress))))

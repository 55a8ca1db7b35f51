"""A training run on disk: resumable state, a log, a clock. Every stage of the trainer stands on this file.

A run folder holds `state.pt` (weights, optimizer, random states, position; written beside and renamed, so that a kill
at any moment leaves the last whole state) and `log.jsonl`. It knows nothing of losses or models.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np
import torch

from musiccm_daw.errors import ModelError

Logger = Callable[[str], None]
STATE_FILE = "state.pt"
SAVE_EVERY_SECONDS = 240.0


class Run:
    """One stage's folder, clock and log.

    Args:
        folder: where state and log are kept; made if missing.
        time_budget: seconds of training in this call; None trains until the stage's last step.
        say: receives one line per log entry, for the terminal.
    """

    def __init__(self, folder: Path, time_budget: float | None, say: Logger) -> None:
        self.folder = folder
        self.time_budget = time_budget
        self.say = say
        self.started = time.monotonic()
        self.saved = self.started
        folder.mkdir(parents=True, exist_ok=True)

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
    def state_file(self) -> Path:
        """Where the resumable state lies."""
        return self.folder / STATE_FILE

    def load(self) -> dict[str, Any] | None:
        """The last saved state, with the random states put back; None for a new run."""
        state = read_state(self.folder)
        if state is not None:
            torch.set_rng_state(state.pop("torch_rng"))
        return state

    def save(self, state: Mapping[str, Any]) -> None:
        """Write the state beside its place, flush it, rename it."""
        part = self.state_file.with_suffix(".part")
        with part.open("wb") as file:
            torch.save({**state, "torch_rng": torch.get_rng_state()}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.state_file)
        self.saved = time.monotonic()

    def log(self, step: int, **values: float) -> None:
        """Append one line to log.jsonl and say it."""
        entry = {"step": step, "seconds": round(self.seconds, 1), **values}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
        self.say(" · ".join([f"step {step}", *(f"{name} {value:.4g}" for name, value in values.items())]))


def read_state(folder: Path) -> dict[str, Any] | None:
    """The state in a run folder; None if it holds none.

    Raises:
        ModelError: the file is damaged, which no kill of ours can do.
    """
    path = folder / STATE_FILE
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        return None
    except (OSError, EOFError, RuntimeError, UnpicklingError) as error:
        raise ModelError(
            f"the training state {path} cannot be read ({type(error).__name__}); remove it to begin this stage anew"
        ) from error
    return state


def position_generator(seed: int, step: int) -> np.random.Generator:
    """The random generator of one step's batch: of seed and step alone, so that a resumed run draws alike."""
    return np.random.default_rng([seed, step])


def warmup_cosine(step: int, *, peak: float, warmup: int, steps: int) -> float:
    """Learning rate: linear from 0 over `warmup` steps, then a half cosine down to a twentieth of the peak."""
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = min((step - warmup) / max(steps - warmup, 1), 1.0)
    return peak * (0.05 + 0.95 * 0.5 * (1 + float(np.cos(np.pi * progress))))

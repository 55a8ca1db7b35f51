"""The training loop of every stage: learn, descend, log, validate and save, until the last step or the time budget.

In: a stage, which knows its networks and losses, and a run, which keeps what must survive a kill. A step depends only
on seed, step and weights, so a resumed run takes the same steps as an uninterrupted one. Under `accelerate launch`
every process learns from items of its own; only the first one logs and saves.
"""

from __future__ import annotations

import math
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.errors import ModelError
from trainer.training.processes import any_process, average_over_processes, this_process
from trainer.training.runs import Run, position_generator, warmup_cosine
from trainer.training.tensorboard_log import Showing

SOUND_EVERY_VALIDATIONS = 4
Figures = Mapping[str, Tensor]
"""Losses of one batch by name, detached scalars; the first one is shown in the live view."""


@dataclass(frozen=True)
class LoopOptions:
    """Options of every stage; each stage has its own defaults."""

    steps: int = 10_000
    batch: int = 16
    """Items of one backward pass in one process."""
    accumulate: int = 1
    """Backward passes per step: a larger batch in the same memory."""
    learning_rate: float = 1e-3
    warmup: int = 200
    seed: int = 1
    log_every: int = 100
    validate_every: int = 1_000


@dataclass(frozen=True)
class Share:
    """The items of a step that one backward pass works on: numbers first to first + size - 1 of total."""

    seed: int
    step: int
    first: int
    size: int
    total: int

    def generators(self) -> list[np.random.Generator]:
        """Return one random generator per item, seeded by seed, step and item number, however the step is split."""
        return [position_generator(self.seed, self.step, self.first + index) for index in range(self.size)]


class Stage(Protocol):
    """The interface between a stage and the loop."""

    @property
    def options(self) -> LoopOptions:
        """Length, batch and learning rate of the training."""

    def learn(self, share: Share) -> Figures:
        """Do one backward pass on a share of a step and return its losses."""

    def descend(self, step: int, rate: float) -> None:
        """Step the optimizers, then the weight averages; `step` is the number of steps taken before this one."""

    def validate(self) -> dict[str, float]:
        """Return figures for held-out music, the same music each time; empty if there is none."""

    def show(self, sounds: bool) -> Showing:
        """Return pictures of held-out music, and sounds if asked for."""

    def state(self) -> dict[str, Any]:
        """Return everything that a resumed run needs besides its step."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned."""


def shares_of(options: LoopOptions, step: int, process: int, processes: int) -> list[Share]:
    """Return one process's part of a step: `accumulate` shares of `batch` items."""
    total = options.batch * options.accumulate * processes
    firsts = [(process * options.accumulate + index) * options.batch for index in range(options.accumulate)]
    return [Share(options.seed, step, first, options.batch, total) for first in firsts]


def item_noise(generators: Sequence[np.random.Generator], shape: Sequence[int]) -> Tensor:
    """Draw unit noise (B, *shape), each item from its own generator."""
    return torch.from_numpy(np.stack([rng.standard_normal(tuple(shape), dtype=np.float32) for rng in generators]))


def train(stage: Stage, run: Run) -> None:
    """Train a stage from its last state, if the run has one, until the last step or the end of the budget.

    Raises:
        ModelError: the state does not fit the stage, or a loss became infinite or NaN.
        ProjectError: the run's folder cannot be written; the last saved state is intact.
        KeyboardInterrupt: the user stopped the run; its state is saved.
    """
    options, processes = stage.options, this_process()
    step, figures = _restore(stage, run)
    pace, validation = Pace(), dict[str, float]()

    def save() -> None:
        run.save({**stage.state(), "step": step, "figures": [numbers(each, step) for each in figures]})

    with _interrupts_held() as interrupts:
        begun_at = step
        # A call takes a step at least, so that no budget is too short to get on.
        while step < options.steps and not any_process(bool(interrupts) or (step > begun_at and run.out_of_time)):
            rate = warmup_cosine(step, peak=options.learning_rate, warmup=options.warmup, steps=options.steps)
            shares = shares_of(options, step, processes.process_index, processes.num_processes)
            # What a stage draws from torch's global generator must depend on the position alone, too.
            torch.manual_seed(int(position_generator(options.seed, step, shares[0].first).integers(2**62)))
            with pace.measured():
                figures.append(_mean([stage.learn(share) for share in shares]))
                stage.descend(step, rate)
            step += 1

            log_due = step % options.log_every == 0
            if processes.is_main_process:
                if log_due:
                    items_per_second = round(shares[0].total * pace.steps_per_second, 2)
                    run.log(step, **mean_numbers(figures, step), rate=rate, items_per_second=items_per_second)
                if step % options.validate_every == 0 or step == options.steps:
                    validation = _validate(stage, run, step) or validation
                if run.watch_due:
                    run.observe(step, options.steps, numbers(figures[-1], step), pace.steps_per_second, validation)
            if log_due:
                figures.clear()
            if processes.is_main_process and run.save_due:
                save()
        if processes.is_main_process:
            if step != run.step_saved:
                save()
            if step < options.steps and not interrupts:
                _say_where_it_stands(run, step, options, figures)
        processes.wait_for_everyone()
    if interrupts:
        raise KeyboardInterrupt


def _say_where_it_stands(run: Run, step: int, options: LoopOptions, figures: Sequence[Figures]) -> None:
    """Log the steps since the last log line, and say how far a run has got that ends with its time budget."""
    reached = f"step {step} of {options.steps}"
    if figures:
        means = mean_numbers(figures, step)
        run.log_part(step, means)
        name, value = next(iter(means.items()))
        reached += f", {name} {value:.4g}"
    run.say(f"{reached}: the time budget is spent; the state is in {run.state_file}, and the same command goes on")


class Pace:
    """The speed of the last few steps, not counting the time between them."""

    def __init__(self) -> None:
        self._seconds: deque[float] = deque(maxlen=20)

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Time one step."""
        begun = time.monotonic()
        yield
        self._seconds.append(time.monotonic() - begun)

    @property
    def steps_per_second(self) -> float:
        """Steps per second; 0 before the first step."""
        return len(self._seconds) / max(sum(self._seconds), 1e-9)


def numbers(figures: Figures, step: int) -> dict[str, float]:
    """Return figures as plain numbers.

    Raises:
        ModelError: one is infinite or NaN: the weights are lost and must not be saved.
    """
    values = {name: value.item() for name, value in figures.items()}
    for name, value in values.items():
        if not math.isfinite(value):
            raise ModelError(
                f"{name} became {value} by step {step}; the last saved state is intact: "
                "lower learning_rate in --config and run the command again"
            )
    return values


def mean_numbers(figures: Sequence[Figures], step: int) -> dict[str, float]:
    """Return the mean of each figure over the steps that have it; see `numbers`."""
    values = [numbers(each, step) for each in figures]
    names = dict.fromkeys(name for each in values for name in each)
    return {name: float(np.mean([each[name] for each in values if name in each])) for name in names}


def _restore(stage: Stage, run: Run) -> tuple[int, list[Figures]]:
    """Restore a run; return its step and the figures since its last log line."""
    state = run.load()
    step = 0 if state is None else int(state["step"])
    if this_process().is_main_process:
        run.forget_after(step)
        if step >= stage.options.steps > 0:
            run.say(f"{run.folder} already has its {step} steps; to train further, raise steps in --config")
    if state is None:
        return step, []
    try:
        stage.restore(state)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise ModelError(
            f"the run in {run.folder} was begun with other options or by another version ({type(error).__name__}); "
            "resume it with those, or choose another --runs"
        ) from error
    pending = state.get("figures", [])
    return step, [{name: torch.tensor(value, dtype=torch.float64) for name, value in each.items()} for each in pending]


def _validate(stage: Stage, run: Run, step: int) -> dict[str, float]:
    """Validate, log and show; return the figures."""
    found = stage.validate()
    if found:
        run.log(step, **found)
        validations = step // stage.options.validate_every
        sounds = validations % SOUND_EVERY_VALIDATIONS == 0 or step == stage.options.steps
        run.show(step, stage.show(sounds))
    return found


def _mean(figures: Sequence[Figures]) -> Figures:
    """Return the mean of each figure over a step's shares, over all processes."""
    names = list(figures[0])
    means = torch.stack([torch.stack([each[name] for name in names]) for each in figures]).mean(0)
    average_over_processes([means])
    return dict(zip(names, means.unbind(), strict=True))


@contextmanager
def _interrupts_held() -> Iterator[list[int]]:
    """Hold the first Ctrl-C or SIGTERM until the step is done; a second one interrupts it."""
    held: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield held
        return

    def hold(number: int, _: FrameType | None) -> None:
        if held:
            raise KeyboardInterrupt
        held.append(number)

    before = {number: signal.signal(number, hold) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield held
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

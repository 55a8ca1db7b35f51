"""The display of a training stage: a live panel if stderr is a terminal, otherwise a plain line per log entry.

Under `accelerate launch` only the first process shows anything. The training itself is in `trainer`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.cli.views.console import is_terminal, print_note
from musiccm_daw.command_line import pasteable
from musiccm_daw.progress import OnCount

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import TaskID

    from trainer.training.runs import Run, RunStatus

BARS = "▁▂▃▄▅▆▇█"
SPARK_WIDTH = 48
SMOOTHING = 0.9
"""Share of the past in the loss that is shown."""


@contextmanager
def open_run(folder: Path, time_budget: float | None) -> Iterator["Run"]:
    """Open the run of a stage, and show it on stderr while the block runs."""
    from trainer.training.processes import this_process
    from trainer.training.runs import Run

    if not this_process().is_main_process:
        yield Run(folder, time_budget, lambda line: None)
    elif not is_terminal():
        yield Run(folder, time_budget, print_note)
    else:
        from rich.console import Console

        with live_run(folder, time_budget, Console(stderr=True)) as run:
            yield run


@contextmanager
def counting_bar(text: Callable[[float, float], str]) -> Iterator[OnCount]:
    """Show on stderr how much of each stage is done while the block runs; nothing before the first report.

    Args:
        text: how much of what is done, in words.

    Yields:
        What to pass to the trainer as `on_count`.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<8}"), BarColumn(), TextColumn("{task.fields[text]}"))
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
    tasks: dict[str, TaskID] = {}

    def show(stage: str, done: float, total: float) -> None:
        bar.start()
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total, text="")
        bar.update(tasks[stage], completed=done, text=text(done, total))

    try:
        yield show
    finally:
        if tasks:
            bar.stop()


def print_next(why: str, *words: str | Path) -> None:
    """Print what to type after a stage; under `accelerate launch`, once."""
    from trainer.training.processes import this_process

    if this_process().is_main_process:
        print_note(f"{why}: musiccm {pasteable([*map(str, words)])}")


@contextmanager
def live_run(folder: Path, time_budget: float | None, console: "Console") -> Iterator["Run"]:
    """Open a run with a live panel on `console`, below its log lines."""
    from rich.live import Live

    from trainer.training.runs import Run

    curve = Curve()
    with Live(console=console, refresh_per_second=4, transient=True) as live:

        def watch(status: "RunStatus") -> None:
            curve.add(next(iter(status.figures.values())))
            live.update(panel(status, curve))

        yield Run(folder, time_budget, lambda line: console.print(line, highlight=False), watch)


class Curve:
    """A smoothed loss over a whole call, in at most twice as many points as a line shows."""

    def __init__(self) -> None:
        self.points: list[float] = []
        self._seen = 0.0
        self._weight = 0.0

    def add(self, loss: float) -> None:
        """Add the loss of one more step."""
        self._seen = SMOOTHING * self._seen + (1 - SMOOTHING) * loss
        self._weight = SMOOTHING * self._weight + (1 - SMOOTHING)
        self.points.append(self.smoothed)
        if len(self.points) > 2 * SPARK_WIDTH:
            pairs = zip(self.points[::2], self.points[1::2], strict=False)
            self.points = [(one + other) / 2 for one, other in pairs]

    @property
    def smoothed(self) -> float:
        """The smoothed loss now."""
        return self._seen / self._weight


def sparkline(points: Sequence[float]) -> str:
    """Return the last points as bars, scaled from the lowest to the highest."""
    shown = points[-SPARK_WIDTH:]
    low, high = min(shown), max(shown)
    scale = (len(BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(BARS[round((point - low) * scale)] for point in shown)


def seconds_left(status: "RunStatus") -> float:
    """Return the seconds until the last step or the end of the time budget, whichever comes first."""
    of_steps = (status.steps - status.step) / status.steps_per_second
    return of_steps if status.time_budget is None else min(of_steps, max(status.time_budget - status.seconds, 0.0))


def as_clock(seconds: float) -> str:
    """Return seconds as h:mm:ss."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def panel(status: "RunStatus", curve: Curve) -> "RenderableType":
    """Return the live panel of a run."""
    from rich.panel import Panel
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    left = seconds_left(status)
    ends = "of the time budget" if left < (status.steps - status.step) / status.steps_per_second else "to the last step"
    rows = Table.grid(padding=(0, 2))
    rows.add_row("step", f"{status.step} of {status.steps}", ProgressBar(status.steps, status.step, width=SPARK_WIDTH))
    name, *others = status.figures
    rows.add_row(name, f"{curve.smoothed:.4g}", sparkline(curve.points))
    for other in others:
        rows.add_row(other, f"{status.figures[other]:.4g}")
    rows.add_row("speed", f"{status.steps_per_second:.3g} steps/s", f"{as_clock(left)} left {ends}")
    for held_out, value in status.validation.items():
        rows.add_row(held_out, f"{value:.4g}", "at the last validation")
    return Panel.fit(rows, title=status.folder.name, subtitle=str(status.folder), title_align="left")

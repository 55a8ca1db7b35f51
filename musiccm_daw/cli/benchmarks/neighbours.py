"""Speed beside a DAW that plays: a busy process on every core, as against the same machine without them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.cli.views.console import print_stage
from musiccm_daw.engine.speed import in_turn, minute_request, seconds_of, shell_speed
from musiccm_daw.figures import Figures
from musiccm_daw.request.request import DEFAULT_STEPS
from musiccm_daw.wording import counted

# It ends with the process that started it, even if that one is killed.
BUSY = "import os\nwhile os.getppid() == {parent}:\n    for _ in range(1_000_000):\n        pass"


def neighbour_figures(subject: Subject) -> list[Figures]:
    """Measure a minute, and 8 bars from the shell, alone and beside one busy process to each thread that torch uses."""
    import torch

    engine, request, count = subject.engine, minute_request(DEFAULT_STEPS), torch.get_num_threads()
    works: dict[str, tuple[str, Callable[[], float]]] = {
        "minute": (f"a minute by {DEFAULT_STEPS} steps, warm", lambda: seconds_of(lambda: engine.generate(request))),
        "shell_8_bars": ("8 bars of one part from the shell", lambda: shell_speed(subject.model, subject.device)[0]),
    }

    rows: list[tuple[str | float, ...]] = []
    values: dict[str, float] = {"busy_processes": count}
    for name, (title, measure) in works.items():
        print_stage(f"{title}, alone and beside {count} busy")
        found = in_turn({"alone": measure, "beside": partial(_beside, count, measure)}, subject.runs)
        factor = found["beside"] / found["alone"]
        rows.append((title, found["alone"], found["beside"], factor))
        values |= {f"{name}_alone": found["alone"], f"{name}_beside": found["beside"], f"{name}_factor": factor}
    heads = (f"beside {count} busy, on {counted(count, 'thread')}", "alone, s", "beside them, s", "times as long")
    return [Figures(heads, rows, values)]


def _beside(count: int, measure: Callable[[], float]) -> float:
    with busy_processes(count):
        return measure()


@contextmanager
def busy_processes(count: int) -> Iterator[list[int]]:
    """Keep so many processes busy while the block runs; yield their ids."""
    program = BUSY.format(parent=os.getpid())
    # Python's own loop, without arguments of anybody else.
    processes = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(count)]  # noqa: S603
    try:
        yield [process.pid for process in processes]
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()

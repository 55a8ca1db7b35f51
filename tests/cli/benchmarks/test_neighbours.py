"""Busy processes: busy while they are wanted, and gone with whoever wanted them, even if that one is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from musiccm_daw.cli.benchmarks import neighbours
from musiccm_daw.cli.benchmarks.neighbours import busy_processes, neighbour_figures
from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.engine import speed

PATIENCE_SECONDS = 60.0


def gone(process_id: int) -> bool:
    return not psutil.pid_exists(process_id) or psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE


def test_they_compute_while_the_block_runs_and_end_with_it() -> None:
    with pytest.raises(KeyboardInterrupt), busy_processes(2) as running:  # noqa: PT012
        assert len(running) == 2
        deadline = time.monotonic() + PATIENCE_SECONDS
        while min(psutil.Process(each).cpu_times().user for each in running) < 0.1 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert all(psutil.Process(each).cpu_times().user >= 0.1 for each in running)
        raise KeyboardInterrupt
    assert all(map(gone, running))


def test_they_end_when_the_process_that_measures_is_killed() -> None:
    program = (
        "from musiccm_daw.cli.benchmarks.neighbours import busy_processes\n"
        "import time\n"
        "with busy_processes(1) as running:\n"
        "    print(*running, flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as measuring:
        assert measuring.stdout is not None
        busy = int(measuring.stdout.readline())
        measuring.kill()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not gone(busy) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert gone(busy)


def test_each_work_is_measured_alone_and_beside_them(tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "MINUTE_BARS", 1)
    monkeypatch.setattr(neighbours, "shell_speed", lambda model, device: (2.0, 1.0))
    [figures] = neighbour_figures(Subject(str(tiny_checkpoint), "cpu", 1))
    for work, (_, alone, beside, factor) in zip(("minute", "shell_8_bars"), figures.rows, strict=True):
        assert figures.values[f"{work}_alone"] == alone
        assert figures.values[f"{work}_beside"] == beside
        assert factor == pytest.approx(float(beside) / float(alone))
    assert figures.values["busy_processes"] >= 1

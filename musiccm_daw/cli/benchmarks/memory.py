"""Peak memory of `musiccm generate`, and its time, for clips of three lengths, each in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import sys

from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.cli.views.console import print_stage
from musiccm_daw.engine.speed import run_generate
from musiccm_daw.errors import ModelError
from musiccm_daw.figures import Figures

# At 96 BPM, 24 bars of 4/4 are a minute.
BPM, SHORT_BARS, MINUTE_BARS, LONG_BARS = 96, 8, 24, 240
TITLES = {SHORT_BARS: "8 bars", MINUTE_BARS: "a minute", LONG_BARS: "ten minutes"}

# A process of its own between this one and the program: Linux counts what a process had in memory when it started
# another as the other's, and this one may hold a model.
WITH_PEAK = (
    "import resource, subprocess, sys\n"
    "code = subprocess.run(sys.argv[1:]).returncode\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    "sys.exit(code)"
)


def check_memory_is_known() -> None:
    """Refuse to measure memory where the system does not report it.

    Raises:
        ModelError: it does not.
    """
    if importlib.util.find_spec("resource") is None:
        raise ModelError("--long needs a system that reports a process's peak memory, such as Linux or macOS")


def memory_figures(subject: Subject) -> list[Figures]:
    """Measure peak memory and time, without loading, of 8 bars, a minute and ten minutes of one stereo part."""
    peaks, seconds = {}, {}
    for bars, title in TITLES.items():
        print_stage(f"memory of {title}")
        peaks[bars], seconds[bars] = _peak_and_seconds(bars, subject)
    more = peaks[LONG_BARS] - peaks[MINUTE_BARS]
    slower = seconds[LONG_BARS] * MINUTE_BARS / (seconds[MINUTE_BARS] * LONG_BARS) - 1
    rows = [(f"{title}: peak memory", f"{peaks[bars]:.0f} MB", "") for bars, title in TITLES.items()]
    rows += [(f"{title}: time without loading", f"{seconds[bars]:.2f} s", "") for bars, title in TITLES.items()]
    rows += [
        ("more memory for ten minutes than for one", f"{more:.0f} MB", "at most 300 MB"),
        ("more time a minute", f"{slower:.1%}", "at most 10 %"),
    ]
    values = {f"peak_mb_{bars}_bars": peak for bars, peak in peaks.items()}
    values |= {f"seconds_{bars}_bars": value for bars, value in seconds.items()}
    values |= {"more_mb": more, "slower": slower}
    return [Figures(("one run each, from the shell", "measured", "target"), rows, values)]


def _peak_and_seconds(bars: int, subject: Subject) -> tuple[float, float]:
    """Return the peak memory in MB of a process that makes so many bars, and its seconds without loading."""
    options = ["--bpm", str(BPM), "--bars", str(bars), "--stem", "keys", "--seed", "1"]
    under = [sys.executable, "-c", WITH_PEAK]
    _, output = run_generate(options, model=subject.model, device=subject.device, under=under)
    answer, _, peak = output.rstrip().rpartition("\n")
    stages = json.loads(answer)["seconds"]
    # In bytes on macOS, in KiB elsewhere.
    peak_mb = int(peak) / (2**20 if sys.platform == "darwin" else 2**10)
    return peak_mb, stages["total"] - stages["load"]

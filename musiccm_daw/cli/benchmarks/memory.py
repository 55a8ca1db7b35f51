"""Peak memory of `musiccm generate`, and its time, by length and by number of parts, each in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence

from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.cli.views.console import print_stage
from musiccm_daw.engine.speed import run_generate
from musiccm_daw.errors import ModelError
from musiccm_daw.figures import Figures
from musiccm_daw.wording import counted

# At 96 BPM, 24 bars of 4/4 are a minute.
BPM, SHORT_BARS, MINUTE_BARS, LONG_BARS = 96, 8, 24, 240
TITLES = {SHORT_BARS: "8 bars", MINUTE_BARS: "a minute", LONG_BARS: "ten minutes"}
STEMS = (
    *("keys", "drums", "bass", "pads", "lead", "strings", "guitar", "brass", "vocal-pad", "percussion", "fx"),
    *("keys=organ", "bass=sub bass", "lead=flute", "strings=cello", "guitar=nylon guitar"),
)
"""As many as a take may have. Two of one role differ in their words."""
PARTS = (4, 16)
"""Of a minute; one part is the minute by length."""
MOST_MORE_MB = 300
"""Target for more music, in length or parts."""

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
    """Measure peak memory and time, without loading, by length of one stereo part, and of a minute by parts."""
    by_length = {}
    for bars, title in TITLES.items():
        print_stage(f"memory of {title}")
        by_length[bars] = _peak_and_seconds(bars, STEMS[:1], subject)
    by_parts = {1: by_length[MINUTE_BARS]}
    for parts in PARTS:
        print_stage(f"memory of a minute of {parts} parts")
        by_parts[parts] = _peak_and_seconds(MINUTE_BARS, STEMS[:parts], subject)
    return [_length_figures(by_length), _part_figures(by_parts)]


def _length_figures(found: Mapping[int, tuple[float, float]]) -> Figures:
    """Return peaks and seconds by bars, and what ten minutes cost more than one."""
    (minute_mb, minute_seconds), (long_mb, long_seconds) = found[MINUTE_BARS], found[LONG_BARS]
    more = long_mb - minute_mb
    slower = long_seconds * MINUTE_BARS / (minute_seconds * LONG_BARS) - 1
    rows = [(f"{title}: peak memory", f"{found[bars][0]:.0f} MB", "") for bars, title in TITLES.items()]
    rows += [(f"{title}: time without loading", f"{found[bars][1]:.2f} s", "") for bars, title in TITLES.items()]
    rows += [
        ("more memory for ten minutes than for one", f"{more:.0f} MB", f"at most {MOST_MORE_MB} MB"),
        ("more time a minute", f"{slower:.1%}", "at most 10 %"),
    ]
    values = {f"peak_mb_{bars}_bars": peak for bars, (peak, _) in found.items()}
    values |= {f"seconds_{bars}_bars": seconds for bars, (_, seconds) in found.items()}
    values |= {"more_mb": more, "slower": slower}
    return Figures(("one run each, from the shell", "measured", "target"), rows, values)


def _part_figures(found: Mapping[int, tuple[float, float]]) -> Figures:
    """Return the peaks of a minute by parts, and what each number of parts costs more than one."""
    more = {parts: peak - found[1][0] for parts, (peak, _) in found.items() if parts > 1}
    rows = [(f"{counted(parts, 'part')}: peak memory", f"{peak:.0f} MB", "") for parts, (peak, _) in found.items()]
    rows += [
        (f"more memory for {parts} parts than for one", f"{more_mb:.0f} MB", f"at most {MOST_MORE_MB} MB")
        for parts, more_mb in more.items()
    ]
    values = {f"peak_mb_{parts}_parts": peak for parts, (peak, _) in found.items()}
    values |= {f"more_mb_{parts}_parts": more_mb for parts, more_mb in more.items()}
    return Figures(("a minute, every part a stem", "measured", "target"), rows, values)


def _peak_and_seconds(bars: int, stems: Sequence[str], subject: Subject) -> tuple[float, float]:
    """Return the peak memory in MB of a process that makes some bars of stems, and its seconds without loading."""
    options = ["--bpm", str(BPM), "--bars", str(bars), "--seed", "1"]
    options += [word for stem in stems for word in ("--stem", stem)]
    under = [sys.executable, "-c", WITH_PEAK]
    _, output = run_generate(options, model=subject.model, device=subject.device, under=under)
    answer, _, peak = output.rstrip().rpartition("\n")
    stages = json.loads(answer)["seconds"]
    # In bytes on macOS, in KiB elsewhere.
    peak_mb = int(peak) / (2**20 if sys.platform == "darwin" else 2**10)
    return peak_mb, stages["total"] - stages["load"]

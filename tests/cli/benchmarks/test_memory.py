"""Peak memory: that of the process itself, whatever the measuring process holds."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from musiccm_daw.cli.benchmarks import memory
from musiccm_daw.cli.benchmarks.subject import Subject

needs_resource = pytest.mark.skipif(importlib.util.find_spec("resource") is None, reason="no peak memory of processes")
UNITS_PER_MB = 2**20 if sys.platform == "darwin" else 2**10


@needs_resource
def test_a_process_is_not_charged_with_the_memory_of_the_one_that_measures_it() -> None:
    held = np.ones(300 * 2**20, np.uint8)
    command = [sys.executable, "-c", memory.WITH_PEAK, sys.executable, "-c", "print('answer')"]
    answer, peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert answer == "answer"
    assert int(peak) / UNITS_PER_MB < 100 < held.nbytes / 2**20


@needs_resource
def test_the_exit_code_of_the_program_is_kept() -> None:
    command = [sys.executable, "-c", memory.WITH_PEAK, sys.executable, "-c", "raise SystemExit(3)"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 3


@needs_resource
def test_lengths_and_parts_are_measured_in_processes_of_their_own(
    tiny_score_checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "TITLES", {1: "a bar", 2: "two bars"})
    monkeypatch.setattr(memory, "MINUTE_BARS", 1)
    monkeypatch.setattr(memory, "LONG_BARS", 2)
    monkeypatch.setattr(memory, "PARTS", (2,))
    lengths, parts = memory.memory_figures(Subject(str(tiny_score_checkpoint), "cpu", 1))
    assert set(lengths.values) == {
        "peak_mb_1_bars", "peak_mb_2_bars", "seconds_1_bars", "seconds_2_bars", "more_mb", "slower"
    }  # fmt: skip
    # torch alone is larger.
    assert lengths.values["peak_mb_1_bars"] > 100
    assert set(parts.values) == {"peak_mb_1_parts", "peak_mb_2_parts", "more_mb_2_parts"}
    assert parts.values["peak_mb_1_parts"] == lengths.values["peak_mb_1_bars"]

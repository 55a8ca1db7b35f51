"""Speed of a model: seconds per minute of stereo music, warm, by stage.

In: something that generates. Out: the fastest of a few runs, since any disturbance only slows a run. Start-up of the
command line is measured by `musiccm bench`, not here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from musiccm_daw.request.request import GenerationRequest
from trainer.evaluation.generation import Generate

RUNS = 3
TARGET_SECONDS = 3.0


@dataclass(frozen=True)
class Speed:
    """Seconds for one minute of stereo music, in all and by stage."""

    seconds: float
    stages: dict[str, float]
    threads: int


def speed(generate: Generate, *, steps: int, threads: int) -> Speed:
    """Time `RUNS` warm runs and return the fastest."""
    # 30 bars of 4/4 at 120 bpm are one minute.
    request = GenerationRequest.resolve("deep house, warm chords", bpm=120, bars=30, meter="4/4", seed=0, steps=steps)
    generate(request)
    runs = []
    for _ in range(RUNS):
        started = time.perf_counter()
        clip = generate(request)
        runs.append(Speed(time.perf_counter() - started, dict(clip.seconds), threads))
    return min(runs, key=lambda run: run.seconds)

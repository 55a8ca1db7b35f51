"""How fast a loaded model is on this machine: what `doctor` and `bench` measure."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from musiccm_daw.request.request import GenerationRequest

if TYPE_CHECKING:
    from musiccm_daw.engine.engine import Engine

# 30 bars of 4/4 at 120 BPM are 60 seconds.
MINUTE_BARS = 30
MINUTE_BPM = 120
PROMPT = "warm house groove with electric piano chords and a round bass"


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs, after one that warms up: the rest carry the machine's noise."""
    work()
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def minute_request(steps: int) -> GenerationRequest:
    """One minute of one stereo clip."""
    return GenerationRequest.resolve(PROMPT, bpm=MINUTE_BPM, bars=MINUTE_BARS, key="A minor", seed=1, steps=steps)


def seconds_of_a_minute(engine: "Engine", *, steps: int, runs: int = 2) -> float:
    """Seconds for one minute of stereo music in `steps` steps, warm."""
    request = minute_request(steps)
    return best_of(runs, lambda: engine.generate(request))

"""Estimates of how long jobs will take, from the time that the latest took.

They are sent with `ack` and `progress`; nothing is decided by them. The unit of work is a second of one part, sampled
in the usual number of steps: every part of the score is sampled, and every file of a part or a clip is vocoded.
"""

from __future__ import annotations

from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import DEFAULT_STEPS, GenerationRequest
from musiccm_daw.scoring import count_parts

BAND_PARTS = 4
"""Parts of a clip in one piece: what the composer seats for most prompts that name a style."""
VOCODING_WORK = 1.5
"""Of a second of one file: vocoding and writing it takes 45 ms on a CPU core, sampling and decoding a part 30 ms."""
FIRST_GUESS = 0.03
"""Seconds for a unit of work, where nothing has ever been measured: what one CPU core takes."""
WEIGHT_OF_LATEST = 0.3


class Estimates:
    """A running mean of the seconds that a unit of work takes."""

    def __init__(self) -> None:
        self.seconds_per_work = FIRST_GUESS
        self._measured = False

    @property
    def speed(self) -> float:
        """Seconds of a band's music that are made in a second."""
        return 1 / (self.seconds_per_work * (BAND_PARTS + VOCODING_WORK))

    def guess(self, work: float, seconds: float) -> None:
        """Begin with the time that a job took in an earlier run of the server, perhaps on another device."""
        self.seconds_per_work = seconds / work

    def learn(self, work: float, seconds: float) -> None:
        """Update the mean with the time that a job took."""
        weight = WEIGHT_OF_LATEST if self._measured else 1.0
        self.seconds_per_work += weight * (seconds / work - self.seconds_per_work)
        self._measured = True

    def seconds(self, work: float, fraction_done: float = 0.0) -> float:
        """Return how many seconds a job will still take."""
        return self.seconds_per_work * work * (1 - fraction_done)


def work_of(request: GenerationRequest) -> float:
    """Return how much work a request is, over all variations."""
    try:
        parts = count_parts(request)
    except RequestError:
        # A MIDI file that has gone since: the job itself will say so.
        parts = BAND_PARTS
    files = parts if request.parts else len(request.stems)
    units = parts * request.steps / DEFAULT_STEPS + files * VOCODING_WORK
    return float(request.grid.total_seconds) * units * request.variations

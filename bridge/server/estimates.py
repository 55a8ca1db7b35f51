"""Estimates of how long jobs will take, from the time that the latest took.

They are sent with `ack` and `progress`; nothing is decided by them. What costs is each second of each part that plays,
whether it becomes a file of its own or not.
"""

from __future__ import annotations

from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource

BAND_PARTS = 4
"""Parts of a clip in one piece: what the composer seats for most prompts that name a style."""
FIRST_GUESS = 0.025
"""Seconds to make one second of one part, where nothing has ever been measured: about what two CPU cores take."""
WEIGHT_OF_LATEST = 0.3


class Estimates:
    """A running mean of seconds to make a second of one part."""

    def __init__(self) -> None:
        self.seconds_per_second = FIRST_GUESS
        self._measured = False

    def guess(self, part_seconds: float, seconds: float) -> None:
        """Begin with the time that a job took in an earlier run of the server, perhaps on another device."""
        self.seconds_per_second = seconds / part_seconds

    def learn(self, part_seconds: float, seconds: float) -> None:
        """Update the mean with the time that a job took."""
        weight = WEIGHT_OF_LATEST if self._measured else 1.0
        self.seconds_per_second += weight * (seconds / part_seconds - self.seconds_per_second)
        self._measured = True

    def seconds(self, part_seconds: float, fraction_done: float = 0.0) -> float:
        """Return how many seconds a job will still take."""
        return self.seconds_per_second * part_seconds * (1 - fraction_done)


def part_seconds(request: GenerationRequest) -> float:
    """Return how many seconds a request's parts play together, over all variations."""
    whole_band = request.score is ScoreSource.COMPOSED and (request.parts or request.stems[0].role in (None, "mix"))
    parts = BAND_PARTS if whole_band else len(request.stems)
    return float(request.grid.total_seconds) * parts * request.variations

"""Estimates of how long jobs will take, from the time that the latest took.

They are sent with `ack` and `progress`; nothing is decided by them.
"""

from __future__ import annotations

from musiccm_daw.request.request import GenerationRequest

FIRST_GUESS = 0.1
"""Seconds to make one second of one file, before anything has been measured: about what two CPU cores take."""
WEIGHT_OF_LATEST = 0.3


class Estimates:
    """A running mean of seconds to make a second of audio."""

    def __init__(self) -> None:
        self.seconds_per_second = FIRST_GUESS
        self._measured = False

    def learn(self, audio_seconds: float, seconds: float) -> None:
        """Update the mean with the time that a job took."""
        weight = WEIGHT_OF_LATEST if self._measured else 1.0
        self.seconds_per_second += weight * (seconds / audio_seconds - self.seconds_per_second)
        self._measured = True

    def seconds(self, audio_seconds: float, fraction_done: float = 0.0) -> float:
        """Return how many seconds a job will still take."""
        return self.seconds_per_second * audio_seconds * (1 - fraction_done)


def audio_seconds(request: GenerationRequest) -> float:
    """Return how many seconds of audio a request asks for, over all stems and variations."""
    return float(request.grid.total_seconds) * len(request.stems) * request.variations

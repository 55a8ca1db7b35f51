"""What a clock is to those who follow it: a name, and what its source sent last.

The server takes its defaults from the state, and the command line shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class ClockState:
    """What a source has sent; None where it has sent nothing, or never does.

    Attributes:
        bpm: quarter notes per minute, as the source has it: requests check the range.
        meter: such as "7/8".
        running: whether the transport is running.
        quarters: how many whole quarter notes of the song have been played.
        lost: whether the source has fallen silent; the other values are its last.
    """

    bpm: float | None = None
    meter: str | None = None
    running: bool | None = None
    quarters: int | None = None
    lost: bool = False

    @property
    def defaults(self) -> dict[str, float | str]:
        """The tempo and meter that are known, by their keys in a request."""
        known = {"bpm": self.bpm, "meter": self.meter}
        return {key: value for key, value in known.items() if value is not None}


class Clock(Protocol):
    """A source that is being followed.

    Attributes:
        name: what follows it, as `--follow` takes it.
    """

    name: str

    @property
    def state(self) -> ClockState:
        """What the source sent last; safe to read from any thread."""

    def close(self) -> None:
        """Stop following."""

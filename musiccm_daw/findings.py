"""What checks of this machine found, each in a line for people and for programs.

`musiccm doctor` and `musiccm bridge status` show them. Nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether something is as it should be."""

    ok = "ok"
    absent = "absent"
    broken = "broken"


@dataclass(frozen=True)
class Finding:
    """What was seen of one thing; `exit_code` is that of the command if it is broken."""

    name: str
    state: State
    detail: str
    exit_code: int = 0

    def to_json(self) -> dict[str, str]:
        """Return what programs get to see."""
        return {"name": self.name, "state": str(self.state), "detail": self.detail}


def exit_code_of(findings: Iterable[Finding]) -> int:
    """Return the exit code of a command: that of the first problem, or 0 if nothing is broken."""
    return next((finding.exit_code for finding in findings if finding.state is State.broken), 0)

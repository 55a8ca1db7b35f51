"""The priority of this process among the other programs of the machine, so that a DAW that plays comes first."""

from __future__ import annotations

import sys
from enum import StrEnum

import psutil

LOW_NICENESS = 5
"""A quarter of a core where another program wants all of it, and all of it where none does."""


class Priority(StrEnum):
    """How a process ranks among others."""

    low = "low"
    normal = "normal"


def set_priority(priority: Priority) -> None:
    """Lower the priority of this process; `normal` leaves it as it was started."""
    if priority is Priority.normal:
        return
    process = psutil.Process()
    if sys.platform == "win32":
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        process.nice(max(process.nice(), LOW_NICENESS))

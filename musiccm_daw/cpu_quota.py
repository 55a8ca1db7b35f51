"""The share of the CPUs that a container may use, which neither torch nor the operating system's count of cores knows.

With a thread on each of 64 cores and a quota of two, all threads are stopped together for most of each period. Read by
`model/checkpoint.py` before a model is loaded. Linux only; elsewhere there is no quota.
Source: docs.kernel.org, "Control Group v2" (cpu.max) and "CFS Bandwidth Control" (cpu.cfs_quota_us).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath


def quota_cores(root: Path = Path("/")) -> int | None:
    """Return how many cores this process may use at most, rounded up; None where it may use all.

    Args:
        root: of the file system.
    """
    shares = list(_shares(root))
    return max(1, math.ceil(min(shares))) if shares else None


def _shares(root: Path) -> Iterator[float]:
    """Yield the quota of this process's group and of every group above it, in cores."""
    try:
        groups = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    mounts = root / "sys/fs/cgroup"
    for line in groups:
        _, controllers, path = (*line.split(":", 2), "", "")[:3]
        if controllers == "":
            homes = [mounts, mounts / "unified"]
        elif "cpu" in controllers.split(","):
            homes = [mounts / controllers, mounts / "cpu"]
        else:
            continue
        # Within a container the path may be that of its host, of which only the upper end is mounted.
        inside = PurePosixPath(path.lstrip("/"))
        for home in homes:
            for group in dict.fromkeys((inside, *inside.parents)):
                yield from _share_of(home / group)


def _share_of(group: Path) -> Iterator[float]:
    with suppress(OSError, ValueError, ZeroDivisionError):
        quota, period = (group / "cpu.max").read_text(encoding="utf-8").split()
        if quota != "max":
            yield int(quota) / int(period)
    with suppress(OSError, ValueError, ZeroDivisionError):
        allowed = int((group / "cpu.cfs_quota_us").read_text(encoding="utf-8"))
        if allowed > 0:
            yield allowed / int((group / "cpu.cfs_period_us").read_text(encoding="utf-8"))

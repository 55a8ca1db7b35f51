"""A small drive of its own, for tests of what happens when a disk fills up or goes away."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

BYTES = 4_000_000


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 4 MB of its own."""
    folder = tmp_path / "drive"
    folder.mkdir()
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)

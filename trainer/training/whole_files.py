"""Files of the trainer that are there whole or not at all, and what a user is told where one cannot be written.

Written beside their place, flushed, renamed. A part that a kill left is written over, since one training owns a folder;
takes in a project, which several programs may write, have a stricter way of their own (`writers/atomic_file.py`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musiccm_daw.errors import ProjectError


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """Replace a file; nothing is left of a write that failed.

    Raises:
        OSError: the disk refuses.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        part.unlink(missing_ok=True)
        # A write that the disk refuses does not say of which file.
        error.filename = str(path)
        raise
    part.replace(path)


@contextmanager
def writing_into(folder: Path, kept: str = "") -> Iterator[None]:
    """Make a folder of --runs, and turn a write into it that fails into one line.

    Args:
        folder: where the block writes.
        kept: what is not lost, in words.

    Raises:
        ProjectError: the disk is full, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise ProjectError(
            f"cannot write {error.filename or folder}: {error.strerror}{kept and f'; {kept}'}. Make room or choose "
            "another --runs, and give the command again"
        ) from error

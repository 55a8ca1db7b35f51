"""Atomic writes for the trainer, and the error that a user gets when one fails.

A file is written to a temporary one beside it, flushed and renamed. A temporary file left by a kill is overwritten,
since one training run owns its folder; takes in a project, which several programs may write, follow the stricter rules
of `musiccm_daw/writers/atomic_file.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musiccm_daw.errors import ProjectError


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """Replace a file; a write that fails leaves nothing behind.

    Raises:
        OSError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        part.unlink(missing_ok=True)
        # The error of a failed write does not name the file.
        error.filename = str(path)
        raise
    part.replace(path)


@contextmanager
def writing_into(folder: Path, kept: str = "") -> Iterator[None]:
    """Create a folder of --runs, and turn a failed write in it into a one-line error.

    Args:
        folder: where the block writes.
        kept: a phrase that says what is not lost.

    Raises:
        ProjectError: the disk is full, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise ProjectError(
            f"cannot write {error.filename or folder}: {error.strerror}{kept and f'; {kept}'}. Free some space or "
            "choose another --runs, and run the command again"
        ) from error

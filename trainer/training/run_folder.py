"""A folder of --runs that is written into, and the error that a user gets when that fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musiccm_daw.errors import ProjectError


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

"""The folder of a take: `<project>/MusicCM/<take>/`, new for each take, never shared and never overwritten.

`check_writable` runs before the model does, so that nobody waits for music that cannot be saved; `new_take_folder`
runs when there is something to write. Names come from `names`, and files are written by `take_writer`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from musiccm_daw.errors import ProjectError, quoted

FOLDER = "MusicCM"


def takes_folder(project: Path) -> Path:
    """Return `<project>/MusicCM`, absolute; it need not exist.

    Raises:
        ProjectError: the project's path is none.
    """
    if "\0" in str(project):
        raise ProjectError(
            f"project {quoted(str(project))} contains a zero character; choose another folder with --project"
        )
    return Path(os.path.abspath(project)) / FOLDER


def numbered_folders(parent: Path, name: str) -> Iterator[Path]:
    """Yield `<name>`, `<name>-02`, `<name>-03` … without end."""
    yield parent / name
    for number in count(2):
        yield parent / f"{name}-{number:02d}"


def check_writable(project: Path) -> None:
    """Check by writing a temporary file that takes can be saved; no file or folder is left behind.

    Raises:
        ProjectError: the folder cannot be written.
    """
    folder = takes_folder(project)
    try:
        while not folder.exists():
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0")
    except OSError as error:
        raise unwritable(folder, error) from error


def new_take_folder(project: Path, name: str) -> Path:
    """Make `<project>/MusicCM/<name>`, or `<name>-02`, `<name>-03` … if the earlier ones exist.

    Making a folder fails if it exists, so that two processes never get the same one.

    Raises:
        ProjectError: the folder cannot be made.
    """
    parent = takes_folder(project)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        return next(folder for folder in numbered_folders(parent, name) if _made(folder))
    except OSError as error:
        raise unwritable(parent, error) from error


def planned_take_folder(project: Path, name: str) -> Path:
    """Return the folder that `new_take_folder` would make now."""
    return next(folder for folder in numbered_folders(takes_folder(project), name) if not folder.exists())


def unwritable(folder: Path, error: OSError) -> ProjectError:
    """Return the error that says why a folder cannot be written and what to do."""
    reason = (error.strerror or str(error)).lower()
    return ProjectError(f"cannot write into {str(folder)!r}: {reason}; choose another folder with --project")


def _made(folder: Path) -> bool:
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True

"""The folder of a take: `<project>/MusicCM/<take>/`, new for each take, never shared and never overwritten.

`check_writable` and `check_room` run before the model does, so that nobody waits for music that cannot be saved;
`new_take_folder` runs when there is something to write. Names come from `names`; `take_writer` writes the files.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from musiccm_daw.errors import ProjectError, quoted, reason_of
from musiccm_daw.whole_files import PART_SUFFIX

FOLDER = "MusicCM"


def takes_folder(project: Path) -> Path:
    """Return `<project>/MusicCM`, absolute; it need not exist.

    Raises:
        ProjectError: the project's path is none.
    """
    if "\0" in str(project):
        raise ProjectError(f"project {quoted(str(project))} contains a zero character; choose another project folder")
    return Path(os.path.abspath(project)) / FOLDER


def numbered_paths(parent: Path, name: str) -> Iterator[Path]:
    """Yield `<name>`, `<name>-02`, `<name>-03` … without end."""
    yield parent / name
    for number in count(2):
        yield parent / f"{name}-{number:02d}"


def check_writable(project: Path) -> None:
    """Check by writing a temporary file that takes can be saved; no file or folder is left behind.

    Raises:
        ProjectError: the folder cannot be written.
    """
    folder = _existing(takes_folder(project))
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0")
    except OSError as error:
        raise unwritable(folder, error) from error


def check_room(files: Sequence[Path], size: int) -> None:
    """Check that some files can have their names, and that there is room for them.

    Args:
        files: paths in a folder that is still to be made.
        size: of all of them, in bytes.

    Raises:
        ProjectError: a path is too long, or the disk has less room than that.
    """
    for file in files:
        try:
            file.with_name(file.name + PART_SUFFIX).exists()
        except OSError as error:
            raise unwritable(file.parent, error) from error
    folder = _existing(files[0].parent)
    free = free_bytes(folder)
    if free is not None and free < size:
        raise ProjectError(
            f"the take needs {size / 1e6:.1f} MB, and {free / 1e6:.1f} MB are free in {str(folder)!r}; free some "
            "space, or choose another project folder"
        )


def free_bytes(folder: Path) -> int | None:
    """Return how much room there is for a folder, which need not exist; None where its disk does not say.

    Raises:
        ProjectError: nothing on the way to it is there.
    """
    disk = shutil.disk_usage(_existing(folder))
    # Some network drives and virtual file systems report no size at all.
    return disk.free if disk.total else None


def new_take_folder(project: Path, name: str) -> Path:
    """Make `<project>/MusicCM/<name>`, or `<name>-02`, `<name>-03` … if the earlier ones exist.

    Making a folder fails if it exists, so that two processes never get the same one.

    Raises:
        ProjectError: the folder cannot be made.
    """
    parent = takes_folder(project)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        return next(folder for folder in numbered_paths(parent, name) if _made(folder))
    except OSError as error:
        raise unwritable(parent, error) from error


def planned_take_folder(project: Path, name: str) -> Path:
    """Return the folder that `new_take_folder` would make now.

    Raises:
        ProjectError: its path is too long, or cannot be looked at.
    """
    parent = takes_folder(project)
    try:
        return next(folder for folder in numbered_paths(parent, name) if not folder.exists())
    except OSError as error:
        raise unwritable(parent, error) from error


def unwritable(folder: Path, error: OSError) -> ProjectError:
    """Return the error that says why a folder cannot be written and what to do."""
    return ProjectError(f"cannot write into {str(folder)!r}: {reason_of(error)}; choose another project folder")


def _existing(folder: Path) -> Path:
    """Return the nearest folder on the way to one that is there.

    Raises:
        ProjectError: there is none, or a link on the way leads nowhere.
    """
    try:
        while not folder.exists():
            if folder.is_symlink():
                raise ProjectError(
                    f"{str(folder)!r} is a link to {os.readlink(folder)!r}, which is not there; connect the drive, or "
                    "choose another project folder"
                )
            if folder == folder.parent:
                raise FileNotFoundError(errno.ENOENT, "no such drive")
            folder = folder.parent
    except OSError as error:
        raise unwritable(folder, error) from error
    return folder


def _made(folder: Path) -> bool:
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True

"""The folder of a take: `<project>/MusicCM/<take>/`, made anew for each, never shared and never overwritten.

`check_writable` runs before the model does, so that nobody waits for music that cannot be kept;
`new_take_folder` runs when there is a clip to write. Names come from `names.py`, files are written by
`take.py`.
"""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path

from musiccm_daw.errors import ProjectError

FOLDER = "MusicCM"


def check_writable(project: Path) -> None:
    """Try to write a file where the takes of a project go; nothing stays on disk, and no folder is made.

    Raises:
        ProjectError: in one line, with the reason.
    """
    folder = Path(os.path.abspath(project)) / FOLDER
    try:
        while not folder.exists():
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0")
    except OSError as error:
        raise unwritable(folder, error) from error


def new_take_folder(project: Path, name: str) -> Path:
    """Make `<project>/MusicCM/<name>`, or `<name>-02`, `<name>-03` … where the earlier ones are there.

    Making a folder either succeeds or finds it there, so that two processes never get the same one.

    Raises:
        ProjectError: in one line, with the reason.
    """
    parent = Path(os.path.abspath(project)) / FOLDER
    try:
        parent.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            folder = parent / (name if number == 1 else f"{name}-{number:02d}")
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            return folder
    except OSError as error:
        raise unwritable(parent, error) from error
    raise AssertionError("there is always a next number")


def unwritable(folder: Path, error: OSError) -> ProjectError:
    """Say in one line why a folder cannot be written and what to do."""
    reason = (error.strerror or str(error)).lower()
    return ProjectError(f"cannot write into {str(folder)!r}: {reason}; choose another folder with --project")

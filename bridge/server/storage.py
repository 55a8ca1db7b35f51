"""Where a server keeps its lock and its history: in its project, or in the user's state folder where locks do not work.

Network drives and some file systems of containers take files but no locks, without which SQLite cannot write and two
servers could not tell that they share a project. Nothing is opened here.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from pathlib import Path

from musiccm_daw.writers.project_folder import FOLDER

HISTORIES = "histories"
"""In the state folder: a folder for each project whose own cannot be locked."""
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL})
_SQLITE_NO_LOCKS = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}
)
"""SQLITE_BUSY, too: where nobody else holds a file, it means that the file system has no locks (ENOLCK)."""
_PRIMARY_CODE = 0xFF


def in_project(project: Path) -> Path:
    """Return the folder for lock and history in a project."""
    return project / FOLDER


def in_state(project: Path, state_folder: Path) -> Path:
    """Return the folder for lock and history of a project that cannot be locked."""
    place = os.path.realpath(project)
    digest = hashlib.sha256(place.encode(errors="surrogateescape")).hexdigest()
    return state_folder / HISTORIES / f"{os.path.basename(place)}-{digest[:12]}"


def means_no_locks(error: Exception) -> bool:
    """Return whether an error says that a file system has no locks."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE in _SQLITE_NO_LOCKS
    # filelock's words for a system call that is missing.
    return isinstance(error, NotImplementedError) or getattr(error, "errno", None) in _NO_LOCKS

"""SHA-256 sums of files; those of weights are remembered, so that files that have not changed are read only once.

A sum is remembered in the user's state folder under the file's path, with what the file system states: size, inode,
and the times of its last changes. If any of it differs, the file is read again. `musiccm models verify` and `doctor`
always read.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from pathlib import Path

from musiccm_daw.paths import user_state
from musiccm_daw.whole_files import PART_SUFFIX, write_whole

FILE_NAME = "file-hashes.json"
FRESH_NS = 2_000_000_000
"""A file changed this recently may change again within one tick of its file system's clock (2 s on FAT)."""


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remembered_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hex, without reading it if it has not changed since the last time."""
    memory = user_state() / FILE_NAME
    status = path.stat()
    traits = [status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns]
    key = str(path.resolve())
    known = _read(memory).get(key)
    if isinstance(known, list) and known[:-1] == traits and isinstance(known[-1], str):
        return known[-1]
    sha256 = sha256_of(path)
    if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > FRESH_NS:
        # Read again: another process may have added sums of its own meanwhile. Those of deleted files go.
        others = {other: each for other, each in _read(memory).items() if Path(other).is_file()}
        _write(memory, {**others, key: [*traits, sha256]})
    return sha256


def _read(memory: Path) -> dict[str, object]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(memory: Path, known: dict[str, object]) -> None:
    """Keep what is known, where that can be written; a lost or damaged file costs only time."""
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        # Processes that start side by side remember their models at the same moment.
        write_whole(memory, json.dumps(known, indent=1).encode(), f".{time.time_ns()}{PART_SUFFIX}")

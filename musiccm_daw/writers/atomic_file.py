"""A file that appears under its final name complete or not at all.

Every file of a take is written this way: first as `<name>.part` in the same folder, then flushed to disk and renamed,
and the folder is flushed, too. Neither a killed process nor a power cut leaves half a file under a final name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PART_SUFFIX = ".part"


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open `<path>.part` for writing, and rename it to `path` when the block ends without an error.

    On any error, including an interrupt, the part file is removed.

    Raises:
        FileExistsError: another process is writing the same file.
        OSError: the file cannot be written.
    """
    part = path.with_name(path.name + PART_SUFFIX)
    with part.open("xb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            # On a full disk closing fails, too: it writes what is still in memory.
            with suppress(OSError):
                file.close()
            part.unlink(missing_ok=True)
            raise
    os.replace(part, path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Flush the file names of a folder to disk, where possible (Windows cannot open a folder)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""A file or folder that appears under its final name complete or not at all.

It is written beside its place, flushed to disk and renamed, and its folder is flushed, too: neither a killed process
nor a power cut leaves half a file under a final name. What a killed process leaves beside it the next one overwrites,
so of several processes that may write the same file at once each needs a suffix of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PART_SUFFIX = ".part"
BEFORE_SUFFIX = ".before"


@contextmanager
def written_whole(path: Path, suffix: str = PART_SUFFIX) -> Iterator[BinaryIO]:
    """Open `<path><suffix>` for writing, and rename it to `path` when the block ends without an error.

    On any error, including an interrupt and a place that is in use, nothing is left beside `path`.

    Raises:
        OSError: the file cannot be written.
    """
    part = path.with_name(path.name + suffix)
    try:
        with part.open("wb") as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                # On a full disk closing fails, too: it writes what is still in memory.
                with suppress(OSError):
                    file.close()
                raise
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_whole(path: Path, content: bytes | memoryview, suffix: str = PART_SUFFIX) -> None:
    """Replace a file by `written_whole`.

    Raises:
        OSError: the file cannot be written; it names the file.
    """
    try:
        with written_whole(path, suffix) as file:
            file.write(content)
    except OSError as error:
        # The error of a failed write names none, and that of a failed rename the file beside it.
        error.filename = str(path)
        raise


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder, which takes the place of another when the block ends without an error.

    Until then, what is there stays as it is. Only a process that is killed between two renames leaves it under
    `<folder>.before`.

    Raises:
        OSError: the folder cannot be written, or is in use.
    """
    # `.` has no name.
    folder = folder.resolve()
    part = folder.with_name(folder.name + PART_SUFFIX)
    before = folder.with_name(folder.name + BEFORE_SUFFIX)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        yield part
        replaces = folder.exists()
        if replaces:
            shutil.rmtree(before, ignore_errors=True)
            folder.rename(before)
        try:
            part.rename(folder)
        except BaseException:
            if replaces:
                before.rename(folder)
            raise
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(before, ignore_errors=True)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Flush the file names of a folder to disk, where its file system can; the files themselves are safe."""
    # Windows cannot open a folder; shared folders and some of FUSE's refuse to flush one (EINVAL).
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

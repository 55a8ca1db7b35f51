"""A zip file whose bytes depend only on what is in it: the container of DAWproject files and sample packs.

Entries are stored, not compressed: audio hardly shrinks, and what zlib makes of the rest differs between its versions.
Time stamps are that of `source_date`, or the first that a zip can hold. The file appears under its name complete or not
at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from musiccm_daw.errors import ProjectError, reason_of
from musiccm_daw.whole_files import written_whole
from musiccm_daw.writers.project_folder import unwritable
from musiccm_daw.writers.source_date import source_date

BLOCK_BYTES = 1 << 20
FIRST_DATE, LAST_DATE = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The time stamps that the format can hold."""
UNIX = 3
"""The system that entries name as their origin, whichever it is."""


class PlainZip:
    """The entries of a zip file that is being written."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        date = source_date()
        self._date = FIRST_DATE if date is None else min(max(FIRST_DATE, date.timetuple()[:6]), LAST_DATE)

    def add(self, name: str, content: bytes) -> None:
        """Add an entry of these bytes, stored uncompressed."""
        self._archive.writestr(self._entry(name, len(content)), content)

    def add_file(self, name: str, source: Path, sha256: str) -> None:
        """Add a copy of a file.

        Raises:
            ProjectError: the file cannot be read, or its SHA-256 is another.
        """
        digest = hashlib.sha256()
        with self._archive.open(self._entry(name, _size(source)), "w") as entry:
            for block in _blocks(source):
                digest.update(block)
                entry.write(block)
        if digest.hexdigest() != sha256:
            raise ProjectError(f"{str(source)!r} has changed since the take was made; make the take again")

    def _entry(self, name: str, size: int) -> ZipInfo:
        entry = ZipInfo(name, self._date)
        entry.compress_type = ZIP_STORED
        entry.create_system = UNIX
        entry.external_attr = 0o644 << 16
        entry.file_size = size
        return entry


@contextmanager
def plain_zip(path: Path) -> Iterator[PlainZip]:
    """Write a zip file, which appears under its name when the block ends without an error.

    Raises:
        ProjectError: the file cannot be written.
        RequestError: SOURCE_DATE_EPOCH is not a number.
    """
    try:
        with written_whole(path) as file, ZipFile(file, "w") as archive:
            yield PlainZip(archive)
    except OSError as error:
        raise unwritable(path.parent, error) from error


def _size(source: Path) -> int:
    try:
        return source.stat().st_size
    except OSError as error:
        raise _unreadable(source, error) from error


def _blocks(source: Path) -> Iterator[bytes]:
    """Yield the bytes of a file; its errors are not those of the file that is written."""
    try:
        with source.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                yield block
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(source: Path, error: OSError) -> ProjectError:
    return ProjectError(f"cannot read {str(source)!r}: {reason_of(error)}; make the take again")

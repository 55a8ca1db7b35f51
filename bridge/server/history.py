"""The history of a server, every job and its outcome: SQLite in `<project>/MusicCM/history.sqlite`, or see `storage`.

A job is stored before it is acknowledged, and its end before it is sent, so a server that is killed at any moment and
started again finishes what it had accepted and knows every id. `musiccm history` and `musiccm again` read it. It lies
in the server's own `--project`; jobs for other projects are listed with their folder.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import Message
from bridge.osc.wire import encode
from bridge.server import storage
from bridge.server.history_file import Record, opened, opened_to_read, readable_errors, record, unusable
from bridge.server.jobs import State
from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.writers.project_folder import unwritable

FILE_NAME = "history.sqlite"
log = logging.getLogger(__name__)


class History:
    """The open history of a server; safe from any thread.

    Args:
        project: whose history it is.
        state_folder: holds the history where the project's file system has no locks; None for nowhere.
        locks: False where it is known to have none, which SQLite takes seconds to find out.

    Raises:
        ProjectError: the file cannot be made, is not a history, or is one of a later version; in one line.
    """

    def __init__(self, project: Path, state_folder: Path | None = None, *, locks: bool = True) -> None:
        self._lock = threading.Lock()
        folders = [storage.in_project(project)] if locks else []
        if state_folder is not None:
            folders.append(storage.in_state(project, state_folder))
        for left, folder in zip(reversed(range(len(folders))), folders, strict=True):
            self.file = folder / FILE_NAME
            try:
                self._database = self._opened()
                break
            except sqlite3.Error as error:
                if left == 0 or not storage.means_no_locks(error):
                    raise unusable(self.file, error) from error
                if _takes_locks(folder):
                    raise ProjectError(
                        f"the history {str(self.file)!r} is in use: {error}; close the program that has it open, such "
                        "as a database browser, and start the server again"
                    ) from error
                log.warning("%s has no file locks; its history is kept in %s", project, folders[-1])
                with suppress(OSError):
                    # Empty as it is, it would hide the one in the state folder from readers.
                    if self.file.stat().st_size == 0:
                        self.file.unlink()
        self._identity = _identity(self.file)

    @property
    def is_there(self) -> bool:
        """Whether the file is still where it was opened: its project may have been deleted or moved."""
        return _identity(self.file) == self._identity

    def _opened(self) -> sqlite3.Connection:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.file.parent, error) from error
        return opened(self.file)

    def accept(
        self,
        job_id: str,
        client: Endpoint,
        project: Path,
        request: GenerationRequest,
        answer: Message,
        *,
        asked: str | None,
        stream: bool,
    ) -> None:
        """Store a new job."""
        self._write(
            "INSERT INTO jobs (id, state, host, port, project, request, seed, accepted, answer, stream, asked) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            job_id,
            State.QUEUED,
            *client,
            str(project),
            # Escaped: paths need not be UTF-8, which SQLite takes alone.
            json.dumps(request.to_json()),
            request.seed,
            time.time(),
            encode(answer),
            stream,
            asked,
        )

    def starts(self, job_id: str) -> None:
        """Store that a job has started."""
        self._write("UPDATE jobs SET state = ? WHERE id = ?", State.RUNNING, job_id)

    def writes_into(self, job_id: str, folder: Path) -> None:
        """Store the folder of a job's take."""
        self._write("UPDATE jobs SET folder = ? WHERE id = ?", str(folder), job_id)

    def end(
        self,
        job_id: str,
        state: State,
        answer: Message,
        *,
        manifest: Path | None = None,
        files: Sequence[Path] = (),
        problem: str | None = None,
    ) -> None:
        """Store how a job ended, and the message that says so."""
        self._write(
            "UPDATE jobs SET state = ?, ended = ?, answer = ?, manifest = ?, files = ?, problem = ? WHERE id = ?",
            state,
            time.time(),
            encode(answer),
            None if manifest is None else str(manifest),
            json.dumps([str(file) for file in files]),
            problem,
            job_id,
        )

    def find(self, job_id: str) -> Record | None:
        """Return a job by its id."""
        return next(self._read("WHERE id = ?", job_id), None)

    def unfinished(self) -> list[Record]:
        """Return the jobs that were accepted and have not ended, in their order."""
        return list(self._read("WHERE state IN ('queued', 'running') ORDER BY number"))

    def latest_done(self) -> Record | None:
        """Return the latest job whose take is on disk."""
        return next(self._read("WHERE state = 'done' ORDER BY number DESC LIMIT 1"), None)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def _write(self, statement: str, *values: object) -> None:
        with self._lock, readable_errors(self.file), self._database:
            self._database.execute(statement, values)

    def _read(self, clause: str, *values: object) -> Iterator[Record]:
        with self._lock, readable_errors(self.file):
            rows = self._database.execute(f"SELECT * FROM jobs {clause}", values).fetchall()  # noqa: S608
        yield from map(record, rows)


def read_history(
    project: Path,
    *,
    words: str = "",
    state: State | None = None,
    limit: int | None = None,
    state_folder: Path | None = None,
) -> list[Record]:
    """Return the jobs of a project, the latest first, without disturbing its server.

    Args:
        project: the folder whose history is read.
        words: only jobs whose id, name, or words for a stem or section contain this text.
        state: only jobs in this state.
        limit: at most this many jobs; None for all.
        state_folder: holds the histories of projects without locks; None for nowhere.

    Raises:
        RequestError: the project has no history.
        ProjectError: it cannot be read.
    """
    file = _file_of(project, state_folder)
    if file is None:
        raise RequestError(
            f"there is no history in {str(project)!r}; musiccm serve keeps it in its --project, also "
            "for jobs that write elsewhere"
        )
    condition = "mentions(id, request, ?) AND ? IN (state, '') ORDER BY number DESC LIMIT ?"
    return _read_closed(file, condition, words, state or "", -1 if limit is None else limit)


def find_job(project: Path, job_id: str, state_folder: Path | None = None) -> Record | None:
    """Return one job of a project; None if there is none of this id, or no history at all.

    Raises:
        ProjectError: the history cannot be read.
    """
    file = _file_of(project, state_folder)
    return None if file is None else next(iter(_read_closed(file, "id = ?", job_id)), None)


def _file_of(project: Path, state_folder: Path | None) -> Path | None:
    """Return the file of a project's history; None if there is none."""
    folders = [storage.in_project(project)]
    if state_folder is not None:
        folders.append(storage.in_state(project, state_folder))
    return next((folder / FILE_NAME for folder in folders if os.path.isfile(folder / FILE_NAME)), None)


def _read_closed(file: Path, condition: str, *values: object) -> list[Record]:
    """Open a history for one query."""
    with readable_errors(file):
        database = opened_to_read(file)
        try:
            rows = database.execute(f"SELECT * FROM jobs WHERE {condition}", values).fetchall()  # noqa: S608
        finally:
            database.close()
    return [record(row) for row in rows]


def _takes_locks(folder: Path) -> bool:
    """Return whether another history can be opened in the folder of one that cannot: then somebody holds that."""
    try:
        with tempfile.TemporaryDirectory(dir=folder) as empty:
            opened(Path(empty) / FILE_NAME, lock_seconds=0.0).close()
    except (OSError, sqlite3.Error):
        return False
    return True


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what distinguishes a file from another one at the same path; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

"""The SQLite file of a history: its table in every version, how it is opened, and what a row says.

`history` stores and finds jobs in it. SQLite's errors become a `ProjectError` of one line here.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import Error, Generate, Message, Refused
from bridge.osc.packet import MalformedDatagram, read_datagram
from bridge.osc.wire import decode
from bridge.server.jobs import State
from musiccm_daw.errors import ProjectError, RequestError, quoted
from musiccm_daw.request.request import GenerationRequest

_STATES = ", ".join(f"'{state}'" for state in State)
# `answer` is the last message as it was sent; `folder` is stored before the first file is written into it.
_JOBS = f"""
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ({_STATES})),
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    project TEXT NOT NULL,
    request TEXT NOT NULL,
    seed INTEGER NOT NULL,
    accepted REAL NOT NULL,
    ended REAL,
    folder TEXT,
    manifest TEXT,
    files TEXT NOT NULL DEFAULT '[]',
    problem TEXT,
    answer BLOB NOT NULL
)
"""
_UNFINISHED = "CREATE INDEX unfinished ON jobs (number) WHERE state IN ('queued', 'running')"
_STREAM = "ALTER TABLE jobs ADD COLUMN stream INTEGER NOT NULL DEFAULT 0"
_ASKED = "ALTER TABLE jobs ADD COLUMN asked TEXT"
# The statements that lead from each version to the next.
_STEPS = ((_JOBS, _UNFINISHED), (_STREAM,), (_ASKED,))
SCHEMA_VERSION = len(_STEPS)
LOCK_SECONDS = 5.0
"""How long another program may hold a history before it counts as locked."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Record:
    """One job as it is stored.

    Times are seconds since 1970, `files` absolute paths, `problem` the reason of a failure, `stream` and `asked`
    as in `bridge.server.jobs.Job`.
    """

    number: int
    id: str
    state: State
    client: Endpoint
    project: Path
    stored_request: str
    accepted: float
    ended: float | None
    folder: Path | None
    manifest: Path | None
    files: tuple[Path, ...]
    problem: str | None
    answer: Message
    stream: bool
    asked: str | None

    @cached_property
    def request(self) -> GenerationRequest:
        """What was asked for.

        Raises:
            RequestError: it is damaged, or an earlier version accepted what this one refuses.
        """
        try:
            return GenerationRequest.from_json(json.loads(self.stored_request))
        except (RequestError, ValueError, TypeError, AttributeError) as error:
            raise RequestError(f"the request of job {quoted(self.id)} cannot be read: {error}; send it anew") from error


def opened(file: Path, lock_seconds: float = LOCK_SECONDS) -> sqlite3.Connection:
    """Open a history; create its table if it is new, and bring an older one up to date.

    Args:
        file: of the history.
        lock_seconds: how long to wait for another program that holds it.

    Raises:
        ProjectError: it is one of a later version.
        sqlite3.Error: it cannot be opened.
    """
    # Threads take turns under the lock of `History`.
    database = sqlite3.connect(file, lock_seconds, check_same_thread=False)
    try:
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA journal_mode = WAL")
        # Outlives a killed process; a power cut may cost the last moments, never the whole.
        database.execute("PRAGMA synchronous = NORMAL")
        if _check_version(database, file) < SCHEMA_VERSION:
            _update(database)
    except BaseException:
        database.close()
        raise
    return database


def opened_to_read(file: Path) -> sqlite3.Connection:
    """Open a history for queries, which may call `mentions(id, request, words)`; nothing is written.

    Raises:
        ProjectError: it is one of a later version.
        sqlite3.Error: it cannot be opened.
    """
    # A server that is running, or was killed, has a log beside its file. Without one nobody writes, and SQLite need not
    # be able to: it would make that log even to read.
    access = "mode=ro" if file.with_name(f"{file.name}-wal").exists() else "immutable=1"
    database = sqlite3.connect(f"{file.resolve().as_uri()}?{access}", LOCK_SECONDS, uri=True)
    try:
        database.row_factory = sqlite3.Row
        database.create_function("mentions", 3, _mentions, deterministic=True)
        _check_version(database, file)
    except BaseException:
        database.close()
        raise
    return database


def _mentions(job_id: str, stored_request: str, words: str) -> bool:
    """Return whether a job's id, name, or words for any of its stems and sections contain a text."""
    wanted = words.casefold()
    if wanted in job_id.casefold():
        return True
    try:
        request = json.loads(stored_request)
        tables = (request, *request["stems"], *request.get("sections", ()))
        texts = [str(table.get(key) or "") for table in tables for key in ("prompt", "name", "role")]
    except (ValueError, LookupError, TypeError, AttributeError):
        return False  # damaged
    return any(wanted in text.casefold() for text in texts)


def _check_version(database: sqlite3.Connection, file: Path) -> int:
    """Return the version of a history, 0 for one without a table; refuse a later one."""
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise ProjectError(
            f"{str(file)!r} has version {version}, but this program reads at most {SCHEMA_VERSION}; "
            "update the program, or move the file"
        )
    return version


def _update(database: sqlite3.Connection) -> None:
    """Take all the steps from a history's version to the present one, or none."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        # Another process may have been faster.
        (version,) = database.execute("PRAGMA user_version").fetchone()
        for statement in chain.from_iterable(_STEPS[version:]):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextmanager
def readable_errors(file: Path) -> Iterator[None]:
    """Raise an error of SQLite in the block as a `ProjectError` about the history."""
    try:
        yield
    except sqlite3.Error as error:
        raise unusable(file, error) from error


def unusable(file: Path, error: sqlite3.Error) -> ProjectError:
    """Return the error for a history that SQLite cannot use."""
    return ProjectError(f"the history {str(file)!r} cannot be used: {error}; if it is damaged, move it away")


def record(row: sqlite3.Row) -> Record:
    """Return the job of a row."""
    values: dict[str, Any] = dict(row)
    return Record(
        number=values["number"],
        id=values["id"],
        state=State(values["state"]),
        client=(values["host"], values["port"]),
        project=Path(values["project"]),
        stored_request=values["request"],
        accepted=values["accepted"],
        ended=values["ended"],
        folder=None if values["folder"] is None else Path(values["folder"]),
        manifest=None if values["manifest"] is None else Path(values["manifest"]),
        files=tuple(map(Path, json.loads(values["files"]))),
        problem=values["problem"],
        answer=_answer(values["id"], values["answer"]),
        # A history that is only read is not brought up to date.
        stream=bool(values.get("stream", False)),
        asked=values.get("asked"),
    )


def _answer(job_id: str, datagram: bytes) -> Message:
    """Return the last message about a job, or one that says that it is damaged."""
    try:
        return decode(read_datagram(datagram)[0])
    except (MalformedDatagram, Refused, TypeError) as error:
        log.warning("the last message about %s cannot be read: %s", job_id, error)
        return Error(job_id, "internal", "the last message about this job is damaged", Generate.address)

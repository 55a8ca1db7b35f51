"""The SQLite file of a history: its table in every version, how it is opened, and what a row says.

`history` stores and finds jobs in it. What SQLite has against a file becomes one line here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import Message
from bridge.osc.packet import read_datagram
from bridge.osc.wire import decode
from bridge.server.jobs import State
from musiccm_daw.errors import ProjectError
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
    request: GenerationRequest
    accepted: float
    ended: float | None
    folder: Path | None
    manifest: Path | None
    files: tuple[Path, ...]
    problem: str | None
    answer: Message
    stream: bool
    asked: str | None


def opened(file: Path) -> sqlite3.Connection:
    """Open a history; create its table if it is new, and bring an older one up to date.

    Raises:
        ProjectError: it is one of a later version.
        sqlite3.Error: it cannot be opened.
    """
    # Threads take turns under the lock of `History`.
    database = sqlite3.connect(file, check_same_thread=False)
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA journal_mode = WAL")
    # Outlives a killed process; a power cut may cost the last moments, never the whole.
    database.execute("PRAGMA synchronous = NORMAL")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        database.close()
        raise ProjectError(
            f"{str(file)!r} has version {version}, but this program reads at most {SCHEMA_VERSION}; "
            "update the program, or move the file"
        )
    if version < SCHEMA_VERSION:
        _update(database)
    return database


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
def one_line(file: Path) -> Iterator[None]:
    """Raise what SQLite raises about a history as a `ProjectError` of one line."""
    try:
        yield
    except sqlite3.Error as error:
        raise in_one_line(file, error) from error


def in_one_line(file: Path, error: sqlite3.Error) -> ProjectError:
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
        request=GenerationRequest.from_json(json.loads(values["request"])),
        accepted=values["accepted"],
        ended=values["ended"],
        folder=None if values["folder"] is None else Path(values["folder"]),
        manifest=None if values["manifest"] is None else Path(values["manifest"]),
        files=tuple(map(Path, json.loads(values["files"]))),
        problem=values["problem"],
        answer=decode(read_datagram(values["answer"])[0]),
        stream=bool(values["stream"]),
        asked=values["asked"],
    )

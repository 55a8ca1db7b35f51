"""Recovery after a kill: what a server does first with the jobs that its history holds as unfinished.

A take that was complete before its end was stored is adopted; a half-written one is removed; the rest is queued again,
in the old order and for the same clients.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path

from bridge.osc.messages import Ack, Done, Error, Message
from bridge.server.estimates import work_of
from bridge.server.history import History
from bridge.server.history_file import Record
from bridge.server.jobs import Job, State, address_of
from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.first_bars import first_bars_names
from musiccm_daw.scoring import possible_scores
from musiccm_daw.whole_files import PART_SUFFIX
from musiccm_daw.writers import read_manifest
from musiccm_daw.writers.manifest import FILE_NAME
from musiccm_daw.writers.names import wav_names
from musiccm_daw.writers.plan import planned_wavs
from musiccm_daw.writers.take_writer import TEMPO_MAP, score_names

log = logging.getLogger(__name__)


def recover(history: History) -> tuple[list[Job], list[tuple[Record, Message]]]:
    """Return the jobs that are to be made, and those that turned out to be done, with the message that says so."""
    waiting: list[Job] = []
    finished: list[tuple[Record, Message]] = []
    for record in history.unfinished():
        try:
            request = record.request
        except RequestError as error:
            finished.append((record, _refused(history, record, error)))
            continue
        done = _adopted(history, record)
        if done is not None:
            finished.append((record, done))
            continue
        if record.folder is not None:
            _clear(record, record.folder)
        # Clients take an error for the end of the job.
        last = Ack(record.id, len(waiting), 0.0) if isinstance(record.answer, Error) else record.answer
        job = Job(record.id, request, record.project, record.client, time.monotonic(), last)
        job.asked = record.asked
        job.stream = record.stream
        job.add_listener(record.client)
        waiting.append(job)
    return waiting, finished


def latest_measurement(history: History) -> tuple[float, float] | None:
    """Return how much the latest job had to make, and the seconds that it took; None where none is known."""
    record = history.latest_done()
    if record is None or record.folder is None:
        return None
    try:
        seconds, work = read_manifest(record.folder).seconds, work_of(record.request)
    except (RequestError, ProjectError):
        return None
    taken = sum(seconds.values()) - seconds.get("load", 0.0)
    return (work, taken) if taken > 0 else None


def _refused(history: History, record: Record, error: RequestError) -> Message:
    """End a job whose request this version cannot read."""
    message = Error(record.id, "bad_value", str(error), address_of(record.asked))
    history.end(record.id, State.ERROR, message, problem=f"{message.code}: {error}")
    log.warning("%s cannot be made: %s", record.id, error)
    return message


def _adopted(history: History, record: Record) -> Message | None:
    """End a job whose take is complete, since its manifest, which is written last, exists; return None for others."""
    if record.folder is None:
        return None
    try:
        manifest = read_manifest(record.folder)
    except (RequestError, ProjectError):
        return None
    request = record.request
    document = record.folder / FILE_NAME
    files = [record.folder / file.path for file in manifest.files]
    seconds = sum(manifest.seconds.values())
    message = Done(record.id, str(document), len(files), seconds, float(request.bpm), request.bars, request.seed)
    history.end(record.id, State.DONE, message, manifest=document, files=files)
    return message


def _clear(record: Record, folder: Path) -> None:
    """Remove what a killed server wrote of a take; files that others put there stay, and so do those in use."""
    request = record.request
    names: list[str] = []
    # Only the model knows which parts play; one that reads no scores plays none.
    for scores in (possible_scores(request), ()):
        names += wav_names(request, planned_wavs(request, scores), folder.name)
        names += first_bars_names(request, scores, folder.name)
    names += [TEMPO_MAP, *score_names(request), f"{folder.name}.RPP", FILE_NAME]
    for name in (*names, *(name + PART_SUFFIX for name in names)):
        # Windows removes no file that is in use, as first bars that a host has imported are.
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()

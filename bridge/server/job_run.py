"""One job made: a take, as `musiccm_daw.making` makes it, with the server's rules for folders, failures and reports.

`worker` runs it, and turns what it raises into the job's end. Knows no queue and no thread.
"""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from bridge.osc.messages import Refused
from bridge.server.history import History
from bridge.server.jobs import Job
from bridge.server.reports import Reports
from bridge.server.roots import Roots
from musiccm_daw.errors import DeviceError, ProjectError
from musiccm_daw.making import MakesVariations, make_take, take_remarks
from musiccm_daw.progress import Progress, WholeTake
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.take import Take
from musiccm_daw.writers.project_folder import new_take_folder

TORCH_ON_A_FULL_CPU = "can't allocate memory"
"""The text of torch's plain RuntimeError in that case."""

log = logging.getLogger(__name__)


def out_of_memory(error: Exception) -> bool:
    """Return whether the device or the machine had too little memory."""
    return isinstance(error, DeviceError | MemoryError) or TORCH_ON_A_FULL_CPU in str(error)


def run_job(
    job: Job,
    engine: MakesVariations,
    reports: Reports,
    history: History,
    roots: Roots,
    *,
    rescue: Path,
    alone: bool,
) -> Take:
    """Make and write a job's take, reporting each file as it lands.

    Args:
        job: what to make.
        engine: makes the music.
        reports: informs the job's clients.
        history: stores the take's folder before a file is in it.
        roots: checks files and project again, before they are read and the take's folder is made.
        rescue: where the take is finished if the project cannot be written any more.
        alone: whether no other job is made at the same time. If memory runs out beside others, the job may still be
            possible alone, so the take ends and is removed.

    Raises:
        Refused: a file or the project now lies outside the roots, or the model cannot play what is asked for.
        MusicCMError, MemoryError: as `make_take` does.
    """
    _check_again(job.request, engine, roots)
    whole = WholeTake()

    def on_progress(progress: Progress) -> None:
        reports.progress(job, progress.stage, whole.fraction(progress))

    def on_failure(error: Exception) -> None:
        if not alone and out_of_memory(error):
            raise error
        log.warning("%s: %s", job.id, error or type(error).__name__)

    take = make_take(
        job.request,
        job.project,
        engine,
        on_progress=on_progress,
        cancel=job.cancel,
        on_file=partial(reports.wrote, job),
        on_failure=on_failure,
        stream=job.stream,
        new_folder=partial(_new_folder, job, history, roots),
        rescue=rescue,
    )
    for remark in take_remarks(take, engine):
        log.info("%s: %s", job.id, remark)
    return take


def _new_folder(job: Job, history: History, roots: Roots, project: Path, name: str) -> Path:
    """Make the folder of a job's take, and store where it is.

    Raises:
        Refused: the project lies outside the roots.
        ProjectError: it was deleted, or cannot be written.
    """
    roots.check_project(project)
    if not history.is_there and not project.exists():
        # Nobody who deletes a project wants it back with a single take in it.
        raise ProjectError(f"{str(project)!r} was deleted while the job was being made; send the job again")
    folder = new_take_folder(project, name)
    history.writes_into(job.id, folder)
    return folder


def _check_again(request: GenerationRequest, engine: MakesVariations, roots: Roots) -> None:
    """Check what may have changed while the job waited, or since a server with another model accepted it.

    Raises:
        Refused: a file lies outside the roots, or the model cannot play what is asked for.
    """
    if request.edit is not None:
        for file in request.edit.files:
            roots.check_file(Path(file.source), "clip")
    for midi in request.midi:
        roots.check_file(Path(midi.source), "MIDI file")
    if (request.midi or request.parts) and not engine.reads_scores:
        raise Refused("bad_value", f"model {engine.identity.name} plays no scores; leave out midi and parts")

"""`musiccm again`: makes a take again, from its manifest or from a server's history."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from musiccm_daw.cli.making import make
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_note
from musiccm_daw.cli.views.take import show_take
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.paths import in_full, user_state
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.score import Score
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.manifest import Manifest, ModelFacts, read_manifest
from musiccm_daw.writers.moved_source import with_moved_source
from musiccm_daw.writers.project_folder import FOLDER

WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="MANIFEST|ID",
        help="A take's folder or its manifest.json; or the id of a job, as `musiccm history` lists them.",
    ),
]
SameProject = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="DIR",
        help="Project folder; the new take goes to DIR/MusicCM. With an ID, the project whose history contains it.",
        show_default="that of the take, or the current folder",
        rich_help_panel=common.OUTPUT,
    ),
]


@dataclass(frozen=True)
class Original:
    """A take to be made again: its request and project, and where they are known its model and its scores."""

    request: GenerationRequest
    project: Path
    model: ModelFacts | None
    scores: tuple[Score, ...] | None


def again(
    original: WhatArgument,
    project: SameProject = None,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    as_json: common.Json = False,
    quiet: common.Quiet = False,
    debug: common.Debug = False,
) -> None:
    """Make a take again, from the request in its manifest or in a server's history.

    The same model and device give the same audio, frame by frame. The new take is written beside the old one; nothing
    is overwritten.

    Example: musiccm again MusicCM/lofi_84bpm_Dmin_8bars_s2/manifest.json
    """
    found = find_original(original, project)
    take = make(found.request, model=model, device=device, project=found.project, quiet=quiet, scores=found.scores)
    if found.model is not None and take.model.sha256 != found.model.sha256:
        print_note(f"note: {found.model.name} made the original, {take.model.name} made this take; it sounds different")
    show_take(take, as_json=as_json)


def find_original(original: str, project: Path | None) -> Original:
    """Find the take that a user names: by its path if there is such a file, otherwise by the id of its job.

    Raises:
        RequestError: there is neither.
    """
    path = in_full(original)
    try:
        is_path = path.exists() or path.name.endswith(".json")
    except (OSError, ValueError):
        is_path = False
    if not is_path:
        return _from_history(original, project or Path())
    document = read_manifest(path)
    take_folder = path if path.is_dir() else path.parent
    takes = take_folder.resolve().parent
    # <project>/MusicCM/<take>; a manifest anywhere else belongs to no project.
    home = project or (takes.parent if takes.name == FOLDER else Path())
    scores = read_scores(document, take_folder)
    return Original(_request_of(document, take_folder), home, document.model, scores)


def _from_history(job_id: str, project: Path) -> Original:
    from bridge.server.history import find_job

    record = find_job(project, job_id, user_state())
    if record is None:
        raise RequestError(
            f"{quoted(job_id)} is neither a manifest nor a job in the history of {str(project.resolve())!r}; "
            "give a manifest.json, or an id from musiccm history with its --project"
        )
    if record.manifest is None or not record.manifest.is_file():
        return Original(record.request, record.project, None, None)
    document = read_manifest(record.manifest)
    folder = record.manifest.parent
    return Original(_request_of(document, folder), record.project, document.model, read_scores(document, folder))


def _request_of(document: Manifest, take_folder: Path) -> GenerationRequest:
    """Return the request of a take; a clip that it edits may have moved together with it."""
    request = GenerationRequest.from_json(document.request)
    if request.edit is None:
        return request
    return replace(request, edit=with_moved_source(request.edit, take_folder))

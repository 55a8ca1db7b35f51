"""`musiccm again`: makes a take again, or one of its stems, from its manifest or from a server's history."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musiccm_daw.asking_edit import ask_stem
from musiccm_daw.cli.interrupts import interruptible
from musiccm_daw.cli.making import make
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_note, print_remark
from musiccm_daw.cli.views.take import show_take
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.paths import in_full, user_state
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import part_names
from musiccm_daw.score.score import Score
from musiccm_daw.take import Take
from musiccm_daw.writers import read_clip
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.manifest import Manifest, ModelFacts, read_manifest
from musiccm_daw.writers.moved_source import with_moved_source
from musiccm_daw.writers.project_folder import FOLDER

if TYPE_CHECKING:
    from bridge.server.history_file import Record

STEM = "One stem anew"
AUDIBLE_DB = 0.3

WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="MANIFEST|ID",
        help="A take's folder or its manifest.json; or the id of a job, as `musiccm history` lists them. With --stem, "
        "also the mix of one variation.",
    ),
]
StemOption = Annotated[
    str | None,
    typer.Option(
        metavar="ROLE",
        help="Make only this stem again, in a new take that has the other stems frame for frame, and their new sum as "
        "its mix: `--stem bass --seed 7`. Without --seed and --prompt, the same notes get another sound.",
        show_default=False,
        rich_help_panel=STEM,
    ),
]
SeedOption = Annotated[
    str | None,
    typer.Option(
        metavar="N",
        help="Have other notes composed for the stem, to the same chords, with this seed.",
        show_default="the take's with --prompt, else random",
        rich_help_panel=STEM,
    ),
]
WordsOption = Annotated[
    str | None,
    typer.Option(
        "--prompt",
        metavar="WORDS",
        help='What the stem should be like: `--stem bass --prompt "slap bass, sparse"`. It is composed anew as the '
        "words say, with the take's seed unless --seed gives another.",
        show_default=False,
        rich_help_panel=STEM,
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
    stem: StemOption = None,
    seed: SeedOption = None,
    prompt: WordsOption = None,
    project: SameProject = None,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    as_json: common.Json = False,
    quiet: common.Quiet = False,
    debug: common.Debug = False,
) -> None:
    """Make a take again, from the request in its manifest or in a server's history, or only one of its stems.

    The same model and device give the same audio, frame by frame. The new take is written beside the old one; nothing
    is overwritten.

    Example: musiccm again MusicCM/lofi_84bpm_Dmin_8bars_s2/manifest.json
    """
    if stem is None and (seed is not None or prompt is not None):
        raise RequestError("again changes one stem at a time; say which with --stem, or make other music with generate")
    found = find_original(original, project) if stem is None else find_stem(original, project, stem, seed, prompt)
    before = None if stem is None else _loudness(found.request, stem)
    take = make(found.request, model=model, device=device, project=found.project, quiet=quiet, scores=found.scores)
    # What comes too late to stop the take does not hide it.
    with interruptible():
        if stem is not None:
            _print_turned_down(take, stem, before)
        if found.model is not None and take.model.sha256 != found.model.sha256:
            made_by = f"{found.model.name} made the original, {take.model.name} made this take"
            print_note(f"note: {made_by}; it sounds different")
        show_take(take, as_json=as_json)


def find_original(original: str, project: Path | None) -> Original:
    """Find the take that a user names: by its path if there is such a file, otherwise by the id of its job.

    Raises:
        RequestError: there is neither.
    """
    path = in_full(original)
    if not _is_path(path):
        return _from_history(original, project or Path())
    document = read_manifest(path)
    take_folder = path if path.is_dir() else path.parent
    scores = read_scores(document, take_folder)
    return Original(_request_of(document, take_folder), project or _project_of(take_folder), document.model, scores)


def find_stem(original: str, project: Path | None, stem: str, seed: str | None, prompt: str | None) -> Original:
    """Find the take of a stem that is to be made again, as a request for that.

    Raises:
        RequestError: there is no such take, it has no such stem, or its files are gone.
    """
    path = in_full(original)
    if not _is_path(path):
        record = _job(original, project or Path())
        if record.manifest is None:
            raise RequestError(f"job {quoted(original)} has made no take; name one that has stems")
        path = record.manifest
    source = read_clip(path)
    folder = source.path.parent
    document = read_manifest(folder)
    request = ask_stem(source, GenerationRequest.from_json(document.request), stem, seed=seed, prompt=prompt)
    return Original(request, project or _project_of(folder), document.model, None)


def _loudness(request: GenerationRequest, stem: str) -> float | None:
    """Return the LUFS of a stem in the take that is edited; None for silence."""
    edit = request.edit
    assert edit is not None
    files = read_manifest(Path(edit.source).parent).files
    return {file.sha256: file.lufs for file in files}[edit.parts[part_names(request.stems).index(stem)].sha256]


def _print_turned_down(take: Take, stem: str, before: float | None) -> None:
    """Say on stderr by how much a stem had to be turned down beside the others."""
    made = read_manifest(take.folder).files[part_names(take.request.stems).index(stem)].lufs
    if before is not None and made is not None and before - made > AUDIBLE_DB:
        print_remark(
            f"stem {stem} is {before - made:.1f} dB quieter than before, so that the mix stays under its ceiling; the "
            "others keep their frames"
        )


def _is_path(path: Path) -> bool:
    try:
        return path.exists() or path.name.endswith(".json")
    except (OSError, ValueError):
        return False


def _project_of(take_folder: Path) -> Path:
    """Return the project of a take; the current folder where it is in none."""
    takes = take_folder.resolve().parent
    # <project>/MusicCM/<take>; a manifest anywhere else belongs to no project.
    return takes.parent if takes.name == FOLDER else Path()


def _job(job_id: str, project: Path) -> "Record":
    from bridge.server.history import find_job

    record = find_job(project, job_id, user_state())
    if record is None:
        raise RequestError(
            f"{quoted(job_id)} is neither a manifest nor a job in the history of {str(project.resolve())!r}; "
            "give a manifest.json, or an id from musiccm history with its --project"
        )
    return record


def _from_history(job_id: str, project: Path) -> Original:
    record = _job(job_id, project)
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

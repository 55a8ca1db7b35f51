"""`musiccm render`: makes all takes of presets, each written as it finishes."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from musiccm_daw.cli.interrupts import interruptible
from musiccm_daw.cli.options import common
from musiccm_daw.cli.options import render as options
from musiccm_daw.cli.presets import Folder, Sets
from musiccm_daw.cli.views.console import print_json_line, print_note
from musiccm_daw.engine.loading import find_model, load_engine, load_engine_beside
from musiccm_daw.errors import Cancelled, ProjectError, RequestError
from musiccm_daw.model_identity import read_identity
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.take import check_take, read_take

if TYPE_CHECKING:
    from musiccm_daw.progress import CancelToken
    from presets.batch.estimates import Cost
    from presets.batch.making import OnTakeProgress, TakeMaker
    from presets.batch.plan import BatchPlan, BatchTake
    from presets.batch.render import Failure
    from presets.takes import PlannedTake

TAKES_WITHOUT_ASKING = 200
WORTH_A_PROCESS_SECONDS = 30.0
"""Work for one process from which on a second gains more than it takes to load a model."""


def render(
    presets: options.PresetsArgument,
    sets: Sets = None,
    folder: Folder = None,
    jobs: options.Jobs = None,
    resume: options.Resume = False,
    yes: options.Yes = False,
    project: common.Project = Path(),
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    dry_run: options.DryRun = False,
    as_json: options.JsonLines = False,
    quiet: common.Quiet = False,
    debug: common.Debug = False,
) -> int:
    """Render all takes of presets; a take that fails stops no other.

    The exit code is 0 if every take was made, otherwise that of the first one in the plan that failed. A run that was
    interrupted or killed goes on with --resume.

    Example: musiccm render lofi-study-kit --set 'matrix.key=["Dm", "Fm"]' --project ~/songs/night-drive
    """
    from musiccm_daw.cli.views.render import headline, show_batch
    from presets.batch.estimates import cost_of, seconds_per_second

    plan = planned(presets, sets or (), () if folder is None else (folder,), project, model, resume=resume)
    costs = {take.number: cost_of(take.request) for take in plan.takes}
    rate = seconds_per_second(plan.takes)
    seconds = [rate * costs[take.number].audio_seconds for take in plan.takes]
    missing = [costs[take.number] for take in plan.missing]
    work = rate * sum(cost.audio_seconds for cost in missing)
    workers = jobs or _default_jobs(device, model, work, may_load=not dry_run)
    line = headline(plan, missing, work / workers)
    if dry_run:
        show_batch(plan, list(costs.values()), seconds, line, as_json=as_json)
        return 0
    if not quiet:
        print_note(line)
    _check_room(project, missing)
    _check_count(len(plan.missing), yes=yes)
    return _rendered(plan, missing, workers, model=model, device=device, as_json=as_json, quiet=quiet)


def planned(
    presets: Sequence[str],
    sets: Sequence[str],
    folders: Sequence[Path],
    project: Path,
    model: str | None,
    *,
    resume: bool,
) -> BatchPlan:
    """Plan a batch, new or resumed, with every request checked.

    Raises:
        RequestError: a preset is wrong, or named twice.
        ModelError: there is no such model.
        ProjectError: the project cannot be written.
    """
    from presets.batch.plan import earlier_batch, new_batch
    from presets.load import load_preset
    from presets.takes import planned_takes

    loaded = [load_preset(preset, sets=sets, folders=folders) for preset in presets]
    files = [preset.file.resolve() for preset in loaded]
    for at, file in enumerate(files):
        if file in files[:at]:
            raise RequestError(f"preset {presets[at]} is named twice; name it once")
    remarks: dict[str, None] = {}

    def takes_of(base_seed: int) -> list[PlannedTake]:
        return [
            take
            for preset in loaded
            for take in planned_takes(preset, base_seed=base_seed, on_remark=remarks.setdefault)
        ]

    names, identity = [preset.name for preset in loaded], read_identity(find_model(model))
    plan = earlier_batch(project, names, takes_of, identity) if resume else None
    if plan is None:
        plan = new_batch(project, names, takes_of, secrets.randbelow(MAX_SEED + 1), identity)
    for remark in remarks:
        print_note(f"note: {remark}")
    for take in plan.missing:
        try:
            check_take(take.request, project)
        except RequestError as error:
            raise RequestError(f"{take.folder.name}: {error}") from error
    return plan


def _rendered(
    plan: BatchPlan,
    costs: Sequence[Cost],
    workers: int,
    *,
    model: str | None,
    device: str,
    as_json: bool,
    quiet: bool,
) -> int:
    """Render a planned batch, print its takes and return the exit code."""
    from musiccm_daw.cli.failures import code_and_text
    from musiccm_daw.cli.views.render import batch_bar, counted, show_failures, show_made
    from presets.batch.render import render_batch

    started = time.perf_counter()
    made: list[BatchTake] = []
    failures: list[Failure] = []

    def on_whole(take: BatchTake) -> None:
        from musiccm_daw.cli.views.take import describe_take

        made.append(take)
        if as_json:
            print_json_line(describe_take(read_take(take.folder)))

    # Lines that come while a bar is shown in the same terminal would break it.
    hidden = quiet or (as_json and sys.stdout.isatty())
    try:
        with interruptible() as cancel, batch_bar(plan, costs, quiet=hidden) as on_progress:
            maker = _maker(min(workers, len(plan.missing)), model, device, on_progress, cancel)
            render_batch(plan, maker, on_whole=on_whole, on_failure=failures.append)
    except Cancelled as error:
        whole = counted(len(made), "take")
        raise Cancelled(f"interrupted: {whole} of {len(plan.takes)} on disk; --resume makes the others") from error
    finally:
        if failures:
            show_failures(failures, len(plan.takes))
    if not as_json:
        show_made(made, str(plan.folder.parent), time.perf_counter() - started)
    return code_and_text(min(failures, key=lambda each: each.take.number).error)[0] if failures else 0


def _maker(workers: int, model: str | None, device: str, on_progress: OnTakeProgress, cancel: CancelToken) -> TakeMaker:
    """Return who makes the takes: this process alone, or several of its own."""
    from presets.batch.one_by_one import OneByOne
    from presets.batch.workers import WorkerProcesses

    if workers <= 1:
        return OneByOne(partial(load_engine, model, device), on_progress, cancel)
    load = partial(load_engine_beside, model, str(device), workers - 1)
    return WorkerProcesses(workers, load, on_progress, cancel)


def _default_jobs(device: str, model: str | None, seconds: float, *, may_load: bool) -> int:
    """Return how many processes are fastest: a GPU is one device, and MusicLDM uses all cores by itself.

    Args:
        device: as asked for.
        model: as asked for.
        seconds: of work for one process.
        may_load: whether torch may be loaded to look for a GPU.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    most = min(cores, max(1, int(seconds / WORTH_A_PROCESS_SECONDS)))
    if most == 1 or not may_load:
        return most

    from musiccm_daw.model.checkpoint import MUSICLDM_FORMAT, read_config, resolve_device

    on_cpu = resolve_device(device).type == "cpu"
    return most if on_cpu and read_config(find_model(model))["format"] != MUSICLDM_FORMAT else 1


def _check_room(project: Path, costs: Sequence[Cost]) -> None:
    """Refuse a batch for which the disk has no room."""
    from musiccm_daw.cli.views.render import size

    folder = project.absolute()
    while not folder.exists():
        folder = folder.parent
    needed, free = sum(cost.size_bytes for cost in costs), shutil.disk_usage(folder).free
    if needed > free:
        raise ProjectError(
            f"the takes need {size(needed)}, and the disk of {str(project)!r} has {size(free)} left; choose another "
            "--project, or render fewer takes"
        )


def _check_count(takes: int, *, yes: bool) -> None:
    """Ask before a long batch is begun.

    Raises:
        RequestError: nobody can be asked.
    """
    if takes <= TAKES_WITHOUT_ASKING or yes:
        return
    if not sys.stdin.isatty():
        raise RequestError(
            f"{takes} takes are more than {TAKES_WITHOUT_ASKING}, and nobody can be asked; add --yes to render them"
        )
    if not typer.confirm(f"Render {takes} takes?", err=True):
        raise typer.Abort

"""What stands between the options of `musiccm render` and a batch: its plan, its limits, and who makes its takes."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from musiccm_daw.cli.views.console import print_note
from musiccm_daw.engine.loading import find_model, load_engine, load_engine_beside
from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.model_identity import read_identity
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.writers import check_writable
from musiccm_daw.writers.project_folder import free_bytes, takes_folder

if TYPE_CHECKING:
    from musiccm_daw.progress import CancelToken
    from presets.batch.estimates import Cost
    from presets.batch.making import OnTakeProgress, TakeMaker
    from presets.batch.plan import BatchPlan
    from presets.takes import PlannedTake

TAKES_WITHOUT_ASKING = 200
WORTH_A_PROCESS_SECONDS = 30.0
"""Work for one process from which on a second gains more than it takes to load a model."""


def plan_batch(
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
    check_writable(project)
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
    return plan


def check_batch_room(project: Path, costs: Sequence[Cost]) -> None:
    """Refuse a batch for which the disk has no room.

    Raises:
        ProjectError: it has none.
    """
    from musiccm_daw.cli.views.render import size

    needed, free = sum(cost.size_bytes for cost in costs), free_bytes(takes_folder(project))
    if free is not None and needed > free:
        raise ProjectError(
            f"the takes need {size(needed)}, and the disk of {str(project)!r} has {size(free)} left; choose another "
            "--project, or render fewer takes"
        )


def check_count(takes: int, *, yes: bool) -> None:
    """Ask before a long batch is begun.

    Raises:
        RequestError: nobody can be asked.
        typer.Abort: the answer is no.
    """
    if takes <= TAKES_WITHOUT_ASKING or yes:
        return
    if not sys.stdin.isatty():
        raise RequestError(
            f"{takes} takes are more than {TAKES_WITHOUT_ASKING}, and nobody can be asked; add --yes to render them"
        )
    if not typer.confirm(f"Render {takes} takes?", err=True):
        raise typer.Abort


def default_jobs(model: str | None, device: str, seconds: float, *, may_load: bool) -> int:
    """Return how many processes are fastest: a GPU is one device, and MusicLDM uses all cores by itself.

    Args:
        model: as asked for.
        device: as asked for.
        seconds: of work for one process.
        may_load: whether torch may be loaded to look for a GPU.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    most = int(min(cores, max(1.0, seconds // WORTH_A_PROCESS_SECONDS)))
    if most == 1 or not may_load:
        return most

    from musiccm_daw.model.checkpoint import MUSICLDM_FORMAT, read_config, resolve_device

    on_cpu = resolve_device(device).type == "cpu"
    return most if on_cpu and read_config(find_model(model))["format"] != MUSICLDM_FORMAT else 1


def local_maker(jobs: int, model: str | None, device: str) -> Callable[[OnTakeProgress, CancelToken], TakeMaker]:
    """Return what builds the maker on this machine: this process alone, or several of its own."""
    from presets.batch.one_by_one import OneByOne
    from presets.batch.workers import WorkerProcesses

    if jobs <= 1:
        return partial(OneByOne, partial(load_engine, model, device))
    return partial(WorkerProcesses, jobs, partial(load_engine_beside, model, device, jobs - 1))


def cluster_maker(
    address: str, workers: int | None, model: str | None, device: str, plan: BatchPlan
) -> Callable[[OnTakeProgress, CancelToken], TakeMaker]:
    """Return what builds the maker on a cluster; `workers` is None for all of it."""
    from presets.batch.cluster import RayCluster

    load = partial(load_engine, model, device)
    return partial(RayCluster, address, load, device=device, model=plan.record.model, count=workers)

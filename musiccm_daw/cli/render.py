"""`musiccm render`: makes all takes of presets, each written as it finishes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.cli.batches import check_batch_room, check_count, cluster_maker, default_jobs, local_maker, plan_batch
from musiccm_daw.cli.failures import code_and_text
from musiccm_daw.cli.interrupts import Terminated, interruptible, stopped_at_once
from musiccm_daw.cli.options import common
from musiccm_daw.cli.options import render as options
from musiccm_daw.cli.presets import Folder, Sets
from musiccm_daw.cli.views.console import print_json_line, print_line, print_note, print_remark, progress_bar
from musiccm_daw.cli.views.take import describe_take
from musiccm_daw.errors import Cancelled
from musiccm_daw.take import take_on_disk
from musiccm_daw.wording import counted

if TYPE_CHECKING:
    from musiccm_daw.progress import CancelToken
    from presets.batch.estimates import Cost
    from presets.batch.making import OnTakeProgress, TakeMaker
    from presets.batch.plan import BatchPlan, BatchTake
    from presets.batch.render import Failure


def render(
    presets: options.PresetsArgument,
    sets: Sets = None,
    folder: Folder = None,
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    resume: options.Resume = False,
    dawproject: options.Dawproject = False,
    zip_: options.Zip = False,
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

    A run that was interrupted or killed goes on with --resume. The exit code is 0 if all takes are on disk, otherwise
    that of the first one in the plan that failed.

    Example: musiccm render lofi-study-kit --set 'matrix.key=["Dm", "Fm"]' --project ~/songs/night-drive
    """
    # Here, not at the top: these import pydantic and filelock, and `musiccm --help` should stay quick.
    from musiccm_daw.cli.views.render import headline, show_batch
    from presets.batch.estimates import START_SECONDS, cost_of, seconds_per_second

    plan = plan_batch(presets, sets or (), () if folder is None else (folder,), project, model, resume=resume)
    costs = [cost_of(take.request) for take in plan.takes]
    rate = seconds_per_second(plan.takes)
    missing = [costs[take.number] for take in plan.missing]
    work = rate * sum(cost.audio_seconds for cost in missing)
    processes = jobs or default_jobs(model, device, work, may_load=not dry_run and cluster is None)
    line = headline(plan, missing, START_SECONDS + work / processes)
    if dry_run:
        show_batch(plan, costs, [rate * cost.audio_seconds for cost in costs], line, as_json=as_json)
        return 0
    if not quiet:
        print_note(line)
    check_batch_room(project, missing)
    check_count(len(missing), yes=yes)
    if cluster is None:
        maker = local_maker(min(processes, len(missing)), model, device)
    else:
        maker = cluster_maker(cluster, jobs, model, device, plan)
    made, failures = _rendered(plan, missing, maker, as_json=as_json, quiet=quiet)
    if zip_ and failures:
        print_note(f"no sample pack: it lacks {counted(len(failures), 'take')}; --resume --zip makes it whole")
    if made:
        _finish(plan, made, dawproject=dawproject, pack=zip_ and not failures, as_json=as_json, quiet=quiet)
    return code_and_text(min(failures, key=lambda each: each.take.number).error)[0] if failures else 0


def _rendered(
    plan: BatchPlan,
    costs: Sequence[Cost],
    maker: Callable[[OnTakeProgress, CancelToken], TakeMaker],
    *,
    as_json: bool,
    quiet: bool,
) -> tuple[list[BatchTake], list[Failure]]:
    """Render a planned batch and print its takes; return those on disk and the failures.

    `costs` are those of the missing takes.
    """
    from musiccm_daw.cli.views.render import batch_bar, show_failures, show_made
    from presets.batch.render import render_batch

    started = time.perf_counter()
    made: list[BatchTake] = []
    failures: list[Failure] = []
    remarks: list[str] = []

    def on_whole(take: BatchTake) -> None:
        made.append(take)
        if as_json:
            print_json_line(describe_take(take_on_disk(take.folder)))

    # Lines that come while a bar is shown in the same terminal would break it.
    hidden = quiet or (as_json and sys.stdout.isatty())
    try:
        with interruptible() as cancel, batch_bar(plan, costs, quiet=hidden) as on_progress:
            render_batch(
                plan,
                maker(on_progress, cancel),
                on_whole=on_whole,
                on_failure=failures.append,
                on_remark=remarks.append,
            )
    except Cancelled as error:
        how = "terminated" if isinstance(error, Terminated) else "interrupted"
        raise type(error)(
            f"{how}: {len(made)} of {counted(len(plan.takes), 'take')} on disk; --resume makes the others"
        ) from error
    finally:
        # Takes of a batch share their prompts.
        for remark in dict.fromkeys(remarks):
            print_remark(remark)
        if failures:
            show_failures(failures, len(plan.takes))
    if not as_json:
        show_made(made, str(plan.folder.parent), time.perf_counter() - started)
    return made, failures


def _finish(
    plan: BatchPlan, made: Sequence[BatchTake], *, dawproject: bool, pack: bool, as_json: bool, quiet: bool
) -> None:
    """Write what people open of a batch, and print where it is."""
    from presets.batch.finishing import finish_batch

    takes = [take.folder for take in made]
    with stopped_at_once(), progress_bar(quiet=quiet) as on_progress:
        files = finish_batch(
            plan.folder, takes, title=plan.folder.name, dawprojects=dawproject, pack=pack, on_progress=on_progress
        )
    for file in files:
        if not as_json:
            print_line(str(file))
        elif not quiet:
            print_note(str(file))

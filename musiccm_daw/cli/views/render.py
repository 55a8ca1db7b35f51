"""The display of batches: what they will cost, how far they are, and what failed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction

from musiccm_daw.cli.failures import code_and_text
from musiccm_daw.cli.views.console import is_terminal, print_json_line, print_line, print_note, print_table
from musiccm_daw.cli.views.take import describe_request
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.scoring import planned_scores
from musiccm_daw.wording import counted
from musiccm_daw.writers.names import wav_names
from musiccm_daw.writers.plan import planned_wavs
from presets.batch.estimates import Cost
from presets.batch.making import OnTakeProgress
from presets.batch.plan import BatchPlan, BatchTake
from presets.batch.render import Failure
from presets.batch.whole_takes import TakeState

TIME_LEFT_PERIOD_SECONDS = 3600.0
"""Takes end minutes apart, so the speed is that of a long while."""


def size(size_bytes: float) -> str:
    """Return a size as people read it."""
    for unit in ("B", "kB", "MB"):
        if size_bytes < 1000:
            return f"{size_bytes:.0f} {unit}"
        size_bytes /= 1000
    return f"{size_bytes:.1f} GB"


def duration(seconds: float) -> str:
    """Return a time as people read it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def headline(plan: BatchPlan, costs: Sequence[Cost], seconds: float) -> str:
    """Return what is to be made in one line; `costs` are those of the missing takes."""
    there = len(plan.takes) - len(plan.missing)
    if not plan.missing:
        return "the take is there" if there == 1 else f"all {there} takes are there"
    files, bytes_ = sum(cost.files for cost in costs), sum(cost.size_bytes for cost in costs)
    facts = [counted(len(plan.missing), "take"), counted(files, "WAV"), size(bytes_), f"about {duration(seconds)}"]
    return ", ".join(facts) + (f"; {there} more {'is' if there == 1 else 'are'} there" if there else "")


def show_batch(plan: BatchPlan, costs: Sequence[Cost], seconds: Sequence[float], line: str, *, as_json: bool) -> None:
    """Print what each take of a batch will be; costs and seconds are those of all takes."""
    rows = zip(plan.takes, costs, seconds, strict=True)
    if as_json:
        for take, cost, time in rows:
            print_json_line(
                {
                    "id": take.folder.name,
                    "name": take.name,
                    "seed": take.request.seed,
                    **describe_request(take.request),
                    "made": take.state is TakeState.WHOLE,
                    "files": [str(take.folder / name) for name in _wav_names(take.request)],
                    "bytes": cost.size_bytes,
                    "seconds": round(time, 1),
                }
            )
        return
    print_table(
        ("take", "seed", "bpm", "bars", "meter", "key", "length", "WAVs", "size", "time"),
        [(*_facts(take), cost.files, size(cost.size_bytes), _time(take, time)) for take, cost, time in rows],
    )
    print_line()
    print_line(line)


def show_made(takes: Sequence[BatchTake], folder: str, seconds: float) -> None:
    """Print the takes of a batch that are on disk."""
    if takes:
        print_table(("take", "seed", "bpm", "bars", "meter", "key", "length"), [_facts(take) for take in takes])
        print_line()
    print_line(f"{counted(len(takes), 'take')} in {folder} ({duration(seconds)})")


def show_failures(failures: Sequence[Failure], total: int) -> None:
    """Print to stderr what failed and why."""
    print_note(f"musiccm: {len(failures)} of {counted(total, 'take')} failed; --resume makes them again:")
    for failure in sorted(failures, key=lambda each: each.take.number):
        print_note(f"  {failure.take.folder.name}: {' '.join(code_and_text(failure.error)[1].split())}")


@contextmanager
def batch_bar(plan: BatchPlan, costs: Sequence[Cost], *, quiet: bool) -> Iterator[OnTakeProgress]:
    """Show on stderr how much of the missing takes is made, and the time left, while the block runs.

    Args:
        plan: the batch.
        costs: of the missing takes; a long take is more of the bar than a short one.
        quiet: show nothing, as if stderr were not a terminal.

    Yields:
        What to call with a take's number and how much of it is done.
    """
    if quiet or not is_terminal():
        yield lambda number, fraction: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    weights = {take.number: cost.audio_seconds for take, cost in zip(plan.missing, costs, strict=True)}
    done = dict.fromkeys(weights, 0.0)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    # The results on stdout are not the bar's.
    bar = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        speed_estimate_period=TIME_LEFT_PERIOD_SECONDS,
    )
    with bar:
        task = bar.add_task("loading", total=sum(weights.values()))

        def show(number: int, fraction: float) -> None:
            done[number] = fraction
            made = sum(each >= 1.0 for each in done.values())
            completed = sum(weights[each] * part for each, part in done.items())
            bar.update(task, description=f"{made} of {counted(len(weights), 'take')}", completed=completed)

        yield show


def _facts(take: BatchTake) -> tuple[object, ...]:
    request = take.request
    facts = describe_request(request)
    length = _clock(request.grid.total_seconds)
    return take.folder.name, str(request.seed), facts["bpm"], request.bars, facts["meter"], facts["key"] or "", length


def _clock(seconds: Fraction) -> str:
    minutes, rest = divmod(float(seconds), 60)
    return f"{minutes:.0f}:{rest:04.1f}"


def _time(take: BatchTake, seconds: float) -> str:
    return "there" if take.state is TakeState.WHOLE else duration(seconds)


def _wav_names(request: GenerationRequest) -> tuple[str, ...]:
    return wav_names(request, planned_wavs(request, planned_scores(request) if request.parts else ()))

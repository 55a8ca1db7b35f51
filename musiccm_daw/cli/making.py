"""A take made from a terminal, with a progress bar and Ctrl-C to stop it; shared by `generate` and `again`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from musiccm_daw.cli.interrupts import interruptible
from musiccm_daw.cli.views.console import print_note, print_remark, progress_bar
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.idle_words import density_is_idle, idle_words
from musiccm_daw.making import make_take, take_remarks
from musiccm_daw.paths import user_state
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.score import Score
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.take import Take, check_take
from musiccm_daw.take_files import RESCUED


def make(
    request: GenerationRequest,
    *,
    model: str | None,
    device: str,
    project: Path,
    quiet: bool,
    scores: Sequence[Score] | None = None,
) -> Take:
    """Load a model and make a take with it.

    Args:
        request: what to make.
        model: name, folder or hub id; None for the bundled model.
        device: auto, cpu, cuda or mps.
        project: the project folder; it is checked, with the size of the files, before the model is loaded.
        quiet: show no progress.
        scores: those that an earlier take kept; None to compose them.
    """
    stopwatch = Stopwatch()
    check_take(request, project, scores)
    with progress_bar(quiet=quiet) as on_progress:
        # Outside of the next block: Ctrl-C ends loading at once, where there is nothing to finish yet.
        engine = load_engine(model, device)
        with interruptible() as cancel, named_failures() as on_failure:
            take = make_take(
                request,
                project,
                engine,
                on_progress=on_progress,
                cancel=cancel,
                on_failure=on_failure,
                stopwatch=stopwatch,
                scores=scores,
                rescue=user_state() / RESCUED,
            )
    # The take is on disk, so that whoever stops the program now gets a shorter report.
    with suppress(KeyboardInterrupt):
        for remark in take_remarks(take, engine):
            print_remark(remark)
        if scores is None and take.scores:
            print_idle_words(request)
    return take


@contextmanager
def named_failures() -> Iterator[Callable[[Exception], None]]:
    """Name what a take lacks when it ends, without the error that ends it, which is named by itself."""
    failures: list[Exception] = []
    last: BaseException | None = None
    try:
        yield failures.append
    except BaseException as error:
        last = error
        raise
    finally:
        for failure in failures:
            if failure is not last:
                print_note(f"warning: {failure}")


def print_idle_words(request: GenerationRequest) -> None:
    """Name on stderr the words and the density that change nothing in this request's score."""
    for phrase in idle_words(request):
        print_remark(f"{phrase!r} changes no note of this score; only the model reads it")
    if density_is_idle(request):
        print_remark(f"density {request.density:g} changes no note of this score")

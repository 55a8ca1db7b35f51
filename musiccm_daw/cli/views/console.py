"""The output for people and programs: results on stdout, everything else on stderr.

stdout carries a result and nothing else, so that it can be piped: a table for people, or one JSON object. stderr
carries progress bars and one-line errors; bars are shown only if stderr is a terminal.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from musiccm_daw.progress import OnProgress, Progress


def print_json(value: Any) -> None:
    """Write one JSON object to stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: Any) -> None:
    """Write one JSON object to stdout as one line, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def print_line(text: str = "") -> None:
    """Write one line of the result to stdout."""
    print(text)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write rows under column heads to stdout, with numbers aligned to the right and text to the left.

    Lines are never wrapped: a path that a table breaks cannot be copied.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    numeric = [bool(rows) and all(isinstance(row[at], int | float) for row in rows) for at in range(len(columns))]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    for line in [columns, *cells]:
        padded = (
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        )
        print("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def print_error(text: str) -> None:
    """Write an error to stderr as one line, whatever line breaks the text has."""
    print("musiccm: " + " ".join(text.split()), file=sys.stderr)


def print_note(text: str) -> None:
    """Write a line to stderr that is not an error: a hint, or the progress of a training stage."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[OnProgress | None]:
    """Show progress on stderr while the block runs.

    Args:
        quiet: show nothing, as if stderr were not a terminal.

    Yields:
        What to pass to the library as `on_progress`; None if nothing is shown.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<9}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=1.0)

        def show(progress: Progress) -> None:
            bar.update(task, description=progress.stage, completed=progress.fraction)

        yield show

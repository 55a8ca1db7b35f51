"""The output for people and programs: results on stdout, everything else on stderr.

stdout carries a result and nothing else, so that it can be piped: a table for people, or one JSON object. stderr
carries progress bars and one-line errors; bars are shown only if stderr is a terminal.
"""

import io
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from musiccm_daw.errors import MusicCMError, reason_of
from musiccm_daw.progress import OnProgress, Progress

COLUMNS = 80
"""The width of a terminal that nobody has widened."""
LEAST_COLUMNS = 24


class OutputError(MusicCMError):
    """A result that cannot be written to stdout."""


class ReaderGone(OutputError):
    """A result whose reader has read enough, as `head` has: nothing worth a message."""


class ResultStream(io.TextIOBase):
    """Stdout for a program: an error in writing to it says that it is about stdout, whoever writes.

    Args:
        stream: the stdout of the process; None where it is closed.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream

    def write(self, text: str, /) -> int:
        """Write a text.

        Raises:
            OutputError: it cannot be written.
        """
        if self.stream is None:
            raise OutputError("cannot write the result to stdout: it is closed")
        with self._named():
            try:
                return self.stream.write(text)
            except UnicodeEncodeError:
                # A console of few letters, or a file name that is not UTF-8: better escaped than lost.
                return self.stream.write(text.encode(self.encoding, "backslashreplace").decode(self.encoding))

    def flush(self) -> None:
        """Write what waits in memory.

        Raises:
            OutputError: it cannot be written.
        """
        if self.stream is not None:
            with self._named():
                self.stream.flush()

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return self.stream is not None and self.stream.isatty()

    def fileno(self) -> int:
        """Return its descriptor."""
        return super().fileno() if self.stream is None else self.stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # an attribute in typeshed
        """The encoding of its texts."""
        return "utf-8" if self.stream is None else self.stream.encoding

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            # Python would try once more when it ends, and report a second error.
            self.stream = None
            kind = ReaderGone if isinstance(error, BrokenPipeError) else OutputError
            raise kind(f"cannot write the result to stdout: {reason_of(error)}") from error


def print_json(value: Any) -> None:
    """Write one JSON object to stdout."""
    print_line(_json(value, indent=2))


def print_json_line(value: Any) -> None:
    """Write one JSON object to stdout as one line, at once."""
    print(_json(value), flush=True)


def _json(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, with escapes if stdout cannot encode all of its letters."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text


def print_line(text: str = "") -> None:
    """Write one line of the result to stdout."""
    print(text)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, folded: bool = False) -> None:
    """Write rows under column heads to stdout, with numbers aligned to the right and text to the left.

    Args:
        columns: the heads.
        rows: a cell for each head.
        folded: whether the last column is prose, which is folded to the width of a terminal. Nothing else is: a path
            that a table breaks cannot be copied.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    numeric = [bool(rows) and all(isinstance(row[at], int | float) for row in rows) for at in range(len(columns))]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    for line in [columns, *cells]:
        padded = (
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        )
        text = "  ".join(padded).rstrip()
        print_line(_folded(text, sum(widths[:-1]) + 2 * (len(widths) - 1)) if folded else text)


def _folded(text: str, indent: int) -> str:
    """Return a line of a table with the end of its last cell on lines below it."""
    if len(text) <= COLUMNS:
        return text
    lines = textwrap.wrap(
        text[indent:], max(COLUMNS - indent, LEAST_COLUMNS), break_long_words=False, break_on_hyphens=False
    )
    return text[:indent] + f"\n{' ' * indent}".join(lines)


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def print_error(text: str) -> None:
    """Write an error to stderr as one line, whatever line breaks the text has."""
    print_note("musiccm: " + " ".join(text.split()))


def print_note(text: str) -> None:
    """Write a line to stderr that is not an error: a hint, or the progress of a training stage."""
    # Without stderr there is nobody to notify, and print would choose stdout.
    if sys.stderr is not None:
        with suppress(OSError):
            print(text, file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Return whether somebody watches stderr; services and `2>&-` close it."""
    return sys.stderr is not None and sys.stderr.isatty()


def print_stage(name: str) -> None:
    """Write on a terminal what is being measured, so that nobody takes a minute of silence for a fault."""
    if is_terminal():
        print_note(f"measuring {name} …")


def print_remark(text: str) -> None:
    """Write a line to stderr on something that is read otherwise than it was written."""
    print_note(f"note: {text}")


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[OnProgress | None]:
    """Show progress on stderr while the block runs.

    Args:
        quiet: show nothing, as if stderr were not a terminal.

    Yields:
        What to pass to the library as `on_progress`; None if nothing is shown.
    """
    if quiet or not is_terminal():
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

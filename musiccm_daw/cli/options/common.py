"""Options that several commands share: their types, help texts and panels. No command lives here."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class DeviceName(StrEnum):
    """Where the model runs."""

    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"
    mps = "mps"


class Session:
    """State that outlives the parsing of a command: whether tracebacks are wanted."""

    debug: bool = False


def _remember_debug(context: typer.Context, value: bool) -> bool:
    session = context.find_root().obj
    if isinstance(session, Session) and value:
        session.debug = True
    return value


MODEL = "Model"
OUTPUT = "Output"

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME|DIR|HUB_ID",
        help="Model: a name from `musiccm models list`, a checkpoint folder, or a hub id such as owner/model.",
        show_default="the bundled model",
        rich_help_panel=MODEL,
    ),
]
Device = Annotated[
    DeviceName,
    typer.Option(
        "--device",
        metavar="auto|cpu|cuda|mps",
        help="Where the model runs; auto picks the fastest device.",
        rich_help_panel=MODEL,
    ),
]
Project = Annotated[
    Path,
    typer.Option(
        "--project",
        metavar="DIR",
        help="Project folder; takes go to DIR/MusicCM.",
        rich_help_panel=OUTPUT,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.", rich_help_panel=OUTPUT)]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress bar.", rich_help_panel=OUTPUT)]
Debug = Annotated[
    bool,
    typer.Option(
        "--debug",
        help="Show the traceback of an error.",
        is_eager=True,
        callback=_remember_debug,
        rich_help_panel=OUTPUT,
    ),
]

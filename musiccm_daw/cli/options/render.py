"""The options of `musiccm render`: their types and help texts."""

from typing import Annotated

import typer

from musiccm_daw.cli.options import common

BATCH = "Batch"

PresetsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PRESET...", help="Names from `musiccm presets list`, or paths of .toml files."),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        help="Processes that make takes side by side, each with a model in memory (1 GB); the takes are the same for "
        "any number.",
        show_default="one per core where that is faster, one for a GPU; all of a cluster",
        rich_help_panel=BATCH,
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS|local",
        help="Hand the takes to a Ray cluster: the address of its head, such as 192.168.1.5:6379, or local to start "
        "one on this machine. Needs the extra cluster.",
        show_default=False,
        rich_help_panel=BATCH,
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Take up the latest batch of these presets: make the takes that are missing or damaged, and no others.",
        rich_help_panel=BATCH,
    ),
]
Yes = Annotated[
    bool,
    typer.Option("--yes", help="Render more than 200 takes without asking, as scripts need.", rich_help_panel=BATCH),
]
Dawproject = Annotated[
    bool,
    typer.Option(
        "--dawproject",
        help="Also write each take as a project of Bitwig Studio, Studio One and Cubase.",
        rich_help_panel=BATCH,
    ),
]
Zip = Annotated[
    bool,
    typer.Option(
        "--zip",
        help="Also pack all takes as a sample pack: a zip file with loops, MIDI files and a note on rights, named as "
        "sample shops want them.",
        rich_help_panel=BATCH,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Show all takes with seeds, lengths, sizes and estimated times; no model is loaded, nothing written.",
        rich_help_panel=common.OUTPUT,
    ),
]
JsonLines = Annotated[
    bool,
    typer.Option(
        "--json",
        help="Print one JSON object a line for each take, in the order of the plan, as soon as it is on disk.",
        rich_help_panel=common.OUTPUT,
    ),
]

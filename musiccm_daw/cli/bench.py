"""`musiccm bench`: the speed of this machine, how it grows and compares, and figures of the music.

`cli.benchmarks` and `trainer.evaluation.music_figures` measure; this file chooses and prints.
"""

from collections.abc import Callable
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from musiccm_daw.cli.batches import default_jobs
from musiccm_daw.cli.benchmarks.batches import takes_a_minute
from musiccm_daw.cli.benchmarks.comparison import comparison_figures
from musiccm_daw.cli.benchmarks.everyday import everyday_figures
from musiccm_daw.cli.benchmarks.growth import growth_figures
from musiccm_daw.cli.benchmarks.memory import check_memory_is_known, memory_figures
from musiccm_daw.cli.benchmarks.neighbours import neighbour_figures
from musiccm_daw.cli.benchmarks.subject import Subject, this_machine
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_line, print_stage, print_table
from musiccm_daw.cli.views.growth_picture import check_picture, draw_growth
from musiccm_daw.figures import Figures
from musiccm_daw.wording import counted

NIGHT_SECONDS = 8 * 3600.0
"""Of a batch that is worth as many processes as there are cores."""

Runs = Annotated[
    int, typer.Option(metavar="N", min=1, help="Runs per figure, of which the median counts; long clips run once.")
]


def _measure(name: str, text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(f"--{name}", help=text, rich_help_panel="What to measure")
    return option


Lengthwise = Annotated[
    bool,
    _measure("lengths", "From a bar to ten minutes, by steps, by threads, and the codec. Takes about 8 minutes."),
]
Long = Annotated[
    bool, _measure("long", "Peak memory from 8 bars to ten minutes, and of 1, 4 and 16 parts. Takes about two minutes.")
]
Busy = Annotated[bool, _measure("busy", "Beside one busy process to a core, like a DAW. Takes about 4 minutes.")]
Compare = Annotated[
    bool,
    _measure("compare", "Beside the 50-step teacher and MusicLDM's published architecture. Takes about 3 minutes."),
]
Batch = Annotated[
    bool, _measure("batch", "Takes a minute: by render, and by loops of send and generate. Takes about 10 minutes.")
]
Music = Annotated[
    bool,
    _measure("music", "The music itself: seams, loops, coherence and timing. Takes about 5 minutes, needs librosa."),
]
Everything = Annotated[bool, _measure("all", "The plain figures and all of these. Takes about 40 minutes.")]
Picture = Annotated[
    Path | None,
    typer.Option(
        "--picture",
        metavar="FILE",
        help="Draw time by length as an .svg or .png; implies --lengths. Needs matplotlib.",
        rich_help_panel=common.OUTPUT,
    ),
]


def bench(
    lengths: Lengthwise = False,
    long: Long = False,
    busy: Busy = False,
    compare: Compare = False,
    batch: Batch = False,
    music: Music = False,
    everything: Everything = False,
    runs: Runs = 5,
    picture: Picture = None,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    as_json: common.Json = False,
    debug: common.Debug = False,
) -> None:
    """Measure how fast this machine makes music.

    On its own it takes one to four minutes for what people wait for: 8 bars from the shell with start-up included, 2
    and 8 bars and a minute on a warm model, a minute of four parts, the composing of 8 bars, and the OSC server from a
    datagram to its answers. The options below measure other things instead, and can be combined.

    Example: musiccm bench --lengths --picture growth.svg
    """
    lengths = lengths or picture is not None
    asked = {"lengths": lengths, "long": long, "busy": busy, "compare": compare, "batch": batch, "music": music}
    chosen = [name for name, wanted in asked.items() if wanted or everything]
    if everything or not chosen:
        chosen.insert(0, "everyday")
    check_possible(chosen, picture)
    subject, machine = Subject(model, device, runs), this_machine(device)
    measured = {name: MEASURES[name](subject) for name in chosen}
    if as_json:
        values = {name: _rounded(found) for name, found in measured.items()}
        print_json({"machine": asdict(machine), "runs": runs, **values})
    else:
        print_line(f"{machine}; medians of {counted(runs, 'run')}")
        for figures in chain(*measured.values()):
            print_line()
            print_table(figures.columns, figures.rows)
    # Last, so that a picture that cannot be written loses no figure.
    if picture is not None:
        draw_growth(measured["lengths"][0], str(machine), picture)


def check_possible(chosen: list[str], picture: Path | None) -> None:
    """Refuse what cannot be measured or drawn here, before anything is measured.

    Raises:
        ModelError: the system does not report memory, or librosa is missing.
        ModuleNotFoundError: matplotlib is missing.
        RequestError: the picture's format is unknown.
        ProjectError: the picture's folder is not there.
    """
    if "long" in chosen:
        check_memory_is_known()
    if "music" in chosen:
        from trainer.evaluation.music_figures import check_librosa

        check_librosa()
    if picture is not None:
        check_picture(picture)


def batch_figures(subject: Subject) -> list[Figures]:
    """Measure how many takes a minute each way makes."""
    jobs = default_jobs(subject.model, subject.device, NIGHT_SECONDS, may_load=True)
    print_stage("takes a minute")
    found = takes_a_minute(subject.model, subject.device, jobs, subject.runs)
    return [Figures(("4 bars, start-up included", "takes a minute"), list(found.items()), found)]


def music_figures(subject: Subject) -> list[Figures]:
    """Measure the music itself."""
    from trainer.evaluation.music_figures import MEASURES as MUSIC

    found = []
    for name, measure_music in MUSIC.items():
        print_stage(name)
        found.append(measure_music(subject.engine))
    return found


MEASURES: dict[str, Callable[[Subject], list[Figures]]] = {
    "everyday": everyday_figures,
    "lengths": growth_figures,
    "long": memory_figures,
    "busy": neighbour_figures,
    "compare": comparison_figures,
    "batch": batch_figures,
    "music": music_figures,
}


def _rounded(found: list[Figures]) -> dict[str, float]:
    return {name: round(value, 5) for figures in found for name, value in figures.values.items()}

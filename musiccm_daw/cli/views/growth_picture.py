"""How cost grows with length, as a picture: one line for each number of steps, and the line of real time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from musiccm_daw.cli.views.console import counted
from musiccm_daw.errors import ProjectError, RequestError, quoted
from musiccm_daw.writers.atomic_file import written_whole

FORMATS = (".svg", ".png")


def check_picture(path: Path) -> None:
    """Refuse a picture that could not be written, before minutes are spent on measuring.

    Raises:
        RequestError: its format is unknown.
        ProjectError: its folder is not there.
        ModuleNotFoundError: matplotlib is not installed.
    """
    if path.suffix.lower() not in FORMATS:
        raise RequestError(f"--picture is {quoted(str(path))}; give a file that ends in {' or '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise ProjectError(f"the folder of --picture is not there: {path.parent}; make it, or choose another")

    import matplotlib  # noqa: F401  # to see that it is there


def draw_growth(lengths: Mapping[int, Mapping[float, float]], machine: str, path: Path) -> None:
    """Write the picture, as SVG or PNG.

    Args:
        lengths: for each number of steps, seconds of music to the seconds that making it takes.
        machine: what they were measured on.
        path: of the picture; one that is there is replaced.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), layout="constrained")
    axes = figure.subplots()
    for steps, found in lengths.items():
        axes.loglog(list(found), list(found.values()), marker="o", label=counted(steps, "step"))
    music = sorted({seconds for found in lengths.values() for seconds in found})
    axes.loglog(music, music, linestyle="--", color="grey", label="real time")
    axes.set_xlabel("seconds of stereo music")
    axes.set_ylabel("seconds to make it")
    axes.set_title(machine, fontsize=9)
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    with written_whole(path) as file:
        figure.savefig(file, format=path.suffix[1:].lower(), dpi=150)

"""How cost grows with length, as a picture: one line for each number of steps, and the line of real time."""

from __future__ import annotations

from pathlib import Path

from musiccm_daw.errors import ProjectError, RequestError, quoted
from musiccm_daw.figures import Figures
from musiccm_daw.whole_files import written_whole

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


def draw_growth(table: Figures, machine: str, path: Path) -> None:
    """Write the picture, as SVG or PNG; one that is there is replaced.

    Args:
        table: lengths, their seconds of music, and the seconds that making them takes, in one column or more.
        machine: what they were measured on.
        path: of the picture.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), layout="constrained")
    axes = figure.subplots()
    _, music, *made = zip(*table.rows, strict=True)
    for name, seconds in zip(table.columns[2:], made, strict=True):
        axes.loglog(music, seconds, marker="o", label=name)
    axes.loglog(music, music, linestyle="--", color="grey", label="real time")
    axes.set_xlabel("seconds of stereo music")
    axes.set_ylabel("seconds to make it")
    for axis in (axes.xaxis, axes.yaxis):
        # 0.1 and 100, not powers of ten.
        axis.set_major_formatter("{x:g}")
    axes.set_title(machine, fontsize=9)
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    with written_whole(path) as file:
        figure.savefig(file, format=path.suffix[1:].lower(), dpi=150)

"""The options that edit a clip, and what they say together. The request is completed by `request/resolve_edit.py`."""

from pathlib import Path
from typing import Annotated

import typer

from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.resolve_edit import AskedEdit, choose_edit

EDITING = "Editing a clip"

RepaintOption = Annotated[
    Path | None,
    typer.Option(
        "--repaint",
        metavar="CLIP",
        help="Make the bars of --range anew; all other frames are the clip's own, bit for bit. CLIP is a WAV, FLAC or "
        "AIFF, mono or stereo, and so is the take. Tempo, meter, key, chords and prompt are the clip's where it names "
        "them (say --bpm where not); --chords are those of the new bars.",
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
RangeOption = Annotated[
    str | None,
    typer.Option(
        "--range",
        metavar="5-6",
        help="Which bars of the clip to repaint, from 1, both included.",
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
ContinueOption = Annotated[
    Path | None,
    typer.Option(
        "--continue",
        metavar="CLIP",
        help="Add --bars new bars behind the clip. The take holds old and new, so that it is one file to place, and "
        "the join can be heard; the old frames are the clip's own.",
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
VariationOfOption = Annotated[
    Path | None,
    typer.Option(
        "--variation-of",
        metavar="CLIP",
        help="Make music like the clip, as far from it as --strength says.",
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
StrengthOption = Annotated[
    str | None,
    typer.Option(
        "--strength",
        metavar="S",
        help="0: the clip as the model's codec gives it; 1: new music.",
        show_default="0.5",
        rich_help_panel=EDITING,
    ),
]


def asked_edit(
    repaint: Path | None, bar_range: str | None, continued: Path | None, varied: Path | None, strength: str | None
) -> tuple[Path, AskedEdit] | None:
    """Return the clip and what to do with it; None where no clip is named.

    Raises:
        RequestError: the options contradict each other.
    """
    clips = {EditKind.REPAINT: repaint, EditKind.CONTINUE: continued, EditKind.VARIATION: varied}
    return choose_edit(clips, bar_range, strength)

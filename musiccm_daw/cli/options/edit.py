"""The options that edit a clip, and what they say together. The request is completed by `asking_edit.py`."""

from pathlib import Path
from typing import Annotated

import typer

from musiccm_daw.request.asked_edit import AskedEdit, choose_edit
from musiccm_daw.request.edit import EditKind

EDITING = "Editing a clip"

RepaintOption = Annotated[
    Path | None,
    typer.Option(
        "--repaint",
        metavar="CLIP",
        help="Replace the bars of --range in a clip and keep all its other frames, bit for bit: `--repaint loop.wav "
        "--range 5-6`. CLIP is a WAV, FLAC or AIFF file, or a take's folder; a mono clip gives a mono take. Tempo, "
        "meter, key, chords and prompt are taken from the clip if it states them (if not, give --bpm); --chords sets "
        "those of the new bars. Their notes are composed for the players of the clip, or those of --midi, whose first "
        "bar is the first new one. The mix of a take with stems is edited stem by stem.",
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
RangeOption = Annotated[
    str | None,
    typer.Option(
        "--range",
        metavar="5-6",
        help="Bars to repaint, counted from 1: the first and the last, such as `5-6`, or one, such as `5`.",
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
ContinueOption = Annotated[
    Path | None,
    typer.Option(
        "--continue",
        metavar="CLIP",
        help="Add --bars new bars after a clip: `--continue loop.wav --bars 4`. The take starts with the clip, frame "
        "for frame, and its players go on from what they played.",
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
VariationOfOption = Annotated[
    Path | None,
    typer.Option(
        "--variation-of",
        metavar="CLIP",
        help="Make new music that resembles a clip: the same notes in another sound, or with --keep sound other notes "
        'in the same sound: `generate "on strings" --variation-of riff.wav`.',
        show_default=False,
        rich_help_panel=EDITING,
    ),
]
StrengthOption = Annotated[
    str | None,
    typer.Option(
        "--strength",
        metavar="S",
        help="How far the sound of a variation departs from its clip: from 0, the clip as the model's codec reproduces "
        "it, to 1, a new sound.",
        show_default="0.5",
        rich_help_panel=EDITING,
    ),
]
KeepOption = Annotated[
    str | None,
    typer.Option(
        "--keep",
        metavar="score|sound",
        help="What a variation keeps of its clip: `score`, its notes, or `sound`, in which other notes are composed, "
        "or those of --midi played: `--variation-of riff.wav --keep sound`.",
        show_default="score, if the clip has one",
        rich_help_panel=EDITING,
    ),
]


def asked_edit(
    repaint: Path | None,
    bar_range: str | None,
    continued: Path | None,
    varied: Path | None,
    strength: str | None,
    keep: str | None,
) -> tuple[Path, AskedEdit] | None:
    """Return the clip and what to do with it; None where no clip is named.

    Raises:
        RequestError: the options contradict each other.
    """
    clips = {EditKind.REPAINT: repaint, EditKind.CONTINUE: continued, EditKind.VARIATION: varied}
    return choose_edit(clips, bar_range, strength, keep)

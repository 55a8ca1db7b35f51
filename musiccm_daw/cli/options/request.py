"""The options that describe a request: type, help text and panel of each, in the order of the help page.

Values stay as typed: `GenerationRequest.resolve` parses them, so that every way in refuses the same things
with the same words.
"""

from typing import Annotated

import typer

MUSIC = "Music"
STEMS = "Stems and variations"
SAMPLING = "Sampling"
AUDIO = "Audio"

PromptArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PROMPT",
        help="What it should sound like. Facts in it (`90 bpm`, `in F# minor`, `8 bars`, `3/4`) count unless "
        "an option says otherwise. May be left out where a clip that is edited carries one.",
        show_default=False,
    ),
]
BpmOption = Annotated[
    str | None,
    typer.Option(
        metavar="BPM",
        help="Quarter notes per minute, 20 to 300, fractions allowed.",
        show_default="120",
        rich_help_panel=MUSIC,
    ),
]
BarsOption = Annotated[
    str | None,
    typer.Option(metavar="N", help="Length, 1 to 256 bars.", show_default="4", rich_help_panel=MUSIC),
]
MeterOption = Annotated[
    str | None,
    typer.Option(metavar="N/D", help="Meter: 1 to 16 over 2, 4, 8 or 16.", show_default="4/4", rich_help_panel=MUSIC),
]
KeyOption = Annotated[
    str | None,
    typer.Option(
        metavar="KEY",
        help="`A minor`, `Am`, `F# major`, `Bb` or `none`.",
        show_default="chosen by the seed",
        rich_help_panel=MUSIC,
    ),
]
ChordsOption = Annotated[
    str | None,
    typer.Option(
        metavar="CHORDS",
        help="Bars separated by |, repeated until the clip is full: `Am7 | F C | G`.",
        show_default="common ones of the key",
        rich_help_panel=MUSIC,
    ),
]
LoopOption = Annotated[
    bool | None,
    typer.Option(
        "--loop/--no-loop",
        help="Close the end onto the beginning, or let it end.",
        show_default="loop",
        rich_help_panel=MUSIC,
    ),
]
StemOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ROLE[=PROMPT]",
        help="Make this stem as a file of its own; repeatable. Roles: drums, bass, keys, guitar, pads, lead, "
        "strings, brass, vocal-pad, percussion, fx, mix.",
        rich_help_panel=STEMS,
    ),
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar='"NAME=BARS[: WORDS]"',
        help="A section of a song, in order, with words of its own before each stem's; repeatable. Their bars add up "
        "to the clip's: `verse=8`, `chorus=8: bigger, brighter`.",
        rich_help_panel=MUSIC,
    ),
]
VariationsOption = Annotated[
    str | None,
    typer.Option(metavar="N", help="How many, all on the same chords.", show_default="1", rich_help_panel=STEMS),
]
SeedOption = Annotated[
    str | None,
    typer.Option(
        metavar="N",
        help="The same request and seed give the same frames.",
        show_default="random",
        rich_help_panel=SAMPLING,
    ),
]
StepsOption = Annotated[
    str | None,
    typer.Option(metavar="N", help="Consistency steps, 1 to 8.", show_default="4", rich_help_panel=SAMPLING),
]
GuidanceOption = Annotated[
    str | None,
    typer.Option(
        metavar="W",
        help="Guidance scale: higher follows words and chords more strictly. Another one than the model's own "
        "takes longer.",
        show_default="the one that the student was distilled with",
        rich_help_panel=SAMPLING,
    ),
]
SampleRateOption = Annotated[
    str | None,
    typer.Option(metavar="HZ", help="Sample rate of the files.", show_default="44100", rich_help_panel=AUDIO),
]
SubtypeOption = Annotated[
    str | None,
    typer.Option(
        metavar="PCM_24|PCM_16|FLOAT",
        help="Sample format of the files.",
        show_default="PCM_24",
        rich_help_panel=AUDIO,
    ),
]

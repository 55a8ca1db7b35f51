"""The options that describe a request: type, help text and panel of each, in the order of the help page.

Values stay as typed: `GenerationRequest.resolve` parses them, so that the command line, the bridge and the presets
refuse the same things with the same words.
"""

from pathlib import Path
from typing import Annotated

import typer

MUSIC = "Music"
SCORE = "Score"
STEMS = "Stems and variations"
SAMPLING = "Sampling"
AUDIO = "Audio"

PromptArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PROMPT",
        help="What the music should sound like; with stems, the style that they share. Facts in the prompt "
        "(`90 bpm`, `Am`, `8 bars`, `30 seconds`, `3/4`) are used unless an option overrides them. Can be left out if "
        "the clip that is edited contains a prompt.",
        show_default=False,
    ),
]
BpmOption = Annotated[
    str | None,
    typer.Option(
        metavar="BPM",
        help="Tempo in quarter notes per minute, 20 to 300; fractions such as 97.3 are allowed.",
        show_default="the style's, or 120",
        rich_help_panel=MUSIC,
    ),
]
BarsOption = Annotated[
    str | None,
    typer.Option(
        metavar="N", help="Length in bars, 1 to 256, and at most 60 minutes.", show_default="4", rich_help_panel=MUSIC
    ),
]
MeterOption = Annotated[
    str | None,
    typer.Option(
        metavar="N/D",
        help="Time signature, such as 3/4 or 7/8: 1 to 16 over 2, 4, 8 or 16.",
        show_default="the style's, or 4/4",
        rich_help_panel=MUSIC,
    ),
]
KeyOption = Annotated[
    str | None,
    typer.Option(
        metavar="KEY",
        help="Key, such as `A minor`, `Am`, `F# major`, `Bb`, `d-moll` or `8A`; `none` for music without a key.",
        show_default="chosen by the seed",
        rich_help_panel=MUSIC,
    ),
]
ChordsOption = Annotated[
    str | None,
    typer.Option(
        metavar="CHORDS",
        help="Chords of each bar, with bars separated by |: `Am7 | F C | G`. They repeat until the end of the clip. "
        "`%` is the bar before, `N.C.` no chord, and in `d | g | C` small letters are minor.",
        show_default="the style's, or common ones in the key",
        rich_help_panel=MUSIC,
    ),
]
DensityOption = Annotated[
    str | None,
    typer.Option(
        metavar="X",
        help="How many notes are composed, 0 to 1: 0 for half of those that the style has, 0.5 for as many, 1 for "
        "twice as many. It replaces what the prompt says about the whole (`sparse`), but not what it says about one "
        "player.",
        show_default="from the prompt",
        rich_help_panel=SCORE,
    ),
]
EnergyOption = Annotated[
    str | None,
    typer.Option(
        metavar="X",
        help="How hard the music is played, from 0, soft, to 1, loud; takes are brought to one level afterwards. It "
        "replaces what the prompt says about the whole (`calm`), but not what it says about one player.",
        show_default="from the prompt",
        rich_help_panel=MUSIC,
    ),
]
LoopOption = Annotated[
    bool | None,
    typer.Option(
        "--loop/--no-loop",
        help="Make a clip whose end leads back to its beginning, or one that ends.",
        show_default="loop",
        rich_help_panel=MUSIC,
    ),
]
StemOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ROLE[=PROMPT]",
        help="Make this stem as a file of its own, described by its own prompt if there is one: `drums`, `keys=dusty "
        "rhodes`; repeatable. Only the stems that are asked for are made, and their mix if there are several. Roles: "
        "drums, bass, keys, guitar, pads, lead, strings, brass, vocal-pad, percussion, fx, mix.",
        rich_help_panel=STEMS,
    ),
]
MidiOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[ROLE=]FILE",
        help="Play this MIDI file; repeatable. Its tempo, meter, length and key count unless an option says otherwise. "
        "ROLE=FILE is one stem's part: `--stem bass --midi bass=line.mid`.",
        rich_help_panel=SCORE,
    ),
]
FitToOption = Annotated[
    Path | None,
    typer.Option(
        "--fit-to",
        metavar="AUDIO",
        help="Compose to audio of your own, a WAV, FLAC or AIFF of whole bars: `--stem bass --fit-to guitar.wav`. Its "
        "tempo, meter, length, key and chords are used unless an option says otherwise: what the file states, and "
        "estimates of the rest, each reported with its confidence.",
        show_default=False,
        rich_help_panel=SCORE,
    ),
]
ScoreOption = Annotated[
    str | None,
    typer.Option(
        metavar="composed|none",
        help="Compose the notes first, or leave them to the model, as the paper does.",
        show_default="composed",
        rich_help_panel=SCORE,
    ),
]
PartsOption = Annotated[
    bool | None,
    typer.Option(
        "--parts",
        help="Write every part of the score as a stem of its own.",
        show_default=False,
        rich_help_panel=SCORE,
    ),
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar='"NAME=BARS[: WORDS]"',
        help="A section with its length in bars, and words that are added to the prompt there: `verse=8`, `chorus=8: "
        "bigger, brighter`; repeatable, in order. The lengths add up to --bars, which can be left out.",
        rich_help_panel=MUSIC,
    ),
]
VariationsOption = Annotated[
    str | None,
    typer.Option(
        metavar="N",
        help="Number of variations, 1 to 16, all with the same chords.",
        show_default="1",
        rich_help_panel=STEMS,
    ),
]
SeedOption = Annotated[
    str | None,
    typer.Option(
        metavar="N",
        help="Seed, 0 to 4294967295; the same request and seed give the same audio.",
        show_default="random",
        rich_help_panel=SAMPLING,
    ),
]
StepsOption = Annotated[
    str | None,
    typer.Option(metavar="N", help="Sampling steps, 1 to 8.", show_default="4", rich_help_panel=SAMPLING),
]
GuidanceOption = Annotated[
    str | None,
    typer.Option(
        metavar="W",
        help="Guidance scale, 0 to 20; higher values follow prompt and chords more strictly. Any value but the "
        "model's own takes longer.",
        show_default="the model's own",
        rich_help_panel=SAMPLING,
    ),
]
SampleRateOption = Annotated[
    str | None,
    typer.Option(
        metavar="HZ",
        help="Sample rate of the files: 22050, 32000, 44100, 48000, 88200, 96000 or 192000.",
        show_default="44100",
        rich_help_panel=AUDIO,
    ),
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

"""The format of presets: one model, from which checks, JSON Schema, reference page and error texts come.

The model knows keys, types and what editors should offer. Whether a value can be played is judged by
`GenerationRequest.resolve` alone (`presets/building.py`), so nothing here refuses a tempo.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, NotRequired, Required, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from musiccm_daw.request.fields import (
    MAX_NAME_CHARACTERS,
    MAX_PROMPT_CHARACTERS,
    MAX_STEPS,
    SAMPLE_RATES,
    STEERED,
)
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.sections import MAX_SECTIONS
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.request.stems import GAIN_DB, MAX_STEMS, PAN
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import MAX_BARS, MAX_BPM, MIN_BARS, MIN_BPM

_ONLY_THESE = ConfigDict(extra="forbid", strict=True)
_Value = TypeVar("_Value")


def _between(low: float, high: float) -> dict[str, Any]:
    """Return what editors should know of a range; the check itself is the request's."""
    return {"minimum": low, "maximum": high}


Prompt = Annotated[
    str,
    Field(
        description="What the music should sound like: the style that all stems share. It may state facts, such as "
        "`90 bpm` or `in F# minor`; keys of the preset win over them.",
        examples=["dusty lo-fi hip hop"],
        json_schema_extra={"minLength": 1, "maxLength": MAX_PROMPT_CHARACTERS},
    ),
]
Bpm = Annotated[
    float,
    Field(
        description="Tempo in quarter notes per minute; fractions are allowed. Without it, the style's.",
        examples=[124.75],
        json_schema_extra=_between(MIN_BPM, MAX_BPM),
    ),
]
Bars = Annotated[
    int,
    Field(
        description="Length in bars, at most 60 minutes of them. Without it, that of the sections or the MIDI files, "
        "otherwise 4.",
        examples=[8],
        json_schema_extra=_between(MIN_BARS, MAX_BARS),
    ),
]
MeterText = Annotated[
    str,
    Field(
        description="Time signature: 1 to 16 over 2, 4, 8 or 16. Without it, the style's.",
        examples=["4/4", "7/8"],
        json_schema_extra={"pattern": r"^\s*[0-9]+\s*/\s*[0-9]+\s*$"},
    ),
]
KeyText = Annotated[
    str,
    Field(
        description="Key, such as `A minor`, `Am`, `F# major` or `Bb`; `none` for music without a key. "
        "Without it, the seed chooses.",
        examples=["F minor"],
    ),
]
Chords = Annotated[
    str,
    Field(
        description="Chords of each bar, with bars separated by `|`. They repeat until the bars are full. Without "
        "them, the style's.",
        examples=["Am7 | F C | G"],
    ),
]
Loop = Annotated[
    bool, Field(description="Whether the end leads back to the beginning. Without it, yes.", examples=[False])
]
SampleRate = Annotated[
    int,
    Field(
        description="Sample rate of the WAV files in Hz. Without it, 44100.",
        examples=[48000],
        json_schema_extra={"enum": list(SAMPLE_RATES)},
    ),
]
Steps = Annotated[
    int,
    Field(
        description="Sampling steps of the model: more are slower and finer. Without it, 4.",
        examples=[4],
        json_schema_extra=_between(1, MAX_STEPS),
    ),
]
Seed = Annotated[
    int,
    Field(
        description="The number from which everything random follows: the same seed gives the same frames. Without "
        "it, every render draws one for each take.",
        examples=[12345],
        json_schema_extra=_between(0, MAX_SEED),
    ),
]
Score = Annotated[
    str,
    Field(
        description="Where the notes come from: `composed` from the prompt, or `none` for a model that is "
        "conditioned on words and chords alone. Without it, composed.",
        examples=["composed"],
        json_schema_extra={"enum": [str(ScoreSource.COMPOSED), str(ScoreSource.NONE)]},
    ),
]
Density = Annotated[
    float,
    Field(
        description="How many notes are composed: 0 for half of those that the style has, 0.5 for as many, 1 for twice "
        "as many. Without it, as the words say.",
        examples=[0.25],
        json_schema_extra=_between(*STEERED),
    ),
]
Energy = Annotated[
    float,
    Field(
        description="How hard the music is played, from 0, soft, to 1, loud. Without it, as the words say.",
        examples=[0.9],
        json_schema_extra=_between(*STEERED),
    ),
]
Parts = Annotated[
    bool,
    Field(description="Make every part of the score a stem of its own, in place of `[[stem]]`.", examples=[True]),
]
OwnPrompt = Annotated[
    str,
    Field(
        description="Words for this stem alone; they come before the preset's prompt.",
        examples=["warm sub bass"],
        json_schema_extra={"minLength": 1, "maxLength": MAX_PROMPT_CHARACTERS},
    ),
]
GainDb = Annotated[
    float,
    Field(
        description="Level in dB, added to the usual level of its role.",
        examples=[-3.0],
        json_schema_extra=_between(*GAIN_DB),
    ),
]
Pan = Annotated[
    float,
    Field(
        description="Balance, from -1 (left) to 1 (right).",
        examples=[-0.3],
        json_schema_extra=_between(*PAN),
    ),
]
Midi = Annotated[
    str,
    Field(
        description="MIDI file with the notes of this stem; a relative path begins at the preset's folder.",
        examples=["bassline.mid"],
        json_schema_extra={"minLength": 1},
    ),
]
Axis = Annotated[list[_Value], Field(min_length=1)]
"""The values of one key of a matrix."""

_NAME = {"minLength": 1, "maxLength": MAX_NAME_CHARACTERS}


@with_config(_ONLY_THESE)
class PresetTable(TypedDict, total=False):
    """What all stems share."""

    name: Annotated[
        str,
        Field(
            description="Beginning of the names of takes and files. Without it, the name of the preset's file.",
            examples=["dusty-house-kit"],
            json_schema_extra=_NAME,
        ),
    ]
    description: Annotated[
        str, Field(description="One sentence for those who look for a preset.", examples=["Four stems for a warm set."])
    ]
    tags: Annotated[
        list[str], Field(description="Words by which the preset is found.", examples=[["house", "kit", "warm"]])
    ]
    prompt: Prompt
    bpm: Bpm
    bars: Bars
    meter: MeterText
    key: KeyText
    chords: Chords
    loop: Loop
    sample_rate: SampleRate
    steps: Steps
    seed: Seed
    score: Score
    density: Density
    energy: Energy
    parts: Parts
    fit_to: Annotated[
        str,
        Field(
            description="Audio file (WAV, FLAC or AIFF) of whole bars: takes are composed to its tempo, meter, length, "
            "key and chords, where this preset gives none. A relative path begins at the preset's folder.",
            examples=["loop.wav"],
            json_schema_extra={"minLength": 1},
        ),
    ]


@with_config(_ONLY_THESE)
class StemTable(TypedDict, total=False):
    """One stem: a part of the score, written to a file of its own."""

    name: Annotated[
        str,
        Field(
            description="Name of the stem's files and track, by which sections, overlays and `--set` refer to it. "
            "Without it, the role.",
            examples=["sub-bass"],
            json_schema_extra=_NAME,
        ),
    ]
    role: Annotated[
        str,
        Field(
            description="What it plays; `mix`, alone, is the whole piece in one file. It can be left out only for a "
            "stem that the extended preset has.",
            examples=["bass"],
            json_schema_extra={"enum": list(ROLES)},
        ),
    ]
    prompt: OwnPrompt
    gain_db: GainDb
    pan: Pan
    midi: Midi


@with_config(_ONLY_THESE)
class SectionTable(TypedDict):
    """One section of a song; sections follow each other as they stand in the file."""

    name: Required[
        Annotated[
            str,
            Field(
                description="Name of the section, which markers show. A second `verse` is called `verse-2` in "
                "overlays and `--set`.",
                examples=["verse"],
                json_schema_extra=_NAME,
            ),
        ]
    ]
    bars: NotRequired[
        Annotated[
            int,
            Field(
                description="Length in bars. It can be left out only for a section that the extended preset has.",
                examples=[8],
                json_schema_extra=_between(MIN_BARS, MAX_BARS),
            ),
        ]
    ]
    chords: NotRequired[
        Annotated[
            str,
            Field(
                description="Chords from the section's first bar on. Without them, the preset's.", examples=["Dm | G"]
            ),
        ]
    ]
    stems: NotRequired[
        Annotated[
            list[str],
            Field(
                description="Names of the stems that play; the others rest. Without it, all play.",
                min_length=1,
                examples=[["drums", "bass"]],
            ),
        ]
    ]
    prompt: NotRequired[
        Annotated[
            str,
            Field(
                description="Words for this section, added to each stem's.",
                examples=["sparse"],
                json_schema_extra={"minLength": 1, "maxLength": MAX_PROMPT_CHARACTERS},
            ),
        ]
    ]
    density: NotRequired[Density]
    energy: NotRequired[Energy]


@with_config(_ONLY_THESE)
class StemAxes(TypedDict, total=False):
    """Values of a stem's keys."""

    prompt: Axis[OwnPrompt]
    gain_db: Axis[GainDb]
    pan: Axis[Pan]
    midi: Axis[Midi]


@with_config(_ONLY_THESE)
class MatrixTable(TypedDict, total=False):
    """Lists of values: every combination is a take. The last list varies fastest."""

    prompt: Axis[Prompt]
    bpm: Axis[Bpm]
    bars: Axis[Bars]
    meter: Axis[MeterText]
    key: Axis[KeyText]
    chords: Axis[Chords]
    loop: Axis[Loop]
    sample_rate: Axis[SampleRate]
    steps: Axis[Steps]
    seed: Axis[Seed]
    score: Axis[Score]
    density: Axis[Density]
    energy: Axis[Energy]
    parts: Axis[Parts]
    stem: Annotated[
        dict[str, StemAxes],
        Field(
            description='Values of a stem\'s keys, by the name of the stem: `stem.bass.prompt = ["warm", "bright"]`.'
        ),
    ]


@with_config(_ONLY_THESE)
class PresetDocument(TypedDict, total=False):
    """A preset of MusicCM-DAW."""

    extends: Annotated[
        str,
        Field(
            description="Another preset that this one overlays: a name, or a path that ends in .toml and begins at "
            "this file's folder. Keys that stand here win; stems and sections are matched by their names.",
            examples=["dusty-house-kit"],
            json_schema_extra={"minLength": 1},
        ),
    ]
    preset: Annotated[PresetTable, Field(description="What all stems share.")]
    stem: Annotated[
        list[StemTable],
        Field(description="The stems; each is a file of its own.", json_schema_extra={"maxItems": MAX_STEMS}),
    ]
    section: Annotated[
        list[SectionTable],
        Field(description="The sections of a song, in their order.", json_schema_extra={"maxItems": MAX_SECTIONS}),
    ]
    matrix: Annotated[
        MatrixTable, Field(description="Lists of values: every combination is a take. The last list varies fastest.")
    ]


@cache
def model() -> TypeAdapter[PresetDocument]:
    """Return the checker of documents, built when it is first needed."""
    return TypeAdapter(PresetDocument)

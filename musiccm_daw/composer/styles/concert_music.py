"""Music for listening: baroque and minimalism."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.chords import arpeggios, comping, keyboards, progressions
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style, together
from musiccm_daw.composer.tunes import melody

_CONTINUO = ("x---x---x---x---", "x-------x---x---", "x---x-x-x---x-x-")
# Cells of Reich and Glass: they never rest on the same 8ths as the pulse beside them.
_PULSES = ("x-x-x-x-x-x-x-x-", "X-x-x-X-x-x-X-x-", "x-x-..x-x-..x-x-", "..x-x-..x-x-..x-")

BAROQUE = Style(
    name="baroque",
    bpm=(66, 108),
    minor=0.5,
    major_progressions=(
        "I | V | vi | iii | IV | I | IV | V",
        "I | V7/VII | I | V",
        "I | vi | ii | V7",
        "I | IV | viidim | iii | vi | ii | V7 | I",
        "I | V | V7/II | I",
    ),
    minor_progressions=(
        "i | iv | bVII | bIII | bVI | iidim | V | i",
        "i | V | i | V7",
        "i | v/bVII | bVI | V",
        "i | iv | V7 | i",
        "i | V7/VII | i | V",
    ),
    colours=("triads",),
    form="arc",
    meters={"4/4": 0.7, "3/4": 0.3},
    swelling="terraced",
    cadence="V",
    unplugged=True,
    polyphonic=True,
    guitar="nylon_guitar",
    solo_guitar="nylon_guitar",
    chamber=True,
    sacred=True,
    groups=(
        (
            Layer(
                "keys",
                ("harpsichord",),
                partial(
                    keyboards.two_hands,
                    patterns=_CONTINUO,
                    left_hands=("R---5---R---5---", "R---3---5---R---", "R-5-3-5-R-5-3-5-"),
                ),
                chance=0.8,
                effects={"reverb_small": 0.5},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "keys",
                ("church_organ",),
                partial(
                    together,
                    writers=(
                        partial(melody.melody, centre=74, velocity=86, bank="lyric", density="dense"),
                        partial(inner_voices.ground, floor=40, velocity=78),
                    ),
                ),
                chance=0.2,
                effects={"reverb_hall": 0.9},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_violin",),
                partial(melody.melody, centre=78, bank="lyric", density="dense", gate=0.85, rests=0.0),
                chance=0.55,
                floor=0.35,
                effects={"reverb_hall": 0.5},
                spread=0.2,
                solo=True,
            ),
            Layer(
                "lead",
                ("oboe", "flute"),
                partial(melody.melody, centre=77, bank="lyric", density="dense", gate=0.85, rests=0.0),
                chance=0.45,
                floor=0.35,
                effects={"reverb_hall": 0.5},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_cello",),
                partial(inner_voices.ground, floor=36, velocity=78),
                effects={"reverb_hall": 0.5},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_viola",),
                partial(inner_voices.inner, centre=60),
                chance=0.9,
                floor=0.4,
                effects={"reverb_hall": 0.6},
                gain_db=-3,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "brass",
                ("trumpet",),
                partial(inner_voices.counter_line, centre=74),
                chance=0.2,
                floor=0.75,
                effects={"reverb_hall": 0.6},
                gain_db=-4,
            ),
        ),
    ),
)

MINIMALISM = Style(
    name="minimalism",
    bpm=(116, 156),
    minor=0.4,
    major_progressions=(
        "I | I | vi | vi",
        "Imaj7 | Imaj7 | IVmaj7 | IVmaj7",
        "I",
        "I | I | IV | IV",
        "I | I | ii | ii | IV | IV | I | I",
    ),
    minor_progressions=("i | i | bVI | bVI", *progressions.AMBIENT_MINOR[:3], "i", "i | i | v | v"),
    colours=("triads", "sevenths"),
    form="arc",
    meters={"4/4": 0.8, "6/8": 0.1, "7/8": 0.1},
    looseness=0.3,
    swelling="narrow",
    unplugged=True,
    polyphonic=True,
    guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "keys",
                ("marimba",),
                partial(arpeggios.arpeggio, rates=(0.25,), centre=69, voices=4, habit="strict", gate=0.7, velocity=73),
                effects={"reverb_small": 0.5},
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("marimba", "vibraphone", "grand_piano"),
                partial(comping.comp, patterns=_PULSES, centre=62, voices=2, habit="strict", hold=0.7, velocity=68),
                effects={"reverb_small": 0.5},
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "vibraphone", "grand_piano"),
                partial(melody.riff, density="dense", centre=72, turns=False, bank="synth"),
                floor=0.35,
                effects={"reverb_small": 0.5},
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "slow_strings"),
                partial(comping.pad, voices=3),
                chance=0.45,
                floor=0.4,
                effects={"reverb_hall": 0.6},
                gain_db=-6,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                partial(comping.comp, patterns=("x-x-x-x-x-x-x-x-",), centre=67, voices=2, habit="strict", hold=0.6),
                chance=0.25,
                floor=0.4,
                effects={"reverb_hall": 0.6},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("clarinet", "flute"),
                partial(melody.riff, density="medium", centre=70, turns=False, bank="synth"),
                chance=0.6,
                floor=0.5,
                effects={"reverb_hall": 0.5},
                gain_db=-3,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "contrabass"),
                partial(inner_voices.ground, floor=30),
                chance=0.25,
                floor=0.6,
                effects={"reverb_hall": 0.4},
                gain_db=-3,
            ),
        ),
    ),
)

"""Deep house: ninths that answer the beat, a bass that leaves room for the kick, voices far away."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.styles.club import CONGAS, SHAKERS
from musiccm_daw.composer.tunes import melody

_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "open_hat": "..x...x...x...x.", "rim": "...o......o..o.."},
    {"kick": "X...X...X...X...", "rim": "....x..o....x..o", "hat": "o.x.o.x.o.x.o.xo"},
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "hat": "..xo..xo..xo..xo", "rim": ".......x.....x.."},
    {
        "kick": "X...X...X...X...X...X...X...X..x",
        "snare": "....x.......x..o....x..o....x...",
        "open_hat": "..x...x...x...x...x...x...x...x.",
        "rim": "...x......x........x......x...x.",
    },
)
# Behind the beat and ahead of the bar line: what rests is the groove.
_BASS = (
    "R-....R---....5-",
    "R--...R-..R-..7-",
    "..R-..R---..R-..",
    "R-....R-O-....a-",
    "...R--R-.....RO-",
    "R--R........R-7-R--R..O-....5-..",
)
_CHORDS = (
    "..x---..x-......",
    "x--...x-........",
    "......x--.......",
    "..x-..x-....x---",
    "x-....x---..x-..",
    "...x--....x-....",
    "x--x--......x---......x---......",
    "..x-......x---....x-..x-........",
)

DEEP_HOUSE = Style(
    name="deep_house",
    looped=True,
    bpm=(118, 124),
    minor=0.88,
    major_progressions=("Imaj9 | vi9", "IVmaj9 | iii7", "ii9 | V7 | Imaj9 | Imaj9", "Imaj9 | ii9"),
    minor_progressions=(
        "i9 | iv9",
        "i9 | i9 | bVImaj7 | v7",
        "i9 | bVII7 | bVImaj7 | bVII7",
        "i9 | v9",
        "iv9 | v7 | i9 | i9",
        "bVImaj7 | v7 | i9 | i9",
        "i9",
    ),
    colours=("ninths", "sevenths"),
    form="dance",
    swing=(0.15, 0.45),
    swing_unit=0.25,
    looseness=0.3,
    breaks_down=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "kit_909", "kit_808", "electronic_kit"),
                partial(
                    grooves.groove,
                    grooves=_BEATS,
                    fills="electronic",
                    calm=("kick", "crash"),
                    fill_chance=0.3,
                    crash=0.2,
                ),
                effects={"saturation": 0.2, "reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "analog_bass", "analog_bass", "fm_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_BASS, hold=0.85, habit="turning"),
                floor=0.45,
                effects={"sidechain": 0.5, "lowpass": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "rhodes", "organ_stab", "chord_stab", "dx_piano", "grand_piano"),
                partial(comping.comp, patterns=_CHORDS, centre=65, voices=4, hold=0.85, velocity=80, habit="turning"),
                floor=0.35,
                effects={"reverb_hall": 0.4, "delay": 0.5, "chorus": 0.3},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "warm_pad", "slow_strings"),
                partial(comping.pad, voices=3),
                chance=0.7,
                effects={"sidechain": 0.7, "reverb_hall": 0.7, "lowpass": 0.4},
                gain_db=-7,
            ),
            Layer(
                "strings",
                ("string_ensemble", "slow_strings"),
                partial(inner_voices.counter_line, centre=76),
                chance=0.2,
                floor=0.6,
                effects={"reverb_hall": 0.7, "sidechain": 0.3},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("pluck", "tenor_sax", "muted_trumpet", "flute", "vibraphone"),
                partial(melody.melody, density="sparse", centre=72, scale="pentatonic", velocity=80, bank="beat"),
                chance=0.3,
                floor=0.6,
                effects={"delay": 0.6, "reverb_hall": 0.6},
                gain_db=-4,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs", "synth_voice"),
                partial(comping.comp, patterns=("......x-........", "x---............", "..........x---.."), voices=2),
                chance=0.35,
                floor=0.5,
                effects={"reverb_hall": 0.7, "delay": 0.6},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.5,
                floor=0.5,
                gain_db=-7,
                spread=0.4,
            ),
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=CONGAS),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-6,
                spread=0.4,
                solo=True,
            ),
        ),
        (effects.riser(0.1), effects.crackle(0.15)),
    ),
)

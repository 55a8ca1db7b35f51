"""Music of the Caribbean: reggae, reggaeton, salsa."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.clave import CLAVE, on_clave
from musiccm_daw.composer.basses.tumbao import montuno, tumbao
from musiccm_daw.composer.chords import comping, guitars, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles.club import CONGAS
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.ways.steered_writers import at_pace

_REGGAE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "........X.......", "rim": "........x.......", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......X.......", "snare": "........x.......", "hat": "x.xxx.x.x.xxx.x."},
    {"kick": "X...X...X...X...", "rim": "........x.....o.", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "........X.......",
        "snare": "........X.....o.",
        "hat": "..x...x...x...x.",
        "open_hat": "..............x.",
    },
)
_DEMBOW: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "...x..x....x..x."},
    {"kick": "X...X...X...X...", "snare": "...x..x....x..x.", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...X...X...X...", "clap": "...x..x....x..x.", "rim": "......o.......o.", "hat": "..x...x...x...x."},
)
# Two bars in 8ths, the three-side of the clave first; `clave.py` turns them.
_CASCARA = "x-x---x---x---x-x---x---x-x---x-"
_SLAP, _OPEN_TONES, _TUMBADORA = "o.o.x.o.o.o.....", "............x.x.", "......x........................."
_BELL = "X...x.x.X...x.x."
_BOMBO = "......x.....x..."
_SALSA: tuple[grooves.Groove, ...] = (
    {
        "claves": CLAVE,
        "cowbell": _BELL,
        "mute_conga": _SLAP,
        "high_conga": _OPEN_TONES,
        "low_conga": _TUMBADORA,
    },
    {"claves": CLAVE, "maracas": "x.o.x.o.x.o.x.o.", "high_timbale": _CASCARA, "high_conga": _OPEN_TONES},
    {"mute_conga": _SLAP, "high_conga": _OPEN_TONES, "low_conga": _TUMBADORA, "maracas": "x.x.x.x.x.x.x.x."},
    {"claves": CLAVE, "high_bongo": "X.o.x.o.X.o...o.", "low_bongo": "............x...", "cowbell": _BELL},
)
_SALSA_KITS: tuple[grooves.Groove, ...] = (
    # A cascara on the hi-hat, and toms that answer it as congas do.
    {"hat": _CASCARA.replace("-", "."), "rim": "....x...........", "high_tom": _OPEN_TONES, "kick": _BOMBO},
    {"cowbell": _BELL, "rim": CLAVE, "kick": _BOMBO},
    {"hat": "x...x...x...x...", "rim": CLAVE, "kick": _BOMBO, "mid_tom": "..............x."},
)
# A double in 16ths now and then.
_SKANKS = (*4 * ("..x...x...x...x.",), "..xx..x...xx..x.")
_BUBBLES = (".lul.lul.lul.lul", "..ul..ul..ul..ul")
# Riddims of one bar and of two, which stay as they are.
_REGGAE_BASS = (
    "R-----R-5---3---",
    "....R-R-5---R-a-",
    "R---..R-3-5-..R-",
    "..R-R---..5-O-5-",
    "R-----..R-5-R---",
    "R---..R-3-5-....R-----..5-3-R---",
    "....R-R-3-5-....R-R-....5---3-R-",
    "R-..R-..R---....R-..5-..3---....",
    "R-----5-O---....R-----5-3---R-..",
)
_MONTUNOS = (
    "--2---1---2---1-0---2-1---2---0-",
    "--1---2---1---0-0---1-2---1---2-",
    "--2---0---1---2-2---1-0---1---0-",
)
# Four bars of 8ths, half of them rests: a figure of the horns and what they leave to others.
_MAMBOS = (
    "......x-....x---....x---x-x---...." + "." * 30,
    "......x---x-x-....x-x---x-......" + "." * 32,
    "x-....x-....x-......x---x-......x-....x-....x---" + "." * 16,
    "." * 32 + "..x---x---x---x---x-x---x---....",
)

REGGAE = Style(
    name="reggae",
    looped=True,
    bpm=(66, 92),
    minor=0.5,
    major_progressions=(
        "I | IV",
        "I | V | vi | IV",
        "I | vi | ii | V",
        "I | ii | IV | I",
        "I | iii | IV | V",
        "I | IV | V | IV",
    ),
    minor_progressions=("i | iv", "i | bVII", "i | bVI | bVII | i", "i | v", "i | bVII | bVI | bVII", "i7 | iv7"),
    colours=("triads", "mixed"),
    swing=(0.0, 0.5),
    swing_unit=0.25,
    pulse="upbeat",
    swelling="narrow",
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_REGGAE_BEATS, crash=0.3, calm=("snare", "crash")),
                effects={"delay": 0.2, "reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "finger_bass", "sub_bass", "fretless_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_REGGAE_BASS, floor=28),
                effects={"lowpass": 0.4, "saturation": 0.2},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar", "jazz_guitar"),
                partial(comping.comp, patterns=_SKANKS, centre=65, voices=3, hold=0.5, habit="strict"),
                chance=0.9,
                floor=0.5,
                effects={"reverb_small": 0.5, "delay": 0.3},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "percussive_organ", "reed_organ"),
                partial(comping.comp, patterns=_BUBBLES, centre=62, voices=3, hold=0.7, habit="strict"),
                chance=0.65,
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "keys",
                ("grand_piano", "clavinet"),
                partial(comping.comp, patterns=_SKANKS, centre=67, voices=3, hold=0.5, habit="strict"),
                chance=0.3,
                effects={"delay": 0.4},
                gain_db=-3,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trombone", "trumpet", "tenor_sax"),
                partial(melody.melody, centre=67, density="sparse", scale="pentatonic"),
                chance=0.35,
                floor=0.65,
                effects={"delay": 0.5, "reverb_hall": 0.3},
                gain_db=-3,
                solo=True,
            ),
            Layer(
                "lead",
                ("harmonica", "flute", "square_lead", "accordion"),
                partial(melody.melody, density="medium", scale="pentatonic"),
                chance=0.3,
                floor=0.65,
                effects={"delay": 0.6, "reverb_hall": 0.3},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion", "shaker_kit"),
                partial(
                    grooves.percussion,
                    grooves=(
                        {"shaker": "x.xxx.xxx.xxx.xx"},
                        {"high_conga": "..x...xx..x...xx"},
                        {"cabasa": "..x...x...x...x."},
                    ),
                ),
                chance=0.35,
                gain_db=-6,
                spread=0.5,
            ),
        ),
    ),
)

REGGAETON = Style(
    name="reggaeton",
    bpm=(86, 104),
    minor=0.85,
    major_progressions=progressions.POP_MAJOR[:4],
    minor_progressions=progressions.POP_MINOR,
    colours=("triads",),
    form="loop",
    looseness=0.2,
    pulse="tresillo",
    swelling="narrow",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "kit_909", "electronic_kit", "gm_808_kit"),
                partial(grooves.groove, grooves=_DEMBOW, fills="electronic", crash=0.2),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808", "sub_bass", "analog_bass", "synth_bass_1"),
                partial(
                    bass.pattern_bass,
                    patterns=("R-----R-----R---", "R--R--R-R--R--R-", "R-----R-R-----5-", "R-------R---R---"),
                ),
                floor=0.45,
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("pluck", "fm_bell", "marimba", "kalimba"),
                partial(melody.riff, density="medium", centre=72, bank="latin"),
                chance=0.5,
                effects={"delay": 0.4, "reverb_small": 0.5},
                solo=True,
            ),
            Layer(
                "guitar",
                ("nylon_guitar", "clean_guitar"),
                partial(guitars.pick, patterns=("0..2..3.4..3..2.", "0.2.3.4.0.2.3.4.")),
                chance=0.35,
                effects={"reverb_small": 0.5, "delay": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "supersaw", "analog_pad"),
                partial(comping.pad, voices=3),
                chance=0.45,
                effects={"sidechain": 0.5, "reverb_hall": 0.5, "lowpass": 0.3},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("saw_lead", "pluck", "flute", "square_lead"),
                melody.melody,
                chance=0.4,
                floor=0.65,
                effects={"delay": 0.5, "reverb_small": 0.4},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=CONGAS),
                chance=0.3,
                floor=0.6,
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)

SALSA = Style(
    name="salsa",
    bpm=(150, 180),
    minor=0.6,
    major_progressions=("I | IV | V7 | V7", "I | vi | ii | V7", "I | I | V7 | V7", "Imaj7 | vi7 | ii7 | V7"),
    minor_progressions=("i | iv | V7 | V7", "i | i | V7 | V7", "i | bVII | bVI | V7", "i | iv | V7 | i"),
    colours=("triads", "mixed"),
    form="loop",
    swelling="narrow",
    cadence="V7",
    solo_guitar="nylon_guitar",
    pianist=True,
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(on_clave, write=partial(grooves.percussion, grooves=_SALSA, velocity=-6, habit="strict")),
                effects={"reverb_small": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(on_clave, write=partial(grooves.groove, grooves=_SALSA_KITS, habit="strict")),
                chance=0.5,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass", "fretless_bass"),
                tumbao,
                floor=0.38,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "bright_piano"),
                partial(on_clave, write=partial(montuno, patterns=_MONTUNOS)),
                chance=0.9,
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trumpet", "trombone"),
                partial(
                    on_clave,
                    write=partial(comping.comp, patterns=_MAMBOS, centre=69, voices=3, hold=0.8, velocity=92),
                ),
                chance=0.45,
                floor=0.6,
                effects={"reverb_small": 0.6},
                gain_db=-2,
            ),
            Layer(
                "brass",
                ("trumpet", "brass_section", "trombone"),
                # 16ths at half the pace: at this tempo tunes move in 8ths.
                partial(at_pace, write=partial(melody.melody, centre=70, density="dense", bank="latin"), pace=0.5),
                chance=0.35,
                floor=0.6,
                effects={"reverb_small": 0.6},
                gain_db=-2,
                solo=True,
            ),
        ),
    ),
)

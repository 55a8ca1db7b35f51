"""Jazz in minor keys: that of crime films, and that of Addis Ababa."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

_BRUSHES: tuple[grooves.Groove, ...] = (
    {"ride": "x...x.x.x...x.x.", "pedal_hat": "....x.......x...", "kick": "o.......o......."},
    {"snare": "o.o.o.o.o.o.o.o.", "pedal_hat": "....x.......x...", "kick": "o..............."},
    {"ride": "x...x...x...x.x.", "pedal_hat": "....x.......x...", "snare": "......o.......o."},
)
_NIGHT_BASS = ("R-------5-------", "R---------R-5-a-", "R-----..R-------", "R-------5---..a-")
_NIGHT_COMPS = (
    "....x-----------......x---------",
    "x---------------..........x-----",
    "......x---------....x-----------",
    "x---------------",
)
_ADDIS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x...x.....", "snare": "....X..o....X..o", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x..x.....x...", "rim": "....x.......x...", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X.....x.X.......", "snare": "....X.......X.o.", "ride": "x.x.x.x.x.x.x.x."},
    # Chik-chika: the dance in six.
    {"kick": "X.....x...x.", "rim": "....x.....x.", "hat": "x.x.x.x.x.x."},
    {"kick": "X.......x...", "snare": "......X...o.", "ride": "x.x.x.x.x.x."},
)
_ADDIS_BASS = ("R-....R-5-..7-..", "R--R..5-..R-7-5-", "R-..R-..5-..R-a-", "R---..5-O---..7-")

NOIR_JAZZ = Style(
    name="noir_jazz",
    bpm=(58, 78),
    minor=0.97,
    major_progressions=("Imaj7 | iv6", "Imaj7 | bVI7 | ii7 | V7"),
    minor_progressions=(
        "i6 | bVI7 | iim7b5 | V7",
        "i | immaj7 | i7 | i6",
        "i7 | iv7 | bVI7 | V7",
        "i6 | iv6",
        "i9 | bVImaj7 | iim7b5 | V7",
        "i6 | bII7 | i6 | V7",
    ),
    colours=("sevenths", "ninths"),
    form="song",
    swing=(0.6, 0.95),
    pulse="swing",
    swelling="wide",
    chromatic=True,
    cadence="V7",
    combo=True,
    pianist=True,
    groups=(
        (
            Layer(
                "drums",
                ("brush_kit", "brush_kit", "jazz_kit"),
                partial(
                    grooves.groove,
                    grooves=_BRUSHES,
                    fills="soft",
                    crash=0.0,
                    fill_chance=0.1,
                    timekeeper="ride",
                    calm=("kick",),
                ),
                effects={"reverb_hall": 0.4},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_NIGHT_BASS, leads="chromatic"),
                chance=0.7,
                effects={"reverb_small": 0.3},
                solo=True,
            ),
            Layer("bass", ("acoustic_bass",), walking_bass, chance=0.3, effects={"reverb_small": 0.3}, solo=True),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "vibraphone", "rhodes"),
                partial(comping.comp, patterns=_NIGHT_COMPS, centre=60, velocity=66),
                effects={"reverb_hall": 0.5},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("muted_trumpet",),
                partial(melody.melody, centre=69, density="sparse", bank="jazz", rests=0.3),
                chance=0.6,
                effects={"reverb_hall": 0.8},
                solo=True,
            ),
            Layer(
                "lead",
                ("tenor_sax", "alto_sax"),
                partial(melody.melody, centre=62, density="sparse", bank="jazz", rests=0.3),
                chance=0.4,
                effects={"reverb_hall": 0.8},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("slow_strings", "tremolo_strings"),
                partial(comping.pad, voices=3, centre=60, velocity=56),
                chance=0.4,
                floor=0.5,
                effects={"reverb_hall": 0.8},
                gain_db=-8,
            ),
        ),
    ),
)

ETHIO_JAZZ = Style(
    name="ethio_jazz",
    bpm=(90, 116),
    minor=1.0,
    major_progressions=("I | I | bVII | I", "I | iv"),
    minor_progressions=("i", "i | i | iv | i", "i | bVI", "i | i | bVII | bVI", "i | v"),
    colours=("triads", "sevenths"),
    form="song",
    meters={"4/4": 0.65, "6/8": 0.35},
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "jazz_kit"),
                partial(grooves.groove, grooves=_ADDIS, fills="jazz", ghosts=0.1, crash=0.1, fill_chance=0.3),
                effects={"tape": 0.5, "reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_ADDIS_BASS),
                effects={"tape": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "rhodes", "vibraphone"),
                partial(
                    comping.comp,
                    patterns=("..x...x...x...x.", "x-....x-..x-....", "x--x--......x---"),
                    voices=3,
                    hold=0.7,
                ),
                effects={"tape": 0.4, "reverb_small": 0.5},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("muted_guitar", "clean_guitar"),
                partial(
                    comping.comp,
                    patterns=("..xx..x...xx..x.", "x.ssx.s.x.ssx.s.", "..x...x...x...x."),
                    centre=64,
                    voices=3,
                    hold=0.5,
                ),
                chance=0.6,
                effects={"tape": 0.3, "phaser": 0.3},
                gain_db=-4,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "lead",
                ("tenor_sax", "vibraphone", "alto_sax"),
                partial(melody.melody, centre=66, density="medium", scale="pentatonic", bank="jazz"),
                chance=0.9,
                floor=0.4,
                effects={"tape": 0.4, "reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trumpet"),
                partial(horns.stabs, patterns=("x-....x-..x-....", "..x-x-......x---", "x--x--x-........")),
                chance=0.5,
                floor=0.5,
                effects={"tape": 0.4, "reverb_small": 0.5},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(
                    grooves.percussion,
                    grooves=(
                        {"high_conga": "..x...xx..x...x.", "low_conga": "x.......x......."},
                        {"high_bongo": "x.ox.ox.x.ox.oxo", "low_bongo": "..x...x...x...x."},
                    ),
                ),
                chance=0.5,
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)

"""Forro of the north-east of Brazil: baiao, xote and arrasta-pe of accordion, zabumba and triangle."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

# The zabumba's mallet, its switch on the other skin, and the triangle that is damped by the hand.
_ZABUMBAS: tuple[grooves.Groove, ...] = (
    {
        "floor_tom": "X..x....X..x....",
        "rim": "......x.......x.",
        "mute_triangle": "xx.xxx.xxx.xxx.x",
        "triangle": "..X...X...X...X.",
    },
    {
        "floor_tom": "X..X..o.X..X..o.",
        "rim": "....x..x....x..x",
        "mute_triangle": "xx.xxx.xxx.xxx.x",
        "triangle": "..X...X...X...X.",
    },
    {
        "floor_tom": "X..x..x.X..x....",
        "rim": "......x.....x.x.",
        "mute_triangle": "x.xxx.xxx.xxx.xx",
        "triangle": ".X...X...X...X..",
    },
)
_KITS: tuple[grooves.Groove, ...] = (
    {"kick": "X..x....X..x....", "rim": "......x.......x.", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X..x....X..x....", "snare": "....x.x.....x.x.", "hat": "x.x.x.x.x.x.x.x."},
)
_FOLES = ("..x...x...x...x.", "..xx..x...xx..x.", "x..x..x.x..x..x.", "..x.x.x...x.x.x.")
_BASS = ("R--5----R--5----", "R--R--5-R--R--5-", "R--5--5-R--5--a-", "R-----5-R--5----")
_STRUMS = ("..x...xx..x...xx", "x.xx..x.x.xx..x.")

FORRO = Style(
    name="forro",
    bpm=(96, 112),
    minor=0.3,
    major_progressions=(
        # Tunes of the backlands have a flat seventh.
        "I7 | I7 | IV7 | I7",
        "I | bVII | I | bVII",
        "I | V7 | V7 | I",
        "I | IV | V7 | I",
        "I | VI7 | ii | V7",
    ),
    minor_progressions=("i | iv | V7 | i", "i | i | V7 | V7", "i | bVII | bVI | V7"),
    colours=("triads",),
    form="song",
    looseness=0.8,
    tonics=(0, 7, 2, 9, 5),
    pulse="tresillo",
    swelling="narrow",
    cadence="V7",
    groups=(
        (
            Layer(
                "lead",
                ("accordion",),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=72, density="dense", bank="latin", rests=0.05),
                    ornaments=("cut",),
                    chance=0.2,
                ),
                effects={"reverb_small": 0.4},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_ZABUMBAS, velocity=-4, habit="strict"),
                effects={"reverb_small": 0.4},
                gain_db=-1,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_BASS, hold=0.8, leads="bar"),
                chance=0.9,
                solo=True,
            ),
        ),
        (
            # The accordion's left hand and its bellows, or the second one's.
            Layer(
                "keys",
                ("accordion",),
                partial(comping.comp, patterns=_FOLES, centre=58, voices=3, hold=0.6),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "clean_guitar"),
                partial(comping.comp, patterns=_STRUMS, centre=62, voices=4, hold=0.5),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_KITS, fills="soft", crash=0.1, fill_chance=0.3),
                chance=0.3,
                floor=0.5,
                effects={"reverb_small": 0.3},
                gain_db=-5,
            ),
        ),
    ),
)

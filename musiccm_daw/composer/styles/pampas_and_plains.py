"""Dances in six of the Pampas and of the Llanos: chacarera, zamba and cueca; joropo."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# Six 8ths are two and three beats at once: the bombo's rim counts two, its skin three. What is in 4/4 is for other
# meters, where somebody asks for them.
_BOMBOS: tuple[grooves.Groove, ...] = (
    {"floor_tom": "....X...X...", "rim": "x.....x....."},
    {"floor_tom": "....X...X.x.", "rim": "x.x...x.x..."},
    {"floor_tom": "x...X...X...", "rim": "..x...x...x."},
    {"floor_tom": "X.....X...x.X...", "rim": "..x.x...x.x...x."},
)
_STRUMS = ("X.x.x.X.x.x.", "x.s.X.x.s.X.", "..x.X...x.X.", "X.xxx.X.xxx.", "X.x.x.X.x.x.X.x.")
_PICKS = ("l.u.u.l.u.u.", "l.u.l.u.u.u.", "l.uuu.l.u.u.", "l.u.u.l.u.u.l.u.")
_STEPS = ("R---5---R---", "....5---R---", "R-----5-R---", "R---R---5-a-", "R-----5-R---5-a-")
# The harp's bass hand has three against the two of the cuatro.
_HARP_BASS = ("R...5...3...", "R---5---O---", "R...5.3.5...", "....5...R...", "R...5...O...5...")
_CUATROS = ("x.xsx.x.xsx.", "x.s.xxx.s.xx", "xsx.xsxsx.xs", "x.xsx.xsx.xsx.xs")
_MARACAS: tuple[grooves.Groove, ...] = (
    {"maracas": "X.xxx.X.xxx."},
    {"maracas": "x.x.X.x.x.X."},
    {"maracas": "XxxxxxXxxxxx"},
    {"maracas": "X.xxx.xxX.xxx.xx"},
)
_CREOLE_MINOR = ("i | V7 | V7 | i", "i | iv | V7 | i", "i | bVII7 | bIII | V7", "bVI | bIII | V7 | i")

CHACARERA = Style(
    name="chacarera",
    bpm=(150, 174),
    minor=0.7,
    major_progressions=("I | V7 | V7 | I", "I | IV | V7 | I", "IV | I | V7 | I"),
    minor_progressions=_CREOLE_MINOR,
    colours=("triads",),
    form="song",
    meters={"6/8": 1.0},
    tonics=(4, 9, 2, 7),
    swelling="narrow",
    cadence="V7",
    unplugged=True,
    solo_guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(comping.comp, patterns=_STRUMS, centre=60, voices=5, hold=0.6, rooted=True, habit="turning"),
                effects={"reverb_small": 0.4},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_violin",),
                partial(melody.melody, centre=76, density="medium", bank="reel", rests=0.1),
                chance=0.6,
                floor=0.4,
                effects={"reverb_small": 0.5},
                spread=0.1,
                solo=True,
            ),
            Layer(
                "lead",
                ("flute", "accordion"),
                partial(melody.melody, centre=74, density="medium", bank="reel", rests=0.1),
                chance=0.4,
                floor=0.4,
                effects={"reverb_small": 0.5},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_BOMBOS, velocity=-4, habit="strict"),
                effects={"reverb_small": 0.5},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(comping.comp, patterns=_PICKS, centre=57, voices=4, hold=0.9, rooted=True),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_STEPS, hold=0.8),
                chance=0.5,
                floor=0.4,
                solo=True,
            ),
        ),
    ),
)

JOROPO = Style(
    name="joropo",
    bpm=(168, 198),
    minor=0.45,
    major_progressions=("I | IV | V7 | V7", "I | V7 | I | V7", "I | I7 | IV | V7", "I | V7 | V7 | I"),
    minor_progressions=("i | iv | V7 | V7", "i | V7 | V7 | i", "i | bVII | bVI | V7"),
    colours=("triads",),
    form="loop",
    meters={"3/4": 1.0},
    tonics=(2, 7, 9, 4),
    swelling="narrow",
    unplugged=True,
    cadence="V7",
    groups=(
        (
            Layer(
                "strings",
                ("harp",),
                partial(melody.melody, centre=76, density="dense", bank="musette", rests=0.0),
                effects={"reverb_small": 0.5},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(comping.comp, patterns=_CUATROS, centre=66, voices=4, hold=0.4, habit="turning"),
                effects={"reverb_small": 0.4},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_MARACAS, velocity=-10, habit="strict"),
                effects={"reverb_small": 0.3},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_HARP_BASS, hold=0.7),
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("harp",),
                partial(arpeggios.arpeggio, rates=(0.5,), centre=62, voices=3, velocity=70),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-5,
                spread=0.3,
            ),
        ),
    ),
)

"""The samba of the parades: a samba school's bateria, with cavaquinho, seven-string guitar and a chorus.

Bars are written as in `latin_america.py`: two of 2/4 are one of 4/4, the low surdo answering on two and four.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

_SURDOS_AND_CAIXAS: tuple[grooves.Groove, ...] = (
    {"mute_surdo": "x.......x.......", "surdo": "....X.......X...", "snare": "XooxXooxXooxXoox"},
    {"mute_surdo": "x......xx.......", "surdo": "....X..x....X.x.", "snare": "XooxoxoXooxoXoxo"},
    {"mute_surdo": "x...o...x...o..x", "surdo": "....X.......X.xx", "snare": "XoXooXoXooXoXooX"},
)
_TAMBORIMS_AND_BELLS: tuple[grooves.Groove, ...] = (
    {"high_bongo": "x.x.xx.x.x.x.xx.", "agogo": "x...x.x...x.x...", "low_agogo": "..x.....x.....x."},
    {"high_bongo": "xxoxxxoxxxoxxxox", "agogo": "x.x...x.x.......", "low_agogo": "....x.....x.xx.."},
    {
        "high_bongo": "x.x.x.xx.x.xx.x.",
        "agogo": "..x.x...x.x.....",
        "low_agogo": "x.....x.....x.x.",
        "shaker": "x" * 16,
    },
)
_KITS: tuple[grooves.Groove, ...] = (
    {"kick": "o...X...o...X...", "snare": "XooxXooxXooxXoox", "floor_tom": "....X.......X..."},
    {"kick": "x..xX..xx..xX..x", "snare": "XooxoxoXooxoXoxo"},
)
_CAVAQUINHO = ("x-xx.x-x.x-x.xx.", "xxx.xx.xx.xx.xx.", "x.xx-x.x.x-xx.x.")
# The low strings of the seven-string guitar lead from chord to chord.
_BAIXARIAS = ("R---..3-5---3-a-", "R-..5-..R-5-3-a-", "R-----5-R-..5-a-")

SAMBA_ENREDO = Style(
    name="samba_enredo",
    bpm=(132, 146),
    minor=0.35,
    major_progressions=(*progressions.JAZZ_MAJOR[:4], "I | VI7 | ii7 | V7", "I | I7 | IV | iv | I | VI7 | ii7 | V7"),
    minor_progressions=("i | iv | V7 | i", "i | I7 | iv | V7", "i | bVI7 | V7 | i"),
    colours=("mixed", "sevenths"),
    form="song",
    looseness=0.8,
    pulse="second_beat",
    swelling="narrow",
    cadence="V7",
    solo_guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_SURDOS_AND_CAIXAS, velocity=-2, habit="strict"),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_TAMBORIMS_AND_BELLS, velocity=-8, habit="strict"),
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar", "nylon_guitar"),
                partial(comping.comp, patterns=_CAVAQUINHO, centre=74, voices=4, hold=0.6, habit="turning"),
                effects={"reverb_small": 0.4},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(bass.pattern_bass, locked=False, patterns=_BAIXARIAS, floor=38, hold=0.8, leads="bar"),
                effects={"reverb_small": 0.4},
                gain_db=-1,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                partial(melody.melody, centre=66, density="dense", bank="calypso", rests=0.05),
                chance=0.9,
                floor=0.4,
                effects={"reverb_small": 0.5},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_KITS, fills="soft", crash=0.0, fill_chance=0.2, habit="strict"),
                chance=0.0,
                effects={"reverb_small": 0.5},
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_BAIXARIAS, hold=0.8, leads="bar"),
                chance=0.0,
            ),
        ),
    ),
)

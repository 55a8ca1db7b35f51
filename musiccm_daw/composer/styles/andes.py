"""Music of the Andes: huaynos and carnavalitos of panpipes, charango and bombo."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

_CHARANGO_STRUMS = ("D-duD-duD-duD-du", "DuduDuduDuduDudu", "D--uD-duD--uD-du", "D-duDuduD-duDudu")
_CHARANGO_LOWEST = 57
# Skin, rim and hooves.
_BOMBOS: tuple[grooves.Groove, ...] = (
    {"floor_tom": "X...o.x.X...o.x.", "rim": "..xx....x.xx....", "cabasa": "....x.......x..."},
    {"floor_tom": "X..xx...X..xx...", "rim": "..x...x...x...x."},
    {"floor_tom": "X..xX...X..xX...", "cabasa": "x.xxx.xxx.xxx.xx"},
    {"floor_tom": "X.....X.....", "rim": "..x.x...x.x."},
)
_ANDEAN_BASS = ("R---5---R---5---", "R-..R-R-5-..5-5-", "R-------5-------", "R---..R-5---..a-")
_BORDONES = ("0.23012301230123", "0.2.3.2.1.2.3.2.", "0..23.2.1..23.2.", "0.2.3.4.3.2.")

ANDEAN = Style(
    name="andean",
    bpm=(90, 114),
    minor=0.88,
    major_progressions=("I | IV | V | I", "IV | I | V | I", "IV | I | III7 | vi", "I | V | I | V"),
    minor_progressions=(
        # The tunes live between a minor key and its relative major.
        "i | bIII | V7 | i",
        "bVI | bIII | V7 | i",
        "bIII | bVII | bIII | i",
        "i | bIII | bIII | i",
        "bVI | bVI | bIII | bIII | V7 | V7 | i | i",
        "i | bVII | bIII | i",
    ),
    colours=("triads",),
    form="song",
    tonics=(4, 9, 2, 11),
    unplugged=True,
    solo_guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "lead",
                ("pan_flute", "pan_flute", "pan_flute", "flute"),
                partial(
                    ornamented,
                    write=partial(
                        melody.melody, centre=76, density="medium", scale="pentatonic", bank="huayno", rests=0.05
                    ),
                    ornaments=("cut", "slide"),
                    chance=0.3,
                ),
                effects={"reverb_hall": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar", "nylon_guitar"),
                partial(guitars.pick, patterns=_BORDONES, floor=40, ring=0.8),
                chance=0.7,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(guitars.strum, patterns=_CHARANGO_STRUMS, strings=5, floor=_CHARANGO_LOWEST, habit="turning"),
                effects={"reverb_small": 0.5},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_BOMBOS, velocity=-8),
                effects={"reverb_small": 0.5},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_ANDEAN_BASS, hold=0.8),
                chance=0.7,
                floor=0.4,
                solo=True,
            ),
        ),
    ),
)

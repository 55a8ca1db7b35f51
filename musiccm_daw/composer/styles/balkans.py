"""Dances of the Balkans: village bands in uneven meters, and brass bands.

Rhythms are written by the group of two and of three 8ths (`groupings.py`), which together make the meters.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.groupings import in_groups
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

# The tapan's mallet strikes the groups, its switch the 8ths between.
_TAPANS: tuple[grooves.Groove, ...] = (
    {"floor_tom": "X...|X.....", "rim": "..x.|..x.x."},
    {"floor_tom": "X...|X.....;x...|X.....", "rim": "..xx|..x.xx"},
    {"floor_tom": "X...|X...x.", "rim": "o.x.|o.x.o."},
    {"floor_tom": "X...|X.....", "rim": "x.xx|x.xxxx", "tambourine": "..x.|..x.x."},
)
_BRASS_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...|X.....", "snare": "..x.|..x.x."},
    {"kick": "X...|X.....", "snare": "o.xx|ooxoxx"},
    {"kick": "X...|X.....;x...|X.....", "snare": "..x.|..X.xx", "pedal_hat": "..x.|..x.x."},
)
_STEPS = ("R---|R-----;5---|5-----", "R---|R-----", "R-5-|R-5---", "R---|R---5-")
_TUBA_STEPS = ("R---|R-----;5---|5-----", "R-..|R-..5-;5-..|5-..R-", "R-5-|R-..5-")
_BEHIND = ("..x.|..x.x.", "..x.|..x-x.")
_TAMBURAS = ("X.x.|X.x.x.", "X.xx|X.x.xx", "X-x.|X-x.x.")
_MINOR = (
    "i | i | bVII | i",
    "i | iv | V7 | i",
    "i | bVII | bVI | V7",
    "i | bVII",
    # Hijaz: a major tonic in a minor key.
    "I | bII | I | bvii",
    "I | I | bII | I",
    "I | iv | bII | I",
)
_MAJOR = ("I | I | bVII | I", "I | IV | V | I", "I | V7 | V7 | I")

BALKAN = Style(
    name="balkan",
    bpm=(172, 228),
    minor=0.85,
    major_progressions=_MAJOR,
    minor_progressions=_MINOR,
    colours=("triads",),
    form="song",
    meters={"7/8": 0.45, "11/8": 0.2, "9/8": 0.2, "4/4": 0.15},
    tonics=(2, 7, 9, 4),
    swelling="narrow",
    unplugged=True,
    solo_guitar="steel_guitar",
    groups=(
        (
            Layer(
                "lead",
                ("clarinet", "oboe", "accordion", "solo_violin", "flute"),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=74, density="dense", bank="aksak", rests=0.0),
                    ornaments=("mordent", "cut"),
                    chance=0.4,
                ),
                effects={"reverb_small": 0.5},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(in_groups, write=partial(grooves.percussion, grooves=_TAPANS, velocity=-6, habit="strict")),
                effects={"reverb_small": 0.5},
                gain_db=-1,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(
                    in_groups,
                    write=partial(
                        comping.comp, patterns=_TAMBURAS, centre=62, voices=3, hold=0.6, velocity=74, habit="turning"
                    ),
                ),
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "contrabass"),
                partial(in_groups, write=partial(bass.pattern_bass, locked=False, patterns=_STEPS, hold=0.8)),
                chance=0.9,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion",),
                partial(
                    in_groups,
                    write=partial(comping.comp, patterns=_BEHIND, centre=60, voices=3, hold=0.6, habit="strict"),
                ),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
    ),
)

BALKAN_BRASS = Style(
    name="balkan_brass",
    bpm=(116, 156),
    minor=0.85,
    major_progressions=_MAJOR,
    minor_progressions=_MINOR,
    colours=("triads",),
    form="song",
    meters={"4/4": 0.6, "7/8": 0.25, "9/8": 0.15},
    tonics=(2, 7, 0, 5),
    pulse="tresillo",
    swelling="narrow",
    many_tunes=True,
    groups=(
        (
            Layer(
                "brass",
                ("trumpet",),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=71, density="dense", bank="aksak", velocity=98, rests=0.1),
                    ornaments=("mordent", "slide", "cut"),
                    chance=0.35,
                ),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section",),
                partial(
                    in_groups,
                    write=partial(
                        comping.comp, patterns=_BEHIND, centre=58, voices=3, hold=0.6, velocity=86, habit="strict"
                    ),
                ),
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(
                    in_groups,
                    write=partial(bass.pattern_bass, locked=False, patterns=_TUBA_STEPS, hold=0.7, velocity=100),
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(
                    in_groups,
                    write=partial(grooves.groove, grooves=_BRASS_BEATS, crash=0.1, fill_chance=0.1, habit="strict"),
                ),
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("clarinet", "alto_sax"),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=74, density="medium", bank="aksak", rests=0.3),
                    ornaments=("turn", "mordent", "slide"),
                    chance=0.5,
                ),
                chance=0.5,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
        ),
    ),
)

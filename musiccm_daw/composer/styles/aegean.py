"""Rebetiko of Piraeus and its dances: zeibekiko in nine, hasapiko in two, tsifteteli."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

# The guitar has the bass and the chord behind it; zeibekiko goes in 2, 2, 2 and 3.
_GUITARS = (
    "l-u-l-u-l-u-l-u-u-",
    "l-uul-u-l-uul-u-u-",
    "l-u-l-uul-u-l-uuu-",
    "l-u-l-u-l-u-l-u-",
    "l-..u-u-l-..u-u-",
    "l..uu.u.l..uu.u.",
)
# What a baglamas, an octave above the bouzouki, strikes between.
_BAGLAMAS = ("..x...x...x...x.x.", "..xx..x...xx..x.x.", "..x...x...x...x.", "..xx..xx..xx..xx")
_STEPS = (
    "R---5---R---5-R-a-",
    "R---R---5---R-5-R-",
    "R-----R-5-----R-a-",
    "R---5---R---5---",
    "R-----5-R---5-a-",
    "R-----R-5-......",
)
_HANDS: tuple[grooves.Groove, ...] = (
    {"low_conga": "X...x...X...x.x...", "high_conga": "..xx..x...xx..x.xx"},
    {"low_conga": "X.....x.X.....x...", "tambourine": "..x.x...x.x.x...x."},
    {"low_conga": "X...x...X...x...", "tambourine": "..x...x...x...x."},
    # Tsifteteli.
    {"low_conga": "X.......X...X...", "high_conga": "..x...x...x...xx", "clap": "...x..x....x..x."},
)
_KITS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.........", "snare": "....x.......x.x...", "hat": "x.x.x.x.x.x.x.x.x."},
    {"kick": "X...x...X...x...", "snare": "..x...x...x...x.", "pedal_hat": "..x...x...x...x."},
    {"kick": "X.......X...x...", "rim": "...x..x....x..x.", "hat": "x.x.x.x.x.x.x.x."},
)
# Where the tonic is major in a minor key, tunes are in hijaz.
_DROMOI = (
    "i | iv | V7 | i",
    "i | i | V7 | i",
    "i | bVII | bVI | V7",
    "i | bVII | iv | V7",
    "I | bII | I | bvii",
    "I | I | bII | I",
    "I | iv | bII | I",
)

REBETIKO = Style(
    name="rebetiko",
    bpm=(54, 68),
    minor=0.9,
    major_progressions=("I | IV | V7 | I", "I | I | V7 | I", "I | V7 | V7 | I"),
    minor_progressions=_DROMOI,
    colours=("triads",),
    form="song",
    meters={"9/8": 0.9, "4/4": 0.1},
    tonics=(2, 9, 4, 0),
    swelling="narrow",
    own_scale=True,
    cadence="V7",
    unplugged=True,
    solo_guitar="steel_guitar",
    groups=(
        (
            # The bouzouki, with its mordents and slides.
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=69, density="dense", bank="aksak", rests=0.05),
                    ornaments=("mordent", "slide", "tremolo"),
                    chance=0.4,
                ),
                effects={"reverb_small": 0.5},
                gain_db=1,
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(comping.comp, patterns=_GUITARS, centre=57, voices=4, hold=0.6, rooted=True, habit="turning"),
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_STEPS, hold=0.8),
                chance=0.9,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_HANDS, velocity=-12, habit="strict"),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(comping.comp, patterns=_BAGLAMAS, centre=79, voices=2, hold=0.4, habit="strict"),
                chance=0.5,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-7,
                spread=0.6,
            ),
            Layer(
                "keys",
                ("accordion",),
                partial(comping.pad, centre=62, voices=2, velocity=58),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-7,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "brush_kit"),
                partial(grooves.groove, grooves=_KITS, fills="soft", crash=0.0, fill_chance=0.2, habit="strict"),
                chance=0.0,
                effects={"reverb_small": 0.4},
                gain_db=-4,
            ),
        ),
    ),
)

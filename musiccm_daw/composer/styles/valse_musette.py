"""The dance halls of Paris: the musette waltz."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

_PAH_PAH = ("....x...x...", "....x...x.x.", "..x...x...x...x.")
_BASSES = ("R---........5---........", "R---........", "R---........R---....3---", "R---....5---....")

_BRUSHES: tuple[grooves.Groove, ...] = (
    {"kick": "x...........", "snare": "....o...o..."},
    {"snare": "x...o...o.o."},
    {"kick": "x.......x.......", "snare": "..o...o...o...o."},
)

MUSETTE = Style(
    name="musette",
    bpm=(168, 204),
    minor=0.6,
    major_progressions=(
        "I | I | V7 | V7 | V7 | V7 | I | I",
        "I | VI7 | ii | V7",
        "I | I | ii | V7",
        "I | vi | ii | V7",
    ),
    minor_progressions=(
        "i | i | V7 | V7 | V7 | V7 | i | i",
        "i | iv | V7 | i",
        "i | I7 | iv | iv | i | V7 | i | V7",
        "i | i | iv | V7",
        "i | bVI | V7 | i",
    ),
    colours=("triads",),
    form="song",
    meters={"3/4": 1.0},
    tonics=(9, 2, 7, 4, 0),
    cadence="V7",
    unplugged=True,
    solo_guitar="steel_guitar",
    stirred=True,
    groups=(
        (
            Layer(
                "lead",
                ("accordion",),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=76, density="dense", bank="musette", rests=0.0, gate=0.95),
                    ornaments=("mordent", "mordent", "cut"),
                    chance=0.35,
                ),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion",),
                partial(comping.comp, patterns=_PAH_PAH, centre=58, voices=3, hold=0.5, habit="strict", velocity=70),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "keys",
                ("grand_piano",),
                partial(comping.comp, patterns=_PAH_PAH, centre=60, voices=3, hold=0.5, habit="strict", velocity=68),
                chance=0.3,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_BASSES, hold=0.85),
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar", "jazz_guitar"),
                partial(comping.comp, patterns=_PAH_PAH[::2], centre=62, voices=4, hold=0.4, habit="strict"),
                chance=0.7,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_violin",),
                partial(inner_voices.counter_line, centre=72),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "drums",
                ("brush_kit",),
                partial(
                    grooves.groove,
                    grooves=_BRUSHES,
                    fills="soft",
                    crash=0.0,
                    fill_chance=0.1,
                ),
                chance=0.3,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-6,
            ),
        ),
    ),
)

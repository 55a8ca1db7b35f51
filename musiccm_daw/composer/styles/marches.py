"""Marches of a wind band: the bass drum and the tuba on the beats, horns behind them, trumpets with the tune."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.ensembles.front_line import obbligato
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# Written in 4/4, two bars of 2/4 in each, or in 6/8. The cymbals go with the bass drum.
_STREET_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...x...X...x...", "crash": "x.......x.......", "snare": "X.xxx.x.X.xxrrx."},
    {"kick": "X...x...X...x...", "crash": "x...x...x...x...", "snare": "X..xX..xX.xxX.rr"},
    {"kick": "X...x...X...x...", "crash": "x.......x.......", "snare": "..xx..xx..xxrrrr"},
    {
        "kick": "X...x...X...x...X...x...X...x...",
        "crash": "x.......x.......x.......x...x...",
        "snare": "X.xxX.xxX.xxrrrrX.xxX.xxX...X...",
    },
    {"kick": "X.....x.....", "crash": "x...........", "snare": "x...xxx...xx"},
    {"kick": "X.....x.....", "crash": "x.....x.....", "snare": "x.x.xxx.rrrr"},
)
_TUBA = (
    *("R---5---R---5---", "R---5---R---5-a-", "R---R---5---5-a-", "R---3---5---3-a-"),
    *("R-----5-----", "R-----5---a-"),
)
_AFTERBEATS = ("..x...x...x...x.", "..x...x...x...x.", "..x...x...x.x.x.", "....x.....x.", "..x.x...x.x.")

MARCH = Style(
    name="march",
    bpm=(108, 124),
    minor=0.06,
    major_progressions=(
        "I | I | V7 | V7 | V7 | V7 | I | I",
        "I | V7 | V7 | I",
        "I | IV | I | V7 | I | IV | V7 | I",
        "I | I | IV | I | II7 | V7 | V7 | I",
        "I | vi | II7 | V7",
        "I | VI7 | II7 | V7",
    ),
    minor_progressions=("i | V7 | V7 | i", "i | iv | i | V7", "i | i | iv | V7 | i | bVI | V7 | i"),
    colours=("triads",),
    form="song",
    meters={"4/4": 0.75, "6/8": 0.25},
    tonics=(10, 3, 5, 8),
    pulse="downbeat",
    swelling="terraced",
    cadence="V7",
    many_tunes=True,
    groups=(
        (
            Layer(
                "drums",
                ("orchestra_kit", "orchestra_kit", "standard_kit"),
                partial(grooves.groove, grooves=_STREET_BEATS, fills="march", crash=0.0, fill_chance=0.7),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            # The tuba's, for which a bass stands in.
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_TUBA, hold=0.6, velocity=104),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("trumpet",),
                partial(melody.melody, centre=72, density="medium", bank="march", velocity=100, gate=0.8, rests=0.0),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section",),
                partial(comping.comp, patterns=_AFTERBEATS, centre=60, voices=3, hold=0.45, habit="strict"),
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            # The piccolo's.
            Layer(
                "lead",
                ("flute", "clarinet", "flute"),
                partial(obbligato, centre=82),
                chance=0.6,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("french_horn", "trombone"),
                partial(inner_voices.counter_line, centre=58),
                chance=0.5,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.3,
            ),
        ),
    ),
)

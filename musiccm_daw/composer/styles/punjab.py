"""Bhangra of the Punjab: dhol, tumbi and shouts over a club's bass."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# The chaal: the bass skin has one and the pick-up into three, the thin skin the swung strokes between.
_DHOLS: tuple[grooves.Groove, ...] = (
    {"floor_tom": "X.....x.....x...", "high_timbale": "..xxX.xx..xxX.xx"},
    {"floor_tom": "X.....x...x.x...", "high_timbale": "..x.X.x.x.x.X.x."},
    {"floor_tom": "X..x..x.....x..x", "high_timbale": "..x.X.xxx.x.X.xx"},
    {"floor_tom": "X.....x.....x...X.....x...x.x.x.", "high_timbale": "..xxX.xx..xxX.xx..xxX.xx..xxXxxx"},
)
_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x...x.....", "clap": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.X.....x.", "snare": "....x.......x...", "hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "open_hat": "..x...x...x...x."},
)
_TUMBIS = ("x.xxx.x.x.xxx.x.", "x.x.xxx.x.x.xxx.", "xxx.x.x.xxx.x.x.")
_BASS = ("R-----R-..R-R---", "R-----R-R---7-5-", "R---..R-R---..R-", "R-..R-R-..R-5-7-")
_SHOUTS = ("." * 28 + "x.x.", "............x.x.............xxx.")

BHANGRA = Style(
    name="bhangra",
    bpm=(92, 108),
    minor=0.6,
    major_progressions=("I", "I | I | bVII | I", "I | IV | I | V"),
    minor_progressions=("i", "i | i | bVII | i", "i | bVI | bVII | i", "i | iv | bVII | i"),
    colours=("triads",),
    form="loop",
    looseness=0.4,
    swing=(0.3, 0.6),
    swing_unit=0.25,
    swelling="narrow",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_DHOLS, velocity=0, habit="strict"),
                effects={"reverb_small": 0.3, "saturation": 0.2},
                gain_db=1,
                spread=0.1,
                solo=True,
            ),
        ),
        (
            # One string, high up, round one figure.
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(melody.riff, density="dense", centre=76, bank="beat", rooted=True),
                effects={"reverb_small": 0.4, "delay": 0.2},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("synth_bass_1", "sub_bass", "bass_808"),
                partial(bass.pattern_bass, locked=False, patterns=_BASS, floor=28),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("kit_909", "electronic_kit", "kit_808"),
                partial(grooves.groove, grooves=_BEATS, fills="electronic", crash=0.15, fill_chance=0.3),
                chance=0.85,
                effects={"saturation": 0.2},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("reed_organ", "synth_strings"),
                partial(comping.comp, patterns=(*_TUMBIS, "x-------x-------"), centre=62, voices=2, hold=0.6),
                chance=0.45,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.3,
            ),
            Layer(
                "lead",
                ("flute", "square_lead"),
                partial(melody.melody, centre=74, density="medium", bank="takht"),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.5, "delay": 0.3},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                partial(comping.comp, patterns=_SHOUTS, centre=64, voices=1, hold=0.6, habit="strict"),
                chance=0.5,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-4,
            ),
        ),
    ),
)

"""Carnival in Trinidad: calypso, soca."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented
from musiccm_daw.composer.ways.steered_writers import at_pace

_CALYPSO_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x.X.....x.", "rim": "...x..x....x..x.", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X.......X.......", "snare": "...x..x....x..x.", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X...X...X...X...", "rim": "...x..x....x..x.", "open_hat": "..x...x...x...x."},
)
# The engine room: iron, scraper and congas; the iron never stops.
_ENGINE_ROOM: tuple[grooves.Groove, ...] = (
    {"cowbell": "XoxxXoxxXoxxXoxx", "short_guiro": "..xx..xx..xx..xx", "high_conga": "......x.......xx"},
    {"cowbell": "X.xxx.xxX.xxx.xx", "maracas": "x.x.x.x.x.x.x.x.", "high_conga": "..x...x...x...xx"},
    {"agogo": "x..x..x.x..x..x.", "low_agogo": "....x.......x...", "short_guiro": "x.xxx.xxx.xxx.xx"},
)
# Often silent on the first beat, or in three, three and two.
_CALYPSO_BASS = (
    "R---..3-5---..3-",
    "R-----5-R---5---",
    "..R-3-5-..R-5-3-",
    "R-----R-----5---",
    "R---3---5---....R---5---3---....",
)
_PAN_STRUMS = ("..x...x...x...x.", "..xx..x...xx..x.", "x..x..x.x..x..x.")
_CALYPSO_RIFFS = ("x..x..x-....x-x-", "..x.x-..x..x..x-", "x-x-..x-..x-x---")
# Kick on every beat, the snare in three, three and two.
_SOCA_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "...X..X....X..X.", "hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "clap": "...x..x....x..x.", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "snare": "...X..X....X..X.", "hat": "x.x.x.x.x.x.x.x."},
)
# Basses share the first and third beat with the kick, and in between push in threes or drive on all four.
_SOCA_BASS = ("R-....R-R-....5-", "R-..R-R-R-..R-5-", "R--R--R-R--R--5-", "R---..R-5---..R-")
_SOCA_CHORDS = ("..x...x...x...x.", "x..x..x.x..x..x.", "x--x--x---..x-x-")

CALYPSO = Style(
    name="calypso",
    bpm=(98, 124),
    minor=0.05,
    major_progressions=(
        "I | I | V7 | V7",
        "I | IV | V7 | I",
        "I | IV | I | V7",
        "I | V7 | V7 | I",
        "I | VI7 | ii | V7",
        "I | I7 | IV | iv | I | V7 | I | V7",
    ),
    minor_progressions=("i | iv | V7 | i", "i | i | V7 | V7"),
    colours=("triads",),
    form="song",
    swing=(0.0, 0.2),
    swing_unit=0.25,
    tonics=(0, 5, 7, 10, 2),
    pulse="tresillo",
    swelling="narrow",
    cadence="V7",
    groups=(
        (
            Layer(
                "lead",
                ("marimba",),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=74, density="dense", bank="calypso", rests=0.05),
                    ornaments=("tremolo",),
                    chance=1.0,
                ),
                effects={"reverb_small": 0.6},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_CALYPSO_BASS, hold=0.8),
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_CALYPSO_BEATS, crash=0.2, habit="strict"),
                chance=0.9,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar", "nylon_guitar"),
                partial(comping.comp, patterns=_PAN_STRUMS, centre=64, voices=3, hold=0.5, habit="turning"),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
            Layer(
                "keys",
                ("marimba", "vibraphone"),
                partial(comping.comp, patterns=_PAN_STRUMS, centre=62, voices=3, hold=0.5, habit="turning"),
                chance=0.35,
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_ENGINE_ROOM, velocity=-10),
                chance=0.9,
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trumpet"),
                partial(horns.stabs, patterns=_CALYPSO_RIFFS),
                chance=0.5,
                floor=0.55,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
        ),
    ),
)

SOCA = Style(
    name="soca",
    bpm=(152, 166),
    minor=0.12,
    major_progressions=("I | IV | V | IV", "I | V | vi | IV", "I | IV | I | V", "I | I | IV | V", "vi | IV | I | V"),
    minor_progressions=("i | bVII | bVI | bVII", "i | bVI | bVII | i", "i | iv | bVII | i"),
    colours=("triads",),
    form="song",
    looseness=0.3,
    tonics=(0, 5, 7, 2, 9),
    pulse="tresillo",
    swelling="narrow",
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "kit_acoustic_synth", "standard_kit"),
                partial(grooves.groove, grooves=_SOCA_BEATS, fills="electronic", crash=0.3, habit="strict"),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("synth_bass_1", "finger_bass", "analog_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_SOCA_BASS, hold=0.8),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("bright_piano", "organ_stab", "chord_stab"),
                partial(comping.comp, patterns=_SOCA_CHORDS, centre=65, voices=3, hold=0.6, habit="turning"),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_SOCA_CHORDS[:2], centre=66, voices=3, hold=0.4, habit="turning"),
                chance=0.4,
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("marimba", "square_lead", "saw_lead"),
                # 16ths at half the pace: at this tempo tunes move in 8ths.
                partial(at_pace, write=partial(melody.melody, centre=74, density="dense", bank="calypso"), pace=0.5),
                chance=0.9,
                floor=0.45,
                effects={"delay": 0.3, "reverb_small": 0.5},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "synth_brass"),
                partial(horns.stabs, patterns=("x..x..x-........", "..x...x.x-......", "x-x-x---........")),
                chance=0.6,
                floor=0.55,
                effects={"reverb_small": 0.5},
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
                        {"cowbell": "x.x.xxx.x.x.xxx.", "tambourine": "..x...x...x...x."},
                        {"cowbell": "X.xxX.xxX.xxX.xx"},
                        {"agogo": "x..x..x.x..x..x.", "tambourine": "x.x.x.x.x.x.x.x."},
                    ),
                ),
                chance=0.8,
                gain_db=-5,
                spread=0.5,
            ),
        ),
    ),
)

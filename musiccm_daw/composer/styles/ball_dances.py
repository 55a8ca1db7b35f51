"""Dances of Europe's villages and ballrooms, and of Buenos Aires: polka, klezmer, waltz, tango."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, keyboards
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# Written in 4/4, two bars of 2/4 in each: the bass on the beats, the chords behind them.
_OOM = ("R---5---R---5---", "R---5---R---3-a-", "R---R---5---5---")
_PAH = ("..x...x...x...x.", "..x...x...x...x.", "..x...x...x.x.x.")
_POLKA_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "snare": "..x...x...x.xxx.", "hat": "x...x...x...x..."},
    {"kick": "X...X...X...X...", "hat": "..x...x...x...x.", "rim": "..x...x...x...x."},
)
# The bulgar, in three and three and two, and the hora's lighter march.
_BULGARS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x.X.....x.", "snare": "x..x..x.x..x..x."},
    {"kick": "X...X...X...X...", "snare": "..x...x...x..xx."},
    {"kick": "X.......X.......", "snare": "o.xoo.xoo.xoo.xo", "cowbell": "X...x...X...x..."},
)
# "Um" on the first beat of the bar, "pah pah" short behind it; a fourth beat is for other meters.
_PAH_PAH = ("....x...x...x...",)
_MARCATO = ("X---x---x---x---", "X---x---X---x---", "X---x---x---x-x-")
_SINCOPA = "x-X---x-x---x---"
_MILONGA = "X--x..x.X.x.X..."
_TANGO_BASS = ("R---5---R---5---", "R---R---5---5-a-", "R-..5---R-..5-a-", "R--R..5-R---5---")

POLKA = Style(
    name="polka",
    bpm=(112, 128),
    minor=0.1,
    major_progressions=(
        "I | I | V7 | V7 | V7 | V7 | I | I",
        "I | V7 | V7 | I",
        "I | IV | V7 | I",
        "I | I | IV | IV | V7 | V7 | I | I",
    ),
    minor_progressions=("i | V7 | V7 | i", "i | iv | V7 | i"),
    colours=("triads",),
    form="song",
    pulse="upbeat",
    swelling="narrow",
    cadence="V7",
    unplugged=True,
    groups=(
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_OOM, hold=0.6, leads="bar", velocity=104),
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion",),
                partial(comping.comp, patterns=_PAH, centre=62, voices=3, hold=0.5, habit="strict"),
                effects={"reverb_small": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("accordion", "clarinet", "solo_violin", "trumpet"),
                partial(melody.melody, centre=76, density="dense", bank="fiddle", gate=0.75),
                floor=0.4,
                effects={"reverb_small": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_POLKA_BEATS, crash=0.2, fill_chance=0.4),
                chance=0.6,
                floor=0.4,
                effects={"reverb_small": 0.4},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "brass",
                ("trombone", "brass_section"),
                partial(comping.comp, patterns=_PAH, centre=58, voices=3, hold=0.5, habit="strict"),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
            ),
        ),
    ),
)

KLEZMER = Style(
    name="klezmer",
    bpm=(108, 144),
    minor=0.97,
    major_progressions=("I | IV | V7 | I", "I | V7"),
    # Where the tonic is major in a minor key, tunes have a flat second and a raised third: freygish.
    minor_progressions=(
        "I | I | bII | I",
        "I | iv | bvii | I",
        "I | bvii | I | I",
        "i | iv | V7 | i",
        "i | i | V7 | i",
        "i | II | V7 | i",
    ),
    colours=("triads",),
    form="song",
    looseness=1.0,
    pulse="upbeat",
    cadence="V7",
    unplugged=True,
    many_tunes=True,
    own_scale=True,
    groups=(
        (
            Layer(
                "lead",
                ("clarinet", "clarinet", "solo_violin"),
                partial(melody.melody, centre=76, density="dense", bank="fiddle"),
                floor=0.35,
                effects={"reverb_small": 0.5},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion",),
                partial(comping.comp, patterns=(*_PAH, "x..x..x.x..x..x."), centre=60, voices=3, hold=0.5),
                effects={"reverb_small": 0.4},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R---5---R---5---", "R-----5-R-----5-", "R--R--5-R---5-a-"),
                    hold=0.7,
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_violin", "solo_viola"),
                partial(inner_voices.counter_line, centre=67),
                chance=0.55,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.4,
            ),
            Layer(
                "brass",
                ("trombone", "trumpet"),
                partial(comping.comp, patterns=_PAH, centre=58, voices=1, hold=0.5, habit="strict"),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_BULGARS, crash=0.1, fill_chance=0.3),
                chance=0.6,
                floor=0.45,
                effects={"reverb_small": 0.4},
                gain_db=-5,
            ),
        ),
    ),
)

VIENNESE_WALTZ = Style(
    name="viennese_waltz",
    bpm=(144, 178),
    minor=0.25,
    major_progressions=(
        "I | I | V7 | V7 | V7 | V7 | I | I",
        "I | I | ii | ii | V7 | V7 | I | I",
        "I | vi | ii | V7",
        "I | I/III | ii | V7",
        "I | V7 | V7 | I",
        "I | VI7 | ii | V7",
    ),
    minor_progressions=(
        "i | i | V7 | V7 | V7 | V7 | i | i",
        "i | iv | V7 | i",
        "i | bVI | iim7b5 | V7",
        "i | V7 | V7 | i",
    ),
    colours=("triads",),
    form="song",
    meters={"3/4": 1.0},
    swelling="wide",
    cadence="V7",
    unplugged=True,
    polyphonic=True,
    guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "strings",
                ("string_ensemble",),
                partial(comping.comp, patterns=_PAH_PAH, centre=62, voices=3, hold=0.5, habit="strict", velocity=68),
                effects={"reverb_hall": 0.7},
                gain_db=-3,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("contrabass", "acoustic_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R---............", "R---............5---............"),
                    hold=0.9,
                ),
                effects={"reverb_hall": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_violin",),
                partial(melody.melody, centre=79, density="sparse", bank="lyric", rests=0.0),
                floor=0.4,
                effects={"reverb_hall": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("flute", "clarinet", "oboe"),
                partial(inner_voices.counter_line, centre=74),
                chance=0.6,
                floor=0.5,
                effects={"reverb_hall": 0.7},
                gain_db=-3,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "brass",
                ("french_horn",),
                partial(comping.comp, patterns=_PAH_PAH, centre=57, voices=1, hold=0.5, habit="strict", velocity=66),
                chance=0.6,
                floor=0.5,
                effects={"reverb_hall": 0.7},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "keys",
                ("harp", "grand_piano"),
                partial(keyboards.stride),
                chance=0.4,
                floor=0.5,
                effects={"reverb_hall": 0.6},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
        ),
    ),
)

TANGO = Style(
    name="tango",
    bpm=(112, 128),
    minor=0.9,
    major_progressions=("I | VI7 | ii | V7", "I | I | V7 | V7", "I | iv | I | V7"),
    minor_progressions=(
        "i | iv | V7 | i",
        "i | V7 | V7 | i",
        "i | i | iv | iv | V7 | V7 | i | V7",
        "i | bVI | iim7b5 | V7",
        "iv | i | V7 | i",
        "i | I7 | iv | V7",
    ),
    colours=("triads",),
    form="song",
    looseness=0.9,
    swelling="wide",
    cadence="V7",
    unplugged=True,
    guitar="nylon_guitar",
    solo_guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "lead",
                ("accordion",),
                partial(melody.melody, centre=72, density="medium", bank="lyric", gate=0.8),
                effects={"reverb_small": 0.5},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano",),
                partial(comping.comp, patterns=(*_MARCATO, _SINCOPA), centre=60, voices=4, hold=0.5, velocity=84),
                effects={"reverb_small": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("contrabass", "acoustic_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_TANGO_BASS, hold=0.6, leads="bar"),
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble",),
                partial(
                    comping.comp, patterns=(*_MARCATO, _SINCOPA, _MILONGA), centre=67, voices=3, hold=0.5, velocity=76
                ),
                chance=0.55,
                floor=0.4,
                effects={"reverb_hall": 0.5},
                gain_db=-3,
                spread=0.3,
            ),
            Layer(
                "strings",
                ("solo_violin",),
                partial(inner_voices.counter_line, centre=74),
                chance=0.45,
                floor=0.4,
                effects={"reverb_hall": 0.5},
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(comping.comp, patterns=(*_MARCATO, _MILONGA), centre=57, voices=3, hold=0.5),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.5,
                solo=True,
            ),
        ),
    ),
)

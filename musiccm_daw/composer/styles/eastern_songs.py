"""Songs from Cairo to Mumbai: Arabic pop, qawwali, the ballads of Bollywood."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.ensembles.string_lines import soaring_strings
from musiccm_daw.composer.sheet import Layer, Style, together
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

# Maqsum: dum tek, tek dum, tek; small strokes fill the gaps.
_MAQSUMS: tuple[grooves.Groove, ...] = (
    {"low_conga": "X.......X.......", "high_bongo": "..x..ox...o.x.oo"},
    {"low_conga": "X.......X.......", "high_bongo": "..x...x...oox.o."},
    {"low_conga": "X.......X.......", "high_bongo": "..xoo.x..oo.xooo"},
    # Yuruk semai, in six.
    {"low_conga": "X.....X.....", "high_bongo": "..x.x...x.oo"},
)
_RIQS: tuple[grooves.Groove, ...] = (
    {"tambourine": "XoxoxoXoXoxoXoxo"},
    {"tambourine": "xoXoxoXoxoxoXoxx"},
    {"tambourine": "X.o.o.X.o.o."},
)
_MAQSUM_KITS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.......", "snare": "..o...x.....X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...x...X...x...", "clap": "......x.....X...", "hat": "..x...x...x...x."},
    {"kick": "X.......X.......", "rim": "..x...x.....x...", "hat": "xoxoxoxoxoxoxoxo"},
)
_MAQSUM_BASS = ("R-....R-R---..5-", "R---..R-R---5-a-", "R-..R-..R---..R-", "R-----R-R-..5-..")
_TAKHT_ANSWERS = (
    "." * 16 + "..x-xxx-x---....",
    "." * 12 + "x-x-" + "x-x-x---........",
    "." * 48 + "x-xxx-x-x---....",
)
# Keherwa, eight beats to the cycle.
_KEHERWAS: tuple[grooves.Groove, ...] = (
    {"low_conga": "X.......X.....o.", "high_bongo": "..x.x.x...x.x.xx", "low_bongo": ".....o.o.....o.."},
    {"low_conga": "X...o...o.X.....", "high_bongo": "..x.x.xx..x.x.x."},
    {"low_conga": "X..x....X..x..o.", "high_bongo": "..x.x.x.xx..x.xx"},
    # Dadra, six.
    {"low_conga": "X.........o.", "high_bongo": "..x.x.x.x.x."},
)
_CLAPS: tuple[grooves.Groove, ...] = (
    {"clap": "X...x...X...x..."},
    {"clap": "X...x...X...x.x."},
    {"clap": "x...X...x...X..."},
    {"clap": "X.....x....."},
)
_PARTY = (
    "." * 32 + "x---x-x-x---x---" + "x---x-x-x-------",
    "." * 16 + "x-x-x---x-x-x---",
    "." * 32 + "x-x-x-x-x---x---" + "x-------........",
)
_LIFTED: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x.X.......", "rim": "....x.......x...", "hat": "xoxoxoxoxoxoxoxo"},
    {"kick": "X.........x.....", "snare": "....x.......x...", "hat": "x.xox.xox.xox.xo"},
)
_SONG_BASS = ("R-------5-------", "R-----R-5-------", "R---..R-5---..a-", "R-------------..")

ARABIC_POP = Style(
    name="arabic_pop",
    bpm=(92, 118),
    minor=0.97,
    major_progressions=("I | I | IV | I", "I | V7 | V7 | I"),
    minor_progressions=(
        # Hijaz, over a major tonic in a minor key; and nahawand.
        "I | bII | I | bvii",
        "I | I | bII | I",
        "I | bvii | bII | I",
        "i | iv | V7 | i",
        "i | bVII | bVI | V7",
        "i | bVI | V7 | i",
    ),
    colours=("triads",),
    form="song",
    looseness=0.6,
    tonics=(2, 7, 9, 0),
    swelling="narrow",
    own_scale=True,
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_MAQSUMS, velocity=-2, habit="strict"),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble",),
                # All violins in one line, and no chords.
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=74, density="medium", bank="takht", rests=0.1),
                    ornaments=("mordent", "turn", "cut"),
                    chance=0.35,
                ),
                effects={"reverb_hall": 0.5},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "synth_bass_1", "fretless_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_MAQSUM_BASS, hold=0.8),
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("kit_acoustic_synth", "standard_kit", "electronic_kit"),
                partial(grooves.groove, grooves=_MAQSUM_KITS, crash=0.2, fill_chance=0.4, habit="strict"),
                chance=0.65,
                floor=0.4,
                effects={"reverb_small": 0.3},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "strings",
                ("harp",),
                partial(arpeggios.arpeggio, rates=(0.25,), centre=69, voices=3),
                chance=0.45,
                effects={"reverb_small": 0.5},
                gain_db=-5,
                spread=0.5,
                solo=True,
            ),
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(melody.riff, density="medium", centre=57, scale="full", bank="takht"),
                chance=0.45,
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=_RIQS, velocity=-14, habit="strict"),
                chance=0.8,
                gain_db=-5,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion", "reed_organ"),
                partial(comping.comp, patterns=_TAKHT_ANSWERS, centre=67, voices=2, habit="strict"),
                chance=0.5,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.4,
            ),
        ),
    ),
)

QAWWALI = Style(
    name="qawwali",
    bpm=(112, 142),
    minor=0.6,
    major_progressions=("I | I | bVII | I", "I | I | IV | I", "I | bVII"),
    minor_progressions=("i | i | bVII | i", "i | bVII | bVI | bVII", "i | i | iv | i", "I | I | bII | I"),
    colours=("triads",),
    form="song",
    tonics=(0, 1, 2, 3),
    groups=(
        (
            Layer(
                "keys",
                ("reed_organ",),
                # A harmonium: the tune in the right hand, over a tonic that sounds on.
                partial(
                    together,
                    writers=(
                        partial(
                            ornamented,
                            write=partial(melody.melody, centre=70, density="dense", bank="takht", rests=0.0),
                            ornaments=("mordent", "cut", "turn"),
                            chance=0.35,
                        ),
                        partial(comping.pad, centre=52, voices=2, velocity=58, spread=False, rooted=True),
                    ),
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
                partial(grooves.percussion, grooves=_KEHERWAS, velocity=-4),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_CLAPS, velocity=-6, habit="strict"),
                effects={"reverb_small": 0.6},
                gain_db=-2,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                partial(comping.comp, patterns=_PARTY, centre=60, voices=2, velocity=92, rooted=True, habit="strict"),
                effects={"reverb_small": 0.6},
                gain_db=-2,
                spread=0.3,
            ),
        ),
    ),
)

BOLLYWOOD = Style(
    name="bollywood",
    bpm=(74, 96),
    minor=0.7,
    major_progressions=("I | vi | IV | V", "I | iii | IV | V", "I | vi | ii | V", "I | V | vi | IV"),
    minor_progressions=(
        "i | bVI | bVII | i",
        "i | iv | bVII | bIII",
        "i | bVII | bVI | bVII",
        "i | bIII | bVII | iv",
        "i | bVI | iv | V7",
    ),
    colours=("triads", "mixed"),
    form="song",
    swelling="wide",
    groups=(
        (
            Layer(
                "lead",
                ("flute", "flute", "pan_flute"),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=76, density="medium", bank="song", rests=0.1),
                    ornaments=("slide", "turn", "mordent"),
                    chance=0.5,
                ),
                effects={"reverb_hall": 0.7, "delay": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "slow_strings"),
                soaring_strings,
                chance=0.6,
                effects={"reverb_hall": 0.7},
                gain_db=-3,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "strings",
                ("string_ensemble", "slow_strings"),
                partial(inner_voices.counter_line, centre=72),
                chance=0.4,
                effects={"reverb_hall": 0.7},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_KEHERWAS, velocity=-12),
                effects={"reverb_small": 0.5},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "rhodes"),
                partial(arpeggios.arpeggio, rates=(0.5,), centre=62, gate=1.1),
                chance=0.55,
                effects={"reverb_hall": 0.5},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
            Layer(
                "guitar",
                ("nylon_guitar", "steel_guitar"),
                partial(guitars.pick, patterns=("0.2.3.4.3.2.3.2.", "0-2-3-4-3-2-3-2-", "0..2.3.40..2.3.2")),
                chance=0.4,
                effects={"reverb_hall": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "fretless_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_SONG_BASS, leads="bar"),
                floor=0.38,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_LIFTED, fills="soft", crash=0.1, fill_chance=0.3),
                chance=0.45,
                floor=0.55,
                effects={"reverb_small": 0.4},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs"),
                partial(comping.pad, centre=65, voices=3, velocity=58),
                chance=0.3,
                floor=0.55,
                effects={"reverb_hall": 0.7},
                gain_db=-7,
            ),
        ),
    ),
)

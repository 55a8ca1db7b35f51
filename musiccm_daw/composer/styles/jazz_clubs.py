"""Late nights in small clubs: hard bop, and neo-soul, whose band lies behind the beat."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# A hard hi-hat on two and four, cross-sticks on the fourth beat, and bombs.
_HARD_SWING: tuple[grooves.Groove, ...] = (
    {"ride": "x...X.x.x...X.x.", "pedal_hat": "....X.......X...", "rim": "............x..."},
    {
        "ride": "x...X.x.x...X.x.x...X.x.x...X.x.",
        "pedal_hat": "....X.......X.......X.......X...",
        "snare": "......o.......x.......o...x.....",
        "kick": "x.............X...........x.....",
    },
    {
        "ride": "X...X.x.X...X.x.X...X.x.X...X.x.",
        "pedal_hat": "....X.......X.......X.......X...",
        "snare": "..x.......o...x...o...x.......o.",
        "kick": "o...o...o...o...o...o...o...o.x.",
    },
    {
        "ride": "x...X.x.x...X.x.",
        "pedal_hat": "....X.......X...",
        "snare": "......x...o...o.",
        "kick": "X.........x.....",
    },
)
# Answers of the piano to the head, block chords with blue tops.
_CLUB_COMPS = (
    "x-....x-..........x-......x-....",
    "......x-......x-x-....x-........",
    "..x-......x-....x---......x-....",
    "x-x-..x-........x-x-..x-........",
    "....x---......x-......x-..x-....",
)
_HITS = ("......x-......x-", "x-....x-........", "..........x-x-..", "..x-..x-....x---")
# Kicks where nobody expects them; the snare is where it should be.
_LATE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X......x..x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x.....xx....x", "snare": "....X..o....X...", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X.....xx.......xX..x....x.......",
        "snare": "....X.......X.......X..o....X...",
        "hat": "x.xxx.x.x.x.x.xxx.x.x.xxx.x.x.x.",
    },
    {"kick": "X......x.x......", "rim": "....x.......x..o", "hat": "x.o.x.o.x.o.x.o."},
)
_LATE_BASS = ("R-....RR....5-7-", "R--...R.R-..7-O-", "R-----.R..5-7-a-", "R-..R-...R..O-a-", "R----R..R-.7..a-")
_LATE_CHORDS = ("x-----..x-------", "...x----..x-----", "x--x--------x---", "..x-----..x--x--", "x-------...x----")
_CHOPPED = ("....x--.......x-", "..x--x--........", "......x---..x---")

HARD_BOP = Style(
    name="hard_bop",
    bpm=(144, 208),
    minor=0.65,
    major_progressions=(
        "I7 | IV7 | I7 VI7 | ii7 V7",
        "I7 | bVII7",
        "I7 | IV7 | I7 | V7",
        "Imaj7 VI7 | ii7 V7 | iii7 VI7 | ii7 V7",
    ),
    minor_progressions=(
        "i7 | i7 | iv7 | i7",
        "i7 | bVI7 V7 | i7 | iim7b5 V7",
        "i7 | IV7",
        "i6 | iv7 | i6 | iim7b5 V7",
        "i7 | i7 | iv7 | iv7 | bVI7 | V7 | i7 | V7",
    ),
    colours=("sevenths", "dominants"),
    swing=(0.55, 0.9),
    pulse="swing",
    chromatic=True,
    cadence="V7",
    combo=True,
    pianist=True,
    stirred=True,
    groups=(
        (
            Layer(
                "lead",
                ("tenor_sax", "trumpet", "alto_sax"),
                partial(melody.melody, density="dense", centre=68, scale="blues", bank="jazz", velocity=96),
                floor=0.5,
                effects={"reverb_small": 0.6},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("trombone",),
                partial(horns.single_stabs, patterns=_HITS),
                chance=0.7,
                floor=0.5,
                effects={"reverb_small": 0.6},
                gain_db=-3,
                spread=0.2,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano",),
                partial(comping.comp, patterns=_CLUB_COMPS, centre=60, hold=0.75, velocity=84, habit="free"),
                effects={"reverb_small": 0.5},
                spread=0.3,
                solo=True,
            ),
        ),
        (Layer("bass", ("acoustic_bass",), walking_bass, effects={"reverb_small": 0.3}, solo=True),),
        (
            Layer(
                "drums",
                ("jazz_kit",),
                partial(
                    grooves.groove,
                    grooves=_HARD_SWING,
                    fills="jazz",
                    crash=0.3,
                    calm=("kick", "snare"),
                    timekeeper="ride",
                ),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
    ),
)

NEO_SOUL = Style(
    name="neo_soul",
    bpm=(78, 96),
    minor=0.6,
    major_progressions=(
        "IVmaj9 | iii7 | vi9 | v9 I7",
        "ii9 | V9 | Imaj9 | VI7",
        "Imaj9 | IVmaj9",
        "IVmaj9 | III7 | vi9 | II7",
    ),
    minor_progressions=(
        "i9 | iv9",
        "iv9 | v7 | i9 | i9",
        "i9 | bVImaj7 | iim7b5 | V7",
        "i9 | IV9",
        "bVImaj7 | V7 | i9 | bVII9",
    ),
    colours=("ninths", "sevenths"),
    form="loop",
    swing=(0.35, 0.6),
    swing_unit=0.25,
    looseness=0.9,
    pulse="backbeat",
    pianist=True,
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_lofi", "room_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_LATE_BEATS, fills="beat", ghosts=0.25, crash=0.0, fill_chance=0.2),
                effects={"lofi": 0.3, "saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "finger_bass", "synth_bass_2"),
                partial(bass.pattern_bass, locked=False, patterns=_LATE_BASS, leads="bar", habit="answering"),
                effects={"saturation": 0.2},
                gain_db=1,
                late=0.022,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "rhodes", "fm_epiano"),
                partial(comping.comp, patterns=_LATE_CHORDS, centre=63, voices=4, velocity=76, habit="free"),
                effects={"phaser": 0.4, "chorus": 0.4, "tape": 0.4},
                spread=0.2,
                late=0.03,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("jazz_guitar", "clean_guitar"),
                partial(comping.comp, patterns=_CHOPPED, centre=69, voices=2, hold=0.7),
                chance=0.45,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.5,
                late=0.025,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                partial(comping.comp, patterns=_CHOPPED, centre=67, voices=3, hold=0.9, velocity=66),
                chance=0.4,
                floor=0.5,
                effects={"reverb_hall": 0.6},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "lead",
                ("muted_trumpet", "flute", "square_lead", "tenor_sax"),
                partial(melody.melody, density="sparse", centre=71, scale="pentatonic", bank="beat", velocity=76),
                chance=0.4,
                floor=0.65,
                effects={"delay": 0.4, "reverb_hall": 0.4},
                gain_db=-3,
                late=0.025,
            ),
        ),
    ),
)

"""Music of the Black church: slow gospel in 12/8, and the shout, in whose fast two-feel a service dances."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping, keyboards
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style

# Four slow beats of three 8ths.
_SLOW_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.........x.X...........", "snare": "......X...........X.....", "hat": "x.x.x.x.x.x.x.x.x.x.x.x."},
    {"kick": "X...........X...x.......", "rim": "......x...........x.....", "ride": "x.x.x.x.x.x.x.x.x.x.x.x."},
    {"kick": "X.....x...x.X.........x.", "snare": "......X...........X...oo", "hat": "X.o.x.X.o.x.X.o.x.X.o.x."},
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.........x.", "snare": "......X.....", "hat": "x.x.x.x.x.x."},
)
_SLOW_BASS = (
    "R---------5-O---------a-",
    "R---------R-R-----5---a-",
    "R-----------5-----3---a-",
    "R-----R-5-O-----5-----a-",
    "R-----R-5---O-a-",
    "R---5---O---5-a-",
)
_TRIPLETS = (
    "x-x-x-x-x-x-x-x-x-x-x-x-",
    "x---x-x---x-x---x-x-x-x-",
    "x-----x-x-x-x-----x-x-x-",
    "x-----x-----x---",
    "x---x---x---x---",
)
_SLOW_HANDS = ("R-----------O-----5-----", "R-----5-----O-----5-----", "R-------5-------")
# A choir answers the beat in whole chords.
_CHOIRS = (
    "x-----------x-----x-----",
    "......x-----......x-----",
    "x-----------------x-x-x-",
    "x-------x---x---",
    "x-----------x---",
)
# The kick on every beat and the snare between them; or claps on the second and fourth.
_SHOUTS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "..X...X...X...X.", "hat": "x...x...x...x..."},
    {"kick": "X...X...X...X.x.", "snare": "..X...X...X..oX.", "ride": "x...x...x...x..."},
    {
        "kick": "X...X...X...X...X...X...X...X...",
        "snare": "..X...X...X...X...X...X...XxX.Xx",
        "pedal_hat": "x...x...x...x...x...x...x...x...",
    },
    {"kick": "X.......X.x.....", "snare": "....X..o....X..o", "hat": "x.x.x.x.x.x.x.x."},
)
_CLAPPED: tuple[grooves.Groove, ...] = (
    {"clap": "....X.......X...", "tambourine": "o.X.o.X.o.X.o.X."},
    {"clap": "..X...X...X...X.", "tambourine": "xoXoxoXoxoXoxoXo"},
    {"tambourine": "xoXoxoXoxoXoxoXo"},
)
_SHOUT_BASS = ("R-R-3-3-5-5-R-a-", "R-3-5-3-R-7-5-a-", "R-O-7-5-R-3-5-a-", "R-R-5-5-O-7-5-a-")
_SHOUT_ORGAN = ("..x...x...x...x.", "..x..xx...x..xx.", "x-x-..x-..x-x-x-", "x.x..x.x..x.x.x.")
_SHOUT_HANDS = ("x.x.xxx.x.x.xxx.", "xx.xx.x.xx.xx.x.", "x.xx.xx.x.xx.xx.", "..x.x.xx..x.xxxx")
_SHOUT_HORNS = ("x-..x-......x-x-", "......x-x-......", "x-x-..x-........", "..x-..x-..x-x---")

GOSPEL = Style(
    name="gospel",
    # Quarters; the beat is a dotted one, 50 to 64 times a minute.
    bpm=(75, 96),
    minor=0.1,
    major_progressions=(
        "I I7 | IV #ivdim7 | I/V VI7 | ii7 V7",
        "I | I7 | IV | iv6",
        "I | III7 | vi7 | IV V7",
        "I V/VII | vi7 I7/V | IV #ivdim7 | I/V V7sus4",
        "IV | I/III | ii7 | V7sus4",
        "I7 | IV7 | I VI7 | ii7 V7",
    ),
    minor_progressions=("i | iv7 | i | V7", "i i/bVII | bVI7 V7 | i iv7 | i V7", "i7 | iv7 | bVI7 | V7"),
    colours=("triads", "sevenths", "mixed"),
    meters={"12/8": 0.8, "6/8": 0.1, "4/4": 0.1},
    pulse="backbeat",
    swelling="wide",
    cadence="V7",
    pianist=True,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_SLOW_BEATS, ghosts=0.1, crash=0.4),
                chance=0.92,
                floor=0.4,
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "fretless_bass"),
                partial(bass.pattern_bass, patterns=_SLOW_BASS, leads="bar", habit="answering"),
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano",),
                partial(keyboards.two_hands, patterns=_TRIPLETS, left_hands=_SLOW_HANDS, habit="free"),
                effects={"reverb_small": 0.5},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "drawbar_organ", "rock_organ"),
                partial(comping.pad, centre=62, velocity=76),
                effects={"chorus": 0.5, "reverb_hall": 0.3},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                partial(comping.comp, patterns=_CHOIRS, centre=65, voices=3, velocity=84),
                chance=0.95,
                floor=0.4,
                effects={"reverb_hall": 0.6},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion", "shaker_kit"),
                partial(grooves.percussion, grooves=({"tambourine": "......X...........X....."}, *_CLAPPED[2:])),
                chance=0.35,
                floor=0.6,
                gain_db=-6,
                spread=0.3,
            ),
        ),
    ),
)

GOSPEL_SHOUT = Style(
    name="gospel_shout",
    bpm=(144, 172),
    minor=0.1,
    major_progressions=(
        "I7 | I7 | IV7 | #ivdim7",
        "I7 | IV7 | I7 | V7",
        "I7 | I7 | IV7 | IV7 | I7 VI7 | II7 V7 | I7 | I7",
        "I7 I7/III | IV7 #ivdim7 | I/V VI7 | II7 V7",
        "I7 | I7 | I7 | IV7 V7",
    ),
    minor_progressions=("i7 | i7 | iv7 | V7", "i7 | iv7 | i7 | V7"),
    colours=("dominants",),
    form="loop",
    pulse="backbeat",
    swelling="narrow",
    chromatic=True,
    cadence="V7",
    pianist=True,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_SHOUTS, ghosts=0.1, crash=0.6),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "slap_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_SHOUT_BASS, leads="chromatic", habit="answering"),
                chance=0.6,
                solo=True,
            ),
            Layer("bass", ("finger_bass",), walking_bass, chance=0.4, solo=True),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "bright_piano"),
                partial(
                    keyboards.two_hands,
                    patterns=_SHOUT_HANDS,
                    left_hands=("R-O-R-O-R-O-R-O-", "R---5---R---5---"),
                    centre=67,
                    hold=0.7,
                    habit="free",
                ),
                chance=0.95,
                effects={"reverb_small": 0.4},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "rock_organ", "percussive_organ"),
                partial(comping.comp, patterns=_SHOUT_ORGAN, centre=64, hold=0.6, velocity=90),
                effects={"chorus": 0.5, "saturation": 0.3},
                gain_db=-1,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_CLAPPED, velocity=-4),
                chance=0.95,
                gain_db=-3,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                partial(
                    comping.comp,
                    patterns=("x-..x-......x---", "x---....x---....", "..x-..x-..x-x---"),
                    centre=67,
                    voices=3,
                    velocity=92,
                ),
                chance=0.5,
                floor=0.6,
                effects={"reverb_hall": 0.4},
                gain_db=-3,
            ),
            Layer(
                "brass",
                ("brass_section",),
                partial(horns.stabs, patterns=_SHOUT_HORNS),
                chance=0.4,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
        ),
    ),
)

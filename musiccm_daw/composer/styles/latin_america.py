"""Music of Latin America: samba, cumbia, mariachi."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, guitars, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# A bar of samba is written as one of 4/4: the low surdo answers on its second and fourth quarters. Tamborims are high
# bongos, a pandeiro is a tambourine.
_BATERIA: tuple[grooves.Groove, ...] = (
    {
        "mute_surdo": "x......xx......x",
        "surdo": "....X.......X...",
        "high_bongo": "x.x.xx.x.x.x.xx.",
        "agogo": "x...x.x...x.x...",
        "low_agogo": "..x.....x.....x.",
        "snare": "xooxxooxxooxxoox",
    },
    {
        "mute_surdo": "x.......x.......",
        "surdo": "....X.......X.x.",
        "high_bongo": "x.xx.x.x.xx.x.x.",
        "agogo": "..x.x...x.x.....",
        "low_agogo": "x.....x.....x.x.",
    },
    {
        "mute_surdo": "x...o...x...o..x",
        "surdo": "....X..x....X...",
        "high_bongo": "xx.x.xx.x.x.xx.x",
        "snare": "XooxxoXoXooxxoXo",
    },
)
_SHAKEN: tuple[grooves.Groove, ...] = (
    {"shaker": "XooxXooxXooxXoox"},
    {"tambourine": "XooxXooxXooxXoox"},
    {"shaker": "xoxxxoxxxoxxxoxx", "tambourine": "....x..x....x..x"},
)
_SAMBA_KITS: tuple[grooves.Groove, ...] = (
    {"kick": "x..xx..xx..xx..x", "hat": "xoxxxoxxxoxxxoxx", "pedal_hat": "....x.......x..."},
    {"kick": "x..xX..xx..xX..x", "rim": "x.x..x.x.x.x..x.", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "x..xX..xx..xX..x", "snare": "xooxoxooxoxooxox"},
)
_CAVAQUINHO = ("x-xx.x-x.x-x.xx.", "x.xx-x.x.x-xx.x.", "xx.x-xx.x-x.xx.x")
_SAMBA_BASS = ("R--R5---R--R5---", "R---5--RR---5-a-", "R--.5---R--.5-5-", "R--R5-----3-5-a-")
# The scraper's long stroke on the beat, and two short ones behind it.
_CUMBIA: tuple[grooves.Groove, ...] = (
    {
        "guiro": "X...X...X...X...",
        "short_guiro": "..xx..xx..xx..xx",
        "high_conga": "....x.x.....x.x.",
        "low_conga": "x.......x.......",
    },
    {"cabasa": "XoxxXoxxXoxxXoxx", "cowbell": "x...x...x...x...", "high_conga": "....x..x....x.x."},
    {
        "guiro": "X...X...X...X...",
        "short_guiro": "..x...x...x...x.",
        "high_bongo": "..x.x...x.x.x...",
        "low_conga": "......x.......x.",
    },
)
_CUMBIA_KITS: tuple[grooves.Groove, ...] = (
    {"kick": "X...x...X...x...", "rim": "..x...x...x...x.", "cowbell": "X...x...X...x..."},
    {"kick": "X...x...X...x...", "snare": "............x.x.", "hat": "x.xxx.xxx.xxx.xx"},
)
SAMBA = Style(
    name="samba",
    bpm=(96, 116),
    minor=0.4,
    major_progressions=(*progressions.JAZZ_MAJOR[:6], "I | VI7 | ii7 | V7", "I6 | I6 | ii7 | V7"),
    minor_progressions=(*progressions.JAZZ_MINOR[:4], "i | iv | V7 | i", "i7 | bVI7 | iim7b5 | V7"),
    colours=("sevenths", "mixed"),
    form="loop",
    looseness=0.8,
    pulse="second_beat",
    swelling="narrow",
    cadence="V7",
    solo_guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_BATERIA, velocity=-4),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit", "latin_percussion"),
                partial(grooves.percussion, grooves=_SHAKEN, velocity=-8),
                chance=0.9,
                gain_db=-4,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "steel_guitar"),
                partial(comping.comp, patterns=_CAVAQUINHO, centre=73, voices=4, hold=0.7),
                chance=0.9,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_SAMBA_BASS, leads="bar"),
                floor=0.38,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_SAMBA_KITS, fills="soft", crash=0.1, fill_chance=0.3),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("flute", "clarinet", "tenor_sax", "nylon_guitar"),
                partial(melody.melody, centre=74, density="dense", bank="latin"),
                chance=0.5,
                floor=0.55,
                effects={"reverb_small": 0.6},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "brass",
                ("trombone", "trumpet"),
                partial(melody.melody, centre=64, density="medium", bank="latin"),
                chance=0.3,
                floor=0.55,
                effects={"reverb_small": 0.6},
                gain_db=-2,
            ),
        ),
    ),
)

CUMBIA = Style(
    name="cumbia",
    bpm=(86, 104),
    minor=0.75,
    major_progressions=("I | I | V7 | V7", "I | V7", "I | IV | V7 | I", "I | V | vi | V"),
    minor_progressions=("i | i | V7 | V7", "i | V7", "i | bVII | bVI | V7", "i | iv | V7 | i", "i | bIII | V7 | i"),
    colours=("triads",),
    form="song",
    looseness=0.6,
    pulse="tresillo",
    swelling="narrow",
    cadence="V7",
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_CUMBIA, velocity=-6),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass", "synth_bass_1"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R-------3---5---", "R-------5---5---", "R-------5---3---", "R-----..5---O---"),
                    hold=0.85,
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion", "drawbar_organ", "grand_piano", "clavinet"),
                partial(
                    comping.comp,
                    patterns=("..x...x...x...x.", "..x.x...x.x.x...", "..xx..x...xx..x."),
                    voices=3,
                    hold=0.5,
                ),
                effects={"reverb_small": 0.4},
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("accordion", "accordion", "clarinet", "pan_flute", "square_lead"),
                partial(melody.melody, centre=74, density="medium", bank="latin"),
                chance=0.9,
                floor=0.45,
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_CUMBIA_KITS, crash=0.1, fill_chance=0.4),
                chance=0.4,
                floor=0.5,
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trumpet", "trombone"),
                partial(
                    comping.comp,
                    patterns=("....x.x-....x---" + "." * 16, "x.x.x---........" + "." * 16),
                    voices=3,
                    centre=67,
                ),
                chance=0.3,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(
                    comping.comp,
                    patterns=("..x...x...x...x.", "....x.......x..."),
                    habit="strict",
                    voices=3,
                    centre=62,
                    hold=0.5,
                ),
                chance=0.4,
                gain_db=-4,
                spread=0.5,
            ),
        ),
    ),
)


MARIACHI = Style(
    name="mariachi",
    bpm=(104, 136),
    minor=0.2,
    major_progressions=(
        "I | I | V7 | V7 | V7 | V7 | I | I",
        "I | V7 | V7 | I",
        "I | I7 | IV | iv | I | V7 | I | I",
        "I | IV | V7 | I",
        "I | V7",
    ),
    minor_progressions=("i | V7 | V7 | i", "i | bVII | bVI | V7", "i | iv | V7 | i"),
    colours=("triads",),
    form="song",
    meters={"4/4": 0.55, "3/4": 0.45},
    looseness=0.9,
    cadence="V7",
    unplugged=True,
    solo_guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "bass",
                ("acoustic_bass", "fretless_bass"),
                # The guitarron plays on the beats, and leaves the others to the vihuelas.
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R-------5-------", "R---..R-5---..5-", "R-------5---a---"),
                    hold=0.8,
                    leads="bar",
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "nylon_guitar", "steel_guitar"),
                partial(
                    comping.comp,
                    patterns=("....x...x...x...", "....x-..x-......", "....x.xxx.x.x.xx"),
                    centre=64,
                    voices=4,
                    hold=0.5,
                    velocity=84,
                ),
                effects={"reverb_small": 0.4},
                gain_db=-1,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("trumpet",),
                partial(melody.melody, centre=72, density="medium", bank="latin", velocity=98),
                floor=0.4,
                effects={"reverb_small": 0.6},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble",),
                partial(
                    comping.comp,
                    patterns=("x-------x-------", "x---x---x-x-x---", "x---------------"),
                    centre=70,
                    voices=3,
                ),
                floor=0.4,
                effects={"reverb_small": 0.6},
                gain_db=-3,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "steel_guitar"),
                partial(guitars.pick, patterns=("0...2.3.4.3.2...", "0.2.3.2.0.2.3.2."), ring=0.6),
                chance=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.6,
            ),
            Layer(
                "strings",
                ("harp",),
                partial(arpeggios.arpeggio, rates=(0.5,), centre=64),
                chance=0.3,
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.5,
            ),
        ),
    ),
)

"""Hip-hop: trap, boom bap, lo-fi."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, guitars, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns, inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

# Trap is written at its full tempo (130-160): the snare falls on the third quarter.
_TRAP_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x.........", "snare": "........X.......", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X.........x.....X.....x...x.....",
        "clap": "........X...............X.......",
        "hat": "x.x.x.x.x.rrx.x.x.x.x.x.x.x.t.x.",
    },
    {"kick": "X.....x.....x...", "clap": "........X.......", "snare": "........x.......", "hat": "x.x.x.t.x.x.rrx."},
    {
        "kick": "X..x......x.....",
        "snare": "........X......o",
        "hat": "x.x.x.x.x.x.x.rr",
        "open_hat": "..............x.",
    },
    {
        "kick": "X.....x...x.....X..x..x.........",
        "clap": "........X...............X.......",
        "hat": "x.x.xxx.x.x.t.x.x.x.xxx.rrrrx.x.",
        "rim": "..............x...........x.....",
    },
)
# An 808 does not walk to the next chord: it slides up and drops.
_808_TURNS = ("O---", "--O-", "R-O-", "5-O-")
_808_FILLS = ("R---O---", "R-----O-", "..R-5-O-", "R---5-O-", "O---R-O-")
_BOOM_BAP_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x...x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......x..x..", "snare": "....X..o....X...", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X.x.......xx....",
        "snare": "....X.......X..o",
        "hat": "x.x.x.xox.x.x.x.",
        "open_hat": "..............x.",
    },
    {
        "kick": "X......x..x.....X..x......x.....",
        "snare": "....X.......X.......X.......X..o",
        "hat": "x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.",
    },
)
_LOFI_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X......x..x.....", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.........x.....", "rim": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."},
    {"kick": "X..x......x.....", "snare": "....x.......x..o", "hat": "x.x.x.xox.x.x.xo"},
)

_DUSTY_COMPS = (
    "x---------------",
    "x-----x---------",
    "x--x------x-----",
    "x-------x-----x-",
    "x---..x---..x---",
    "..x---..x---....",
)
_MELLOW_BASS = ("R-----R---R---a-", "R-----.R--5-----", "R--.R-----R-.7a.", "R---....R---..5-", "R-----O-..R---..")

TRAP = Style(
    name="trap",
    bpm=(124, 160),
    minor=0.95,
    major_progressions=("I | iii | vi | IV", "I | V | vi | IV"),
    minor_progressions=(
        "i | i | bVI | bVI",
        "i | bVI | iv | V",
        "i | bII",
        "i | bVI | bVII | i",
        "i | i | iv | v",
        "i",
    ),
    colours=("triads", "triads", "sevenths"),
    form="loop",
    looseness=0.2,
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "kit_808", "gm_808_kit", "electronic_kit"),
                partial(grooves.groove, grooves=_TRAP_BEATS, fills="electronic", crash=0.3, habit="answering"),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808", "bass_808", "bass_808", "sub_bass"),
                partial(
                    bass.pattern_bass,
                    floor=26,
                    patterns=(
                        "R-----R---------",
                        "R---------R-----",
                        "R-----R-----O---",
                        "R-------....R-R-",
                        "R--R------R-----",
                        "R-----R---------R---------R-R---",
                        "R---------------..R---R-----R---",
                        "R--R----..R-----R-----R---O-....",
                        "R-----R---O-R---R-----R-----5-O-",
                    ),
                    hold=1.0,
                    turns=_808_TURNS,
                    fills=_808_FILLS,
                    slides=True,
                ),
                chance=0.97,
                floor=0.5,
                effects={"saturation": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "fm_bell", "music_box", "glockenspiel", "pluck", "celesta", "kalimba"),
                partial(melody.riff, density="medium", centre=72, scale="full", bank="beat"),
                chance=0.5,
                effects={"reverb_hall": 0.5, "delay": 0.3, "lofi": 0.2},
                spread=0.1,
                solo=True,
            ),
            Layer(
                "keys",
                ("fm_bell", "pluck", "grand_piano", "rhodes"),
                partial(arpeggios.arpeggio, rates=(0.5,), centre=70, voices=3),
                chance=0.3,
                effects={"reverb_hall": 0.5, "delay": 0.3},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "choir_pad", "slow_strings", "glass_pad"),
                partial(comping.pad, voices=3),
                chance=0.45,
                effects={"reverb_hall": 0.7, "lowpass": 0.4},
                gain_db=-6,
            ),
            Layer(
                "strings",
                ("string_ensemble", "tremolo_strings", "pizzicato_strings"),
                partial(comping.comp, patterns=("x---------------", "x-x-x-x-x-x-x-x-", "x-----x-----x---"), voices=3),
                chance=0.2,
                floor=0.6,
                effects={"reverb_hall": 0.6},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("flute", "square_lead", "saw_lead", "pan_flute", "fm_bell"),
                partial(melody.melody, density="medium", bank="beat"),
                chance=0.35,
                floor=0.65,
                effects={"reverb_hall": 0.5, "delay": 0.5},
                gain_db=-3,
                solo=True,
            ),
            Layer(
                "guitar",
                ("nylon_guitar", "clean_guitar"),
                partial(guitars.pick, patterns=("0.2.3.2.4.2.3.2.", "0..2..3.4..3..2.")),
                chance=0.2,
                effects={"reverb_small": 0.5, "lofi": 0.3},
                solo=True,
            ),
            Layer(
                "vocal-pad",
                ("choir_aahs", "voice_oohs"),
                partial(comping.pad, voices=3),
                chance=0.15,
                effects={"reverb_hall": 0.7},
                gain_db=-5,
            ),
        ),
        (
            effects.impact(0.2),
            Layer("fx", ("noise_riser",), transitions.riser, chance=0.1, gain_db=-9),
        ),
    ),
)

BOOM_BAP = Style(
    name="boom_bap",
    bpm=(82, 98),
    minor=0.75,
    major_progressions=progressions.LOFI_MAJOR + progressions.JAZZ_MAJOR[:4],
    minor_progressions=progressions.LOFI_MINOR + progressions.VAMP_MINOR,
    colours=("sevenths", "ninths"),
    form="loop",
    swing=(0.2, 0.8),
    swing_unit=0.25,
    pulse="backbeat",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_acoustic_synth", "standard_kit", "room_kit", "kit_lofi"),
                partial(grooves.groove, grooves=_BOOM_BAP_BEATS, fills="beat", ghosts=0.2, fill_chance=0.4, crash=0.2),
                effects={"saturation": 0.4, "lofi": 0.3, "reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass", "sub_bass", "synth_bass_2"),
                partial(bass.pattern_bass, patterns=_MELLOW_BASS, leads="bar"),
                chance=0.97,
                floor=0.4,
                effects={"saturation": 0.2, "lowpass": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "grand_piano", "vibraphone", "drawbar_organ", "dx_piano"),
                partial(comping.comp, patterns=_DUSTY_COMPS),
                chance=0.85,
                effects={"lofi": 0.4, "tape": 0.3, "reverb_small": 0.3, "phaser": 0.1},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "pizzicato_strings"),
                partial(inner_voices.counter_line, centre=74),
                chance=0.25,
                floor=0.6,
                effects={"reverb_small": 0.5, "lofi": 0.3},
                gain_db=-5,
            ),
            Layer(
                "brass",
                ("brass_section", "muted_trumpet"),
                partial(horns.stabs, patterns=("x.......x.x.....", "..........x..x--", "x--.............")),
                chance=0.25,
                floor=0.8,
                effects={"reverb_small": 0.5, "lofi": 0.3},
                gain_db=-5,
            ),
            Layer(
                "guitar",
                ("jazz_guitar", "clean_guitar"),
                partial(melody.riff, density="medium", centre=64, bank="beat"),
                chance=0.2,
                floor=0.6,
                effects={"reverb_small": 0.4, "lofi": 0.3},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("flute", "tenor_sax", "muted_trumpet", "vibraphone"),
                partial(melody.melody, density="medium", centre=72, scale="pentatonic", bank="beat"),
                chance=0.35,
                floor=0.65,
                effects={"reverb_small": 0.5, "delay": 0.3},
                gain_db=-3,
                spread=0.2,
                solo=True,
            ),
        ),
        (effects.crackle(0.15),),
    ),
)

LOFI = Style(
    name="lofi",
    bpm=(66, 92),
    minor=0.5,
    major_progressions=progressions.LOFI_MAJOR,
    minor_progressions=progressions.LOFI_MINOR,
    colours=("sevenths", "ninths"),
    form="loop",
    meters={"4/4": 0.9, "3/4": 0.06, "6/8": 0.04},
    swing=(0.2, 0.9),
    swing_unit=0.25,
    pulse="backbeat",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_lofi", "kit_lofi", "brush_kit", "standard_kit"),
                partial(
                    grooves.groove,
                    grooves=_LOFI_BEATS,
                    fills="beat",
                    ghosts=0.1,
                    fill_chance=0.25,
                    crash=0.0,
                    habit="answering",
                ),
                chance=0.92,
                effects={"lofi": 0.6, "tape": 0.3, "lowpass": 0.2},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("fretless_bass", "acoustic_bass", "sub_bass", "finger_bass"),
                partial(bass.pattern_bass, patterns=_MELLOW_BASS, leads="bar"),
                chance=0.9,
                floor=0.4,
                effects={"lowpass": 0.4, "tape": 0.3},
                gain_db=-1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "rhodes", "fm_epiano", "grand_piano", "dx_piano", "vibraphone"),
                partial(comping.comp, patterns=_DUSTY_COMPS, spread=True),
                chance=0.75,
                effects={"lofi": 0.5, "tape": 0.5, "chorus": 0.3, "reverb_small": 0.4},
                solo=True,
            ),
            Layer(
                "guitar",
                ("nylon_guitar", "jazz_guitar", "clean_guitar"),
                partial(guitars.pick, patterns=("0.2.3.2.4.3.2...", "0...234.0...432.", "0-..3-..2-..4-..")),
                chance=0.25,
                effects={"lofi": 0.5, "tape": 0.4, "reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "slow_strings"),
                partial(comping.pad, voices=3),
                chance=0.35,
                effects={"lowpass": 0.5, "reverb_hall": 0.5, "tape": 0.3},
                gain_db=-7,
            ),
        ),
        (
            Layer(
                "lead",
                ("vibraphone", "flute", "kalimba", "muted_trumpet", "jazz_guitar", "music_box"),
                partial(melody.melody, density="sparse", centre=74, scale="pentatonic", velocity=76, bank="beat"),
                chance=0.5,
                floor=0.6,
                effects={"reverb_small": 0.5, "delay": 0.4, "lofi": 0.3},
                gain_db=-3,
                spread=0.2,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=({"shaker": "x.o.x.o.x.o.x.o."},)),
                chance=0.2,
                floor=0.6,
                gain_db=-8,
                spread=0.4,
            ),
        ),
        (effects.crackle(0.3),),
    ),
)

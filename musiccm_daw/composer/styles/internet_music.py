"""Music that was born on the internet: phonk, hyperpop, vaporwave."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.ways.techniques import chopped

_DRIFTS: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x...x..x..", "clap": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.X..x....", "snare": "....X.......X...", "hat": "x.x.x.xrx.x.x.rr"},
    {"kick": "X...X...X...X...", "clap": "....X.......X...", "hat": "..x...x...x...x.", "open_hat": "..............x."},
    {"kick": "X..x..X...x...x.", "clap": "....X.......X..x", "hat": "xxxxxxxxxxxxxxxx"},
)
_SLIDES = ("R--R--O---R-R---", "R-----R-..R---O-", "R--R..R-R--5..a-", "R-------O--R--R-")
_SPARKS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X..X..X.", "clap": "....X.......X...", "hat": "x.xxx.xrx.xxx.rr"},
    {"kick": "X..x..x.X..x..x.", "snare": "....X.......X...", "hat": "xxxxxxxxxxxxxxrr"},
    {"kick": "X.....x..x..X...", "clap": "........X.....x.", "hat": "x.x.xrx.x.x.xrrr"},
    {"kick": "X...X...X...X...", "clap": "....X.......X...", "open_hat": "..x...x...x...x."},
)
_SUGAR_CHORDS = ("x--x--x-x--x--x-", "x-x-x--x--x-x-x-", "x--x--x--x--x-x-", "x---x--x--x-x---")
_SUGAR_BASS = ("R--R--R-R--R--R-", "R-..R--R..R-R-..", "R...R...R..R..R.", "R--R--..R-R-..a-")
_MALL_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "x...x...x...x..."},
    {"kick": "X.....x.X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......X.x.....", "snare": "....X.......X..o", "hat": "x.x.x.x.x.x.x.x."},
)
_MALL_BASS = ("R-----------R-5-", "R-----R---------", "R-------5-----a-", "R---------R-O---")
_MALL_KEYS = ("x---------------", "x-------..x-----", "x-----x---------", "x---..x-..x-----")

PHONK = Style(
    name="phonk",
    bpm=(124, 140),
    minor=1.0,
    major_progressions=("I | bII",),
    minor_progressions=("i | bII", "i | bVI", "i | i | bVI | V", "i", "i | iv | bVI | bII"),
    colours=("triads",),
    form="loop",
    looseness=0.1,
    pulse="backbeat",
    swelling="narrow",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "gm_808_kit"),
                partial(grooves.groove, grooves=_DRIFTS, fills="electronic", crash=0.1, fill_chance=0.3),
                effects={"saturation": 0.9, "lofi": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808",),
                partial(bass.pattern_bass, patterns=_SLIDES, floor=26, hold=1.0, habit="strict", slides=True),
                effects={"saturation": 1.0},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            # Cowbells that have the tune; a bell synthesizer comes nearest to a tuned 808's.
            Layer(
                "lead",
                ("fm_bell", "fm_bell", "square_lead"),
                partial(melody.riff, density="dense", centre=69, scale="full", gate=0.5, bank="beat"),
                effects={"saturation": 0.6, "reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=({"cowbell": "x..x..x...x.x..."}, {"cowbell": "x.x..x.xx.x..x.x"})),
                chance=0.5,
                effects={"saturation": 0.5},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("synth_voice", "choir_aahs"),
                partial(chopped, centre=57),
                chance=0.55,
                floor=0.5,
                effects={"lofi": 0.7, "reverb_small": 0.4},
                gain_db=-4,
            ),
            Layer(
                "pads",
                ("choir_pad", "synth_strings"),
                partial(comping.pad, voices=3),
                chance=0.4,
                effects={"lofi": 0.5, "reverb_hall": 0.6},
                gain_db=-8,
            ),
        ),
    ),
)

HYPERPOP = Style(
    name="hyperpop",
    bpm=(150, 174),
    minor=0.3,
    major_progressions=(
        "IV | V | vi | I",
        "IV | V | iii | vi",
        "I | V | vi | IV",
        "vi | IV | I | V",
        "IV | I | V | vi",
    ),
    minor_progressions=progressions.POP_MINOR[:5],
    colours=("triads", "sus"),
    form="dance",
    looseness=0.0,
    pulse="backbeat",
    swelling="narrow",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "electronic_kit", "kit_909"),
                partial(grooves.groove, grooves=_SPARKS, fills="electronic", crash=0.4),
                effects={"saturation": 0.8},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808", "reese_bass", "fm_bass"),
                partial(bass.pattern_bass, patterns=_SUGAR_BASS, floor=28),
                effects={"saturation": 0.9},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("supersaw",),
                partial(comping.comp, patterns=_SUGAR_CHORDS, centre=67, spread=True, hold=0.8, velocity=88),
                effects={"wide": 0.8, "sidechain": 0.5, "saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("fm_bell", "pluck", "glockenspiel", "music_box"),
                partial(arpeggios.arpeggio, rates=(0.25,), centre=84, gate=0.6, velocity=80),
                chance=0.95,
                floor=0.4,
                effects={"delay": 0.5, "reverb_hall": 0.4, "wide": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("synth_voice",),
                partial(chopped, centre=76),
                chance=0.9,
                floor=0.4,
                effects={"delay": 0.3, "saturation": 0.3},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("square_lead", "saw_lead", "supersaw"),
                partial(melody.melody, density="dense", centre=79, bank="synth", rests=0.0, gate=0.7),
                chance=0.95,
                floor=0.5,
                effects={"saturation": 0.4, "delay": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            effects.riser(0.3),
            effects.impact(0.3),
        ),
    ),
)

VAPORWAVE = Style(
    name="vaporwave",
    bpm=(60, 82),
    minor=0.3,
    major_progressions=(
        "Imaj7 | IVmaj7",
        "IVmaj7 | iii7 | ii7 | Imaj7",
        "IVmaj9 | V7sus4 | iii7 | vi9",
        "Imaj9 | vi9",
        "ii9 | V7sus4 | Imaj9 | Imaj9",
    ),
    minor_progressions=("i9 | bVImaj7", "iv9 | bVII9 | bIIImaj7 | bVImaj7", "i9 | iv9"),
    colours=("ninths", "sevenths"),
    form="loop",
    looseness=0.5,
    groups=(
        (
            Layer(
                "keys",
                ("dx_piano", "dx_piano", "fm_epiano", "rhodes"),
                partial(comping.comp, patterns=_MALL_KEYS, centre=63, velocity=70),
                effects={"chorus": 0.9, "reverb_hall": 0.9, "tape": 0.8},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "glass_pad", "new_age_pad", "synth_strings"),
                comping.pad,
                effects={"reverb_hall": 0.9, "tape": 0.6, "lowpass": 0.4},
                gain_db=-5,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("alto_sax", "tenor_sax", "alto_sax", "fm_bell"),
                partial(melody.melody, density="sparse", centre=69, bank="lyric", gate=1.0, velocity=78, rests=0.3),
                chance=0.95,
                floor=0.5,
                effects={"reverb_hall": 1.0, "delay": 0.6, "tape": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("synth_bass_1", "fretless_bass", "slap_bass"),
                partial(bass.pattern_bass, patterns=_MALL_BASS),
                chance=0.95,
                floor=0.4,
                effects={"tape": 0.5, "lowpass": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("electronic_kit", "gm_808_kit"),
                partial(grooves.groove, grooves=_MALL_BEATS, fills="soft", crash=0.0, fill_chance=0.15),
                chance=0.9,
                floor=0.5,
                effects={"reverb_hall": 0.8, "tape": 0.6, "lofi": 0.3},
                gain_db=-3,
                solo=True,
            ),
        ),
        (effects.crackle(0.2),),
    ),
)

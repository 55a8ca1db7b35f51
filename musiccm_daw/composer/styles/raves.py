"""Music of raves and festivals: EDM, psytrance, hardstyle, dub techno."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

_RISERS = (
    effects.riser(0.45),
    effects.impact(0.3),
)
_FESTIVAL: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "clap": "....X.......X...", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "snare": "....X.......X...", "clap": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X...X...X...X...X...X...X...X.x.",
        "clap": "....X.......X.......X.......X...",
        "hat": "..x...x...x...x." * 2,
    },
)
# Chords of the drop, in dotted 8ths against the kick; the bass strikes with them.
_DROP_CHORDS = (
    "x--x--x--x--x---",
    "x--x--x---x-x---",
    "x-----x-----x---",
    "x--x--x-..x-x-x-",
    "x--x--x--x--x---x--x--x-x-x-x---",
)
_DROP_BASS = ("R--R--R--R--R---", "..R-..R-..R-..R-", "R--R--R---R-R---", "RR.RRR.RRR.RRR.R")
_PSY: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "open_hat": "..x...x...x...x.", "hat": "xxoxxxoxxxoxxxox"},
    {"kick": "X...X...X...X...", "snare": "....x.......x...", "hat": "oxxooxxooxxooxxo", "ride": "..x...x...x...x."},
)
_HARD: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X..x", "snare": "....x.......x...", "hat": "..x...x...x...x."},
    {"kick": "X...X...X...X.X.", "clap": "....x.......x...", "ride": "..x...x...x...x."},
)
_DEEP: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "hat": "..x...x...x...x.", "rim": ".......o......o."},
    {"kick": "X...X...X...X...", "open_hat": "..o...o...o...o.", "shaker": "o.xoo.xoo.xoo.xo"},
)
# One or two chords a bar, off the beat: the delay plays the others.
_DUB_STABS = (
    "...x............",
    "......x.........",
    "...x......x.....",
    "..........x.....",
    "...x...................x........",
    "......x.......x.",
)

EDM = Style(
    name="edm",
    bpm=(124, 130),
    minor=0.6,
    major_progressions=progressions.POP_MAJOR[:8],
    minor_progressions=progressions.POP_MINOR[:8],
    colours=("triads", "triads", "sus"),
    form="dance",
    looseness=0.1,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "electronic_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_FESTIVAL, fills="electronic", calm=("kick", "crash")),
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("analog_bass", "sub_bass", "reese_bass", "synth_bass_1"),
                partial(bass.pattern_bass, locked=False, patterns=_DROP_BASS),
                floor=0.45,
                effects={"sidechain": 0.8, "saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("supersaw", "supersaw", "bright_piano"),
                partial(comping.comp, patterns=_DROP_CHORDS, centre=66, spread=True, habit="strict"),
                effects={"sidechain": 0.7, "wide": 0.5, "reverb_hall": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("supersaw", "saw_lead", "pluck", "square_lead"),
                partial(melody.melody, centre=76, bank="synth", rests=0.0),
                chance=0.9,
                floor=0.5,
                effects={"delay": 0.5, "reverb_hall": 0.5},
                gain_db=-1,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "poly_synth_pad"),
                comping.pad,
                chance=0.5,
                effects={"sidechain": 0.8, "reverb_hall": 0.6},
                gain_db=-6,
            ),
        ),
        _RISERS,
    ),
)

PSYTRANCE = Style(
    name="psytrance",
    looped=True,
    bpm=(138, 148),
    minor=1.0,
    major_progressions=("I",),
    # The bass stays on one root.
    minor_progressions=("i",),
    colours=("triads",),
    form="dance",
    looseness=0.0,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "kit_909", "electronic_kit"),
                partial(grooves.groove, grooves=_PSY, fills="electronic", calm=("kick", "crash"), fill_chance=0.4),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("analog_bass", "analog_bass", "fm_bass", "synth_bass_1"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=(".RRR.RRR.RRR.RRR", ".RRR.RRR.RRR.RRR", ".RRR.RRR.RRR.RRO"),
                    hold=0.7,
                ),
                floor=0.4,
                effects={"saturation": 0.3},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("acid_303",),
                partial(bass.acid_bass, density=0.8, floor=50),
                chance=0.5,
                floor=0.35,
                effects={"delay": 0.6, "saturation": 0.4},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "lead",
                ("saw_lead", "square_lead", "fm_bell"),
                partial(melody.riff, density="dense", centre=72, scale="full", bank="synth", gate=0.6),
                chance=0.5,
                floor=0.35,
                effects={"delay": 0.7, "reverb_hall": 0.4, "phaser": 0.3},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("pluck", "fm_bell", "square_lead"),
                partial(arpeggios.arpeggio, rates=(0.25,), voices=3, centre=70, gate=0.5, habit="strict"),
                chance=0.6,
                floor=0.5,
                effects={"delay": 0.7, "phaser": 0.4, "reverb_hall": 0.4},
                gain_db=-4,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "pads",
                ("sweep_pad", "analog_pad", "choir_pad"),
                partial(comping.pad, voices=3),
                chance=0.6,
                effects={"reverb_hall": 0.7, "phaser": 0.4, "sidechain": 0.4},
                gain_db=-7,
            ),
        ),
        _RISERS,
    ),
)

HARDSTYLE = Style(
    name="hardstyle",
    bpm=(148, 156),
    minor=0.95,
    major_progressions=progressions.POP_MAJOR[:4],
    minor_progressions=("i | bVI | bIII | bVII", "i | bVI | bVII | i", "bVI | bVII | i | i", "i | bVI | iv | bVII"),
    colours=("triads",),
    form="dance",
    looseness=0.0,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "power_kit", "electronic_kit"),
                partial(grooves.groove, grooves=_HARD, fills="electronic", calm=("kick", "crash")),
                effects={"saturation": 0.8},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("fm_bass", "analog_bass", "reese_bass", "synth_bass_2"),
                # The reverse bass swells between the kicks.
                partial(
                    bass.pattern_bass, locked=False, patterns=("..R-..R-..R-..R-", "..RR..RR..RR..RR"), leads="phrase"
                ),
                floor=0.4,
                effects={"saturation": 0.8},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("supersaw", "saw_lead"),
                partial(melody.melody, density="medium", centre=76, bank="synth", rests=0.0),
                floor=0.5,
                effects={"delay": 0.5, "reverb_hall": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("supersaw", "chord_stab"),
                partial(
                    comping.comp,
                    patterns=("x---------------", "x-----x-----x---", "..x-..x-..x-..x-"),
                    centre=66,
                    habit="strict",
                ),
                chance=0.9,
                floor=0.4,
                effects={"sidechain": 0.7, "wide": 0.5, "reverb_hall": 0.5},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "pads",
                ("choir_pad", "sweep_pad", "synth_strings"),
                comping.pad,
                chance=0.5,
                effects={"sidechain": 0.6, "reverb_hall": 0.7},
                gain_db=-6,
            ),
        ),
        _RISERS,
    ),
)

DUB_TECHNO = Style(
    name="dub_techno",
    looped=True,
    bpm=(114, 125),
    minor=0.97,
    major_progressions=("Imaj7", "Imaj7 | ii7"),
    minor_progressions=("i", "i", "i7 | i7 | iv7 | i7", "i9 | i9 | iv9 | i9", "i9 | iv9"),
    colours=("sevenths", "ninths"),
    form="dance",
    looseness=0.2,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "kit_808", "kit_lofi"),
                partial(grooves.groove, grooves=_DEEP, fills="beat", crash=0.0, fill_chance=0.1, calm=("kick",)),
                effects={"lowpass": 0.4, "reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "sub_bass", "analog_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R-----R---......", "..R-......R-..R-", "R-........R-....", "R-...R-...R-...."),
                    floor=28,
                ),
                floor=0.4,
                effects={"lowpass": 0.5},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("chord_stab", "chord_stab", "organ_stab"),
                partial(comping.comp, patterns=_DUB_STABS, centre=62, hold=0.9, habit="strict"),
                effects={"delay": 1.0, "reverb_hall": 0.7, "lowpass": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "glass_pad", "sweep_pad", "analog_pad"),
                partial(comping.pad, voices=3),
                chance=0.6,
                effects={"reverb_hall": 0.9, "phaser": 0.3, "lowpass": 0.3},
                gain_db=-7,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit", "latin_percussion"),
                partial(
                    grooves.percussion,
                    grooves=({"shaker": "o.xoo.xoo.xoo.xo"}, {"high_conga": "...x......x....."}),
                ),
                chance=0.45,
                floor=0.5,
                effects={"delay": 0.6, "reverb_hall": 0.4},
                gain_db=-8,
                spread=0.4,
            ),
        ),
        (
            Layer("fx", ("vinyl_crackle",), transitions.bed, chance=0.4, gain_db=-12),
            effects.dark_drone(0.15),
        ),
    ),
)

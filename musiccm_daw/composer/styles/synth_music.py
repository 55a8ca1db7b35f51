"""Synthesiser music: synthwave, trance, chiptune."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, guitars, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.styles.club import FOUR_ON_THE_FLOOR, SHAKERS
from musiccm_daw.composer.tunes import melody

_SYNTHWAVE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "xoxoxoxoxoxoxoxo"},
    {"kick": "X.....x.X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x.", "clap": "....x.......x..."},
    {
        "kick": "X.......X.x.....",
        "snare": "....X.......X...",
        "open_hat": "..x...x...x...x.",
        "high_tom": "..............xx",
    },
)
_CHIP_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x.X.....x.", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...X...X...X...", "snare": "....x.......x..x", "hat": "..x...x...x...x."},
)
_PULSES = ("RRRRRRRRRRRRRRRR", "R.R.R.R.R.R.R.R.", "R.RRR.RRR.RRR.RR", "R.RRO.RRR.RRO.RR", "R.O.R.O.R.O.R.O.")

SYNTHWAVE = Style(
    name="synthwave",
    bpm=(80, 124),
    minor=0.8,
    major_progressions=progressions.POP_MAJOR,
    minor_progressions=progressions.POP_MINOR,
    colours=("triads", "triads", "sus", "mixed"),
    meters={"4/4": 0.94, "6/8": 0.03, "7/8": 0.03},
    looseness=0.15,
    groups=(
        (
            Layer(
                "drums",
                ("electronic_kit", "power_kit", "kit_909", "gm_808_kit"),
                partial(grooves.groove, grooves=_SYNTHWAVE_BEATS),
                effects={"reverb_small": 0.6, "saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("analog_bass", "synth_bass_1", "synth_bass_2", "fm_bass"),
                partial(bass.pattern_bass, patterns=_PULSES, hold=0.8),
                chance=0.97,
                floor=0.38,
                effects={"chorus": 0.3, "sidechain": 0.4, "saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("pluck", "square_lead", "fm_bell", "saw_lead", "dx_piano"),
                partial(arpeggios.arpeggio, rates=(0.25, 0.25, 0.5), centre=69),
                chance=0.6,
                effects={"delay": 0.6, "reverb_hall": 0.3, "chorus": 0.3},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "keys",
                ("dx_piano", "fm_epiano", "supersaw", "synth_strings"),
                partial(comping.comp, patterns=("x---------------", "x-----x-----x---", "x--x--x---x-----")),
                chance=0.3,
                effects={"chorus": 0.6, "reverb_hall": 0.4},
            ),
        ),
        (
            Layer(
                "pads",
                ("analog_pad", "warm_pad", "synth_strings", "supersaw", "poly_synth_pad"),
                comping.pad,
                chance=0.75,
                effects={"chorus": 0.5, "reverb_hall": 0.6, "wide": 0.4, "phaser": 0.2},
                gain_db=-5,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("saw_lead", "square_lead", "supersaw", "alto_sax"),
                partial(melody.melody, centre=76, bank="synth"),
                chance=0.6,
                floor=0.65,
                effects={"delay": 0.7, "reverb_hall": 0.5, "chorus": 0.2},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "guitar",
                ("overdriven_guitar", "muted_guitar"),
                partial(guitars.power_riff, patterns=("p.p.p.p.p.p.p.p.", "x-------p.p.p.p.")),
                chance=0.2,
                floor=0.65,
                effects={"chorus": 0.5, "reverb_small": 0.4},
                gain_db=-4,
                spread=0.5,
            ),
        ),
        (
            Layer("fx", ("noise_riser",), transitions.riser, chance=0.12, gain_db=-8),
            effects.impact(0.15),
        ),
    ),
)

TRANCE = Style(
    name="trance",
    looped=True,
    bpm=(128, 142),
    minor=0.8,
    major_progressions=progressions.POP_MAJOR,
    minor_progressions=progressions.POP_MINOR,
    colours=("triads", "triads", "sus"),
    form="dance",
    looseness=0.1,
    breaks_down=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "kit_909", "electronic_kit"),
                partial(grooves.groove, grooves=FOUR_ON_THE_FLOOR[:3], fills="electronic", calm=("kick", "crash")),
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("analog_bass", "synth_bass_1", "sub_bass", "reese_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("..RR..RR..RR..RR", ".RRR.RRR.RRR.RRR", "..R-..R-..R-..R-"),
                ),
                chance=0.97,
                floor=0.45,
                effects={"sidechain": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("pluck", "supersaw", "fm_bell"),
                partial(arpeggios.arpeggio, patterns=arpeggios.GATES, centre=70),
                chance=0.55,
                effects={"delay": 0.6, "reverb_hall": 0.5, "sidechain": 0.3},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("supersaw", "grand_piano", "pluck"),
                partial(
                    comping.comp,
                    patterns=("x..x..x...x..x..", "x.xx.xx.x.xx.xx.", "x--x--x--x--x-x-"),
                    centre=66,
                    habit="strict",
                ),
                chance=0.4,
                effects={"reverb_hall": 0.5, "sidechain": 0.5, "delay": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("supersaw", "warm_pad", "analog_pad", "glass_pad", "slow_strings"),
                comping.pad,
                chance=0.75,
                effects={"sidechain": 0.7, "reverb_hall": 0.7, "wide": 0.5},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "lead",
                ("supersaw", "saw_lead", "pluck", "square_lead"),
                partial(melody.melody, density="dense", centre=76, bank="synth"),
                chance=0.6,
                floor=0.75,
                effects={"delay": 0.6, "reverb_hall": 0.6, "sidechain": 0.2},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "vocal-pad",
                ("choir_aahs", "voice_oohs", "synth_voice"),
                partial(comping.pad, voices=3),
                chance=0.2,
                effects={"reverb_hall": 0.8},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.15,
                floor=0.6,
                gain_db=-8,
            ),
        ),
        (
            Layer("fx", ("noise_riser",), transitions.riser, chance=0.35, effects={"reverb_hall": 0.5}, gain_db=-7),
            effects.impact(0.25),
        ),
    ),
)

CHIPTUNE = Style(
    name="chiptune",
    bpm=(120, 178),
    minor=0.5,
    major_progressions=progressions.POP_MAJOR,
    minor_progressions=progressions.POP_MINOR,
    colours=("triads",),
    form="loop",
    meters={"4/4": 0.9, "3/4": 0.1},
    looseness=0.0,
    swelling="terraced",
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "gm_808_kit", "electronic_kit", "kit_lofi"),
                partial(grooves.groove, grooves=_CHIP_BEATS, fills="electronic", crash=0.2),
                effects={"lofi": 0.7},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("synth_bass_1", "square_lead", "analog_bass"),
                partial(bass.pattern_bass, patterns=_PULSES, floor=36, hold=0.7),
                chance=0.95,
                floor=0.38,
                effects={"lofi": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("square_lead", "pluck"),
                partial(arpeggios.arpeggio, patterns=arpeggios.GATES, centre=72, voices=3),
                chance=0.85,
                effects={"lofi": 0.3},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("square_lead", "saw_lead"),
                partial(melody.melody, density="dense", centre=79, bank="synth"),
                chance=0.85,
                floor=0.55,
                effects={"delay": 0.4, "lofi": 0.2},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
        ),
        (Layer("pads", ("synth_strings", "poly_synth_pad"), comping.pad, chance=0.2, gain_db=-8),),
    ),
)

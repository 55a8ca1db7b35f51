"""Music for pictures and headphones: ambient, cinematic, trip-hop."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, guitars, progressions
from musiccm_daw.composer.drums import grooves, orchestra_kit
from musiccm_daw.composer.ensembles import inner_voices, orchestra
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

_TRIP_HOP_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x...x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......x.x.....", "snare": "....X..o....X..o", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......x.....", "snare": "........X.......", "hat": "x.xxx.x.x.xxx.x."},
)
_SLOW_PULSES: tuple[grooves.Groove, ...] = (
    {"kick": "x...............", "rim": "........o......."},
    {"kick": "x.......x.......", "shaker": "x.o.x.o.x.o.x.o."},
)
_EPIC: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x.X..x..x.", "low_tom": "..x..x....x..x.."},
    {"kick": "X.......X.......", "low_tom": "....xx......xxxx"},
    {"kick": "X...............", "snare": "o.o.o.o.o.ooxoxo"},
)
_OSTINATOS = ("x.xxx.xxx.xxx.xx", "x-x-x-x-x-x-x-x-", "xxxxxxxxxxxxxxxx", "x--x--x-x--x--x-", "x.x.xxx.x.x.xxx.")

AMBIENT = Style(
    name="ambient",
    bpm=(60, 96),
    minor=0.5,
    major_progressions=progressions.AMBIENT_MAJOR,
    minor_progressions=progressions.AMBIENT_MINOR,
    colours=("sus", "sevenths", "ninths", "triads"),
    form="arc",
    meters={"4/4": 0.68, "3/4": 0.14, "6/8": 0.1, "5/4": 0.05, "7/8": 0.03},
    swelling="wide",
    polyphonic=True,
    groups=(
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "glass_pad", "slow_strings", "new_age_pad", "sweep_pad", "warm_gm_pad"),
                comping.pad,
                chance=0.95,
                effects={"reverb_hall": 0.9, "wide": 0.5, "chorus": 0.3, "phaser": 0.2, "tape": 0.2},
                gain_db=-1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "fm_bell", "rhodes", "celesta", "harp", "kalimba", "music_box", "vibraphone"),
                partial(
                    melody.melody,
                    density="sparse",
                    centre=72,
                    scale="pentatonic",
                    velocity=69,
                    gate=1.0,
                    rests=0.4,
                    bank="lyric",
                ),
                chance=0.45,
                effects={"reverb_hall": 0.9, "delay": 0.6, "tape": 0.2},
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("pluck", "fm_bell", "harp", "marimba", "grand_piano"),
                partial(arpeggios.arpeggio, rates=(0.5, 1.0, 0.25), centre=69, gate=1.2, velocity=67),
                chance=0.4,
                effects={"reverb_hall": 0.8, "delay": 0.7},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "contrabass", "fretless_bass", "analog_bass"),
                partial(bass.chord_bass, velocity=76),
                chance=0.6,
                floor=0.4,
                effects={"lowpass": 0.4, "reverb_hall": 0.2},
                gain_db=-2,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs", "synth_voice", "choir_pad"),
                partial(comping.pad, centre=66, voices=3, velocity=60),
                chance=0.4,
                effects={"reverb_hall": 0.9},
                gain_db=-4,
                solo=True,
            ),
            Layer(
                "strings",
                ("slow_strings", "solo_cello", "solo_violin"),
                partial(inner_voices.counter_line, centre=67),
                chance=0.3,
                floor=0.5,
                effects={"reverb_hall": 0.9, "delay": 0.2},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "drums",
                ("kit_lofi", "kit_808", "brush_kit"),
                partial(grooves.groove, grooves=_SLOW_PULSES, fills="soft", fill_chance=0.0, crash=0.0),
                chance=0.2,
                floor=0.6,
                effects={"reverb_hall": 0.6, "lofi": 0.3},
                gain_db=-6,
            ),
            Layer(
                "guitar",
                ("clean_guitar", "nylon_guitar"),
                partial(guitars.pick, patterns=("0---2---3---4---", "0-------3---2---"), ring=4.0),
                chance=0.25,
                effects={"reverb_hall": 0.8, "delay": 0.7},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer("fx", ("drone",), transitions.bed, chance=0.2, effects={"reverb_hall": 0.7}, gain_db=-9),
            Layer("fx", ("vinyl_crackle",), transitions.bed, chance=0.08, gain_db=-16),
            Layer(
                "fx",
                ("downlifter", "impact"),
                transitions.opening,
                chance=0.1,
                effects={"reverb_hall": 0.8},
                gain_db=-10,
            ),
        ),
    ),
)

CINEMATIC = Style(
    name="cinematic",
    bpm=(64, 148),
    minor=0.85,
    major_progressions=("I | V | vi | IV", "I | iii | IV | iv", "I | bVI | bIII | bVII", "I | IV | vi | V"),
    minor_progressions=progressions.CINEMATIC_MINOR,
    colours=("triads", "triads", "sus"),
    form="arc",
    meters={"4/4": 0.62, "3/4": 0.14, "6/8": 0.14, "5/4": 0.05, "7/8": 0.05},
    swelling="wide",
    polyphonic=True,
    groups=(
        (
            Layer(
                "strings",
                ("string_ensemble", "slow_strings"),
                orchestra.strings,
                chance=0.5,
                effects={"reverb_hall": 0.8},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "strings",
                ("string_ensemble", "slow_strings", "tremolo_strings"),
                partial(comping.pad, centre=62, velocity=74),
                chance=0.35,
                effects={"reverb_hall": 0.8},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "pizzicato_strings", "solo_viola"),
                partial(orchestra.ostinato, patterns=_OSTINATOS),
                chance=0.6,
                floor=0.5,
                effects={"reverb_hall": 0.7},
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("grand_piano", "harp", "celesta"),
                partial(arpeggios.arpeggio, rates=(0.5, 0.25), centre=67),
                chance=0.3,
                effects={"reverb_hall": 0.8},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("contrabass", "contrabass", "sub_bass"),
                partial(
                    bass.pattern_bass,
                    patterns=("R---------------", "R-------R-------", "R-R-R-R-R-R-R-R-", "R--R--R-R--R--R-"),
                ),
                chance=0.85,
                floor=0.45,
                effects={"reverb_hall": 0.5},
            ),
        ),
        (
            Layer(
                "brass",
                ("french_horn", "french_horn", "trumpet", "brass_section", "trombone"),
                orchestra.theme,
                chance=0.45,
                floor=0.75,
                effects={"reverb_hall": 0.8},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "brass",
                ("brass_section",),
                partial(
                    comping.comp,
                    patterns=("x---------------", "x-----x-x-------", "x--x--x-x-------"),
                    centre=57,
                    voices=3,
                ),
                chance=0.25,
                floor=0.75,
                effects={"reverb_hall": 0.7},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "lead",
                ("solo_violin", "solo_cello", "flute", "oboe", "clarinet"),
                partial(melody.melody, centre=74, density="medium", bank="lyric"),
                chance=0.4,
                floor=0.55,
                effects={"reverb_hall": 0.8},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "vocal-pad",
                ("choir_aahs", "voice_oohs"),
                # An octave below where strings hold chords, and between violins and cellos.
                partial(comping.pad, centre=48, voices=3, velocity=76, spread=False),
                chance=0.4,
                floor=0.55,
                effects={"reverb_hall": 0.9},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("orchestra_kit",),
                partial(
                    orchestra_kit.timpani,
                    patterns=("x.......x.......", "x...........x.x.", "x..x..x.x.......", "x..............."),
                ),
                chance=0.45,
                floor=0.7,
                effects={"reverb_hall": 0.7},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "drums",
                ("orchestra_kit", "power_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_EPIC, fills="orchestral", timekeeper="low_tom"),
                chance=0.35,
                floor=0.7,
                effects={"reverb_hall": 0.8, "saturation": 0.2},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "fx", ("impact",), transitions.opening, chance=0.25, floor=0.6, effects={"reverb_hall": 0.7}, gain_db=-5
            ),
            Layer("fx", ("noise_riser",), transitions.riser, chance=0.12, effects={"reverb_hall": 0.6}, gain_db=-9),
            Layer("fx", ("drone",), transitions.bed, chance=0.12, effects={"reverb_hall": 0.6}, gain_db=-9),
        ),
    ),
)

TRIP_HOP = Style(
    name="trip_hop",
    bpm=(70, 100),
    minor=0.9,
    major_progressions=progressions.AMBIENT_MAJOR,
    minor_progressions=(*progressions.VAMP_MINOR, *progressions.AMBIENT_MINOR, "i | bVI | bII | V"),
    colours=("mixed", "sevenths", "ninths"),
    form="loop",
    meters={"4/4": 0.92, "3/4": 0.08},
    swing=(0.0, 0.6),
    swing_unit=0.25,
    pulse="backbeat",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_lofi", "room_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_TRIP_HOP_BEATS, fills="beat", ghosts=0.2, crash=0.1, fill_chance=0.3),
                effects={"lofi": 0.4, "saturation": 0.5, "tape": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "reese_bass", "acoustic_bass", "finger_bass"),
                partial(
                    bass.pattern_bass,
                    patterns=("R-----R---------", "R-----..R-..7-O-", "R---------R-5-a-", "R--R----..R-..a-"),
                    leads="bar",
                    floor=28,
                ),
                floor=0.38,
                effects={"saturation": 0.2, "lowpass": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "grand_piano", "vibraphone", "drawbar_organ"),
                partial(comping.comp, patterns=("x---------------", "x-----x---------", "....x-------x---")),
                chance=0.65,
                effects={"tape": 0.4, "delay": 0.4, "reverb_hall": 0.4, "phaser": 0.2},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "tremolo_strings", "slow_strings"),
                comping.pad,
                chance=0.45,
                effects={"reverb_hall": 0.6, "lofi": 0.2},
                gain_db=-5,
            ),
            Layer(
                "pads",
                ("analog_pad", "sweep_pad"),
                comping.pad,
                chance=0.3,
                effects={"reverb_hall": 0.7, "lowpass": 0.4},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "jazz_guitar", "overdriven_guitar"),
                partial(melody.riff, density="medium", centre=60, bank="beat"),
                chance=0.35,
                floor=0.6,
                effects={"delay": 0.6, "reverb_hall": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "lead",
                ("muted_trumpet", "saw_lead", "flute"),
                partial(melody.melody, density="sparse", centre=70, bank="beat"),
                chance=0.3,
                floor=0.6,
                effects={"delay": 0.6, "reverb_hall": 0.6},
                gain_db=-3,
            ),
        ),
        (effects.crackle(0.25),),
    ),
)

"""The instruments by name: what each can play, and where its sound is found.

The composer picks a name for each part, and whoever plays the song looks up its sound. The words that captions use for
these names are in `vocabulary.py`. Nothing here knows audio: `source` only points into a General MIDI sound font or
names a kind of synthesiser.
"""

from __future__ import annotations

from dataclasses import dataclass

DRUM_BANK = 128
"""Bank in which SoundFont 2 files keep their drum kits."""

_SYNTH_PROGRAMS = frozenset({38, 39, 50, 51, 54, 62, 63, *range(80, 104)})
"""Of General MIDI: basses, strings, voice, brass, leads, pads and effects."""


@dataclass(frozen=True)
class InstrumentName:
    """What one instrument can play: its roles (`roles.py`), inclusive MIDI pitch range, and its sound.

    `source` is ("gm", program 0-127, bank 0 or 128) or ("synth", kind).
    """

    roles: tuple[str, ...]
    lowest: int
    highest: int
    source: tuple[str, int, int] | tuple[str, str]

    @property
    def is_kit(self) -> bool:
        """Whether its pitches are General MIDI percussion keys instead of notes."""
        return self.source[-1] in (DRUM_BANK, "shaker_kit") or "drums" in self.roles

    @property
    def is_synth(self) -> bool:
        """Whether it is a synthesiser and no drum kit; the sound font has some."""
        return not self.is_kit and (self.source[0] == "synth" or self.source[1] in _SYNTH_PROGRAMS)


def _gm(roles: str, lowest: int, highest: int, program: int) -> InstrumentName:
    return InstrumentName(tuple(roles.split()), lowest, highest, ("gm", program, 0))


def _kit(roles: str, program: int) -> InstrumentName:
    return InstrumentName(tuple(roles.split()), 27, 87, ("gm", program, DRUM_BANK))


def _synth(roles: str, lowest: int, highest: int, kind: str) -> InstrumentName:
    return InstrumentName(tuple(roles.split()), lowest, highest, ("synth", kind))


INSTRUMENTS: dict[str, InstrumentName] = {
    # Keys
    "grand_piano": _gm("keys", 28, 100, 0),
    "bright_piano": _gm("keys", 28, 100, 1),
    "honky_tonk": _gm("keys", 28, 100, 3),
    "rhodes": _gm("keys", 28, 96, 4),
    "dx_piano": _gm("keys", 28, 96, 5),
    "harpsichord": _gm("keys", 29, 89, 6),
    "clavinet": _gm("keys", 36, 89, 7),
    "celesta": _gm("keys lead", 60, 103, 8),
    "glockenspiel": _gm("keys lead percussion", 67, 103, 9),
    "music_box": _gm("keys lead", 60, 96, 10),
    "vibraphone": _gm("keys lead", 53, 89, 11),
    "marimba": _gm("keys lead percussion", 45, 96, 12),
    "kalimba": _gm("keys lead", 60, 91, 108),
    "drawbar_organ": _gm("keys bass", 36, 96, 16),
    "percussive_organ": _gm("keys", 36, 96, 17),
    "rock_organ": _gm("keys", 36, 96, 18),
    "church_organ": _gm("keys pads", 36, 96, 19),
    "reed_organ": _gm("keys", 36, 91, 20),
    "accordion": _gm("keys lead", 48, 89, 21),
    "harmonica": _gm("lead", 60, 89, 22),
    # Guitars
    "nylon_guitar": _gm("guitar lead", 40, 84, 24),
    "steel_guitar": _gm("guitar", 40, 84, 25),
    "jazz_guitar": _gm("guitar lead", 40, 86, 26),
    "clean_guitar": _gm("guitar lead", 40, 86, 27),
    "muted_guitar": _gm("guitar", 40, 86, 28),
    "overdriven_guitar": _gm("guitar lead", 40, 88, 29),
    "distortion_guitar": _gm("guitar lead", 40, 88, 30),
    "banjo": _gm("guitar", 48, 86, 105),
    # Basses
    "acoustic_bass": _gm("bass", 28, 60, 32),
    "finger_bass": _gm("bass", 28, 60, 33),
    "pick_bass": _gm("bass", 28, 60, 34),
    "fretless_bass": _gm("bass", 28, 60, 35),
    "slap_bass": _gm("bass", 28, 62, 36),
    "synth_bass_1": _gm("bass", 24, 60, 38),
    "synth_bass_2": _gm("bass", 24, 60, 39),
    "bass_808": _synth("bass", 22, 55, "bass_808"),
    "sub_bass": _synth("bass", 24, 55, "sub_bass"),
    "reese_bass": _synth("bass", 24, 60, "reese_bass"),
    "acid_303": _synth("bass lead", 28, 72, "acid_303"),
    "analog_bass": _synth("bass", 24, 60, "analog_bass"),
    "fm_bass": _synth("bass", 24, 60, "fm_bass"),
    # Strings
    "solo_violin": _gm("strings lead", 55, 98, 40),
    "solo_viola": _gm("strings", 48, 86, 41),
    "solo_cello": _gm("strings lead", 36, 76, 42),
    "contrabass": _gm("bass strings", 28, 60, 43),
    "tremolo_strings": _gm("strings pads", 36, 96, 44),
    "pizzicato_strings": _gm("strings", 36, 96, 45),
    "harp": _gm("strings keys", 36, 100, 46),
    "string_ensemble": _gm("strings pads", 36, 96, 48),
    "slow_strings": _gm("strings pads", 36, 96, 49),
    "synth_strings": _gm("strings pads keys", 36, 96, 50),
    # Voices
    "choir_aahs": _gm("vocal-pad", 43, 84, 52),
    "voice_oohs": _gm("vocal-pad", 43, 84, 53),
    "synth_voice": _gm("vocal-pad", 43, 84, 54),
    # Brass and reeds
    "trumpet": _gm("brass lead", 55, 86, 56),
    "trombone": _gm("brass", 40, 74, 57),
    "muted_trumpet": _gm("brass lead", 55, 84, 59),
    "french_horn": _gm("brass", 41, 77, 60),
    "brass_section": _gm("brass", 43, 86, 61),
    "synth_brass": _gm("brass", 43, 86, 62),
    "alto_sax": _gm("lead brass", 49, 82, 65),
    "tenor_sax": _gm("lead brass", 44, 77, 66),
    "oboe": _gm("lead", 58, 89, 68),
    "clarinet": _gm("lead", 50, 89, 71),
    "flute": _gm("lead", 60, 94, 73),
    "pan_flute": _gm("lead", 60, 94, 75),
    # Pads of the sound font
    "new_age_pad": _gm("pads", 36, 91, 88),
    "warm_gm_pad": _gm("pads", 36, 91, 89),
    "poly_synth_pad": _gm("pads", 36, 91, 90),
    "choir_pad": _gm("pads vocal-pad", 36, 91, 91),
    "sweep_pad": _gm("pads", 36, 91, 95),
    # Synthesised keys, pads and leads
    "fm_epiano": _synth("keys", 36, 96, "fm_epiano"),
    "fm_bell": _synth("keys lead", 48, 96, "fm_bell"),
    "pluck": _synth("keys lead", 40, 96, "pluck"),
    "organ_stab": _synth("keys", 40, 88, "organ_stab"),
    "chord_stab": _synth("keys", 40, 88, "chord_stab"),
    "supersaw": _synth("lead pads keys", 40, 96, "supersaw"),
    "saw_lead": _synth("lead keys", 45, 96, "saw_lead"),
    "square_lead": _synth("lead keys bass", 36, 96, "square_lead"),
    "analog_pad": _synth("pads", 36, 91, "analog_pad"),
    "warm_pad": _synth("pads", 36, 91, "warm_pad"),
    "glass_pad": _synth("pads", 36, 91, "glass_pad"),
    # Effects; pitch is ignored or, for the drone, the note it hums
    "noise_riser": _synth("fx", 60, 60, "noise_riser"),
    "downlifter": _synth("fx", 60, 60, "downlifter"),
    "impact": _synth("fx", 36, 36, "impact"),
    "vinyl_crackle": _synth("fx", 60, 60, "vinyl_crackle"),
    "drone": _synth("fx", 24, 60, "drone"),
    # Drum kits and percussion: General MIDI percussion keys
    "standard_kit": _kit("drums", 0),
    "room_kit": _kit("drums", 8),
    "power_kit": _kit("drums", 16),
    "electronic_kit": _kit("drums", 24),
    "gm_808_kit": _kit("drums", 25),
    "jazz_kit": _kit("drums", 32),
    "brush_kit": _kit("drums", 40),
    "orchestra_kit": _kit("drums percussion", 48),
    "kit_808": _synth("drums", 27, 87, "kit_808"),
    "kit_909": _synth("drums", 27, 87, "kit_909"),
    "kit_lofi": _synth("drums", 27, 87, "kit_lofi"),
    "kit_acoustic_synth": _synth("drums", 27, 87, "kit_acoustic_synth"),
    "shaker_kit": _synth("percussion", 27, 87, "shaker_kit"),
    "latin_percussion": _kit("percussion", 0),
}
"""Every instrument by name.

Notes on the synthesised kinds: a `noise_riser` rises over the whole of its note and ends with it; a
`downlifter` falls over it; an `impact` starts at the note and rings; `vinyl_crackle` lasts as long as its
note; synthesised basses glide into a note that overlaps the one before. Kits follow the General MIDI percussion
map: 36 kick, 37 side stick, 38 snare, 39 clap, 42/44/46 closed/pedal/open hat, 41-50 toms, 49/57 crash, 51/53
ride/bell, 54 tambourine, 56 cowbell, 60-64 bongos and congas, 69 cabasa, 70 maracas, 75 claves, 82 shaker.
"""

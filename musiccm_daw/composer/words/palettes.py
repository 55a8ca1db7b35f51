"""What kinds of styles sound like: punk has no clean guitars and no strings, memphis rap no flute.

Tables only: a kind of style is played by the style's players, on those of their instruments that are listed here.
`brief.py` leaves out the others wherever a prompt leaves a choice.
"""

from __future__ import annotations

from collections.abc import Iterable

from musiccm_daw.composer.instrument_names import INSTRUMENTS

_LOUD = "distortion_guitar overdriven_guitar pick_bass finger_bass standard_kit room_kit power_kit"
_DRIVEN = f"{_LOUD} rock_organ"
_ACOUSTIC = (
    "steel_guitar nylon_guitar grand_piano finger_bass acoustic_bass standard_kit room_kit brush_kit string_ensemble "
    "slow_strings flute voice_oohs accordion harmonica solo_violin solo_cello"
)
_DARK = (
    "bass_808 sub_bass kit_808 gm_808_kit grand_piano fm_bell music_box tremolo_strings string_ensemble slow_strings "
    "choir_aahs choir_pad square_lead nylon_guitar"
)
_BRIGHT_SYNTHS = (
    "synth_bass_1 analog_bass kit_909 kit_acoustic_synth electronic_kit dx_piano fm_epiano pluck saw_lead square_lead "
    "fm_bell warm_pad analog_pad warm_gm_pad voice_oohs"
)
_CLUB = (
    "analog_bass synth_bass_1 fm_bass sub_bass reese_bass kit_909 kit_808 electronic_kit grand_piano bright_piano "
    "rhodes organ_stab percussive_organ chord_stab warm_pad analog_pad synth_strings string_ensemble pluck saw_lead "
    "square_lead voice_oohs choir_aahs"
)
PALETTES: dict[str, str] = {
    _LOUD: "punk, punk rock, hardcore punk, skate punk, pop punk, stoner rock, emo, post hardcore, desert rock",
    _DRIVEN: "garage rock, hard rock",
    _ACOUSTIC: "acoustic pop, acoustic rock",
    _DARK: "memphis rap",
    _BRIGHT_SYNTHS: "electropop, dance pop",
    (
        "kit_909 electronic_kit kit_acoustic_synth analog_bass sub_bass reese_bass synth_bass_1 supersaw saw_lead "
        "square_lead warm_pad analog_pad poly_synth_pad"
    ): "big room, big room house, big room festival, festival edm",
    _CLUB: (
        "tech house, bass house, slap house, acid house, minimal house, future house, electro house, eurodance, "
        "progressive house"
    ),
}
"""By the instruments that play, the kinds of styles, as people call them."""
_ANYWHERE = ("percussion", "fx")
"""Roles of instruments that fit any kind."""


def outside(palettes: Iterable[str]) -> set[str]:
    """Return the instruments that some palettes, keys of `PALETTES`, lack; none for no palette."""
    listed = {name for palette in palettes for name in palette.split()}
    if not listed:
        return set()
    return {name for name, can in INSTRUMENTS.items() if name not in listed and can.roles[0] not in _ANYWHERE}

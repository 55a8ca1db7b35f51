"""Families of instruments, all of which people mean who leave one out: without a piano nobody wants a honky-tonk.

For `reading/negation.py`. Tables only.
"""

from __future__ import annotations

from musiccm_daw.composer.instrument_names import INSTRUMENTS

_ACOUSTIC_PIANOS = ("grand_piano", "bright_piano", "honky_tonk")
_ELECTRIC_PIANOS = ("rhodes", "dx_piano", "fm_epiano")
_ELECTRIC_ORGANS = ("drawbar_organ", "percussive_organ", "rock_organ", "organ_stab")
_ORGANS = (*_ELECTRIC_ORGANS, "church_organ", "reed_organ")
_WOODEN_BASSES = ("acoustic_bass", "contrabass")
_BASS_GUITARS = ("finger_bass", "pick_bass", "fretless_bass", "slap_bass")
_SYNTH_BASSES = (
    "synth_bass_1",
    "synth_bass_2",
    "analog_bass",
    "fm_bass",
    "acid_303",
    "reese_bass",
    "sub_bass",
    "bass_808",
)
_BELLS = ("glockenspiel", "fm_bell", "celesta", "music_box")
FAMILIES: tuple[tuple[str, ...], ...] = (
    _ACOUSTIC_PIANOS,
    _ELECTRIC_PIANOS,
    _ELECTRIC_ORGANS,
    ("nylon_guitar", "steel_guitar"),
    ("clean_guitar", "muted_guitar", "overdriven_guitar", "distortion_guitar", "jazz_guitar"),
    _WOODEN_BASSES,
    _BELLS,
    ("solo_violin", "string_ensemble", "slow_strings", "tremolo_strings"),
    ("trumpet", "muted_trumpet"),
    ("alto_sax", "tenor_sax"),
    ("flute", "pan_flute"),
    ("choir_aahs", "voice_oohs", "synth_voice", "choir_pad"),
)
"""By the first instrument that is named: no electric guitar is no distorted one either."""
WIDER: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("piano", "klavier", "pianoforte", "flügel", "pno", "pianist"),
        (*_ACOUSTIC_PIANOS, *_ELECTRIC_PIANOS),
    ),
    **dict.fromkeys(("organ", "orgel", "orgue", "órgano", "organo", "órgão", "organist"), _ORGANS),
    **dict.fromkeys(("electric bass", "bass guitar", "e bass", "e-bass"), _BASS_GUITARS),
    **dict.fromkeys(("synth bass", "bass synth", "synthesizer bass"), _SYNTH_BASSES),
    "808": ("bass_808", "kit_808", "gm_808_kit"),
    **dict.fromkeys(
        ("synth", "synthesizer", "synthesiser", "synthétiseur", "sintetizador", "sintetizzatore"),
        tuple(name for name, can in INSTRUMENTS.items() if can.is_synth and can.roles[0] != "fx"),
    ),
}
"""By words in the singular that say no more of what they name: a piano is electric, too, and an organ a church's."""
OF_ROLE: dict[str, tuple[str, ...]] = {
    role: tuple(
        name
        for name, can in INSTRUMENTS.items()
        if (can.roles[0] == role and name != "harp") or (role == "vocal-pad" and "choir" in name)
    )
    for role in ("guitar", "strings", "brass", "vocal-pad")
}
"""Instruments that others play, too, and that nobody wants where the role is left out: no guitar plays the tune."""
SYNTHS = ("synth", "synthesi", "synthé", "sinteti")
"""How words for synthesizers begin, which are more than the keyboards whose role they name."""

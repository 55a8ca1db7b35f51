"""The bands of kinds of music that are not those of their styles: a pianist plays a rag, a guitar and claps flamenco.

Beside `whole_bands.py`; what the kinds are called is in `words/spoken_bands.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from musiccm_daw.composer.reading.players import Player


def _named(
    role: str,
    *instruments: str,
    ways: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    stand_in: str | None = None,
) -> Player:
    return Player(role, instruments, named=True, ways=ways, words=words, joined_by="and", stand_in=stand_in)


_KIT = _named("drums", "standard_kit")
OWN_BANDS: dict[str, tuple[Player, ...]] = {
    "ragtime": (_named("keys", "grand_piano", ways=("stride",)),),
    "flamenco": (
        _named("guitar", "nylon_guitar", ways=("rasgueado",)),
        _named("percussion", "latin_percussion", words=("palmas",)),
    ),
    "second line": (
        _named("brass", "trumpet", ways=("melody",)),
        _named("lead", "tenor_sax", ways=("second_voice",)),
        _named("brass", "trombone", ways=("counter",)),
        replace(_named("bass", "trombone", ways=("syncopated",)), stand_in="tuba"),
        Player("drums"),
    ),
    "shoegaze": (
        _named("guitar", "distortion_guitar", ways=("strum",)),
        _named("guitar", "overdriven_guitar", ways=("eighths",)),
        _named("pads", "warm_pad", ways=("held",)),
        _named("bass", "pick_bass", ways=("eighths_bass",)),
        _KIT,
    ),
    "western": (
        _named("lead", "clean_guitar", ways=("melody",)),
        _named("brass", "trumpet", ways=("answers",)),
        _named("guitar", "steel_guitar", ways=("strum",)),
        _named("vocal-pad", "voice_oohs", ways=("held",)),
        _named("bass", "acoustic_bass"),
        _named("percussion", "orchestra_kit"),
    ),
    "medieval": (
        _named("lead", "flute", ways=("melody",)),
        _named("guitar", "nylon_guitar", ways=("picking",)),
        _named("strings", "solo_viola", ways=("drone",)),
        _named("percussion", "latin_percussion", words=("frame drum",)),
    ),
    "industrial": (
        _named("drums", "kit_909"),
        _named("bass", "reese_bass", ways=("eighths_bass",)),
        _named("guitar", "distortion_guitar", ways=("power",)),
        _named("lead", "saw_lead", ways=("ostinato",)),
    ),
    "hard bop": (
        _named("brass", "trumpet"),
        _named("lead", "tenor_sax"),
        _named("keys", "grand_piano"),
        _named("bass", "acoustic_bass"),
        _named("drums", "jazz_kit"),
    ),
    "game show": (
        _named("brass", "brass_section", ways=("melody",)),
        _named("lead", "glockenspiel", ways=("answers",)),
        _named("keys", "clavinet"),
        _named("bass", "finger_bass"),
        _KIT,
    ),
    "town": (
        _named("lead", "flute", ways=("melody",)),
        _named("keys", "harp", ways=("arp",)),
        _named("guitar", "nylon_guitar", ways=("picking",)),
        _named("strings", "slow_strings", ways=("held",)),
        _named("bass", "acoustic_bass"),
    ),
    "water": (
        _named("lead", "pan_flute", ways=("melody",)),
        _named("keys", "marimba", ways=("arp",)),
        _named("pads", "glass_pad", ways=("held",)),
        _named("strings", "harp", ways=("gliss",)),
        _named("bass", "fretless_bass"),
    ),
    "schlager": (
        _named("lead", "saw_lead", ways=("melody",)),
        _named("keys", "bright_piano", ways=("chords",)),
        _named("strings", "string_ensemble", ways=("held",)),
        _named("bass", "synth_bass_1", ways=("eighths_bass",)),
        _named("drums", "kit_909", ways=("four_on_the_floor",)),
    ),
    "raga": (
        _named("guitar", "steel_guitar", words=("sitar",), stand_in="sitar"),
        _named("percussion", "latin_percussion", words=("tabla",)),
        _named("guitar", "steel_guitar", ways=("drone",), words=("tanpura",), stand_in="tanpura"),
    ),
    "viking": (
        _named("lead", "pan_flute", ways=("melody",)),
        _named("strings", "solo_viola", ways=("drone",)),
        _named("vocal-pad", "choir_aahs", ways=("held",)),
        _named("keys", "harp", ways=("ostinato",)),
        _named("percussion", "latin_percussion", words=("frame drum",)),
    ),
    "guofeng": (
        _named("lead", "flute", ways=("melody",)),
        _named("keys", "harp", ways=("arp",)),
        _named("strings", "slow_strings", ways=("held",)),
        _named("bass", "acoustic_bass", ways=("long_bass",)),
    ),
    "chanson": (
        _named("lead", "accordion", ways=("melody",)),
        _named("keys", "grand_piano", ways=("chords",)),
        _named("guitar", "nylon_guitar", ways=("picking",)),
        _named("bass", "acoustic_bass"),
    ),
    "fado": (
        _named("guitar", "steel_guitar", ways=("melody",)),
        _named("guitar", "nylon_guitar", ways=("picking",)),
        _named("bass", "acoustic_bass"),
    ),
    "chicha": (
        _named("lead", "clean_guitar", ways=("melody",)),
        _named("keys", "drawbar_organ"),
        _named("guitar", "overdriven_guitar", ways=("offbeat",)),
        _named("bass", "finger_bass"),
        _named("percussion", "latin_percussion"),
    ),
}


def own_band(
    kinds: Sequence[str], size: int | None, named: Sequence[Player], left_out: Collection[str] = ()
) -> list[Player]:
    """Return who of the band of the last kind plays beside those who are named; nobody in a band of another size.

    Args:
        kinds: of music; keys of `OWN_BANDS`.
        size: of the band.
        named: whom the prompt names; the first of them take the places of those who are left out.
        left_out: instruments: a flute instead of the trumpet.
    """
    band = OWN_BANDS[kinds[-1]] if kinds else ()
    if size not in (None, len(band)):
        return []
    staying = [player for player in band if not set(player.instruments) & set(left_out)]
    roles = {player.role for player in named[len(band) - len(staying) :]}
    return [player for player in staying if player.role not in roles]

"""The words for one part: its own and those that all share."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.part_words import part_prompt
from musiccm_daw.score.note import Part


@pytest.mark.parametrize(
    ("prompt", "role", "instrument", "expected"),
    [
        ("gentle felt piano arpeggios", "keys", "grand_piano", "gentle felt piano arpeggios"),
        ("jazz trio with saxophone and piano", "lead", "alto_sax", "jazz with saxophone"),
        ("jazz trio with saxophone and piano", "bass", "acoustic_bass", "upright bass, jazz"),
        ("slap bass and clavinet, funky", "keys", "clavinet", "clavinet, funky"),
        ("cello theme over soft strings", "lead", "solo_cello", "cello theme"),
        ("cello theme over soft strings", "strings", "string_ensemble", "soft strings"),
        ("no drums, just warm pads", "pads", "warm_pad", "just warm pads"),
        ("house", "drums", "kit_909", "909 drums, house"),
        ("seamless house, hold the drums", "bass", "sub_bass", "sub bass, seamless house"),
        ("theorbo and flute", "guitar", "nylon_guitar", "nylon guitar, theorbo"),
        ("theorbo and flute", "lead", "flute", "flute"),
    ],
)
def test_a_part_keeps_its_own_words(prompt: str, role: str, instrument: str, expected: str) -> None:
    assert part_prompt(Part(role, instrument, ()), read_brief(prompt), prompt) == expected


def test_an_instrument_that_is_not_known_is_called_by_its_role() -> None:
    assert part_prompt(Part("keys", "", ()), read_brief("house"), "house") == "keys, house"

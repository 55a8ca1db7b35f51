"""Instruments are known by the number of their strings, and string sections are no instruments."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.numbers_of_strings import with_names_for_strings


@pytest.mark.parametrize(
    ("prompt", "instrument"),
    [
        ("five-string clawhammer", "banjo"),
        ("5 string bluegrass rolls", "banjo"),
        ("four string strum on the beach", "nylon_guitar"),
        ("four-string slap", "slap_bass"),
        ("thirty-four strings, plucked", "harp"),
        ("46 strings, plucked", "harp"),
        ("plucked, thirteen strings", "harp"),
        ("21 string kora", "harp"),
        ("eighteen-string solo", "steel_guitar"),
    ],
)
def test_a_number_of_strings_names_what_has_it(prompt: str, instrument: str) -> None:
    (player, *_) = read_brief(prompt).players
    assert player.instruments[:1] == (instrument,)


@pytest.mark.parametrize(
    "text",
    [
        *("four strings", "five string players", "16 string section", "Juno 60 strings", "one string", "two strings"),
        *("twenty strings playing as a section", "JX 8P strings", "a Prophet 600 strings patch"),
    ],
)
def test_sections_and_synthesizers_stay(text: str) -> None:
    assert with_names_for_strings(text) == text


def test_what_has_twenty_one_strings_in_west_africa_is_a_kora() -> None:
    assert with_names_for_strings("griot, 21-string tune") == "griot, kora tune"
    assert with_names_for_strings("21-string tune") == "guzheng tune"

"""Slips of the fingers are read as the word that was meant, and words that are none are left alone."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.words.slips import respelt


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("acoustic gutiar", "nylon_guitar"),
        ("violon", "solo_violin"),
        ("paino", "grand_piano"),
        ("saxophne", "alto_sax"),
        ("mandolinn", "steel_guitar"),
        ("synht bass", "synth_bass_1"),
    ],
)
def test_slips(written: str, meant: str) -> None:
    brief = read_brief(written)
    assert brief.players[0].instruments[0] == meant
    assert brief.unknown == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fingerpiked", "fingerpicked"),
        ("melancolic", "melancholic"),
        ("agressive", "aggressive"),
        ("peacful", "peaceful"),
    ],
)
def test_slips_in_words_for_ways_and_moods(written: str, meant: str) -> None:
    assert respelt(written) == meant
    assert read_brief(f"{written} acoustic guitar").unknown == ()


@pytest.mark.parametrize(
    "word",
    [
        "selling",
        "packing",
        "growling",
        "strong",
        "county",
        "beasts",
        "waking",
        "sing",
        "zorblax",
        "minute",
        "harmony",
        "café",
    ],
)
def test_words_that_are_near_to_nothing_stay(word: str) -> None:
    assert respelt(word) is None

"""Phrases are found by their beginning, whatever the tables write first, and read when they are needed."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.words.lexicon import Lexicon

LISTED = [
    ("instrument", "one", ["felt/soft upright", "d 28", "e-piano", "twelve string", "zither", "flügel"]),
    ("style", "two", ["boom bap", "drum and bass"]),
    ("instrument", "three", ["boom bap kit", "zither"]),
]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["soft", "upright"], "one"),
        (["d28"], "one"),
        (["e", "piano"], "one"),
        (["12", "string"], "one"),
        (["fluegel"], "one"),
        (["flugel"], "one"),
        (["boom", "bap", "kit"], "three"),
        (["zithers"], "one"),
    ],
)
def test_phrases_are_found(words: list[str], key: str) -> None:
    spelt = [word.removesuffix("s") for word in words]
    meanings = Lexicon(LISTED).meanings(words, spelt)
    assert meanings is not None
    assert meanings["instrument"][0] == key


def test_a_phrase_in_two_lists_means_the_first_and_then_the_other() -> None:
    assert Lexicon(LISTED).meanings(["zither"], ["zither"]) == {"instrument": ("one", "three")}


def test_what_is_not_listed_is_nothing() -> None:
    assert Lexicon(LISTED).meanings(["harp"], ["harp"]) is None
    assert Lexicon(LISTED).meanings(["boom", "bap", "kits"], ["boom", "bap", "kits"]) is None

"""Compounds that anybody makes up name whom their halves name, and words that are none stay."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.words.compounds import apart


@pytest.mark.parametrize(
    ("prompt", "player"),
    [
        ("Klavierakkorde", ("keys", "grand_piano", ("chords",))),
        ("Trompetenmelodie", ("lead", "trumpet", ("melody",))),
        ("Harfenarpeggios", ("keys", "harp", ("arp",))),
        ("Orgelteppich", ("keys", "drawbar_organ", ("held",))),
        ("Jazzklavier", ("keys", "grand_piano", ())),
        ("guitarriff", ("guitar", "clean_guitar", ("riff",))),
    ],
)
def test_both_halves_of_a_compound_are_read(prompt: str, player: tuple[str, str, tuple[str, ...]]) -> None:
    brief = read_brief(prompt)
    (found,) = brief.players
    role, instrument, ways = player
    assert (found.role, found.ways) == (role, ways)
    assert found.instruments[:1] in ((instrument,), ())
    assert brief.unknown == ()


def test_a_compound_stands_among_others() -> None:
    brief = read_brief("Geigenmelodie über Orgelteppich")
    assert [(player.role, player.ways) for player in brief.players] == [("lead", ("melody",)), ("keys", ("held",))]


@pytest.mark.parametrize(
    "text", ["Kontrabass", "baseline", "Streichquartett", "handclaps", "instrumental", "basspedal", "überraschung"]
)
def test_other_words_stay(text: str) -> None:
    assert apart(text) == text

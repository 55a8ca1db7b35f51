"""Ensembles are found in other languages, and where English turns their names round."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.words.chamber_music import in_plain_words


def instruments(prompt: str) -> list[str]:
    return [seat.instrument for seat in seated(read_brief(prompt), 1, 8)]


@pytest.mark.parametrize(
    ("prompt", "plain"),
    [
        *(("Streichquartett", "string quartet"), ("quatuor à cordes", "string quartet")),
        *(("cuarteto de cuerdas", "string quartet"), ("quartetto d'archi", "string quartet")),
        *(("quarteto de cordas", "string quartet"), ("strijkkwartet", "string quartet")),
        *(("Bläserquintett", "woodwind quintet"), ("quintette à vent", "woodwind quintet")),
        *(("Blechbläserquintett", "brass quintet"), ("quinteto de metales", "brass quintet")),
        *(("Klaviertrio", "piano trio"), ("duo de guitares", "guitar duo"), ("trío de jazz", "jazz trio")),
        *(("choir of four french horns", "four french horns"), ("choir of trombones", "four trombones")),
    ],
)
def test_ensembles_have_the_same_players_by_any_name(prompt: str, plain: str) -> None:
    assert instruments(prompt) == instruments(plain)
    assert read_brief(prompt).unknown == ()


@pytest.mark.parametrize(
    "text",
    [
        *("string quartet in D minor", "a trio of friends", "choir of angels", "piano, violin and cello", "jazz trio"),
        *("horn section", "duo for flute and harp", "Rio de Janeiro", "cello solo"),
    ],
)
def test_other_words_stay(text: str) -> None:
    assert in_plain_words(text) == text


def test_a_waltz_for_streichquartett_is_slow_and_for_four() -> None:
    brief = read_brief("ein langsamer Walzer für Streichquartett")
    assert (brief.pace, str(brief.meter)) == ("slow", "3/4")
    assert len(instruments("ein langsamer Walzer für Streichquartett")) == 4

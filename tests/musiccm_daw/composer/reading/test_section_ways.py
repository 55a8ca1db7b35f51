"""A way of playing that a prompt gives to one section holds there, and in no other."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from tests.musiccm_daw.composer.requested import score_of


@pytest.mark.parametrize(
    ("prompt", "ways"),
    [
        (
            "acoustic guitar fingerpicked in the verse, strummed in the chorus",
            {"verse": {"picking"}, "chorus": {"strum"}},
        ),
        ("piano, arpeggios in the verse and stabs in the chorus", {"verse": {"arp"}, "chorus": {"stabs"}}),
        ("verse: palm muted guitar, chorus: open strummed guitar", {"verse": {"power"}, "chorus": {"strum"}}),
    ],
)
def test_sections_have_ways_of_their_own(prompt: str, ways: dict[str, set[str]]) -> None:
    brief = read_brief(prompt)
    assert len(brief.players) == 1
    said = {
        name: {*words.ways, *(way for player in words.players for way in player.ways)}
        for name, words in brief.in_sections
    }
    assert said == ways
    assert set(brief.form) == set(ways)


@pytest.mark.parametrize(
    "prompt",
    [
        "guitar in the verse, piano in the chorus",
        "strummed guitar in the chorus",
        "drums and bass in the verse, full band in the chorus",
        "piano in the intro, drums in the verse",
        "house with a drop",
    ],
)
def test_who_comes_and_goes_is_no_way_of_playing(prompt: str) -> None:
    assert read_brief(prompt).in_sections == ()


def test_a_guitar_is_picked_in_the_verse_and_strummed_in_the_chorus() -> None:
    prompt = "acoustic guitar fingerpicked in the verse, strummed in the chorus"
    for seed in range(5):
        (guitar,) = score_of(prompt, seed, bars=16).parts
        halves = [[note for note in guitar.notes if (note.start_quarters >= 32) == later] for later in (False, True)]
        assert len(halves[1]) > 2 * len(halves[0])

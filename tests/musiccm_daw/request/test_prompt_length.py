"""Lengths and meters that a prompt seems to name and that are not read as such; and numbers that nobody means so."""

import pytest

from musiccm_daw.request.prompt_facts import read_facts


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("house, 4.5 bars", "4.5 bars"),
        ("house, -4 bars", "-4 bars"),
        ("house, 4-8 bars", "4-8 bars"),
        ("house, 10000 bars", "10000 bars"),
        ("house, a hundred bars", "a hundred bars"),
        ("house, 8 measures", "8 measures"),
        ("house, bars: 4.5", "bars: 4.5"),
        ("house, 10 hours", "10 hours"),
        ("house, two hours", "2 hours"),
        ("house, -30 seconds", "-30 seconds"),
        ("house, 1:30", "1:30"),
        ("house, 1e2 bars", "1e2 bars"),
        ("house, 1e2 seconds", "1e2 seconds"),
    ],
)
def test_what_looks_like_a_length_is_not_passed_over(prompt: str, words: str) -> None:
    facts = read_facts(prompt)
    assert (facts.found, facts.unread) == ({}, {"bars": words})


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("krautrock motorik 20 min jam", "20 min"),
        ("a 45 minute set of techno", "45 minute"),
        ("a 12-minute psychedelic jam", "12-minute"),
    ],
)
def test_what_is_known_to_be_long_is_no_length_of_a_clip(prompt: str, words: str) -> None:
    facts = read_facts(prompt)
    assert "seconds" not in facts.found
    assert words in facts.unread["bars"]


@pytest.mark.parametrize("prompt", ["20 minutes long krautrock", "a 20 minute ambient piece", "jam for 20 minutes"])
def test_a_length_that_is_asked_for_is_one_though_it_be_too_long(prompt: str) -> None:
    assert "seconds" in read_facts(prompt).found


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("house in 17/4", "17/4"),
        ("house in 4/3", "4/3"),
        ("house, 4/3", "4/3"),
        ("house 32/4", "32/4"),
        ("waltz in 3 / 4", "3 / 4"),
    ],
)
def test_what_looks_like_a_meter_is_not_passed_over(prompt: str, words: str) -> None:
    facts = read_facts(prompt)
    assert (facts.found, facts.unread) == ({}, {"meter": words})


@pytest.mark.parametrize(
    "prompt",
    [
        "a fill every 4 bars", "quiet for the last 2 bars", "a 2 second reverb", "a bell every 10-20 seconds",
        "a drop after 4.5 bars", "24/7 lofi", "hats in 1/16 notes", "1/8 delay", "9/11 ballad", "post-2 minutes",
        "70s funk", "one-bar loop of a two-step",
    ],
)  # fmt: skip
def test_other_numbers_are_none_of_these(prompt: str) -> None:
    assert not {"bars", "meter"} & read_facts(prompt).unread.keys()


def test_a_length_that_is_read_leaves_nothing_unread() -> None:
    assert read_facts("house, 8 bars, a solo of 4.5 bars, in 3/4").unread == {}

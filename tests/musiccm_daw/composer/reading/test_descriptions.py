"""Descriptions of instruments: what is compared, and what comes of it."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.part_words import part_prompt
from musiccm_daw.composer.reading.steering import STEERING
from musiccm_daw.composer.words.described_instruments import compared_descriptions
from musiccm_daw.composer.words.scenes import compared_phrases
from musiccm_daw.score.note import Part


def players(prompt: str, **taken: str) -> list[tuple[str, tuple[str, ...]]]:
    answers = {phrase.replace("_", " "): name for phrase, name in taken.items()}
    return [(player.role, player.instruments) for player in read_brief(prompt, answers.get).players]


def test_every_instrument_is_described_and_nothing_twice() -> None:
    assert {name for _, name in compared_descriptions() if name is not None} == set(INSTRUMENTS)
    phrases = [phrase for phrase, _ in compared_descriptions()]
    assert len(phrases) == len(set(phrases))
    assert [phrase for phrase in phrases if phrase in dict(compared_phrases())] == []


@pytest.mark.parametrize(
    ("prompt", "asked"),
    [
        ("zorbling blorps", ["zorbling blorps"]),
        ("a zorbling thing of the blorps, 90 bpm", ["zorbling thing of the blorps"]),
        ("flute and zorbling blorps, house", ["zorbling blorps"]),
        ("zorbling blorps with a lid", ["zorbling blorps with a lid"]),
        ("a zorbling low end", ["zorbling low end"]),
        ("no zorbling blorps", []),
    ],
)
def test_the_whole_description_is_compared(prompt: str, asked: list[str]) -> None:
    compared: list[str] = []
    read_brief(prompt, compared.append)  # type: ignore[func-returns-value,arg-type]
    assert compared[: len(asked)] == asked
    assert bool(compared) == bool(asked)


def test_a_description_is_a_player() -> None:
    brief = read_brief("soft zorbling blorps, staccato, house", {"soft zorbling blorps": "harp"}.get)
    (player,) = brief.players
    assert (player.role, player.instruments, player.named) == ("strings", ("harp",), True)
    assert player.steering.energy == STEERING["calm"].energy
    assert brief.style == "house"
    assert brief.taken == (("soft zorbling blorps", "harp"),)
    assert brief.unknown == ("zorbling", "blorps")
    prompt = "soft zorbling blorps, staccato, house"
    assert part_prompt(Part("strings", "harp", ()), brief, prompt) == f"harp, {prompt}"


def test_it_plays_beside_those_who_are_named() -> None:
    assert players("flute and zorbling blorps", zorbling_blorps="harp") == [
        ("lead", ("flute",)),
        ("strings", ("harp",)),
    ]


def test_a_single_word_and_the_adjective_of_an_instrument_are_none() -> None:
    assert players("zorblax", zorblax="harp") == []
    assert players("zorblax flute", zorblax_flute="harp", zorblax="harp") == [("lead", ("flute",))]


@pytest.mark.parametrize(
    ("prompt", "name", "expected"),
    [
        ("zorblax guitar", "jazz_guitar", ("guitar", ("jazz_guitar",))),
        ("zorblax guitar", "honky_tonk", ("guitar", ())),
        ("zorblax on strings", "grand_piano", ("keys", ("grand_piano",))),
        ("zorblax strings", "grand_piano", ("strings", ("string_ensemble", "slow_strings"))),
        ("zorblax drums", "brush_kit", ("drums", ("brush_kit",))),
        ("zorblax snare", "brush_kit", ("drums", ("brush_kit",))),
        ("zorblax woodwind", "clarinet", ("lead", ("clarinet",))),
        ("zorblax woodwind", "trumpet", ("lead", ("oboe", "clarinet", "flute"))),
    ],
)
def test_a_role_or_a_family_admits_only_its_own(prompt: str, name: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert players(prompt, **{prompt.replace(" ", "_"): name}) == [expected]

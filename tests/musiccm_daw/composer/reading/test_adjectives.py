"""Adjectives that stand apart from their noun, and instruments that another one is only likened to."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief


def players(prompt: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(player.role, player.instruments[:1]) for player in read_brief(prompt).players]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("upright walking bass", ("bass", ("acoustic_bass",))),
        ("a slappy and very loud bass", ("bass", ())),
        ("a slappy, very loud bass", ("bass", ())),
        ("a slappy rockabilly bass", ("bass", ("slap_bass",))),
        ("campfire strumming", ("guitar", ("steel_guitar",))),
        ("zorblax rockabilly bass", ("bass", ())),
        ("cushion of synth", ("pads", ("warm_gm_pad",))),
    ],
)
def test_an_adjective_reaches_the_noun_of_its_clause(prompt: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert expected in players(prompt)


@pytest.mark.parametrize(
    ("prompt", "name"),
    [("a hollow-bodied electric", "jazz_guitar"), ("jazz tenor", "tenor_sax"), ("pub upright", "honky_tonk")],
)
def test_a_noun_that_players_leave_out_is_known_by_its_adjectives(prompt: str, name: str) -> None:
    assert players(prompt)[0][1] == (name,)


def test_nouns_are_left_out_only_of_those_who_are_described() -> None:
    assert players("tenor") == []
    assert players("grand adventure") == []
    assert players("pub upright bass")[0][1] == ("acoustic_bass",)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("harp-like synth pluck", [("keys", ("pluck",))]),
        ("flute-like saw lead", [("lead", ("saw_lead",))]),
        ("a rhodes-like keyboard", [("keys", ("rhodes",))]),
        ("sounds like a harp", [("strings", ("harp",))]),
        ("a harp like an angel's, and a synth", [("strings", ("harp",)), ("keys", ())]),
    ],
)
def test_what_is_likened_to_an_instrument_is_one_player(
    prompt: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert players(prompt) == expected


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("short plucky deep house synth", [("keys", ("pluck",))]),
        ("Wurlitzer with tremolo", [("keys", ("rhodes",))]),
        ("trailer braam hit", [("fx", ("impact",))]),
        ("rhodes, synth", [("keys", ("rhodes",)), ("keys", ())]),
        ("tremolo", [("strings", ("tremolo_strings",))]),
    ],
)
def test_more_words_for_a_player_are_no_second_one(prompt: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert players(prompt) == expected


def test_a_snare_belongs_to_the_kit_that_is_named() -> None:
    brief = read_brief("roomy kit with zorblax snare", {"zorblax snare": "electronic_kit"}.get)
    assert [player.instruments for player in brief.players] == [("room_kit",)]


@pytest.mark.parametrize("prompt", ["walking bass, tenor solo, swing", "funk, bari solo", "alto solo over swing"])
def test_a_soloist_is_called_by_the_adjective_of_a_saxophone(prompt: str) -> None:
    assert {"tenor_sax", "alto_sax"} & {names[0] for _, names in players(prompt) if names}


@pytest.mark.parametrize(
    ("prompt", "plain"),
    [
        ("techno but sadder", "techno but sad"),
        ("gloomier strings", "gloomy strings"),
        ("a funkier house groove", "a funky house groove"),
        ("dreamier pads", "dreamy pads"),
    ],
)
def test_a_comparative_asks_for_what_its_adjective_asks_for(prompt: str, plain: str) -> None:
    brief, other = read_brief(prompt), read_brief(plain)
    assert (brief.style, brief.mode, brief.mood_tempo) == (other.style, other.mode, other.mood_tempo)
    assert brief.unknown == other.unknown == ()

"""What asks for a whole piece, for a bed to play over, and which words do not take a piece away from its style."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.style_choice import style_of

_SEEDS = range(4)


@pytest.mark.parametrize(
    "prompt",
    [
        "cinematic orchestral theme, epic",
        "orchestral theme",
        "main theme, heroic",
        "synthwave theme",
        "title theme for an 80s tv show",
        "catchy pop tune",
    ],
)
def test_a_theme_is_a_whole_piece_with_its_tune(prompt: str) -> None:
    brief = read_brief(prompt)
    for seed in _SEEDS:
        seats = seated(brief, seed, 8)
        assert len(seats) >= 3
        assert any("melody" in seat.player.ways for seat in seats)


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("piano theme", ["keys"]),
        ("a theme for solo violin", ["lead"]),
        ("just a theme", ["lead"]),
        ("folk tune", ["lead"]),
        ("pop melody", ["lead"]),
    ],
)
def test_a_theme_of_somebody_is_theirs(prompt: str, players: list[str]) -> None:
    assert [seat.role for seat in seated(read_brief(prompt), 3, 8)] == players


@pytest.mark.parametrize(
    "prompt",
    [
        "blues backing track in E",
        "jazz play-along",
        "funk jam track",
        "rock rhythm section",
        "bossa nova to solo over",
        "lofi beat for rapping over",
        "karaoke pop ballad",
    ],
)
def test_who_plays_over_a_bed_has_the_tune(prompt: str) -> None:
    brief = read_brief(prompt)
    for seed in _SEEDS:
        assert not any(seat.role == "lead" for seat in seated(brief, seed, 8))


def test_a_lead_that_is_named_plays_over_a_bed_all_the_same() -> None:
    seats = seated(read_brief("jazz backing track with a flute"), 3, 8)
    assert any(seat.instrument == "flute" for seat in seats)


@pytest.mark.parametrize("prompt", ["techno ohne Melodie", "house sans mélodie", "trap sin melodía", "pop sem melodia"])
def test_a_melody_is_left_out_in_any_language(prompt: str) -> None:
    brief = read_brief(prompt)
    assert brief.without_roles == {"lead"}
    assert brief.unknown == ()


@pytest.mark.parametrize(
    ("prompt", "count"),
    [("deux guitares", 2), ("zwei Violinen", 2), ("dos guitarras", 2), ("trois flûtes", 3), ("quatro trompetes", 4)],
)
def test_players_are_counted_in_any_language(prompt: str, count: int) -> None:
    assert len(seated(read_brief(prompt), 3, 8)) == count


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("bluegrass banjo", "bluegrass"),
        ("house organ", "house"),
        ("metal guitar", "metal"),
    ],
)
def test_an_instrument_that_is_called_by_a_style_is_at_home_there(prompt: str, style: str) -> None:
    assert style_of(read_brief(prompt)).name == style


def test_a_dance_behind_a_band_gives_its_meter_alone() -> None:
    brief = read_brief("balkan brass kopanitsa")
    assert (brief.style, str(brief.meter)) == ("balkan_brass", "11/8")


@pytest.mark.parametrize("prompt", ["koto and shakuhachi", "和風の琴と尺八", "solo koto, calm"])
def test_instruments_with_a_scale_of_their_own_play_in_it(prompt: str) -> None:
    assert read_brief(prompt).scale == "hirajoshi"


@pytest.mark.parametrize("prompt", ["trap with koto", "koto in dorian", "happy koto"])
def test_unless_the_words_ask_for_something_else(prompt: str) -> None:
    assert read_brief(prompt).scale != "hirajoshi"


def test_the_turnaround_of_a_blues_is_its_own() -> None:
    assert read_brief("blues, guitar solo over the turnaround").progression is None
    assert read_brief("jazz turnaround").progression == "turnaround"


def test_a_plainchant_is_one_line() -> None:
    (seat,) = seated(read_brief("gregorian chant of monks in a stone church"), 3, 8)
    assert (seat.instrument, seat.player.stand_in, seat.player.ways) == ("choir_aahs", "plainchant", ("drawn",))

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


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("lofi, lazy swing", "lofi"),
        ("boom bap break, dusty swing", "boom_bap"),
        ("swing, lazy", "jazz_swing"),
        ("pop, synthpop, female vocals", "synthwave"),
        ("rock, grunge, distorted guitar", "grunge"),
        ("pop, piano, jazz chords", "pop"),
        ("racing soundtrack, eurobeat", "eurobeat"),
        ("film score, french horn", "cinematic"),
        ("boom bap, gospel choir sample, dusty drums", "boom_bap"),
        ("gospel choir sample", "boom_bap"),
        ("gospel choir, sampled drums", "gospel"),
        ("organ trio", "hard_bop"),
    ],
)
def test_which_of_several_styles_is_meant(prompt: str, style: str) -> None:
    assert read_brief(prompt).style == style


def test_a_kind_of_a_style_keeps_its_tempo_before_the_name_of_the_style() -> None:
    assert read_brief("sludge metal").tempo == read_brief("sludge").tempo == (50.0, 72.0)


def test_a_swing_that_is_no_style_is_a_feel() -> None:
    assert read_brief("lofi, lazy swing").swung
    assert not read_brief("lofi").swung


@pytest.mark.parametrize("prompt", ["jazz waltz like Bill Evans", "blues in the style of B.B. King"])
def test_music_that_is_likened_to_a_musicians_is_a_bands(prompt: str) -> None:
    for seed in _SEEDS:
        seats = seated(read_brief(prompt), seed, 8)
        assert {"drums", "bass"} < {seat.role for seat in seats}


@pytest.mark.parametrize("prompt", ["like Bill Evans", "classical piece like Chopin", "solo jazz like Bill Evans"])
def test_unless_the_musician_plays_alone(prompt: str) -> None:
    assert [seat.role for seat in seated(read_brief(prompt), 3, 8)] == ["keys"]

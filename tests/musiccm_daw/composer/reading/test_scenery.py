"""Words that are scenery, or say how a player plays who is named already, seat nobody; moods set tempo and mode."""

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.seating import seated


def seats(prompt: str) -> list[str]:
    return [seat.instrument for seat in seated(read_brief(prompt), 1, 4)]


@pytest.mark.parametrize(
    "prompt",
    [
        "synthwave sunset ride",
        "a ride through the night, synthwave",
        "midnight ride down the highway, synthwave",
        "synthwave, let's ride",
        "hats off to the king, funk",
        "cowboy hat country groove",
        "keys to the city, hip hop",
        "car crash, industrial techno",
        "tom waits, blues",
    ],
)
def test_scenery_seats_nobody(prompt: str) -> None:
    brief = read_brief(prompt)
    assert brief.players == ()
    assert brief.style is not None
    assert len(seats(prompt)) > 2


@pytest.mark.parametrize(
    "prompt",
    ["jazz ride and upright bass", "ride cymbal, swing", "techno 909 ride", "ride on the offbeats", "swing ride"],
)
def test_a_ride_that_is_struck_is_a_cymbal(prompt: str) -> None:
    assert any("ride" in player.pieces for player in read_brief(prompt).players)


@pytest.mark.parametrize(
    ("prompt", "roles"),
    [
        ("wurlitzer comping behind a soul singer", ["keys"]),
        ("rhodes behind a jazz singer", ["keys"]),
        ("pads for a soul vocalist", ["pads"]),
        ("guitar chords for practicing singing", ["guitar"]),
        ("bass line for practising saxophone", ["bass"]),
        ("simple chord for practice singing", ["keys"]),
        ("vibraphone and double bass pizz", ["keys", "bass"]),
        ("upright bass, pizz", ["bass"]),
        ("pizzicato bass and flute", ["bass", "lead"]),
        ("bowed double bass, low drone", ["bass"]),
        ("piano, low drone", ["keys", "fx"]),
        ("tremolo picking black metal guitar", ["guitar"]),
        ("tremolo picked mandolin", ["guitar"]),
        ("tremolo strings", ["strings"]),
        ("shimery bells and warm padd", ["keys", "pads"]),
    ],
)
def test_how_and_for_whom_somebody_plays_seats_nobody(prompt: str, roles: list[str]) -> None:
    assert [player.role for player in read_brief(prompt).players] == roles


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("pipe organ and choir in latin", None),
        ("choir in latin, epic", "cinematic"),
        ("latin chant choir", None),
        ("piano in latin style", "salsa"),
        ("latin groove piano", "salsa"),
        ("vocoder chords daft punk style", "house"),
        ("fast drums like slipknot", "metal"),
        ("drums in 5/4 like take five", "jazz_swing"),
        ("punk rock", "rock"),
    ],
)
def test_languages_and_artists(prompt: str, style: str | None) -> None:
    assert read_brief(prompt).style == style


@pytest.mark.parametrize("prompt", ["phonk drift cowbell", "epic trailer braams", "techno industrial cowbell"])
def test_several_tags_and_a_colour_are_a_track(prompt: str) -> None:
    assert len(seats(prompt)) > 3


@pytest.mark.parametrize(
    "prompt",
    ["techno cowbell", "house shaker loop", "phonk drift cowbell loop", "trailer impact", "just a phonk drift cowbell"],
)
def test_one_style_and_a_colour_are_one_player(prompt: str) -> None:
    assert len(seats(prompt)) == 1


@pytest.mark.parametrize(
    ("prompt", "slowest", "fastest", "mode"),
    [
        ("a lonely trumpet melody, muted, late at night", 58, 80, "minor"),
        ("lonely piano", 58, 80, "minor"),
        ("something like a rainy day in paris, with accordion", 58, 84, "minor"),
        ("theremin spooky", 58, 80, "minor"),
        ("haunted house organ", 58, 80, "minor"),
        ("steel pan melody, carnival", 110, 136, "major"),
        ("cozy piano", 66, 90, "major"),
        ("minecraft like piano", 58, 80, None),
        ("piano arpeggios like Einaudi", 58, 80, None),
        ("dusty rhodes", 70, 90, None),
        ("saxophone solo, smoky", 60, 84, "minor"),
        ("calm piano", 66, 90, None),
        ("Hammond B3, gospel shout", 144, 172, None),
        ("spooky techno", 120, 140, "minor"),
        ("spooky music box, 140 bpm", 140, 140, "minor"),
        ("music box, fast and spooky", 130, 170, "minor"),
    ],
)
def test_moods_set_tempo_and_mode(prompt: str, slowest: int, fastest: int, mode: str | None) -> None:
    for seed in range(1, 5):
        request = ask(prompt, seed=seed)
        assert slowest <= request.bpm <= fastest
        assert request.key is not None
        assert mode in (None, request.key.mode)


def test_a_mood_beside_an_unknown_word_is_compared_with_it() -> None:
    asked: list[str] = []
    read_brief("rainy cafe, spooky, lonely zorblax", asked.append)  # type: ignore[func-returns-value,arg-type]
    assert asked == ["rainy cafe", "lonely zorblax"]


def test_the_drums_are_silent_in_a_breakdown_of_club_music() -> None:
    assert not {"drums", "percussion"} & {
        seat.role for seat in seated(read_brief("trance 138 uplifting breakdown"), 1, 4)
    }
    score = compose_score(ask("techno breakdown with drums", seed=1), 1)
    assert "drums" in {part.role for part in score.parts}

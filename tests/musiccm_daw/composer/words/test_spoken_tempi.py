"""Words for tempi and meters in six languages, and what no clip does."""

from __future__ import annotations

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.words import spoken_tempi
from musiccm_daw.composer.words.spoken import alternatives


@pytest.mark.parametrize("pace", ["slow", "fast"])
def test_a_pace_however_inflected_is_one_beside_a_single_player(pace: str) -> None:
    for word in spoken_tempi.PACES[pace].split(", "):
        brief = read_brief(f"piano, {word}")
        assert (brief.pace, brief.unknown) == (pace, ()), word
        assert [player.role for player in brief.players] == ["keys"], word


@pytest.mark.parametrize(
    ("prompt", "slowest", "fastest"),
    [
        ("Klavier, ruhig, im Dreivierteltakt", 66, 84),
        ("piano calme", 66, 84),
        ("guitarra tranquila", 66, 84),
        ("shakuhachi, free, meditative, very few notes", 50, 72),
        ("flute, freely", 50, 72),
        ("oboe, long mournful lines", 58, 80),
        ("violino, molto lento", 40, 58),
        ("Geige, sehr schnell", 156, 192),
        ("piano lent", 56, 82),
        ("ein langsames Stück für Klavier", 56, 82),
        ("canción lenta para piano", 56, 82),
        ("guitarra rápida", 136, 170),
        ("violon rapide", 136, 170),
        ("cello, calm", 66, 84),
        ("cumbia sonidera rebajada", 60, 76),
    ],
)
def test_who_plays_so_has_such_a_tempo(prompt: str, slowest: int, fastest: int) -> None:
    for seed in range(6):
        assert slowest <= ask(prompt, seed=seed).bpm <= fastest


@pytest.mark.parametrize("free", ["royalty free piano", "feel free, piano", "piano, free download"])
def test_what_is_free_of_something_else_is_not_slow(free: str) -> None:
    assert read_brief(free).tempo is None


def test_meters_are_named_in_six_languages() -> None:
    for meter, names in spoken_tempi.METERS.items():
        for name in names.split(", "):
            request = ask(f"piano, {name}")
            assert str(request.meter) == meter, name


@pytest.mark.parametrize("prompt", ["piano et contrebasse, valse jazz", "jazz waltz, piano et contrebasse"])
def test_a_jazz_waltz_is_jazz_in_three(prompt: str) -> None:
    brief = read_brief(prompt)
    assert (brief.style, str(brief.meter)) == ("jazz_swing", "3/4")


@pytest.mark.parametrize(
    "figures", ["fast arpeggios", "arpeggi veloci", "arpèges rapides", "schnelle Arpeggien", "rapid arps"]
)
def test_fast_figures_are_sixteenths_at_any_tempo(figures: str) -> None:
    (player,) = read_brief(f"piano, {figures}").players
    assert {"arp", "sixteenths"} <= set(player.ways)
    assert read_brief(f"piano, {figures}").pace is None


def test_what_no_clip_does_is_named_as_unknown_and_asks_for_nothing() -> None:
    plain = read_brief("klezmer")
    for phrase in spoken_tempi.BEYOND.split(", "):
        brief = read_brief(f"klezmer, {phrase}")
        assert phrase in brief.unknown, phrase
        assert (brief.pace, brief.tempo, brief.players, brief.style) == (plain.pace, plain.tempo, (), plain.style), (
            phrase
        )


def test_big_endings_are_shapes_and_not_loud() -> None:
    for shape, listed in spoken_tempi.SHAPES.items():
        for name in listed.split(", "):
            for phrase in alternatives(name):
                brief = read_brief(f"gospel, {phrase}")
                assert (brief.shape, brief.steering.energy) == (shape, None), phrase

"""What people leave out, and beats that are whole instrumentals, in the languages in which they type."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.spelt_alike import is_in_pieces
from musiccm_daw.composer.seating import seated


def roles(prompt: str) -> set[str]:
    return {seat.role for seat in seated(read_brief(prompt), 1, 4)}


@pytest.mark.parametrize(
    "prompt",
    [
        "rock, kein Schlagzeug",
        "funk, pas de batterie",
        "lofi uten trommer",
        "jazz zonder drums",
        "house, niente batteria",
        "ドラムなしのローファイ",
        "techno utan trummor",
        "funk band, the drums drop out",
        "rock w/out drums",
        "samba sem bateria e percussão",
    ],
)
def test_drums_are_left_out_in_many_languages(prompt: str) -> None:
    found = roles(prompt)
    assert "drums" not in found
    assert len(found) >= 2


def test_nobody_plays_what_a_french_apostrophe_leaves_out() -> None:
    assert "accordion" not in {seat.instrument for seat in seated(read_brief("musette, pas d'accordéon"), 1, 4)}


@pytest.mark.parametrize("prompt", ["grime beat", "phonk beat", "reggaeton beat", "kizomba beat", "Discofox Beat"])
def test_beats_that_are_sold_as_such_are_whole(prompt: str) -> None:
    assert len(roles(prompt)) >= 3


@pytest.mark.parametrize("prompt", ["rock beat", "house beat", "bossa nova beat", "motown drum beat"])
def test_beats_of_bands_are_their_drums(prompt: str) -> None:
    assert roles(prompt) == {"drums"}


@pytest.mark.parametrize(
    ("prompt", "unknown"),
    [
        ("yoga studio, 432 hz", "432 hz"),
        ("binaural beats", "binaural beats"),
        ("8d audio pads", "8d audio"),
        ("microtonal flute", "microtonal"),
    ],
)
def test_what_no_clip_can_be_is_said(prompt: str, unknown: str) -> None:
    assert unknown in read_brief(prompt).unknown
    assert "drums" not in roles(prompt) or prompt == "microtonal flute"


@pytest.mark.parametrize(
    ("prompt", "mode"),
    [
        ("tango for a sunday morning", "minor"),
        ("festive drill", "minor"),
        ("happy drill", "major"),
        ("rainy ragtime", "major"),
        ("stormy sea shanty", "minor"),
        ("cosy house", "major"),
    ],
)
def test_bright_scenes_leave_dark_styles_their_mode(prompt: str, mode: str) -> None:
    assert read_brief(prompt).mode == mode


def test_words_that_english_lacks_are_no_guesses() -> None:
    assert is_in_pieces("slängpolska")
    assert not is_in_pieces("sad robot")
    assert read_brief("slängpolskor", lambda phrase: "ska").style is None
    assert read_brief("kävlinge", lambda phrase: "ska").taken == ()


def test_who_replaces_a_horn_takes_that_place_alone() -> None:
    seats = seated(read_brief("hard bop quintet with flute instead of trumpet"), 1, 4)
    assert [seat.instrument for seat in seats] == ["flute", "tenor_sax", "grand_piano", "acoustic_bass", "jazz_kit"]


def test_a_trio_with_a_pianist_is_the_rhythm_section() -> None:
    for prompt in ("hard bop trio", "post bop piano trio", "jazz trio"):
        assert roles(prompt) == {"keys", "bass", "drums"}


@pytest.mark.parametrize("said", ["ohne Rhythmus", "sans rythme", "sin ritmo", "senza ritmo", "no rhythm"])
def test_what_has_no_rhythm_has_no_drums(said: str) -> None:
    assert "drums" in read_brief(f"techno, pads, {said}").without_roles
    assert "drums" not in read_brief("rock, no rhythm guitar").without_roles


@pytest.mark.parametrize(
    "said", ["nappe de synthé", "nappes de synthétiseur", "colchón de sintetizador", "tappeto di synth"]
)
def test_a_bed_of_synthesizers_is_one_pad(said: str) -> None:
    (player,) = read_brief(said).players
    assert player.role == "pads"

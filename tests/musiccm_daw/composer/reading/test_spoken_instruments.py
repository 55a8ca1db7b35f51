"""The names that people have for instruments: each is understood, and none takes away what a word meant before."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.words.prompt_words import find_words
from musiccm_daw.composer.words.spelling import without_accents
from musiccm_daw.composer.words.spoken import alternatives, spoken_names
from musiccm_daw.composer.words.tokens import tokens

NAMES = [(key, [each for name in names for each in alternatives(name)]) for key, names in spoken_names()]


def first_instrument(prompt: str) -> str:
    return seated(read_brief(prompt), 1, 4)[0].instrument


@pytest.mark.parametrize(("instrument", "names"), NAMES, ids=[name for name, _ in NAMES])
def test_every_name_is_understood(instrument: str, names: list[str]) -> None:
    assert instrument in INSTRUMENTS
    for name in names:
        for written in (name, name.upper(), without_accents(name)):
            word = find_words(written, tokens(written))[0][0]
            assert instrument in word.meanings["instrument"], written
            assert word.end == len(tokens(written)), written


def test_the_numbers_in_names_are_no_facts() -> None:
    numbered = [(instrument, name) for instrument, names in NAMES for name in names if any(map(str.isdigit, name))]
    for instrument, name in numbered:
        assert instrument in read_brief(name).players[0].instruments, name


@pytest.mark.parametrize(
    ("prompt", "instrument"),
    [
        ("Juno 106 pads", "analog_pad"),
        ("MPC drums", "kit_lofi"),
        ("Korg M1", "organ_stab"),
        ("licorice stick", "clarinet"),
        ("gob iron", "harmonica"),
        ("squeeze box", "accordion"),
        ("bull fiddle", "acoustic_bass"),
        ("a trombonist", "trombone"),
        ("ivory keys", "grand_piano"),
        ("wooden mallets on bars", "marimba"),
        ("pipes in a cathedral", "church_organ"),
        ("violín", "solo_violin"),
        ("Querfloete", "flute"),
        ("piano à queue", "grand_piano"),
        ("reese", "reese_bass"),
        ("donk", "synth_bass_2"),
        ("farfisa organ", "rock_organ"),
        ("mini moog bass", "analog_bass"),
    ],
)
def test_what_players_and_producers_say(prompt: str, instrument: str) -> None:
    assert first_instrument(prompt) == instrument


@pytest.mark.parametrize(
    "prompt",
    [
        *(
            "an axe in the woods",
            "the box",
            "grand finale",
            "upright citizens",
            "prophet",
            "radio jingle",
        ),
        *(
            "lost keys",
            "a rattle snake",
            "siren in the night",
            "vinyl warmth",
            "ludwig van beethoven",
            "slap",
            "world record",
        ),
        *("virginal snow", "fantasia", "linen", "chicken drumsticks", "school of waldorf", "hum of the city"),
    ],
)
def test_common_words_are_no_instruments(prompt: str) -> None:
    assert not [player for player in read_brief(prompt).players if player.instruments]


@pytest.mark.parametrize("style", STYLE_TABLE)
def test_styles_are_still_styles_beside_roles(style: str) -> None:
    for role in ("drums", "bass", "guitar", "piano", "pad", "lead"):
        assert read_brief(f"{style.replace('_', ' ')}, {role}").style == style


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("boom bap kit", "boom_bap"),
        ("disco drums", "disco"),
        ("funk guitar", "funk"),
        ("baroque guitar", "baroque"),
        ("trance lead", "trance"),
        ("lofi keys", "lofi"),
    ],
)
def test_a_style_before_a_role_stays_one(prompt: str, style: str) -> None:
    assert read_brief(prompt).style == style

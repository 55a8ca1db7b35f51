"""Ensembles and several players of one instrument are seated one by one."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.seating import seated
from musiccm_daw.request.request import GenerationRequest


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("woodwind trio", ["flute", "oboe", "clarinet"]),
        ("brass quintet", ["trumpet", "trumpet", "french_horn", "trombone", "trombone"]),
        ("string trio", ["solo_violin", "solo_viola", "solo_cello"]),
        ("sax quartet", ["alto_sax", "alto_sax", "tenor_sax", "tenor_sax"]),
        ("three violins and a cello", ["solo_violin", "solo_violin", "solo_violin", "solo_cello"]),
        ("piano trio", ["grand_piano", "solo_violin", "solo_cello"]),
        ("piano four hands", ["grand_piano", "grand_piano"]),
        ("flute duet", ["flute", "flute"]),
        ("string quartet, pizzicato", ["pizzicato_strings"] * 2),
        ("violin pizzicato", ["pizzicato_strings"]),
        ("pizz cello", ["pizzicato_strings"]),
        ("violin and pizzicato strings", ["solo_violin", "pizzicato_strings"]),
        ("string trio with a flute", ["solo_violin", "solo_viola", "solo_cello", "flute"]),
    ],
)
def test_who_plays(prompt: str, players: list[str]) -> None:
    for seed in range(4):
        assert [seat.instrument for seat in seated(read_brief(prompt), seed, 8)] == players


def test_a_quartet_of_a_style_may_have_strings() -> None:
    assert {seat.role for seat in seated(read_brief("jazz quartet with strings"), 1, 8)} > {"bass", "drums"}


@pytest.mark.parametrize("prompt", ["two guitars", "two trumpets", "three violins", "piano four hands"])
def test_players_of_one_instrument_do_not_play_the_same(prompt: str) -> None:
    for seed in range(4):
        score = compose_score(GenerationRequest.resolve(prompt, seed=seed, bars=4), seed)
        played = [[(round(note.start_quarters, 1), note.pitch) for note in part.notes] for part in score.parts]
        assert all(played)
        assert all(one != other for at, one in enumerate(played) for other in played[:at])

"""Kinds of styles sound like what they are called; who is named plays all the same."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.words.palettes import PALETTES, outside


@pytest.mark.parametrize("palette", PALETTES)
def test_palettes_list_instruments(palette: str) -> None:
    assert set(palette.split()) <= set(INSTRUMENTS)


@pytest.mark.parametrize("kind", [kind for listed in PALETTES.values() for kind in listed.split(", ")])
def test_bands_of_a_kind_play_its_instruments_alone(kind: str) -> None:
    brief = read_brief(kind)
    assert brief.style is not None
    lacking = outside(palette for palette, kinds in PALETTES.items() if kind in kinds.split(", "))
    for seed in range(20):
        seats = seated(brief, seed, 8)
        assert len(seats) > 1
        assert not lacking & {seat.instrument for seat in seats}


def test_who_is_named_plays_in_any_kind() -> None:
    for prompt, name in (("punk rock with piano", "grand_piano"), ("dubstep with flute", "flute")):
        assert name in [seat.instrument for seat in seated(read_brief(prompt), 1, 8)]


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("bossa guitar solo", ["nylon_guitar"]),
        ("bluegrass guitar solo", ["steel_guitar"]),
        ("rock guitar solo", ["overdriven_guitar"]),
        ("gospel quartet a cappella", ["choir_aahs"]),
        ("bassline, slapped, disco", ["slap_bass"]),
        ("bassline, picked, rock", ["pick_bass"]),
        ("acoustic bass, plucked", ["acoustic_bass"]),
    ],
)
def test_ways_and_styles_say_which_instrument_is_meant(prompt: str, instruments: list[str]) -> None:
    for seed in range(6):
        assert [seat.instrument for seat in seated(read_brief(prompt), seed, 8)] == instruments


def test_a_big_band_has_horns() -> None:
    roles = {seat.role for seat in seated(read_brief("big band"), 1, 8)}
    assert {"brass", "lead", "drums", "bass"} <= roles


@pytest.mark.parametrize("prompt", ["pop punk", "stoner rock"])
def test_loud_bands_have_no_organ(prompt: str) -> None:
    for seed in range(8):
        assert "rock_organ" not in {seat.instrument for seat in seated(read_brief(prompt), seed, 8)}

"""One player of whom a prompt speaks twice sits once; two who sound alike sit twice."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("piano ballad, just piano and cello", ["grand_piano", "solo_cello"]),
        ("guitar ballad, acoustic guitar and voice", ["nylon_guitar", "voice_oohs"]),
        ("piano trap, piano", ["grand_piano"]),
        ("organ trio: hammond, guitar and drums", ["percussive_organ", "clean_guitar", "jazz_kit"]),
        ("organ, church organ", ["church_organ"]),
        ("ragtime piano, scott joplin style", ["honky_tonk"]),
        ("victory fanfare, brass", ["trumpet", "trumpet", "french_horn", "trombone", "trombone"]),
        ("gregorian chant, male voices", ["choir_aahs"]),
        ("bansuri flute", ["pan_flute"]),
        ("80s power ballad, DX7 e piano", ["dx_piano"]),
        ("tabla and dhol", ["latin_percussion"]),
        ("bongos and guitar, claves", ["latin_percussion", "nylon_guitar"]),
        ("shaker, tambourine, congas", ["shaker_kit", "latin_percussion"]),
        ("light strings, string section", ["string_ensemble"]),
        ("low strings tremolo", ["tremolo_strings"]),
        ("violin tremolo", ["tremolo_strings"]),
        ("violin and tremolo strings", ["solo_violin", "tremolo_strings"]),
        ("acid line, drums, pads, 303", ["acid_303", "electronic_kit", "warm_pad"]),
        ("violin, violin, viola, cello", ["solo_violin", "solo_violin", "solo_viola", "solo_cello"]),
        ("piano, rhodes, bass, drums", ["grand_piano", "rhodes", "sub_bass", "standard_kit"]),
        ("trombone, tuba", ["trombone", "trombone"]),
        ("piano and grand piano", ["grand_piano", "grand_piano"]),
    ],
)
def test_who_sits(prompt: str, instruments: list[str]) -> None:
    assert [seat.instrument for seat in seated(read_brief(prompt), 1, 8)] == instruments


def test_what_a_description_names_is_the_instrument_beside_it() -> None:
    players = read_brief("bridal aisle, organ", lambda words: "church_organ" if "aisle" in words else None).players
    assert [player.instruments[0] for player in players] == ["church_organ"]


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("sleepy wurlitzer, just keys and a sub bass", [("rhodes",), ("sub_bass",)]),
        ("strings, just a cello", [("solo_cello",)]),
        ("house piano, only keys", [("grand_piano", "bright_piano")]),
    ],
)
def test_a_role_that_sums_up_is_nobody_else(prompt: str, instruments: list[tuple[str, ...]]) -> None:
    found = [player.instruments for player in read_brief(prompt).players]
    assert len(found) == len(instruments)
    assert all(names[0] in own for names, own in zip(found, instruments, strict=True))


def test_kicks_and_just_drums_are_one_drummer_with_the_whole_kit() -> None:
    (player,) = read_brief("gabber kicks, just drums").players
    assert (player.role, player.pieces) == ("drums", ())


def test_a_gated_snare_is_the_machines_that_is_named() -> None:
    found = read_brief("linn drum, gated snare, pads").players
    assert [player.role for player in found] == ["drums", "pads"]
    assert len(read_brief("brush kit with 909 hats").players) == 2


def test_the_tune_behind_a_pad_is_somebody_elses() -> None:
    found = read_brief("wobbly analog pads, childlike melody").players
    assert [player.role for player in found] == ["pads", "lead"]
    assert [player.role for player in read_brief("strings and melody").players] == ["strings"]

"""Ensembles and several players of one instrument are seated one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from musiccm_daw.composer.ensembles.members import ACCOMPANYING
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.seating import seated
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import StemRequest


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
        ("flute quartet", ["flute", "solo_violin", "solo_viola", "solo_cello"]),
        ("oboe quartet", ["oboe", "solo_violin", "solo_viola", "solo_cello"]),
        ("clarinet quintet", ["clarinet", "solo_violin", "solo_violin", "solo_viola", "solo_cello"]),
        ("horn trio", ["french_horn", "solo_violin", "grand_piano"]),
        ("horn quartet", ["french_horn"] * 4),
        ("cello quartet", ["solo_cello"] * 4),
        ("tuba quartet", ["trombone"] * 4),
        ("clarinet quartet", ["clarinet"] * 4),
        ("saxophone quartet, funky", ["alto_sax", "alto_sax", "tenor_sax", "tenor_sax"]),
        ("brass quintet fanfare", ["trumpet", "trumpet", "french_horn", "trombone", "trombone"]),
        ("flute choir", ["flute"] * 4),
        ("cello choir", ["solo_cello"] * 4),
        ("trombone choir", ["trombone"] * 4),
        ("flute and choir", ["flute", "choir_aahs"]),
        ("string quartet: first violin tune, others pizzicato", ["solo_violin", *["pizzicato_strings"] * 3]),
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


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("violin, viola, cello", ["solo_violin", "solo_viola", "solo_cello"]),
        ("violin and cello", ["solo_violin", "solo_cello"]),
        ("cello and flute", ["flute", "solo_cello"]),
        ("flute and clarinet", ["flute", "clarinet"]),
        ("3 trombones and tuba", ["trombone"] * 4),
        ("trumpet and sax", ["trumpet", "alto_sax"]),
    ],
)
def test_of_single_instruments_the_highest_has_the_tune(prompt: str, instruments: list[str]) -> None:
    seats = seated(read_brief(prompt), 1, 8)
    assert sorted(seat.instrument for seat in seats) == sorted(instruments)
    (top,) = [seat for seat in seats if not ACCOMPANYING & set(seat.player.ways)]
    assert top.instrument == instruments[0]
    for seed in range(6):
        parts = compose_score(GenerationRequest.resolve(prompt, seed=seed, bars=8), seed).parts
        mean = {part.name: sum(note.pitch for note in part.notes) / len(part.notes) for part in parts}
        assert mean[top.name] == max(mean.values())


def test_a_guitar_trio_is_three_guitars_but_in_jazz() -> None:
    for seed in range(4):
        assert [seat.role for seat in seated(read_brief("guitar trio"), seed, 8)] == ["guitar"] * 3
        assert "bass" in {seat.role for seat in seated(read_brief("jazz flute quartet"), seed, 8)}


def test_who_is_asked_for_something_keeps_it() -> None:
    ways = {seat.instrument: seat.player.ways for seat in seated(read_brief("violin arpeggios and cello melody"), 1, 8)}
    assert ways == {"solo_violin": ("arp",), "solo_cello": ("melody",)}


def test_an_inner_voice_does_not_depend_on_who_is_asked_for() -> None:
    for seed in range(6):
        whole = compose_score(GenerationRequest.resolve("string quartet", seed=seed, bars=8), seed).parts
        stems = [StemRequest("strings", "string quartet")]
        request = replace(GenerationRequest.resolve("string quartet", seed=seed, bars=8), stems=tuple(stems))
        (alone,) = compose_score(request, seed).parts
        assert alone.notes == whole[1].notes


@pytest.mark.parametrize(
    "prompt",
    [
        "unaccompanied cello suite prelude",
        "sonata for cello and piano",
        "gigue for cello",
        "trumpet sonata, baroque",
        "horn concerto",
    ],
)
def test_a_soloist_has_the_tune_where_the_style_has_only_accompaniment(prompt: str) -> None:
    for seed in range(6):
        solo = compose_score(GenerationRequest.resolve(prompt, seed=seed, bars=8), seed).parts[0]
        assert len(solo.notes) >= 14
        assert len({note.pitch for note in solo.notes}) >= 5


@pytest.mark.parametrize("prompt", ["pizzicato cello only", "cello, pizzicato", "pizzicato cello arpeggios"])
def test_who_plucks_a_cello_stays_on_it(prompt: str) -> None:
    for seed in range(6):
        (part,) = compose_score(GenerationRequest.resolve(prompt, seed=seed, bars=4), seed).parts
        assert all(36 <= note.pitch <= 69 for note in part.notes)

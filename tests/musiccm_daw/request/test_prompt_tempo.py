"""Tempi and lengths in prompts: as people write them, and numbers that are something else."""

from fractions import Fraction

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.request.prompt_facts import read_facts, read_stated_facts
from musiccm_daw.request.prompt_tempo import read_length_seconds, read_tempo
from musiccm_daw.request.request import GenerationRequest


@pytest.mark.parametrize(
    ("prompt", "bpm", "text"),
    [
        ("drum and bass 174", "174", "drum and bass"),
        ("electro swing 126, clarinet", "126", "electro swing, clarinet"),
        ("808 bass, 140", "140", "808 bass"),
        ("140, 808 bass", "140", "808 bass"),
        ("lofi - 82 - dusty", "82", "lofi - - dusty"),
        ("techno (132) with acid", "132", "techno () with acid"),
        ("80s synthwave 110", "110", "80s synthwave"),
        ("drum loop 174 in D minor", "174", "drum loop"),
        ("house at 124.", "124", "house"),
        ("Piano, bass and drums. Swing. 160.", "160", "Piano, bass and drums. Swing"),
        ("Rock. 120. Guitars", "120", "Rock. Guitars"),
        ("trap at 140 with bells", "140", "trap at with bells"),
        ("dubstep 140 half-time", "140", "dubstep half-time"),
        ("techno 124,5", "124.5", "techno"),
        ("pads, 124.25, dark", "124.25", "pads, dark"),
        ("90-100 bpm techno", "95", "techno"),
        ("90 – 95 bpm", "92.5", ""),
        ("90 to 100 bpm techno", "95", "techno"),
        ("tempo of 90-100, dub", "95", "dub"),
        ("pads @ 90", "90", "pads"),
        ("pads @90, dark", "90", "pads, dark"),
        ("♩ = 72 waltz", "72", "waltz"),
        ("dub, 110 beats per minute", "110", "dub"),
        ("dub, 110 beats a minute", "110", "dub"),
        ("dub 110 b.p.m.", "110", "dub"),
        ("120bpm", "120", ""),
        ("techno 140, 124 bpm", "124", "techno 140"),
        # In other languages, and on one side of a number or between two.
        ("rock en La menor a 130", "130", "rock"),
        ("house à 124", "124", "house"),
        ("rock a 130, oscuro", "130", "rock, oscuro"),
        ("techno bei 135", "135", "techno"),
        ("pop um die 100", "100", "pop"),
        ("lofi, ca. 100", "100", "lofi"),
        ("lofi around 90", "90", "lofi"),
        ("house etwa 124", "124", "house"),
        ("pop, environ 100", "100", "pop"),
        ("banjo breakdown, 150+", "150", "banjo breakdown"),
        ("techno, 140+ bpm", "140", "techno"),
        ("between 120 and 130 bpm house", "125", "house"),
        ("techno between 130 and 140", "135", "techno"),
        ("entre 120 y 130 house", "125", "house"),
        ("zwischen 120 und 130, techno", "125", "techno"),
        ("sub-70 lofi", "65", "lofi"),
        ("techno 120-ish", "120", "techno"),
        ("groove at 100ish", "100", "groove"),
        ("lofi under 80 bpm", "74", "lofi"),
        ("quarter = 90, piano", "90", "piano"),
        ("negra = 100 piano", "100", "piano"),
        ("piano 90 ppm", "90", "piano"),
        # Beside a genre, a number anywhere is its tempo.
        ("174 drum and bass", "174", "drum and bass"),
        ("deep house 124, dark", "124", "deep house, dark"),
        ("hard techno 150 industrial", "150", "hard techno industrial"),
        ("bebop head 240", "240", "bebop head"),
        ("trance 138 uplifting breakdown", "138", "trance uplifting breakdown"),
        ("doom metal 52 crushing", "52", "doom metal crushing"),
        ("dnb 174 and reese", "174", "dnb and reese"),
        ("funk 105 slap bass", "105", "funk slap bass"),
        ("techno 130 bass heavy", "130", "techno bass heavy"),
        ("dub 140 (deep)", "140", "dub (deep)"),
    ],
)
def test_tempi(prompt: str, bpm: str, text: str) -> None:
    facts = read_facts(prompt)
    assert [read_tempo(value) for value in facts.found["bpm"]] == [Fraction(bpm)]
    assert facts.text.replace("() ", "").replace("- -", "-") == text.replace("() ", "").replace("- -", "-")


@pytest.mark.parametrize(
    "prompt",
    [
        "route 66 blues",
        "route 66",
        "juno 106",
        "house, cp 80",
        "drums, swing 60",
        "gibson es 175",
        "pads on a Juno-106",
        "roland sh 101",
        "like the summer of 69",
        "op. 111",
        "Waltz. Op. 64.",
        "piano, no. 60. slow",
        "Symphony No. 90",
        "seed 123",
        "vol 100",
        "take 77",
        "prelude #66",
        "808 bass",
        "909",
        "acid 303",
        "blues of 1966",
        "24/7",
        "90s house",
        "drums, 40",
        "techno 909 hats",
        "techno 101 bass",
        "80 bass house",
        "house juno 60 pads",
        "moog 55 techno bass",
        "techno tr 707 drums",
        "100 gecs hyperpop",
        "blink 182 pop punk",
        "house with 88 keys piano",
        "top 100 pop hits",
        "ambient 432 hz",
        "violin 90 slow",
        "a choir of between 60 and 80 people",
        "under 100 people, folk",
        "techno with sub 80 bass",
        "between 2 and 4 hits a bar",
        "dotted quarter = 60 piano",
        "100+ voices",
        "sampled @ 44.1 kHz",
        "compressed @ 80%",
    ],
)
def test_numbers_that_are_no_tempo(prompt: str) -> None:
    facts = read_facts(prompt)
    assert "bpm" not in facts.found
    assert facts.text == prompt


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("techno, 140, 90", "140"),
        ("ninety bpm dub", "ninety bpm"),
        ("techno 1e9 bpm", "1e9 bpm"),
    ],
)
def test_what_may_have_been_meant_as_a_tempo_is_named(prompt: str, unread: str) -> None:
    facts = read_facts(prompt)
    assert (facts.found, facts.unread) == ({}, {"bpm": unread})


@pytest.mark.parametrize(
    ("prompt", "written"),
    [
        ("techno sub 20 bpm", "'sub 20'"),
        ("techno sub 10 bpm", "'10'"),
        ("techno at 19 bpm", "'19'"),
        ("techno 10-30 bpm", "'10'"),
        ("techno between 290 and 310 bpm", "'310'"),
    ],
)
def test_a_tempo_out_of_range_is_named_as_it_was_written(prompt: str, written: str) -> None:
    with pytest.raises(RequestError, match=rf"^in the prompt: bpm {written} is out of range; give "):
        GenerationRequest.resolve(prompt)


def test_texts_that_are_no_prompts_have_no_tempo_without_a_unit() -> None:
    assert read_stated_facts("kick 120").found == {}
    assert read_stated_facts("kick 120 bpm").found == {"bpm": ("120",)}


@pytest.mark.parametrize(
    ("prompt", "seconds", "text"),
    [
        ("30 seconds of dub", 30, "dub"),
        ("a 90-second loop of house", 90, "loop of house"),
        ("dub for 30 secs", 30, "dub"),
        ("dub, 12.5 sec.", Fraction(25, 2), "dub"),
        ("2 minutes of dub", 120, "dub"),
        ("1.5 minutes, dub", 90, "dub"),
        ("1 minute 30 seconds of dub", 90, "dub"),
        ("2 mins and 5 secs of dub", 125, "dub"),
        ("1:30 long dub", 90, "dub"),
        ("dub, 0:45 min", 45, "dub"),
        ("half a minute of dub", 30, "dub"),
        ("a minute of dub", 60, "dub"),
    ],
)
def test_lengths(prompt: str, seconds: Fraction | int, text: str) -> None:
    facts = read_facts(prompt)
    assert [read_length_seconds(value) for value in facts.found["seconds"]] == [seconds]
    assert facts.text == text


@pytest.mark.parametrize(
    "prompt",
    [
        "pads with a 5 second reverb tail",
        "a riser every 30 seconds",
        "silence after 10 seconds",
        "3:00 am vibes",
        "30s jazz",
        "a 10 second intro",
        "wait a minute",
        "last 10 seconds louder",
    ],
)
def test_durations_that_are_not_that_of_the_clip(prompt: str) -> None:
    assert read_facts(prompt).found == {}

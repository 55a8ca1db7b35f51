"""Requests: what options, prompt, seed and defaults make of a prompt, and where each fact is from."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import common_progressions
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import GivenMidi
from musiccm_daw.request.sections import Section
from musiccm_daw.request.stems import AskedStem, StemRequest

resolve = GenerationRequest.resolve


def test_a_bare_prompt_is_completed() -> None:
    request = resolve("deep house")
    assert (request.bpm, request.bars, str(request.meter)) == (120, 4, "4/4")
    assert (request.steps, request.guidance, request.loop, request.variations) == (4, None, True, 1)
    assert (request.sample_rate, request.subtype, request.name) == (44100, "PCM_24", "deep-house")
    assert request.stems == (StemRequest(None, "deep house"),)
    assert {request.sources[fact] for fact in ("seed", "key", "chords")} == {"seed"}
    assert {request.sources[fact] for fact in ("bpm", "bars", "meter", "steps")} == {"default"}


def test_facts_of_the_prompt_count_and_leave_the_words() -> None:
    request = resolve("waltz for piano, 90.5 bpm, 3/4, 8 bars, in F# minor")
    assert (request.bpm, request.bars, str(request.meter), str(request.key)) == (
        Fraction(181, 2),
        8,
        "3/4",
        "F# minor",
    )
    assert {request.sources[fact] for fact in ("bpm", "bars", "meter", "key")} == {"prompt"}
    assert request.prompt == "waltz for piano, 90.5 bpm, 3/4, 8 bars, in F# minor"
    assert request.stems[0].prompt == "waltz for piano"


def test_an_option_wins_over_the_prompt() -> None:
    request = resolve("house, 90 bpm, in Am", bpm="124", key="C")
    assert (request.bpm, str(request.key)) == (124, "C major")
    assert (request.sources["bpm"], request.sources["key"]) == ("option", "option")
    assert request.stems[0].prompt == "house"


@pytest.mark.parametrize(
    ("prompt", "options", "bpm", "bars", "meter"),
    [
        ("30 seconds of dub, 110 beats per minute", {}, 110, 14, "4/4"),
        ("30 seconds of dub, 110 bpm", {"bars": 3}, 110, 3, "4/4"),
        ("30 seconds of dub", {"bpm": "60"}, 60, 8, "4/4"),
        ("waltz in 3/4 at 90 bpm, half a minute", {}, 90, 15, "3/4"),
        ("1 minute 30 seconds of house, 128 bpm", {}, 128, 48, "4/4"),
        ("pads, 0.5 seconds", {}, 120, 1, "4/4"),
        ("90-100 bpm techno", {}, 95, 4, "4/4"),
        ("techno", {"bpm": "124,5"}, Fraction(249, 2), 4, "4/4"),
        ("techno 124,5", {}, Fraction(249, 2), 4, "4/4"),
        ("808 bass, 140", {}, 140, 4, "4/4"),
        ("drum and bass 174", {}, 174, 4, "4/4"),
        ("half-time drums 174", {}, 174, 4, "4/4"),
        ("route 66 blues", {}, 120, 4, "4/4"),
    ],
)
def test_tempi_and_lengths_as_people_write_them(
    prompt: str, options: dict[str, Any], bpm: Fraction | int, bars: int, meter: str
) -> None:
    request = resolve(prompt, **options)
    assert (request.bpm, request.bars, str(request.meter)) == (bpm, bars, meter)
    assert "seconds" not in request.sources


def test_a_fact_that_an_option_replaces_may_be_wrong_or_double() -> None:
    assert resolve("house, 900 bpm, 90 bpm", bpm=124).bpm == 124


def test_the_seed_decides_key_and_chords() -> None:
    requests = [resolve("house", seed=seed) for seed in range(60)]
    assert [resolve("other words", seed=seed).chords for seed in range(60)] == [each.chords for each in requests]
    assert len({request.key for request in requests}) > 15
    for request in requests:
        assert request.key is not None
        assert request.chords in common_progressions(request.key)


def test_without_a_seed_every_request_has_its_own() -> None:
    assert len({resolve("house").seed for _ in range(8)}) == 8


def test_given_chords_decide_the_key() -> None:
    request = resolve("house", chords="Am | F | C | G", bars=2)
    assert (str(request.key), request.sources["key"]) == ("A minor", "chords")


def test_a_key_alone_has_chords_drawn_in_it() -> None:
    request = resolve("house", key="Eb")
    assert request.key is not None
    assert request.chords in common_progressions(request.key)


def test_key_none_asks_for_no_harmony_unless_chords_are_given() -> None:
    assert (resolve("noise", key="none").key, resolve("noise", key="None").chords) == (None, None)
    request = resolve("noise", key="none", chords="C5")
    assert (request.key, str(request.chords)) == (None, "C5")


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "stems": st.sampled_from([("drums", "bass"), ("mix",), (AskedStem("keys", name="Left", pan=-0.5),)]),
            "sections": st.just((Section(3, name="verse", density=0.2, energy=0.9), Section(6, "loud"))),
            "score": st.sampled_from(["composed", "none"]),
            "parts": st.booleans(),
            "midi": st.just((GivenMidi("/a.mid", "ab" * 32),)),
            "density": st.sampled_from([0.0, 1.0]),
            "energy": st.sampled_from([0.0, 1.0]),
            "variations": st.integers(1, 3),
            "chords": st.just("Am | F | C | G"),
            "loop": st.booleans(),
        },
    ),
    st.integers(1, 9),
)
def test_the_first_bars_of_any_music_can_be_asked_for(options: dict[str, Any], bars: int) -> None:
    try:
        whole = resolve("funk, 9 bars", seed=1, **options)
    except RequestError:
        assume(False)
    first = whole.first(bars)
    assert (first.bars, first.loop, first.sections) == (bars, False, ())
    assert replace(first, bars=9, loop=whole.loop, sections=whole.sections) == whole
    assert GenerationRequest.from_json(first.to_json()) == first

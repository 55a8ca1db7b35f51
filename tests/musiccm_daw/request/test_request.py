"""Requests: defaults, sources, refusals in one line, and the way to JSON and back."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import common_progressions
from musiccm_daw.request.fit_to import FitTo, TakenFact
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import GivenMidi, ScoreSource
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


@pytest.mark.parametrize("prompt", ["warm\tpads", "warm\r\npads", " warm \n\n pads\n", "warm\u2028pads", "warm\vpads"])
def test_tabs_and_line_breaks_in_a_prompt_are_blanks(prompt: str) -> None:
    request = resolve(prompt)
    assert (request.prompt, request.stems[0].prompt, request.name) == ("warm pads", "warm pads", "warm-pads")


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


def test_stems_put_their_own_words_first() -> None:
    request = resolve("dusty lo-fi, 84 bpm", stems=["drums", "keys=rhodes chords", "keys=organ", "vocal pad"])
    assert request.stems == (
        StemRequest("drums", "dusty lo-fi drums"),
        StemRequest("keys", "rhodes chords, dusty lo-fi"),
        StemRequest("keys", "organ, dusty lo-fi"),
        StemRequest("vocal-pad", "dusty lo-fi vocal pad"),
    )


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("Funk bass", "Funk bass"),
        ("slow BASS line", "slow BASS line"),
        ("bassline house", "bassline house bass"),
        ("liquid drum & bass", "liquid drum & bass bass"),
    ],
)
def test_a_stem_is_named_once(prompt: str, words: str) -> None:
    assert resolve(prompt, stems=["bass"]).stems == (StemRequest("bass", words),)


@pytest.mark.parametrize(
    ("prompt", "name", "expected"),
    [
        ("A dusty lo-fi beat with vinyl crackle", None, "dusty-lo-fi-beat-vinyl"),
        ("Café del Mar: sunset", None, "cafe-del-mar-sunset"),
        ("音楽", None, "YinLe"),
        ("x", "My Song #2 (final).wav", "My-Song-#2-final-wav"),
        ("x", "../../etc/passwd", "etc-passwd"),
        ("x", "a" * 100, "a" * 60),
    ],
)
def test_names_are_fit_for_files(prompt: str, name: str | None, expected: str) -> None:
    assert resolve(prompt, name=name).name == expected


@pytest.mark.parametrize(
    "prompt", ["🎹 piano", "техно с басом", "速いドラム", "808", "drums & bass / 2-step", "don't stop", "x" * 1000]
)
def test_any_words_are_a_prompt(prompt: str) -> None:
    assert resolve(prompt).prompt == prompt


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("x" * 10_000, {}, "10000 characters; at most 1000"),
    ("", {}, "no letters or digits"),
    ("  ", {}, "no letters or digits"),
    ("🎹🥁🔥", {}, "no letters or digits"),
    ("two\0parts", {}, "control character"),
    ("bell \x07", {}, "control character"),
    ("broken \udcff", {}, "broken character"),
    ("90 bpm, 4/4", {}, "no sound"),
    ("x 90 bpm, later 120 bpm", {}, "more than one bpm"),
    ("x in Am and in C major", {}, "more than one key"),
    ("x 400 bpm", {}, "in the prompt: bpm '400'"),
    ("x, 0 bars", {}, "in the prompt: bars"),
    ("x in 4/3 time", {}, "in the prompt: meter 4/3"),
    ("x", {"bpm": 0}, "20 to 300"),
    ("x", {"bpm": "nan"}, "20 to 300"),
    ("x", {"bars": -4}, "1 to 256"),
    ("x", {"bars": 4.5}, "not a whole number"),
    ("x", {"bars": True}, "not a whole number"),
    ("x", {"bars": float("nan")}, "not a whole number"),
    ("x", {"bars": float("inf")}, "not a whole number"),
    ("x", {"bars": "four"}, "not a whole number"),
    ("x", {"bpm": 20, "bars": 256, "meter": "5/4"}, "64.0 minutes; at most 60 are allowed"),
    ("x", {"meter": "4/3"}, "one of 2, 4, 8, 16"),
    ("x", {"key": "K"}, "tonic and major or minor"),
    ("x", {"key": ""}, "tonic and major or minor"),
    ("x", {"chords": "Am | Zz"}, "'Zz' is not known"),
    ("x", {"seed": 2**32}, "0 to 4294967295"),
    ("x", {"seed": -1}, "0 to 4294967295"),
    ("x", {"steps": 0}, "1 to 8"),
    ("x", {"steps": 1000}, "1 to 8"),
    ("x", {"guidance": float("nan")}, "from 0 to 20"),
    ("x", {"guidance": "much"}, "not a number; give a number from 0 to 20"),
    ("x", {"guidance": 21}, "out of range; give a number from 0 to 20"),
    ("x", {"loop": "maybe"}, "not a switch"),
    ("x", {"variations": 17}, "1 to 16"),
    ("x, 30 minutes", {}, "in the prompt: '30 minutes' is 900 bars at 120 bpm"),
    (
        "x, 30 seconds, 40 seconds",
        {},
        "more than one length in seconds: 30 seconds, 40 seconds;",
    ),
    ("x, 10-30 bpm", {}, "out of range"),
    ("x", {"sample_rate": 44000}, "44100"),
    *(
        ("x", {name: value}, f"{name} '{value}' is not a number; give a number from 0 to 1")
        for name in ("density", "energy")
        for value in ("lots", "nan", "inf", "", "0.5.5")
    ),
    ("x", {"density": True}, "density True is not a number; give a number from 0 to 1"),
    ("x", {"density": -0.1}, "density -0.1 is out of range; give a number from 0 to 1"),
    ("x", {"energy": "1.5"}, "energy '1.5' is out of range; give a number from 0 to 1"),
    ("x", {"density": 0.2, "score": "none"}, "density 0.2 is that of a score, and score none has none; leave one"),
    ("x", {"sections": [Section(4, density=0.2)], "score": "none"}, "density of section 1, 0.2 is that of a score"),
    ("x", {"subtype": "MP3"}, "PCM_24"),
    ("x", {"name": "///"}, "letters and digits"),
    ("x", {"stems": ["kazoo"]}, "drums, bass"),
    ("x", {"stems": ["drums", "Drums"]}, "own prompt"),
    ("x", {"stems": ["drums="]}, "no letters or digits"),
    ("x", {"stems": ["drums", "mix"]}, "alone"),
    ("x", {"stems": ["drums=break, 170 bpm"]}, "apply to all stems"),
    ("x", {"stems": ["drums=" + "y" * 998]}, "at most 1000"),
    ("x", {"stems": [f"keys=sound {n}" for n in range(17)]}, "1 to 16"),
]


@pytest.mark.parametrize(("prompt", "options", "words"), REFUSED)
def test_an_invalid_request_is_refused_in_one_line(prompt: str, options: dict[str, Any], words: str) -> None:
    with pytest.raises(RequestError) as refusal:
        resolve(prompt, **options)
    message = str(refusal.value)
    assert words in message
    assert "\n" not in message
    assert len(message) < 300
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ({"bars": "8"}, "bars", 8),
        ({"bars": 8.0}, "bars", 8),
        ({"seed": "7"}, "seed", 7),
        ({"loop": 0}, "loop", False),
        ({"loop": 1.0}, "loop", True),
        ({"loop": "off"}, "loop", False),
        ({"sample_rate": "48000"}, "sample_rate", 48000),
        ({"subtype": "float"}, "subtype", "FLOAT"),
        ({"guidance": "3"}, "guidance", 3.0),
        ({"density": "0,25"}, "density", 0.25),
        ({"energy": 1}, "energy", 1.0),
        ({"energy": 0.3, "score": "none"}, "energy", 0.3),
    ],
)
def test_numbers_may_come_as_text_or_floats(options: dict[str, Any], field: str, value: object) -> None:
    assert getattr(resolve("x", **options), field) == value


@pytest.mark.parametrize(
    "request_",
    [
        resolve("deep house, 124.75 bpm"),
        resolve("noise 🔥", key="none", guidance=3, loop=False, seed=0),
        resolve("x" * 400, stems=["keys=" + "y" * 500, "drums"], variations=3, name="a#b", chords="Bbm7/Ab | C6/9 F"),
        resolve("x", bpm="124.12345678901234567", meter="7/16", subtype="FLOAT", sample_rate=96000),
        resolve("x", density=0, energy="0.9", sections=[Section(2, name="a", density=1.0), Section(2, energy=0.1)]),
    ],
    ids=["plain", "no key", "stems", "long tempo", "numbers"],
)
def test_a_request_survives_json(request_: GenerationRequest) -> None:
    again = GenerationRequest.from_json(json.loads(json.dumps(request_.to_json())))
    assert again == request_
    assert str(again.chords) == str(request_.chords)


def with_whole_numbers(value: Any) -> Any:
    """Return JSON as JavaScript writes it, which has one kind of numbers: 1.0 is 1."""
    match value:
        case dict():
            return {key: with_whole_numbers(inner) for key, inner in value.items()}
        case list():
            return [with_whole_numbers(inner) for inner in value]
        case float() if value.is_integer():
            return int(value)
    return value


def test_a_request_that_another_program_has_written_back_is_the_same() -> None:
    facts = (TakenFact("bpm", "120", "estimate", 1.0), TakenFact("bars", "4", "length"))
    sections = [Section(2, name="a", density=1.0, energy=0.0), Section(2, energy=1.0)]
    stems = [AskedStem("keys", "rhodes", gain_db=-3, pan=1)]
    request = resolve("x", guidance=3, density=0, energy=1, stems=stems, sections=sections)
    request = replace(request, fit_to=FitTo("/a.wav", "0" * 64, facts))
    assert GenerationRequest.from_json(with_whole_numbers(request.to_json())) == request


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bpm", 124.0),
        ("bpm", "0"),
        ("bars", "4"),
        ("bars", True),
        ("meter", "4/3"),
        ("key", "K"),
        ("seed", None),
        ("loop", 1),
        ("guidance", float("nan")),
        ("guidance", 10**400),
        ("guidance", True),
        ("stems", []),
        ("stems", ["drums"]),
        ("stems", [{"role": "kazoo", "prompt": "x"}]),
        ("stems", [{"role": None}]),
        ("sources", None),
        ("name", ""),
        ("prompt", "x\0y"),
        ("density", "0.5"),
        ("density", 2.0),
        ("energy", None),
    ],
)
def test_a_damaged_manifest_is_refused_in_one_line(field: str, value: object) -> None:
    document = {**resolve("house").to_json(), field: value}
    with pytest.raises(RequestError) as refusal:
        GenerationRequest.from_json(document)
    assert "\n" not in str(refusal.value)


def test_a_request_without_numbers_reads_as_before() -> None:
    document = resolve("house").to_json()
    sources = document["sources"]
    assert isinstance(sources, dict)
    assert {"density", "energy"}.isdisjoint({*document, *sources})


OF_LATER = ("score", "parts")
"""Requests of before scores are without these."""


@pytest.mark.parametrize("field", sorted(set(resolve("house").to_json()) - set(OF_LATER)))
def test_a_missing_field_is_refused(field: str) -> None:
    document = resolve("house").to_json()
    del document[field]
    with pytest.raises(RequestError, match=f"field {field} is missing"):
        GenerationRequest.from_json(document)


def test_a_request_of_before_scores_has_none() -> None:
    document = resolve("house").to_json()
    for field in OF_LATER:
        del document[field]
    assert GenerationRequest.from_json(document).score is ScoreSource.NONE


@given(st.text(max_size=60))
def test_a_prompt_is_accepted_or_refused_and_never_damaged(prompt: str) -> None:
    try:
        request = resolve(prompt)
    except RequestError:
        return
    assert GenerationRequest.from_json(json.loads(json.dumps(request.to_json()))) == request


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


def test_parts_and_stems_are_not_asked_for_at_once() -> None:
    with pytest.raises(RequestError, match="leave out parts, or the stems"):
        GenerationRequest.resolve("house", parts=True, stems=("bass",))
    # Takes of earlier versions are made again as they are.
    kept = {**GenerationRequest.resolve("house", seed=1, stems=("bass",)).to_json(), "parts": True}
    assert GenerationRequest.from_json(kept).parts

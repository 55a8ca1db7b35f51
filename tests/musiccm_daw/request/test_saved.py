"""Requests that are saved as JSON: they come back as they were, and damaged ones are refused."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.request.fit_to import FitTo, TakenFact
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.sections import Section
from musiccm_daw.request.stems import AskedStem

resolve = GenerationRequest.resolve


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

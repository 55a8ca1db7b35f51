"""Stems of a request: words, name, gain and pan are read, kept in JSON, and refused in one line if out of range."""

from __future__ import annotations

import json
from typing import Any

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import AskedStem, StemRequest, read_stems

FULL = AskedStem("keys", "rhodes chords", name="Left keys", gain_db="-3.5", pan=-1)


def test_a_stem_is_read_with_name_gain_and_pan() -> None:
    assert read_stems([FULL, AskedStem("drums")], "soul") == (
        StemRequest("keys", "rhodes chords, soul", "Left keys", -3.5, -1.0),
        StemRequest("drums", "soul drums"),
    )


def test_a_stem_is_called_by_its_name_or_else_by_its_role() -> None:
    assert [stem.label for stem in read_stems([FULL, "drums"], "soul")] == ["Left keys", "drums"]
    assert [stem.label for stem in read_stems([], "soul")] == [None]


def test_a_request_keeps_name_gain_and_pan_in_json() -> None:
    request = GenerationRequest.resolve("soul", seed=1, stems=[FULL, "drums"])
    again = GenerationRequest.from_json(json.loads(json.dumps(request.to_json())))
    assert again == request
    assert again.stems[0] == StemRequest("keys", "rhodes chords, soul", "Left keys", -3.5, -1.0)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"gain_db": 12.5}, "gain_db 12.5 is out of range; give a number from -60 to 12"),
        ({"gain_db": -61}, "gain_db -61 is out of range; give a number from -60 to 12"),
        ({"gain_db": "loud"}, "gain_db 'loud' is not a number; give a number from -60 to 12"),
        ({"gain_db": float("nan")}, "gain_db nan is not a number"),
        ({"pan": -1.01}, "pan -1.01 is out of range; give a number from -1 to 1"),
        ({"pan": "left"}, "pan 'left' is not a number; give a number from -1 to 1"),
        ({"name": ""}, "name '' has no letters or digits"),
        ({"name": "two\0lines"}, "name contains a control character"),
        ({"name": "x" * 61}, "has 61 characters; at most 60 are allowed"),
        ({"name": 'the "lead"'}, "contains a quote or backslash"),
    ],
)
def test_a_value_that_is_out_of_range_is_refused_in_one_line(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestError) as refusal:
        read_stems([AskedStem("keys", **asked)], "soul")
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(("field", "value"), [("gain_db", 13.0), ("gain_db", "0"), ("pan", -2), ("name", 5)])
def test_a_manifest_edited_by_hand_is_checked_like_a_users_input(field: str, value: object) -> None:
    document = StemRequest("keys", "rhodes").to_json()
    assert StemRequest.from_json(document) == StemRequest("keys", "rhodes")
    with pytest.raises(RequestError, match=field) as refusal:
        StemRequest.from_json({**document, field: value})
    assert "\n" not in str(refusal.value)


def test_two_stems_cannot_have_the_same_name() -> None:
    for stems in (
        [AskedStem("keys", "rhodes", name="keys 1"), AskedStem("keys", "organ", name="keys 1")],
        [AskedStem("drums"), AskedStem("percussion", name="drums")],
    ):
        with pytest.raises(RequestError, match="give each its own name"):
            read_stems(stems, "soul")


def test_stems_put_their_own_words_first() -> None:
    request = GenerationRequest.resolve(
        "dusty lo-fi, 84 bpm", stems=["drums", "keys=rhodes chords", "keys=organ", "vocal pad"]
    )
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
    assert GenerationRequest.resolve(prompt, stems=["bass"]).stems == (StemRequest("bass", words),)

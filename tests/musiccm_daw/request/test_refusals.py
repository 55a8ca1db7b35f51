"""Requests that are refused: in one line that says what was got and what is allowed."""

from typing import Any

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section

resolve = GenerationRequest.resolve


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


def test_parts_and_stems_are_not_asked_for_at_once() -> None:
    with pytest.raises(RequestError, match="leave out parts, or the stems"):
        GenerationRequest.resolve("house", parts=True, stems=("bass",))
    # Takes of earlier versions are made again as they are.
    kept = {**GenerationRequest.resolve("house", seed=1, stems=("bass",)).to_json(), "parts": True}
    assert GenerationRequest.from_json(kept).parts

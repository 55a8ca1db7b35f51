"""Single values of a request: numbers, names and words, however they are written."""

from typing import Any

import pytest

from musiccm_daw.request.request import GenerationRequest

resolve = GenerationRequest.resolve


@pytest.mark.parametrize("prompt", ["warm\tpads", "warm\r\npads", " warm \n\n pads\n", "warm\u2028pads", "warm\vpads"])
def test_tabs_and_line_breaks_in_a_prompt_are_blanks(prompt: str) -> None:
    request = resolve(prompt)
    assert (request.prompt, request.stems[0].prompt, request.name) == ("warm pads", "warm pads", "warm-pads")


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

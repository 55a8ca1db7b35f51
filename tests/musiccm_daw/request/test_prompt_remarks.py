"""Lines on facts of a prompt that are used otherwise than they seem to be meant; and no line where nothing is amiss."""

from pathlib import Path
from typing import Any

import pytest

from musiccm_daw.asking import ask


def remarks(prompt: str, **options: Any) -> list[str]:
    remarks: list[str] = []
    ask(prompt, on_remark=remarks.append, **{"seed": 1, **options})
    return remarks


@pytest.mark.parametrize(
    ("prompt", "options", "line"),
    [
        (
            "30 seconds of dub, 110 beats per minute",
            {},
            "'30 seconds' is taken as 14 bars of 4/4 at 110 bpm: 30.55 seconds",
        ),
        (
            "30 seconds of pads, 8 bars",
            {},
            "'30 seconds' in the prompt is not used, since it names bars too: 8 bars of 4/4 at 120 bpm",
        ),
        (
            "174 warm pads",
            {},
            "'174' in the prompt is not read as a tempo, which is 120 bpm, by default; a tempo is written as 124 bpm",
        ),
        (
            "house, 4.5 bars",
            {},
            "'4.5 bars' in the prompt is not read as a length, which is 4 bars, by default; "
            "a length is written as 8 bars or 30 seconds",
        ),
        (
            "house in 17/4",
            {},
            "'17/4' in the prompt is not read as a meter, which is 4/4, as the style has it; "
            "a meter is written as 3/4 or 7/8",
        ),
        (
            "pads in the key of life",
            {"seed": 2},
            "'key of life' in the prompt is not read as a key, which is Eb major, drawn by the seed; "
            "a key is written as D minor",
        ),
        (
            "piano, Am F then Dm G",
            {"key": "none"},
            "'Am F' in the prompt is not read as chords, which are left open; set chords",
        ),
    ],
)
def test_a_line_says_what_is_used_instead(prompt: str, options: dict[str, Any], line: str) -> None:
    assert remarks(prompt, **options) == [line]


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        ("174 warm pads", {"bpm": 90}),
        ("dorian pads", {"key": "D minor"}),
        ("piano, Am F C", {"chords": "Am | F | C"}),
        ("30 seconds of pads", {"bars": 4}),
        ("route 66 blues", {}),
        ("808 bass, 140", {}),
        ("warm pads in D minor, 90 bpm, 8 bars, 3/4", {}),
        *((line, {}) for line in (Path(__file__).parent / "prompts.txt").read_text().splitlines()),
    ],
)
def test_nothing_is_said_where_nothing_is_amiss(prompt: str, options: dict[str, Any]) -> None:
    assert remarks(prompt, **options) == []

"""From the time selection to whole bars, a tempo and a meter: what is asked for, said, and refused."""

from typing import Any

import pytest

from tests.bridge.reaper_studio import Outcome, Studio

REFUSED = '{"answers": [], "error": {"exit_code": 2, "text": "recorded"}}'

FOUR = [{"time": 0, "bpm": 120, "num": 4, "den": 4}]  # bars of 2 s


def generate(studio: Studio, tempo: list[dict[str, Any]], selection: list[float] | None, **scenario: Any) -> Outcome:
    studio.install_recorder(REFUSED)
    return studio.run(
        "generate_into_selection", tempo=tempo, selection=selection, typed=[["pads", "", "", ""]], **scenario
    )


@pytest.mark.parametrize(
    ("tempo", "selection", "bars", "title"),
    [
        (FOUR, [4, 12], "4", "bars 3 to 6"),
        (FOUR, [4.0004, 11.9997], "4", "bars 3 to 6"),
        (FOUR, [4.3, 11.9], "4", "bars 3 to 6 (rounded to whole bars)"),
        (FOUR, [5.2, 13.2], "4", "bars 4 to 7 (rounded to whole bars)"),
        (FOUR, [4, 9], "3", "bars 3 to 5 (rounded to whole bars)"),
        (FOUR, [5, 8], "2", "bars 3 to 4 (rounded to whole bars)"),
        (FOUR, [5.2, 5.9], "1", "bar 3 (rounded to whole bars)"),
        (FOUR, [4.1, 4.2], "1", "bar 3 (rounded to whole bars)"),
        ([{"time": 0, "bpm": 97.3, "num": 6, "den": 8}], [0, 8 * 3 * 60 / 97.3], "8", "bars 1 to 8"),
        # A count-in bar of another meter before, and a marker that repeats the tempo within.
        ([{"time": 0, "bpm": 90, "num": 3, "den": 4}, {"time": 2, "bpm": 124.75, "num": 4, "den": 4},
          {"time": 2 + 240 / 124.75, "bpm": 124.75}], [2, 2 + 4 * 240 / 124.75], "4", "bars 2 to 5"),
    ],
)  # fmt: skip
def test_a_selection_becomes_whole_bars(
    studio: Studio, tempo: list[dict[str, Any]], selection: list[float], bars: str, title: str
) -> None:
    outcome = generate(studio, tempo, selection)
    assert outcome["dialogs"][0]["title"] == f"MusicCM: generate {title}"
    request = studio.request()
    last = tempo[-1]["bpm"]
    assert (request["bars"], float(request["bpm"])) == (bars, last)
    meter = next(f"{marker['num']}/{marker['den']}" for marker in reversed(tempo) if "num" in marker)
    assert request["meter"] == meter
    assert request["project"] == str(studio.song)


def test_without_a_selection_it_is_the_bar_at_the_cursor(studio: Studio) -> None:
    outcome = generate(studio, FOUR, None, cursor=7.3)
    assert outcome["dialogs"][0]["title"] == "MusicCM: generate bar 4"
    assert studio.request()["bars"] == "1"


def test_bars_are_numbered_as_the_ruler_shows_them(studio: Studio) -> None:
    outcome = generate(studio, FOUR, [4, 8], bar_offset=-2)
    assert outcome["dialogs"][0]["title"] == "MusicCM: generate bars 1 to 2"


@pytest.mark.parametrize(
    ("tempo", "message"),
    [
        ([*FOUR, {"time": 6, "bpm": 140}], "The tempo changes at bar 4, from 120 to 140 BPM."),
        ([*FOUR, {"time": 5, "bpm": 90.5}], "The tempo changes at bar 3, from 120 to 90.5 BPM."),
        (
            [{"time": 0, "bpm": 120, "num": 4, "den": 4, "ramp": True}, {"time": 60, "bpm": 140}],
            "The tempo changes at bar",
        ),
        ([*FOUR, {"time": 8, "bpm": 120, "num": 3, "den": 4}], "The meter changes at bar 5, from 4/4 to 3/4."),
    ],
)
def test_a_change_within_the_selection_is_refused_with_its_place(
    studio: Studio, tempo: list[dict[str, Any]], message: str
) -> None:
    outcome = generate(studio, tempo, [4, 12])
    assert outcome["messages"][0].startswith(message)
    assert (outcome["dialogs"], outcome["commands"]) == ([], [])


@pytest.mark.parametrize("change", [{"time": 4, "bpm": 90}, {"time": 12, "bpm": 90}])
def test_a_change_at_either_end_is_none(studio: Studio, change: dict[str, Any]) -> None:
    tempo = [{**FOUR[0], "bpm": 120}, change]
    stop = 4 + 4 * 240 / 90 if change["time"] == 4 else 12
    assert generate(studio, tempo, [4, stop])["dialogs"][0]["title"] == "MusicCM: generate bars 3 to 6"

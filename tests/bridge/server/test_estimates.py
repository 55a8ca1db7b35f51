"""Estimates: what costs is the parts that play, and the speed of an earlier run is the first guess."""

import json
from pathlib import Path

import pytest

from bridge.osc.client import Client
from bridge.server.estimates import BAND_PARTS, Estimates, part_seconds
from bridge.server.recovery import latest_speed
from musiccm_daw.request.request import GenerationRequest
from tests.bridge.conftest import Start
from tests.bridge.engines import TINY

resolve = GenerationRequest.resolve


def test_stems_of_one_score_cost_what_they_play_and_a_whole_band_what_it_plays() -> None:
    eight_bars = {"bars": 8, "bpm": 120}
    assert part_seconds(resolve("funk", **eight_bars)) == 16 * BAND_PARTS
    assert part_seconds(resolve("funk", **eight_bars, parts=True)) == 16 * BAND_PARTS
    assert part_seconds(resolve("funk", **eight_bars, stems=["drums"], variations=3)) == 16 * 3
    assert part_seconds(resolve("funk", **eight_bars, stems=["drums", "bass"])) == 16 * 2
    assert part_seconds(resolve("funk", **eight_bars, score="none")) == 16


def test_the_first_measurement_counts_whole_and_later_ones_in_part() -> None:
    estimates = Estimates()
    estimates.guess(10, 5)
    assert estimates.seconds(4) == 2
    estimates.learn(10, 1)
    assert estimates.seconds(4, fraction_done=0.5) == pytest.approx(0.2)
    estimates.learn(10, 2)
    assert estimates.seconds_per_second == pytest.approx(0.13)


def test_a_server_begins_with_the_speed_of_its_last_run(start: Start) -> None:
    first = start()
    with Client(first.socket.endpoint) as client:
        manifest = client.make({"prompt": "pads", **TINY}).manifest_path
    first.stop()
    again = start(state_folder=first.roots.project / "other")
    seconds = json.loads(Path(manifest).read_text())["seconds"]
    speed = latest_speed(again.history)
    assert speed is not None
    made, taken = speed
    assert made == pytest.approx(BAND_PARTS * 0.05)
    assert taken == pytest.approx(sum(seconds.values()) - seconds["load"])

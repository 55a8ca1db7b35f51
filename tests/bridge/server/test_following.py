"""Tempo and meter of a Live Set as a server's defaults: below what a client says, above what a style brings."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from bridge.clocks.abletonosc import AbletonOscClock
from bridge.osc.client import new_id
from bridge.server.server import Server
from tests.bridge.clocks.sources import FakeLive, free_port
from tests.bridge.clocks.waiting import await_state
from tests.bridge.conftest import new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

LIVE_BPM, LIVE_METER = 280.5, "3/8"
PRESETS = {
    "open": "[preset]\nprompt = 'a groove'\nbars = 1\nsample_rate = 22050\n[[stem]]\nrole = 'keys'\n",
    "own": f"[preset]\nprompt = 'a groove'\nbpm = {LIVE_BPM}\nbars = 1\nsample_rate = 22050\n[[stem]]\nrole = 'keys'\n",
    "prompted": "[preset]\nprompt = 'a groove at 299 bpm'\nbars = 1\nsample_rate = 22050\n[[stem]]\nrole = 'keys'\n",
}


@pytest.fixture(scope="module")
def live() -> Iterator[FakeLive]:
    playing = FakeLive(free_port(), free_port())
    playing.song |= {"tempo": LIVE_BPM, "signature_numerator": 3}
    yield playing
    playing.close()


@pytest.fixture(scope="module")
def clock(live: FakeLive) -> Iterator[AbletonOscClock]:
    following = AbletonOscClock(live.server.server_address[1], live.client._port)
    await_state(following, lambda state: len(state.defaults) == 2)
    yield following
    following.close()


@pytest.fixture(scope="module")
def server(clock: AbletonOscClock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("presets")
    for name, text in PRESETS.items():
        (folder / f"{name}.toml").write_text(text)
    started = new_server(tmp_path_factory.mktemp("served") / "project", clock=clock, presets=(folder,))
    started.start(QuickEngine)
    yield started
    started.stop()


def facts(host: PythonOscHost, address: str, *arguments: Any) -> tuple[str, str, str, str]:
    """Return tempo, where it is from, meter and where that is from, of what a job makes."""
    host.ask(address, new_id(), *arguments)
    end, values = host.until_the_end()[-1]
    assert end == "/musiccm/done", values
    request = json.loads(Path(values[1]).read_text())["request"]
    sources = request["sources"]
    return request["bpm"], sources["bpm"], request["meter"], sources["meter"]


@pytest.mark.parametrize(
    ("prompt", "keys", "expected"),
    [
        ("pads", {}, ("280.5", "followed", "3/8", "followed")),
        ("a slow waltz", {}, ("280.5", "followed", "3/8", "followed")),
        ("pads at 299 bpm", {}, ("299", "prompt", "3/8", "followed")),
        ("pads in 2/4", {}, ("280.5", "followed", "2/4", "prompt")),
        ("pads at 290 bpm", {"bpm": 300.0, "meter": "1/8"}, ("300", "option", "1/8", "option")),
        ("pads", {"bpm": ""}, ("280.5", "followed", "3/8", "followed")),
    ],
)
def test_whatever_a_job_says_wins(
    host: PythonOscHost, prompt: str, keys: dict[str, Any], expected: tuple[str, str, str, str]
) -> None:
    options = [part for pair in {"prompt": prompt, "bars": 1, "sample_rate": 22050, **keys}.items() for part in pair]
    assert facts(host, "/musiccm/generate", *options) == expected


@pytest.mark.parametrize(
    ("preset", "keys", "expected"),
    [
        ("open", [], ("280.5", "followed", "3/8", "followed")),
        ("open", ["bpm", 300.0], ("300", "option", "3/8", "followed")),
        ("own", [], ("280.5", "option", "3/8", "followed")),
        ("prompted", [], ("299", "prompt", "3/8", "followed")),
    ],
)
def test_a_preset_that_leaves_its_tempo_open_follows(
    host: PythonOscHost, preset: str, keys: list[Any], expected: tuple[str, str, str, str]
) -> None:
    assert facts(host, "/musiccm/render", preset, *keys) == expected


def test_what_a_client_sets_ranks_above_what_is_followed(host: PythonOscHost) -> None:
    host.ask("/musiccm/get", "bpm")
    assert host.next_message() == ("/musiccm/value", ["bpm", LIVE_BPM])
    host.ask("/musiccm/get", "meter")
    assert host.next_message() == ("/musiccm/value", ["meter", LIVE_METER])
    host.ask("/musiccm/set", "bpm", 300)
    assert host.next_message() == ("/musiccm/value", ["bpm", 300])
    job = ("prompt", "pads", "bars", 1, "sample_rate", 22050)
    assert facts(host, "/musiccm/generate", *job) == ("300", "option", "3/8", "followed")
    host.ask("/musiccm/set", "bpm", "")
    assert host.next_message() == ("/musiccm/value", ["bpm", LIVE_BPM])
    assert facts(host, "/musiccm/generate", *job)[:2] == ("280.5", "followed")


def test_the_clip_of_an_edit_without_a_tempo_is_taken_at_that_of_the_song(server: Server, host: PythonOscHost) -> None:
    frames = round(2 * 1.5 * 60 / LIVE_BPM * 44_100)
    noise = np.random.default_rng(0).uniform(-0.3, 0.3, (frames, 2))
    soundfile.write(server.roots.project / "clip.wav", noise, 44_100, subtype="PCM_24")
    made = facts(host, "/musiccm/generate", "variation_of", "clip.wav", "prompt", "pads")
    assert made == ("280.5", "followed", "3/8", "followed")


def test_a_tempo_that_no_clip_can_have_is_refused_and_the_next_one_taken(
    host: PythonOscHost, live: FakeLive, clock: AbletonOscClock
) -> None:
    live.set("tempo", 400.5)
    await_state(clock, lambda state: state.bpm == 400.5)
    host.ask("/musiccm/generate", new_id(), "prompt", "pads", "bars", 1, "sample_rate", 22050)
    address, arguments = host.until_the_end()[-1]
    assert (address, arguments[1]) == ("/musiccm/error", "bad_value")
    assert "400.5" in arguments[2]
    live.set("tempo", 299.5)
    await_state(clock, lambda state: state.bpm == 299.5)
    job = ("prompt", "pads", "bars", 1, "sample_rate", 22050)
    assert facts(host, "/musiccm/generate", *job) == ("299.5", "followed", "3/8", "followed")

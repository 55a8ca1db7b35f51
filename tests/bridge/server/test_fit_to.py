"""Audio to fit to over a real socket: inside the roots, for one job, and beside what a client has set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import soundfile

from bridge.osc.client import new_id
from bridge.server.server import Server
from tests.bridge.conftest import new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost
from tests.musiccm_daw.analysis.music import chords

RATE = 22_050
GUITAR = chords(240, [(57, True), (53, False)], RATE)
PRESET = "[preset]\nprompt = 'a groove'\nsample_rate = 22050\n[[stem]]\nrole = 'bass'\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("fit")
    for folder in ("project", "outside", "presets"):
        (base / folder).mkdir()
        soundfile.write(base / folder / "gtr_240bpm.wav", GUITAR, RATE)
    soundfile.write(base / "project" / "cut_240bpm.wav", GUITAR[: len(GUITAR) * 4 // 5], RATE)
    (base / "project" / "way-out.wav").symlink_to(base / "outside" / "gtr_240bpm.wav")
    (base / "presets" / "open.toml").write_text(PRESET)
    (base / "presets" / "own.toml").write_text(PRESET.replace("[[", "fit_to = 'gtr_240bpm.wav'\n[["))
    (base / "presets" / "away.toml").write_text(PRESET.replace("[[", "fit_to = '../outside/gtr_240bpm.wav'\n[["))
    started = new_server(base / "project", presets=(base / "presets",))
    started.start(QuickEngine)
    yield started
    started.stop()


def made(host: PythonOscHost, address: str, *pairs: object) -> dict[str, Any]:
    """Make a job, and return the request in its manifest."""
    host.ask(address, new_id(), *pairs)
    *_, (answer, arguments) = host.until_the_end()
    assert answer == "/musiccm/done", arguments
    request: dict[str, Any] = json.loads(Path(arguments[1]).read_text())["request"]
    return request


def refusal(host: PythonOscHost, address: str, *arguments: object) -> tuple[str, str]:
    """Return code and text of the one error that a request gets."""
    host.ask(address, *arguments)
    got, (_, code, text, _) = host.next_message()
    assert got == "/musiccm/error"
    return code, text


def test_a_job_is_composed_to_audio_whatever_the_client_has_set(host: PythonOscHost) -> None:
    host.ask("/musiccm/set", "bpm", 124, "bars", 8, "key", "Eb")
    assert [host.next_message()[0] for _ in range(3)] == ["/musiccm/value"] * 3
    request = made(
        host, "/musiccm/generate", "prompt", "bass", "fit_to", "gtr_240bpm.wav", "sample_rate", 22050, "stem.bass", 1
    )
    assert (request["bpm"], request["bars"], request["chords"]) == ("240", 2, "Am | F")
    assert request["fit_to"]["source"].endswith("project/gtr_240bpm.wav")


@pytest.mark.parametrize("preset", ["open", "own"])
def test_presets_take_audio_of_the_job_or_their_own(host: PythonOscHost, preset: str) -> None:
    pairs = ("fit_to", "gtr_240bpm.wav") if preset == "open" else ()
    request = made(host, "/musiccm/render", preset, *pairs)
    assert (request["bpm"], request["bars"]) == ("240", 2)
    assert Path(request["fit_to"]["source"]).parent.name == ("project" if preset == "open" else "presets")


@pytest.mark.parametrize("path", ["../outside/gtr_240bpm.wav", "/etc/hostname", "way-out.wav", "NUL"])
def test_audio_outside_the_roots_is_not_read(host: PythonOscHost, path: str) -> None:
    for address, first in (("/musiccm/generate", ("prompt", "bass")), ("/musiccm/render", ("open",))):
        assert refusal(host, address, new_id(), *first, "fit_to", path)[0] == "bad_path"


def test_a_preset_that_leads_outside_is_refused(host: PythonOscHost) -> None:
    assert refusal(host, "/musiccm/render", new_id(), "away")[0] == "bad_path"


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (("fit_to", "cut_240bpm.wav"), "lasts 1.60 bars of 4/4 at 240 bpm"),
        (("fit_to", "nowhere.wav"), "is not a file"),
        (("fit_to", "gtr_240bpm.wav", "continue", "gtr_240bpm.wav"), "fit_to does not go with the edit of a clip"),
    ],
)
def test_what_cannot_be_fitted_to_is_refused(host: PythonOscHost, pairs: tuple[object, ...], words: str) -> None:
    code, text = refusal(host, "/musiccm/generate", new_id(), "prompt", "bass", *pairs)
    assert code == "bad_value"
    assert words in text


def test_audio_belongs_to_one_job(host: PythonOscHost) -> None:
    code, text = refusal(host, "/musiccm/set", "fit_to", "gtr_240bpm.wav")
    assert (code, "fit_to cannot be set" in text) == ("bad_value", True)

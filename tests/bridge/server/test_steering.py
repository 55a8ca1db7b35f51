"""Density and energy over a real socket: sent, set, refused, and what gives way to what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.osc.client import new_id
from bridge.osc.messages import Value
from bridge.server.edit_keys import defaults_of_edit
from bridge.server.server import Server
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from tests.bridge.conftest import new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.osc_hosts import PythonOscHost
from tests.cli.stand_in import StandInEngine
from tests.musiccm_daw.engine.clips import FOREIGN_FACTS, noise_clip
from tests.musiccm_daw.played_clips import played_clip
from tests.musiccm_daw.score.smf import END, note, smf

SHORT = "bpm = 300\nmeter = '1/16'\nsample_rate = 22050\nbars = 1\n"
PRESETS = {
    "plain": f"[preset]\nprompt = 'a groove'\n{SHORT}",
    "full": f"[preset]\nprompt = 'a calm groove'\ndensity = 0.9\n{SHORT}",
    "unscored": f"[preset]\nprompt = 'a groove'\nscore = 'none'\n{SHORT}",
}
DEFAULTS: dict[str, Value] = {"density": 0.3, "energy": 0.3}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("steered")
    (base / "presets").mkdir()
    for name, text in PRESETS.items():
        (base / "presets" / f"{name}.toml").write_text(text + "[[stem]]\nrole = 'keys'\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StandInEngine, "reads_scores", True)
        started = new_server(base / "project", presets=(base / "presets",))
        started.start(QuickEngine)
        yield started
        started.stop()


def numbers(host: PythonOscHost, address: str, *words: object) -> tuple[float | None, float | None]:
    """Make a job, and return density and energy of the request in its manifest."""
    host.ask(address, new_id(), *words)
    answer, arguments = host.until_the_end()[-1]
    assert answer == "/musiccm/done", arguments
    request: dict[str, Any] = json.loads(Path(arguments[1]).read_text())["request"]
    return request.get("density"), request.get("energy")


def generated(host: PythonOscHost, prompt: str, *pairs: object) -> tuple[float | None, float | None]:
    tiny = (word for pair in TINY.items() for word in pair)
    return numbers(host, "/musiccm/generate", "prompt", prompt, *tiny, *pairs)


def test_numbers_reach_the_manifest_and_rank_below_words_where_they_are_set(host: PythonOscHost) -> None:
    assert generated(host, "house", "density", 0.25, "energy", 1) == (0.25, 1.0)
    assert generated(host, "house", "Density", "0.25", "energy", "") == (0.25, None)
    host.ask("/musiccm/set", "density", 0.25, "energy", 0.75)
    assert [host.next_message()[1][0] for _ in range(2)] == ["density", "energy"]
    assert generated(host, "house") == (0.25, 0.75)
    assert generated(host, "sparse house") == (None, 0.75)
    assert generated(host, "sparse house", "density", 1) == (1.0, 0.75)
    assert generated(host, "house", "score", "none") == (None, 0.75)
    assert numbers(host, "/musiccm/render", "plain") == (0.25, 0.75)
    assert numbers(host, "/musiccm/render", "full") == (0.9, None)
    assert numbers(host, "/musiccm/render", "full", "density", 0, "energy", 0) == (0.0, 0.0)
    assert numbers(host, "/musiccm/render", "unscored") == (None, 0.75)
    host.ask("/musiccm/set", "density", "", "energy", "")
    assert [host.next_message()[1] for _ in range(2)] == [["density", ""], ["energy", ""]]


def test_a_default_gives_way_to_a_file_that_gives_all_notes(host: PythonOscHost, server: Server) -> None:
    (server.roots.project / "line.mid").write_bytes(smf(note(60) + END))
    host.ask("/musiccm/set", "density", 0.25)
    assert host.next_message()[1] == ["density", 0.25]
    assert generated(host, "piano", "midi", "line.mid") == (None, None)
    assert generated(host, "piano", "midi", "line.mid", "stem.keys", 1, "stem.bass", 1) == (0.25, None)


@pytest.mark.parametrize("key", ["density", "energy"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.5, "out_of_range"),
        (-0.1, "out_of_range"),
        (2, "out_of_range"),
        (float("nan"), "bad_value"),
        (float("inf"), "bad_value"),
        ("lots", "bad_value"),
        (True, "bad_arguments"),
    ],
)
def test_other_values_get_one_line(host: PythonOscHost, key: str, value: object, code: str) -> None:
    host.ask("/musiccm/generate", new_id(), "prompt", "house", key, value)
    address, (_, got, text, _) = host.next_message()
    assert (address, got) == ("/musiccm/error", code)
    assert text.startswith(f"{key} ")
    assert text.endswith("give a number from 0 to 1")


def test_a_density_needs_a_score(host: PythonOscHost) -> None:
    host.ask("/musiccm/generate", new_id(), "prompt", "house", "density", 0.2, "score", "none")
    _, (_, code, text, _) = host.next_message()
    assert (code, "density 0.2 is that of a score" in text) == ("bad_value", True)


def test_defaults_go_with_edits_whose_notes_are_new_and_composed() -> None:
    clip, foreign = played_clip("funk"), noise_clip(facts=FOREIGN_FACTS)
    repaint, variation = AskedEdit(EditKind.REPAINT, "1"), AskedEdit(EditKind.VARIATION)
    assert defaults_of_edit(DEFAULTS, clip, repaint) == DEFAULTS
    assert defaults_of_edit(DEFAULTS, clip, AskedEdit(EditKind.VARIATION, keep="sound")) == DEFAULTS
    for source, asked in ((clip, variation), (foreign, repaint)):
        assert defaults_of_edit(DEFAULTS, source, asked) == {"energy": 0.3}

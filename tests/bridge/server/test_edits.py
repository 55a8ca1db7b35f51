"""Edits over a real socket by the real engine: the files of the command line, and every refusal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from bridge.osc.client import new_id
from bridge.server.server import Server
from musiccm_daw.cli.app import run
from musiccm_daw.engine.engine import Engine
from musiccm_daw.making import make_take
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.writers import read_clip
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost, refusal

BAR = 22_050
"""Frames of a bar of 2/4 at 240 bpm."""
FOREIGN: tuple[object, ...] = ("prompt", "bells", "bpm", 240, "meter", "2/4", "seed", 5, "steps", 1)
CLIP_KEYS = ("continue", "repaint", "variation_of")


def foreign_clip(path: Path, seed: int = 0) -> Path:
    """Write four bars of noise that carry no facts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(seed).uniform(-0.3, 0.3, (4 * BAR, 2))
    soundfile.write(path, noise, 44_100, subtype="PCM_24")
    return path


@pytest.fixture(scope="module")
def tiny_engine(tiny_checkpoint: Path) -> Engine:
    return Engine(*load_model(tiny_checkpoint, "cpu"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, tiny_engine: Engine) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("edits")
    for name in ("project/clips", "library", "outside"):
        foreign_clip(base / name / "clip.wav")
    started = new_server(base / "project", roots=[base / "library"])
    started.start(lambda: tiny_engine)
    yield started
    started.stop()


@pytest.fixture
def project(server: Server) -> Path:
    return server.roots.project


def made(host: PythonOscHost, *pairs: object) -> tuple[Path, dict[str, Any]]:
    """Make a job, and return its only WAV and the request in its manifest."""
    host.ask("/musiccm/generate", new_id(), *pairs)
    messages = host.until_the_end()
    assert messages[-1][0] == "/musiccm/done", messages[-1]
    (path,) = [arguments[4] for address, arguments in messages if address == "/musiccm/file"]
    return Path(path), json.loads(Path(messages[-1][1][1]).read_text())["request"]


@pytest.fixture(scope="module")
def own_clip(server: Server) -> Path:
    """Return a clip of two bars that this server made, with all its facts."""
    with PythonOscHost(server.socket.endpoint) as host:
        pairs = ("bpm", 240, "bars", 2, "meter", "2/4", "key", "Am", "seed", 5, "steps", 1)
        return made(host, "prompt", "soft house chords", *pairs)[0]


def test_a_repaint_gives_the_bytes_of_the_command_line_and_keeps_all_other_frames(
    host: PythonOscHost, project: Path, tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, request = made(host, "repaint", "clips/clip.wav", "range", "2-3", *FOREIGN)
    clip = project / "clips" / "clip.wav"
    assert (request["edit"]["kind"], request["edit"]["source"]) == ("repaint", str(clip))

    options = ["--bpm", "240", "--meter", "2/4", "--seed", "5", "--steps", "1", "--project", str(tmp_path), "--json"]
    edit = ["--repaint", str(clip), "--range", "2-3", "--model", str(tiny_checkpoint)]
    assert run(["generate", "bells", *edit, *options]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert Path(file["path"]).name == path.name
    assert Path(file["path"]).read_bytes() == path.read_bytes()

    old, new = (soundfile.read(wave, dtype="int32")[0] for wave in (clip, path))
    assert np.array_equal(old[:BAR], new[:BAR])
    assert np.array_equal(old[3 * BAR :], new[3 * BAR :])
    assert not np.array_equal(old[BAR : 3 * BAR], new[BAR : 3 * BAR])


@pytest.mark.parametrize(
    ("pairs", "asked", "options"),
    [
        (("continue",), AskedEdit(EditKind.CONTINUE), {"bars": 1}),
        # A host sends every number in 32 bits, which do not hold 0.4.
        (("variation_of", "strength", 0.4), AskedEdit(EditKind.VARIATION, strength=0.4), {}),
        (("repaint", "range", 2), AskedEdit(EditKind.REPAINT, bars="2"), {}),
        (("variation_of", "keep", "sound"), AskedEdit(EditKind.VARIATION, keep="sound"), {}),
    ],
)
def test_a_clip_of_ours_needs_no_prompt_and_no_other_key(
    host: PythonOscHost,
    tiny_engine: Engine,
    own_clip: Path,
    project: Path,
    tmp_path: Path,
    pairs: tuple[object, ...],
    asked: AskedEdit,
    options: dict[str, Any],
) -> None:
    key, *others = pairs
    typed = [part for pair in options.items() for part in pair]
    relative = str(own_clip.relative_to(project))
    path, request = made(host, key, relative, *others, "seed", 7, "steps", 1, *typed)
    expected = resolve_edit(read_clip(own_clip), asked, None, {"seed": 7, "steps": 1, **options})
    take = make_take(expected, tmp_path, tiny_engine)
    assert request == expected.to_json()
    assert take.files[0].path.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("key", CLIP_KEYS)
def test_a_clip_may_lie_in_any_root(host: PythonOscHost, project: Path, key: str) -> None:
    clip = project.parent / "library" / "clip.wav"
    link = project / f"{key}.wav"
    link.symlink_to(clip)
    pairs = ("range", "2", *FOREIGN) if key == "repaint" else FOREIGN
    for text in (str(clip), link.name):
        assert made(host, key, text, *pairs)[1]["edit"]["source"] == str(clip)


@pytest.mark.parametrize("key", CLIP_KEYS)
def test_a_clip_outside_the_roots_is_a_bad_path_whether_it_is_there_or_not(
    host: PythonOscHost, project: Path, key: str
) -> None:
    outside = project.parent / "outside"
    (project / f"{key}-file.wav").symlink_to(outside / "clip.wav")
    (project / f"{key}-folder").symlink_to(outside)
    texts = ["../outside/clip.wav", "../outside/missing.wav", "clips/../../outside/clip.wav", "/etc/passwd"]
    texts += [str(outside / "clip.wav"), f"{key}-file.wav", f"{key}-folder/clip.wav"]
    for text in [*texts, "C:\\clip.wav", "NUL.wav", "a\nb.wav", "x" * 300]:
        code, reason = refusal(host, "/musiccm/generate", new_id(), key, text, "prompt", "x")
        assert code == "bad_path", text
        assert key in reason


@pytest.mark.parametrize("key", CLIP_KEYS)
def test_a_file_that_is_missing_or_holds_no_audio_is_a_bad_value(host: PythonOscHost, project: Path, key: str) -> None:
    (project / "empty.wav").touch()
    (project / "text.wav").write_text("no audio")
    soundfile.write(project / "three.wav", np.zeros((100, 3)), 44_100)
    for text in ("missing.wav", "empty.wav", "text.wav", "three.wav", "clips", "x/" * 3000):
        assert refusal(host, "/musiccm/generate", new_id(), key, text, *FOREIGN)[0] == "bad_value", text[:20]


@pytest.mark.parametrize(
    ("code", "pairs"),
    [
        ("bad_value", ("repaint", "clips/clip.wav", "continue", "clips/clip.wav", *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "variation_of", "library/clip.wav", *FOREIGN)),
        ("bad_value", ("continue", "clips/clip.wav", "range", "2", *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "range", "2", "strength", 0.4, *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "range", "2", "keep", "sound", *FOREIGN)),
        ("bad_value", ("variation_of", "clips/clip.wav", "keep", "words", *FOREIGN)),
        ("bad_value", ("range", "2", *FOREIGN)),
        ("bad_value", ("strength", 0.5, *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "range", "4-5", *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "range", 1.5, *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "range", "2", "bars", 4, *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "range", "2", "sample_rate", 48_000, *FOREIGN)),
        ("bad_value", ("repaint", "clips/clip.wav", "range", "2", "stem.drums", 1, "stem.bass", 1, *FOREIGN)),
        ("bad_value", ("variation_of", "clips/clip.wav", "prompt", "bells")),
        ("bad_value", ("continue", "clips/clip.wav", "bars", 256, *FOREIGN)),
        ("out_of_range", ("variation_of", "clips/clip.wav", "strength", 1.5, *FOREIGN)),
        ("bad_arguments", ("variation_of", "clips/clip.wav", "bpm", 240, "meter", "2/4")),
        ("bad_arguments", ("repaint", 4, *FOREIGN)),
    ],
)
def test_a_contradiction_is_refused(host: PythonOscHost, code: str, pairs: tuple[object, ...]) -> None:
    assert refusal(host, "/musiccm/generate", new_id(), *pairs)[0] == code


def test_defaults_give_way_to_the_clip(host: PythonOscHost, own_clip: Path) -> None:
    defaults = {
        "bpm": 100, "meter": "3/4", "bars": 8, "key": "Em", "chords": "Em | C", "loop": 0, "sample_rate": 48_000,
        "name": "mine", "prompt": "pads at 90 bpm", "stem.drums": 1, "stem.bass": 1, "range": "1", "strength": 0.25,
        "steps": 1, "stream": 1,
    }  # fmt: skip
    host.ask("/musiccm/set", *(part for pair in defaults.items() for part in pair))
    for _ in defaults:
        assert host.next_message()[0] == "/musiccm/value"

    clip = str(own_clip)
    _, repainted = made(host, "repaint", clip)
    own = read_clip(own_clip).facts
    assert (repainted["bpm"], repainted["meter"], repainted["bars"]) == ("240", "2/4", 2)
    assert (repainted["key"], repainted["chords"], repainted["loop"]) == ("A minor", str(own.chords), True)
    assert (repainted["prompt"], repainted["name"], repainted["steps"]) == ("soft house chords", own.name, 1)
    assert [stem["role"] for stem in repainted["stems"]] == [None]
    assert (repainted["sample_rate"], repainted["edit"]["range"]) == (44_100, "1")
    _, varied = made(host, "variation_of", clip)
    assert varied["edit"]["strength"] == 0.25
    _, longer = made(host, "continue", clip, "bars", 1)
    assert longer["bars"] == 3
    # What the clip leaves open, they answer.
    _, foreign = made(host, "continue", "clips/clip.wav", "bpm", 240, "meter", "2/4", "prompt", "1 bar of bells")
    assert (foreign["bars"], foreign["key"], foreign["chords"], foreign["name"]) == (5, "E minor", "Em | C", "mine")


def test_the_clip_of_an_edit_is_no_default(host: PythonOscHost) -> None:
    for key in CLIP_KEYS:
        assert refusal(host, "/musiccm/set", "bars", 3, key, "clips/clip.wav")[0] == "bad_value"
        host.ask("/musiccm/set", key, "")
        assert host.next_message() == ("/musiccm/value", [key, ""])
    assert refusal(host, "/musiccm/set", "range", "0-1")[0] == "bad_value"
    host.ask("/musiccm/get", "strength")
    assert host.next_message() == ("/musiccm/value", ["strength", 0.5])


def test_a_clip_that_changes_while_its_job_waits_is_seen(start: Start, tmp_path: Path) -> None:
    engine = QuickEngine()
    server = start(engine)
    project = tmp_path / "project"
    engine.gate.clear()
    with PythonOscHost(server.socket.endpoint) as host:
        host.ask("/musiccm/generate", "first", "prompt", "pads", "bars", 1)
        assert host.next_message()[0] == "/musiccm/ack"
        for job in ("changed", "linked"):
            clip = foreign_clip(project / f"{job}.wav")
            host.ask("/musiccm/generate", job, "continue", clip.name, *FOREIGN)
        # Clips are read beside what is answered at once, so that a pong would say nothing.
        accepted: set[object] = set()
        while accepted != {"changed", "linked"}:
            address, arguments = host.next_message()
            if address == "/musiccm/ack":
                accepted.add(arguments[0])
        foreign_clip(project / "changed.wav", seed=1)
        (project / "linked.wav").unlink()
        (project / "linked.wav").symlink_to(foreign_clip(tmp_path / "outside" / "clip.wav"))
        engine.gate.set()
        ends = {}
        while len(ends) < 3:
            address, arguments = host.next_message()
            if address in ("/musiccm/done", "/musiccm/error"):
                ends[arguments[0]] = arguments[1:3]
    assert ends["changed"][0] == "bad_value"
    assert "has changed" in ends["changed"][1]
    assert ends["linked"][0] == "bad_path"

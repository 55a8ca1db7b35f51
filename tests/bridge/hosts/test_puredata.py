"""Pure Data, headless and real, with the abstraction that is shipped: floats, words, errors, a server that is late."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from bridge.server.server import Server
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PATIENCE_SECONDS

SHIPPED = Path(__file__).parents[3] / "bridge/hosts/puredata"
HEADLESS = ("pd", "-nogui", "-noaudio", "-nomidi", "-nrt", "-stderr", "-path", str(SHIPPED))
INLETS = ("", "prompt", "bars", "seed")
TINY = [("", "bpm 300"), ("bars", "1"), ("", "meter 1/16"), ("", "sample_rate 22050")]

pytestmark = pytest.mark.skipif(shutil.which("pd") is None, reason="Pure Data (pd) is not installed")

Job = Sequence[tuple[str, str]]
"""What is sent before a bang: an inlet by its name, and the text of a message box."""


class Patch:
    """A patch around one `[musiccm]`: one job after the other, each when the one before has ended, then quit."""

    def __init__(self, port: int, jobs: Sequence[Job], *, seed_back: bool = False) -> None:
        self._boxes: list[str] = []
        self._wires: list[str] = []
        musiccm = self._box(f"obj 0 0 musiccm {port}")
        for outlet, name in enumerate(("DONE", "FILE", "PROGRESS", "ERROR", "REST")):
            self._wire(musiccm, outlet, self._box(f"obj 0 0 print {name}"), 0)
        if seed_back:
            unpack = self._box("obj 0 0 unpack s f f f f f")
            self._wire(musiccm, 0, unpack, 0)
            self._wire(unpack, 5, musiccm, INLETS.index("seed"))
        ended = self._box("obj 0 0 t b")
        self._wire(musiccm, 0, ended, 0)
        self._wire(musiccm, 3, ended, 0)
        count, following = self._box("obj 0 0 f"), self._box("obj 0 0 + 1")
        which = self._box(f"obj 0 0 sel {' '.join(map(str, range(len(jobs))))}")
        loaded, started = self._box("obj 0 0 loadbang"), self._box("obj 0 0 delay 300")
        self._wire(loaded, 0, started, 0)
        self._wire(started, 0, count, 0)
        self._wire(ended, 0, count, 0)
        self._wire(count, 0, following, 0)
        self._wire(following, 0, count, 1)
        self._wire(count, 0, which, 0)
        for number, job in enumerate(jobs):
            steps = self._box(f"obj 0 0 t {'b ' * (len(job) + 1)}".rstrip())
            self._wire(which, number, steps, 0)
            for at, (inlet, text) in enumerate([*job, ("", "bang")]):
                message = self._box(f"msg 0 0 {text}")
                self._wire(steps, len(job) - at, message, 0)
                self._wire(message, 0, musiccm, INLETS.index(inlet))
        bye = self._box("msg 0 0 \\; pd quit")
        self._wire(which, len(jobs), bye, 0)

    def text(self) -> str:
        """Return the patch as a file."""
        return "\n".join(["#N canvas 0 0 400 300 12;", *self._boxes, *self._wires, ""])

    def _box(self, text: str) -> int:
        self._boxes.append(f"#X {text};")
        return len(self._boxes) - 1

    def _wire(self, box: int, outlet: int, other: int, inlet: int) -> None:
        self._wires.append(f"#X connect {box} {outlet} {other} {inlet};")


def run(patch: Patch, folder: Path) -> list[str]:
    """Run a patch to its end and return the lines of the Pd window."""
    file = folder / "patch.pd"
    file.write_text(patch.text(), encoding="utf-8")
    done = subprocess.run([*HEADLESS, str(file)], capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()


def requests(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return the requests of the takes that are done, as their manifests have them."""
    paths = [line.split()[2] for line in lines if line.startswith("DONE: list ")]
    return [json.loads(Path(path).read_text(encoding="utf-8"))["request"] for path in paths]


@pytest.fixture(scope="module")
def playing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a server with the bundled model."""
    from musiccm_daw.engine.loading import load_engine

    started = new_server(tmp_path_factory.mktemp("served") / "project", steps=1)
    started.start(lambda: load_engine(device="cpu"))
    yield started
    started.stop()


@pytest.mark.weights
def test_a_seed_sent_back_as_a_float_gives_the_same_frames(playing: Server, tmp_path: Path) -> None:
    first = [("prompt", "warm pads"), ("bars", "1"), ("", "steps 1"), ("", "bpm 97.3")]
    lines = run(Patch(playing.socket.endpoint[1], [first, []], seed_back=True), tmp_path)
    assert [line for line in lines if line.startswith("ERROR")] == []
    one, other = requests(lines)
    assert one == other | {"sources": one["sources"]}
    assert (one["bars"], one["steps"], one["bpm"]) == (1, 1, "97.3")
    assert one["sources"]["seed"] == "seed"
    files = [line.split()[3] for line in lines if line.startswith("FILE: ")]
    assert len(set(files)) == 2
    frames, again = (soundfile.read(file, dtype="int32")[0] for file in files)
    assert np.array_equal(frames, again)
    assert frames.any()


def test_words_keys_and_errors(server: Server, tmp_path: Path) -> None:
    jobs: list[Job] = [
        [*TINY, ("prompt", "grüne Bläser\\, slow"), ("", "key A minor"), ("seed", "7"), ("", "stem.drums brushed kit")],
        [("", "prompt solo\\ piano"), ("", "stem.drums"), ("seed", "bang"), ("", "chords Am7 | F")],
        [("", "key"), ("", "chords"), ("", "bars 2.5")],
        [("bars", "2"), ("", "seed 16777216")],
    ]
    lines = run(Patch(server.socket.endpoint[1], jobs), tmp_path)
    drums, piano, last = requests(lines)
    assert (drums["prompt"], drums["key"], drums["seed"]) == ("grüne Bläser, slow", "A minor", 7)
    assert [stem["role"] for stem in drums["stems"]] == ["drums"]
    assert drums["stems"][0]["prompt"].startswith("brushed kit")
    assert (piano["prompt"], piano["chords"], piano["stems"][0]["role"]) == ("solo piano", "Am7 | F", None)
    assert piano["sources"]["seed"] == "seed"
    assert (last["bars"], last["seed"], last["sources"]["key"]) == (2, 2**24, "seed")
    (error,) = (line for line in lines if line.startswith("ERROR"))
    assert re.match(r"ERROR: (list )?(bad_value|bad_arguments) .*2\\?\.5", error)
    assert sum(line.startswith("REST: ack ") for line in lines) == 3
    assert sum(line.startswith("REST: pong ") for line in lines) == 1


def test_a_server_that_comes_later_is_found(start: Start, tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = tmp_path / "patch.pd"
    file.write_text(Patch(port, [[*TINY, ("prompt", "pads")], [], []]).text(), encoding="utf-8")
    with subprocess.Popen([*HEADLESS, str(file)], stderr=subprocess.PIPE, text=True) as pd:
        assert pd.stderr is not None
        assert "no_answer" in next(pd.stderr)
        start(QuickEngine(), port=port)
        lines = list(pd.stderr)
    assert pd.returncode == 0
    assert requests(lines)


def test_cancel_stops_the_job(server: Server, held: QuickEngine, tmp_path: Path) -> None:
    patch = Patch(server.socket.endpoint[1], [[*TINY, ("prompt", "pads")]]).text()
    # It is cancelled when it is acknowledged, and Pd quits when the job's own answer is there.
    lines = patch.splitlines()
    boxes = sum(line.startswith("#X") and not line.startswith("#X connect") for line in lines)
    extra = ["route ack cancelled", "route *"]
    extra = [*(f"#X obj 0 0 {text};" for text in extra), "#X msg 0 0 cancel;", "#X msg 0 0 \\; pd quit;"]
    route, whose, cancel, bye = range(boxes, boxes + len(extra))
    wires = [(0, 4, route, 0), (route, 0, cancel, 0), (cancel, 0, 0, 0), (route, 1, whose, 0), (whose, 1, bye, 0)]
    file = tmp_path / "patch.pd"
    file.write_text("\n".join([*lines, *extra, *(f"#X connect {' '.join(map(str, wire))};" for wire in wires), ""]))
    done = subprocess.run([*HEADLESS, str(file)], capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert "REST: cancelled pd-" in done.stderr
    assert server.queue.in_order() == []


def test_the_help_patch_opens_without_a_complaint(tmp_path: Path) -> None:
    quit_soon = tmp_path / "quit.pd"
    quit_soon.write_text(
        "#N canvas 0 0 400 300 12;\n#X obj 0 0 loadbang;\n#X msg 0 0 \\; pd quit;\n#X connect 0 0 1 0;\n"
    )
    command = [*HEADLESS, "-open", str(SHIPPED / "musiccm-help.pd"), "-open", str(quit_soon)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert (done.returncode, done.stderr) == (0, "")

"""The device and a real `musiccm serve`: messages over UDP, encoded by python-osc, and clips in the stand-in for Live.

As in Max, one socket sends, and another one, on the registered port, receives.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mido
import pytest
import soundfile
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.hosts.ableton.patch import FIRST_PORT
from tests.bridge.hosts.ableton.live import Live, Node, needs_node

pytestmark = [needs_node, pytest.mark.weights]

PATIENCE_SECONDS = 120
PROGRAM = "from musiccm_daw.cli.app import main; main()"


class Wire:
    """Max's udpsend and udpreceive between a device and a server."""

    def __init__(self, server_port: int) -> None:
        self._sending = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sending.connect(("127.0.0.1", server_port))
        self._receiving = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._receiving.bind(("127.0.0.1", 0))
        self._receiving.settimeout(0.05)
        self.port = int(self._receiving.getsockname()[1])

    def carry(self, live: Live, until: Callable[[], bool]) -> None:
        """Carry messages both ways, in real time, until something is so."""
        begun = last = time.monotonic()
        while not until():
            assert time.monotonic() < begun + PATIENCE_SECONDS, live.status
            for address, *values in live.sent:
                message = OscMessageBuilder(address)
                for value in values:
                    message.add_arg(value)
                self._sending.send(message.build().dgram)
            live.sent.clear()
            try:
                answer = OscMessage(self._receiving.recv(65536))
                live.message(answer.address, *answer.params)
            except TimeoutError:
                pass
            now = time.monotonic()
            live.advance(now - last)
            last = now

    def close(self) -> None:
        """Close both sockets."""
        self._sending.close()
        self._receiving.close()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the Live project."""
    folder = tmp_path_factory.mktemp("live") / "Übermut Project"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def wire(project: Path) -> Iterator[Wire]:
    """Yield the way to a server that serves the project."""
    words = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--steps", "1", "--project", str(project)]
    environment = {**os.environ, "XDG_STATE_HOME": str(project.parent / "state")}
    server = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    found = re.search(r":(\d+)/", server.stdout.readline())
    assert found is not None
    way = Wire(int(found[1]))
    yield way
    way.close()
    server.kill()
    server.communicate()


@pytest.fixture(scope="module")
def own_node(wire: Wire, script: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Yield Node with a script that begins at a port that is free here."""
    text = script.read_text(encoding="ascii")
    own = tmp_path_factory.mktemp("script") / script.name
    own.write_text(text.replace(f"FIRST_PORT = {FIRST_PORT};", f"FIRST_PORT = {wire.port};"), encoding="ascii")
    node = Node(own)
    yield node
    node.close()


def device(node: Node, wire: Wire, project: Path, **live_set: Any) -> Live:
    """Open a set with a device that has found the server."""
    song = {"tempo": 97.3, "signature_numerator": 3, "file_path": str(project / "Song.als")}
    live = Live(node, song=song, **live_set)
    live.message("bang")
    wire.carry(live, lambda: live.status.startswith("Ready"))
    assert live.ports == [wire.port]
    live.message("bars", 1)
    live.message("prompt", "text", 'rainy "lo-fi" keys, $HOME; Übermut')
    return live


def generate(live: Live, wire: Wire) -> None:
    """Make a take."""
    takes = list(live.takes)
    live.message("generate")
    wire.carry(live, lambda: live.takes != takes)


def test_from_the_prompt_to_a_clip_and_the_same_again_by_its_seed(own_node: Node, wire: Wire, project: Path) -> None:
    live = device(own_node, wire, project)
    generate(live, wire)
    clip = live.look()["tracks"][0]["slots"][0]
    assert (clip["warping"], clip["looping"], clip["loop_start"], clip["loop_end"]) == (1, 1, 0, 3)
    first, rate = soundfile.read(clip["file"])
    assert len(first) == round(3 * 60 / 97.3 * rate)
    assert Path(clip["file"]).is_relative_to(project / "MusicCM")
    assert (live.shown["progress"], live.status) == (0, f"In slot 1 of “Audio”. Seed {live.shown['seed']}.")

    live.message("lock", 1)
    generate(live, wire)
    again = live.look()["tracks"][0]["slots"][1]["file"]
    assert again != clip["file"]
    assert Path(again).read_bytes() == Path(clip["file"]).read_bytes()


def test_a_midi_clip_is_what_the_take_plays(own_node: Node, wire: Wire, project: Path) -> None:
    notes = [{"pitch": 45 + 7 * beat, "start_time": beat, "duration": 1, "velocity": 90} for beat in range(3)]
    track = {"kind": "midi", "name": "Bass", "slots": [{"name": "riff", "notes": notes, "loop_end": 3}]}
    shown = {"detail": "live_set tracks 1 clip_slots 0 clip"}
    live = device(own_node, wire, project, tracks=[{}, track], options=shown)
    live.message("score", 1)
    generate(live, wire)
    wav = Path(live.look()["tracks"][0]["slots"][0]["file"])
    (score,) = json.loads((wav.parent / "manifest.json").read_text(encoding="utf-8"))["scores"]
    assert (score["source"], [part["role"] for part in score["parts"]]) == ("given", ["bass"])
    played = [message for track in mido.MidiFile(wav.parent / "score.mid").tracks for message in track]
    assert [message.note for message in played if message.type == "note_on" and message.velocity] == [45, 52, 59]


def test_stems_come_onto_tracks(own_node: Node, wire: Wire, project: Path) -> None:
    live = device(own_node, wire, project)
    live.message("stem", "drums", 1)
    live.message("stem", "bass", 1)
    generate(live, wire)
    tracks = live.look()["tracks"]
    assert [track["name"] for track in tracks] == ["Audio", "drums", "bass"]
    assert [track["slots"][0]["loop_end"] for track in tracks[1:]] == [3, 3]


def test_cancelled_at_work(own_node: Node, wire: Wire, project: Path) -> None:
    live = device(own_node, wire, project)
    live.message("bars", 8)
    live.message("generate")
    live.message("cancel")
    wire.carry(live, lambda: live.status.startswith("Cancelled"))
    assert not any(live.look()["tracks"][0]["slots"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"file_path": "/somewhere/else/Song.als"}, 'Or: musiccm serve --project "/somewhere/else"'),
        ({"signature_numerator": 17}, "meter"),
    ],
)
def test_what_the_server_refuses_is_shown(
    own_node: Node, wire: Wire, project: Path, change: dict[str, Any], said: str
) -> None:
    live = device(own_node, wire, project)
    live.change(song=change)
    live.message("generate")
    wire.carry(live, lambda: said in live.status)

"""The device's script under Node, in the stand-ins for Max and Live beside this file."""

from __future__ import annotations

import json
import shutil
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bridge.hosts.ableton.patch import OUTLETS

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node, which runs the device's script, is missing")

STAND_IN = Path(__file__).parent / "max_stand_in.js"
Message = tuple[Any, ...]


class Node:
    """A process that opens one Live set after the other."""

    def __init__(self, script: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(STAND_IN), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, command: dict[str, Any]) -> Any:
        """Return the answer to a command."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


class Live:
    """A Live set with the device on its first track.

    Attributes:
        shown: the latest text of each field of the device.
        sent: every OSC message to the server, as (address, argument, ...), since it was last taken.
        ports: every port that the device has listened on.
        memory: what the set would save.
        takes: the rows of the take browser.
    """

    def __init__(self, node: Node, **live_set: Any) -> None:
        self._node = node
        self.shown: dict[str, Any] = {}
        self.sent: list[Message] = []
        self.ports: list[int] = []
        self.memory = ""
        self.takes: list[str] = []
        self._do("open", **live_set)

    def message(self, name: str, *values: Any) -> None:
        """Send the script a message, as a box of the patch or the server does."""
        self._do("message", name=name, values=values)

    def advance(self, seconds: float) -> None:
        """Let time pass for the script's timers."""
        self._do("advance", milliseconds=1000 * seconds)

    def change(self, **what: Any) -> None:
        """Change the Live set, as the musician does."""
        self._do("change", **what)

    def evaluate(self, code: str) -> Any:
        """Return the value of an expression in the script."""
        return self._do("evaluate", code=code)

    def members(self) -> dict[str, dict[str, list[str]]]:
        """Return what the stand-in offers: class, get, set, call, count or observe, and the names."""
        return dict(self._do("members"))

    def look(self) -> Any:
        """Return the tracks of the set with their clips."""
        return self._do("look")

    @property
    def status(self) -> str:
        return str(self.shown.get("status", ""))

    def take_sent(self, address: str) -> list[Message]:
        """Return the messages to an address, and forget all that were sent."""
        found = [message for message in self.sent if message[0] == address]
        self.sent.clear()
        return found

    def _do(self, command: str, **details: Any) -> Any:
        answer = self._node.ask({"do": command, **details})
        for number, *words in answer["outlets"]:
            self._receive(OUTLETS[number], words)
        assert answer["error"] is None, answer["error"]
        assert answer["log"] == []
        return answer["value"]

    def _receive(self, box: str, words: Sequence[Any]) -> None:
        if box == "server":
            self.sent.append(tuple(words))
        elif box == "port":
            assert words[0] == "port"
            self.ports.append(words[1])
        elif box == "memory":
            (self.memory,) = words
            self.message("memory", self.memory)  # a pattr repeats what it is given
        elif words[0] == "clear":
            self.shown[box] = ""
            if box == "takes":
                self.takes.clear()
        elif words[0] == "append":
            self.takes.append(words[1])
        else:
            assert words[0] == "set"
            self.shown[box] = words[1]


def write_wav(path: Path, seconds: float, rate: int = 44100) -> Path:
    """Write silence; return the path."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(bytes(2 * round(seconds * rate)))
    return path


def job_of(live: Live) -> tuple[str, dict[str, Any]]:
    """Return the id and the pairs of the one job that was sent."""
    ((_, job, *pairs),) = live.take_sent("/musiccm/generate")
    assert len(job) <= 64
    return job, dict(zip(pairs[::2], pairs[1::2], strict=True))


def finish(live: Live, job: str, folder: Path, stems: tuple[str, ...] = ("",), bars: int = 4, bpm: float = 120.0,
           quarters: float = 16.0, seed: int = 777) -> None:  # fmt: skip
    """Answer a job as the server does, with real WAVs in a take of the folder."""
    take = folder / "MusicCM" / "warm-pads"
    take.mkdir(parents=True, exist_ok=True)
    frames = round(quarters * 60 / bpm * 44100)
    for index, stem in enumerate(stems, 1):
        path = write_wav(take / f"warm-pads{'_' * bool(stem)}{stem}_s{seed}.wav", frames / 44100)
        live.message("/musiccm/file", job, index, len(stems), stem, str(path), frames, 44100)
    live.message("/musiccm/done", job, str(take / "manifest.json"), len(stems), 1.5, bpm, bars, seed)


def made(live: Live, folder: Path, **answer: Any) -> dict[str, Any]:
    """Press Generate, let the server make the take, and return what was asked for."""
    live.message("generate")
    job, pairs = job_of(live)
    finish(live, job, folder, **answer)
    return pairs

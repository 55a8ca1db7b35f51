"""Takes a minute, by each way to make many: what `musiccm bench --batch` measures.

Every way is this program's own command line in processes of its own, start-up included, on the same takes. The ways
take turns, so that what else the machine does falls on all of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from musiccm_daw.engine.loading import find_model
from musiccm_daw.engine.speed import PROMPT, generate_command
from musiccm_daw.paths import STATE_VARIABLE

TAKES = 48
"""A batch long enough that loading the model is a small part."""
TAKES_OF_THE_SHELL = 6
"""Each loads the model anew, so fewer say as much."""
FACTS = {"bpm": "120", "bars": "4", "key": "A minor"}

PRESET = f"""
[preset]
prompt = "{PROMPT}"
bpm = {FACTS["bpm"]}
bars = {FACTS["bars"]}
key = "{FACTS["key"]}"
[[stem]]
role = "mix"
[matrix]
seed = {list(range(1, TAKES + 1))}
"""

PROGRAM = [sys.executable, "-m", "musiccm_daw.cli.app"]


def takes_a_minute(model: str | None, device: str, jobs: int, runs: int) -> dict[str, float]:
    """Return how many takes of 4 bars each way makes in a minute.

    Args:
        model: as `--model`.
        device: as `--device`.
        jobs: for `render --jobs`, beside one by one.
        runs: rounds of all ways; the median counts.
    """
    # By its folder: names are those of the user's state folder, which the server does not see.
    chosen = ["--device", device, "--model", str(find_model(model))]
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder) / "served", chosen) as port:
        preset = Path(folder) / "kit.toml"
        preset.write_text(PRESET, encoding="utf-8")

        def render(count: int) -> int:
            with tempfile.TemporaryDirectory() as project:
                _run(["render", str(preset), "--jobs", str(count), "--project", project, *chosen])
            return TAKES

        def send() -> int:
            pairs = [word for pair in FACTS.items() for word in pair]
            for seed in range(1, TAKES + 1):
                words = ["send", "generate", PROMPT, *pairs, "seed", str(seed), "--wait"]
                _run([*words, "--host", "127.0.0.1", "--port", port])
            return TAKES

        def generate() -> int:
            options = [word for name, value in FACTS.items() for word in (f"--{name}", value)]
            with tempfile.TemporaryDirectory() as project:
                for seed in range(1, TAKES_OF_THE_SHELL + 1):
                    words = [*options, "--seed", str(seed)]
                    _run(generate_command(PROMPT, words, project=Path(project), model=model, device=device)[3:])
            return TAKES_OF_THE_SHELL

        ways: dict[str, Callable[[], int]] = {
            "render --jobs 1": lambda: render(1),
            f"render --jobs {jobs}": lambda: render(jobs),
            "loop of send --wait": send,
            "loop of generate": generate,
        }
        rounds = [{way: _a_minute(make) for way, make in ways.items()} for _ in range(runs)]
    return {way: statistics.median(each[way] for each in rounds) for way in ways}


def _a_minute(make: Callable[[], int]) -> float:
    started = time.perf_counter()
    made = make()
    return 60 * made / (time.perf_counter() - started)


def _run(words: list[str]) -> None:
    # Our own program, with arguments of our own.
    subprocess.run([*PROGRAM, *words, "--quiet"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


@contextmanager
def _server(project: Path, chosen: list[str]) -> Iterator[str]:
    """Run a server that has warmed up while the block runs; yield its port."""
    project.mkdir()
    # Its address is nobody else's business.
    surroundings = {**os.environ, STATE_VARIABLE: str(project)}
    command = [*PROGRAM, "serve", "--port", "0", "--project", str(project), *chosen]
    with subprocess.Popen(  # noqa: S603
        command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            port = process.stdout.readline().rpartition(":")[2].partition("/")[0]
            _run(["send", "generate", PROMPT, "bars", "1", "--wait", "--host", "127.0.0.1", "--port", port])
            yield port
        finally:
            # The one way to end another process that Windows knows, too.
            process.terminate()

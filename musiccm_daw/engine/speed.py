"""The speed of a model on this machine: what `bench`, `doctor` and `train evaluate` measure of it.

Any disturbance only slows a run, so the fastest of a few counts, after one that warms up. The server's speed is
measured by `bridge.osc_speed`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.request.request import GenerationRequest

if TYPE_CHECKING:
    from musiccm_daw.clip import Clip
    from musiccm_daw.model.music_model import MusicModel

# 30 bars of 4/4 at 120 BPM are 60 seconds.
MINUTE_BARS = 30
MINUTE_BPM = 120
PROMPT = "warm house groove with electric piano chords and a round bass"
SHELL_BARS = 8


@dataclass(frozen=True)
class Speed:
    """Seconds for one minute of stereo music, in all and by stage, on so many threads."""

    seconds: float
    stages: dict[str, float]
    threads: int


def minute_request(steps: int) -> GenerationRequest:
    """Return a request for one minute of one stereo clip."""
    return GenerationRequest.resolve(PROMPT, bpm=MINUTE_BPM, bars=MINUTE_BARS, key="A minor", seed=1, steps=steps)


def minute_speed(generate: Callable[[GenerationRequest], Clip], *, steps: int, runs: int) -> Speed:
    """Measure the speed of something that generates clips, warm.

    Args:
        generate: makes a clip, such as `Engine.generate`.
        steps: of the sampler.
        runs: the fastest counts.
    """
    import torch

    request, threads = minute_request(steps), torch.get_num_threads()

    def timed() -> Speed:
        started = time.perf_counter()
        clip = generate(request)
        return Speed(time.perf_counter() - started, dict(clip.seconds), threads)

    generate(request)
    return min((timed() for _ in range(runs)), key=lambda speed: speed.seconds)


def codec_seconds(model: MusicModel, runs: int) -> dict[str, float]:
    """Return the seconds to encode and to decode a minute of stereo noise, vocoder included.

    Empty for a model that cannot encode.
    """
    import torch

    if not model.edits_clips:
        return {}
    grid = minute_request(steps=1).grid
    samples = grid.total_samples(44_100)
    audio = 0.1 * torch.randn(2, samples, generator=torch.Generator().manual_seed(1))
    latents = model.encode(audio, grid.total_columns, circular=True)

    def encode() -> None:
        model.encode(audio, grid.total_columns, circular=True)

    def decode() -> None:
        model.vocode(model.decode(latents, circular=True), samples, circular=True)

    return {"encode": _fastest(runs, encode), "decode": _fastest(runs, decode)}


def seconds_from_shell(model: str | None, device: str) -> float:
    """Return the seconds of `musiccm generate` for 8 bars in a process of its own, start-up included."""
    with tempfile.TemporaryDirectory() as project:
        options = ["--bars", str(SHELL_BARS), "--seed", "1", "--quiet"]
        command = generate_command(PROMPT, options, project=Path(project), model=model, device=device)
        started = time.perf_counter()
        # Our own program, with arguments of our own.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return time.perf_counter() - started


def generate_command(prompt: str, options: list[str], *, project: Path, model: str | None, device: str) -> list[str]:
    """Return the command line of a process that runs `musiccm generate` with this Python."""
    command = [sys.executable, "-m", "musiccm_daw.cli.app", "generate", prompt, *options]
    return [*command, "--device", device, "--project", str(project), *(["--model", model] if model else [])]


def _fastest(runs: int, work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of several runs, after one that warms up."""
    work()
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)

"""The speed of a model on this machine: what `bench`, `doctor` and `train evaluate` measure of it.

A figure is the median of a few runs, after one that warms up, so that neither one lucky nor one disturbed run counts.
The server's speed is measured by `bridge.osc_speed`, and what needs other processes by `cli.benchmarks`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.errors import ModelError
from musiccm_daw.request.request import GenerationRequest

if TYPE_CHECKING:
    from musiccm_daw.clip import Clip
    from musiccm_daw.model.music_model import MusicModel
    from musiccm_daw.score.score import Score

# 30 bars of 4/4 at 120 BPM are 60 seconds.
MINUTE_BARS = 30
MINUTE_BPM = 120
PROMPT = "warm house groove with electric piano chords and a round bass"
SHELL_OPTIONS = ("--bars", "8", "--stem", "keys", "--seed", "1")
"""8 bars of one part."""
FOUR_PARTS = ("drums", "bass", "keys", "pads")


@dataclass(frozen=True)
class Speed:
    """Seconds for one clip, in all and by stage, on so many threads."""

    seconds: float
    stages: dict[str, float]
    threads: int


def clip_request(bars: int, steps: int, bpm: float = MINUTE_BPM) -> GenerationRequest:
    """Return a request for one stereo clip in 4/4."""
    return GenerationRequest.resolve(PROMPT, bpm=bpm, bars=bars, meter="4/4", key="A minor", seed=1, steps=steps)


def minute_request(steps: int) -> GenerationRequest:
    """Return a request for one minute of one stereo clip."""
    return clip_request(MINUTE_BARS, steps)


def four_part_score(request: GenerationRequest) -> Score:
    """Return a score of four parts for a request without stems: they are sampled one by one and vocoded as one mix."""
    stems = GenerationRequest.resolve(
        PROMPT, bpm=request.bpm, bars=request.bars, meter="4/4", key="A minor", seed=1, stems=FOUR_PARTS
    )
    return compose_score(stems, 1)


def minute_speed(generate: Callable[[GenerationRequest], Clip], *, steps: int, runs: int) -> Speed:
    """Measure how fast something makes a minute of stereo music, warm; see `clip_speed`."""
    return clip_speed(generate, minute_request(steps), runs)


def clip_speed(
    generate: Callable[[GenerationRequest], Clip], request: GenerationRequest, runs: int, *, warm_up: bool = True
) -> Speed:
    """Measure the speed of something that generates clips.

    Args:
        generate: makes a clip, such as `Engine.generate`.
        request: what it makes.
        runs: the median counts; of an even number the faster of the two in the middle.
        warm_up: make the clip once before.
    """
    import torch

    threads = torch.get_num_threads()

    def timed() -> Speed:
        started = time.perf_counter()
        clip = generate(request)
        return Speed(time.perf_counter() - started, dict(clip.seconds), threads)

    if warm_up:
        generate(request)
    return sorted((timed() for _ in range(runs)), key=lambda speed: speed.seconds)[(runs - 1) // 2]


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

    return in_turn({"encode": lambda: seconds_of(encode), "decode": lambda: seconds_of(decode)}, runs)


def in_turn(ways: Mapping[str, Callable[[], float]], runs: int) -> dict[str, float]:
    """Return the median of what each way measures; they take turns, so that a disturbance falls on all of them.

    Args:
        ways: each returns seconds, or whatever it counts.
        runs: rounds of all ways, after one that warms up.
    """
    rounds = [{name: measure() for name, measure in ways.items()} for _ in range(runs + 1)][1:]
    return {name: statistics.median(each[name] for each in rounds) for name in ways}


def seconds_of(work: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def shell_speed(model: str | None, device: str) -> tuple[float, float]:
    """Run `musiccm generate` for 8 bars of one part: its seconds, start-up included, and those that loading took."""
    seconds, answer = run_generate(SHELL_OPTIONS, model=model, device=device)
    return seconds, json.loads(answer)["seconds"]["load"]


def run_generate(
    options: Sequence[str], *, model: str | None, device: str, under: Sequence[str] = ()
) -> tuple[float, str]:
    """Run `musiccm generate --json` in a process and a project of its own.

    Args:
        options: of the command.
        model: as `--model`.
        device: as `--device`.
        under: the command line of a program that runs the command line behind its own.

    Returns:
        The seconds it took, start-up included, and what it wrote to stdout.

    Raises:
        ModelError: it failed.
    """
    with tempfile.TemporaryDirectory() as project:
        words = [*options, "--json", "--quiet"]
        command = [*under, *generate_command(PROMPT, words, project=Path(project), model=model, device=device)]
        started = time.perf_counter()
        # Our own program, with arguments of our own.
        outcome = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603
        seconds = time.perf_counter() - started
    if outcome.returncode:
        raise ModelError("musiccm generate failed; its error is on the line above")
    return seconds, outcome.stdout


def generate_command(prompt: str, options: list[str], *, project: Path, model: str | None, device: str) -> list[str]:
    """Return the command line of a process that runs `musiccm generate` with this Python."""
    command = [sys.executable, "-m", "musiccm_daw.cli.app", "generate", prompt, *options]
    return [*command, "--device", device, "--project", str(project), *(["--model", model] if model else [])]

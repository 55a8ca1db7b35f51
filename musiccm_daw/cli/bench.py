"""`musiccm bench`: how long music takes here, by steps, from the shell, and in the codec alone."""

import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Annotated

import typer

from musiccm_daw.cli import options
from musiccm_daw.cli.console import print_json, print_table
from musiccm_daw.cli.loading import load_engine
from musiccm_daw.cli.speed import PROMPT, best_of, minute_request, seconds_of_a_minute

if TYPE_CHECKING:
    from musiccm_daw.engine.generate import Engine

STEPS = (1, 2, 4, 8)

Runs = Annotated[int, typer.Option(metavar="N", min=1, help="Runs per figure, of which the fastest counts.")]


def bench(
    runs: Runs = 3,
    model: options.Model = None,
    device: options.Device = options.DeviceName.auto,
    as_json: options.Json = False,
    debug: options.Debug = False,
) -> None:
    """Measure the speed of this machine.

    A minute of stereo music by 1, 2, 4 and 8 steps on a warm model; 8 bars from the shell, start-up included;
    the codec alone on that minute.

    Example: musiccm bench --runs 5 --json
    """
    from_shell = seconds_from_shell(model, device)
    engine = load_engine(model, device)
    by_steps = {steps: seconds_of_a_minute(engine, steps=steps, runs=runs) for steps in STEPS}
    encode, decode = codec_seconds(engine, runs)
    if as_json:
        print_json(
            {
                "minute_by_steps": {str(steps): round(seconds, 3) for steps, seconds in by_steps.items()},
                "shell_8_bars": round(from_shell, 3),
                "codec_minute": {"encode": round(encode, 3), "decode": round(decode, 3)},
            }
        )
        return
    rows = [(f"a minute of stereo, {steps} steps, warm", seconds) for steps, seconds in by_steps.items()]
    rows += [("8 bars from the shell, start-up included", from_shell)]
    rows += [("codec: encode a minute", encode), ("codec: decode a minute", decode)]
    print_table(("what", "seconds"), rows)


def seconds_from_shell(model: str | None, device: str) -> float:
    """Seconds of `musiccm generate` for 8 bars in a process of its own."""
    with tempfile.TemporaryDirectory() as project:
        command = [sys.executable, "-c", "from musiccm_daw.cli.app import main; main()", "generate", PROMPT]
        command += ["--bars", "8", "--seed", "1", "--quiet", "--device", device, "--project", project]
        command += ["--model", model] if model else []
        started = time.perf_counter()
        # Our own program, with arguments of our own.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return time.perf_counter() - started


def codec_seconds(engine: "Engine", runs: int) -> tuple[float, float]:
    """Seconds to encode and to decode (vocoder included) one minute of stereo noise."""
    import torch

    grid = minute_request(steps=1).grid
    samples = grid.total_samples(44_100)
    audio = 0.1 * torch.randn(2, samples, generator=torch.Generator().manual_seed(1))
    pipeline = engine.pipeline
    latents = pipeline.encode(audio, grid.total_columns, circular=True)

    def encode() -> None:
        pipeline.encode(audio, grid.total_columns, circular=True)

    def decode() -> None:
        pipeline.vocode(pipeline.decode(latents, circular=True), samples, circular=True)

    return best_of(runs, encode), best_of(runs, decode)

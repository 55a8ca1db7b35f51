"""`musiccm bench`: how long music takes here, by steps, from the shell, and in the codec alone."""

import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Annotated

import typer

from bridge.osc_speed import server_latency
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_line, print_table
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.engine.speed import PROMPT, best_of, minute_request, seconds_of_a_minute

if TYPE_CHECKING:
    from musiccm_daw.engine.engine import Engine

STEPS = (1, 2, 4, 8)

Runs = Annotated[int, typer.Option(metavar="N", min=1, help="Runs per figure, of which the fastest counts.")]


Music = Annotated[
    bool,
    typer.Option("--music", help="Measure seams, loops, coherence and the grid instead; takes minutes, needs librosa."),
]
Long = Annotated[
    bool, typer.Option("--long", help="Measure memory and time of one and of ten minutes instead; takes minutes.")
]


def bench(
    runs: Runs = 3,
    music: Music = False,
    long: Long = False,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    as_json: common.Json = False,
    debug: common.Debug = False,
) -> None:
    """Measure the speed of this machine.

    A minute of stereo music by 1, 2, 4 and 8 steps on a warm model; 8 bars from the shell, start-up included;
    the codec alone on that minute; the OSC server from a datagram to its answers. With --music or --long, how
    long pieces and loops hold together, and what length costs.

    Example: musiccm bench --runs 5 --json
    """
    if music or long:
        show_figures(music=music, long=long, model=model, device=device, as_json=as_json)
        return
    from_shell = seconds_from_shell(model, device)
    engine = load_engine(model, device)
    by_steps = {steps: seconds_of_a_minute(engine, steps=steps, runs=runs) for steps in STEPS}
    codec = codec_seconds(engine, runs)
    osc = server_latency(engine)
    if as_json:
        print_json(
            {
                "minute_by_steps": {str(steps): round(seconds, 3) for steps, seconds in by_steps.items()},
                "shell_8_bars": round(from_shell, 3),
                "codec_minute": {way: round(seconds, 3) for way, seconds in codec.items()},
                "osc": {name: round(seconds, 5) for name, seconds in osc.items()},
            }
        )
        return
    rows = [(f"a minute of stereo, {steps} steps, warm", seconds) for steps, seconds in by_steps.items()]
    rows += [("8 bars from the shell, start-up included", from_shell)]
    rows += [(f"codec: {way} a minute", seconds) for way, seconds in codec.items()]
    print_table(("what", "seconds"), rows)
    print_line()
    rows = [
        ("datagram to done, 4 bars on disk: median", 1000 * osc["done_median"]),
        ("datagram to done, 4 bars on disk: 95 % within", 1000 * osc["done_p95"]),
        ("datagram to ack, the engine at work: median", 1000 * osc["ack_median"]),
        ("datagram to ack, the engine at work: 99 % within", 1000 * osc["ack_p99"]),
    ]
    print_table(("OSC server, warm", "milliseconds"), rows)


def show_figures(*, music: bool, long: bool, model: str | None, device: str, as_json: bool) -> None:
    """Print what the music itself measures, and what length costs."""
    from trainer.evaluation import music_figures

    music_figures.check_possible(music=music, long=long)
    found = []
    if music:
        engine = load_engine(model, device)
        measures = (
            music_figures.seam_figures,
            music_figures.join_figures,
            music_figures.coherence_figures,
            music_figures.grid_figures,
        )
        found += [measure(engine) for measure in measures]
    if long:
        found.append(music_figures.long_figures(model, device))
    if as_json:
        print_json({name: round(value, 3) for figures in found for name, value in figures.values.items()})
        return
    for figures in found:
        print_table((figures.title, "measured", "target"), figures.rows)
        print_line()


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


def codec_seconds(engine: "Engine", runs: int) -> dict[str, float]:
    """Seconds to encode and to decode (vocoder included) a minute of stereo noise; nothing of a model that cannot."""
    import torch

    model = engine.model
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

    return {"encode": best_of(runs, encode), "decode": best_of(runs, decode)}

"""`musiccm bench`: the speed of this machine, and figures of the music and of long clips.

`engine.speed`, `bridge.osc_speed` and `trainer.evaluation.music_figures` measure; this file prints.
"""

from typing import Annotated

import typer

from bridge.osc_speed import server_latency
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_line, print_stage, print_table
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.engine.speed import codec_seconds, minute_speed, seconds_from_shell

STEPS = (1, 2, 4, 8)
NIGHT_SECONDS = 8 * 3600.0
"""Of a batch that is worth as many processes as there are cores."""

Runs = Annotated[int, typer.Option(metavar="N", min=1, help="Runs per figure; the fastest counts.")]
Music = Annotated[
    bool,
    typer.Option(
        "--music",
        help="Measure the music instead: seams, loops, coherence and timing. Takes minutes and needs librosa.",
    ),
]
Long = Annotated[
    bool,
    typer.Option("--long", help="Measure memory and time for one and for ten minutes of music instead. Takes minutes."),
]
Batch = Annotated[
    bool,
    typer.Option(
        "--batch", help="Measure takes a minute instead: by render, and by loops of send and generate. Takes minutes."
    ),
]


def bench(
    runs: Runs = 3,
    music: Music = False,
    long: Long = False,
    batch: Batch = False,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    as_json: common.Json = False,
    debug: common.Debug = False,
) -> None:
    """Measure how fast this machine makes music.

    It times a minute of stereo music in 1, 2, 4 and 8 steps on a warm model, 8 bars from the shell with start-up
    included, the codec alone on a minute, and the OSC server from a datagram to its answers.

    Example: musiccm bench --runs 5 --json
    """
    if music or long:
        show_figures(music=music, long=long, model=model, device=device, as_json=as_json)
        return
    if batch:
        show_batch_speed(runs, model=model, device=device, as_json=as_json)
        return
    print_stage("8 bars from the shell")
    from_shell = seconds_from_shell(model, device)
    engine = load_engine(model, device)
    by_steps = {}
    for steps in STEPS:
        print_stage(f"a minute in {steps} steps")
        by_steps[steps] = minute_speed(engine.generate, steps=steps, runs=runs).seconds
    print_stage("the codec")
    codec = codec_seconds(engine.model, runs)
    print_stage("the OSC server")
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
        ("datagram to ack while the engine is busy: median", 1000 * osc["ack_median"]),
        ("datagram to ack while the engine is busy: 99 % within", 1000 * osc["ack_p99"]),
    ]
    print_table(("OSC server, warm", "milliseconds"), rows)


def show_figures(*, music: bool, long: bool, model: str | None, device: str, as_json: bool) -> None:
    """Print figures of the music itself, and what length costs."""
    from trainer.evaluation import music_figures

    music_figures.check_possible(music=music, long=long)
    found = []
    measures = {
        "seams": music_figures.seam_figures,
        "joins": music_figures.join_figures,
        "coherence": music_figures.coherence_figures,
        "grid": music_figures.grid_figures,
    }
    if music:
        engine = load_engine(model, device)
        for name, measure in measures.items():
            print_stage(name)
            found.append(measure(engine))
    if long:
        print_stage("a minute and ten minutes")
        found.append(music_figures.long_figures(model, device))
    if as_json:
        print_json({name: round(value, 3) for figures in found for name, value in figures.values.items()})
        return
    for figures in found:
        print_table((figures.title, "measured", "target"), figures.rows)
        print_line()


def show_batch_speed(runs: int, *, model: str | None, device: str, as_json: bool) -> None:
    """Print how many takes a minute each way makes."""
    from musiccm_daw.cli.batch_speed import takes_a_minute
    from musiccm_daw.cli.batches import default_jobs

    jobs = default_jobs(model, device, NIGHT_SECONDS, may_load=True)
    found = takes_a_minute(model, device, jobs, runs)
    if as_json:
        print_json({way: round(takes, 2) for way, takes in found.items()})
        return
    print_table(("4 bars, start-up included", "takes a minute"), list(found.items()))

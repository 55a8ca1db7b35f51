"""What people wait for: a clip from the shell, a clip over OSC, short clips and a minute on a model that is loaded.

And the score of 8 bars, which needs no model.
"""

from __future__ import annotations

import statistics
from functools import partial

from bridge.osc_speed import server_latency
from musiccm_daw.asking import ask
from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.cli.views.console import print_stage
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.engine.speed import (
    clip_request,
    clip_speed,
    four_part_score,
    in_turn,
    minute_request,
    seconds_of,
    shell_speed,
)
from musiccm_daw.figures import Figures
from musiccm_daw.request.request import DEFAULT_STEPS
from musiccm_daw.scoring import planned_scores
from musiccm_daw.wording import counted

SHORT_BARS = (2, 8)
COMPOSED_BARS = 8
COMPOSED_STYLES = tuple(style.replace("_", " ") for style in STYLE_TABLE)
COMPOSED_SEEDS = range(1, 7)
"""For each style."""


def everyday_figures(subject: Subject) -> list[Figures]:
    """Measure what people wait for, start-up first, before this process loads the model as well."""
    print_stage("8 bars from the shell")
    # The first run reads the files from the disk.
    runs = [shell_speed(subject.model, subject.device) for _ in range(subject.runs + 1)][1:]
    from_shell, loading = sorted(runs)[(subject.runs - 1) // 2]
    values = {"shell_8_bars": from_shell, "shell_8_bars_loading": loading}
    rows: list[tuple[str, float]] = [
        ("8 bars of one part from the shell, start-up included", from_shell),
        ("  of which loading the model", loading),
    ]
    for name, text, seconds in _warm(subject):
        values[name] = seconds
        rows.append((text, seconds))
    return [Figures(("what", "seconds"), rows, values), _composing(subject.runs), _server(subject)]


def _warm(subject: Subject) -> list[tuple[str, str, float]]:
    """Return name, text and seconds of each clip that a loaded model makes."""
    engine, runs = subject.engine, subject.runs
    found = []
    for bars in SHORT_BARS:
        print_stage(f"{bars} bars")
        speed = clip_speed(engine.generate, clip_request(bars, DEFAULT_STEPS), runs)
        found.append((f"bars_{bars}", f"{bars} bars at 120, one part, {DEFAULT_STEPS} steps, warm", speed.seconds))
    for steps in (1, DEFAULT_STEPS):
        print_stage(f"a minute, by {counted(steps, 'step')}")
        speed = clip_speed(engine.generate, minute_request(steps), runs)
        found.append((f"minute_{steps}_steps", f"a minute of one part, {counted(steps, 'step')}, warm", speed.seconds))
    for stage in ("text", "sample", "decode", "vocode"):
        found.append((f"minute_{DEFAULT_STEPS}_steps_{stage}", f"  of which {stage}", speed.stages.get(stage, 0.0)))
    if engine.reads_scores:
        print_stage("a minute of four parts")
        request = minute_request(DEFAULT_STEPS)
        mix = clip_speed(partial(engine.generate, scores=[four_part_score(request)]), request, runs)
        found.append(("minute_of_four_parts", f"a minute of a mix of four parts, {DEFAULT_STEPS} steps", mix.seconds))
    return found


def _composing(runs: int) -> Figures:
    """Measure how long scores take to compose, in every style and from several seeds."""
    print_stage(f"scores of {COMPOSED_BARS} bars")
    requests = [ask(style, bars=COMPOSED_BARS, seed=seed) for style in COMPOSED_STYLES for seed in COMPOSED_SEEDS]
    works = (partial(planned_scores, request) for request in requests)
    seconds = in_turn({str(at): partial(seconds_of, work) for at, work in enumerate(works)}, runs).values()
    found = {"mean": statistics.mean(seconds), "median": statistics.median(seconds), "largest": max(seconds)}
    scores = f"a score of {COMPOSED_BARS} bars, of {len(requests)} in {counted(len(COMPOSED_STYLES), 'style')}"
    rows = [(f"{scores}: {name}", 1000 * value) for name, value in found.items()]
    return Figures(("composing", "milliseconds"), rows, {f"compose_{name}": value for name, value in found.items()})


def _server(subject: Subject) -> Figures:
    print_stage("the OSC server")
    osc = server_latency(subject.engine)
    rows = [
        ("datagram to done, 4 bars of one part on disk: median", 1000 * osc["done_median"]),
        ("datagram to done, 4 bars of one part on disk: 95 % within", 1000 * osc["done_p95"]),
        ("datagram to ack while the engine is busy: median", 1000 * osc["ack_median"]),
        ("datagram to ack while the engine is busy: 99 % within", 1000 * osc["ack_p99"]),
    ]
    return Figures(("OSC server, warm", "milliseconds"), rows, {f"osc_{name}": value for name, value in osc.items()})

"""How cost grows: with the length of the music, with the sampler's steps, and with threads; and the codec alone."""

from __future__ import annotations

from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.cli.views.console import counted, print_stage
from musiccm_daw.engine.speed import clip_request, clip_speed, codec_seconds, minute_request, minute_speed
from musiccm_daw.figures import Figures
from musiccm_daw.request.request import DEFAULT_STEPS

BPM = 96
BARS = (1, 2, 4, 8, 24, 72, 240)
"""At 96 BPM, 24 bars are a minute and 240 are ten."""
LONG_BARS = 72
"""Clips from here on are made once: they take so long that a disturbance hardly counts."""
LENGTH_STEPS = (1, DEFAULT_STEPS)
MINUTE_STEPS = (1, 2, 4, 8)

Lengths = dict[int, dict[float, float]]
"""For each number of steps: seconds of music to the seconds that making it takes."""


def measure_lengths(subject: Subject) -> Lengths:
    """Measure clips from one bar to ten minutes."""
    generate, found = subject.engine.generate, Lengths()
    for steps in LENGTH_STEPS:
        found[steps] = {}
        for bars in BARS:
            print_stage(f"{counted(bars, 'bar')}, by {counted(steps, 'step')}")
            request, long = clip_request(bars, steps, BPM), bars >= LONG_BARS
            speed = clip_speed(generate, request, 1 if long else subject.runs, warm_up=not long)
            found[steps][float(request.grid.total_seconds)] = speed.seconds
    return found


def length_figures(lengths: Lengths) -> Figures:
    """Return a table of measured lengths."""
    rows: list[tuple[str | float, ...]] = [
        (f"{counted(bars, 'bar')} at {BPM}", seconds, *(lengths[steps][seconds] for steps in lengths))
        for bars, seconds in zip(BARS, next(iter(lengths.values())), strict=True)
    ]
    values = {
        f"bars_{bars}_{steps}_steps": seconds
        for steps, found in lengths.items()
        for bars, seconds in zip(BARS, found.values(), strict=True)
    }
    heads = (f"seconds, {counted(steps, 'step')}" for steps in lengths)
    return Figures(("length", "of music", *heads), rows, values)


def step_figures(subject: Subject) -> Figures:
    """Measure a minute by each number of steps."""
    by_steps = {}
    for steps in MINUTE_STEPS:
        print_stage(f"a minute, by {counted(steps, 'step')}")
        by_steps[steps] = minute_speed(subject.engine.generate, steps=steps, runs=subject.runs).seconds
    rows = [(f"by {steps}", seconds) for steps, seconds in by_steps.items()]
    values = {f"steps_{steps}": seconds for steps, seconds in by_steps.items()}
    return Figures(("a minute, by steps", "seconds"), rows, values)


def thread_figures(subject: Subject) -> Figures:
    """Measure a minute on each number of threads up to those that torch uses here; frames are the same on all."""
    import torch

    engine, before = subject.engine, torch.get_num_threads()
    counts = sorted({*(2**power for power in range(before.bit_length()) if 2**power <= before), before})
    values = {}
    try:
        for count in counts:
            print_stage(f"a minute on {counted(count, 'thread')}")
            torch.set_num_threads(count)
            values[count] = clip_speed(engine.generate, minute_request(DEFAULT_STEPS), subject.runs).seconds
    finally:
        torch.set_num_threads(before)
    rows = [(f"on {count}", seconds) for count, seconds in values.items()]
    named = {f"threads_{count}": seconds for count, seconds in values.items()}
    return Figures((f"a minute by {DEFAULT_STEPS} steps, by threads", "seconds"), rows, named)


def codec_figures(subject: Subject) -> Figures:
    """Measure the codec alone on a minute; no figures for a model that cannot encode."""
    print_stage("the codec")
    found = codec_seconds(subject.engine.model, subject.runs)
    rows = [(f"{way} a minute", seconds) for way, seconds in found.items()]
    return Figures(("codec alone", "seconds"), rows, {f"codec_{way}": seconds for way, seconds in found.items()})

"""How cost grows: with the length of the music, with the sampler's steps, and with threads; and the codec alone."""

from __future__ import annotations

from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.cli.views.console import print_stage
from musiccm_daw.engine.speed import clip_request, clip_speed, codec_seconds, minute_request, minute_speed
from musiccm_daw.figures import Figures
from musiccm_daw.request.request import DEFAULT_STEPS
from musiccm_daw.wording import counted

BPM = 96
BARS = (1, 2, 4, 8, 24, 72, 240)
"""At 96 BPM, 24 bars are a minute and 240 are ten."""
LONG_BARS = 72
"""Clips from here on are made once: they take so long that a disturbance hardly counts."""
LENGTH_STEPS = (1, DEFAULT_STEPS)
MINUTE_STEPS = (1, 2, 4, 8)


def growth_figures(subject: Subject) -> list[Figures]:
    """Measure time by length, by steps and by threads, and the codec where the model can encode."""
    figures = [length_figures(subject), step_figures(subject), thread_figures(subject)]
    return [*figures, codec_figures(subject)] if subject.engine.model.edits_clips else figures


def length_figures(subject: Subject) -> Figures:
    """Measure clips from one bar to ten minutes: a column of seconds of music, and one for each number of steps."""
    rows: list[tuple[str | float, ...]] = []
    values = {}
    for bars in BARS:
        by_steps, music = [], clip_request(bars, DEFAULT_STEPS, BPM).grid.total_seconds
        for steps in LENGTH_STEPS:
            print_stage(f"{counted(bars, 'bar')}, by {counted(steps, 'step')}")
            request, long = clip_request(bars, steps, BPM), bars >= LONG_BARS
            speed = clip_speed(subject.engine.generate, request, 1 if long else subject.runs, warm_up=not long)
            values[f"bars_{bars}_{steps}_steps"] = speed.seconds
            by_steps.append(speed.seconds)
        rows.append((f"{counted(bars, 'bar')} at {BPM}", float(music), *by_steps))
    heads = (f"by {counted(steps, 'step')}" for steps in LENGTH_STEPS)
    return Figures(("length", "seconds of music", *heads), rows, values)


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
    """Measure the codec alone on a minute."""
    print_stage("the codec")
    found = codec_seconds(subject.engine.model, subject.runs)
    rows = [(f"{way} a minute", seconds) for way, seconds in found.items()]
    return Figures(("codec alone", "seconds"), rows, {f"codec_{way}": seconds for way, seconds in found.items()})

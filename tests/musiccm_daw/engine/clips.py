"""Clips to edit, made of noise; what their files state is an argument."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.request.source_clip import ClipFacts, SourceClip
from musiccm_daw.timebase import Meter, TimeGrid

OWN_FACTS = ClipFacts(
    bpm=Fraction(240),
    meter=Meter(2, 4),
    key=Key.parse("Am"),
    chords=ChordProgression.parse("Am | F"),
    loop=True,
    prompt="soft house chords, 8 bars",
    words="soft house chords",
    role="keys",
    name="soft",
)
"""A clip of our own, in short bars."""
FOREIGN_FACTS = ClipFacts()


def noise_clip(
    bars: int = 4,
    *,
    facts: ClipFacts = OWN_FACTS,
    sample_rate: int = 44_100,
    channels: int = 2,
    subtype: str = "PCM_24",
    bpm: Fraction = Fraction(240),
    meter: Meter | None = None,
    extra_samples: int = 0,
) -> SourceClip:
    """Return noise of whole bars, and some samples more or less."""
    grid = TimeGrid(bpm, meter or Meter(2, 4), bars)
    samples = grid.total_samples(sample_rate) + extra_samples
    audio = np.random.default_rng(bars).uniform(-0.2, 0.2, (samples, channels)).astype(np.float32)
    facts = facts if facts.bpm is None else replace(facts, bpm=bpm, meter=grid.meter)
    return SourceClip(Path("/clips/noise.wav"), "ab" * 32, audio, sample_rate, subtype, facts)


def repaint(source: SourceClip, bars: str, prompt: str | None = None, **options: Any) -> GenerationRequest:
    """Return the request that repaints some bars."""
    return resolve_edit(source, AskedEdit(EditKind.REPAINT, bars=bars), prompt, options)


def continuation(source: SourceClip, bars: int | None, prompt: str | None = None, **options: Any) -> GenerationRequest:
    """Return the request that adds some bars."""
    return resolve_edit(source, AskedEdit(EditKind.CONTINUE), prompt, {"bars": bars, **options})


def variation(source: SourceClip, strength: float, prompt: str | None = None, **options: Any) -> GenerationRequest:
    """Return the request that varies a clip."""
    return resolve_edit(source, AskedEdit(EditKind.VARIATION, strength=strength), prompt, options)

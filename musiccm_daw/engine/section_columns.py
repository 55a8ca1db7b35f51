"""Sections as condition columns, and as silence where stems rest.

The shared restriction joins them: windows across a join are predicted with the text of either section, and the two
predictions are cross-faded over the last quarter before the bar line. Chords, energy and the other condition columns
change on the bar line itself. A stem that rests in a section is silent there. Torch-free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.engine.conditioning import column_conditions
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.fields import prompt_text
from musiccm_daw.request.prompt_facts import swing_in
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section, bar_spans
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.timebase import TimeGrid

REST_FADE_SECONDS = 0.01
"""At the end of the last bar before a rest; a shorter fade clicks."""
ENTRY_FADE_SECONDS = 0.002
"""At the first bar after a rest; a longer fade takes away its attack."""


def section_prompts(sections: Sequence[Section], stem_prompt: str) -> list[str]:
    """Return the prompt of a stem in every section."""
    return [
        prompt_text(f"{section.prompt}, {stem_prompt}" if section.prompt else stem_prompt, "prompt of a section")
        for section in sections
    ]


def section_columns(request: GenerationRequest, role: str | None, stem_prompt: str) -> NDArray[np.float32]:
    """Return the condition columns (F, W) of a stem, section after section."""
    grid, sections = request.grid, request.sections
    texts = section_prompts(sections, stem_prompt)
    parts = []
    for section, text, (first, last) in zip(sections, texts, bar_spans(sections), strict=True):
        chords = request.chords if section.chords is None else _from_bar(section.chords, first)
        energy = _energy(section, request)
        columns = column_conditions(
            grid,
            chords=chords,
            key=request.key,
            role=role,
            energy=None if energy is None else [energy] * grid.bars,
            swing=swing_in(text),
        )
        parts.append(columns[:, first * grid.columns_per_bar : last * grid.columns_per_bar])
    return np.concatenate(parts, axis=1)


def _energy(section: Section, request: GenerationRequest) -> float | None:
    """Return the energy of a section: its own, else that of the request, unless its words ask for another one."""
    if section.energy is not None or request.energy is None:
        return section.energy
    said = read_brief(section.prompt).steering.energy if section.prompt else None
    return request.energy if said is None else said


def section_shares(grid: TimeGrid, sections: Sequence[Section], *, loop: bool) -> NDArray[np.float32]:
    """Return the share of each section's text in every column, (G, W); the shares of a column add up to one."""
    shares = np.zeros((len(sections), grid.total_columns), dtype=np.float32)
    fade = min(grid.columns_per_quarter, grid.columns_per_bar)
    rise = np.arange(1, fade + 1, dtype=np.float32) / (fade + 1)
    for index, (first, last) in enumerate(bar_spans(sections)):
        shares[index, first * grid.columns_per_bar : last * grid.columns_per_bar] = 1.0
        following = (index + 1) % len(sections)
        if following > index or (loop and following != index):
            end = last * grid.columns_per_bar
            shares[index, end - fade : end] -= rise
            shares[following, end - fade : end] += rise
    return shares


def rests_silenced(
    audio: NDArray[np.float32], start: int, request: GenerationRequest, stem: StemRequest
) -> NDArray[np.float32]:
    """Return audio (n, A) that begins at sample `start` of the clip, silent in the sections in which a stem rests."""
    rate = request.sample_rate
    for first, last in _rests(request, stem):
        begin, end = request.grid.bar_start_samples(first, rate), request.grid.bar_start_samples(last, rate)
        fade_out, fade_in = round(REST_FADE_SECONDS * rate), round(ENTRY_FADE_SECONDS * rate)
        # 1 is the full level; the fade before a rest ends on a bar line, and the fade after it begins on one.
        positions = np.arange(start, start + len(audio))
        level = np.maximum((begin - positions) / fade_out, (positions - end) / fade_in).clip(0, 1)
        if level.min(initial=1.0) < 1.0:
            audio = audio * level[:, None].astype(np.float32)
    return audio


def _rests(request: GenerationRequest, stem: StemRequest) -> list[tuple[int, int]]:
    """Return the spans in which a stem rests, from the first bar to that after the last; adjacent rests are one."""
    rests: list[tuple[int, int]] = []
    for section, (first, last) in zip(request.sections, bar_spans(request.sections), strict=True):
        if section.stems is None or stem.label in section.stems:
            continue
        if rests and rests[-1][1] == first:
            first = rests.pop()[0]
        rests.append((first, last))
    return rests


def _from_bar(chords: ChordProgression, bar: int) -> ChordProgression:
    """Return a progression rotated so that its first bar falls on `bar`."""
    turn = -bar % len(chords.bars)
    return replace(chords, bars=chords.bars[turn:] + chords.bars[:turn])

"""Sections: spans of bars with words, chords and energy of their own, in one piece of music.

The shared restriction joins them: windows that lie across a join are predicted under both sections' words, and the two
predictions are faded into each other on the last quarter before the line. Chords, energy and the rest of the condition
columns change on the bar line itself. Torch-free; `generate` carries the texts to the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np

from musiccm_daw.engine.conditioning import column_conditions
from musiccm_daw.engine.swing import swing_in
from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.fields import prompt_text
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.timebase import TimeGrid


@dataclass(frozen=True)
class Section:
    """Some bars of a request.

    Attributes:
        bars: how many; at least one.
        prompt: words that are put before each stem's own; may be empty.
        chords: progression from the section's first bar on; None for those of the request.
        energy: 0 to 1, None where it is left open.
    """

    bars: int
    prompt: str = ""
    chords: ChordProgression | None = None
    energy: float | None = None


def check_sections(sections: Sequence[Section], bars: int) -> None:
    """Refuse sections that do not make up a clip of so many bars.

    Raises:
        RequestError: in one line, with what to do.
    """
    for number, section in enumerate(sections, start=1):
        if section.bars < 1:
            raise RequestError(f"section {number} has {section.bars} bars; give each at least 1, or leave it out")
        if section.energy is not None and not 0 <= section.energy <= 1:
            raise RequestError(f"energy of section {number} is {section.energy:g}; it is a number from 0 to 1")
    total = sum(section.bars for section in sections)
    if total == 0:
        raise RequestError(f"there are no sections, so they add up to no bars; the clip has {bars}, give at least one")
    if total != bars:
        raise RequestError(
            f"the sections add up to {total} bars, the clip has {bars}; change the sections or ask for {total} bars"
        )


def section_prompts(sections: Sequence[Section], stem_prompt: str) -> list[str]:
    """The words of a stem in every section."""
    return [
        prompt_text(f"{section.prompt}, {stem_prompt}" if section.prompt else stem_prompt, "prompt of a section")
        for section in sections
    ]


def section_columns(
    request: GenerationRequest, sections: Sequence[Section], role: str | None, stem_prompt: str
) -> np.ndarray:
    """Condition columns (F, W) of a stem, section after section."""
    grid = request.grid
    texts = section_prompts(sections, stem_prompt)
    parts = []
    for section, text, (first, last) in zip(sections, texts, _bar_spans(sections), strict=True):
        chords = request.chords if section.chords is None else _from_bar(section.chords, first)
        energy = None if section.energy is None else [section.energy] * grid.bars
        columns = column_conditions(
            grid, chords=chords, key=request.key, role=role, energy=energy, swing=swing_in(text)
        )
        parts.append(columns[:, first * grid.columns_per_bar : last * grid.columns_per_bar])
    return np.concatenate(parts, axis=1)


def section_shares(grid: TimeGrid, sections: Sequence[Section], *, loop: bool) -> np.ndarray:
    """How much each section's words count on every column: (sections, W) float32; a column's shares add up to one."""
    shares = np.zeros((len(sections), grid.total_columns), dtype=np.float32)
    fade = min(grid.columns_per_quarter, grid.columns_per_bar)
    rise = np.arange(1, fade + 1, dtype=np.float32) / (fade + 1)
    for index, (first, last) in enumerate(_bar_spans(sections)):
        shares[index, first * grid.columns_per_bar : last * grid.columns_per_bar] = 1.0
        following = (index + 1) % len(sections)
        if following > index or (loop and following != index):
            end = last * grid.columns_per_bar
            shares[index, end - fade : end] -= rise
            shares[following, end - fade : end] += rise
    return shares


def _bar_spans(sections: Sequence[Section]) -> list[tuple[int, int]]:
    return list(pairwise(accumulate((section.bars for section in sections), initial=0)))


def _from_bar(chords: ChordProgression, bar: int) -> ChordProgression:
    """A progression turned so that its first bar falls on `bar`."""
    turn = -bar % len(chords.bars)
    return replace(chords, bars=chords.bars[turn:] + chords.bars[:turn])

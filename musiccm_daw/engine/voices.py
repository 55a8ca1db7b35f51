"""Voices: what is sampled by itself. A part of a score is one voice; without a score or as one sound, a stem is.

Between the request with its score and `Generation`, which samples voices and makes stems sound: the voices of a stem
become one sound by adding their rows. Computes no audio.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.engine.conditioning import BAR_LINE_FEATURES, FEATURES, feature_rows
from musiccm_daw.engine.late_attacks import lead_columns, struck_early
from musiccm_daw.engine.micro_timing import frame_offsets
from musiccm_daw.engine.played_dynamics import emphasised
from musiccm_daw.engine.score_columns import (
    LOUDNESS_ROW,
    NOTE_FEATURES,
    SCORE_FEATURES,
    drop_instrument,
    score_columns,
)
from musiccm_daw.engine.stem_balance import Gain, role_level, stem_gain
from musiccm_daw.engine.stem_conditions import stem_columns
from musiccm_daw.errors import RequestError
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.row_mixing import Placement
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import generator_seed, part_seed
from musiccm_daw.request.stems import StemRequest, part_names
from musiccm_daw.roles import DRUM_ROLES
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import TimeGrid

ALONE = Placement()


@dataclass(frozen=True)
class Voice:
    """One sampling.

    Attributes:
        stem: role and words that the model is conditioned on.
        seed: of its noise.
        parts: the notes that it plays: one part, or all of a mix that is edited as one sound; none without a score.
        placement: its place among the voices of its stem.
        unknown_bars: those whose notes nobody knows, from 0.
        new_bars: those whose sound is new, from 0, where the others stay as they are.
    """

    stem: StemRequest
    seed: int
    parts: tuple[Part, ...] = ()
    placement: Placement = ALONE
    unknown_bars: frozenset[int] = frozenset()
    new_bars: range | None = None

    def columns(self, request: GenerationRequest, model: MusicModel) -> NDArray[np.float32]:
        """Return its condition columns over the whole clip, with score rows where the model reads them."""
        columns = stem_columns(request, self.stem)
        if not reads_scores(model):
            return columns
        score = self._score(request)
        for bar in self.unknown_bars:
            score[:, bar * request.grid.columns_per_bar : (bar + 1) * request.grid.columns_per_bar] = 0
        if not any(part.role in DRUM_ROLES for part in self.parts):
            # Most of what the model was trained on is struck on bar lines, and there it let pitched instruments click,
            # basses by up to 70 dB above 5 kHz, even with no strike in their score. Where notes are known, they are
            # enough.
            for feature in BAR_LINE_FEATURES:
                columns[feature_rows(feature)] *= score[NOTE_FEATURES - 1] == 0
        every = np.concatenate([columns, score])
        if len(self.parts) > 1:
            # In training one instrument plays at a time; the words name those of a mix.
            drop_instrument(every)
        return every[: model.column_features]

    def frame_offsets(self, request: GenerationRequest, model: MusicModel) -> NDArray[np.float32]:
        """Return how many frames later its rows are to be read (T), so that its notes sound where they are written."""
        parts = self.parts if reads_scores(model) else ()
        return frame_offsets(parts, request.grid, loop=request.loop, new=self.new_bars)

    def _score(self, request: GenerationRequest) -> NDArray[np.float32]:
        """Return the score rows (`SCORE_FEATURES`, W) of its parts."""
        if not self.parts:
            return np.zeros((SCORE_FEATURES, request.grid.total_columns), dtype=np.float32)
        starts = self._starts(request)

        def played(part: Part) -> NDArray[np.float32]:
            rows = score_columns(request.grid, emphasised(part), loop=request.loop)
            return struck_early(rows, lead_columns(part, request.grid), starts)

        score: NDArray[np.float32] = np.maximum.reduce([played(part) for part in self.parts])
        if len(self.parts) > 1:
            # Loudness is that of one player, too.
            score[LOUDNESS_ROW] = 0
        return score

    def _starts(self, request: GenerationRequest) -> set[int]:
        """Return the columns before which it cannot strike a note early."""
        starts = set() if request.loop else {0}
        return starts if self.new_bars is None else starts | {self.new_bars.start * request.grid.columns_per_bar}


def reads_scores(model: MusicModel) -> bool:
    """Return whether a model's condition columns hold a score."""
    return model.column_features > FEATURES


def voices_of(
    request: GenerationRequest, stems: Sequence[StemRequest], index: int, variation: int, score: Score | None
) -> tuple[Voice, ...]:
    """Return the voices of a stem in a variation: one for each part of the score that sounds in it.

    Noise is seeded by the part's name, so that asking for fewer stems changes none of those left.

    Args:
        request: what was asked.
        stems: the take's.
        index: the stem's number, from 0.
        variation: from 1.
        score: of the variation; None to condition the model on words, chords and bars alone.
    """
    stem = stems[index]
    if score is None:
        return (Voice(stem, generator_seed(request.seed, index, variation)),)
    whole = stem.role in (None, "mix")
    parts = score.parts if whole else (part_of(score, stems, index),)
    return tuple(
        Voice(
            StemRequest(part.role, part.words),
            part_seed(request.seed, part.name, variation),
            (part,),
            Placement(part_gain(part, request.grid), part.pan) if whole else ALONE,
        )
        for part in parts
    )


def part_of(score: Score, stems: Sequence[StemRequest], index: int) -> Part:
    """Return the part that a stem plays.

    Raises:
        RequestError: the score has none for it.
    """
    name = part_names(stems)[index]
    for part in score.parts:
        if part.name == name:
            return part
    raise RequestError(f"the score has no part {name}; ask for another stem, or for no score")


def part_gain(part: Part, grid: TimeGrid) -> float:
    """Return the amplitude that brings a part to its role's level where it sounds; known before it is sampled.

    The model plays every part at one level over the whole of its bars, so what seldom plays comes out loud.
    """
    return role_level(part.role, part.gain_db) * math.sqrt(sounding_share(part, grid))


def balanced(placements: Sequence[Placement]) -> list[Placement]:
    """Return placements with one gain on top, so that the sum of all is as loud as one voice: the codec's own level.

    Where no voice has a note, all stay silent.
    """
    total = math.sqrt(sum(placement.gain**2 for placement in placements)) or 1.0
    return [replace(placement, gain=placement.gain / total) for placement in placements]


def scored_gain(stems: Sequence[StemRequest], index: int, score: Score, grid: TimeGrid) -> Gain:
    """Return the gain of a stem that a score plays, by role, gain and pan, and by how much of the time it sounds."""
    stem = stems[index]
    if stem.role in (None, "mix"):
        return stem_gain(stem)
    part = part_of(score, stems, index)
    placed = replace(stem, gain_db=stem.gain_db + part.gain_db, pan=stem.pan or part.pan)
    return stem_gain(placed) * math.sqrt(sounding_share(part, grid))


def sounding_share(part: Part, grid: TimeGrid) -> float:
    """Return in how many of the clip's quarters a part begins or holds a note, as a share."""
    quarters = max(1, math.ceil(grid.total_quarters))
    sounding = np.zeros(quarters, dtype=bool)
    for note in part.notes:
        first = min(int(note.start_quarters), quarters - 1)
        sounding[first : max(first + 1, math.ceil(note.start_quarters + note.duration_quarters - 1e-6))] = True
    return float(sounding.mean())

"""Bars, chords and roles as condition columns: what the denoiser is conditioned on in every latent column.

In: a time grid, chords, key, energy, role, swing. Out: float32 (F, W), with the rows listed in `COLUMN_FEATURES`. The
corpus and requests go through the same function, so that a column means the same in training and in generation.
Torch-free.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import TimeGrid

if TYPE_CHECKING:
    from torch import Tensor

COLUMN_FEATURES: dict[str, int] = {
    "eighth_phase": 2,
    "quarter_phase": 2,
    "bar_phase": 2,
    "bar_start": 1,
    "quarter_start": 1,
    "log_tempo": 1,
    "log_column_rate": 1,
    "chord_known": 1,
    "chord_root": 12,
    "chord_chroma": 12,
    "chord_bass": 12,
    "key_known": 1,
    "key_scale": 12,
    "energy_known": 1,
    "energy": 1,
    "role_known": 1,
    "role": len(ROLES),
    "bar_length": 1,
    "beat_phase": 2,
    "beat_start": 1,
    "beat_length": 1,
    "swing_known": 1,
    "swing": 1,
}
"""Rows of the condition columns, in order, with their number."""

MIDDLE_COLUMN_RATE_HZ = 25.5
"""Where "log_column_rate", in octaves, is zero: 18 to 36 columns a second are -0.5 to 0.5."""

FEATURES = sum(COLUMN_FEATURES.values())
_ENDS = np.cumsum(list(COLUMN_FEATURES.values()))
_ROWS = {
    name: slice(int(end) - count, int(end)) for (name, count), end in zip(COLUMN_FEATURES.items(), _ENDS, strict=True)
}

BAR_LINE_FEATURES = ("bar_phase", "bar_start")
METER_FEATURES = ("bar_phase", "bar_start", "bar_length", "beat_phase", "beat_start", "beat_length")
CHORD_FEATURES = ("chord_known", "chord_root", "chord_chroma", "chord_bass")
KEY_FEATURES = ("key_known", "key_scale")
ENERGY_FEATURES = ("energy_known", "energy")
ROLE_FEATURES = ("role_known", "role")
SWING_FEATURES = ("swing_known", "swing")
UNCONDITIONAL_FEATURES = (
    *METER_FEATURES,
    *CHORD_FEATURES,
    *KEY_FEATURES,
    *ENERGY_FEATURES,
    *ROLE_FEATURES,
    *SWING_FEATURES,
)
"""What the unconditional model of classifier-free guidance lacks, besides the text; tempo and quarters remain."""


def drop(columns: np.ndarray | Tensor, features: tuple[str, ...]) -> None:
    """Set features of condition columns (..., F, W) to zero in place, which means that they are unknown."""
    for feature in features:
        columns[..., feature_rows(feature), :] = 0


def feature_rows(name: str) -> slice:
    """Return the rows of one feature."""
    return _ROWS[name]


def column_conditions(
    grid: TimeGrid,
    *,
    chords: ChordProgression | None,
    key: Key | None,
    role: str | None,
    energy: Sequence[float] | None,
    swing: float | None,
) -> np.ndarray:
    """Return the condition columns (F, W) of a whole clip.

    Args:
        grid: tempo, meter and bars.
        chords: progression, repeated over the bars; None if unknown (drums, or left open).
        key: None if unknown.
        role: one of `ROLES`; None if the prompt alone says what plays.
        energy: one number of 0..1 per bar; None if unknown.
        swing: 0 (straight) to 1 (triplets), as in `composer.humanise.swung`; None if unknown.
    """
    columns = np.zeros((FEATURES, grid.total_columns), dtype=np.float32)
    _write_time(columns, grid)
    if chords is not None:
        _write_chords(columns, grid, chords)
    if key is not None:
        columns[_ROWS["key_known"]] = 1.0
        columns[_ROWS["key_scale"]][list(key.scale)] = 1.0
    if energy is not None:
        columns[_ROWS["energy_known"]] = 1.0
        columns[_ROWS["energy"]] = np.repeat(np.asarray(energy, dtype=np.float32), grid.columns_per_bar)
    if swing is not None:
        columns[_ROWS["swing_known"]] = 1.0
        columns[_ROWS["swing"]] = swing
    if role is not None:
        columns[_ROWS["role_known"]] = 1.0
        columns[_ROWS["role"]][ROLES.index(role)] = 1.0
    return columns


def _write_time(columns: np.ndarray, grid: TimeGrid) -> None:
    index = np.arange(grid.total_columns)
    quarter = grid.columns_per_quarter
    in_bar = index % grid.columns_per_bar
    beat = float(grid.meter.beat_quarters * quarter)
    for name, phase in (
        ("eighth_phase", in_bar / (quarter / 2)),
        ("quarter_phase", in_bar / quarter),
        ("beat_phase", in_bar / beat),
        ("bar_phase", in_bar / grid.columns_per_bar),
    ):
        columns[_ROWS[name]] = np.sin(2 * np.pi * phase), np.cos(2 * np.pi * phase)
    columns[_ROWS["bar_start"]] = in_bar == 0
    columns[_ROWS["bar_length"]] = math.log2(grid.meter.quarters_per_bar / 4)
    columns[_ROWS["beat_start"]] = in_bar % beat < 1
    columns[_ROWS["beat_length"]] = math.log2(grid.meter.beat_quarters)
    columns[_ROWS["quarter_start"]] = in_bar % quarter == 0
    columns[_ROWS["log_tempo"]] = math.log2(grid.bpm / 120)
    columns[_ROWS["log_column_rate"]] = math.log2(grid.bpm * quarter / 60 / MIDDLE_COLUMN_RATE_HZ)


def _write_chords(columns: np.ndarray, grid: TimeGrid, chords: ChordProgression) -> None:
    per_bar = grid.columns_per_bar
    for bar in range(grid.bars):
        row = chords.bars[bar % len(chords.bars)]
        for position, chord in enumerate(row):
            # A chord starts with the first column at or after its share of the bar.
            first, last = (bar * per_bar - (-share * per_bar // len(row)) for share in (position, position + 1))
            if chord.is_silent:
                # To the model an unknown chord, as that of drums: it has not learned that a chord can be absent.
                continue
            columns[_ROWS["chord_known"], first:last] = 1.0
            columns[_ROWS["chord_root"].start + chord.root, first:last] = 1.0
            columns[_ROWS["chord_chroma"], first:last] = np.array(chord.chroma())[:, None]
            columns[_ROWS["chord_bass"].start + chord.bass, first:last] = 1.0

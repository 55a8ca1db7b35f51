"""The sum of several sounds in the domain of mel rows: what their mix would look like to the front end.

Sounds that are made apart have phases that know nothing of each other, so powers add. A mix of parts is summed here,
before one vocoder pass, in the time of one sound; the rows are those of `mel.py`. Panning and gains are applied here
too, and so is reading between two frames. Nothing here knows parts or notes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from musiccm_daw.model.mel import BANDS, FLOOR_DB, MEL_ROWS, ROW_DB, STEREO_ROWS, mel_filters

FLOOR_POWER = 10 ** (FLOOR_DB / 10)
_NEPERS = ROW_DB / 10 * math.log(10)
"""Natural logarithms of power per unit of a level row."""
LARGEST_WIDTH = 2.0
"""As the front end bounds it."""


@dataclass(frozen=True)
class Placement:
    """How a sound enters a mix: a gain (amplitude) and a balance from -1 (left alone) to 1 (right alone)."""

    gain: float = 1.0
    pan: float = 0.0


def mix_rows(sounds: Sequence[Tensor], placements: Sequence[Placement]) -> Tensor:
    """Return the rows (M, T) of the sum of several sounds, each (M, T) with its place in the mix."""
    mid = torch.zeros(())
    shared = torch.zeros(())
    side = torch.zeros(())
    for rows, placement in zip(sounds, placements, strict=True):
        powers = _placed(_powers(rows), placement)
        mid, shared, side = mid + powers[0], shared + powers[1], side + powers[2]
    return _rows(mid, shared, side)


def rows_between(rows: Tensor, places: Tensor) -> Tensor:
    """Return rows (M, T) at places (T'), which may lie between two frames: there, powers are interpolated."""
    first = places.floor().long()
    share = (places - first).to(rows.dtype)
    before, after = rows.index_select(1, first), rows.index_select(1, (first + 1).clamp(max=rows.shape[1] - 1))
    found = torch.lerp(before, after, share)
    # Beside the power before, the mean of both is 1 + share (ratio - 1): a third of the time of two powers and a log.
    ratio = ((after - before)[:MEL_ROWS] * _NEPERS).exp()
    found[:MEL_ROWS] = before[:MEL_ROWS] + (share * (ratio - 1)).log1p() / _NEPERS
    return found


def _powers(rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return, for every mel row (R, T): the power of mid, what mid and side share, and the power of side."""
    level, pan, width = rows.split([MEL_ROWS, STEREO_ROWS, STEREO_ROWS])
    # A row at the floor is silence: sixteen silent sounds must not add up to 12 dB more.
    mid = (10 ** ((level - 1.0) * (ROW_DB / 10)) - FLOOR_POWER).clamp(min=0.0)
    spread = _stereo_to_mel(rows.device)
    pan, width = spread @ pan, spread @ width
    return mid, pan * mid, (pan.square() + width.square()) * mid


def _placed(powers: tuple[Tensor, Tensor, Tensor], placement: Placement) -> tuple[Tensor, Tensor, Tensor]:
    """Return the powers of a sound at its gain and balance.

    A balance scales left by a and right by b, so mid' = c mid + d side and side' = d mid + c side with c = (a + b) / 2
    and d = (a - b) / 2.
    """
    mid, shared, side = powers
    left, right = min(1.0, 1.0 - placement.pan), min(1.0, 1.0 + placement.pan)
    c, d = placement.gain * (left + right) / 2, placement.gain * (left - right) / 2
    return (
        c * c * mid + 2 * c * d * shared + d * d * side,
        c * d * (mid + side) + (c * c + d * d) * shared,
        d * d * mid + 2 * c * d * shared + c * c * side,
    )


def _rows(mid: Tensor, shared: Tensor, side: Tensor) -> Tensor:
    """Return rows (M, T) of summed powers, each (R, T)."""
    level = 10 * torch.log10(mid.clamp(min=FLOOR_POWER)) / ROW_DB + 1.0
    gather = _mel_to_stereo(mid.device)
    mid, shared, side = gather @ mid, gather @ shared, gather @ side
    # Below -70 dB a ratio of two noise floors means nothing, as in the front end.
    safe = mid + 1e-7
    pan = (shared / safe).clamp(-1.0, 1.0)
    rest = (side - shared.square() / safe).clamp(min=0.0)
    return torch.cat([level, pan, (rest / safe).sqrt().clamp(max=LARGEST_WIDTH)])


@cache
def _weights() -> Tensor:
    """Return how much each stereo row sees of each mel row, (stereo rows, mel rows)."""
    blocks = []
    for band in BANDS:
        # A mel row stands for the bin at its middle.
        bins = torch.arange(band.bins) if band.is_linear else mel_filters(band, band.rows).argmax(dim=1)
        blocks.append(mel_filters(band, band.stereo_rows)[:, bins])
    weights: Tensor = torch.block_diag(*blocks)
    return weights


@cache
def _mel_to_stereo(device: torch.device) -> Tensor:
    """Return the sum over mel rows that a stereo row stands for, (stereo rows, mel rows)."""
    return _weights().to(device)


@cache
def _stereo_to_mel(device: torch.device) -> Tensor:
    """Return the mean over stereo rows that see a mel row, (mel rows, stereo rows)."""
    weights = _weights().T
    return (weights / weights.sum(dim=1, keepdim=True).clamp(min=1e-6)).to(device)

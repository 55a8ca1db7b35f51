"""First phases of a spectrogram, from its magnitudes alone: phase gradients summed along a spanning tree.

The slopes of the log magnitudes determine how fast a phase turns from frame to frame and from bin to bin (Průša, Balazs
and Søndergaard 2017, "A noniterative method for reconstruction of phase from STFT magnitude"). So partials continue,
and all bins of an attack or of a pulse of a buzzing bass meet in one instant. The paper sums these gradients over a
heap, loudest bins first; the maximum spanning tree of the bins has the same paths (`spanning_tree.py`). Where two paths
to a bin disagree, the break falls on the quietest link.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.model.mel import SAMPLE_RATE, Band
from musiccm_daw.model.vocoders.spanning_tree import summed_along_tree

HANN_AS_GAUSSIAN = 0.25645
"""Time-frequency ratio of the Gaussian nearest to a Hann window, over its length squared (Průša et al., table 1)."""
QUIETEST = 1e-3
"""Magnitude that stands for silence: 12 dB below the floor of the low band's bins."""
LARGEST_BEND = 0.003
"""Largest change of a frequency, as a share of it: 5 cents."""
LONGEST_BEND = 6
"""How many times as long as it takes to fall to 1 / e a bend may last."""
LARGEST_DELAY_SECONDS = 0.001
"""Largest delay by dispersion; 0.5 to 2 ms give the same crest factors (dev/LOG.md)."""


def integrated_phases(magnitude: Tensor, hops: Tensor, window: int, chosen: Tensor, every: int = 1) -> Tensor:
    """Return unit phasors (T / every, bins) of frames that start half a Hann window before their centres.

    Args:
        magnitude: magnitudes (T, bins), bins from 0 Hz up.
        hops: samples (T - 1) from each frame's centre to the next.
        window: length of the window in samples.
        chosen: bins, ascending, that the tree is built on; the others take their phase from the nearest of these. Where
            rows are wider than bins, the bins between their middles carry no information of their own.
        every: k where phases are found for every k-th frame, from the first on; the gradients are those of all frames.
    """
    level = levels(magnitude)
    turning = turns_per_sample(level, window)
    ahead = 0.5 * (turning[1:] + turning[:-1]) * hops[:, None]
    # Whole turns carry no information, and over a block they would exceed single precision.
    ahead = summed_steps(ahead - ahead.round(), every)
    level, upward = level[::every], turns_per_bin(level, hops, window)[::every]
    risen = torch.cumsum(torch.nn.functional.pad(0.5 * (upward[:, 1:] + upward[:, :-1]), (1, 0)), dim=1)
    steps = (level[:, chosen], ahead[:, chosen], risen[:, chosen].diff(dim=1))
    summed = summed_along_tree(*(step.cpu().double().numpy() for step in steps))
    # The offset of a chosen bin from the sum of steps up its frame is also that of the bins around it.
    turns = torch.from_numpy(summed - np.floor(summed)).float().to(magnitude.device) - risen[:, chosen]
    middles = (chosen[1:] + chosen[:-1] + 1) // 2
    nearest = torch.bucketize(torch.arange(magnitude.shape[1], device=magnitude.device), middles, right=True)
    angles = (turns[:, nearest] + risen) * (2 * math.pi)
    # Frames start half a window before their centres.
    angles[:, 1::2] += math.pi
    return unit_phasors(angles)


@cache
def dispersion(band: Band) -> Tensor:
    """Return phasors (bins) that shift each bin of a band by up to `LARGEST_DELAY_SECONDS`, always the same ones.

    Between the middles of rows magnitudes are even, as only those of a click are. Dispersed, they become a short burst
    of noise, as in hats and snares.
    """
    draws = torch.rand(band.bins, generator=torch.Generator().manual_seed(0))
    late = (2 * draws - 1) * LARGEST_DELAY_SECONDS
    angles = late * torch.arange(band.bins) * (-2 * math.pi * band.bin_hz)
    return unit_phasors(angles)


def unit_phasors(angles: Tensor) -> Tensor:
    """Return e^(j angles): what `torch.polar` computes, in a third of its time on a CPU."""
    return torch.complex(torch.cos(angles), torch.sin(angles))


def levels(magnitude: Tensor) -> Tensor:
    """Return the natural log of magnitudes (T, bins), raised to at least `QUIETEST`."""
    return magnitude.clamp(min=QUIETEST).log()


def turns_per_sample(level: Tensor, window: int) -> Tensor:
    """Return how fast each bin's phase turns at the centres of frames (T, bins): its own frequency, drawn to peaks.

    Args:
        level: log magnitudes (T, bins).
        window: length of the window in samples.
    """
    slope = torch.gradient(level, dim=1)[0]
    bins = torch.arange(level.shape[1], device=level.device)
    turns: Tensor = bins / window + slope / (2 * math.pi * HANN_AS_GAUSSIAN * window)
    return turns


def turns_per_bin(level: Tensor, hops: Tensor, window: int) -> Tensor:
    """Return how far the phase turns from a bin to the next above (T, bins): backwards for sounds after the centre.

    Args:
        level: log magnitudes (T, bins).
        hops: samples (T - 1) between frames.
        window: length of the window in samples.
    """
    slope = torch.zeros_like(level)
    # None at the edges: a one-sided slope put attacks on a block's first frame too late.
    slope[1:-1] = (level[2:] - level[:-2]) / (2 * hops.float().mean())
    turns: Tensor = slope * (-HANN_AS_GAUSSIAN * window / (2 * math.pi))
    return turns


def summed_steps(ahead: Tensor, every: int) -> Tensor:
    """Sum steps from frame to frame (T - 1, bins) to steps between every k-th frame, k = `every`."""
    whole = len(ahead) // every
    return ahead[: whole * every].unflatten(0, (whole, every)).sum(dim=1) if whole else ahead[:0]


def continued(
    phasors: Tensor, magnitude: Tensor, before: Tensor, hop: float, band: Band, fewest: int, settled: int
) -> Tensor:
    """Bend phases (T, bins) at their beginning to continue earlier ones, each partial by less than half a turn.

    The bend is early, or attacks would be out of step for long; it is where a partial is quiet rather than loud; and a
    sustained partial is bent so slowly that it is out of tune by `LARGEST_BEND` at most.

    Args:
        phasors: phasors (T, bins) of the frames, from `integrated_phases`.
        magnitude: magnitudes (T, bins) of the same frames.
        before: phasors (bins) that the first frame should have.
        hop: samples between frames.
        band: the band.
        fewest: smallest number of frames over which a partial is bent.
        settled: number of frames at the end that stay as they are.
    """
    most = len(magnitude) - settled
    frequency = (torch.arange(band.bins, device=magnitude.device) * band.bin_hz).clamp(min=band.low_hz)
    reach = 0.5 / (LARGEST_BEND * hop * frequency * (band.decimation / SAMPLE_RATE))
    reach = reach.clamp(min(fewest, most), most)
    bent = magnitude[: min(most, math.ceil(LONGEST_BEND * float(reach.max())))]
    owner = nearest_peak(bent)
    distance = torch.angle(before * phasors[0].conj())
    soon = torch.exp(-torch.arange(len(bent), device=magnitude.device)[:, None] / reach)
    pace = soon / (bent + QUIETEST)
    left = 1.0 - pace.cumsum(0) / pace.sum(0)
    angles = (distance * left).gather(1, owner)
    return torch.cat([phasors[: len(bent)] * unit_phasors(angles), phasors[len(bent) :]])


def nearest_peak(magnitude: Tensor) -> Tensor:
    """Return the bin (T, bins) of the spectral peak that each bin belongs to."""
    bins = magnitude.shape[1]
    index = torch.arange(bins, device=magnitude.device)
    padded = torch.nn.functional.pad(magnitude, (1, 1))
    peak = (magnitude > padded[:, :-2]) & (magnitude >= padded[:, 2:])
    below = torch.cummax(torch.where(peak, index, -bins), dim=1).values
    above = bins - 1 - torch.cummax(torch.where(peak, bins - 1 - index, -bins).flip(1), dim=1).values.flip(1)
    return torch.where(index - below <= above - index, below, above).clamp(0, bins - 1)

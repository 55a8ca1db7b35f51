"""First phases of a spectrogram, from its magnitudes alone: phase gradients summed along a spanning tree.

How fast a phase turns from frame to frame and from bin to bin stands in the slopes of the log magnitudes (Průša, Balazs
and Søndergaard 2017, "A noniterative method for reconstruction of phase from STFT magnitude"). So partials run on, and
all bins of an attack or of a buzzing bass' pulse meet in one instant. The paper sums these gradients over a heap,
loudest bins first; the maximum spanning tree of the bins has the same paths (`spanning_tree.py`). Where two ways to a
bin disagree, the break falls on the quietest link.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.model.mel import Band
from musiccm_daw.model.vocoders.spanning_tree import summed_along_tree

HANN_AS_GAUSSIAN = 0.25645
"""Time-frequency ratio of the Gaussian nearest to a Hann window, over its length squared (Průša et al., table 1)."""
QUIETEST = 1e-3
"""Magnitude that silence is given: 12 dB under the floor of the low band's bins."""
LARGEST_BEND = 0.003
"""5 cents, over a frequency."""
LARGEST_DELAY_SECONDS = 0.001
"""0.5 to 2 ms give the same crest factors (dev/LOG.md)."""


def integrated_phases(magnitude: Tensor, hops: Tensor, window: int, chosen: Tensor, every: int = 1) -> Tensor:
    """Unit phasors (T / every, bins) of frames that start half a Hann window before their centres.

    Args:
        magnitude: (T, bins), bins from 0 Hz up.
        hops: samples (T - 1) from each frame's centre to the next.
        window: its length in samples.
        chosen: ascending bins among which the tree is sought; the others take their phase from the nearest of these.
            Where rows are wider than bins, the bins between their middles say nothing of their own.
        every: phases are found of each so many-th frame, from the first on; the gradients are those of all frames.
    """
    level = levels(magnitude)
    turning = turns_per_sample(level, window)
    ahead = 0.5 * (turning[1:] + turning[:-1]) * hops[:, None]
    # Whole turns say nothing, and over a block they would outgrow single precision.
    ahead = summed_steps(ahead - ahead.round(), every)
    level, upward = level[::every], turns_per_bin(level, hops, window)[::every]
    risen = torch.cumsum(torch.nn.functional.pad(0.5 * (upward[:, 1:] + upward[:, :-1]), (1, 0)), dim=1)
    steps = (level[:, chosen], ahead[:, chosen], risen[:, chosen].diff(dim=1))
    summed = summed_along_tree(*(step.cpu().double().numpy() for step in steps))
    # What the chosen bins have beyond their own way up the frame, all others have beyond theirs.
    turns = torch.from_numpy(summed - np.floor(summed)).float().to(magnitude.device) - risen[:, chosen]
    middles = (chosen[1:] + chosen[:-1] + 1) // 2
    nearest = torch.bucketize(torch.arange(magnitude.shape[1], device=magnitude.device), middles, right=True)
    angles = (turns[:, nearest] + risen) * (2 * math.pi)
    # The frames start half a window before their centre.
    centred = torch.where(torch.arange(angles.shape[1], device=magnitude.device) % 2 == 0, 1.0, -1.0)
    return torch.polar(centred.expand_as(angles), angles)


@cache
def dispersion(band: Band) -> Tensor:
    """Phasors (bins) that make each bin of a band early or late by up to `LARGEST_DELAY_SECONDS`, always the same.

    Between the middles of rows magnitudes are even, which only a click is. Dispersed, its bins are a short burst of
    noise, as hats and snares are.
    """
    draws = torch.rand(band.bins, generator=torch.Generator().manual_seed(0))
    late = (2 * draws - 1) * LARGEST_DELAY_SECONDS
    angles = late * torch.arange(band.bins) * (-2 * math.pi * band.bin_hz)
    return torch.polar(torch.ones_like(angles), angles)


def levels(magnitude: Tensor) -> Tensor:
    """Natural log of magnitudes (T, bins), of which none is quieter than `QUIETEST`."""
    return magnitude.clamp(min=QUIETEST).log()


def turns_per_sample(level: Tensor, window: int) -> Tensor:
    """How fast the phase of each bin turns at the centres of frames (T, bins): its own frequency, drawn to peaks.

    Args:
        level: log magnitudes (T, bins).
        window: in samples.
    """
    slope = torch.gradient(level, dim=1)[0]
    bins = torch.arange(level.shape[1], device=level.device)
    turns: Tensor = bins / window + slope / (2 * math.pi * HANN_AS_GAUSSIAN * window)
    return turns


def turns_per_bin(level: Tensor, hops: Tensor, window: int) -> Tensor:
    """How far the phase turns from a bin to the next above (T, bins): what sounds after the centre turns it back.

    Args:
        level: log magnitudes (T, bins).
        hops: samples (T - 1) between frames.
        window: in samples.
    """
    slope = torch.zeros_like(level)
    # None at the edges: a slope from one side put attacks on a block's first frame too late.
    slope[1:-1] = (level[2:] - level[:-2]) / (2 * hops.float().mean())
    turns: Tensor = slope * (-HANN_AS_GAUSSIAN * window / (2 * math.pi))
    return turns


def summed_steps(ahead: Tensor, every: int) -> Tensor:
    """Steps from frame to frame (T - 1, bins), as those between each so many-th frame."""
    whole = len(ahead) // every
    return ahead[: whole * every].unflatten(0, (whole, every)).sum(dim=1) if whole else ahead[:0]


def led_on(
    phasors: Tensor, magnitude: Tensor, before: Tensor, hop: float, window: int, fewest: int, settled: int
) -> Tensor:
    """Phases (T, bins) bent at their beginning so that they lead on others, each partial by less than half a turn.

    Soon, or attacks would long be out of step; where a partial is quiet rather than where it is loud; and a held one so
    slowly that it is out of tune by `LARGEST_BEND` at most.

    Args:
        phasors: of the frames, as `integrated_phases` gives them.
        magnitude: of the same frames.
        before: phasors (bins) that the first frame should have had.
        hop: samples between frames.
        window: in samples.
        fewest: frames over which even the highest partials are bent.
        settled: frames at the end that stay as they are.
    """
    bent = magnitude[: len(magnitude) - settled]
    owner = nearest_peak(bent)
    distance = torch.angle(before * phasors[0].conj())
    frequency = torch.arange(magnitude.shape[1], device=magnitude.device) / window
    reach = (0.5 / (LARGEST_BEND * hop * frequency)).clamp(min(fewest, len(bent)), len(bent))
    soon = torch.exp(-torch.arange(len(bent), device=magnitude.device)[:, None] / reach)
    pace = soon / (bent + QUIETEST)
    left = 1.0 - pace.cumsum(0) / pace.sum(0)
    angles = (distance * left).gather(1, owner)
    return torch.cat([phasors[: len(bent)] * torch.polar(torch.ones_like(angles), angles), phasors[len(bent) :]])


def nearest_peak(magnitude: Tensor) -> Tensor:
    """Bin (T, bins) of the spectral peak that each bin belongs to."""
    bins = magnitude.shape[1]
    index = torch.arange(bins, device=magnitude.device)
    padded = torch.nn.functional.pad(magnitude, (1, 1))
    peak = (magnitude > padded[:, :-2]) & (magnitude >= padded[:, 2:])
    below = torch.cummax(torch.where(peak, index, -bins), dim=1).values
    above = bins - 1 - torch.cummax(torch.where(peak, bins - 1 - index, -bins).flip(1), dim=1).values.flip(1)
    return torch.where(index - below <= above - index, below, above).clamp(0, bins - 1)

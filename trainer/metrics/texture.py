"""Texture statistics: an embedding that needs no training, beside the tagger's, which was trained on our own corpus.

In: mel windows. Out: 64 numbers for each three seconds: how loud, how restless, how rhythmic and how wide each part of
the spectrum is. It responds to blur, dullness, missing attacks and narrow stereo, not to harmony.

Source: the statistics of McDermott & Simoncelli 2011, "Sound texture perception via statistics of the auditory
periphery" (Neuron 71, 926-940): moments of band envelopes, modulation power by octave, correlation between bands; here
of 16 mel bands in dB, with stereo width and onset strength added. Distances over such fixed statistics rank generators
as those over learned ones do when quality differs clearly; they check that the tagger favours none.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from trainer.metrics.mels import FRAME_RATE_HZ, WINDOW_FRAMES

TEXTURE_BANDS, GROUPS = 16, 4
MODULATION_EDGES_HZ = (0.6, 1.2, 2.4, 4.8, 9.6, 21.6)


def texture(windows: Tensor) -> NDArray[np.float64]:
    """Compute the statistics (n, 64) of mel windows (n, 2, bands, frames) in dB."""
    bands = windows.unflatten(2, (TEXTURE_BANDS, -1)).mean(3)
    mid, side = bands[:, 0], bands[:, 1]
    groups = mid.unflatten(1, (GROUPS, -1)).mean(2)
    width = (side - mid).unflatten(1, (GROUPS, -1)).mean((2, 3))
    rise = mid.diff(dim=2).clamp(min=0).mean(1)
    statistics = (
        mid.mean(2),
        mid.std(2),
        width,
        _modulation_db(groups),
        _correlation(groups),
        torch.stack([rise.mean(1), rise.std(1)], 1),
    )
    return np.asarray(torch.cat(statistics, 1).double().numpy(), dtype=np.float64)


def _modulation_db(groups: Tensor) -> Tensor:
    """Compute the power of every group's envelope by octave of modulation frequency: (n, groups * octaves)."""
    centred = (groups - groups.mean(2, keepdim=True)) * torch.hann_window(WINDOW_FRAMES)
    power = torch.fft.rfft(centred, dim=2).abs().square()
    hz = torch.fft.rfftfreq(WINDOW_FRAMES, 1 / FRAME_RATE_HZ)
    octaves = [power[..., (hz >= low) & (hz < high)].mean(2) for low, high in pairwise(MODULATION_EDGES_HZ)]
    return (10 * torch.log10(torch.stack(octaves, 2) + 1)).flatten(1)


def _correlation(groups: Tensor) -> Tensor:
    """Compute the correlation of every two groups' envelopes: (n, pairs)."""
    centred = groups - groups.mean(2, keepdim=True)
    unit = centred / (centred.norm(dim=2, keepdim=True) + 1e-3)
    products: Tensor = unit @ unit.transpose(1, 2)
    first, second = torch.triu_indices(groups.shape[1], groups.shape[1], 1)
    # Scaled to match the decibels beside it.
    return 10 * products[:, first, second]

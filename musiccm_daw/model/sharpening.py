"""Sharpening of decoded rows, which gives them back the contrast in time that true ones have.

A decoder fills whatever the latents leave open with its mean, so weak attacks come out flatter than they were, some
too flat to be audible. So the levels of the high band, where attacks live, are moved away from those of the frames
around them, but not beyond the loudest of these: what precedes an attack gets quieter, the attack itself no louder, and
what is sustained stays as it is. The low band is left alone, where sharpening costs chords (dev/LOG.md). It is not part
of the decoder, which would learn to undo it in training.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from musiccm_daw.model.mel import LOW_BAND, MEL_ROWS

SHARPENING = (0.4, 0.2)
"""Shares of the differences to the frames one and two away that are added."""
SHARPENED_ROWS = slice(LOW_BAND.rows, MEL_ROWS)


def sharpened(rows: Tensor) -> Tensor:
    """Return rows (M, T) with sharper levels, as if the first and the last frame were held beyond the ends."""
    around = rows.new_tensor([*SHARPENING[::-1], 0.0, *SHARPENING])
    kernel = -around
    kernel[len(SHARPENING)] = 1.0 + around.sum()
    held = functional.pad(rows[SHARPENED_ROWS, None], (len(SHARPENING), len(SHARPENING)), mode="replicate")
    levels = torch.minimum(functional.conv1d(held, kernel[None, None]), functional.max_pool1d(held, len(kernel), 1))
    return torch.cat([rows[: SHARPENED_ROWS.start], levels[:, 0], rows[SHARPENED_ROWS.stop :]])

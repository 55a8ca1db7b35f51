"""Decoded rows brought back to the contrast in time that true ones have.

Whatever the latents leave open a decoder fills with its mean, so weak attacks come out flatter than they were, some too
flat to be heard as one. So the levels of the high band, where attacks live, are moved away from those of the frames
around them, but not beyond the loudest of these: what goes before an attack is quieter, the attack itself no hotter,
and what is held stays what it is. The low band is left alone: there it costs chords (dev/LOG.md). It is no part of the
decoder, which in training would learn to undo it.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from musiccm_daw.model.mel import LOW_BAND, MEL_ROWS

SHARPENING = (0.4, 0.2)
"""How much of the difference to either frame one and two frames away is added."""
SHARPENED_ROWS = slice(LOW_BAND.rows, MEL_ROWS)


def sharpened(rows: Tensor) -> Tensor:
    """Rows (M, T) with sharper levels; before the first frame and after the last one they are thought to be held."""
    around = rows.new_tensor([*SHARPENING[::-1], 0.0, *SHARPENING])
    kernel = -around
    kernel[len(SHARPENING)] = 1.0 + around.sum()
    held = functional.pad(rows[SHARPENED_ROWS, None], (len(SHARPENING), len(SHARPENING)), mode="replicate")
    levels = torch.minimum(functional.conv1d(held, kernel[None, None]), functional.max_pool1d(held, len(kernel), 1))
    return torch.cat([rows[: SHARPENED_ROWS.start], levels[:, 0], rows[SHARPENED_ROWS.stop :]])

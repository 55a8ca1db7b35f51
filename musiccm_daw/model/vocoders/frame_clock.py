"""The places of mel frames in the audio of a whole clip, and the blocks in which they are turned into audio.

Positions are whole samples, rounded from exact fractions, and go on beyond both ends: frame `frames` of a loop is its
frame 0, one period later to the sample. Blocks depend only on the number of frames, so that they are the same for a
long clip and its first minute, and in every period of a loop. Nothing here touches audio.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from musiccm_daw.timebase import FRAMES_PER_COLUMN

BLOCK_FRAMES = 768
"""192 latent columns, one window of the denoiser: 5 to 11 seconds."""
_WORTH_HALVING = 960
"""Frames from which a last block is halved: halves render 128 frames besides, for each other."""


def frame_blocks(frames: int) -> list[range]:
    """Divide frames into blocks of `BLOCK_FRAMES`; the last block also takes what is left over.

    A long last block is halved if that makes the number even: one of two cores would wait for it.
    """
    whole = max(1, frames // BLOCK_FRAMES)
    edges = [block * BLOCK_FRAMES for block in range(whole)]
    last = frames - edges[-1]
    if whole % 2 == 1 and last >= _WORTH_HALVING:
        edges.append(edges[-1] + last // (2 * FRAMES_PER_COLUMN) * FRAMES_PER_COLUMN)
    edges.append(frames)
    return [range(start, stop) for start, stop in pairwise(edges)]


@dataclass(frozen=True)
class FrameClock:
    """Frames laid over the samples of a clip or of a loop's period: frame i at round(i samples / frames)."""

    samples: int
    frames: int
    circular: bool

    def length(self, decimation: int = 1) -> int:
        """Return the number of samples of the clip at a whole fraction of its rate, rounded."""
        return (2 * self.samples + decimation) // (2 * decimation)

    def position(self, frame: int, decimation: int = 1) -> int:
        """Return the sample on which a frame is centred."""
        return (2 * frame * self.length(decimation) + self.frames) // (2 * self.frames)

    def centres(self, span: range, decimation: int = 1) -> Tensor:
        """Return the samples (T) on which the frames of a span are centred."""
        frames = torch.arange(span.start, span.stop)
        return (2 * frames * self.length(decimation) + self.frames).div(2 * self.frames, rounding_mode="floor")

    def hops(self, span: range, decimation: int = 1) -> Tensor:
        """Return the samples (T - 1) from each frame of a span to the next."""
        return torch.diff(self.centres(span, decimation))

    def within(self, block: range, reach: int) -> range:
        """Return a block extended by `reach` frames on both sides, as far as there are any."""
        if self.circular:
            return range(block.start - reach, block.stop + reach)
        return range(max(0, block.start - reach), min(self.frames, block.stop + reach))

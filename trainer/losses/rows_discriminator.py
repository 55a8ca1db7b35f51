"""The codec's discriminators: small convolutional networks that tell decoded mel rows from true ones.

In: mel rows (B, M, T) and the latents (B, C, T / 4) that they belong to. Out: one `Judgement` each of the low band, the
high band, and all rows as a sequence beside their latents. A decoder without them fills whatever the latents leave open
with its mean, and so comes out too flat (dev/LOG.md). Patches as in pix2pix (Isola et al. 2017), at a fraction of its
width. For training only: nothing here is shipped.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from musiccm_daw.model.mel import LOW_BAND, MEL_ROWS, ROWS
from trainer.losses.judgement import Judgement

SLOPE = 0.1
PICTURE_WIDTHS = (24, 32, 48)
SEQUENCE_WIDTH = 192

weight_norm = nn.utils.parametrizations.weight_norm


class PictureDiscriminator(nn.Module):
    """A discriminator of the patches of one band: rows (B, R, T) as a picture."""

    def __init__(self) -> None:
        super().__init__()
        first, second, third = PICTURE_WIDTHS
        self.layers = nn.ModuleList(
            [
                weight_norm(nn.Conv2d(1, first, (8, 4), stride=(4, 2), padding=(2, 1))),
                weight_norm(nn.Conv2d(first, second, 4, stride=2, padding=1)),
                weight_norm(nn.Conv2d(second, third, 3, padding=1)),
            ]
        )
        self.score = weight_norm(nn.Conv2d(third, 1, 3, padding=1))

    def forward(self, rows: Tensor) -> Judgement:
        """Judge rows (B, R, T)."""
        x, features = rows[:, None], []
        for layer in self.layers:
            x = nn.functional.leaky_relu(layer(x), SLOPE)
            features.append(x)
        return Judgement(self.score(x), tuple(features))


class SequenceDiscriminator(nn.Module):
    """A discriminator of all rows together, which sees the latents that they belong to."""

    def __init__(self, latent_channels: int) -> None:
        super().__init__()
        width = SEQUENCE_WIDTH
        self.layers = nn.ModuleList(
            [
                weight_norm(nn.Conv1d(ROWS, width, 3, padding=1)),
                weight_norm(nn.Conv1d(width, width, 4, stride=2, padding=1)),
                weight_norm(nn.Conv1d(width, width, 4, stride=2, padding=1)),
            ]
        )
        self.join = weight_norm(nn.Conv1d(width + latent_channels, width, 3, padding=1))
        self.score = weight_norm(nn.Conv1d(width, 1, 3, padding=1))

    def forward(self, rows: Tensor, latents: Tensor) -> Judgement:
        """Judge rows (B, M, T) of latents (B, C, T / 4)."""
        x, features = rows, []
        for layer in self.layers:
            x = nn.functional.leaky_relu(layer(x), SLOPE)
            features.append(x)
        x = nn.functional.leaky_relu(self.join(torch.cat([x, latents], dim=1)), SLOPE)
        return Judgement(self.score(x), (*features, x))


class RowsDiscriminator(nn.Module):
    """One discriminator a band, and one of all rows.

    Args:
        latent_channels: C of the latents.
    """

    def __init__(self, latent_channels: int) -> None:
        super().__init__()
        self.low, self.high = PictureDiscriminator(), PictureDiscriminator()
        self.whole = SequenceDiscriminator(latent_channels)

    def forward(self, rows: Tensor, latents: Tensor) -> Sequence[Judgement]:
        """Judge rows (B, M, T) of latents (B, C, T / 4)."""
        low, high = rows[:, :MEL_ROWS].split([LOW_BAND.rows, MEL_ROWS - LOW_BAND.rows], dim=1)
        return [self.low(low), self.high(high), self.whole(rows, latents)]

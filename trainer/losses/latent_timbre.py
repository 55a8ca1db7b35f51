"""How far estimated latents are in timbre from true ones: in features of a network that knows instruments.

The student's counterpart of `timbre.py`. Its features are means and spreads over all columns, so they say what plays
and not when: a note that comes late is no other instrument. The network is trained by `trainer/timbre.py` on true
latents; it shares nothing with the tagger that judges models but the corpus.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

_WIDTHS, _STRIDES = (192, 256, 256), (1, 2, 2)
_DROPOUT = 0.3
_SMALLEST_SPREAD = 0.05
"""Of features that hardly vary from item to item: of a batch of one instrument."""


class LatentTimbreNetwork(nn.Module):
    """A classifier of single instruments by their latents: three convolutions over columns; 0.4 M parameters.

    Args:
        channels: C of the latents.
        classes: number of instruments.
    """

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__()
        self.channels = channels
        self.norm = nn.BatchNorm1d(channels, affine=False)
        self.blocks = nn.ModuleList(
            nn.Sequential(
                nn.Conv1d(inside, outside, 3, stride=stride, padding=1, bias=False),
                nn.BatchNorm1d(outside),
                nn.GELU(),
            )
            for (inside, outside), stride in zip(pairwise((channels, *_WIDTHS)), _STRIDES, strict=True)
        )
        self.dropout = nn.Dropout(_DROPOUT)
        self.out = nn.Linear(2 * _WIDTHS[-1], classes)

    def features(self, latents: Tensor) -> list[Tensor]:
        """Return the means and spreads (B, 2 D) over columns of every block's features, from latents (B, C, W)."""
        found = []
        seen = self.norm(latents)
        for block in self.blocks:
            seen = block(seen)
            found.append(torch.cat([seen.mean(2), seen.std(2)], dim=1))
        return found

    def forward(self, latents: Tensor) -> Tensor:
        """Return logits (B, classes)."""
        logits: Tensor = self.out(self.dropout(self.features(latents)[-1]))
        return logits


def latent_timbre_loss(network: LatentTimbreNetwork, estimate: Tensor, x0: Tensor) -> Tensor:
    """Return the L1 between features of estimated and of true latents (B, C, W), over their spread, summed over blocks.

    The spread is that from item to item, of two at least.
    """
    pairs = zip(network.features(estimate), network.features(x0), strict=True)
    terms = [((found - aim).abs().mean(0) / aim.std(0).clamp(min=_SMALLEST_SPREAD)).mean() for found, aim in pairs]
    total: Tensor = sum(terms[1:], terms[0])
    return total

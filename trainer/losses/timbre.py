"""What decoded rows sound like: their distance from true ones in the features of a network that knows instruments.

Beside the terms of `reconstruction.py`, which compare levels. Errors of the same size may leave a sound what it was or
make another instrument of it; features learned for telling instruments apart see the difference, as those of VGG do in
pictures (Zhang et al. 2018, "The unreasonable effectiveness of deep features as a perceptual metric"). The network is
trained by `trainer/timbre.py` on true rows; it shares nothing with the tagger that judges models but the corpus.
"""

from __future__ import annotations

from itertools import pairwise

from torch import Tensor, nn

from musiccm_daw.model.mel import MEL_ROWS

_WIDTHS, _KERNELS = (24, 48, 96, 128), (5, 3, 3, 3)
_HALVINGS = 2 ** len(_WIDTHS)
_DROPOUT = 0.3
_SMALLEST_SPREAD = 1e-3
"""Of features that hardly vary: silence."""


class TimbreNetwork(nn.Module):
    """A classifier of single instruments by their rows: four convolutions over rows and frames; 0.5 M parameters.

    Args:
        classes: number of instruments.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        shapes = zip(pairwise((1, *_WIDTHS)), _KERNELS, strict=True)
        self.blocks = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(inside, outside, kernel, stride=2, padding=kernel // 2, bias=False),
                nn.BatchNorm2d(outside),
                nn.GELU(),
            )
            for (inside, outside), kernel in shapes
        )
        self.dropout = nn.Dropout(_DROPOUT)
        self.out = nn.Linear(_WIDTHS[-1] * (MEL_ROWS // _HALVINGS), classes)

    def features(self, rows: Tensor) -> list[Tensor]:
        """Return the features (B, D, M', T') of every block, from the levels among rows (B, M, T)."""
        found = []
        seen = rows[:, None, :MEL_ROWS]
        for block in self.blocks:
            seen = block(seen)
            found.append(seen)
        return found

    def forward(self, rows: Tensor) -> Tensor:
        """Return logits (B, classes)."""
        logits: Tensor = self.out(self.dropout(self.features(rows)[-1].mean(3).flatten(1)))
        return logits


def timbre_loss(network: TimbreNetwork, decoded: Tensor, rows: Tensor) -> Tensor:
    """Return the L1 between features of decoded and of true rows (B, M, T), over their spread, summed over blocks."""
    pairs = zip(network.features(decoded), network.features(rows), strict=True)
    terms = [
        (found.float() - aim.float()).abs().mean() / aim.float().std().clamp(min=_SMALLEST_SPREAD)
        for found, aim in pairs
    ]
    total: Tensor = sum(terms[1:], terms[0])
    return total

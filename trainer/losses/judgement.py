"""What the discriminators of the codec and the vocoder say of a batch, and the losses that follow from it.

In: per discriminator a map of scores and the feature maps before it, for true and for made items. Out: hinge losses
(Lim & Ye 2017) and feature matching (Larsen et al. 2016). The consistency model has an adversary of its own kind:
`adversarial.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Judgement:
    """The output of one discriminator: scores (B, 1, ...) and its feature maps."""

    scores: Tensor
    features: tuple[Tensor, ...]


def discriminator_loss(real: Sequence[Judgement], made: Sequence[Judgement]) -> Tensor:
    """Return the hinge loss: scores of real items belong above 1, of made ones below -1."""
    losses = [
        nn.functional.relu(1 - a.scores).mean() + nn.functional.relu(1 + b.scores).mean()
        for a, b in zip(real, made, strict=True)
    ]
    return torch.stack(losses).mean()


def deception_loss(made: Sequence[Judgement]) -> Tensor:
    """Return the generator's adversarial loss: how far its scores lie below 1."""
    return torch.stack([nn.functional.relu(1 - judgement.scores).mean() for judgement in made]).mean()


def feature_loss(real: Sequence[Judgement], made: Sequence[Judgement]) -> Tensor:
    """Return the L1 between feature maps of real and made items, relative to the mean magnitude of the real ones."""
    losses = [
        (x.detach() - y).abs().mean() / x.detach().abs().mean().clamp(min=1e-3)
        for a, b in zip(real, made, strict=True)
        for x, y in zip(a.features, b.features, strict=True)
    ]
    return torch.stack(losses).mean()

"""The discriminator D_phi: light heads on several layers of a frozen feature network, and their losses.

In: features of true and of made latents (`feature_networks.py`), the embeddings of the text and the clean latents. Out:
the terms of equations (7) and (8). The heads follow StyleGAN-T (Sauer et al. 2023), conditioned by projection (Miyato &
Koyama 2018), without norms: the gradient penalty alone keeps them smooth. Everything is computed in single precision:
the heads are small, and the penalty is not safe in bfloat16. For training only: nothing here is shipped.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

HEAD_WIDTH = 64
HEAD_KERNEL = 9


class Head(nn.Module):
    """Scores for the tokens of one layer: how real they look, and how well they fit the condition."""

    def __init__(self, width: int, condition_width: int) -> None:
        super().__init__()
        self.reduce = nn.Conv1d(width, HEAD_WIDTH, 1)
        self.mix = nn.Conv1d(HEAD_WIDTH, HEAD_WIDTH, HEAD_KERNEL, padding=HEAD_KERNEL // 2)
        self.out = nn.Conv1d(HEAD_WIDTH, 1 + HEAD_WIDTH, 1)
        # The attribute names are keys of saved training states.
        self.matched = nn.Linear(condition_width, HEAD_WIDTH)

    def forward(self, features: Tensor, condition: Tensor) -> Tensor:
        """Return scores (B, P) of features (B, P, D) given a condition (B, E): high means real."""
        h = functional.leaky_relu(self.reduce(features.transpose(1, 2)), 0.2)
        h = (h + functional.leaky_relu(self.mix(h), 0.2)) * math.sqrt(0.5)
        truth, directions = self.out(h).split([1, HEAD_WIDTH], dim=1)
        scores: Tensor = truth[:, 0] + (directions * self.matched(condition)[:, :, None]).sum(1) / math.sqrt(HEAD_WIDTH)
        return scores


class Discriminator(nn.Module):
    """One head D_{phi,k} per layer.

    Args:
        widths: D of every layer's tokens; the mean of the last layer is the embedding of the clean latents.
        text_width: E of the text embedding.
    """

    def __init__(self, widths: Sequence[int], text_width: int) -> None:
        super().__init__()
        self.heads = nn.ModuleList(Head(width, text_width + widths[-1]) for width in widths)

    def forward(self, features: Sequence[Tensor], condition: Tensor) -> list[Tensor]:
        """Return scores (B, P) per layer for features (B, P, D) per layer and a `condition_of` (B, E)."""
        with torch.autocast(condition.device.type, enabled=False):
            return [head(layer, condition) for head, layer in zip(self.heads, features, strict=True)]


def condition_of(text: Tensor, clean: Sequence[Tensor], visible: Tensor) -> Tensor:
    """Return what the heads are conditioned on: text (B, E) and the mean of the clean latents' last features (B, P, D).

    The clean part is scaled by `visible` (B), the share of signal in the student's input. A student that starts from
    pure noise cannot match the clean latents; a head conditioned on them would recognise its samples by that alone.
    """
    embedding = clean[-1].mean(dim=1) * visible[:, None]
    return torch.cat([functional.layer_norm(text, text.shape[-1:]), embedding], dim=1)


def deception_loss(made: Sequence[Tensor], real: Sequence[Tensor], kind: str) -> Tensor:
    """Return L_G_adv, summed over heads: equation (7), or how far the true latents score higher (R3GAN, ARC)."""
    if kind == "hinge":
        return torch.stack([-scores.mean() for scores in made]).sum()
    return torch.stack([functional.softplus(b - a).mean() for a, b in zip(made, real, strict=True)]).sum()


def discrimination_loss(made: Sequence[Tensor], real: Sequence[Tensor], kind: str) -> Tensor:
    """Return L_D_adv without its penalty, summed over heads: the hinges of equation (8), or the relativistic loss."""
    if kind == "hinge":
        hinges = [
            functional.relu(1 - b).mean() + functional.relu(1 + a).mean() for a, b in zip(made, real, strict=True)
        ]
        return torch.stack(hinges).sum()
    return torch.stack([functional.softplus(a - b).mean() for a, b in zip(made, real, strict=True)]).sum()


def gradient_penalty(scores: Sequence[Tensor], features: Sequence[Tensor]) -> Tensor:
    """Return R1, summed over heads: the squared gradient of the scores w.r.t. the heads' inputs, averaged over tokens.

    Args:
        scores: (B, P) per layer, computed from these features.
        features: (B, P, D) per layer; they must require gradients.
    """
    gradients = torch.autograd.grad([score.sum() for score in scores], list(features), create_graph=True)
    return torch.stack([gradient.square().sum(-1).mean() for gradient in gradients]).sum()

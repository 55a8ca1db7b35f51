"""The adversarial part of a distillation step: student against discriminator, on the features of a frozen network.

In: clean latents x0 and the student's estimate of them. Out: the student's adversarial loss and the discriminator's
loss. It does not depend on a denoiser or a corpus; `trainer/distill.py` calls it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal

import torch
from torch import Tensor
from torch.nn import functional

from trainer.losses.discriminator import (
    Discriminator,
    condition_of,
    deception_loss,
    discrimination_loss,
    gradient_penalty,
)
from trainer.losses.feature_networks import Conditions, FeatureNetwork
from trainer.training.descent import Descent


@dataclass(frozen=True)
class AdversarialOptions:
    """The adversarial loss and its weight; docs/paper_map.md gives the reasons."""

    adversarial: Literal["none", "teacher", "audiomae"] = "none"
    """F: no adversarial loss, features of the frozen teacher, or the paper's AudioMAE on decoded mels."""
    audiomae: str = "gaunernst/vit_base_patch16_1024_128.audiomae_as2m"
    """Folder or hub id of AudioMAE's weights in timm's format; read only if AudioMAE is the feature network."""
    adversarial_from: int = 200
    """The step at which the discriminator starts to learn."""
    adversarial_ramp: int = 400
    """Steps over which the student's adversarial loss then ramps up to its full weight."""
    distillation_weight: float = 3.0
    """lambda of equation (9), against an adversarial loss of weight 1."""
    adversarial_scale: Literal["balanced", "plain"] = "balanced"
    """What weight 1 means: a gradient on the estimate as large as that of L_distil, or L_G_adv unscaled."""
    adversarial_loss: Literal["hinge", "relativistic"] = "hinge"
    """The paper's hinge, or each estimate against its true latents, with the penalty on both (R3GAN)."""
    contrastive_weight: float = 0.0
    """Weight of the loss for distinguishing the conditions of true latents from those of another item (ARC)."""
    gradient_penalty: float = 0.01
    """gamma of R1 on the features that the heads see."""
    discriminator_rate: float = 1e-3
    feature_layers: tuple[int, ...] = ()
    """Layers of F under the heads, counted from 1; empty for the ends of its quarters."""
    feature_noise_mean: float = -1.0
    """Noise added before the teacher's features: mean of the logit of the timestep as a share of the schedule."""
    feature_noise_spread: float = 1.0


@dataclass(frozen=True)
class Round:
    """Features (B, P, D) per layer of one batch: true, made, and true with mismatched conditions."""

    real: list[Tensor]
    made: list[Tensor]
    mismatched: list[Tensor]
    condition: Tensor
    wrong_condition: Tensor


class Adversary(Generic[Conditions]):
    """The discriminator with its feature network and optimizer.

    Args:
        features: F, frozen.
        text_width: E of the text embedding.
        options: those of the loss.
    """

    def __init__(self, features: FeatureNetwork[Conditions], text_width: int, options: AdversarialOptions) -> None:
        self.features = features
        self.options = options
        self.discriminator = Discriminator(features.widths, text_width)
        # No momentum: the student changes while the discriminator learns.
        self.descent = Descent(
            self.discriminator.parameters(), betas=(0.0, 0.99), weight_decay=0.0, largest_gradient=None
        )

    def weight(self, step: int) -> float:
        """Return the weight of the student's adversarial loss at a step; 0 before `adversarial_from`."""
        return min(max(step - self.options.adversarial_from, 0) / max(self.options.adversarial_ramp, 1), 1.0)

    def begins(self, step: int) -> bool:
        """Return whether the discriminator learns at this step."""
        return step >= self.options.adversarial_from

    def meet(
        self,
        x0: Tensor,
        estimate: Tensor,
        conditions: Conditions,
        others: Conditions,
        text: Tensor,
        visible: Tensor,
        generator: torch.Generator,
    ) -> Round:
        """Compute the features of both sides.

        Args:
            x0: clean latents (B, ...).
            estimate: the student's estimate, with its graph.
            conditions: the conditions of these items.
            others: the same, shifted so that each item has those of the one before.
            text: embedding (B, E).
            visible: share of signal (B) in the student's input.
            generator: source of what the feature network draws.
        """
        look = self.features.look(x0, generator)
        made = look(estimate, conditions)
        with torch.no_grad():
            real = look(x0, conditions)
            mismatched: list[Tensor] = []
            if self.options.contrastive_weight:
                mismatched = look(x0, others) if self.features.reads_conditions else real
            condition = condition_of(text, real, visible)
            wrong_condition = condition_of(text.roll(1, 0), real, visible)
        return Round(real, made, mismatched, condition, wrong_condition)

    def deception_loss(self, met: Round) -> Tensor:
        """Return L_G_adv, with gradients for the student alone."""
        self.discriminator.requires_grad_(False)
        made = self.discriminator(met.made, met.condition)
        real = self.discriminator(met.real, met.condition)
        self.discriminator.requires_grad_(True)
        return deception_loss(made, real, self.options.adversarial_loss)

    def discrimination_loss(self, met: Round) -> Tensor:
        """Return L_D_adv, with gradients for the discriminator alone."""
        options = self.options
        seen_real, seen_made = _seen(met.real), _seen(met.made)
        real, made = self.discriminator(seen_real, met.condition), self.discriminator(seen_made, met.condition)
        loss = discrimination_loss(made, real, options.adversarial_loss)
        if options.gradient_penalty:
            penalty = gradient_penalty(real, seen_real)
            if options.adversarial_loss == "relativistic":
                penalty = penalty + gradient_penalty(made, seen_made)
            loss = loss + options.gradient_penalty * penalty
        if options.contrastive_weight:
            mismatched = self.discriminator(met.mismatched, met.wrong_condition)
            pairs = zip(real, mismatched, strict=True)
            contrast = torch.stack([functional.softplus(wrong - right).mean() for right, wrong in pairs]).sum()
            loss = loss + options.contrastive_weight * contrast
        return loss

    def state(self) -> dict[str, object]:
        """Return everything that a resumed run needs."""
        return {
            "discriminator": self.discriminator.state_dict(),
            "discriminator_optimizer": self.descent.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned."""
        self.discriminator.load_state_dict(state["discriminator"])
        self.descent.restore(state["discriminator_optimizer"])


def balanced(loss: Tensor, other: Tensor, made: Sequence[Tensor]) -> Tensor:
    """Return a loss with the gradient of a loss on what was made, each (B, ...), scaled per item.

    The gradient of each item is given the norm of the other loss's gradient on it. The distance d fixes the scale of
    L_distil, and the paper does not say which d it uses: with ours, at lambda = 3 the discriminator would dominate
    (dev/LOG.md). VQGAN (Esser et al. 2021) balances its losses the same way, per batch.
    """
    of_other = torch.autograd.grad(other, made, retain_graph=True)
    of_loss = torch.autograd.grad(loss, made)
    terms = [
        (items * _norms(wanted) / _norms(found).clamp(min=1e-20) * found).sum()
        for items, wanted, found in zip(made, of_other, of_loss, strict=True)
    ]
    return torch.stack(terms).sum()


def _norms(items: Tensor) -> Tensor:
    """Return the norm of each item (B, ...), shaped to multiply them."""
    norms: Tensor = items.flatten(1).norm(dim=1)
    return norms.view(-1, *[1] * (items.dim() - 1))


def _seen(features: Sequence[Tensor]) -> list[Tensor]:
    """Detach features from the student and make them leaves for the gradient penalty."""
    return [layer.detach().requires_grad_() for layer in features]

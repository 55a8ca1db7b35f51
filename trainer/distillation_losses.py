"""The losses of distillation for a batch: the networks are bound to its conditions, w is fixed or drawn.

In: a batch, and student, target network and teacher as networks that take conditions. Out: L_distil of a part of the
batch and the opening step's losses of the rest, with the estimates that the adversarial loss judges. The losses
themselves know nothing of conditions: `losses/consistency.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from musiccm_daw.errors import RequestError
from musiccm_daw.model.noise_schedule import COSINE, TIMESTEPS, NoiseSchedule
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.sampler import OPENING_END, unit_noise
from trainer.dataset.windows import Batch, unconditional
from trainer.losses.consistency import ConsistencyOptions, Distilled, Opened, Predict, consistency_loss, opening_losses

Network = Callable[..., Tensor]
"""A `DiffusionNetwork`, compiled or not."""


@dataclass(frozen=True)
class DistillationOptions(ConsistencyOptions):
    """Those of the losses, and the guidance that is distilled."""

    guidance: float = 1.5
    """w of equation (5); 0 for no guidance."""
    guidance_range: tuple[float, ...] = ()
    """Lowest and highest w to draw from and condition the student on, as in LCM; `guidance` is then the default for
    sampling. Empty for the paper's single fixed w."""

    def __post_init__(self) -> None:
        if not 1 <= self.skip < TIMESTEPS:
            raise RequestError(f"skip is {self.skip}; use 1 to {TIMESTEPS - 1}")
        if not 0 <= self.opening_share < 1:
            raise RequestError(f"opening_share is {self.opening_share:g}; use 0 (no opening step) to 0.99")
        if self.opening_steps < 1:
            raise RequestError(f"opening_steps is {self.opening_steps}; use 1 or more")
        if self.guidance_range and not (
            len(self.guidance_range) == 2
            and 0 <= self.guidance_range[0] <= self.guidance <= self.guidance_range[1]
            and self.guidance_range[0] < self.guidance_range[1]
        ):
            raise RequestError(
                f"guidance_range is {list(self.guidance_range)}; give the lowest and the highest scale, "
                f"with guidance {self.guidance:g} between them"
            )


@dataclass(frozen=True)
class BatchLosses:
    """The losses of one batch: those of the opening step for its first items, L_distil for the rest."""

    distilled: Distilled
    opened: Opened | None
    opened_share: float

    @property
    def loss(self) -> Tensor:
        """The mean over all items."""
        if self.opened is None:
            return self.distilled.loss
        of_opened = self.opened.loss + self.opened.following_loss
        return self.opened_share * of_opened + (1 - self.opened_share) * self.distilled.loss

    @property
    def estimates(self) -> list[Tensor]:
        """The student's estimates of x0, with their graphs, in the order of the batch."""
        return [self.distilled.estimate] if self.opened is None else [self.opened.estimate, self.distilled.estimate]

    @property
    def timesteps(self) -> Tensor:
        """The timesteps (B) of these estimates."""
        if self.opened is None:
            return self.distilled.start
        start = self.distilled.start
        return torch.cat([start.new_full((len(self.opened.estimate),), OPENING_END), start])

    def figures(self) -> dict[str, Tensor]:
        """Return what is logged."""
        figures = {"loss": self.distilled.loss.detach()}
        if self.opened is not None:
            figures |= {"opening": self.opened.loss.detach(), "following": self.opened.following_loss.detach()}
        return figures


def batch_losses(
    student: Network,
    target: Network,
    teacher: Network,
    batch: Batch,
    options: DistillationOptions,
    generator: torch.Generator,
    schedule: NoiseSchedule = COSINE,
) -> BatchLosses:
    """Return the losses of a batch, `opening_share` of which learns the opening step."""
    networks, size = (student, target, teacher), len(batch.x0)
    opening = min(round(options.opening_share * size), size - 1)
    opened = opening_of(*networks, batch[:opening], options, generator) if opening else None
    distilled = distillation_loss(*networks, batch[opening:], options, generator, schedule)
    return BatchLosses(distilled, opened, opening / size)


def mismatched(batch: Batch) -> Batch:
    """Return a batch in which each item has the conditions of the one before."""
    return replace(batch, columns=batch.columns.roll(1, 0), text=batch.text.roll(1, 0), mask=batch.mask.roll(1, 0))


def sentences(batch: Batch) -> Tensor:
    """Return the embedding (B, E) of each item's text: the mean of its tokens, zero where there are none."""
    return (batch.text * batch.mask[..., None]).sum(1) / batch.mask.sum(1, keepdim=True).clamp(min=1)


def under(network: Network, batch: Batch, guidance: Tensor | None = None) -> Predict:
    """Bind a network to the conditions of a batch, in mixed precision."""

    def predict(x: Tensor, timesteps: Tensor) -> Tensor:
        with mixed_precision(x.device):
            return network(x, timesteps, batch.columns, batch.text, batch.mask, guidance).float()

    return predict


def distillation_loss(
    student: Network,
    target: Network,
    teacher: Network,
    batch: Batch,
    options: DistillationOptions,
    generator: torch.Generator,
    schedule: NoiseSchedule = COSINE,
) -> Distilled:
    """Return L_distil of a batch, with w fixed or drawn."""
    predictions, guidance = _bound(student, target, teacher, batch, options, generator)
    return consistency_loss(
        *predictions, batch.x0, guidance=guidance, schedule=schedule, options=options, generator=generator
    )


def opening_of(
    student: Network,
    target: Network,
    teacher: Network,
    batch: Batch,
    options: DistillationOptions,
    generator: torch.Generator,
) -> Opened:
    """Return the losses of the opening step for a batch."""
    predictions, guidance = _bound(student, target, teacher, batch, options, generator)
    noise = unit_noise(batch.x0, generator)
    return opening_losses(*predictions, noise, guidance=guidance, schedule=COSINE, options=options)


def _bound(
    student: Network,
    target: Network,
    teacher: Network,
    batch: Batch,
    options: DistillationOptions,
    generator: torch.Generator,
) -> tuple[tuple[Predict, Predict, Predict, Predict], Tensor]:
    """Return the networks under the conditions of a batch, the teacher also without them, and w (B)."""
    guidance, input_w = _guidance(batch, options, generator)
    predictions = (
        under(student, batch, input_w),
        under(target, batch, input_w),
        under(teacher, batch),
        under(teacher, unconditional(batch)),
    )
    return predictions, guidance


def _guidance(batch: Batch, options: DistillationOptions, generator: torch.Generator) -> tuple[Tensor, Tensor | None]:
    """Return w (B) of a batch, fixed or drawn, and the same as an input for the student where it takes one."""
    size, device = len(batch.x0), batch.x0.device
    if not options.guidance_range:
        return torch.full((size,), options.guidance, device=device), None
    low, high = options.guidance_range
    drawn = (low + (high - low) * torch.rand(size, generator=generator)).to(device)
    return drawn, drawn

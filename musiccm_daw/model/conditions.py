"""Conditions of a long latent: columns, text and guidance, whole and cut into windows.

The engine builds `Conditions`; the models cut them at the windows of their plan. Nothing here runs a network.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from musiccm_daw.model.shared_restriction import WindowPlan, crop


@dataclass(frozen=True)
class Conditions:
    """What a long latent is conditioned on.

    Attributes:
        columns: (1, F, W).
        text: embeddings (G, L, E) of G texts, mostly of one.
        mask: (G, L), true where a token stands.
        shares: how much each text counts on a column, (G, W), adding up to one; None for a single text.
        scored: whether the notes of every column are known.
    """

    columns: Tensor
    text: Tensor
    mask: Tensor
    shares: Tensor | None = None
    scored: bool = False


@dataclass(frozen=True)
class WindowConditions:
    """What every window is conditioned on: columns (B, F, window), text (B, L, E), mask (B, L).

    A window under two texts comes twice: `window` (B) is the number of the window that a row belongs to, and `shares`
    (B, window) how much its prediction counts.
    """

    columns: Tensor
    text: Tensor
    mask: Tensor
    window: Tensor
    shares: Tensor


@dataclass(frozen=True)
class Guidance:
    """Classifier-free guidance: its scale w, and the conditions without what it strengthens."""

    scale: float
    unconditional: Conditions


def crop_conditions(conditions: Conditions, plan: WindowPlan) -> WindowConditions:
    """Cut conditions at the windows of a plan: one row per window and text that counts in it."""
    columns = crop(conditions.columns, plan)
    device = columns.device
    if conditions.shares is None:
        shares = torch.ones(1, len(plan.starts), plan.window, device=device)
    else:
        shares = conditions.shares[:, plan.positions().to(device)]
    window, number = (shares.sum(-1) > 0).T.nonzero(as_tuple=True)
    return WindowConditions(
        columns[window], conditions.text[number], conditions.mask[number], window, shares[number, window]
    )


def window_families(conditions: Conditions, plan: WindowPlan) -> Tensor:
    """Number (K) the windows by family: one number for those alike in all columns and mostly under the same text."""
    columns = crop(conditions.columns, plan).flatten(1)
    if conditions.shares is not None:
        shares = conditions.shares[:, plan.positions().to(columns.device)]
        columns = torch.cat([columns, shares.sum(-1).argmax(dim=0)[:, None].to(columns)], dim=1)
    families: Tensor = columns.unique(dim=0, return_inverse=True)[1]
    return families

"""Editing in the sampler: latents of which some columns are known.

`hold` makes any x0 prediction agree with what is known: at every step the known columns are put in place of the
predicted ones before the shared noise is added, so that the next prediction is made around them (the replacement method
of Song et al. 2021, "Score-based generative modeling through stochastic differential equations", section 5). It works
on the fused prediction of the shared restriction as on a single window's. It knows columns only, no bars and no audio.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from musiccm_daw.model.sampler import Predict


@dataclass(frozen=True)
class Known:
    """What is known of a long latent: `latents` (1, C, W), where `columns` (W), of bool, is true."""

    latents: Tensor
    columns: Tensor


def hold(predict: Predict, known: Known) -> Predict:
    """A prediction that agrees with what is known."""

    def predict_around(x: Tensor, timestep: int) -> Tensor:
        return torch.where(known.columns, known.latents, predict(x, timestep))

    return predict_around

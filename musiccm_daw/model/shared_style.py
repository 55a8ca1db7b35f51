"""A common style for windows that share no columns, so that a long clip is one piece of music.

Windows agree where they overlap, but the first minute of a long clip and its last share no column. So at the first
step, where there is nothing but noise to go by, every channel of a window's x0 prediction is given the mean and the
deviation over time that it has in all windows of its family (adaptive instance normalisation; Huang & Belongie 2017,
arXiv 1703.06868). Later steps are left alone: what is played where is up to each window, how it sounds is common. A
family has the same chords, since windows of different chords would mix them. dev/LOG.md compares this with an anchor
window, repeated noise, and more than one such step.
"""

from __future__ import annotations

import torch
from torch import Tensor

from musiccm_daw.model.noise_schedule import TIMESTEPS
from musiccm_daw.model.sampler import Predict


def share_style(windows: Tensor, family: Tensor) -> Tensor:
    """Give windows (K, C, window) the means and deviations of all windows of their `family` (K), numbered from 0."""
    means = windows.mean(dim=-1, keepdim=True)
    variances = windows.var(dim=-1, keepdim=True, correction=0)

    def common(statistic: Tensor) -> Tensor:
        total = torch.zeros(int(family.max()) + 1, *statistic.shape[1:], device=windows.device)
        return (total.index_add_(0, family, statistic) / family.bincount().clamp(min=1)[:, None, None])[family]

    return (windows - means) / (variances + 1e-8).sqrt() * common(variances).sqrt() + common(means)


def in_one_style(predict_windows: Predict, family: Tensor) -> Predict:
    """Return a prediction of windows (K, C, window) whose first step is in one style for each family (K)."""

    def predict(windows: Tensor, timestep: int) -> Tensor:
        x0 = predict_windows(windows, timestep)
        return share_style(x0, family) if timestep % TIMESTEPS == TIMESTEPS - 1 else x0

    return predict

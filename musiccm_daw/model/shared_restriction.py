"""The shared restricted process (MusicCM section 3.3, Algorithm 1): windows over a long latent that agree.

One noise for the whole latent; at every step windows predict their own x0, and the predictions are fused by least
squares, equation (10): for crops that is the mean over the windows that cover a column, here weighted so that a window
counts most at its centre (dev/LOG.md compares this with the plain mean and with windows that take turns). The sampler
then adds one shared noise to the fused x0: averaging windows that were already re-noised would shrink the noise.

Two covers of the latent take turns, each with its borders inside the windows of the other: half of the work, and what
one step leaves at a border the next one mends. Where no score says what is played, or no step follows, all windows
predict at the first one.

Windows are linear (0..W) or circular (positions modulo W: a loop has no seam, and a loop shorter than the window is
seen several times over). Bars are unknown here: the caller decides at which columns windows start. Windows that do not
overlap are independent of each other: the paper's Figure 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, cycle

import torch
from torch import Tensor

from musiccm_daw.model.sampler import Predict


@dataclass(frozen=True)
class WindowPlan:
    """The places of the windows: `starts` in columns over a latent of `length` columns, each `window` wide."""

    length: int
    window: int
    starts: tuple[int, ...]
    circular: bool

    def positions(self) -> Tensor:
        """Return the column of the long latent under each window column: (K, window)."""
        positions = torch.tensor(self.starts)[:, None] + torch.arange(self.window)
        return positions % self.length if self.circular else positions

    def covers(self) -> tuple[WindowPlan, WindowPlan]:
        """Return two covers of the latent, by every second window each; by all, where every second one leaves gaps.

        Those at the ends of a linear latent belong to both.
        """
        evens, odds = self.starts[::2], self.starts[1::2]
        if not self.circular:
            evens, odds = (tuple(sorted({self.starts[0], *half, self.starts[-1]})) for half in (evens, odds))
        return self._covering(evens), self._covering(odds)

    def _covering(self, starts: tuple[int, ...]) -> WindowPlan:
        ends = [start + self.window for start in starts]
        following = (*starts[1:], *(start + self.length for start in starts[:1] if self.circular))
        gapless = bool(starts) and all(start <= end for start, end in zip(following, ends, strict=False))
        return replace(self, starts=starts) if gapless else self


def plan_windows(length: int, *, window: int, stride: int, circular: bool) -> WindowPlan:
    """Cover `length` columns with a window every `stride` columns.

    Linear: the last window ends with the latent; a latent shorter than the window is one window of its own length.
    Circular: windows evenly spaced by `stride` or less, an even number of them for two covers where there is room;
    one, if it sees everything from all sides.
    """
    if circular:
        count = 1 if length <= window - stride else min(length, 2 * -(-length // (2 * stride)))
        return WindowPlan(length, window, tuple(length * number // count for number in range(count)), circular=True)
    if length <= window:
        return WindowPlan(length, length, (0,), circular=False)
    starts = [*range(0, length - window, stride), length - window]
    return WindowPlan(length, window, tuple(starts), circular=False)


def window_weights(window: int) -> Tensor:
    """Return the weights (window) of a window's columns: a raised cosine that never falls below a hundredth."""
    return torch.hann_window(window + 2, periodic=False)[1:-1] + 0.01


def crop(latent: Tensor, plan: WindowPlan) -> Tensor:
    """Cut the windows (K, C, window) out of a long latent (1, C, W): the maps g_i of the paper."""
    return latent[0][:, plan.positions().to(latent.device)].transpose(0, 1)


def shares(plan: WindowPlan) -> Tensor:
    """Return how much each window counts on its columns, (K, window); the windows that cover a column add up to one."""
    positions = plan.positions()
    weights = window_weights(plan.window).expand_as(positions)
    cover = torch.zeros(plan.length).index_add_(0, positions.flatten(), weights.flatten())
    return weights / cover[positions]


def fuse(windows: Tensor, plan: WindowPlan) -> Tensor:
    """Fuse windows (K, C, window) into the long latent (1, C, W) that is nearest to all in weighted least squares."""
    channels = windows.shape[1]
    parts = windows * shares(plan).to(windows)[:, None]
    total = torch.zeros(channels, plan.length, dtype=windows.dtype, device=windows.device)
    positions = plan.positions().to(windows.device).flatten()
    return total.index_add_(1, positions, parts.transpose(0, 1).reshape(channels, -1))[None]


def restrict(predict_windows: Predict, plan: WindowPlan) -> Predict:
    """Turn an x0 prediction of a batch of windows (K, C, window) into one of the long latent (1, C, W)."""

    def predict(latent: Tensor, timestep: int) -> Tensor:
        return fuse(predict_windows(crop(latent, plan), timestep), plan)

    return predict


def in_turns(at_first: Predict, *turns: Predict) -> Predict:
    """Return the prediction of one sampling: one at its first step, then others in turn."""
    order = chain([at_first], cycle(turns))

    def predict(latent: Tensor, timestep: int) -> Tensor:
        return next(order)(latent, timestep)

    return predict

"""An optimizer that accumulates gradients over backward passes and processes before each step.

In: losses, one backward pass each. Out: updated parameters, the same in all processes. Gradients are averaged after the
backward passes, in one message. DistributedDataParallel would average during them, but it needs every call of a network
to go through one `forward`, and R1's second derivatives break its hooks; the networks here are small.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

from trainer.training.processes import average_over_processes


class Descent:
    """AdamW over a set of parameters.

    Args:
        parameters: the parameters to optimize.
        betas: AdamW's.
        weight_decay: AdamW's.
        largest_gradient: norm to which the gradient of all parameters together is clipped; None for no clipping.
    """

    def __init__(
        self,
        parameters: Iterable[nn.Parameter],
        *,
        betas: tuple[float, float],
        weight_decay: float = 0.01,
        largest_gradient: float | None = 1.0,
    ) -> None:
        self.parameters = list(parameters)
        self.largest_gradient = largest_gradient
        self.optimizer = torch.optim.AdamW(self.parameters, lr=0.0, betas=betas, weight_decay=weight_decay, fused=True)
        self.passes = 0

    def backward(self, loss: Tensor) -> None:
        """Add the gradient of a loss with respect to these parameters alone."""
        loss.backward(inputs=self.parameters)
        self.passes += 1

    def step(self, rate: float) -> None:
        """Step along the mean gradient of all backward passes since the last step, over all processes."""
        gradients = [parameter.grad for parameter in self.parameters if parameter.grad is not None]
        if self.passes > 1:
            torch._foreach_div_(gradients, float(self.passes))
        average_over_processes(gradients)
        if self.largest_gradient is not None:
            nn.utils.clip_grad_norm_(self.parameters, self.largest_gradient)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.passes = 0

    def state(self) -> dict[str, Any]:
        """Return what a resumed run needs."""
        return self.optimizer.state_dict()

    def restore(self, state: dict[str, Any]) -> None:
        """Restore what `state` returned."""
        self.optimizer.load_state_dict(state)

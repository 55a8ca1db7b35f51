"""This process among those that train together, and its device, as reported by accelerate.

Without `accelerate launch` there is one process, on a GPU if there is one. Nothing here starts processes.
"""

from __future__ import annotations

import os

import torch
from accelerate import PartialState
from accelerate.utils import reduce
from torch import Tensor


def this_process() -> PartialState:
    """Return this process's index, their count and the device; ACCELERATE_USE_CPU=true keeps everything on the CPU."""
    on_cpu = os.environ.get("ACCELERATE_USE_CPU", "").lower() in ("1", "true", "yes")
    return PartialState(cpu=on_cpu or not torch.accelerator.is_available())


def any_process(flag: bool) -> bool:
    """Return whether the flag is set in any process; every process gets the same answer."""
    process = this_process()
    if process.num_processes == 1:
        return flag
    return bool(reduce(torch.tensor(float(flag), device=process.device), reduction="sum") > 0)


def average_over_processes(tensors: list[Tensor]) -> None:
    """Replace each tensor by its mean over all processes, in one message; integer tensors stay as they are."""
    floats = [tensor for tensor in tensors if tensor.is_floating_point()]
    if this_process().num_processes == 1 or not floats:
        return
    mean = reduce(torch.cat([tensor.flatten() for tensor in floats]), reduction="mean")
    for tensor, part in zip(floats, mean.split([tensor.numel() for tensor in floats]), strict=True):
        tensor.copy_(part.view_as(tensor))

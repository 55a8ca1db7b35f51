"""The precision in which networks compute: bfloat16 where the processor multiplies it natively, else float32.

On a CPU with AVX512-BF16 or AMX bfloat16 is five times as fast as float32, and exact enough for four steps. A CPU that
must emulate it takes 23 times as long (autoencoder on AVX2, torch 2.13: 2.6 s against 0.11 s), and most laptops must.
The environment variable MUSICCM_PRECISION overrides the choice; it is read here alone, each time networks run.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch

from musiccm_daw.errors import RequestError, quoted

VARIABLE = "MUSICCM_PRECISION"
AUTO = "auto"
PRECISIONS = {"float32": torch.float32, "bfloat16": torch.bfloat16}

CPU_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16", "sve_bf16")
"""Instructions that multiply it, as torch names them: x86's two, ARM's two."""


@dataclass(frozen=True)
class Precision:
    """A precision to compute in: its name, one of `PRECISIONS`, and why it was chosen."""

    name: str
    reason: str


def mixed_precision(device: torch.device) -> torch.autocast:
    """Return the context in which networks on a device compute; parameters, inputs and sums stay float32.

    Raises:
        RequestError: MUSICCM_PRECISION names no precision.
    """
    lower = PRECISIONS[choose_precision(device).name] == torch.bfloat16
    return torch.autocast(device.type, torch.bfloat16, enabled=lower)


def choose_precision(device: torch.device) -> Precision:
    """Return the precision for a device: the one that MUSICCM_PRECISION names, else what the processor does best.

    Raises:
        RequestError: MUSICCM_PRECISION names no precision.
    """
    asked = os.environ.get(VARIABLE) or AUTO
    if asked in PRECISIONS:
        return Precision(asked, f"set by {VARIABLE}")
    if asked != AUTO:
        allowed = ", ".join((AUTO, *PRECISIONS))
        raise RequestError(f"{VARIABLE} is {quoted(asked)}; set it to one of {allowed}, or unset it")
    if multiplies_bfloat16(device):
        return Precision("bfloat16", "the processor multiplies it natively")
    return Precision("float32", "the processor would have to emulate bfloat16")


def multiplies_bfloat16(device: torch.device) -> bool:
    """Return whether a device computes bfloat16 without emulating it."""
    match device.type:
        case "cpu":
            capabilities = torch.cpu.get_capabilities()
            return any(capabilities.get(name, False) for name in CPU_BFLOAT16)
        case "cuda":
            return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return True

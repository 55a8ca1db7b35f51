"""The precision in which networks compute: bfloat16 where the processor multiplies it by itself, else float32.

On a CPU with AVX512-BF16 or AMX bfloat16 is five times as fast as float32, and exact enough for four steps. A CPU that
must emulate it takes 23 times as long (autoencoder on AVX2, torch 2.13: 2.6 s against 0.11 s), and most laptops must.
"""

from __future__ import annotations

import torch

CPU_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16", "sve_bf16")
"""Instructions that multiply it, as torch names them: x86's two, ARM's two."""


def mixed_precision(device: torch.device) -> torch.autocast:
    """The context in which networks on a device compute; parameters, inputs and sums stay float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=multiplies_bfloat16(device))


def multiplies_bfloat16(device: torch.device) -> bool:
    """Whether a device computes bfloat16 without emulating it."""
    match device.type:
        case "cpu":
            capabilities = torch.cpu.get_capabilities()
            return any(capabilities.get(name, False) for name in CPU_BFLOAT16)
        case "cuda":
            return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return True

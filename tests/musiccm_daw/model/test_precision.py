"""bfloat16 is used where the processor has instructions for it, and nowhere else."""

import platform
from pathlib import Path

import pytest
import torch

from musiccm_daw.model.precision import mixed_precision, multiplies_bfloat16

CPU = torch.device("cpu")
CPU_INFO = Path("/proc/cpuinfo")


@pytest.mark.skipif(
    not CPU_INFO.exists() or platform.machine() != "x86_64", reason="no list of an x86 processor's instructions"
)
def test_the_cpu_is_known_as_the_kernel_knows_it() -> None:
    """The flags that Linux lists are those that decide."""
    flags = CPU_INFO.read_text().split()
    assert multiplies_bfloat16(CPU) == ("avx512_bf16" in flags or "amx_bf16" in flags)


def test_networks_compute_in_what_the_cpu_multiplies() -> None:
    """A layer's output shows it; outside of the context it is single precision again."""
    layer, x = torch.nn.Linear(4, 4), torch.ones(1, 4)
    with mixed_precision(CPU):
        inside = layer(x).dtype
    assert inside == (torch.bfloat16 if multiplies_bfloat16(CPU) else torch.float32)
    assert layer(x).dtype == torch.float32

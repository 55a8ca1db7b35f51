"""bfloat16 is used where the processor has instructions for it or the user asks for it, and nowhere else."""

import platform
from pathlib import Path

import pytest
import torch

from musiccm_daw.errors import RequestError
from musiccm_daw.model.checkpoint import prepared_device
from musiccm_daw.model.precision import (
    CPU_BFLOAT16,
    PRECISIONS,
    VARIABLE,
    choose_precision,
    mixed_precision,
    multiplies_bfloat16,
)

CPU = torch.device("cpu")
CPU_INFO = Path("/proc/cpuinfo")


def computed_in() -> torch.dtype:
    """The type of a layer's output in the context that networks run in."""
    layer, x = torch.nn.Linear(4, 4), torch.ones(1, 4)
    with mixed_precision(CPU):
        inside: torch.dtype = layer(x).dtype
    assert layer(x).dtype == torch.float32, "the context has left a trace"
    return inside


@pytest.mark.skipif(
    not CPU_INFO.exists() or platform.machine() != "x86_64", reason="no list of an x86 processor's instructions"
)
def test_the_cpu_is_known_as_the_kernel_knows_it() -> None:
    """The flags that Linux lists are those that decide."""
    flags = CPU_INFO.read_text().split()
    assert multiplies_bfloat16(CPU) == ("avx512_bf16" in flags or "amx_bf16" in flags)


@pytest.mark.parametrize("asked", [None, "", "auto"])
@pytest.mark.parametrize("native", [None, *CPU_BFLOAT16])
def test_the_processor_decides_unless_the_user_does(
    native: str | None, asked: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True, **({native: True} if native else {})})
    if asked is None:
        monkeypatch.delenv(VARIABLE, raising=False)
    else:
        monkeypatch.setenv(VARIABLE, asked)
    expected = "float32" if native is None else "bfloat16"
    assert choose_precision(CPU).name == expected
    assert computed_in() == PRECISIONS[expected]


@pytest.mark.parametrize("native", [False, True])
def test_what_the_user_asks_for_comes_before_what_the_processor_can(
    precision: str, native: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": native})
    assert choose_precision(CPU).name == precision
    assert VARIABLE in choose_precision(CPU).reason
    assert computed_in() == PRECISIONS[precision]


def test_the_choice_is_made_anew_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bfloat16", "float32", "bfloat16"):
        monkeypatch.setenv(VARIABLE, name)
        assert computed_in() == PRECISIONS[name]


@pytest.mark.parametrize("asked", ["half", "BFLOAT16", "float32 ", "16\n32"])
def test_an_unknown_precision_is_refused_in_one_line_before_anything_is_loaded(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, asked)
    with pytest.raises(RequestError, match="set it to one of auto, float32, bfloat16, or unset it") as refusal:
        prepared_device("cpu")
    assert "\n" not in str(refusal.value)

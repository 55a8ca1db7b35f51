"""What is measured, and on what: a model and a device, the processor, and how often. Nothing is measured here."""

from __future__ import annotations

import platform
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.engine.loading import load_engine
from musiccm_daw.wording import counted

if TYPE_CHECKING:
    from musiccm_daw.engine.engine import Engine


@dataclass(frozen=True)
class Subject:
    """What is measured.

    Attributes:
        model: as `--model`.
        device: as `--device`.
        runs: per figure, of which the median counts.
    """

    model: str | None
    device: str
    runs: int

    @cached_property
    def engine(self) -> Engine:
        """The engine, loaded when it is first needed: start-up and memory are measured in processes without it."""
        return load_engine(self.model, self.device)


@dataclass(frozen=True)
class Machine:
    """What figures were measured on."""

    processor: str
    device: str
    threads: int
    precision: str

    def __str__(self) -> str:
        return f"{self.processor}, device {self.device}, {counted(self.threads, 'thread')}, {self.precision}"


def this_machine(device: str) -> Machine:
    """Return what a device's figures are measured on.

    Raises:
        DeviceError: this machine has no such device.
    """
    import torch

    from musiccm_daw.model.checkpoint import prepared_device
    from musiccm_daw.model.precision import choose_precision

    target = prepared_device(device)
    processor = torch.cuda.get_device_name(target) if target.type == "cuda" else _processor()
    return Machine(processor, target.type, torch.get_num_threads(), choose_precision(target).name)


def _processor(facts: Path = Path("/proc/cpuinfo")) -> str:
    """Return the processor's name; Python knows only its architecture on Linux."""
    with suppress(OSError):
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()

"""Batches of short takes for tests, and engines that worker processes can load."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from musiccm_daw.clip import StemAudio
from musiccm_daw.errors import ModelError
from musiccm_daw.request.request import GenerationRequest
from presets.batch.making import TakeMaker
from presets.batch.plan import BatchPlan, BatchTake, earlier_batch, new_batch
from presets.batch.render import Failure, render_batch
from presets.takes import PlannedTake, take_seed
from tests.cli.stand_in import IDENTITY, StandInEngine

KILLS, FAILS = "kills the process", "fails"


def request(prompt: str = "pads", seed: int = 1, **options: Any) -> GenerationRequest:
    """Return a request of a quarter of a second."""
    short = {"bpm": 240, "bars": 1, "meter": "1/4", "key": "C", "name": "kit", "sample_rate": 22050, "score": "none"}
    return GenerationRequest.resolve(prompt, seed=seed, **{**short, **options})


def takes_of(*prompts: str, **options: Any) -> Callable[[int], list[PlannedTake]]:
    """Return a function that plans a take for each prompt, with seeds from the base seed."""

    def planned(base_seed: int) -> list[PlannedTake]:
        return [
            PlannedTake(
                f"kit_{prompt}", request(prompt, take_seed(base_seed, "kit", {"prompt": prompt}), **options), {}
            )
            for prompt in prompts
        ]

    return planned


def begin(project: Path, takes: Callable[[int], Sequence[PlannedTake]], base_seed: int = 1) -> BatchPlan:
    """Plan a new batch of the stand-in's."""
    return new_batch(project, ["kit"], takes, base_seed, IDENTITY)


def resume(project: Path, takes: Callable[[int], Sequence[PlannedTake]]) -> BatchPlan | None:
    """Plan what is left of a batch."""
    return earlier_batch(project, ["kit"], takes, IDENTITY)


def rendered(plan: BatchPlan, maker: TakeMaker) -> tuple[list[BatchTake], list[Failure]]:
    """Render a batch; return its takes as they were reported, and its failures."""
    whole: list[BatchTake] = []
    failures: list[Failure] = []
    render_batch(plan, maker, on_whole=whole.append, on_failure=failures.append, on_remark=lambda line: None)
    return whole, failures


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every WAV and MIDI file under a folder, by its path."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in (".wav", ".mid"))
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def ignore_progress(number: int, fraction: float) -> None:
    """Take a take's progress and do nothing."""


class RiskyEngine(StandInEngine):
    """An engine that fails, or ends its whole process, where a prompt says so."""

    def variations(self, request: GenerationRequest, **options: Any) -> Iterator[tuple[StemAudio, ...]]:
        """Yield sines, if all goes well."""
        if KILLS in request.prompt:
            os.kill(os.getpid(), signal.SIGKILL)
        if FAILS in request.prompt:
            raise ModelError("it failed")
        yield from super().variations(request, **options)


def no_engine() -> StandInEngine:
    """Fail to load."""
    raise ModelError("no such model")

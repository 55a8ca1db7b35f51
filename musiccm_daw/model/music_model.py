"""The face that the engine sees of a model: of ours (`pipeline.py`) or of MusicLDM's family (`musicldm.py`).

Families differ in where latent columns lie, in the audio that they make and in the conditions that they heed. Nothing
here computes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import torch
from torch import Tensor

from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.sampler import OnStep
from musiccm_daw.model.shared_passes import SharedPasses
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model.vocoders.block_vocoder import RowsOf


class MusicModel(Protocol):
    """Text to latents (1, C, W), latents to mel rows (M, T), rows to audio (2, S)."""

    sample_rate: int
    """Of the audio, in Hz."""
    columns_per_second: int | None
    """None: columns lie on the musical grid, so many to a quarter note."""
    reads_columns: bool
    """Whether condition columns are heeded; if not, all that the model knows of the music is in the words."""
    guidance: float
    """The scale w that was distilled into the model."""

    @property
    def window_columns(self) -> int:
        """Columns that the model looks at in one piece."""

    @property
    def passes(self) -> SharedPasses | None:
        """What clips that are made side by side share; None where that would win nothing."""

    @property
    def device(self) -> torch.device:
        """Where the model lives."""

    def encode_text(self, prompt: str) -> tuple[Tensor, Tensor]:
        """Words (1, L, E) and mask (1, L) of a prompt."""

    def sample(
        self,
        conditions: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
        stronger: Guidance | None = None,
    ) -> Tensor:
        """Latents (1, C, W) by consistency steps over windows, from the generator's noise."""

    def decode(self, latents: Tensor, *, circular: bool) -> Tensor:
        """Mel rows (M, T) of latents (1, C, W)."""

    def vocode(self, rows: Tensor, samples: int, *, circular: bool) -> Tensor:
        """Audio (2, S) of mel rows (M, T), S = `samples`."""

    def decoding(self, latents: Tensor, *, circular: bool) -> RowsOf:
        """What gives the rows of a block of frames, when asked."""

    def vocoding(
        self, rows_of: RowsOf, columns: int, samples: int, *, circular: bool, margin: int = 0
    ) -> Iterator[Tensor]:
        """Audio (2, S) of `columns` latent columns, piece by piece, with `margin` samples of its neighbours each."""

"""The face of a model that the engine calls: of ours (`pipeline.py`) or of MusicLDM (`musicldm/pipeline.py`).

The families differ in where their latent columns lie, in the audio they make, in the conditions they follow, and in
whether they can edit a clip. Nothing here computes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import torch
from torch import Tensor

from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.sampler import Known, OnStep, Start
from musiccm_daw.model.shared_passes import SharedPasses
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model.vocoders.block_vocoder import RowsOf


class MusicModel(Protocol):
    """Text to latents (1, C, W), latents to mel rows (M, T), rows to audio (2, S); for editing, audio to latents."""

    sample_rate: int
    """Sample rate of the audio, in Hz."""
    columns_per_second: int | None
    """Latent columns in a second; None where columns lie on the musical grid, a fixed number to a quarter note."""
    reads_columns: bool
    """Whether it follows condition columns; if not, the prompt is all it knows of the music."""
    edits_clips: bool
    """Whether it can `encode` audio, and `sample` around known columns or from a start."""
    guidance: float
    """The scale w that was distilled into the model."""

    @property
    def window_columns(self) -> int:
        """Number of columns that the model sees at once."""

    @property
    def column_features(self) -> int:
        """F of the condition columns that it reads; 0 where it reads none."""

    @property
    def passes(self) -> SharedPasses | None:
        """Passes that clips made side by side can share; None where sharing gains nothing."""

    @property
    def device(self) -> torch.device:
        """Device that the model is on."""

    def encode_text(self, prompt: str) -> tuple[Tensor, Tensor]:
        """Return the embeddings (1, L, E) of a prompt and their mask (1, L)."""

    def unread(self, prompt: str) -> str:
        """Return the end of a prompt that is too long to be encoded; "" if all of it is."""

    def sample(
        self,
        conditions: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
        stronger: Guidance | None = None,
        known: Known | None = None,
        start: Start | None = None,
    ) -> Tensor:
        """Sample latents (1, C, W) in consistency steps over windows, from the generator's noise.

        Args:
            conditions: of the whole latent.
            plan: where the windows lie.
            steps: number of consistency steps.
            generator: source of all noise.
            on_step: called after every step.
            stronger: another guidance scale than the distilled one.
            known: columns to keep as they are.
            start: latents to begin at instead of noise.

        Raises:
            CheckpointError: `known` or `start` is given to a model that does not edit clips.
            RequestError: the model cannot follow this guidance scale.
        """

    def sample_teacher(
        self,
        conditions: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
        guidance: Guidance,
    ) -> Tensor:
        """Sample latents (1, C, W) in DDIM steps of the guided teacher, from the same noise as `sample`.

        Raises:
            CheckpointError: the model comes without its teacher.
        """

    def encode(self, audio: Tensor, columns: int, *, circular: bool) -> Tensor:
        """Encode audio (2, S) as latents (1, C, W), W = `columns`.

        Raises:
            CheckpointError: the model does not edit clips.
        """

    def decode(self, latents: Tensor, *, circular: bool) -> Tensor:
        """Decode latents (1, C, W) to mel rows (M, T)."""

    def vocode(self, rows: Tensor, samples: int, *, circular: bool) -> Tensor:
        """Turn mel rows (M, T) into audio (2, S), S = `samples`."""

    def decoding(self, latents: Tensor, *, circular: bool) -> RowsOf:
        """Return a function that decodes any block of frames of latents (1, C, W)."""

    def vocoding(
        self, rows_of: RowsOf, columns: int, samples: int, *, circular: bool, margin: int = 0
    ) -> Iterator[Tensor]:
        """Yield audio (2, S) of `columns` latent columns in pieces, each with `margin` samples of its neighbours."""

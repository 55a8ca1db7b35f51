"""The parts wired: prompt and condition columns to latents, latents to audio, audio to latents.

    prompt ─ text encoder ─┐
    columns ───────────────┼─▶ consistency model in windows (shared restriction) ─▶ decoder ─▶ vocoder ─▶ audio
    noise ─────────────────┘

It takes windows and conditions as tensors; what a bar is, the engine knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from musiccm_daw.errors import CheckpointError
from musiccm_daw.model.autoencoder import RECEPTIVE_COLUMNS, Autoencoder
from musiccm_daw.model.consistency import consistency_function
from musiccm_daw.model.denoiser import Denoiser
from musiccm_daw.model.mel import MelFrontEnd
from musiccm_daw.model.noise_schedule import x0_from_velocity
from musiccm_daw.model.sampler import (
    OnStep,
    Predict,
    at_timestep,
    sample_consistency,
    sample_ddim,
    unit_noise,
)
from musiccm_daw.model.shared_restriction import WindowPlan, crop, restrict
from musiccm_daw.model.text_encoder import TextEncoder
from musiccm_daw.timebase import FRAMES_PER_COLUMN


@dataclass(frozen=True)
class Conditions:
    """What a long latent is told: columns (1, F, W), words (1, L, E) with mask (1, L)."""

    columns: Tensor
    words: Tensor
    mask: Tensor


@dataclass(frozen=True)
class Guidance:
    """Classifier-free guidance: its scale w, and the conditions without what it shall strengthen."""

    scale: float
    unconditional: Conditions


X0From = Callable[[Tensor, Tensor, Tensor], Tensor]
"""(x_t, v, timesteps) to x0: the consistency function of a student, the plain inversion of a teacher."""


class Pipeline(nn.Module):
    """Generation and the codec behind one face.

    Args:
        text_encoder: prompts to words.
        autoencoder: mel rows to latents and back.
        student: the consistency model.
        vocoder: mel rows to audio, `GriffinLim` or a trained `Vocoder`.
        teacher: the diffusion model it was distilled from; None if the checkpoint leaves it out.
        guidance: the scale w that was distilled into the student.
    """

    def __init__(
        self,
        text_encoder: TextEncoder,
        autoencoder: Autoencoder,
        student: Denoiser,
        vocoder: nn.Module,
        *,
        teacher: Denoiser | None,
        guidance: float,
    ) -> None:
        super().__init__()
        self.text_encoder = text_encoder
        self.autoencoder = autoencoder
        self.student = student
        self.teacher = teacher
        self.guidance = guidance
        self.front_end = MelFrontEnd()
        self.vocoder = vocoder

    @property
    def device(self) -> torch.device:
        """Where the model lives."""
        return next(self.student.parameters()).device

    def encode_text(self, prompt: str) -> tuple[Tensor, Tensor]:
        """Words (1, L, E) and mask (1, L) of a prompt."""
        words, mask = self.text_encoder([prompt])
        return words, mask

    @torch.inference_mode()
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
        """Latents (1, C, W) by `steps` consistency steps over the windows of `plan`, from the generator's noise.

        `stronger` asks for another guidance scale than the distilled one, at twice the cost.
        """
        predict = restrict(_x0_by(self.student, consistency_function, crop_conditions(conditions, plan)), plan)
        if stronger is not None:
            without = crop_conditions(stronger.unconditional, plan)
            # The student's x0 is u + (1 + w0) (c - u) of the teacher's, its unconditional x0 is u.
            ratio = (1 + stronger.scale) / (1 + self.guidance)
            predict = _guided(predict, restrict(_x0_by(self.student, consistency_function, without), plan), ratio)
        noise = self._noise(plan, generator)
        with self._autocast():
            return sample_consistency(predict, noise, steps=steps, generator=generator, on_step=on_step)

    @torch.inference_mode()
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
        """Latents (1, C, W) by `steps` DDIM steps of the guided teacher, from the same noise as `sample`."""
        if self.teacher is None:
            raise CheckpointError("this model has no teacher; only the consistency student can be sampled")
        noise = self._noise(plan, generator)
        without = crop_conditions(guidance.unconditional, plan)
        predict = restrict(_x0_by(self.teacher, x0_from_velocity, crop_conditions(conditions, plan)), plan)
        predict_without = restrict(_x0_by(self.teacher, x0_from_velocity, without), plan)
        with self._autocast():
            return sample_ddim(predict, predict_without, noise, steps=steps, guidance=guidance.scale, on_step=on_step)

    @torch.inference_mode()
    def decode(self, latents: Tensor, *, circular: bool) -> Tensor:
        """Mel rows (M, T) of latents (1, C, W); a loop's ends see each other."""
        halo = RECEPTIVE_COLUMNS if circular else 0
        width = latents.shape[-1]
        wrapped = latents[..., torch.arange(-halo, width + halo, device=latents.device) % width]
        with self._autocast():
            rows = self.autoencoder.decode(wrapped)[0].float()
        return rows[:, halo * FRAMES_PER_COLUMN : (halo + width) * FRAMES_PER_COLUMN]

    @torch.inference_mode()
    def vocode(self, rows: Tensor, samples: int, *, circular: bool) -> Tensor:
        """Audio (2, S) of mel rows (M, T), S = `samples`."""
        audio: Tensor = self.vocoder(rows, samples, circular)
        return audio

    @torch.inference_mode()
    def encode(self, audio: Tensor, columns: int, *, circular: bool) -> Tensor:
        """Latents (1, C, W) of audio (2, S), W = `columns`."""
        rows = self.front_end(audio[None].to(self.device), columns * FRAMES_PER_COLUMN, circular)
        halo = RECEPTIVE_COLUMNS * FRAMES_PER_COLUMN if circular else 0
        frames = rows.shape[-1]
        wrapped = rows[..., torch.arange(-halo, frames + halo, device=rows.device) % frames]
        with self._autocast():
            latents = self.autoencoder.encode(wrapped).float()
        edge = RECEPTIVE_COLUMNS if circular else 0
        return latents[..., edge : edge + columns]

    def _noise(self, plan: WindowPlan, generator: torch.Generator) -> Tensor:
        shape = torch.empty(1, self.student.config.latent_channels, plan.length, device=self.device)
        return unit_noise(shape, generator)

    def _autocast(self) -> torch.autocast:
        # bfloat16 is five times faster than float32 on a CPU that has it, and exact enough for 4 steps.
        return torch.autocast(self.device.type, torch.bfloat16)


def _x0_by(network: Denoiser, x0_from: X0From, conditions: Conditions) -> Predict:
    """The x0 prediction of a network under some conditions."""

    def predict(x: Tensor, timestep: int) -> Tensor:
        timesteps = at_timestep(x, timestep)
        v = network(x, timesteps, conditions.columns, conditions.words, conditions.mask).float()
        return x0_from(x, v, timesteps)

    return predict


def _guided(predict: Predict, predict_without: Predict, ratio: float) -> Predict:
    """A prediction `ratio` times as far from the unconditional one."""

    def predict_guided(x: Tensor, timestep: int) -> Tensor:
        without = predict_without(x, timestep)
        return without + ratio * (predict(x, timestep) - without)

    return predict_guided


def crop_conditions(conditions: Conditions, plan: WindowPlan) -> Conditions:
    """The conditions of every window: columns (K, F, window), the same words for all."""
    windows = len(plan.starts)
    return Conditions(
        crop(conditions.columns, plan),
        conditions.words.expand(windows, -1, -1),
        conditions.mask.expand(windows, -1),
    )

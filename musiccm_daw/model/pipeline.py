"""The parts wired: prompt and condition columns to latents, latents to audio, audio to latents.

    prompt ─ text encoder ─┐
    columns ───────────────┼─▶ consistency model in windows (shared restriction) ─▶ decoder ─▶ vocoder ─▶ audio
    noise ─────────────────┘

It takes windows and conditions as tensors; what a bar is, the engine knows.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from musiccm_daw.model.autoencoder import FRAMES_PER_COLUMN, RECEPTIVE_COLUMNS, Autoencoder
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
from musiccm_daw.model.vocoder import Vocoder


@dataclass(frozen=True)
class Conditions:
    """What a long latent is told: columns (1, F, W), words (1, L, E) with mask (1, L)."""

    columns: Tensor
    words: Tensor
    mask: Tensor


class Pipeline(nn.Module):
    """Generation and the codec behind one face.

    Args:
        text_encoder: prompts to words.
        autoencoder: mel rows to latents and back.
        student: the consistency model.
        teacher: the diffusion model it was distilled from; None if the checkpoint leaves it out.
        guidance: the scale w that was distilled into the student.
    """

    def __init__(
        self,
        text_encoder: TextEncoder,
        autoencoder: Autoencoder,
        student: Denoiser,
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
        self.vocoder = Vocoder()

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
    ) -> Tensor:
        """Latents (1, C, W) by `steps` consistency steps over the windows of `plan`, from the generator's noise."""
        noise = self._noise(plan, generator)
        predict = restrict(self._student_x0(crop_conditions(conditions, plan)), plan)
        with self._autocast():
            return sample_consistency(predict, noise, steps=steps, generator=generator, on_step=on_step)

    @torch.inference_mode()
    def sample_teacher(
        self,
        conditions: Conditions,
        unconditional: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
    ) -> Tensor:
        """Latents (1, C, W) by `steps` DDIM steps of the guided teacher, from the same noise as `sample`."""
        assert self.teacher is not None
        noise = self._noise(plan, generator)
        predict = restrict(_teacher_x0(self.teacher, crop_conditions(conditions, plan)), plan)
        without = restrict(_teacher_x0(self.teacher, crop_conditions(unconditional, plan)), plan)
        with self._autocast():
            return sample_ddim(predict, without, noise, steps=steps, guidance=self.guidance, on_step=on_step)

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

    def _student_x0(self, conditions: Conditions) -> Predict:
        def predict(x: Tensor, timestep: int) -> Tensor:
            timesteps = at_timestep(x, timestep)
            v = self.student(x, timesteps, conditions.columns, conditions.words, conditions.mask).float()
            return consistency_function(x, v, timesteps)

        return predict


def _teacher_x0(teacher: Denoiser, conditions: Conditions) -> Predict:
    def predict(x: Tensor, timestep: int) -> Tensor:
        timesteps = at_timestep(x, timestep)
        v = teacher(x, timesteps, conditions.columns, conditions.words, conditions.mask).float()
        return x0_from_velocity(x, v, timesteps)

    return predict


def crop_conditions(conditions: Conditions, plan: WindowPlan) -> Conditions:
    """The conditions of every window: columns (K, F, window), the same words for all."""
    windows = len(plan.starts)
    return Conditions(
        crop(conditions.columns, plan),
        conditions.words.expand(windows, -1, -1),
        conditions.mask.expand(windows, -1),
    )

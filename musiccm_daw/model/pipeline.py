"""The parts wired: prompt and condition columns to latents, latents to audio, audio to latents.

    prompt ─ text encoder ─┐
    columns ───────────────┼─▶ consistency model in windows (shared restriction) ─▶ decoder ─▶ vocoder ─▶ audio
    noise ─────────────────┘

It takes windows and conditions as tensors; what a bar is, the engine knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from musiccm_daw.errors import CheckpointError, RequestError
from musiccm_daw.model.autoencoder import RECEPTIVE_COLUMNS, Autoencoder
from musiccm_daw.model.conditions import (
    Conditions,
    Guidance,
    WindowConditions,
    crop_conditions,
    window_families,
)
from musiccm_daw.model.consistency import consistency_function
from musiccm_daw.model.denoiser import WINDOW_COLUMNS, Denoiser
from musiccm_daw.model.mel import SAMPLE_RATE, MelFrontEnd
from musiccm_daw.model.noise_schedule import COSINE
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.sampler import (
    Known,
    OnStep,
    Predict,
    Start,
    at_timestep,
    guided,
    hold,
    sample_consistency,
    sample_ddim,
    unit_noise,
)
from musiccm_daw.model.shared_passes import Network, SharedPasses, in_parts
from musiccm_daw.model.shared_restriction import WindowPlan, restrict
from musiccm_daw.model.shared_style import in_one_style
from musiccm_daw.model.sharpening import sharpened
from musiccm_daw.model.text_encoder import MAX_TEXT_TOKENS, TextEncoder
from musiccm_daw.model.vocoders.block_vocoder import BlockVocoder, RowsOf
from musiccm_daw.model.vocoders.frame_clock import FrameClock, frame_blocks
from musiccm_daw.timebase import FRAMES_PER_COLUMN

WINDOWS_AT_ONCE = 16
"""Windows in one pass of the network: as many as a minute has, so that an hour needs no more memory."""

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

    sample_rate = SAMPLE_RATE
    columns_per_second: int | None = None
    reads_columns = True
    edits_clips = True
    window_columns = WINDOW_COLUMNS

    def __init__(
        self,
        text_encoder: TextEncoder,
        autoencoder: Autoencoder,
        student: Denoiser,
        vocoder: BlockVocoder,
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
        self._shared_passes = SharedPasses(student, WINDOWS_AT_ONCE)

    @property
    def passes(self) -> SharedPasses | None:
        """The student's passes, where threads share them; None on a CPU."""
        return None if self.device.type == "cpu" else self._shared_passes

    @property
    def device(self) -> torch.device:
        """Where the model lives."""
        return next(self.student.parameters()).device

    def encode_text(self, prompt: str) -> tuple[Tensor, Tensor]:
        """Words (1, L, E) and mask (1, L) of a prompt."""
        text, mask = self.text_encoder([prompt])
        return text, mask

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
        known: Known | None = None,
        start: Start | None = None,
    ) -> Tensor:
        """Latents (1, C, W) by `steps` consistency steps over the windows of `plan`, from the generator's noise.

        `stronger` asks for another guidance scale than the distilled one. A student of a range of scales is told it;
        one of a fixed scale is run twice, at twice the cost. `known` columns come out as they are, and the others
        around them; sampling may begin at a `start` instead of noise.

        Raises:
            RequestError: the scale is outside the range of the student's scales.
        """
        told = self._told_guidance(stronger)
        predict_windows = self._student_x0(crop_conditions(conditions, plan), told)
        if known is None and start is None:
            # What is there already has a style; what is new throughout must find one.
            predict_windows = in_one_style(predict_windows, window_families(conditions, plan))
        predict = restrict(predict_windows, plan)
        if stronger is not None and told is None:
            predict_without = self._student_x0(crop_conditions(stronger.unconditional, plan))
            # The student's x0 is u + (1 + w0) (c - u) of the teacher's, its unconditional x0 is u.
            ratio = (1 + stronger.scale) / (1 + self.guidance)
            predict = guided(predict, restrict(predict_without, plan), ratio)
        if known is not None:
            predict = hold(predict, known)
        noise = self._noise(plan, generator)
        with mixed_precision(self.device):
            return sample_consistency(predict, noise, steps=steps, generator=generator, on_step=on_step, start=start)

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
        teacher = _in_own_passes(self.teacher)
        without = crop_conditions(guidance.unconditional, plan)
        predict = restrict(_x0_by(teacher, COSINE.x0, crop_conditions(conditions, plan)), plan)
        predict_without = restrict(_x0_by(teacher, COSINE.x0, without), plan)
        with mixed_precision(self.device):
            return sample_ddim(predict, predict_without, noise, steps=steps, guidance=guidance.scale, on_step=on_step)

    @torch.inference_mode()
    def decode(self, latents: Tensor, *, circular: bool) -> Tensor:
        """Mel rows (M, T) of latents (1, C, W); a loop's ends see each other."""
        rows_of = self.decoding(latents, circular=circular)
        return torch.cat([rows_of(block) for block in frame_blocks(latents.shape[-1] * FRAMES_PER_COLUMN)], dim=1)

    @torch.inference_mode()
    def vocode(self, rows: Tensor, samples: int, *, circular: bool) -> Tensor:
        """Audio (2, S) of mel rows (M, T), S = `samples`."""
        audio: Tensor = self.vocoder(rows, samples, circular)
        return audio

    def decoding(self, latents: Tensor, *, circular: bool) -> RowsOf:
        """What gives the mel rows (M, T) of any block of frames of latents (1, C, W), when asked."""

        @torch.inference_mode()
        def rows_of(block: range) -> Tensor:
            return self._decode_block(latents, block, circular)

        return rows_of

    def vocoding(
        self, rows_of: RowsOf, columns: int, samples: int, *, circular: bool, margin: int = 0
    ) -> Iterator[Tensor]:
        """Audio (2, S) of `columns` latent columns piece by piece: what `vocode` gives at once.

        Args:
            rows_of: from `decoding`.
            columns: length of the latents.
            samples: length of the audio.
            circular: whether it is one period of a loop.
            margin: samples that every piece carries of what is before and after it.
        """
        clock = FrameClock(samples, columns * FRAMES_PER_COLUMN, circular)
        with torch.inference_mode():
            yield from self.vocoder.stream(rows_of, clock, margin)

    @torch.inference_mode()
    def encode(self, audio: Tensor, columns: int, *, circular: bool) -> Tensor:
        """Latents (1, C, W) of audio (2, S), W = `columns`."""
        rows = self.front_end(audio[None].to(self.device), columns * FRAMES_PER_COLUMN, circular)
        halo = RECEPTIVE_COLUMNS * FRAMES_PER_COLUMN if circular else 0
        frames = rows.shape[-1]
        wrapped = rows[..., torch.arange(-halo, frames + halo, device=rows.device) % frames]
        with mixed_precision(self.device):
            latents = self.autoencoder.encode(wrapped).float()
        edge = RECEPTIVE_COLUMNS if circular else 0
        return latents[..., edge : edge + columns]

    def _decode_block(self, latents: Tensor, block: range, circular: bool) -> Tensor:
        """Rows (M, T) of a block of frames, from its columns and those that reach into them."""
        width = latents.shape[-1]
        first, last = block.start // FRAMES_PER_COLUMN, block.stop // FRAMES_PER_COLUMN
        before = RECEPTIVE_COLUMNS if circular else min(RECEPTIVE_COLUMNS, first)
        after = RECEPTIVE_COLUMNS if circular else min(RECEPTIVE_COLUMNS, width - last)
        seen = torch.arange(first - before, last + after, device=latents.device) % width
        with mixed_precision(self.device):
            rows = sharpened(self.autoencoder.decode(latents[..., seen])[0].float())
        return rows[:, before * FRAMES_PER_COLUMN : (before + last - first) * FRAMES_PER_COLUMN]

    def _student_x0(self, told: WindowConditions, guidance: float | None = None) -> Predict:
        """The student's x0 prediction of windows, in passes of its own or shared ones."""
        if self.passes is None:
            return _x0_by(_in_own_passes(self.student), consistency_function, told, guidance)
        missing = MAX_TEXT_TOKENS - told.mask.shape[1]
        same_length = replace(told, text=pad(told.text, (0, 0, 0, missing)), mask=pad(told.mask, (0, missing)))
        return _x0_by(self.passes, consistency_function, same_length, guidance)

    def _told_guidance(self, asked: Guidance | None) -> float | None:
        """The scale that the student is told; None for a student of one fixed scale."""
        if self.student.config.guidance_range is None:
            return None
        scale = self.guidance if asked is None else asked.scale
        low, high = self.student.config.guidance_range
        if not low <= scale <= high:
            raise RequestError(
                f"guidance {scale:g} is outside of what this model was distilled for: {low:g} to {high:g}"
            )
        return scale

    def _noise(self, plan: WindowPlan, generator: torch.Generator) -> Tensor:
        shape = torch.empty(1, self.student.config.latent_channels, plan.length, device=self.device)
        return unit_noise(shape, generator)


def _in_own_passes(network: Denoiser) -> Network:
    """A network that windows of one clip pass by themselves."""
    return lambda *inputs: in_parts(network, inputs, WINDOWS_AT_ONCE)


def _x0_by(network: Network, x0_from: X0From, told: WindowConditions, guidance: float | None = None) -> Predict:
    """The x0 prediction of a network under some conditions, told a guidance scale or none."""

    def predict(x: Tensor, timestep: int) -> Tensor:
        rows = x[told.window]
        timesteps = at_timestep(rows, timestep)
        scales = [] if guidance is None else [torch.full((len(rows),), guidance, device=x.device)]
        v = network(rows, timesteps, told.columns, told.text, told.mask, *scales)
        found = x0_from(rows, v.float(), timesteps)
        return torch.zeros_like(x).index_add_(0, told.window, found * told.shares[:, None])

    return predict

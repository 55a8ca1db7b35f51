"""Our own model, wired: prompt and condition columns to latents, latents to audio, audio to latents.

    prompt ─ text encoder ─┐
    columns ───────────────┼─▶ consistency model in windows (shared restriction) ─▶ decoder ─▶ vocoder ─▶ audio
    noise ─────────────────┘

Windows and conditions come in as tensors; bars are the engine's concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

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
from musiccm_daw.model.shared_restriction import WindowPlan, in_turns, restrict
from musiccm_daw.model.shared_style import in_one_style
from musiccm_daw.model.sharpening import sharpened
from musiccm_daw.model.text_encoder import MAX_TEXT_TOKENS, TextEncoder
from musiccm_daw.model.vocoders.block_threads import BlockThreads, block_threads, one_thread
from musiccm_daw.model.vocoders.block_vocoder import BlockVocoder, RowsOf
from musiccm_daw.model.vocoders.frame_clock import FrameClock, frame_blocks
from musiccm_daw.timebase import FRAMES_PER_COLUMN

WINDOWS_AT_ONCE = 16
"""Windows in one pass of the network: as many as a minute has, so that an hour takes no more memory."""
WINDOWS_PER_THREAD = 4
"""Most windows in one pass on a CPU, where passes run side by side: as many on any number of cores, for equal frames.

A window takes as long in passes of 4 as of 16, and alone a sixth longer; its frames differ in their last bits then
(dev/LOG.md).
"""

TEXTS_KEPT = 256
"""Prompts whose embeddings are kept: people ask for variations of a few, and each takes 25 ms and 60 kB."""

X0From = Callable[[Tensor, Tensor, Tensor], Tensor]
"""(x_t, v, timesteps) to x0: the consistency function of a student, plain inversion for a teacher."""


class Pipeline(nn.Module):
    """Text encoder, codec and consistency model as one `MusicModel`.

    Args:
        text_encoder: prompts to text embeddings.
        autoencoder: mel rows to latents and back.
        student: the consistency model.
        vocoder: mel rows to audio, by `GriffinLim` or a trained `Vocoder`.
        teacher: the diffusion model that the student was distilled from; None if the checkpoint leaves it out.
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
        self._encoded = lru_cache(TEXTS_KEPT)(self._encode_text)

    @property
    def column_features(self) -> int:
        """F of the condition columns that the student reads."""
        return self.student.config.column_features

    @property
    def passes(self) -> SharedPasses | None:
        """Passes of the student that threads can share; None on a CPU."""
        return None if self.device.type == "cpu" else self._shared_passes

    @property
    def device(self) -> torch.device:
        """Device that the model is on."""
        return next(self.student.parameters()).device

    def encode_text(self, prompt: str) -> tuple[Tensor, Tensor]:
        """Return the embeddings (1, L, E) of a prompt and their mask (1, L)."""
        return self._encoded(prompt, self.device)

    def unread(self, prompt: str) -> str:
        """Return the end of a prompt that is too long to be encoded; "" if all of it is."""
        return self.text_encoder.unread(prompt)

    def _encode_text(self, prompt: str, device: torch.device) -> tuple[Tensor, Tensor]:
        with one_thread(device):
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
        """Sample latents (1, C, W) in `steps` consistency steps over the windows of `plan`; see `MusicModel.sample`.

        A student of a range of guidance scales takes another scale as an input; one of a fixed scale is run twice, at
        twice the cost. `known` columns come out unchanged, with the others made to fit them.

        Raises:
            RequestError: the scale is outside the range of the student's scales.
        """
        scale = self._scale_input(stronger)
        # A clip that is edited has a style; one that is all new must find one.
        new = known is None and start is None

        def fused(plan: WindowPlan, threads: BlockThreads) -> Predict:
            predict_windows = self._student_x0(crop_conditions(conditions, plan), threads, scale)
            if new:
                predict_windows = in_one_style(predict_windows, window_families(conditions, plan))
            predict = restrict(predict_windows, plan)
            if stronger is None or scale is not None:
                return predict
            predict_without = self._student_x0(crop_conditions(stronger.unconditional, plan), threads)
            # The student's x0 is u + (1 + w0) (c - u) of the teacher's, its unconditional x0 is u.
            ratio = (1 + stronger.scale) / (1 + self.guidance)
            return guided(predict, restrict(predict_without, plan), ratio)

        noise = self._noise(plan, generator)
        with block_threads(len(plan.starts), self.device) as threads:
            evens, odds = (fused(cover, threads) for cover in plan.covers())
            # Borders of the first step stay audible without notes to agree on, and without a second step (dev/LOG.md).
            scored = new and conditions.scored and steps > 1
            predict = in_turns(evens, odds, evens) if scored else in_turns(fused(plan, threads), evens, odds)
            if known is not None:
                predict = hold(predict, known)
            with mixed_precision(self.device):
                return sample_consistency(
                    predict,
                    noise,
                    steps=steps,
                    generator=generator,
                    on_step=on_step,
                    start=start,
                    opens=self.student.config.opening,
                )

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
        """Sample latents (1, C, W) in `steps` DDIM steps of the guided teacher, from the same noise as `sample`.

        Raises:
            CheckpointError: the model comes without its teacher.
        """
        if self.teacher is None:
            raise CheckpointError("this model has no teacher; only the consistency student can be sampled")
        noise = self._noise(plan, generator)
        conditioned, without = (crop_conditions(each, plan) for each in (conditions, guidance.unconditional))
        with block_threads(len(plan.starts), self.device) as threads, mixed_precision(self.device):
            teacher = _in_own_passes(self.teacher, threads)
            predict = restrict(_x0_by(teacher, COSINE.x0, conditioned), plan)
            predict_without = restrict(_x0_by(teacher, COSINE.x0, without), plan)
            return sample_ddim(predict, predict_without, noise, steps=steps, guidance=guidance.scale, on_step=on_step)

    @torch.inference_mode()
    def decode(self, latents: Tensor, *, circular: bool) -> Tensor:
        """Decode latents (1, C, W) to mel rows (M, T); the ends of a loop see each other."""
        rows_of = self.decoding(latents, circular=circular)
        return torch.cat([rows_of(block) for block in frame_blocks(latents.shape[-1] * FRAMES_PER_COLUMN)], dim=1)

    @torch.inference_mode()
    def vocode(self, rows: Tensor, samples: int, *, circular: bool) -> Tensor:
        """Turn mel rows (M, T) into audio (2, S), S = `samples`."""
        audio: Tensor = self.vocoder(rows, samples, circular)
        return audio

    def decoding(self, latents: Tensor, *, circular: bool) -> RowsOf:
        """Return a function that decodes any block of frames of latents (1, C, W) to mel rows (M, T)."""

        @torch.inference_mode()
        def rows_of(block: range) -> Tensor:
            return self._decode_block(latents, block, circular)

        return rows_of

    def vocoding(
        self, rows_of: RowsOf, columns: int, samples: int, *, circular: bool, margin: int = 0
    ) -> Iterator[Tensor]:
        """Yield the audio (2, S) of `columns` latent columns in pieces, which make up what `vocode` returns.

        Args:
            rows_of: from `decoding`.
            columns: length of the latents.
            samples: length of the audio.
            circular: whether it is one period of a loop.
            margin: samples of its neighbours that every piece carries on either side.
        """
        clock = FrameClock(samples, columns * FRAMES_PER_COLUMN, circular)
        with torch.inference_mode():
            yield from self.vocoder.stream(rows_of, clock, margin)

    @torch.inference_mode()
    def encode(self, audio: Tensor, columns: int, *, circular: bool) -> Tensor:
        """Encode audio (2, S) as latents (1, C, W), W = `columns`."""
        with one_thread(self.device):
            return self._encode(audio, columns, circular)

    def _encode(self, audio: Tensor, columns: int, circular: bool) -> Tensor:
        rows = self.front_end(audio[None].to(self.device), columns * FRAMES_PER_COLUMN, circular)
        halo = RECEPTIVE_COLUMNS * FRAMES_PER_COLUMN if circular else 0
        frames = rows.shape[-1]
        wrapped = rows[..., torch.arange(-halo, frames + halo, device=rows.device) % frames]
        with mixed_precision(self.device):
            latents = self.autoencoder.encode(wrapped).float()
        edge = RECEPTIVE_COLUMNS if circular else 0
        return latents[..., edge : edge + columns]

    def _decode_block(self, latents: Tensor, block: range, circular: bool) -> Tensor:
        """Decode a block of frames to rows (M, T), from its columns and those that reach into them."""
        width = latents.shape[-1]
        first, last = block.start // FRAMES_PER_COLUMN, block.stop // FRAMES_PER_COLUMN
        before = RECEPTIVE_COLUMNS if circular else min(RECEPTIVE_COLUMNS, first)
        after = RECEPTIVE_COLUMNS if circular else min(RECEPTIVE_COLUMNS, width - last)
        seen = torch.arange(first - before, last + after, device=latents.device) % width
        with mixed_precision(self.device):
            rows = sharpened(self.autoencoder.decode(latents[..., seen])[0].float())
        return rows[:, before * FRAMES_PER_COLUMN : (before + last - first) * FRAMES_PER_COLUMN]

    def _student_x0(
        self, conditions: WindowConditions, threads: BlockThreads, guidance: float | None = None
    ) -> Predict:
        """Return the student's x0 prediction of windows, in passes of their own or shared ones."""
        if self.passes is None:
            return _x0_by(_in_own_passes(self.student, threads), consistency_function, conditions, guidance)
        missing = MAX_TEXT_TOKENS - conditions.mask.shape[1]
        text, mask = pad(conditions.text, (0, 0, 0, missing)), pad(conditions.mask, (0, missing))
        same_length = replace(conditions, text=text, mask=mask)
        return _x0_by(self.passes, consistency_function, same_length, guidance)

    def _scale_input(self, requested: Guidance | None) -> float | None:
        """Return the guidance scale that the student takes as an input; None for a student of one fixed scale."""
        if self.student.config.guidance_range is None:
            return None
        scale = self.guidance if requested is None else requested.scale
        low, high = self.student.config.guidance_range
        if not low <= scale <= high:
            raise RequestError(f"guidance {scale:g} is out of range; this model was distilled for {low:g} to {high:g}")
        return scale

    def _noise(self, plan: WindowPlan, generator: torch.Generator) -> Tensor:
        shape = torch.empty(1, self.student.config.latent_channels, plan.length, device=self.device)
        return unit_noise(shape, generator)


def _in_own_passes(network: Denoiser, threads: BlockThreads) -> Network:
    """Return a network whose passes hold the windows of one clip only; on a CPU each pass has a core of its own."""

    def side_by_side(*inputs: Tensor) -> Tensor:
        device = inputs[0].device
        if device.type != "cpu":
            return in_parts(network, inputs, WINDOWS_AT_ONCE)

        def one_pass(*part: Tensor) -> Tensor:
            # Threads know nothing of their caller's precision.
            with mixed_precision(device):
                passed: Tensor = network(*part)
                return passed

        # Two passes even for a few windows, so that a short clip uses two cores as well; on any number of them.
        windows = max(1, min(WINDOWS_PER_THREAD, -(-len(inputs[0]) // 2)))
        parts = list(zip(*(tensor.split(windows) for tensor in inputs), strict=True))
        passes = [threads.submit(one_pass, *part) for part in parts]
        return torch.cat([each.result() for each in passes])

    return side_by_side


def _x0_by(network: Network, x0_from: X0From, conditions: WindowConditions, guidance: float | None = None) -> Predict:
    """Return the x0 prediction of a network under some conditions and, as an input, a guidance scale or none."""

    def predict(x: Tensor, timestep: int) -> Tensor:
        rows = x[conditions.window]
        timesteps = at_timestep(rows, timestep)
        scales = [] if guidance is None else [torch.full((len(rows),), guidance, device=x.device)]
        v = network(rows, timesteps, conditions.columns, conditions.text, conditions.mask, *scales)
        found = x0_from(rows, v.float(), timesteps)
        return torch.zeros_like(x).index_add_(0, conditions.window, found * conditions.shares[:, None])

    return predict

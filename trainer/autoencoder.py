"""Stage 1: the mel autoencoder, trained to keep partials and attacks.

In: the corpus' cached mel rows. Out: a run folder with the autoencoder's state. The loss is an L1 on the rows that
weighs loud bins more (they decide the chord), plus L1 on differences along frequency (partials) and along time
(attacks). Noise on the latents teaches the decoder to forgive a denoiser's errors.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.model.autoencoder import FRAMES_PER_COLUMN, Autoencoder, AutoencoderConfig
from musiccm_daw.model.mel import FLOOR_DB, HIGH_BAND, LOW_BAND, MEL_ROWS, STEREO_ROWS, hz_to_mel
from trainer.corpus.features import CachedClip, load_features
from trainer.runs import Logger, Run, position_generator, warmup_cosine


@dataclass(frozen=True)
class AutoencoderTraining:
    """Options of this stage."""

    steps: int = 9_000
    batch: int = 32
    columns: int = 48
    learning_rate: float = 1.5e-3
    warmup: int = 200
    latent_noise: float = 0.1
    difference_weight: float = 0.5
    seed: int = 1
    log_every: int = 100
    validate_every: int = 1_000


def draw_rows(clips: list[CachedClip], options: AutoencoderTraining, step: int) -> Tensor:
    """Batch (B, M, T) of random stretches; frames wrap around in clips that loop or are shorter than the stretch."""
    rng = position_generator(options.seed, step)
    frames = options.columns * FRAMES_PER_COLUMN
    batch = []
    for clip in rng.choice(len(clips), options.batch):
        rows = clips[clip].rows
        start = int(rng.integers(0, max(len(rows) - frames, 0) + 1))
        stretch = rows[np.arange(start, start + frames) % len(rows)]
        batch.append(stretch.T.astype(np.float32))
    return torch.from_numpy(np.stack(batch))


def row_weights() -> Tensor:
    """Weight (M, 1) of every row: its width in mel, so that the dense low bins do not drown the rest; mean one.

    The high rows count 0.6 of that (they hold noise more than pitch), the stereo rows a half of the mean.
    """
    bins_hz = torch.arange(LOW_BAND.rows) * LOW_BAND.bin_hz
    low = LOW_BAND.bin_hz * 1127.0 / (700.0 + bins_hz)
    high_mels = hz_to_mel(HIGH_BAND.high_hz) - hz_to_mel(HIGH_BAND.low_hz)
    high = torch.full((HIGH_BAND.rows,), 0.6 * high_mels / (HIGH_BAND.rows + 1))
    weights = torch.cat([low, high])
    weights = weights / weights.mean()
    return torch.cat([weights, torch.full((2 * STEREO_ROWS,), 0.5)])[:, None]


def reconstruction_loss(decoded: Tensor, rows: Tensor, difference_weight: float) -> Tensor:
    """Weighted L1 of rows and of their differences along frequency and time; all (B, M, T)."""
    # A loud bin weighs more: 1.7 at 0 dB, 0.3 at the floor.
    weight = row_weights().expand_as(rows).clone()
    weight[:, :MEL_ROWS] *= 1.0 + 0.7 * rows[:, :MEL_ROWS].clamp(-1, 1)
    error = decoded - rows
    level = (weight * error.abs()).mean()
    mel_error, mel_weight = error[:, :MEL_ROWS], weight[:, :MEL_ROWS]
    partials = (mel_weight[:, 1:] * mel_error.diff(dim=1).abs()).mean()
    attacks = (mel_weight[:, :, 1:] * mel_error.diff(dim=2).abs()).mean()
    return level + difference_weight * (partials + attacks)


def validation_error_db(model: Autoencoder, clips: list[CachedClip]) -> float:
    """Mean absolute error of the mel rows in dB, rows weighted as in training, over whole held-out clips."""
    model.eval()
    errors = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for clip in clips:
            rows = torch.from_numpy(clip.rows.T.astype(np.float32))[None]
            decoded = model.decode(model.encode(rows)).float()
            errors.append(float((row_weights() * (decoded - rows).abs())[:, :MEL_ROWS].mean()))
    model.train()
    return float(np.mean(errors)) * -FLOOR_DB / 2


def train_autoencoder(
    corpus: Path,
    cache: Path,
    out: Path,
    *,
    options: AutoencoderTraining,
    config: AutoencoderConfig,
    time_budget: float | None,
    say: Logger,
) -> None:
    """Train in `out`, from its last state if it has one, until the last step or the end of the budget."""
    run = Run(out, time_budget, say)
    clips = load_features(corpus, cache)
    training = [clip for clip in clips if clip.label.split == "train"]
    held_out = [clip for clip in clips if clip.label.split != "train"][:48]
    torch.manual_seed(options.seed)
    model = Autoencoder(config)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.9, 0.99), weight_decay=0.01)
    step = 0
    if (state := run.load()) is not None:
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]

    def whole_state() -> dict[str, object]:
        return {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "config": asdict(config),
        }

    losses: list[float] = []
    while step < options.steps and not run.out_of_time:
        # One training step: draw, encode, add noise, decode, compare.
        rate = warmup_cosine(step, peak=options.learning_rate, warmup=options.warmup, steps=options.steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        rows = draw_rows(training, options, step)
        with torch.autocast("cpu", torch.bfloat16):
            latents = model.encode(rows)
            decoded = model.decode(latents + options.latent_noise * torch.randn_like(latents))
        loss = reconstruction_loss(decoded.float(), rows, options.difference_weight)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1

        losses.append(loss.item())
        if step % options.log_every == 0:
            run.log(step, loss=float(np.mean(losses)), rate=rate)
            losses.clear()
        if step % options.validate_every == 0 and held_out:
            run.log(step, held_out_db=validation_error_db(model, held_out))
        if run.save_due:
            run.save(whole_state())
    run.save(whole_state())
    if held_out:
        run.log(step, held_out_db=validation_error_db(model, held_out))

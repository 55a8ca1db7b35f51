"""Stage 2: the mel autoencoder, trained to preserve partials and attacks.

In: the corpus' cached mel rows. Out: a run folder with the autoencoder's state. The loss is that of
`losses/reconstruction.py`, and with `timbre_weight` that of `losses/timbre.py` as well. Noise on the latents makes the
decoder robust to a denoiser's errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.errors import ModelError
from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
from musiccm_daw.model.mel import MEL_ROWS, ROW_DB
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.timebase import FRAMES_PER_COLUMN
from trainer.dataset.features import CachedClip, load_features
from trainer.dataset.rarity import drawing_chances
from trainer.evaluation.showing import rows_picture, rows_sound
from trainer.losses.reconstruction import ReconstructionOptions, reconstruction_loss, row_weights
from trainer.losses.timbre import TimbreNetwork, timbre_loss
from trainer.timbre import timbre_network
from trainer.training.descent import Descent
from trainer.training.loop import Figures, LoopOptions, Share, item_noise, train
from trainer.training.processes import average_over_processes, this_process
from trainer.training.runs import Run
from trainer.training.tensorboard_log import Showing

VALIDATED_CLIPS = 48
SHOWN_FRAMES = 1_024


@dataclass(frozen=True)
class AutoencoderTraining(LoopOptions, ReconstructionOptions):
    """Options of the autoencoder stage."""

    steps: int = 10_000
    batch: int = 16
    columns: int = 48
    learning_rate: float = 1.3e-3
    warmup: int = 200
    latent_noise: float = 0.1
    decoder_only: bool = False
    """Keep the encoder as it is, and with it the latents that a teacher was trained on."""
    latents_weight: float = 0.0
    """Weight of the squared distance of latents from those that the encoder gave at first, so that teacher and student
    understand them; 0 for none. Clips of high notes are free, since early encoders lost those (dev/LOG.md)."""
    timbre_weight: float = 0.0
    """Weight of the distance in a network that knows instruments; 0 for none, and no such network is trained."""
    compile: bool = False
    """Compile encoder and decoder first; see `TeacherTraining`."""
    seed: int = 1


def draw_rows(clips: Sequence[CachedClip], columns: int, generators: list[np.random.Generator]) -> Tensor:
    """Draw a stretch of each clip, as (B, M, T); frames wrap around in clips that are shorter than the stretch."""
    frames = columns * FRAMES_PER_COLUMN
    batch = []
    for clip, rng in zip(clips, generators, strict=True):
        start = int(rng.integers(0, max(len(clip.rows) - frames, 0) + 1))
        stretch = clip.rows[np.arange(start, start + frames) % len(clip.rows)]
        batch.append(stretch.T.astype(np.float32))
    return torch.from_numpy(np.stack(batch))


def clip_rows(clip: CachedClip, model: Autoencoder) -> Tensor:
    """Return all rows (1, M, T) of a clip on the model's device."""
    device = next(model.parameters()).device
    return torch.from_numpy(clip.rows.T.astype(np.float32))[None].to(device)


@torch.inference_mode()
def reconstruct(model: Autoencoder, rows: Tensor) -> Tensor:
    """Encode and decode rows (B, M, T)."""
    model.eval()
    with mixed_precision(rows.device):
        decoded: Tensor = model.decode(model.encode(rows)).float()
    return decoded


def validation_error_db(model: Autoencoder, clips: list[CachedClip]) -> float:
    """Return the mean absolute error of the mel rows in dB over whole clips, rows weighted as in training."""
    errors = []
    for clip in clips:
        rows = clip_rows(clip, model)
        error = (reconstruct(model, rows) - rows)[:, :MEL_ROWS].abs()
        errors.append(float((row_weights().to(rows.device) * error).mean()))
    return float(np.mean(errors)) * ROW_DB


class AutoencoderStage:
    """The autoencoder stage for the training loop; see `loop.Stage`."""

    def __init__(
        self,
        model: Autoencoder,
        training: list[CachedClip],
        held_out: list[CachedClip],
        options: AutoencoderTraining,
        timbre: TimbreNetwork | None = None,
    ) -> None:
        self.options = options
        self.device = this_process().device
        self.model = model.to(self.device)
        self.first = deepcopy(self.model).eval().requires_grad_(False) if options.latents_weight else None
        self.timbre = None if timbre is None else timbre.to(self.device)
        self.training = training
        self.chances = drawing_chances([clip.label.player for clip in training])
        self.held_out = held_out[:VALIDATED_CLIPS]
        self.encode = torch.compile(model.encode) if options.compile else model.encode
        self.decode = torch.compile(model.decode) if options.compile else model.decode
        self.model.encoder.requires_grad_(not options.decoder_only)
        self.descent = Descent(
            [parameter for parameter in model.parameters() if parameter.requires_grad], betas=(0.9, 0.99)
        )

    def learn(self, share: Share) -> Figures:
        """Do one backward pass."""
        self.model.train()
        # The mean and variance of the latents belong to the encoder.
        self.model.unit.train(not self.options.decoder_only and self.first is None)
        # 1. Draw stretches of rows.
        generators = share.generators()
        clips = [self.training[rng.choice(len(self.training), p=self.chances)] for rng in generators]
        rows = draw_rows(clips, self.options.columns, generators).to(self.device)
        with mixed_precision(rows.device):
            # 2. Encode.
            latents = self.encode(rows)
            # 3. Add noise to the latents, decode.
            noise = item_noise(generators, latents.shape[1:]).to(self.device)
            decoded = self.decode(latents + self.options.latent_noise * noise)
        # 4. Compare.
        loss = reconstruction_loss(decoded.float(), rows, self.options)
        figures = {"loss": loss.detach()}
        if self.timbre is not None:
            with mixed_precision(rows.device):
                timbre = timbre_loss(self.timbre, decoded, rows)
            loss = loss + self.options.timbre_weight * timbre
            figures["timbre"] = timbre.detach()
        if self.first is not None:
            moved = self._moved(latents, rows, clips)
            loss = loss + self.options.latents_weight * moved
            figures["moved"] = moved.detach()
        self.descent.backward(loss)
        return figures

    def _moved(self, latents: Tensor, rows: Tensor, clips: Sequence[CachedClip]) -> Tensor:
        """Return the mean squared distance of a batch's latents from those of before; that of high clips is nothing."""
        assert self.first is not None
        with torch.no_grad(), mixed_precision(rows.device):
            before = self.first.encode(rows)
        bound = torch.tensor([not clip.label.plays_high for clip in clips], device=rows.device)
        return ((latents - before).float().square().mean((1, 2)) * bound).mean()

    def descend(self, step: int, rate: float) -> None:
        """Step the optimizer, and average the latents' mean and variance over all processes."""
        del step
        self.descent.step(rate)
        average_over_processes(list(self.model.buffers()))

    def validate(self) -> dict[str, float]:
        """Return the error on whole held-out clips."""
        return {"held_out_db": validation_error_db(self.model, self.held_out)} if self.held_out else {}

    def show(self, sounds: bool) -> Showing:
        """Show the first held-out clip above its reconstruction."""
        rows = clip_rows(self.held_out[0], self.model)[..., :SHOWN_FRAMES]
        decoded = reconstruct(self.model, rows)[0]
        pictures = {"held_out_and_reconstruction": rows_picture(rows[0], decoded)}
        return Showing(pictures, {"reconstruction": rows_sound(decoded)} if sounds else {})

    def state(self) -> dict[str, Any]:
        """Return weights, optimizer and sizes."""
        return {
            "model": self.model.state_dict(),
            "optimizer": self.descent.state(),
            "config": asdict(self.model.config),
            "first": None if self.first is None else self.first.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned."""
        self.model.load_state_dict(state["model"])
        self.descent.restore(state["optimizer"])
        if self.first is not None:
            self.first.load_state_dict(state["first"])


def train_autoencoder(
    corpus: Path, cache: Path, run: Run, *, options: AutoencoderTraining, start: Autoencoder | AutoencoderConfig
) -> None:
    """Train from the run's last state, if it has one, until the last step or the end of the budget.

    Args:
        corpus: the corpus folder.
        cache: its mel rows.
        run: where state and logs are kept.
        options: those of this stage.
        start: what a new run starts from: a trained network, or the config of one with random weights.

    Raises:
        ModelError: the corpus has no training clips, or none that `timbre_weight` needs; or see `loop.train`.
        ProjectError: see `loop.train`.
    """
    clips = load_features(corpus, cache)
    training = [clip for clip in clips if clip.label.split == "train"]
    held_out = [clip for clip in clips if clip.label.split != "train"]
    if not training:
        raise ModelError(f"{corpus} holds no training clips; render some: musiccm train corpus --out {corpus}")
    torch.manual_seed(options.seed)
    model = Autoencoder(start) if isinstance(start, AutoencoderConfig) else start
    timbre = timbre_network(run.folder, training, seed=options.seed, say=run.say) if options.timbre_weight else None
    train(AutoencoderStage(model, training, held_out, options, timbre), run)

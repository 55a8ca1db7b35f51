"""Stage 3: the neural vocoder, which must beat Griffin-Lim to be shipped.

In: audio of the corpus; its rows are computed on the fly, with hops drawn from the range of musical grids. Out: a run
folder with the vocoder's state. Training starts with spectral losses alone (log magnitudes at several resolutions and
the rows themselves); discriminators join later (`losses/vocoder_discriminator.py`). The result is compared with
Griffin-Lim by `evaluation/vocoder_comparison.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import torch
from torch import Tensor

from musiccm_daw.errors import ModelError
from musiccm_daw.model.mel import BANDS, LOW_BAND, MEL_ROWS, MelFrontEnd, frame_centres, pad_edges
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.vocoders.frame_clock import FrameClock
from musiccm_daw.model.vocoders.neural import Vocoder, VocoderConfig
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.dataset.features import levelled
from trainer.evaluation.showing import rows_picture
from trainer.losses.vocoder_discriminator import VocoderDiscriminator, deception_loss, discriminator_loss, feature_loss
from trainer.training.descent import Descent
from trainer.training.loop import Figures, LoopOptions, Share, train
from trainer.training.processes import this_process
from trainer.training.runs import Run, position_generator
from trainer.training.tensorboard_log import Showing

# 18 to 36 latent columns a second, 4 frames each, at 44.1 kHz.
HOPS_SAMPLES = (306.0, 612.0)
LOSS_WINDOWS = (512, 1_024, 2_048, 4_096)
QUIETEST_POWER = 1e-6
VALIDATED_BATCHES = 4


@dataclass(frozen=True)
class VocoderTraining(LoopOptions):
    """Options of the vocoder stage."""

    steps: int = 20_000
    batch: int = 8
    segment_samples: int = 36_864
    learning_rate: float = 1e-3
    warmup: int = 50
    rows_weight: float = 4.0
    adversarial_from: int = 6_000
    """The step at which the discriminators join."""
    adversarial_weight: float = 0.2
    feature_weight: float = 0.5
    seed: int = 4
    log_every: int = 20


def draw_audio(corpus: Path, labels: list[ClipLabel], samples: int, share: Share) -> tuple[Tensor, int]:
    """Draw a batch (B, 2, S) of random stretches, and their number of frames T, the same for a whole step."""
    batch = []
    for rng in share.generators():
        label = labels[rng.integers(len(labels))]
        start = int(rng.integers(0, max(label.samples - samples, 0) + 1))
        audio, _ = soundfile.read(corpus / label.file, samples, start, dtype="float32", always_2d=True, fill_value=0.0)
        batch.append(levelled(audio, label.rms_db).T)
    hop = position_generator(share.seed, share.step).uniform(*HOPS_SAMPLES)
    return torch.from_numpy(np.stack(batch)), round(samples / float(hop))


def render_batch(model: Vocoder, rows: Tensor, samples: int) -> Tensor:
    """Render audio (B, 2, S) from rows (B, M, T), with gradients to the network."""
    clock = FrameClock(samples, rows.shape[-1], circular=False)
    whole = range(clock.frames)
    with torch.no_grad():
        strips = [model.strip(each, clock, whole) for each in rows]
        features = torch.stack([model.features(strip) for strip in strips])
    with mixed_precision(rows.device):
        factors = model.factors(features)
    spectra = [model.corrected(*each) for each in zip(strips, factors, strict=True)]
    return torch.stack([model.synthesis.stereo(*each, range(samples)) for each in zip(spectra, strips, strict=True)])


def log_magnitudes(audio: Tensor, window: int) -> Tensor:
    """Return the natural log of the magnitudes (B, bins, frames) of audio (B, S), floored."""
    hann = torch.hann_window(window, device=audio.device)
    spectrum = torch.stft(audio, window, window // 4, window=hann, return_complex=True) / (window / 4)
    power = torch.view_as_real(spectrum).square().sum(-1)
    return 0.5 * (power + QUIETEST_POWER).log()


def resolution_loss(made: Tensor, real: Tensor) -> Tensor:
    """Return the L1 of log magnitudes over `LOSS_WINDOWS`; audio (B, S)."""
    errors = [(log_magnitudes(made, window) - log_magnitudes(real, window)).abs().mean() for window in LOSS_WINDOWS]
    return torch.stack(errors).mean()


def rows_loss(made: Tensor, rows: Tensor, front_end: MelFrontEnd) -> Tensor:
    """Return the L1 between mel rows (B, M, T) and those of the made mid signal (B, S).

    The whole front end cannot be used for gradients: the stereo width of a mono sound is the square root of zero.
    """
    frames = rows.shape[-1]
    half = LOW_BAND.window * LOW_BAND.decimation // 2
    padded = pad_edges(made[:, None], half, circular=False)
    centres = frame_centres(frames, made.shape[-1] / frames).to(made.device) + half
    found = [
        front_end.level(front_end.spectrum(padded, centres, name, band)[:, 0], name, band)
        for name, band in zip(("low", "high"), BANDS, strict=True)
    ]
    return (torch.cat(found, dim=1) - rows[:, :MEL_ROWS]).abs().mean()


def spectral_loss(made: Tensor, real: Tensor, rows: Tensor, front_end: MelFrontEnd, options: VocoderTraining) -> Tensor:
    """Return the loss without discriminators, of mid signals (B, S) and the rows (B, M, T) behind the made one."""
    return resolution_loss(made, real) + options.rows_weight * rows_loss(made, rows, front_end)


class VocoderStage:
    """The vocoder stage for the training loop; see `loop.Stage`."""

    def __init__(
        self,
        model: Vocoder,
        corpus: Path,
        training: list[ClipLabel],
        held_out: list[ClipLabel],
        options: VocoderTraining,
    ) -> None:
        self.options = options
        self.device = this_process().device
        self.model = model.to(self.device)
        self.discriminator = VocoderDiscriminator().to(self.device)
        self.descent = Descent(self.model.parameters(), betas=(0.8, 0.99))
        self.discriminator_descent = Descent(self.discriminator.parameters(), betas=(0.8, 0.99))
        self.front_end = MelFrontEnd().to(self.device)
        self.corpus, self.training, self.held_out = corpus, training, held_out

    def learn(self, share: Share) -> Figures:
        """Do one backward pass of the vocoder, and one of the discriminators once they have joined."""
        # 1. Draw audio, take its rows, render them again.
        audio, frames = draw_audio(self.corpus, self.training, self.options.segment_samples, share)
        audio = audio.to(self.device)
        rows = self.front_end(audio, frames)
        made = render_batch(self.model, rows, audio.shape[-1])
        real_mid, made_mid = audio.mean(dim=1), made.mean(dim=1)
        # 2. Spectral losses.
        spectral = spectral_loss(made_mid, real_mid, rows, self.front_end, self.options)
        loss = spectral
        figures = {"loss": spectral.detach()}
        if share.step >= self.options.adversarial_from:
            # 3. Adversarial and feature losses, from the discriminators' judgement of both sounds.
            discrimination = discriminator_loss(self.discriminator(real_mid), self.discriminator(made_mid.detach()))
            self.discriminator_descent.backward(discrimination)
            of_real, of_made = self.discriminator(real_mid), self.discriminator(made_mid)
            loss = loss + self.options.adversarial_weight * deception_loss(of_made)
            loss = loss + self.options.feature_weight * feature_loss(of_real, of_made)
            figures["discriminator"] = discrimination.detach()
        self.descent.backward(loss)
        return figures

    def descend(self, step: int, rate: float) -> None:
        """Step the vocoder, and the discriminators once they have joined."""
        self.descent.step(rate)
        if step >= self.options.adversarial_from:
            self.discriminator_descent.step(rate)

    @torch.inference_mode()
    def validate(self) -> dict[str, float]:
        """Return the spectral loss on held-out stretches, the same each time."""
        if not self.held_out:
            return {}
        losses = []
        for index in range(VALIDATED_BATCHES):
            audio, made, rows = self._render_held_out(index)
            loss = spectral_loss(made.mean(dim=1), audio.mean(dim=1), rows, self.front_end, self.options)
            losses.append(loss.item())
        return {"held_out_loss": float(np.mean(losses))}

    @torch.inference_mode()
    def show(self, sounds: bool) -> Showing:
        """Show a held-out stretch above what the vocoder renders from its rows."""
        audio, made, rows = self._render_held_out(0)
        pictures = {"held_out_and_vocoded": rows_picture(rows[0], self.front_end(made[:1], rows.shape[-1])[0])}
        stereo = {"held_out": audio[0], "vocoded": made[0]} if sounds else {}
        return Showing(pictures, {name: each.mean(0).clamp(-1, 1).cpu().numpy() for name, each in stereo.items()})

    def _render_held_out(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        """Return held-out audio (B, 2, S), the vocoder's version of it, and the rows (B, M, T)."""
        share = Share(0, index, 0, self.options.batch, self.options.batch)
        audio, frames = draw_audio(self.corpus, self.held_out, self.options.segment_samples, share)
        audio = audio.to(self.device)
        rows = self.front_end(audio, frames)
        return audio, render_batch(self.model, rows, audio.shape[-1]), rows

    def state(self) -> dict[str, Any]:
        """Return the weights of vocoder and discriminators, their optimizers, and sizes."""
        return {
            "model": self.model.state_dict(),
            "discriminator": self.discriminator.state_dict(),
            "optimizer": self.descent.state(),
            "discriminator_optimizer": self.discriminator_descent.state(),
            "config": asdict(self.model.config),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned."""
        self.model.load_state_dict(state["model"])
        self.discriminator.load_state_dict(state["discriminator"])
        self.descent.restore(state["optimizer"])
        self.discriminator_descent.restore(state["discriminator_optimizer"])


def train_vocoder(corpus: Path, run: Run, *, options: VocoderTraining, config: VocoderConfig) -> None:
    """Train from the run's last state, if it has one, until the last step or the end of the budget.

    Args:
        corpus: the corpus folder.
        run: where state and logs are kept.
        options: those of this stage.
        config: that of a new network.

    Raises:
        ModelError: the corpus has no training clips, or see `loop.train`.
        ProjectError: see `loop.train`.
    """
    labels = read_manifest(corpus)
    training = [label for label in labels if label.split == "train"]
    if not training:
        raise ModelError(f"{corpus} holds no training clips; render some: musiccm train corpus --out {corpus}")
    held_out = [label for label in labels if label.split != "train"]
    torch.manual_seed(options.seed)
    train(VocoderStage(Vocoder(config), corpus, training, held_out, options), run)

"""Stage 2: the neural vocoder, which must beat Griffin-Lim to be shipped.

In: audio of the corpus; its rows are computed on the fly, on hops drawn over the range that musical grids have. Out: a
run folder with the vocoder's state. First spectral losses alone (log magnitudes at several resolutions and the rows
themselves), then discriminators join (`vocoder_discriminator.py`). `vocoder_comparison.py` says what came of it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soundfile
import torch
from torch import Tensor

from musiccm_daw.errors import ModelError
from musiccm_daw.model.griffin_lim import integrated_phase
from musiccm_daw.model.mel import BANDS, LOW_BAND, MEL_ROWS, MelFrontEnd, frame_centres, pad_edges
from musiccm_daw.model.vocoder import Vocoder, VocoderConfig
from trainer.corpus.features import levelled
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.runs import Logger, Run, position_generator, warmup_cosine
from trainer.vocoder_discriminator import VocoderDiscriminator, deception_loss, discriminator_loss, feature_loss

# 18 to 36 latent columns a second, 4 frames each, at 44.1 kHz.
HOPS_SAMPLES = (306.0, 612.0)
LOSS_WINDOWS = (512, 1_024, 2_048, 4_096)
QUIETEST_POWER = 1e-6


@dataclass(frozen=True)
class VocoderTraining:
    """Options of this stage."""

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


def draw_audio(corpus: Path, labels: list[ClipLabel], options: VocoderTraining, step: int) -> tuple[Tensor, int]:
    """Batch (B, 2, S) of random stretches, and the number of frames T to put on them."""
    rng = position_generator(options.seed, step)
    samples = options.segment_samples
    batch = []
    for clip in rng.choice(len(labels), options.batch):
        label = labels[clip]
        start = int(rng.integers(0, max(label.samples - samples, 0) + 1))
        audio, _ = soundfile.read(corpus / label.file, samples, start, dtype="float32", always_2d=True, fill_value=0.0)
        batch.append(levelled(audio, label.rms_db).T)
    return torch.from_numpy(np.stack(batch)), round(samples / float(rng.uniform(*HOPS_SAMPLES)))


def render_batch(model: Vocoder, rows: Tensor, samples: int) -> Tensor:
    """Audio (B, 2, S) of rows (B, M, T), with gradients to the network."""
    with torch.no_grad():
        bands = [model.synthesis.magnitudes(each, samples, circular=False) for each in rows]
        phasors = [[integrated_phase(band.magnitude, band.frames) for band in each] for each in bands]
        features = torch.stack([model.features(*each, samples) for each in zip(rows, phasors, strict=True)])
    with torch.autocast(rows.device.type, torch.bfloat16):
        factors = model.factors(features)
    each_clip = zip(factors, bands, phasors, rows, strict=True)
    return torch.stack([model.render(*each, samples) for each in each_clip])


def log_magnitudes(audio: Tensor, window: int) -> Tensor:
    """Natural log of the magnitudes (B, F, T) of audio (B, S), floored."""
    hann = torch.hann_window(window, device=audio.device)
    spectrum = torch.stft(audio, window, window // 4, window=hann, return_complex=True) / (window / 4)
    power = torch.view_as_real(spectrum).square().sum(-1)
    return 0.5 * (power + QUIETEST_POWER).log()


def resolution_loss(made: Tensor, real: Tensor) -> Tensor:
    """L1 of log magnitudes over `LOSS_WINDOWS`; audio (B, S)."""
    errors = [(log_magnitudes(made, window) - log_magnitudes(real, window)).abs().mean() for window in LOSS_WINDOWS]
    return torch.stack(errors).mean()


def rows_loss(made: Tensor, rows: Tensor, front_end: MelFrontEnd) -> Tensor:
    """L1 between the mel rows of (B, M, T) and those of the made mid signal (B, S).

    The front end as a whole would give no gradients: the width of a mono sound is the root of nothing.
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


@dataclass
class Contest:
    """The vocoder, its discriminator and their optimizers: what one training step works on."""

    model: Vocoder
    discriminator: VocoderDiscriminator
    optimizer: torch.optim.Optimizer
    discriminator_optimizer: torch.optim.Optimizer
    front_end: MelFrontEnd

    @classmethod
    def begin(cls, config: VocoderConfig) -> Contest:
        """A new vocoder and its opponents."""
        model, discriminator = Vocoder(config), VocoderDiscriminator()
        return cls(
            model,
            discriminator,
            torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.8, 0.99), weight_decay=0.01),
            torch.optim.AdamW(discriminator.parameters(), lr=0.0, betas=(0.8, 0.99), weight_decay=0.01),
            MelFrontEnd(),
        )

    def state(self) -> dict[str, object]:
        """Everything that a resumed run needs besides its position."""
        return {
            "model": self.model.state_dict(),
            "discriminator": self.discriminator.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "discriminator_optimizer": self.discriminator_optimizer.state_dict(),
            "config": asdict(self.model.config),
        }

    def restore(self, state: dict[str, dict[str, object]]) -> None:
        """The inverse of `state`."""
        self.model.load_state_dict(state["model"])
        self.discriminator.load_state_dict(state["discriminator"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.discriminator_optimizer.load_state_dict(state["discriminator_optimizer"])

    def learn(self, audio: Tensor, frames: int, rate: float, options: VocoderTraining, adversarial: bool) -> float:
        """One step on audio (B, 2, S); the spectral loss before it."""
        rows = self.front_end(audio, frames)
        made = render_batch(self.model, rows, audio.shape[-1])
        real_mid, made_mid = audio.mean(dim=1), made.mean(dim=1)
        spectral = resolution_loss(made_mid, real_mid) + options.rows_weight * rows_loss(made_mid, rows, self.front_end)
        loss = spectral
        if adversarial:
            self._judge(real_mid, made_mid.detach(), rate)
            real, doubted = self.discriminator(real_mid), self.discriminator(made_mid)
            loss = loss + options.adversarial_weight * deception_loss(doubted)
            loss = loss + options.feature_weight * feature_loss(real, doubted)
        _descend(loss, self.optimizer, rate)
        return spectral.item()

    def _judge(self, real: Tensor, made: Tensor, rate: float) -> None:
        loss = discriminator_loss(self.discriminator(real), self.discriminator(made))
        _descend(loss, self.discriminator_optimizer, rate)


def _descend(loss: Tensor, optimizer: torch.optim.Optimizer, rate: float) -> None:
    """One optimizer step at the given learning rate."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    for group in optimizer.param_groups:
        group["lr"] = rate
        torch.nn.utils.clip_grad_norm_(group["params"], 1.0)
    optimizer.step()


def train_vocoder(
    corpus: Path,
    out: Path,
    *,
    options: VocoderTraining,
    config: VocoderConfig,
    time_budget: float | None,
    say: Logger,
) -> None:
    """Train in `out`, from its last state if it has one, until the last step or the end of the budget.

    Raises:
        ModelError: the corpus has no clips to train on.
    """
    run = Run(out, time_budget, say)
    labels = [label for label in read_manifest(corpus) if label.split == "train"]
    if not labels:
        raise ModelError(f"{corpus} holds no clips for training; render some: musiccm train corpus --out {corpus}")
    torch.manual_seed(options.seed)
    contest = Contest.begin(config)
    step = 0
    if (state := run.load()) is not None:
        contest.restore(state)
        step = state["step"]

    losses: list[float] = []
    while step < options.steps and not run.out_of_time:
        rate = warmup_cosine(step, peak=options.learning_rate, warmup=options.warmup, steps=options.steps)
        audio, frames = draw_audio(corpus, labels, options, step)
        losses.append(contest.learn(audio, frames, rate, options, adversarial=step >= options.adversarial_from))
        step += 1
        if step % options.log_every == 0:
            run.log(step, loss=float(np.mean(losses)), rate=rate)
            losses.clear()
        if run.save_due:
            run.save({**contest.state(), "step": step})
    run.save({**contest.state(), "step": step})

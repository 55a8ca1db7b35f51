"""Stage 4: the teacher, a latent diffusion model with v prediction.

In: latents with conditions. Out: a run folder with the averaged weights that `distill.py` starts from. Whether the
teacher reads scores is decided here; its student reads what the teacher does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import SCORED_FEATURES
from musiccm_daw.model.autoencoder import Autoencoder
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.noise_schedule import COSINE, TIMESTEPS
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.sampler import Predict, at_timestep, sample_ddim
from trainer.dataset.windows import Batch, LatentCorpus, unconditional
from trainer.evaluation.showing import show_latents
from trainer.training.descent import Descent
from trainer.training.ema import averaged_copy, update_average
from trainer.training.loop import Figures, LoopOptions, Share, item_noise, train
from trainer.training.processes import this_process
from trainer.training.runs import Run, read_state
from trainer.training.tensorboard_log import Showing
from trainer.training.widening import widened

VALIDATED_BATCHES = 8
SHOWN_STEPS = 20
"""DDIM steps for the samples that a validation shows."""
SHOWN_GUIDANCE = 1.5


@dataclass(frozen=True)
class TeacherTraining(LoopOptions):
    """Options of the teacher stage."""

    steps: int = 8_000
    batch: int = 32
    learning_rate: float = 1e-3
    warmup: int = 300
    average_decay: float = 0.999
    reads_scores: bool = True
    """Read what a single part plays, if the corpus knows; a network to start from that reads no scores learns to."""
    compile: bool = False
    """Compile the network first: takes a minute, makes steps a fifth faster on a CPU, needs a C++ compiler."""
    seed: int = 2


def draw_noise(share: Share, generators: list[np.random.Generator], x0: Tensor) -> tuple[Tensor, Tensor]:
    """Draw timesteps (B) and unit noise (B, C, W) for the items of a share.

    Timesteps are stratified: the schedule is divided equally among the items of the step, so that the loss varies less.
    """
    numbers = np.arange(share.first, share.first + share.size)
    places = (numbers + [rng.random() for rng in generators]) / share.total
    timesteps = torch.from_numpy(np.minimum((places * TIMESTEPS).astype(np.int64), TIMESTEPS - 1))
    return timesteps.to(x0.device), item_noise(generators, x0.shape[1:]).to(x0.device)


def teacher_loss(model: Callable[..., Tensor], batch: Batch, timesteps: Tensor, noise: Tensor) -> Tensor:
    """Return the mean squared error of v."""
    x = COSINE.add_noise(batch.x0, noise, timesteps)
    with mixed_precision(x.device):
        v = model(x, timesteps, batch.columns, batch.text, batch.mask)
    return torch.nn.functional.mse_loss(v.float(), COSINE.target(batch.x0, noise, timesteps))


@torch.inference_mode()
def validation_loss(model: Denoiser, held_out: LatentCorpus, batch: int) -> float:
    """Return the loss on held-out batches, the same each time."""
    device = next(model.parameters()).device
    losses = []
    for index in range(VALIDATED_BATCHES):
        share = Share(0, index, 0, batch, batch)
        generators = share.generators()
        drawn = held_out.draw(generators).to(device)
        losses.append(teacher_loss(model, drawn, *draw_noise(share, generators, drawn.x0)).item())
    return float(np.mean(losses))


@torch.inference_mode()
def sample_teacher(model: Denoiser, batch: Batch, noise: Tensor) -> Tensor:
    """Sample latents (B, C, W) under the conditions of a batch, by guided DDIM."""

    def predict_for(conditions: Batch) -> Predict:
        def predict(x: Tensor, timestep: int) -> Tensor:
            timesteps = at_timestep(x, timestep)
            with mixed_precision(x.device):
                v = model(x, timesteps, conditions.columns, conditions.text, conditions.mask)
            return COSINE.x0(x, v.float(), timesteps)

        return predict

    return sample_ddim(
        predict_for(batch),
        predict_for(unconditional(batch)),
        noise,
        steps=SHOWN_STEPS,
        guidance=SHOWN_GUIDANCE,
        on_step=lambda done, steps: None,
    )


class TeacherStage:
    """The teacher stage for the training loop; see `loop.Stage`."""

    def __init__(
        self,
        model: Denoiser,
        training: LatentCorpus,
        held_out: LatentCorpus,
        codec: Autoencoder,
        options: TeacherTraining,
    ) -> None:
        self.options = options
        self.device = this_process().device
        self.model = model.to(self.device)
        self.average = averaged_copy(self.model)
        self.network = torch.compile(self.model) if options.compile else self.model
        self.descent = Descent(self.model.parameters(), betas=(0.9, 0.99))
        self.training, self.held_out = training.read_by(self.model), held_out.read_by(self.model)
        self.codec = codec.to(self.device)

    def learn(self, share: Share) -> Figures:
        """Do one backward pass."""
        # 1. Draw windows x0 with their conditions, timesteps t and noise.
        generators = share.generators()
        batch = self.training.draw(generators).to(self.device)
        timesteps, noise = draw_noise(share, generators, batch.x0)
        # 2. Predict v of x_t.
        loss = teacher_loss(self.network, batch, timesteps, noise)
        self.descent.backward(loss)
        return {"loss": loss.detach()}

    def descend(self, step: int, rate: float) -> None:
        """Step the optimizer, then the average of the weights."""
        self.descent.step(rate)
        # Early on, the average would still be dominated by the random start: the decay grows with the steps.
        update_average(self.average, self.model, min(self.options.average_decay, (step + 1) / (step + 11)))

    def validate(self) -> dict[str, float]:
        """Return the averaged network's loss on held-out windows."""
        if not self.held_out.clips:
            return {}
        return {"held_out_loss": validation_loss(self.average, self.held_out, self.options.batch)}

    def show(self, sounds: bool) -> Showing:
        """Show samples under the conditions of held-out windows."""
        return show_latents(partial(sample_teacher, self.average), self.held_out, self.codec, sounds)

    def state(self) -> dict[str, Any]:
        """Return weights, their average, optimizer and sizes."""
        return {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.descent.state(),
            "config": asdict(self.model.config),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned."""
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.descent.restore(state["optimizer"])


def new_teacher(start: Denoiser | DenoiserConfig, *, reads_scores: bool) -> Denoiser:
    """Return a teacher with random or trained weights that reads scores, or one that does not.

    Raises:
        RequestError: the trained one reads scores, and this one is not to.
    """
    features = SCORED_FEATURES if reads_scores else FEATURES
    if isinstance(start, DenoiserConfig):
        return Denoiser(replace(start, column_features=features))
    return widened(start, features)


def learns_scores(start: Denoiser | DenoiserConfig, training: LatentCorpus, options: TeacherTraining) -> bool:
    """Return whether a new teacher is to read scores.

    Rows that no clip fills keep their weights: a network that reads scores goes on to, any other would never learn to.
    """
    has_learned = isinstance(start, Denoiser) and start.config.column_features > FEATURES
    return options.reads_scores and (has_learned or training.holds_scores)


def resumed_teacher(start: Denoiser | DenoiserConfig, folder: Path) -> Denoiser | None:
    """Return a network for the state of a run folder, which reads what it read when the run began; None without one."""
    config = (read_state(folder) or {}).get("config", {})
    if "column_features" not in config:
        return None
    shape = start if isinstance(start, DenoiserConfig) else start.config
    return Denoiser(replace(shape, column_features=config["column_features"]))


def train_teacher(
    training: LatentCorpus,
    held_out: LatentCorpus,
    codec: Autoencoder,
    run: Run,
    *,
    options: TeacherTraining,
    start: Denoiser | DenoiserConfig,
) -> None:
    """Train from the run's last state, if it has one, until the last step or the end of the budget.

    Args:
        training: what to train on.
        held_out: what to validate on.
        codec: the autoencoder of the latents, for pictures and sounds of samples.
        run: where state and logs are kept.
        options: those of this stage.
        start: what a new run starts from: a trained network, or the config of one with random weights.

    Raises:
        RequestError: see `new_teacher`.
        ModelError: see `loop.train`.
        ProjectError: see `loop.train`.
    """
    torch.manual_seed(options.seed)
    model = resumed_teacher(start, run.folder) or new_teacher(
        start, reads_scores=learns_scores(start, training, options)
    )
    train(TeacherStage(model, training, held_out, codec, options), run)

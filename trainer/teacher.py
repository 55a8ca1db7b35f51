"""Stage 3: the teacher, a latent diffusion model with v prediction.

In: latents with conditions. Out: a run folder with the averaged weights that `distill.py` starts from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.noise_schedule import TIMESTEPS, add_noise, velocity
from trainer.ema import averaged_copy, update_average
from trainer.latents import Batch, LatentCorpus
from trainer.runs import Logger, Run, position_generator, warmup_cosine


@dataclass(frozen=True)
class TeacherTraining:
    """Options of this stage."""

    steps: int = 8_000
    batch: int = 32
    learning_rate: float = 1e-3
    warmup: int = 300
    average_decay: float = 0.999
    compile: bool = False
    """Compile the network first: a minute once, then a fifth faster on a CPU; needs a C++ compiler."""
    seed: int = 2
    log_every: int = 100
    validate_every: int = 1_000


def teacher_loss(model: Callable[..., Tensor], batch: Batch) -> Tensor:
    """Mean squared error of v at timesteps drawn evenly over the batch."""
    size = len(batch.x0)
    # Stratified: one timestep in each of B equal shares, so that the loss of a batch varies less.
    timesteps = ((torch.arange(size) + torch.rand(size)) * (TIMESTEPS / size)).long().clamp(max=TIMESTEPS - 1)
    noise = torch.randn_like(batch.x0)
    x = add_noise(batch.x0, noise, timesteps)
    with torch.autocast("cpu", torch.bfloat16):
        v = model(x, timesteps, batch.columns, batch.words, batch.mask)
    return torch.nn.functional.mse_loss(v.float(), velocity(batch.x0, noise, timesteps))


@torch.inference_mode()
def validation_loss(model: Denoiser, held_out: LatentCorpus, options: TeacherTraining) -> float:
    """Loss on the same 8 held-out batches each time."""
    random_state = torch.get_rng_state()
    torch.manual_seed(0)
    losses = [
        teacher_loss(model, held_out.draw(options.batch, position_generator(0, index))).item() for index in range(8)
    ]
    torch.set_rng_state(random_state)
    return float(np.mean(losses))


def train_teacher(
    corpus: LatentCorpus,
    held_out: LatentCorpus,
    out: Path,
    *,
    options: TeacherTraining,
    config: DenoiserConfig,
    time_budget: float | None,
    say: Logger,
) -> None:
    """Train in `out`, from its last state if it has one, until the last step or the end of the budget."""
    run = Run(out, time_budget, say)
    torch.manual_seed(options.seed)
    model = Denoiser(config)
    average = averaged_copy(model)
    network = torch.compile(model) if options.compile else model
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    step = 0
    if (state := run.load()) is not None:
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]

    def whole_state() -> dict[str, object]:
        return {
            "model": model.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "config": asdict(config),
        }

    losses: list[float] = []
    while step < options.steps and not run.out_of_time:
        # One training step: draw, noise, predict v, average.
        rate = warmup_cosine(step, peak=options.learning_rate, warmup=options.warmup, steps=options.steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = teacher_loss(network, corpus.draw(options.batch, position_generator(options.seed, step)))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        # A young average would still hold the random start: decay grows with the steps made.
        update_average(average, model, min(options.average_decay, step / (step + 10)))

        losses.append(loss.item())
        if step % options.log_every == 0:
            run.log(step, loss=float(np.mean(losses)), rate=rate)
            losses.clear()
        if step % options.validate_every == 0:
            run.log(step, held_out_loss=validation_loss(average, held_out, options))
        if run.save_due:
            run.save(whole_state())
    run.save(whole_state())

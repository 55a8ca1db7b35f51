"""Stage 4: consistency distillation, the paper's section 3.1, in latent form (Luo et al. 2023).

In: a teacher and the latents it was trained on. Out: the student, whose one step lands where the teacher's guided
DDIM trajectory ends. The sub-steps of one training step carry the paper's symbols.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import UNCONDITIONAL_FEATURES, drop
from musiccm_daw.model.consistency import consistency_function
from musiccm_daw.model.denoiser import Denoiser
from musiccm_daw.model.noise_schedule import TIMESTEPS, add_noise, x0_from_velocity
from musiccm_daw.model.sampler import ddim_step
from trainer.ema import averaged_copy, update_average
from trainer.latents import Batch, LatentCorpus
from trainer.runs import Logger, Run, position_generator, warmup_cosine

Network = Callable[..., Tensor]
"""A denoiser, compiled or not: (x, timesteps, columns, words, mask) to v."""


@dataclass(frozen=True)
class DistillTraining:
    """Options of this stage; docs/paper_map.md says which the paper gives and why ours are what they are."""

    steps: int = 3_000
    batch: int = 24
    learning_rate: float = 2e-4
    warmup: int = 100
    guidance: float = 1.5
    """w of equation (5); 0 is no guidance."""
    skip: int = 50
    """k: timesteps between x_{t_{n+k}} and x_{t_n}; 20 DDIM steps span the whole schedule."""
    huber: float = 0.001
    average_decay: float = 0.95
    compile: bool = False
    """Compile the networks first; see `TeacherTraining`."""
    seed: int = 3
    log_every: int = 50


def guided_x0(teacher: Network, x: Tensor, timesteps: Tensor, batch: Batch, guidance: float) -> Tensor:
    """x0 (B, C, W) by the teacher: (1 + w) conditional - w unconditional."""
    unconditional = batch.columns.clone()
    drop(unconditional.numpy(), UNCONDITIONAL_FEATURES)
    v = teacher(
        torch.cat([x, x]),
        torch.cat([timesteps, timesteps]),
        torch.cat([batch.columns, unconditional]),
        torch.cat([batch.words, batch.words]),
        torch.cat([batch.mask, torch.zeros_like(batch.mask)]),
    ).float()
    conditional, without = (x0_from_velocity(x, part, timesteps) for part in v.chunk(2))
    return conditional + guidance * (conditional - without)


def consistency_loss(
    student: Network, target: Network, teacher: Network, batch: Batch, options: DistillTraining
) -> Tensor:
    """L_distil of equation (2)."""
    size = len(batch.x0)
    # 1. t_{n+k}, anywhere on the schedule, stratified over the batch, and t_n one skip below.
    start = ((torch.arange(size) + torch.rand(size)) * (TIMESTEPS / size)).long().clamp(max=TIMESTEPS - 1)
    end = (start - options.skip).clamp(min=0)
    # 2. x_{t_{n+k}} = signal x0 + noise.
    x_start = add_noise(batch.x0, torch.randn_like(batch.x0), start)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        # 3. The solver Psi: one guided DDIM step of the teacher to x_hat_{t_n}.
        x_end = ddim_step(x_start, guided_x0(teacher, x_start, start, batch, options.guidance), start, end)
        # 4. The target f_{theta*}(x_hat_{t_n}, t_n).
        v_end = target(x_end, end, batch.columns, batch.words, batch.mask).float()
        aim = consistency_function(x_end, v_end, end)
    # 5. The student f_theta(x_{t_{n+k}}, t_{n+k}).
    with torch.autocast("cpu", torch.bfloat16):
        v_start = student(x_start, start, batch.columns, batch.words, batch.mask)
    estimate = consistency_function(x_start, v_start.float(), start)
    # 6. The distance d: pseudo-Huber.
    return ((estimate - aim).square() + options.huber**2).sqrt().sub(options.huber).mean()


def distill(
    teacher: Denoiser,
    corpus: LatentCorpus,
    out: Path,
    *,
    options: DistillTraining,
    time_budget: float | None,
    say: Logger,
) -> None:
    """Distil in `out`, from its last state if it has one, until the last step or the end of the budget."""
    run = Run(out, time_budget, say)
    torch.manual_seed(options.seed)
    teacher = averaged_copy(teacher)
    student = averaged_copy(teacher).train().requires_grad_(True)
    target = averaged_copy(teacher)
    networks: tuple[Network, Network, Network] = (student, target, teacher)
    if options.compile:
        networks = (torch.compile(student), torch.compile(target), torch.compile(teacher))
    optimizer = torch.optim.AdamW(student.parameters(), lr=0.0, betas=(0.9, 0.999), weight_decay=0.01, fused=True)
    step = 0
    if (state := run.load()) is not None:
        student.load_state_dict(state["model"])
        target.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]

    def whole_state() -> dict[str, object]:
        return {
            "model": student.state_dict(),
            "average": target.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "config": asdict(teacher.config),
            "guidance": options.guidance,
        }

    losses: list[float] = []
    while step < options.steps and not run.out_of_time:
        rate = warmup_cosine(step, peak=options.learning_rate, warmup=options.warmup, steps=options.steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        batch = corpus.draw(options.batch, position_generator(options.seed, step))
        loss = consistency_loss(*networks, batch, options)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        # 7. theta* = EMA of theta.
        update_average(target, student, options.average_decay)
        step += 1

        losses.append(loss.item())
        if step % options.log_every == 0:
            run.log(step, loss=float(np.mean(losses)), rate=rate)
            losses.clear()
        if run.save_due:
            run.save(whole_state())
    run.save(whole_state())

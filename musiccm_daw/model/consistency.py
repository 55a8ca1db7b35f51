"""The consistency function f(x_t, t) = c_skip x_t + c_out x0_hat(x_t, t).

For the boundary scalings MusicCM refers to Latent Consistency Models (Luo et al. 2023, arXiv 2310.04378), which
multiply an x0 prediction: c_skip = d^2 / (s^2 + d^2) and c_out = s / sqrt(s^2 + d^2) with d = 0.5 and s = 10 t. f is
the identity at t = 0 and practically an x0 predictor from t = 19 on (c_skip = 7e-6).
"""

from __future__ import annotations

from torch import Tensor

from musiccm_daw.model.noise_schedule import COSINE, NoiseSchedule

SIGMA_DATA = 0.5
TIMESTEP_SCALING = 10.0


def boundary_scalings(timesteps: Tensor) -> tuple[Tensor, Tensor]:
    """Return c_skip and c_out, each (B), at integer timesteps (B)."""
    scaled = timesteps.float() * TIMESTEP_SCALING
    norm = scaled.square() + SIGMA_DATA**2
    return SIGMA_DATA**2 / norm, scaled / norm.sqrt()


def consistency_function(x: Tensor, output: Tensor, timesteps: Tensor, schedule: NoiseSchedule = COSINE) -> Tensor:
    """Return f(x_t, t) (B, ...) from the network's output at x (B, ...) and timesteps (B).

    At the opening step (`sampler.OPENING`) it is the x0 that leads a DDIM step along the trajectory.
    """
    timesteps = timesteps % len(schedule)
    c_skip, c_out = (scaling.view(-1, *[1] * (x.dim() - 1)) for scaling in boundary_scalings(timesteps))
    return c_skip * x + c_out * schedule.x0(x, output, timesteps)

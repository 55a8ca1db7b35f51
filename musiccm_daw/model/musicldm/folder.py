"""MusicLDM on disk: a folder in the format of diffusers, checked and read part by part.

    model_index.json    the class of every part
    unet/ vae/          diffusers: UNet2DConditionModel, AutoencoderKL
    vocoder/            transformers: SpeechT5HifiGan
    text_encoder/ tokenizer/ feature_extractor/     transformers: CLAP, of which only the text tower is read
    scheduler/          the noise schedule; LCMScheduler in a consistency student

Weights are read from safetensors only: nothing is unpickled. diffusers' own MusicLDMPipeline is not used: it is no
longer maintained, and its text step fails with transformers 5. `pipeline.py` runs the parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from torch import nn

from musiccm_daw.errors import CheckpointError, quoted
from musiccm_daw.model.noise_schedule import TIMESTEPS, NoiseSchedule

if TYPE_CHECKING:
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import ClapTextModelWithProjection, RobertaTokenizer, SpeechT5HifiGan

INDEX_FILE = "model_index.json"
PIPELINE = "MusicLDMPipeline"
STUDENT_SCHEDULER = "LCMScheduler"
PART_CLASSES = {
    "unet": ("UNet2DConditionModel",),
    "vae": ("AutoencoderKL",),
    "vocoder": ("SpeechT5HifiGan",),
    "text_encoder": ("ClapModel", "ClapTextModelWithProjection"),
    "tokenizer": ("RobertaTokenizer", "RobertaTokenizerFast"),
}
"""Parts whose class decides whether this is MusicLDM; any scheduler with betas will do."""
WEIGHT_FILES = {
    "unet": "diffusion_pytorch_model",
    "vae": "diffusion_pytorch_model",
    "vocoder": "model",
    "text_encoder": "model",
}
"""Names of the safetensors in each part's folder."""

MEL_ROWS = 64
SAMPLE_RATE = 16_000
HOP_SAMPLES = 160
"""MusicLDM's mel, which its vocoder's config implies and `mel.py` computes."""


@dataclass(frozen=True)
class MusicLDMParts:
    """The networks of a folder, in single precision, frozen."""

    unet: UNet2DConditionModel
    vae: AutoencoderKL
    vocoder: SpeechT5HifiGan
    text_encoder: ClapTextModelWithProjection
    tokenizer: RobertaTokenizer
    schedule: NoiseSchedule


def read_index(folder: Path) -> dict[str, Any]:
    """Read the model_index.json of a MusicLDM folder and check its classes.

    Raises:
        CheckpointError: it is missing, damaged, or of another architecture.
    """
    index = _read_json(folder, INDEX_FILE)
    found = index.get("_class_name")
    if found != PIPELINE:
        raise CheckpointError(f"{folder} holds diffusers' {quoted(found)}; give a folder with a {PIPELINE}")
    for part, allowed in PART_CLASSES.items():
        entry = index.get(part)
        name = entry[1] if isinstance(entry, list) and len(entry) == 2 else None
        if name not in allowed:
            raise CheckpointError(
                f"the {part} of the MusicLDM folder {folder} is {quoted(name)}; it must be {' or '.join(allowed)}"
            )
    return index


def is_student(index: dict[str, Any]) -> bool:
    """Return whether a model_index.json is that of a consistency student."""
    scheduler: Any = index.get("scheduler")
    return isinstance(scheduler, list) and scheduler[-1] == STUDENT_SCHEDULER


def _read_json(folder: Path, name: str) -> dict[str, Any]:
    try:
        content = json.loads((folder / name).read_text(encoding="utf-8"))
    except OSError:
        raise CheckpointError(f"no MusicLDM model at {folder}: {name} is missing") from None
    except (ValueError, RecursionError):
        raise CheckpointError(f"the MusicLDM folder {folder} is damaged: {name} is not JSON; fetch it again") from None
    if not isinstance(content, dict):
        raise CheckpointError(f"the MusicLDM folder {folder} is damaged: {name} is not a JSON object; fetch it again")
    return content


def load_parts(folder: Path) -> MusicLDMParts:
    """Load every part of a MusicLDM folder.

    Raises:
        CheckpointError: a part is missing, damaged, of another architecture, or its weights are not safetensors.
    """
    read_index(folder)
    for part, name in WEIGHT_FILES.items():
        if not any((folder / part).glob(f"{name}*.safetensors")):
            raise CheckpointError(f"the MusicLDM folder {folder} lacks {part}/{name}.safetensors; fetch it again")

    # Ten seconds or so on a cold disk, paid only where such a folder is read.
    import diffusers
    import transformers

    diffusers.logging.set_verbosity_error()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    parts = MusicLDMParts(
        _load(diffusers.UNet2DConditionModel, folder, "unet"),
        _load(diffusers.AutoencoderKL, folder, "vae"),
        _load(transformers.SpeechT5HifiGan, folder, "vocoder"),
        _load(transformers.ClapTextModelWithProjection, folder, "text_encoder"),
        _load_tokenizer(folder),
        _load_schedule(folder),
    )
    _check_fit(parts, folder)
    return parts


def _load(part_class: Any, folder: Path, part: str) -> Any:
    """Load one network; both libraries merely warn of missing weights and leave them random."""
    dtype = {"low_cpu_mem_usage": False} if part in ("unet", "vae") else {"dtype": "float32"}
    with _damage_reported(folder, part):
        module, info = part_class.from_pretrained(
            folder / part, use_safetensors=True, local_files_only=True, output_loading_info=True, **dtype
        )
    lacking = [*info["missing_keys"], *info["mismatched_keys"]]
    if lacking:
        raise _damaged(folder, part, f"{len(lacking)} weights are missing or of another shape")
    frozen: nn.Module = module.eval().requires_grad_(False)
    return frozen


def _load_tokenizer(folder: Path) -> RobertaTokenizer:
    from transformers import RobertaTokenizer

    with _damage_reported(folder, "tokenizer"):
        tokenizer: RobertaTokenizer = RobertaTokenizer.from_pretrained(folder / "tokenizer", local_files_only=True)
    # A folder without a vocabulary gives a tokenizer of five tokens.
    if len(tokenizer) < 256:
        raise _damaged(folder, "tokenizer", "it has no vocabulary")
    return tokenizer


def _load_schedule(folder: Path) -> NoiseSchedule:
    """Read the schedule of any of diffusers' schedulers, through the student's class, which has the same betas."""
    from diffusers import LCMScheduler

    with _damage_reported(folder, "scheduler"):
        scheduler = LCMScheduler.from_pretrained(folder / "scheduler", local_files_only=True)
    steps, prediction = scheduler.config.num_train_timesteps, scheduler.config.prediction_type
    if steps != TIMESTEPS or prediction not in ("epsilon", "v_prediction"):
        raise CheckpointError(
            f"the scheduler of the MusicLDM folder {folder} has {steps} timesteps and predicts {quoted(prediction)}; "
            f"it must have {TIMESTEPS} and predict epsilon or v_prediction"
        )
    try:
        return NoiseSchedule(scheduler.alphas_cumprod, prediction)
    except ValueError as error:
        raise CheckpointError(f"the scheduler of the MusicLDM folder {folder} is unusable: {error}") from error


def _check_fit(parts: MusicLDMParts, folder: Path) -> None:
    """Check that the parts fit each other and the mel that MusicLDM is trained on."""
    unet, vae, vocoder = parts.unet.config, parts.vae.config, parts.vocoder.config
    hop = 1
    for rate in vocoder.upsample_rates:
        hop *= rate
    width = parts.text_encoder.config.projection_dim
    checks = (
        ("vocoder's mel rows", vocoder.model_in_dim, MEL_ROWS),
        ("vocoder's sample rate", vocoder.sampling_rate, SAMPLE_RATE),
        ("vocoder's hop", hop, HOP_SAMPLES),
        ("vae's levels", len(vae.block_out_channels), 3),
        ("unet's channels", unet.in_channels, vae.latent_channels),
        ("unet's output channels", unet.out_channels, vae.latent_channels),
        ("unet's condition", unet.class_embed_type, "simple_projection"),
        ("unet's condition width", unet.projection_class_embeddings_input_dim, width),
    )
    for what, found, expected in checks:
        if found != expected:
            raise CheckpointError(
                f"{folder} holds an unknown kind of MusicLDM model: its {what} is {quoted(found)}, not {expected!r}"
            )


@contextmanager
def _damage_reported(folder: Path, part: str) -> Iterator[None]:
    """Turn what a library raises over a damaged part into one line.

    It may be anything that the damage leads to: OSError, KeyError, RuntimeError, the library's own validation errors.
    """
    try:
        yield
    except Exception as error:
        raise _damaged(folder, part, type(error).__name__) from error


def _damaged(folder: Path, part: str, why: str) -> CheckpointError:
    return CheckpointError(f"the {part} of the MusicLDM folder {folder} is damaged or foreign ({why}); fetch it again")

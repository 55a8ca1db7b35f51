"""The export of a MusicLDM student, at the end of its distillation; `musiccm_daw/model/checkpoint.py` loads it.

The folder is a MusicLDM folder (`musiccm_daw/model/musicldm/folder.py`) with a new U-Net and diffusers' LCMScheduler,
so that diffusers can run it too. A config.json beside its index says what was distilled, and holds the SHA-256 of every
weight file.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musiccm_daw.errors import CheckpointError
from musiccm_daw.file_hashes import sha256_of
from musiccm_daw.model.checkpoint import (
    FORMAT_VERSION,
    MUSICLDM_FORMAT,
    MUSICLDM_PARTS,
    verify_checkpoint,
)
from musiccm_daw.model.consistency import TIMESTEP_SCALING
from musiccm_daw.model.musicldm.folder import INDEX_FILE, STUDENT_SCHEDULER, read_index
from musiccm_daw.model.noise_schedule import TIMESTEPS
from musiccm_daw.model.sampler import GRID
from musiccm_daw.model_identity import CONFIG_FILE, ModelIdentity

if TYPE_CHECKING:
    from diffusers import UNet2DConditionModel

KEPT_PARTS = ("vae", "vocoder", "text_encoder", "tokenizer", "feature_extractor")
KEPT_FILES = (".json", ".txt", ".safetensors")
"""Suffixes of the files copied from the teacher: its folder may also hold the same weights pickled."""


def save_student(
    out: Path, teacher: Path, unet: UNet2DConditionModel, *, name: str, guidance: float, facts: Mapping[str, Any]
) -> ModelIdentity:
    """Write a student to a temporary folder and move it into place; an earlier student there is replaced.

    Args:
        out: the student's folder.
        teacher: the MusicLDM folder it was distilled from, whose other parts are copied.
        unet: the student.
        name: the model's name in manifests.
        guidance: w of the paper, 1 less than diffusers' guidance_scale.
        facts: more entries for the config, JSON values.

    Raises:
        CheckpointError: `out` exists and does not hold a student.
    """
    if out.exists() and not (out / CONFIG_FILE).is_file():
        raise CheckpointError(f"{out} exists and does not hold a student; choose another folder")
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    for kept in KEPT_PARTS:
        for file in (teacher / kept).glob("*"):
            if file.suffix in KEPT_FILES:
                (part / kept).mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, part / kept / file.name)
    unet.save_pretrained(part / "unet")
    _save_scheduler(part, teacher)
    index = {**read_index(teacher), "scheduler": ["diffusers", STUDENT_SCHEDULER]}
    _write(part / INDEX_FILE, index)
    config = {
        "format": MUSICLDM_FORMAT,
        "format_version": FORMAT_VERSION,
        "name": name,
        "guidance": guidance,
        "parts": {each: {"sha256": sha256_of(part / f"{each}.safetensors"), "config": {}} for each in MUSICLDM_PARTS},
        **facts,
    }
    _write(part / CONFIG_FILE, config)
    if out.exists():
        shutil.rmtree(out)
    part.rename(out)
    return verify_checkpoint(out)


def _save_scheduler(out: Path, teacher: Path) -> None:
    """Write an LCMScheduler with the teacher's betas, and our sampler's timesteps and boundary scalings."""
    from diffusers import LCMScheduler

    scheduler = LCMScheduler.from_pretrained(
        teacher / "scheduler",
        local_files_only=True,
        original_inference_steps=TIMESTEPS // GRID,
        timestep_scaling=TIMESTEP_SCALING,
        clip_sample=False,
        thresholding=False,
    )
    scheduler.save_pretrained(out / "scheduler")


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")

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
from musiccm_daw.whole_files import replaced_folder

if TYPE_CHECKING:
    from diffusers import UNet2DConditionModel

KEPT_PARTS = ("vae", "vocoder", "text_encoder", "tokenizer", "feature_extractor")
KEPT_FILES = (".json", ".txt", ".safetensors")
"""Suffixes of the files copied from the teacher: its folder may also hold the same weights pickled."""


def save_student(
    out: Path, teacher: Path, unet: UNet2DConditionModel, *, name: str, guidance: float, facts: Mapping[str, Any]
) -> ModelIdentity:
    """Write a student in place of an earlier one, which stays if that fails.

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
    with replaced_folder(out) as new:
        for kept in KEPT_PARTS:
            for file in (teacher / kept).glob("*"):
                if file.suffix in KEPT_FILES:
                    (new / kept).mkdir(exist_ok=True)
                    shutil.copyfile(file, new / kept / file.name)
        unet.save_pretrained(new / "unet")
        _save_scheduler(new, teacher)
        index = {**read_index(teacher), "scheduler": ["diffusers", STUDENT_SCHEDULER]}
        _write(new / INDEX_FILE, index)
        config = {
            "format": MUSICLDM_FORMAT,
            "format_version": FORMAT_VERSION,
            "name": name,
            "guidance": guidance,
            "parts": {
                each: {"sha256": sha256_of(new / f"{each}.safetensors"), "config": {}} for each in MUSICLDM_PARTS
            },
            **facts,
        }
        _write(new / CONFIG_FILE, config)
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

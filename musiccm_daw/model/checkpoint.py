"""Checkpoints: a folder with config.json and one safetensors file per part, each named with its SHA-256.

A checkpoint holds parts of ours, written here, or a student of MusicLDM, written by `trainer/export_musicldm.py`.
Nothing is pickled. A checkpoint that is missing, damaged (a part's hash differs), foreign (its config is not ours) or
of another format version is refused in one line. Our weights are stored in half precision and computed in float32 or
bfloat16.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

from musiccm_daw.cpu_quota import quota_cores
from musiccm_daw.errors import CheckpointError, DeviceError, quoted
from musiccm_daw.file_hashes import remembered_sha256, sha256_of
from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.musicldm.folder import INDEX_FILE, WEIGHT_FILES, load_parts, read_index
from musiccm_daw.model.musicldm.pipeline import MusicLDM
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.precision import choose_precision
from musiccm_daw.model.text_encoder import TEXT_ENCODER, TextEncoder
from musiccm_daw.model.vocoders.block_threads import one_thread
from musiccm_daw.model.vocoders.block_vocoder import BlockVocoder
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim
from musiccm_daw.model.vocoders.neural import Vocoder, VocoderConfig
from musiccm_daw.model_identity import CONFIG_FILE, ModelIdentity, read_identity
from musiccm_daw.whole_files import replaced_folder, write_whole

FORMAT = "musiccm-checkpoint"
MUSICLDM_FORMAT = "musicldm-student"
FORMAT_VERSION = 3
NEEDED_PARTS = ("autoencoder", "student")
OPTIONAL_PARTS = ("vocoder", "teacher")
"""Parts that may be missing: without a vocoder Griffin-Lim finds the phases; generation needs no teacher."""
MUSICLDM_PARTS = tuple(f"{part}/{name}" for part, name in WEIGHT_FILES.items())


def save_checkpoint(
    folder: Path,
    name: str,
    *,
    autoencoder: Autoencoder,
    student: Denoiser,
    teacher: Denoiser | None,
    vocoder: Vocoder | None = None,
    facts: Mapping[str, Any],
) -> ModelIdentity:
    """Write a checkpoint in place of an earlier one, which stays if that fails.

    Args:
        folder: made if missing.
        name: the name that `--model` and the manifests use.
        autoencoder: part.
        student: part.
        teacher: part, or None to leave it out.
        vocoder: part, or None where Griffin-Lim is better.
        facts: further entries of the config ("guidance", "trained_on", ...), JSON values.

    Raises:
        CheckpointError: the folder holds more than a checkpoint.
        OSError: it cannot be written.
    """
    _check_replaceable(folder)
    parts: dict[str, Autoencoder | Denoiser | Vocoder] = {"autoencoder": autoencoder, "student": student}
    if teacher is not None:
        parts["teacher"] = teacher
    if vocoder is not None:
        parts["vocoder"] = vocoder
    with replaced_folder(folder) as new:
        described = {}
        for part, module in parts.items():
            content = save({key: _compact(value) for key, value in module.state_dict().items()})
            write_whole(new / f"{part}.safetensors", content)
            described[part] = {"sha256": hashlib.sha256(content).hexdigest(), "config": asdict(module.config)}
        config = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "name": name,
            "text_encoder": TEXT_ENCODER,
            "parts": described,
            **facts,
        }
        text = f"{json.dumps(config, indent=2)}\n".encode()
        write_whole(new / CONFIG_FILE, text)
    return ModelIdentity(name, hashlib.sha256(text).hexdigest())


def _check_replaceable(folder: Path) -> None:
    """Refuse a folder that holds anything but the files of a checkpoint: it would be lost."""
    if not folder.exists():
        return
    ours = {CONFIG_FILE, *(f"{part}.safetensors" for part in (*NEEDED_PARTS, *OPTIONAL_PARTS))}
    foreign = sorted(set(os.listdir(folder)) - ours) if folder.is_dir() else [folder.name]
    if foreign:
        raise CheckpointError(
            f"{folder} exists and holds {quoted(foreign[0])}, which is no part of a model; choose another folder"
        )


def _compact(value: Tensor) -> Tensor:
    return value.detach().to("cpu", torch.float16 if value.is_floating_point() else value.dtype).contiguous()


def _computed(value: Tensor) -> Tensor:
    return value.float() if value.is_floating_point() else value


def read_config(folder: Path) -> dict[str, Any]:
    """Read the config of a checkpoint folder and check its format and version.

    Raises:
        CheckpointError: there is none, it is damaged, or this version cannot read the checkpoint.
    """
    path = folder / CONFIG_FILE
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        if (folder / INDEX_FILE).is_file():
            read_index(folder)
            raise CheckpointError(
                f"{folder} holds a MusicLDM model that is not distilled; run: musiccm train distill --teacher {folder}"
            ) from None
        raise CheckpointError(f"no model at {folder}: {CONFIG_FILE} is missing; see: musiccm models list") from None
    except (ValueError, RecursionError):
        raise CheckpointError(f"the model at {folder} is damaged: {CONFIG_FILE} is not JSON; reinstall it") from None
    if not isinstance(config, dict) or config.get("format") not in (FORMAT, MUSICLDM_FORMAT):
        raise CheckpointError(f"{folder} holds no MusicCM checkpoint; its {CONFIG_FILE} must be of format {FORMAT}")
    if config.get("format_version") != FORMAT_VERSION:
        raise CheckpointError(
            f"the model at {folder} has format version {config.get('format_version')}; this version reads "
            f"{FORMAT_VERSION}: update musiccm-daw or train the model again"
        )
    if not _is_whole(config):
        raise CheckpointError(f"the model at {folder} is damaged: {CONFIG_FILE} lacks entries; reinstall it")
    if config["format"] == FORMAT and config["text_encoder"] != TEXT_ENCODER:
        raise CheckpointError(
            f"the model at {folder} needs the text encoder {quoted(config['text_encoder'])}, and this version has "
            f"{TEXT_ENCODER}; train the model again"
        )
    return config


def _is_whole(config: dict[str, Any]) -> bool:
    """Return whether a config has every entry that loading relies on, of the right type, and only known parts."""
    parts = config.get("parts")
    is_ours = config["format"] == FORMAT
    needed, optional = (NEEDED_PARTS, OPTIONAL_PARTS) if is_ours else (MUSICLDM_PARTS, ())
    return (
        isinstance(config.get("name"), str)
        and (not is_ours or isinstance(config.get("text_encoder"), str))
        and isinstance(config.get("guidance"), int | float)
        and isinstance(parts, dict)
        and set(needed) <= set(parts) <= {*needed, *optional}
        and all(
            isinstance(part, dict) and isinstance(part.get("sha256"), str) and isinstance(part.get("config"), dict)
            for part in parts.values()
        )
    )


def identify(folder: Path) -> ModelIdentity:
    """Return name and hash of a checkpoint, without reading its weights."""
    read_config(folder)
    return read_identity(folder)


def verify_checkpoint(folder: Path, digest: Callable[[Path], str] = sha256_of) -> ModelIdentity:
    """Check every part's SHA-256 against the config.

    Args:
        folder: of the checkpoint.
        digest: a file's SHA-256; `remembered_sha256` reads a file that has not changed only once.

    Raises:
        CheckpointError: a part is missing or damaged; the message says which.
    """
    for part, described in read_config(folder)["parts"].items():
        path = folder / f"{part}.safetensors"
        if not path.is_file():
            raise CheckpointError(f"the model at {folder} is incomplete: {path.name} is missing; reinstall it")
        if digest(path) != described["sha256"]:
            raise CheckpointError(
                f"the model at {folder} is damaged: {path.name} does not match its SHA-256; reinstall it"
            )
    return identify(folder)


def load_part(folder: Path, part: str) -> nn.Module:
    """Load one part of a verified checkpoint, in float32, ready for inference.

    Raises:
        CheckpointError: the checkpoint has no such part, or its weights do not fit this version.
    """
    described = read_config(folder)["parts"].get(part)
    if described is None:
        raise CheckpointError(f"the model at {folder} has no {part}")
    try:
        module = _network(part, described["config"])
        weights = load_file(folder / f"{part}.safetensors")
        module.load_state_dict({name: _computed(value) for name, value in weights.items()}, assign=True)
    except (TypeError, ValueError, RuntimeError, SafetensorError, OSError) as error:
        raise CheckpointError(
            f"the {part} of the model at {folder} does not fit this version ({type(error).__name__}); reinstall it"
        ) from error
    return module.eval().requires_grad_(False)


def _network(part: str, config: Mapping[str, Any]) -> nn.Module:
    """Return a part's network, but for its weights."""
    if part == "vocoder":
        # Its filters come from no file.
        return Vocoder(VocoderConfig(**config))
    # On "meta" no weights are drawn that the file's replace: half of the time of loading.
    with torch.device("meta"):
        return Autoencoder(AutoencoderConfig(**config)) if part == "autoencoder" else Denoiser(DenoiserConfig(**config))


def load_model(folder: Path, device: str, *, with_teacher: bool = False) -> tuple[MusicModel, ModelIdentity]:
    """Load a checkpoint of either family, verified.

    A checkpoint of ours becomes a `Pipeline`, a student of MusicLDM a `MusicLDM`.

    Args:
        folder: of the checkpoint.
        device: auto, cpu, cuda or mps.
        with_teacher: load the teacher as well, if the checkpoint holds one; making music needs none.

    Raises:
        CheckpointError: it is missing, damaged or of another format.
        DeviceError: this machine has no such device.
    """
    identity = verify_checkpoint(folder, remembered_sha256)
    config = read_config(folder)
    target = prepared_device(device)
    # Beside other work, threads that convert weights wait for each other five times as long as they compute.
    with one_thread(torch.device("cpu")):
        return _loaded(folder, config, with_teacher).to(target), identity


def _loaded(folder: Path, config: Mapping[str, Any], with_teacher: bool) -> Pipeline | MusicLDM:
    """Load a verified checkpoint on the CPU."""
    guidance = float(config["guidance"])
    if config["format"] == MUSICLDM_FORMAT:
        return MusicLDM(load_parts(folder), guidance)
    autoencoder, student = load_part(folder, "autoencoder"), load_part(folder, "student")
    assert isinstance(autoencoder, Autoencoder)
    assert isinstance(student, Denoiser)
    teacher = load_part(folder, "teacher") if with_teacher and "teacher" in config["parts"] else None
    vocoder = load_part(folder, "vocoder") if "vocoder" in config["parts"] else GriffinLim()
    assert teacher is None or isinstance(teacher, Denoiser)
    assert isinstance(vocoder, BlockVocoder)
    return Pipeline(TextEncoder(), autoencoder, student, vocoder, teacher=teacher, guidance=guidance)


def prepared_device(device: str) -> torch.device:
    """Return the device that a name stands for, set up to give the same frames for the same request every time.

    On CUDA, index_add_ and scatter_add_ add in any order by default, and cuBLAS needs a workspace of its own
    (docs.pytorch.org, "Reproducibility").
    """
    target = resolve_device(device)
    # A precision that does not exist is refused before a job begins.
    choose_precision(target)
    # More threads than cores would wait for each other.
    if (cores := quota_cores()) is not None and cores < torch.get_num_threads():
        torch.set_num_threads(cores)
    if target.type == "cuda":
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        torch.use_deterministic_algorithms(True, warn_only=True)
    return target


def resolve_device(device: str) -> torch.device:
    """Return the device that a name stands for; "auto" is CUDA where available, else the CPU.

    MPS must be asked for by name: nothing here has been run on an Apple GPU yet, and Apple's CPUs are fast.

    Raises:
        DeviceError: this machine has no such device.
    """
    available = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if device == "auto":
        return torch.device("cuda" if available["cuda"] else "cpu")
    if not available.get(device, False):
        present = ", ".join(name for name, there in available.items() if there)
        raise DeviceError(
            f"device {quoted(str(device))} is not available; this machine has {present}: use --device auto"
        )
    return torch.device(device)

"""Checkpoint folders: a round trip, and every kind of damage refused in one line."""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from musiccm_daw.errors import CheckpointError, DeviceError
from musiccm_daw.file_hashes import sha256_of
from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
from musiccm_daw.model.checkpoint import (
    identify,
    load_model,
    load_part,
    resolve_device,
    save_checkpoint,
    verify_checkpoint,
)
from musiccm_daw.model.text_encoder import TextEncoder
from musiccm_daw.paths import bundled_weights
from tests.musiccm_daw.model.refusals import assert_refused
from tests.tiny_model import AUTOENCODER, DENOISER, tiny_autoencoder, tiny_denoiser

Harm = Callable[[Path], None]


@pytest.fixture
def checkpoint(tiny_checkpoint: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(tiny_checkpoint, tmp_path / "model")


def edit_config(folder: Path, **entries: Any) -> None:
    """Change entries of the config; None removes one."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8")) | entries
    path.write_text(json.dumps({key: value for key, value in config.items() if value is not None}), encoding="utf-8")


def replace_part(folder: Path, part: str, content: bytes) -> None:
    """Put other bytes in the place of a part, with the hash that vouches for them."""
    (folder / f"{part}.safetensors").write_bytes(content)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["parts"][part]["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def test_weights_come_back_in_half_precision(tiny_checkpoint: Path) -> None:
    saved, loaded = tiny_denoiser().state_dict(), load_part(tiny_checkpoint, "student").state_dict()
    assert saved.keys() == loaded.keys()
    for name, value in saved.items():
        assert torch.equal(value.half().float(), loaded[name]), name
    assert load_part(tiny_checkpoint, "autoencoder").config == AUTOENCODER
    assert load_part(tiny_checkpoint, "teacher").config == DENOISER


def test_a_pipeline_is_ready_for_inference(tiny_checkpoint: Path) -> None:
    pipeline, identity = load_model(tiny_checkpoint, "cpu", with_teacher=True)
    assert identity == identify(tiny_checkpoint) == verify_checkpoint(tiny_checkpoint)
    assert (identity.name, identity.sha256) == ("tiny", sha256_of(tiny_checkpoint / "config.json"))
    assert pipeline.guidance == 1.5
    parts = (pipeline.autoencoder, pipeline.student, pipeline.teacher)
    assert not any(part is None or part.training for part in parts)
    assert not any(parameter.requires_grad for parameter in pipeline.parameters())


def test_the_teacher_may_be_left_out(tmp_path: Path) -> None:
    identity = save_checkpoint(
        tmp_path / "small",
        "small",
        autoencoder=tiny_autoencoder(),
        student=tiny_denoiser(),
        teacher=None,
        facts={"guidance": 0},
    )
    pipeline, loaded = load_model(tmp_path / "small", "cpu", with_teacher=True)
    assert (loaded, pipeline.teacher) == (identity, None)


def test_the_teacher_is_loaded_only_where_it_is_asked_for(tiny_checkpoint: Path) -> None:
    pipeline, _ = load_model(tiny_checkpoint, "cpu")
    assert pipeline.teacher is None


@pytest.mark.weights
def test_the_bundled_parts_hold_no_tensor_without_values() -> None:
    for part in ("autoencoder", "student", "teacher"):
        network = load_part(bundled_weights(), part)
        assert not any(each.is_meta for each in (*network.parameters(), *network.buffers()))
    assert not any(each.is_meta for each in (*TextEncoder().parameters(), *TextEncoder().buffers()))


def test_equal_weights_give_equal_files(tiny_checkpoint: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    save_checkpoint(
        again,
        "tiny",
        autoencoder=tiny_autoencoder(),
        student=tiny_denoiser(),
        teacher=tiny_denoiser(seed=1),
        facts={"guidance": 1.5},
    )
    assert identify(again) == identify(tiny_checkpoint)


def test_a_checkpoint_holds_json_and_safetensors_alone(tiny_checkpoint: Path) -> None:
    assert sorted(file.name for file in tiny_checkpoint.iterdir()) == [
        "autoencoder.safetensors", "config.json", "student.safetensors", "teacher.safetensors",
    ]  # fmt: skip


class Bomb:
    """Makes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.mark,)


def test_a_pickle_in_the_place_of_a_part_is_refused_and_never_run(checkpoint: Path, tmp_path: Path) -> None:
    mark = tmp_path / "exploded"
    replace_part(checkpoint, "student", pickle.dumps(Bomb(mark)))
    with pytest.raises(CheckpointError):
        load_model(checkpoint, "cpu")
    assert not mark.exists()


def truncate(folder: Path) -> None:
    part = folder / "student.safetensors"
    part.write_bytes(part.read_bytes()[:-100])


def flip_a_bit(folder: Path) -> None:
    part = folder / "autoencoder.safetensors"
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)


def narrow(folder: Path) -> None:
    other = Autoencoder(AutoencoderConfig(frame_width=8, half_width=16, column_width=16))
    save_file(other.state_dict(), folder / "other")
    replace_part(folder, "autoencoder", (folder / "other").read_bytes())


def rename_a_tensor(folder: Path) -> None:
    weights = load_file(folder / "student.safetensors")
    weights["other.weight"] = weights.pop("out.weight")
    save_file(weights, folder / "other")
    replace_part(folder, "student", (folder / "other").read_bytes())


def describe_parts(folder: Path, **entries: Any) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    edit_config(folder, parts={**config["parts"], **entries})


HARMS: dict[str, tuple[Harm, str]] = {
    "no folder": (shutil.rmtree, "no model at"),
    "no config": (lambda folder: (folder / "config.json").unlink(), "config.json is missing"),
    "config cut off": (lambda folder: (folder / "config.json").write_text('{"format": '), "not JSON"),
    "config binary": (lambda folder: (folder / "config.json").write_bytes(b"\xff\xfe\x00"), "not JSON"),
    "config too deep": (lambda folder: (folder / "config.json").write_text("[" * 100_000), "not JSON"),
    "config a list": (lambda folder: (folder / "config.json").write_text("[]"), "holds no MusicCM checkpoint"),
    "foreign": (lambda folder: edit_config(folder, format="diffusers"), "holds no MusicCM checkpoint"),
    "newer": (lambda folder: edit_config(folder, format_version=99), "format version 99; this version reads 3"),
    "older": (lambda folder: edit_config(folder, format_version=None), "format version None"),
    "other text encoder": (lambda folder: edit_config(folder, text_encoder="T5"), "'T5'"),
    "no name": (lambda folder: edit_config(folder, name=None), "lacks entries"),
    "no parts": (lambda folder: edit_config(folder, parts=None), "lacks entries"),
    "no student": (lambda folder: edit_config(folder, parts={}), "lacks entries"),
    "a part elsewhere": (lambda folder: describe_parts(folder, **{"../../other": {}}), "lacks entries"),
    "no hash": (lambda folder: describe_parts(folder, student={"config": {}}), "lacks entries"),
    "guidance in words": (lambda folder: edit_config(folder, guidance="much"), "lacks entries"),
    "part missing": (lambda folder: (folder / "teacher.safetensors").unlink(), "teacher.safetensors is missing"),
    "part truncated": (truncate, "student.safetensors does not match its SHA-256"),
    "part bit-flipped": (flip_a_bit, "autoencoder.safetensors does not match its SHA-256"),
    "part of other shapes": (narrow, "autoencoder of the model"),
    "part of other names": (rename_a_tensor, "student of the model"),
    "part empty": (lambda folder: replace_part(folder, "student", b""), "student of the model"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_damage_is_refused_in_one_line(harm: str, checkpoint: Path) -> None:
    damage, said = HARMS[harm]
    damage(checkpoint)
    assert_refused(lambda: load_model(checkpoint, "cpu"), said)


def test_a_config_of_unknown_options_is_refused(checkpoint: Path) -> None:
    config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
    student = config["parts"]["student"]
    describe_parts(checkpoint, student={**student, "config": {**student["config"], "experts": 8}})
    with pytest.raises(CheckpointError, match="does not fit this version"):
        load_part(checkpoint, "student")


def test_a_part_that_was_left_out_cannot_be_loaded(checkpoint: Path) -> None:
    with pytest.raises(CheckpointError, match="has no vocoder"):
        load_part(checkpoint, "vocoder")


def test_an_unknown_device_is_refused_with_those_that_are_there() -> None:
    assert resolve_device("cpu") == torch.device("cpu")
    with pytest.raises(DeviceError, match="this machine has cpu"):
        resolve_device("tpu")

"""MusicLDM folders: what is read, and that everything else is refused in one line that says why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from musiccm_daw.errors import CheckpointError
from musiccm_daw.model.checkpoint import load_model, read_config, verify_checkpoint
from musiccm_daw.model.musicldm.folder import MusicLDMParts, load_parts
from tests.musiccm_daw.model.refusals import assert_refused
from tests.tiny_musicldm import build_musicldm
from trainer.export_musicldm import save_student

Harm = Callable[[Path], object]


@pytest.fixture
def teacher(tiny_musicldm: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(tiny_musicldm, tmp_path / "teacher"))


@pytest.fixture
def student(tiny_musicldm_student: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_musicldm_student, tmp_path / "student"))


def edit(path: Path, **entries: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **entries}))


def test_the_parts_are_in_single_precision_and_frozen(tiny_musicldm: Path) -> None:
    parts = load_parts(tiny_musicldm)
    for part in (parts.unet, parts.vae, parts.vocoder, parts.text_encoder):
        assert not part.training
        assert all(each.dtype == torch.float32 and not each.requires_grad for each in part.parameters())
    assert parts.schedule.prediction == "epsilon"
    assert len(parts.schedule) == 1000
    # Betas from 0.0015 to 0.0195, their roots evenly spaced: hardly any signal is left.
    assert parts.schedule.signal[-1].square().item() == pytest.approx(1.4e-4, rel=0.05)


def test_the_text_tower_of_a_whole_clap_is_the_one_that_stands_alone(tmp_path: Path) -> None:
    """MusicLDM is published with both towers (ClapModel), AudioLDM with the text tower alone."""
    build_musicldm(whole_clap=True).save_pretrained(tmp_path)
    weights = load_file(tmp_path / "text_encoder" / "model.safetensors")
    found = load_parts(tmp_path).text_encoder.state_dict()
    assert any(name.startswith("audio_model.") for name in weights)
    assert all(torch.equal(value, weights[name]) for name, value in found.items() if name in weights)
    assert {"text_projection.linear1.weight", "text_model.embeddings.word_embeddings.weight"} <= set(found)


def test_half_precision_is_read_as_single(teacher: Path) -> None:
    path = teacher / "unet" / "diffusion_pytorch_model.safetensors"
    save_file({name: value.half() for name, value in load_file(path).items()}, path, {"format": "pt"})
    assert {each.dtype for each in load_parts(teacher).unet.parameters()} == {torch.float32}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def drop_a_weight(path: Path) -> None:
    weights = load_file(path)
    del weights[sorted(weights)[0]]
    save_file(weights, path, {"format": "pt"})


def other_part(folder: Path, part: str, name: str) -> None:
    edit(folder / "model_index.json", **{part: ["transformers", name]})


HARMS: dict[str, tuple[Harm, str]] = {
    "no folder": (shutil.rmtree, "model_index.json is missing"),
    "no index": (lambda f: (f / "model_index.json").unlink(), "model_index.json is missing"),
    "index cut off": (lambda f: (f / "model_index.json").write_text('{"_cl'), "not JSON"),
    "index binary": (lambda f: (f / "model_index.json").write_bytes(b"\xff\xfe\x00"), "not JSON"),
    "index too deep": (lambda f: (f / "model_index.json").write_text("[" * 100_000), "not JSON"),
    "index a list": (lambda f: (f / "model_index.json").write_text("[]"), "not a JSON object"),
    "Stable Diffusion": (
        lambda f: edit(f / "model_index.json", _class_name="StableDiffusionPipeline"),
        "holds diffusers' 'StableDiffusionPipeline'; give a folder with a MusicLDMPipeline",
    ),
    "other text encoder": (lambda f: other_part(f, "text_encoder", "CLIPTextModel"), "is 'CLIPTextModel'"),
    "no vocoder in the index": (lambda f: edit(f / "model_index.json", vocoder=None), "the vocoder of the"),
    "no unet": (lambda f: shutil.rmtree(f / "unet"), "lacks unet/diffusion_pytorch_model.safetensors"),
    "no vocoder": (lambda f: shutil.rmtree(f / "vocoder"), "lacks vocoder/model.safetensors"),
    "pickled alone": (
        lambda f: (f / "vae" / "diffusion_pytorch_model.safetensors").rename(f / "vae" / "diffusion_pytorch_model.bin"),
        "lacks vae/diffusion_pytorch_model.safetensors",
    ),
    "unet config cut off": (lambda f: cut(f / "unet" / "config.json"), "the unet of the MusicLDM folder"),
    "unet cut off": (lambda f: cut(f / "unet" / "diffusion_pytorch_model.safetensors"), "the unet of the"),
    "vae empty": (lambda f: (f / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(b""), "the vae of the"),
    "unet incomplete": (lambda f: drop_a_weight(f / "unet" / "diffusion_pytorch_model.safetensors"), "missing"),
    "text encoder incomplete": (lambda f: drop_a_weight(f / "text_encoder" / "model.safetensors"), "missing"),
    "no tokenizer": (lambda f: shutil.rmtree(f / "tokenizer"), "the tokenizer of the"),
    "tokenizer without words": (lambda f: (f / "tokenizer" / "tokenizer.json").unlink(), "the tokenizer of the"),
    "no scheduler": (lambda f: shutil.rmtree(f / "scheduler"), "the scheduler of the"),
    "100 timesteps": (
        lambda f: edit(f / "scheduler" / "scheduler_config.json", num_train_timesteps=100),
        "has 100 timesteps",
    ),
    "predicts samples": (
        lambda f: edit(f / "scheduler" / "scheduler_config.json", prediction_type="sample"),
        "predicts 'sample'",
    ),
    "no signal at the end": (
        lambda f: edit(f / "scheduler" / "scheduler_config.json", rescale_betas_zero_snr=True),
        "needs v",
    ),
    "other hop": (lambda f: edit(f / "vocoder" / "config.json", sampling_rate=24_000), "sample rate is 24000"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_damaged_and_foreign_teachers_are_refused_in_one_line(harm: str, teacher: Path) -> None:
    damage, said = HARMS[harm]
    damage(teacher)
    assert_refused(lambda: load_parts(teacher), said)


def test_a_student_says_what_it_is_and_is_whole(student: Path) -> None:
    config = read_config(student)
    assert (config["format"], config["name"], config["guidance"]) == ("musicldm-student", "tiny-student", 2.0)
    assert verify_checkpoint(student).name == "tiny-student"
    assert json.loads((student / "model_index.json").read_text())["scheduler"] == ["diffusers", "LCMScheduler"]


STUDENT_HARMS: dict[str, tuple[Harm, str]] = {
    "unet cut off": (lambda f: cut(f / "unet" / "diffusion_pytorch_model.safetensors"), "does not match its SHA-256"),
    "no vae": (lambda f: shutil.rmtree(f / "vae"), "diffusion_pytorch_model.safetensors is missing"),
    "no guidance": (lambda f: edit(f / "config.json", guidance=None), "lacks entries"),
    "no parts": (lambda f: edit(f / "config.json", parts={}), "lacks entries"),
    "newer": (lambda f: edit(f / "config.json", format_version=99), "format version 99"),
    "config gone": (lambda f: (f / "config.json").unlink(), "not distilled; run: musiccm train distill --teacher"),
    "no tokenizer": (lambda f: shutil.rmtree(f / "tokenizer"), "the tokenizer of the"),
}


@pytest.mark.parametrize("harm", STUDENT_HARMS)
def test_damaged_students_are_refused_in_one_line(harm: str, student: Path) -> None:
    damage, said = STUDENT_HARMS[harm]
    damage(student)
    assert_refused(lambda: load_model(student, "cpu"), said)


def test_a_teacher_is_no_model_to_generate_with(tiny_musicldm: Path) -> None:
    with pytest.raises(CheckpointError, match="not distilled; run: musiccm train distill --teacher"):
        load_model(tiny_musicldm, "cpu")


def write_student(out: Path, teacher: Path, parts: MusicLDMParts) -> None:
    save_student(out, teacher, parts.unet, name="x", guidance=1.0, facts={"steps": 3})


def test_a_student_replaces_one_that_is_there_and_nothing_else(
    tiny_musicldm: Path, student: Path, tmp_path: Path
) -> None:
    parts = load_parts(tiny_musicldm)
    write_student(student, tiny_musicldm, parts)
    assert (read_config(student)["name"], read_config(student)["steps"]) == ("x", 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["student"]
    songs = tmp_path / "songs"
    songs.mkdir()
    (songs / "song.wav").write_bytes(b"music")
    with pytest.raises(CheckpointError, match="does not hold a student"):
        write_student(songs, tiny_musicldm, parts)
    assert (songs / "song.wav").exists()


def test_pickles_beside_the_weights_are_not_copied(teacher: Path, tmp_path: Path) -> None:
    (teacher / "vae" / "diffusion_pytorch_model.bin").write_bytes(b"pickle")
    write_student(tmp_path / "out", teacher, load_parts(teacher))
    assert not list((tmp_path / "out").rglob("*.bin"))

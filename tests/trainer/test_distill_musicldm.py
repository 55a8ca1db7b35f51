"""The paper's path: from a MusicLDM folder and a corpus to a student that both we and diffusers can run."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from diffusers import LCMScheduler, MusicLDMPipeline
from safetensors.torch import load_file

from musiccm_daw.cli.app import run as musiccm
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.musicldm.pipeline import MusicLDM
from musiccm_daw.timebase import Meter, TimeGrid
from tests.tiny_musicldm import build_musicldm
from trainer.corpus.manifest import read_manifest
from trainer.dataset.musicldm_latents import CropCorpus, cache_name, crop_starts, crops_of, load_crop_corpora, mono
from trainer.distill_musicldm import MUSICLDM, MusicLDMStage, load_teacher
from trainer.training.loop import Share
from trainer.training.runs import position_generator, read_state

CROP_SAMPLES = 32 * 640
OPTIONS = replace(MUSICLDM, steps=4, batch=2, warmup=1, log_every=2, validate_every=2, learning_rate=1e-3)
CONFIG = "steps = 4\nbatch = 2\nwarmup = 1\nlog_every = 2\nvalidate_every = 4\n"


@pytest.fixture(scope="module")
def teacher(tiny_musicldm: Path) -> MusicLDM:
    return load_teacher(tiny_musicldm, 2.0)


@pytest.fixture(scope="module")
def corpora(
    teacher: MusicLDM, tiny_corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[CropCorpus, CropCorpus]:
    return load_crop_corpora(teacher, tiny_corpus, tmp_path_factory.mktemp("crops"))


def distill(teacher: Path | str, corpus: Path, runs: Path, *more: str, config: str = CONFIG) -> int:
    runs.mkdir(exist_ok=True)
    (runs / "config.toml").write_text(config)
    arguments = ["train", "distill", "--teacher", str(teacher), "--corpus", str(corpus), "--runs", str(runs)]
    return musiccm([*arguments, "--config", str(runs / "config.toml"), *more])


@pytest.fixture(scope="module")
def student(tiny_musicldm: Path, tiny_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a student distilled from the command line."""
    runs = tmp_path_factory.mktemp("runs")
    assert distill(tiny_musicldm, tiny_corpus, runs) == 0
    return runs / "musicldm" / "student"


def test_a_student_is_distilled_and_only_its_unet_and_scheduler_are_new(student: Path, tiny_musicldm: Path) -> None:
    config = json.loads((student / "config.json").read_text())
    assert (config["guidance"], config["training_steps"], config["skip"]) == (2.0, 4, 20)
    before, after = (
        load_file(folder / "unet" / "diffusion_pytorch_model.safetensors") for folder in (tiny_musicldm, student)
    )
    assert before.keys() == after.keys()
    assert any(not torch.equal(before[name], after[name]) for name in before)
    assert all(value.isfinite().all() for value in after.values())
    for kept in (
        "vae/diffusion_pytorch_model.safetensors",
        "text_encoder/model.safetensors",
        "vocoder/model.safetensors",
    ):
        assert (student / kept).read_bytes() == (tiny_musicldm / kept).read_bytes()
    state = read_state(student.parent)
    assert state is not None
    assert all(torch.equal(state["average"][f"unet.{name}"], value) for name, value in after.items())
    entries = [json.loads(line) for line in (student.parent / "log.jsonl").read_text().splitlines()]
    assert {"loss", "held_out_loss"} <= {name for entry in entries for name in entry}


def test_the_student_makes_a_clip_of_the_exact_length(
    student: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request = ["generate", "a steady tone", "--bpm", "97.3", "--bars", "1", "--seed", "1", "--project", str(tmp_path)]
    assert musiccm([*request, "--model", str(student), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    # 4 * 60 / 97.3 * 44100 = 108777.0 samples.
    assert soundfile.info(made["files"][0]["path"]).frames == 108_777


def test_diffusers_runs_the_student_with_its_own_scheduler(student: Path) -> None:
    theirs = MusicLDMPipeline.from_pretrained(student)
    theirs.set_progress_bar_config(disable=True)
    assert type(theirs.scheduler) is LCMScheduler
    # Its own text step fails with transformers 5: the embedding is given.
    ours, _ = load_model(student, "cpu")
    embedding = ours.encode_text("a steady tone")[0][:, 0]
    audio = theirs(prompt_embeds=embedding, num_inference_steps=4, guidance_scale=1.0, audio_length_in_s=2.56).audios
    assert audio.shape == (1, 40_960)
    assert np.isfinite(audio).all()
    assert np.abs(audio).max() > 1e-4


def test_a_finished_run_gives_the_same_student_again_and_another_teacher_is_refused(
    student: Path, tiny_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], tiny_musicldm: Path
) -> None:
    runs = Path(shutil.copytree(student.parent.parent, tmp_path / "runs"))
    assert distill(tiny_musicldm, tiny_corpus, runs) == 0
    again = runs / "musicldm" / "student" / "unet" / "diffusion_pytorch_model.safetensors"
    assert again.read_bytes() == (student / "unet" / "diffusion_pytorch_model.safetensors").read_bytes()
    capsys.readouterr()
    build_musicldm(seed=1).save_pretrained(tmp_path / "other")
    assert distill(tmp_path / "other", tiny_corpus, runs) == 3
    err = capsys.readouterr().err
    assert "was begun with other options" in err.splitlines()[-1]


@pytest.mark.parametrize("adversarial", ["none", "teacher"])
def test_steps_lower_the_loss_and_leave_the_teacher_alone(
    adversarial: str, teacher: MusicLDM, corpora: tuple[CropCorpus, CropCorpus]
) -> None:
    options = replace(OPTIONS, adversarial=adversarial, adversarial_from=1, adversarial_ramp=1)
    stage = MusicLDMStage(teacher, "tiny", *corpora, options)
    frozen = {name: value.clone() for name, value in stage.teacher.state_dict().items()}
    before = stage.validate()["held_out_loss"]
    for step in range(20):
        figures = stage.learn(Share(options.seed, step, 0, 4, 4))
        stage.descend(step, 1e-3)
    assert stage.validate()["held_out_loss"] < 0.9 * before
    assert ("discriminator" in figures) == (adversarial == "teacher")
    assert all(torch.equal(value, frozen[name]) for name, value in stage.teacher.state_dict().items())
    showing = stage.show(sounds=True)
    assert showing.pictures["sample_1"].shape == (128, 128, 3)
    assert showing.sounds["sample_1"].shape == (32 * 640 * 44_100 // 16_000,)


@pytest.mark.parametrize("option", ["guidance_range = [1.0, 3.0]", "opening_share = 0.25"])
def test_options_that_a_musicldm_student_does_not_have_are_refused(
    option: str, tiny_musicldm: Path, tiny_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert distill(tiny_musicldm, tiny_corpus, tmp_path / "runs", config=f"{CONFIG}{option}\n") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("what", ["student", "stable diffusion", "half a vae", "hub id", "bundled"])
def test_anything_but_a_teacher_is_refused_in_one_line_and_nothing_is_started(
    what: str,
    tiny_musicldm: Path,
    tiny_musicldm_student: Path,
    tiny_corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    copy = Path(shutil.copytree(tiny_musicldm, tmp_path / "copy"))
    weights = copy / "vae" / "diffusion_pytorch_model.safetensors"
    folder: Path | str = copy
    match what:
        case "student":
            folder, said = tiny_musicldm_student, "a consistency student"
        case "stable diffusion":
            (copy / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
            said = "give a folder with a MusicLDMPipeline"
        case "half a vae":
            weights.write_bytes(weights.read_bytes()[:1000])
            said = "the vae of the MusicLDM folder"
        case "hub id":
            folder, said = "no-such-owner/no-such-model", "check the name and the network"
        case _:
            folder, said = "bundled", "model_index.json is missing"
    assert distill(folder, tiny_corpus, tmp_path / "runs") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert said in err
    assert not (tmp_path / "runs" / "musicldm").exists()


def test_a_corpus_without_clips_is_refused(
    tiny_musicldm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert distill(tiny_musicldm, tmp_path / "empty", tmp_path / "runs") == 2
    assert "holds no training clips" in capsys.readouterr().err


def test_a_dry_run_says_what_a_step_takes_and_keeps_nothing(
    tiny_musicldm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert distill(tiny_musicldm, tmp_path / "no corpus", tmp_path / "runs", "--dry-run") == 0
    out = capsys.readouterr().out
    for fact in ("unet", "0.1 M parameters", "GB", "s a step"):
        assert fact in out
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["config.toml"]
    assert musiccm(["train", "distill", "--dry-run"]) == 2


def test_crops_start_on_bar_lines_half_a_crop_apart() -> None:
    grid = TimeGrid(Fraction(120), Meter(), 8)
    # 8 bars of 2 s; crops of 10.24 s: the first bar line after 5.12 s is that of bar 4.
    crop = 163_840
    assert crop_starts(grid, loop=True, crop_samples=crop) == [0, 3 * 32_000, 6 * 32_000]
    assert crop_starts(grid, loop=False, crop_samples=crop) == [0]
    assert crop_starts(TimeGrid(Fraction(120), Meter(), 9), loop=False, crop_samples=crop) == [0, 3 * 32_000]
    assert crop_starts(TimeGrid(Fraction(120), Meter(), 1), loop=False, crop_samples=crop) == [0]


def test_mono_is_the_mean_of_the_channels_at_16_khz() -> None:
    time = np.arange(44_100) / 44_100
    left, right = np.sin(2 * np.pi * 1_000 * time), np.sin(2 * np.pi * 12_000 * time)
    found = mono(np.stack([left, right], axis=1).astype(np.float32), 44_100, 16_010)
    expected = 0.5 * np.sin(2 * np.pi * 1_000 * np.arange(16_000) / 16_000)
    # What lies above 8 kHz is gone, not aliased.
    assert np.abs(found[200:15_800] - expected[200:15_800]).max() < 5e-3
    assert not found[16_000:].any()


def test_loops_wrap_around_and_what_is_shorter_ends_in_silence(tiny_corpus: Path) -> None:
    loop, other = read_manifest(tiny_corpus)[:2]
    crops = crops_of(loop, tiny_corpus, 48_000)
    # The loop lasts 2 s, the crop 3: its last second is the first again.
    assert loop.loop
    assert crops.shape == (1, 48_000)
    assert torch.allclose(crops[0, 32_000:], crops[0, :16_000])
    assert crops.abs().amax().item() == pytest.approx(0.5, abs=1e-3)
    assert not other.loop
    long = crops_of(replace(other, bars=1), tiny_corpus, 48_000)[0]
    lasts = TimeGrid(Fraction(174), Meter(), 1).total_samples(16_000)
    assert long[lasts - 2_000 : lasts].any()
    assert not long[lasts:].any()


def test_batches_are_crops_with_their_captions_and_a_tenth_without(
    teacher: MusicLDM, corpora: tuple[CropCorpus, CropCorpus]
) -> None:
    training, held_out = corpora
    assert len(held_out.clips) < len(training.clips)
    batch = training.draw([position_generator(0, index) for index in range(200)])
    assert batch.x0.shape == (200, 128, 32)
    assert batch.text.shape == (200, 1, 16)
    assert 5 < int((~batch.mask).sum()) < 40
    known = teacher.embed([f"tone number {number}" for number in range(5)] + ["a steady tone with clicks"])
    nearest = (batch.text[:, 0] @ known.T).amax(dim=1)
    assert torch.allclose(nearest, torch.ones(200), atol=1e-2)
    repeated = training.draw([position_generator(0, index) for index in range(200)])
    assert torch.equal(repeated.x0, batch.x0)


def test_latents_are_made_once_and_belong_to_one_teacher(
    teacher: MusicLDM, tiny_musicldm: Path, tiny_corpus: Path, tmp_path: Path
) -> None:
    load_crop_corpora(teacher, tiny_corpus, tmp_path)
    (made,) = tmp_path.glob("*.npy")
    before = made.stat().st_mtime_ns
    load_crop_corpora(teacher, tiny_corpus, tmp_path)
    assert made.stat().st_mtime_ns == before
    build_musicldm(seed=1).save_pretrained(tmp_path / "other")
    assert cache_name(tmp_path / "other") != cache_name(tiny_musicldm)

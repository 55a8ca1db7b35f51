"""MusicLDM behind our face: it samples as diffusers does, to the number, and keeps loops, lengths and pieces whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import LCMScheduler, MusicLDMPipeline
from torch import Tensor
from transformers import SpeechT5HifiGanConfig

from musiccm_daw.errors import CheckpointError
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.musicldm import pipeline as musicldm
from musiccm_daw.model.musicldm.denoiser import folded, unfolded
from musiccm_daw.model.musicldm.mel import FLOOR, LogMel, levelled
from musiccm_daw.model.musicldm.pipeline import (
    MusicLDM,
    decode_mel,
    encode_mel,
    spread,
    vocoder_reach_frames,
)
from musiccm_daw.model.musicldm.random_weights import HIFIGAN_RATES, PUBLISHED
from musiccm_daw.model.sampler import Known, Start, consistency_timesteps, sample_consistency
from musiccm_daw.model.shared_restriction import plan_windows


@pytest.fixture(scope="module")
def model(tiny_musicldm_student: Path) -> MusicLDM:
    loaded, _ = load_model(tiny_musicldm_student, "cpu")
    assert isinstance(loaded, MusicLDM)
    return loaded


@pytest.fixture(scope="module")
def theirs(tiny_musicldm_student: Path) -> MusicLDMPipeline:
    """The same student as diffusers loads and runs it."""
    pipeline = MusicLDMPipeline.from_pretrained(tiny_musicldm_student)
    pipeline.set_progress_bar_config(disable=True)
    assert isinstance(pipeline.scheduler, LCMScheduler)
    return pipeline


def ignore(step: int, steps: int) -> None:
    del step, steps


def conditions_of(model: MusicLDM, prompt: str = "warm pads") -> Conditions:
    text, mask = model.encode_text(prompt)
    return Conditions(torch.zeros(1, 1, 1), text, mask)


def latents_of(model: MusicLDM, columns: int, seed: int = 0) -> Tensor:
    return torch.randn(1, model.denoiser.latent_channels, columns, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("steps", [1, 2, 4, 6, 8])
def test_the_timesteps_are_those_of_diffusers(theirs: MusicLDMPipeline, steps: int) -> None:
    theirs.scheduler.set_timesteps(steps)
    assert consistency_timesteps(steps) == theirs.scheduler.timesteps.tolist()


@pytest.mark.parametrize("steps", [1, 4])
def test_sampling_equals_that_of_diffusers_on_the_same_noise(
    model: MusicLDM, theirs: MusicLDMPipeline, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shape = (1, 8, model.window_columns, 16)
    drawn = [torch.randn(shape, generator=torch.Generator().manual_seed(seed)) for seed in range(steps)]
    conditions = conditions_of(model)

    queue = iter(drawn[1:])
    monkeypatch.setattr("diffusers.schedulers.scheduling_lcm.randn_tensor", lambda *_, **__: next(queue))
    expected = theirs(
        prompt_embeds=conditions.text[:, 0],
        guidance_scale=1.0,
        num_inference_steps=steps,
        latents=drawn[0],
        output_type="latent",
    ).audios

    ours = iter(folded(noise) for noise in drawn[1:])
    monkeypatch.setattr("musiccm_daw.model.sampler.unit_noise", lambda *_: next(ours))
    with torch.inference_mode():
        found = sample_consistency(
            model.consistency(conditions),
            folded(drawn[0]),
            steps=steps,
            generator=torch.Generator(),
            on_step=ignore,
            schedule=model.denoiser.schedule,
        )
    scale = expected.abs().max()
    assert scale > 1
    assert torch.allclose(unfolded(found, 8) / scale, expected / scale, atol=1e-5)


def test_audio_equals_that_of_diffusers_on_the_same_latents(model: MusicLDM, theirs: MusicLDMPipeline) -> None:
    latents = latents_of(model, model.window_columns)
    with torch.inference_mode():
        mel = theirs.vae.decode(unfolded(latents, 8) / theirs.vae.config.scaling_factor).sample
        expected = theirs.mel_spectrogram_to_waveform(mel)[0]
    rows = model.decode(latents, circular=False)
    samples = 640 * model.window_columns
    audio = model.vocode(rows, samples, circular=False)
    assert audio.shape == (2, samples)
    assert torch.equal(audio[0], audio[1])
    assert expected.abs().max() > 1e-3
    assert torch.allclose(audio[0], expected[:samples], atol=1e-6)


def test_text_is_one_embedding_of_unit_length_whatever_it_is_padded_to(model: MusicLDM) -> None:
    text, mask = model.encode_text("dusty lo-fi keys")
    assert text.shape == (1, 1, 16)
    assert mask.all()
    assert text.norm().item() == pytest.approx(1, abs=1e-5)
    beside = model.embed(["dusty lo-fi keys", "a much longer prompt that the other one is padded to " * 20])
    assert torch.allclose(beside[:1], text[:, 0], atol=1e-5)
    assert not torch.allclose(model.encode_text("drums")[0], text, atol=1e-3)


def test_what_is_beyond_its_tokens_is_known(model: MusicLDM) -> None:
    assert model.unread("dusty lo-fi keys") == ""
    assert model.unread("a" * 1000).count("a") >= 1000 - 512
    assert torch.equal(model.encode_text("a" * 1000)[0], model.encode_text("a" * 1000 + "b")[0])


def test_no_words_are_the_empty_text(model: MusicLDM) -> None:
    x, timesteps = latents_of(model, 32), torch.tensor([499])
    conditions, empty = conditions_of(model), conditions_of(model, "")
    with torch.inference_mode():
        masked = model.denoiser(x, timesteps, conditions.columns, conditions.text, torch.zeros(1, 1, dtype=torch.bool))
        assert torch.equal(masked, model.denoiser(x, timesteps, empty.columns, empty.text, empty.mask))
        assert not torch.equal(
            masked, model.denoiser(x, timesteps, conditions.columns, conditions.text, conditions.mask)
        )


def test_guidance_moves_away_from_the_empty_text_and_its_own_scale_changes_nothing(
    model: MusicLDM, float32: None
) -> None:
    plan = plan_windows(32, window=32, stride=16, circular=False)

    def sample(scale: float | None) -> Tensor:
        conditions = conditions_of(model)
        stronger = None if scale is None else Guidance(scale, conditions_of(model, ""))
        generator = torch.Generator().manual_seed(3)
        return model.sample(conditions, plan, steps=2, generator=generator, on_step=ignore, stronger=stronger)

    plain = sample(None)
    assert torch.allclose(sample(model.guidance), plain, rtol=1e-5, atol=1e-5 * plain.abs().max().item())
    assert not torch.allclose(sample(9.0), plain, rtol=1e-2, atol=1e-2 * plain.abs().max().item())


def test_more_windows_than_fit_into_one_pass_are_predicted_alike(
    model: MusicLDM, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = torch.cat([latents_of(model, 32, seed) for seed in range(5)])
    predict = model.consistency(conditions_of(model))
    with torch.inference_mode():
        whole = predict(windows, 499)
        monkeypatch.setattr(musicldm, "WINDOWS_AT_ONCE", 2)
        assert torch.allclose(predict(windows, 499), whole, atol=1e-4)


@pytest.mark.parametrize("samples", [48_000, 47_100, 44_801, 33_000])
def test_vocoding_in_pieces_equals_vocoding_whole(
    model: MusicLDM, monkeypatch: pytest.MonkeyPatch, samples: int
) -> None:
    rows = torch.randn(64, 300, generator=torch.Generator().manual_seed(0))
    whole = model.vocode(rows, samples, circular=False)
    monkeypatch.setattr(musicldm, "VOCODED_FRAMES", 70)
    assert torch.allclose(model.vocode(rows, samples, circular=False), whole, atol=1e-6)
    # What each piece carries of its neighbours is what they sound like, and silence beyond the ends.
    margin, position = 512, 0
    padded = torch.nn.functional.pad(whole, (margin, margin))
    pieces = model.vocoding(lambda block: rows[:, block.start : block.stop], 75, samples, circular=False, margin=margin)
    for piece in pieces:
        assert torch.allclose(piece, padded[:, position : position + piece.shape[1]], atol=1e-6)
        position += piece.shape[1] - 2 * margin
    assert position == samples


def test_a_loop_carries_its_other_end(model: MusicLDM) -> None:
    rows = model.decode(latents_of(model, 20), circular=True)
    period = model.vocode(rows, 12_700, circular=True)
    decoding = model.decoding(latents_of(model, 20), circular=True)
    (piece,) = model.vocoding(decoding, 20, 12_700, circular=True, margin=512)
    assert torch.equal(piece, torch.cat([period[:, -512:], period, period[:, :512]], dim=1))


@pytest.mark.parametrize("columns", [20, 50])
def test_a_turned_loop_is_the_same_loop(model: MusicLDM, columns: int) -> None:
    latents = latents_of(model, columns)
    samples, turn = columns * 640, columns // 2
    rows = model.decode(latents, circular=True)
    audio = model.vocode(rows, samples, circular=True)
    turned = model.vocode(rows.roll(4 * turn, -1), samples, circular=True)
    assert torch.allclose(turned, audio.roll(640 * turn, -1), atol=1e-5 * audio.abs().max().item() + 1e-6)


def test_a_loop_is_spread_to_the_exact_sample(model: MusicLDM) -> None:
    rows = model.decode(latents_of(model, 21), circular=True)
    for samples in (13_001, 13_440, 13_999):
        audio = model.vocode(rows, samples, circular=True)
        assert audio.shape == (2, samples)
        assert audio.isfinite().all()


def test_spreading_goes_around_the_loop() -> None:
    turns = torch.arange(40) / 40
    wave = torch.sin(2 * torch.pi * turns)[None]
    spread_wave = spread(wave, 44)
    assert torch.allclose(spread_wave, torch.sin(2 * torch.pi * torch.arange(44) / 44)[None], atol=5e-3)
    assert spread(wave, 40) is wave


def test_long_latents_are_decoded_in_windows_that_are_decoded_as_alone(model: MusicLDM) -> None:
    latents = latents_of(model, 80)
    rows = model.decode(latents, circular=False)
    assert rows.shape == (64, 320)
    # The first eighth of a window is the first window's alone, but for the fade.
    first = decode_mel(model.vae, latents[..., : model.window_columns])[0].T
    assert torch.allclose(rows[:, :16], first[:, :16], atol=1e-4)


def test_the_mel_is_that_of_librosa(model: MusicLDM) -> None:
    time = np.arange(20_480) / 16_000
    audio = (0.3 * np.sin(2 * np.pi * 440 * time) + 0.1 * np.sin(2 * np.pi * 3_000 * time)).astype(np.float32)
    # librosa 0.11: feature.melspectrogram(y, sr=16000, n_fft=1024, hop_length=160, n_mels=64, fmin=0, fmax=8000,
    # power=1, pad_mode="reflect") at frames 0 and 60, by row.
    expected = {
        0: (0.234295, 2.26891e-05),
        10: (0.740356, 0.0180876),
        11: (0.376678, 0.00221409),
        12: (0.248891, 0.000731826),
        41: (0.0443594, FLOOR),
    }
    found = LogMel()(torch.from_numpy(audio)[None])
    assert found.shape == (1, 128, 64)
    for row, levels in expected.items():
        assert found[0, [0, 60], row].exp().tolist() == pytest.approx(levels, rel=1e-3)
    with torch.inference_mode():
        latents = encode_mel(model.vae, found, torch.Generator().manual_seed(0))
    assert latents.shape == (1, 128, 32)


def test_levelled_audio_has_no_offset_and_its_peak_at_a_half() -> None:
    audio = torch.randn(2, 1000, generator=torch.Generator().manual_seed(0)) * torch.tensor([[0.001], [3.0]]) + 0.2
    found = levelled(audio)
    assert torch.allclose(found.abs().amax(-1), torch.tensor([0.5, 0.5]), atol=1e-3)
    assert found.mean(-1).abs().max() < 1e-5
    assert levelled(torch.zeros(1, 10)).abs().max() == 0


def test_the_published_vocoder_reaches_25_frames() -> None:
    assert vocoder_reach_frames(SpeechT5HifiGanConfig(**HIFIGAN_RATES, **PUBLISHED.vocoder)) == 25


def test_a_student_neither_edits_clips_nor_has_a_teacher(model: MusicLDM) -> None:
    plan = plan_windows(32, window=32, stride=16, circular=False)
    latents, conditions = latents_of(model, 32), conditions_of(model)
    asked = {"steps": 1, "generator": torch.Generator(), "on_step": ignore}
    assert not model.edits_clips
    with pytest.raises(CheckpointError, match="cannot edit a clip; use the bundled model"):
        model.encode(torch.zeros(2, 100), 1, circular=False)
    for part in ({"known": Known(latents, torch.ones(32, dtype=torch.bool))}, {"start": Start(latents, 0.5)}):
        with pytest.raises(CheckpointError, match="cannot edit a clip; use the bundled model"):
            model.sample(conditions, plan, **asked, **part)
    with pytest.raises(CheckpointError, match="no teacher"):
        model.sample_teacher(conditions, plan, **asked, guidance=Guidance(1.0, conditions))

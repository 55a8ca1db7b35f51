"""Training the vocoder: losses that vanish for the truth alone, a run that resumes, figures with known answers."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from musiccm_daw.errors import ModelError
from musiccm_daw.model.mel import SAMPLE_RATE, MelFrontEnd
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim
from musiccm_daw.model.vocoders.neural import VocoderConfig
from trainer.corpus.manifest import ClipLabel, write_shard_manifest
from trainer.evaluation.vocoder_comparison import compare_vocoders, comparison_lines, sine_error_cents
from trainer.losses.vocoder_discriminator import VocoderDiscriminator, deception_loss, discriminator_loss, feature_loss
from trainer.training.loop import Share
from trainer.training.runs import Run
from trainer.training.states import load_vocoder, stage_state
from trainer.vocoder import VocoderTraining, draw_audio, resolution_loss, rows_loss, train_vocoder

TINY = VocoderConfig(width=8, hidden=16, blocks=1)
OPTIONS = VocoderTraining(steps=3, batch=2, segment_samples=8_192, adversarial_from=2, warmup=1, log_every=1)


def label(name: str, split: str, samples: int) -> ClipLabel:
    """Return the label of a bar at 120 bpm, of which only the audio matters here."""
    return ClipLabel(
        id=name, file=f"shard-00000/{name}.flac", song_seed=1, split=split, samples=samples, bpm="120", meter="4/4",
        bars=1, key="none", chords=(), style="test", role="drums", stems=("drums",), instruments=(), density=1.0,
        effects=(), swing=0.0, energy=(1.0,), loop=True, captions=(), onsets_seconds=(), licence="CC0-1.0",
        peak_db=-6.0, rms_db=-20.0, sha256="",
    )  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a corpus of two clips of decaying bursts, one of them held out."""
    shard = tmp_path / "corpus" / "shard-00000"
    shard.mkdir(parents=True)
    samples = 2 * SAMPLE_RATE
    rng = np.random.default_rng(1)
    beat = np.exp(-np.arange(samples // 4) / 3_000) * rng.uniform(-0.5, 0.5, samples // 4)
    for name in ("a", "b"):
        soundfile.write(shard / f"{name}.flac", np.stack([np.tile(beat, 4)] * 2, axis=1), SAMPLE_RATE)
    write_shard_manifest(shard, [label("a", "train", samples), label("b", "held-out", samples)])
    return tmp_path / "corpus"


def test_stretches_are_a_function_of_seed_and_step(corpus: Path) -> None:
    labels = [label("a", "train", 2 * SAMPLE_RATE)]
    audio, frames = draw_audio(corpus, labels, OPTIONS.segment_samples, Share(4, 5, 0, 2, 2))
    again, frames_again = draw_audio(corpus, labels, OPTIONS.segment_samples, Share(4, 5, 0, 2, 2))
    other, _ = draw_audio(corpus, labels, OPTIONS.segment_samples, Share(4, 6, 0, 2, 2))
    assert audio.shape == (2, 2, 8_192)
    assert torch.equal(audio, again)
    assert frames == frames_again
    assert not torch.equal(audio, other)
    assert 8_192 / 612 - 1 <= frames <= 8_192 / 306 + 1


def test_spectral_losses_vanish_for_the_truth_alone() -> None:
    torch.manual_seed(0)
    audio = 0.1 * torch.randn(1, 2, 16_384)
    front_end = MelFrontEnd()
    rows = front_end(audio, 40)
    mid = audio.mean(dim=1)
    # Both have a floor of -60 dB, so that halving costs a little less than log 2.
    assert float(resolution_loss(audio[:, 0], audio[:, 0])) == 0.0
    assert float(rows_loss(mid, rows, front_end)) < 1e-5
    assert float(resolution_loss(0.5 * audio[:, 0], audio[:, 0])) == pytest.approx(np.log(2), rel=0.2)
    # 6 dB are 0.15 of a row's unit of 40 dB.
    assert float(rows_loss(0.5 * mid, rows, front_end)) == pytest.approx(6.02 / 40, rel=0.1)


def test_the_discriminators_learn_to_distinguish_two_sounds() -> None:
    torch.manual_seed(0)
    discriminator = VocoderDiscriminator()
    real, made = 0.1 * torch.randn(2, 8_192), 0.1 * torch.sin(torch.arange(8_192) * 0.1).repeat(2, 1)
    optimizer = torch.optim.AdamW(discriminator.parameters(), lr=2e-3)
    first = last = discriminator_loss(discriminator(real), discriminator(made))
    for _ in range(20):
        optimizer.zero_grad()
        last.backward()
        optimizer.step()
        last = discriminator_loss(discriminator(real), discriminator(made))
    assert last.item() < 0.5 * first.item()
    with torch.inference_mode():
        assert deception_loss(discriminator(made)) > deception_loss(discriminator(real))
        assert feature_loss(discriminator(real), discriminator(real)).item() == 0.0


def test_a_stopped_run_resumes_where_it_was(corpus: Path, tmp_path: Path) -> None:
    def say(line: str) -> None:
        lines.append(line)

    lines: list[str] = []
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    train_vocoder(corpus, Run(whole, None, say), options=OPTIONS, config=TINY)
    assert stage_state(whole)["step"] == 3
    assert sum("· loss" in line for line in lines) == 3
    # However short the time, one step is made.
    train_vocoder(corpus, Run(parts, 0.0, say), options=OPTIONS, config=TINY)
    assert stage_state(parts)["step"] == 1
    train_vocoder(corpus, Run(parts, None, say), options=OPTIONS, config=TINY)
    for key, value in load_vocoder(whole).state_dict().items():
        assert torch.allclose(value, load_vocoder(parts).state_dict()[key], atol=1e-6)


def test_a_corpus_without_clips_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="train corpus"):
        train_vocoder(tmp_path, Run(tmp_path / "run", None, print), options=OPTIONS, config=TINY)
    with pytest.raises(ModelError, match="held-out"):
        compare_vocoders(tmp_path, {"Griffin-Lim": GriffinLim()}, clips=1)


def test_vocoders_are_compared_on_the_same_clips(corpus: Path) -> None:
    figures = compare_vocoders(corpus, {"six": GriffinLim(), "none": GriffinLim((0, 0))}, clips=1)
    assert figures["six"].rows_error_db < figures["none"].rows_error_db
    assert figures["six"].pitch_error_cents < 6
    lines = comparison_lines(figures)
    assert len(lines) == 4
    assert all(line.count("|") == 7 for line in lines)


def test_a_sine_that_is_off_pitch_is_detected() -> None:
    class Detuned(torch.nn.Module):
        def forward(self, rows: torch.Tensor, samples: int, circular: bool) -> torch.Tensor:
            cycles = round(440 * samples / SAMPLE_RATE) * 2 ** (10 / 1200)
            return torch.sin(torch.arange(samples) * (2 * np.pi * cycles / samples)).repeat(2, 1)

    assert sine_error_cents(Detuned(), 440.0) == pytest.approx(10, abs=0.3)

"""The neural vocoder: what it starts as, where its influence ends, and that loops and checkpoints hold it."""

import math
from pathlib import Path

import pytest
import torch

from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
from musiccm_daw.model.checkpoint import load_part, save_checkpoint, verify_checkpoint
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.mel import ROWS, SAMPLE_RATE, MelFrontEnd
from musiccm_daw.model.vocoders.band_synthesis import Strip
from musiccm_daw.model.vocoders.block_threads import SideBySide
from musiccm_daw.model.vocoders.block_vocoder import BlockVocoder
from musiccm_daw.model.vocoders.neural import BINS, Vocoder, VocoderConfig

SMALL = VocoderConfig(width=16, hidden=32, blocks=2)
SAMPLES, FRAMES = SAMPLE_RATE, 100


def small_vocoder(untrained: bool = False) -> Vocoder:
    """A small network; unless untrained, with heads that change phases and levels."""
    torch.manual_seed(0)
    vocoder = Vocoder(SMALL).eval()
    if not untrained:
        torch.nn.init.normal_(vocoder.heads.weight, std=0.05)
    return vocoder.requires_grad_(False)


class FirstPhases(BlockVocoder):
    """Magnitudes and first phases as they are."""

    def spectra(self, strip: Strip, side_by_side: SideBySide) -> list[torch.Tensor]:
        return [magnitude * phasor for magnitude, phasor in zip(strip.magnitudes, strip.phasors, strict=True)]


def rows_of_a_tone(circular: bool) -> torch.Tensor:
    wave = 0.3 * torch.sin(torch.arange(SAMPLES) * (2 * math.pi * 220 / SAMPLES))
    rows: torch.Tensor = MelFrontEnd()(torch.stack([wave, 0.5 * wave])[None], FRAMES, circular)[0]
    return rows


def test_the_network_fits_the_bundle() -> None:
    assert sum(parameter.numel() for parameter in Vocoder(VocoderConfig()).parameters()) <= 3_500_000


@pytest.mark.parametrize("circular", [False, True])
def test_an_untrained_network_changes_nothing(circular: bool, precision: str) -> None:
    rows = rows_of_a_tone(circular)
    vocoder = small_vocoder(untrained=True)
    audio = vocoder(rows, SAMPLES, circular)
    expected = FirstPhases(vocoder.halo_frames, vocoder.every)(rows, SAMPLES, circular)
    assert audio.shape == (2, SAMPLES)
    assert torch.allclose(audio, expected, atol=1e-4)


def test_factors_do_not_feel_what_is_beyond_the_receptive_frames() -> None:
    vocoder = small_vocoder()
    features = torch.randn(1, ROWS + 2 * BINS + 1, 60)
    changed = features.clone()
    changed[..., 20 + SMALL.receptive_frames :] += 1.0
    assert torch.equal(vocoder.factors(changed)[..., :20], vocoder.factors(features)[..., :20])
    assert not torch.equal(vocoder.factors(changed)[..., 20], vocoder.factors(features)[..., 20])


def test_a_loop_sees_its_other_end() -> None:
    vocoder = small_vocoder()
    rows = rows_of_a_tone(circular=True)
    audio = vocoder(rows, SAMPLES, circular=True)[0]
    bend = (torch.cat([audio[1:], audio[:1]]) - 2 * audio + torch.cat([audio[-1:], audio[:-1]])).abs()
    assert float(bend[-1]) <= float(bend.max())
    assert torch.equal(audio, vocoder(rows, SAMPLES, circular=True)[0])


def test_factors_turn_phases_and_change_levels_within_bounds() -> None:
    vocoder = small_vocoder()
    torch.nn.init.normal_(vocoder.heads.weight, std=10.0)
    gain = vocoder.factors(torch.randn(1, ROWS + 2 * BINS + 1, 20)).abs()
    assert float(gain.max()) <= math.exp(1.5) * 1.001
    assert float(gain.min()) >= math.exp(-1.5) * 0.999


def test_silence_stays_silent() -> None:
    rows = MelFrontEnd()(torch.zeros(1, 2, SAMPLES), FRAMES)[0]
    assert float(small_vocoder()(rows, SAMPLES, circular=False).abs().max()) < 1e-4


def test_a_checkpoint_holds_the_vocoder(tmp_path: Path, float32: None) -> None:
    vocoder = small_vocoder()
    save_checkpoint(
        tmp_path,
        "small",
        autoencoder=Autoencoder(AutoencoderConfig(frame_width=16, half_width=16, column_width=16)),
        student=Denoiser(DenoiserConfig(width=32, blocks=1, heads=2)),
        teacher=None,
        vocoder=vocoder,
        facts={"guidance": 1.0},
    )
    verify_checkpoint(tmp_path)
    loaded = load_part(tmp_path, "vocoder")
    assert isinstance(loaded, Vocoder)
    rows = rows_of_a_tone(circular=False)
    # Weights are kept in half precision.
    difference = loaded(rows, SAMPLES, circular=False) - vocoder(rows, SAMPLES, circular=False)
    assert float(difference.abs().max()) < 1e-3

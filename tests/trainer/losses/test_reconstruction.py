"""The autoencoder's loss: each term responds to what it is for, and not to what the others are for."""

import math

import pytest
import torch

from musiccm_daw.model.mel import LOW_BAND, MEL_ROWS, ROWS
from trainer.losses.reconstruction import (
    FLUX_WEIGHT,
    LOG_FLUX_WEIGHT,
    QUIET_FLUX,
    ReconstructionOptions,
    attack_loss,
    banded,
    harmony_loss,
    level_loss,
    pooled,
    power_loss,
    reconstruction_loss,
)

FRAMES = 64
OPTIONS = ReconstructionOptions()


def silence() -> torch.Tensor:
    """Return rows (1, MEL_ROWS, T) at the floor."""
    return torch.full((1, MEL_ROWS, FRAMES), -1.0)


def sine(bin_: int, *, start: int = 0, level: float = 0.8) -> torch.Tensor:
    """Return rows with one low bin that sounds from frame `start` on."""
    rows = silence()
    rows[:, bin_, start:] = level
    return rows


def test_perfect_rows_cost_nothing() -> None:
    rows = torch.rand(2, ROWS, FRAMES) * 2 - 1
    assert reconstruction_loss(rows, rows, OPTIONS).item() == pytest.approx(0.0, abs=1e-6)


def test_averages_are_averages_of_power() -> None:
    # 0 dB (row 1) in one of two frames is half the power: -3.01 dB, and a unit of a row is 40 dB.
    rows = torch.stack([torch.full((1, MEL_ROWS), 1.0), torch.full((1, MEL_ROWS), -1.0)], dim=-1)
    assert pooled(rows, 2).mean().item() == pytest.approx(1 - 3.0103 / 40, abs=1e-3)
    # One bin of the eight of a band: -9.03 dB.
    assert banded(sine(8, level=1.0))[0, 1, 0].item() == pytest.approx(1 - 9.0309 / 40, abs=1e-3)
    assert banded(silence()).shape == (1, 56, FRAMES)


def test_a_note_at_another_pitch_is_wrong_by_twice_its_amplitude() -> None:
    same, moved = harmony_loss(sine(40), sine(40)), harmony_loss(sine(42), sine(40))
    assert same.item() == pytest.approx(0.0, abs=1e-6)
    # 251 bins, those at the floor, and the hundredth of full scale are in the denominator.
    amplitude = 10 ** ((0.8 - 1) * 2)
    assert moved.item() == pytest.approx(2 * amplitude / (amplitude + 250 * 1e-4 + 1e-2), rel=1e-3)


def test_harmony_weighs_the_loudest_partial_not_the_quiet_rest() -> None:
    truth = sine(40)
    quiet = truth.clone()
    quiet[:, 100:150] = -0.5  # 50 bins of noise, 52 dB under the partial
    assert harmony_loss(quiet, truth) < 0.2
    assert harmony_loss(silence(), truth) > 0.9


def test_chords_below_and_above_the_pitched_bins_do_not_count() -> None:
    assert harmony_loss(sine(3), silence()) < 1e-3
    assert harmony_loss(sine(LOW_BAND.rows), silence()) < 1e-3
    assert harmony_loss(silence(), sine(round(2_637 / LOW_BAND.bin_hz))) > 0.9  # E7


def test_a_late_attack_costs_by_its_delay_in_a_quiet_band_too() -> None:
    truth = sine(60, start=32, level=-0.5)
    losses = [attack_loss(sine(60, start=32 + late, level=-0.5), truth).item() for late in (0, 1, 4)]
    assert losses[0] == 0.0
    assert losses[0] < losses[1] < losses[2]
    # The term for levels hardly responds to a sound at -60 dB.
    assert level_loss(sine(60, start=36, level=-0.5), truth, OPTIONS).item() < 0.2 * losses[2]


def test_an_attack_in_another_bin_of_the_same_band_is_the_same_attack() -> None:
    truth, other = sine(64, start=32), sine(66, start=32)
    assert attack_loss(other, truth).item() == pytest.approx(0.0, abs=1e-5)
    assert level_loss(other, truth, OPTIONS) > 0


def test_a_band_that_lacks_power_costs_by_how_much_it_lacks() -> None:
    truth = sine(150)
    # Half of the amplitude is 6.02 dB, and a unit of a row is 40 dB; silent bands have no weight.
    assert power_loss(sine(150, level=0.8 - 6.0206 / 40), truth).item() == pytest.approx(6.0206 / 40, rel=1e-3)
    assert power_loss(silence(), truth).item() > 1.0


def test_where_in_a_half_octave_the_power_lies_does_not_matter_to_it() -> None:
    truth = sine(150)
    smeared = silence()
    smeared[:, 149:151] = 0.8 - 3.0103 / 40
    assert power_loss(smeared, truth).item() == pytest.approx(0.0, abs=1e-3)
    assert power_loss(sine(100), truth).item() > 0.5
    # The levels' median: half of the frames silent, the other half too loud for the mean of levels to show it.
    assert power_loss(sine(150, start=FRAMES // 2), truth).item() > 3 / 40


def test_an_attack_that_is_spread_over_two_frames_costs_its_missing_flux() -> None:
    truth = torch.full((1, MEL_ROWS, FRAMES), -0.5)
    truth[:, :, 32:] = 0.5
    spread = truth.clone()
    spread[:, :, 31] = 0.0
    # Levels are wrong by half a unit in one frame; each band's rise, and so the flux, in two.
    none, half, whole = (math.log1p(rise / QUIET_FLUX) for rise in (0.0, 0.5, 1.0))
    louder = (half - none) + (whole - half)
    expected = 0.5 * 0.5 / FRAMES + ((1 + FLUX_WEIGHT) * 2 * 0.5 + LOG_FLUX_WEIGHT * louder) / (FRAMES - 1)
    assert attack_loss(spread, truth).item() == pytest.approx(expected, rel=1e-3)


def test_every_term_has_gradients_at_silence() -> None:
    decoded = torch.full((1, ROWS, FRAMES), -1.0, requires_grad=True)
    reconstruction_loss(decoded, torch.rand(1, ROWS, FRAMES), OPTIONS).backward()
    assert decoded.grad is not None
    assert torch.isfinite(decoded.grad).all()
    assert decoded.grad.abs().sum() > 0

"""Rows of several sounds added: beside the rows of the audio that is their sum."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from musiccm_daw.model.mel import MEL_ROWS, ROW_DB, STEREO_ROWS, MelFrontEnd
from musiccm_daw.model.row_mixing import Placement, mix_rows, rows_between

SAMPLES, FRAMES = 44_100, 86


def noise(seed: int, low_hz: float, high_hz: float, left: float, right: float) -> Tensor:
    """Stereo noise (2, S) of one band, panned."""
    spectrum = torch.fft.rfft(torch.randn(SAMPLES, generator=torch.Generator().manual_seed(seed)))
    frequencies = torch.arange(len(spectrum)) * 44_100 / SAMPLES
    spectrum[(frequencies < low_hz) | (frequencies > high_hz)] = 0
    mono = torch.fft.irfft(spectrum, n=SAMPLES)
    return 0.1 * mono / mono.square().mean().sqrt() * torch.tensor([[left], [right]])


def rows(audio: Tensor) -> Tensor:
    return MelFrontEnd()(audio[None], FRAMES)[0]


def levels_db(found: Tensor) -> Tensor:
    """Mean level of every mel row, in dB."""
    return ROW_DB * (found[:MEL_ROWS].mean(dim=1) - 1)


def test_the_sum_of_rows_is_the_rows_of_the_sum() -> None:
    low, high = noise(1, 100, 2_000, 1.0, 0.4), noise(2, 800, 12_000, 0.3, 1.0)
    mixed, true = mix_rows([rows(low), rows(high)], [Placement(), Placement()]), rows(low + high)
    audible = levels_db(true) > -60
    assert (levels_db(mixed) - levels_db(true))[audible].abs().mean() < 1.0
    pan, true_pan = (each[MEL_ROWS : MEL_ROWS + STEREO_ROWS].mean(dim=1) for each in (mixed, true))
    assert (pan - true_pan).abs().mean() < 0.08
    # Each of the two alone is panned otherwise than the mix.
    assert (rows(low)[MEL_ROWS : MEL_ROWS + STEREO_ROWS].mean(dim=1) - true_pan).abs().mean() > 0.2


@pytest.mark.parametrize("gain_db", [-12.0, 0.0, 6.0])
def test_a_gain_moves_all_levels_alike(gain_db: float) -> None:
    sound = rows(noise(3, 200, 8_000, 1.0, 1.0))
    louder = mix_rows([sound], [Placement(gain=10 ** (gain_db / 20))])
    # Rows near the floor have less than nothing to lose.
    audible = levels_db(sound) > -50
    moved = (levels_db(louder) - levels_db(sound))[audible]
    assert audible.sum() > 100
    assert (moved - gain_db).abs().mean() < 0.05


@pytest.mark.parametrize("pan", [-1.0, -0.4, 0.0, 0.7, 1.0])
def test_a_balance_pans_as_it_does_audio(pan: float) -> None:
    audio = noise(4, 200, 8_000, 1.0, 0.8)
    balance = torch.tensor([[min(1.0, 1.0 - pan)], [min(1.0, 1.0 + pan)]])
    found, true = mix_rows([rows(audio)], [Placement(pan=pan)]), rows(audio * balance)
    audible = levels_db(true) > -50
    assert (levels_db(found) - levels_db(true))[audible].abs().mean() < 0.1
    spans = slice(MEL_ROWS, MEL_ROWS + STEREO_ROWS)
    # Bands beside the noise hold its window's leakage alone.
    inside = true[spans].mean(dim=1).abs() > 0.5 * true[spans].mean(dim=1).abs().max()
    error = (found[spans] - true[spans]).mean(dim=1)[inside]
    assert error.abs().mean() < 0.05


def test_silence_adds_nothing() -> None:
    sound, silence = rows(noise(5, 200, 8_000, 1.0, 0.5)), rows(torch.zeros(2, SAMPLES))
    assert torch.allclose(
        mix_rows([sound, silence], [Placement(), Placement()]), mix_rows([sound], [Placement()]), atol=1e-3
    )


def test_between_two_frames_lies_the_mean_of_their_powers() -> None:
    rows = 2 * torch.rand(MEL_ROWS + 2 * STEREO_ROWS, 9, generator=torch.Generator().manual_seed(1)) - 1
    assert torch.equal(rows_between(rows, torch.arange(9.0)), rows)
    places = torch.tensor([2.25, 7.5])
    found = rows_between(rows, places)
    for number, place in enumerate(places.tolist()):
        share, first = place % 1, int(place)
        power = [10 ** ((rows[:MEL_ROWS, at] - 1) * ROW_DB / 10) for at in (first, first + 1)]
        level = ((1 - share) * power[0] + share * power[1]).log10() * 10 / ROW_DB + 1
        assert torch.allclose(found[:MEL_ROWS, number], level, atol=1e-5)
        stereo = (1 - share) * rows[MEL_ROWS:, first] + share * rows[MEL_ROWS:, first + 1]
        assert torch.allclose(found[MEL_ROWS:, number], stereo, atol=1e-6)

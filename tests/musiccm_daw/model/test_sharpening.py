"""Sharpening: what is held stays, what rises rises more, and pieces join."""

from __future__ import annotations

import torch

from musiccm_daw.model.mel import ROWS
from musiccm_daw.model.sharpening import SHARPENED_ROWS, SHARPENING, sharpened


def test_what_is_held_stays_to_the_ends() -> None:
    rows = torch.linspace(-1, 1, ROWS)[:, None].expand(-1, 40)
    assert torch.allclose(sharpened(rows), rows, atol=1e-6)


def test_a_step_is_steeper_and_no_louder() -> None:
    rows = torch.zeros(ROWS, 40)
    rows[:, 20:] = 0.5
    levels = sharpened(rows)[SHARPENED_ROWS]
    assert torch.allclose(levels[:, 20] - levels[:, 19], torch.tensor(0.5 + 0.5 * sum(SHARPENING)))
    assert float(levels.max()) == 0.5


def test_a_weak_rise_between_louder_frames_stands_out() -> None:
    rows = torch.zeros(ROWS, 40)
    rows[:, 22:] = -1.0
    rows[:, 24] = -0.9
    levels = sharpened(rows)[SHARPENED_ROWS]
    assert float((levels[:, 24] - levels[:, 23]).min()) > 1.2 * 0.1


def test_other_rows_stay() -> None:
    torch.manual_seed(0)
    rows = torch.randn(ROWS, 40)
    changed = (sharpened(rows) != rows).any(dim=1)
    assert changed.nonzero().flatten().tolist() == list(range(ROWS))[SHARPENED_ROWS]


def test_pieces_join_to_the_whole() -> None:
    torch.manual_seed(0)
    rows = torch.randn(ROWS, 60)
    reach = len(SHARPENING)
    left, right = sharpened(rows[:, : 30 + reach])[:, :30], sharpened(rows[:, 30 - reach :])[:, reach:]
    assert torch.allclose(torch.cat([left, right], dim=1), sharpened(rows), atol=1e-5)

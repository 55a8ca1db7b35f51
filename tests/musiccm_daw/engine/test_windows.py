"""Windows: on bar lines, over every column, overlapping their neighbours."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.engine.windows import WINDOW_COLUMNS, fixed_rate_plan, window_plan
from musiccm_daw.timebase import COLUMNS_PER_TOKEN, Meter, TimeGrid, round_half_up
from tests.musiccm_daw.engine.grids import grids


@settings(max_examples=50)
@given(grids, st.booleans())
def test_every_column_lies_under_a_window(grid: TimeGrid, loop: bool) -> None:
    plan = window_plan(grid, loop=loop)
    assert plan.length == grid.total_columns
    assert set(plan.positions().flatten().tolist()) == set(range(grid.total_columns))


@settings(max_examples=50)
@given(grids, st.booleans())
def test_windows_are_whole_bars_where_two_bars_fit_and_whole_tokens_elsewhere(grid: TimeGrid, loop: bool) -> None:
    plan = window_plan(grid, loop=loop)
    unit = grid.columns_per_bar if 2 * grid.columns_per_bar <= WINDOW_COLUMNS else COLUMNS_PER_TOKEN
    assert plan.window <= WINDOW_COLUMNS
    assert plan.window % unit == 0
    assert all(start % unit == 0 for start in plan.starts)


@settings(max_examples=50)
@given(grids)
def test_neighbouring_windows_overlap(grid: TimeGrid) -> None:
    plan = window_plan(grid, loop=False)
    gaps = [later - earlier for earlier, later in zip(plan.starts, plan.starts[1:], strict=False)]
    assert all(0 < gap < plan.window for gap in gaps)


@pytest.mark.parametrize(
    ("meter", "bars", "loop", "window", "starts"),
    [
        ("4/4", 4, False, 192, (0,)),
        ("4/4", 8, False, 192, (0, 96, 192)),
        ("4/4", 8, True, 192, (0, 96, 192, 288)),
        ("4/4", 1, True, 192, (0,)),
        ("4/4", 3, True, 192, (0, 48)),
        ("4/4", 5, True, 192, (0, 48, 96, 144)),
        ("3/4", 4, True, 180, (0, 72)),
        ("3/4", 4, False, 144, (0,)),
    ],
)
def test_plans_at_120_bpm(meter: str, bars: int, loop: bool, window: int, starts: tuple[int, ...]) -> None:
    plan = window_plan(TimeGrid(Fraction(120), Meter.parse(meter), bars), loop=loop)
    assert (plan.window, plan.starts, plan.circular) == (window, starts, loop)


@settings(max_examples=100)
@given(grids, st.booleans())
def test_windows_at_a_fixed_rate_cover_everything_and_begin_near_bar_lines(grid: TimeGrid, loop: bool) -> None:
    plan = fixed_rate_plan(grid, 25, 256, loop=loop)
    assert plan.window == 256
    assert set(plan.positions().flatten().tolist()) == set(range(plan.length))
    columns = grid.total_seconds * 25
    assert abs(plan.length - columns) <= Fraction(1, 2) or (not loop and plan.length >= columns) or plan.length == 1
    bar = grid.total_seconds / grid.bars * 25
    if bar <= 256:
        lines = {round_half_up(index * bar) % (plan.length if loop else 10**9) for index in range(grid.bars)}
        assert set(plan.starts) - lines <= {plan.length - 256}


@pytest.mark.parametrize(
    ("meter", "bars", "loop", "length", "starts"),
    [
        # A bar at 120 BPM is 50 columns at 25 a second: five fit into a window, two into its half.
        ("4/4", 4, True, 200, (0, 100)),
        ("4/4", 1, True, 50, (0,)),
        ("4/4", 1, False, 256, (0,)),
        ("4/4", 8, False, 400, (0, 100, 144)),
        ("7/8", 3, True, 131, (0, 88)),
        # 16/2 lasts 16 s, longer than a window.
        ("16/2", 1, True, 400, (0, 128, 256, 384)),
    ],
)
def test_plans_at_120_bpm_and_25_columns_a_second(
    meter: str, bars: int, loop: bool, length: int, starts: tuple[int, ...]
) -> None:
    plan = fixed_rate_plan(TimeGrid(Fraction(120), Meter.parse(meter), bars), 25, 256, loop=loop)
    assert (plan.length, plan.starts, plan.circular) == (length, starts, loop)

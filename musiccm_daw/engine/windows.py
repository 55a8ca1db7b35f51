"""The windows of the shared restriction over a clip, which begin on bar lines wherever a bar fits into a window."""

from __future__ import annotations

import math

from musiccm_daw.model.denoiser import WINDOW_COLUMNS
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.shared_restriction import WindowPlan, plan_windows
from musiccm_daw.timebase import COLUMNS_PER_TOKEN, TimeGrid, round_half_up


def model_window_plan(model: MusicModel, grid: TimeGrid, *, loop: bool) -> WindowPlan:
    """Return windows over the columns of a model, which follow the musical grid or have a rate of their own."""
    if model.columns_per_second is None:
        return window_plan(grid, loop=loop)
    return fixed_rate_plan(grid, model.columns_per_second, model.window_columns, loop=loop)


def independent_windows(model: MusicModel, grid: TimeGrid, *, loop: bool) -> WindowPlan:
    """Return windows side by side that share nothing: the other half of the paper's Figure 2."""
    plan = model_window_plan(model, grid, loop=False)
    return plan_windows(plan.length, window=plan.window, stride=plan.window, circular=loop)


def window_plan(grid: TimeGrid, *, loop: bool) -> WindowPlan:
    """Return windows of whole bars that overlap by half or more.

    If not even two bars fit into a window, windows consist of whole tokens instead.
    """
    unit = grid.columns_per_bar if 2 * grid.columns_per_bar <= WINDOW_COLUMNS else COLUMNS_PER_TOKEN
    window = WINDOW_COLUMNS // unit
    plan = plan_windows(grid.total_columns // unit, window=window, stride=window // 2, circular=loop)
    return WindowPlan(
        plan.length * unit, plan.window * unit, tuple(start * unit for start in plan.starts), plan.circular
    )


def fixed_rate_plan(grid: TimeGrid, columns_per_second: int, window: int, *, loop: bool) -> WindowPlan:
    """Return windows of the model's own length that begin on the columns nearest to bar lines.

    They overlap by half or less. A loop gets the whole number of columns that is nearest to its period. Other music
    gets at least as many as it lasts, and at least one window; the surplus is cut from the audio. If a bar is longer
    than a window, bar lines are ignored.
    """
    bar = grid.meter.quarters_per_bar * 60 / grid.bpm * columns_per_second
    columns = grid.total_seconds * columns_per_second
    length = max(1, round_half_up(columns)) if loop else max(math.ceil(columns), window)
    if bar <= window:
        bars = max(1, int(window / 2 / bar))
        lines = [round_half_up(index * bar) for index in range(0, grid.bars, bars)]
    else:
        lines = list(range(0, length, window // 2))
    if loop:
        return WindowPlan(length, window, tuple(dict.fromkeys(line % length for line in lines)), circular=True)
    last = length - window
    return WindowPlan(length, window, (*(line for line in lines if line < last), last), circular=False)

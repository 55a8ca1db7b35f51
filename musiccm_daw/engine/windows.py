"""Where the shared restriction's windows lie over a clip: whole bars wherever a bar fits into a window."""

from __future__ import annotations

from musiccm_daw.model.shared_restriction import WindowPlan, plan_windows
from musiccm_daw.timebase import TimeGrid

WINDOW_COLUMNS = 192
"""The length of the windows that the bundled model was trained on: four bars of 4/4 at 12 columns a quarter."""


def window_plan(grid: TimeGrid, *, loop: bool) -> WindowPlan:
    """Windows of whole bars that overlap by half; over a loop they cover every bar equally often."""
    bars = WINDOW_COLUMNS // grid.columns_per_bar
    if bars == 0:
        stride = WINDOW_COLUMNS // 2
        return plan_windows(grid.total_columns, window=WINDOW_COLUMNS, stride=stride, circular=loop)
    stride_bars = max(1, bars // 2)
    if loop:
        stride_bars = next(stride for stride in range(stride_bars, 0, -1) if grid.bars % stride == 0)
    return plan_windows(
        grid.total_columns,
        window=bars * grid.columns_per_bar,
        stride=stride_bars * grid.columns_per_bar,
        circular=loop,
    )

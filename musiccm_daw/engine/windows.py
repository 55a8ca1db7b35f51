"""Where the shared restriction's windows lie over a clip: whole bars wherever a bar fits into a window."""

from __future__ import annotations

from musiccm_daw.model.denoiser import WINDOW_COLUMNS
from musiccm_daw.model.shared_restriction import WindowPlan, plan_windows
from musiccm_daw.timebase import COLUMNS_PER_TOKEN, TimeGrid


def window_plan(grid: TimeGrid, *, loop: bool) -> WindowPlan:
    """Windows of whole bars that overlap by half; over a loop they cover every column equally often.

    Where not even one bar fits into a window, windows are made of whole tokens instead.
    """
    unit = grid.columns_per_bar if grid.columns_per_bar <= WINDOW_COLUMNS else COLUMNS_PER_TOKEN
    window = WINDOW_COLUMNS // unit
    stride = max(1, window // 2)
    if loop:
        # Even cover needs strides that divide both the loop and the window.
        length = grid.total_columns // unit
        stride = next(divisor for divisor in range(stride, 0, -1) if length % divisor == 0)
        window -= window % stride
    return plan_windows(grid.total_columns, window=window * unit, stride=stride * unit, circular=loop)

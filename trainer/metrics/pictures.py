"""Spectrograms side by side, to check by eye what the figures say.

In: named recordings of one sample rate. Out: a PNG. Nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.spectral import FLOOR_DB, mel_db

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def side_by_side(
    recordings: Mapping[str, NDArray[np.floating]],
    sample_rate: int,
    path: Path,
    *,
    title: str,
    bar_seconds: float,
    shown_seconds: float = 10.0,
) -> None:
    """Write mel spectrograms of the recordings' first seconds to `path`, one panel each, with bar lines."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6 * len(recordings), 4), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, len(recordings), sharey=True, squeeze=False)[0]
    for panel, (name, audio) in zip(panels, recordings.items(), strict=True):
        draw_spectrogram(panel, audio[: round(shown_seconds * sample_rate)], sample_rate, bar_seconds)
        panel.set_title(name, fontsize=9)
        panel.set_xlabel("seconds")
    panels[0].set_ylabel("mel bands, low to high")
    figure.suptitle(title, fontsize=10)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=90)


def draw_spectrogram(panel: Axes, audio: NDArray[np.floating], sample_rate: int, bar_seconds: float) -> None:
    """Draw the mel spectrogram of a recording (S, A) over its seconds, with bar lines."""
    seconds = len(audio) / sample_rate
    panel.imshow(
        mel_db(audio, sample_rate),
        origin="lower",
        aspect="auto",
        extent=(0, seconds, 0, 1),
        vmin=FLOOR_DB,
        vmax=0,
        cmap="magma",
    )
    for line in np.arange(bar_seconds, seconds, bar_seconds):
        panel.axvline(line, color="white", linewidth=0.6, alpha=0.7)
    panel.set_yticks([])

"""Pictures of a recording, small enough to be part of a page: a waveform as an SVG path, a spectrogram as a WebP image.

Both have a column for each of `overview.py`, so that they share a time axis. Nothing here reads audio.
"""

from __future__ import annotations

import base64
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from presets.contact_sheet.overview import COLUMNS, Overview

WAVE_HEIGHT = 100
"""Units of a waveform from full scale to full scale; a unit is a pixel at most."""

_RANGE_DB = 66.0
_QUALITY = 60
"""A spectrogram takes 4 KB; at 90 it takes three times as much and looks the same at its size."""
_COLOURS = np.array(
    [(13, 12, 24), (44, 24, 92), (122, 36, 118), (207, 68, 92), (247, 140, 72), (252, 222, 150)], np.float32
)
"""From silence to the loudest band: dark to light in even steps, so that levels also show without colour."""


def wave_paths(overview: Overview, full_scale: float) -> tuple[str, str]:
    """Return SVG paths of the peaks and of the power within them, in a box of COLUMNS by WAVE_HEIGHT.

    Args:
        overview: what is drawn.
        full_scale: the magnitude that reaches the edge of the box; above 0.
    """
    return (
        _outline(overview.high / full_scale, overview.low / full_scale),
        _outline(overview.rms / full_scale, -overview.rms / full_scale),
    )


def spectrogram(overview: Overview) -> str:
    """Return the spectrogram as a data URL; the loudest band of the recording has the lightest colour."""
    loudest = float(overview.power.max()) or 1.0
    decibels = 10 * np.log10(np.maximum(overview.power / loudest, 1e-12))
    levels = np.clip(1 + decibels / _RANGE_DB, 0, 1)
    steps = np.linspace(0, 1, len(_COLOURS))
    pixels = np.stack([np.interp(levels, steps, channel) for channel in _COLOURS.T], axis=-1)
    return image_url(np.flipud(pixels).round().astype(np.uint8), lossless=False)


def image_url(pixels: NDArray[np.uint8], *, lossless: bool) -> str:
    """Return an image (height, width, 3 or 4) as a data URL."""
    encoded = io.BytesIO()
    Image.fromarray(pixels).save(encoded, "WEBP", lossless=lossless, quality=_QUALITY, method=4)
    return "data:image/webp;base64," + base64.b64encode(encoded.getvalue()).decode()


def _outline(upper: NDArray[np.float32], lower: NDArray[np.float32]) -> str:
    """Return a closed path along the upper edge and back along the lower one, in relative steps."""
    middle = WAVE_HEIGHT / 2
    top = np.round(middle - middle * np.clip(upper, -1, 1)).astype(int)
    bottom = np.round(middle - middle * np.clip(lower, -1, 1)).astype(int)
    # Silence is a line, not nothing.
    bottom = np.maximum(bottom, top + 1)
    forth = "".join(f"l1 {step}" for step in np.diff(top))
    back = "".join(f"l-1 {step}" for step in np.diff(bottom[::-1]))
    return f"M0 {top[0]}{forth}V{bottom[COLUMNS - 1]}{back}z"

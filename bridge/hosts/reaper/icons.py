"""The icons of the actions for REAPER's toolbars: a strip of three states each, at 100, 150 and 200 per cent.

`python -m bridge.hosts.reaper.icons` draws them into `icons/`, where they are committed; a test says when they are not
what is drawn here. REAPER takes 30 pixels to a state: normal, under the mouse, and on; larger ones lie in folders `150`
and `200`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "icons"
SIDE = 30
SCALES = {"": 1.0, "150": 1.5, "200": 2.0}
STATES = ("#c8ccd2", "#ffffff", "#4fb3a9")
"""The colour of the lines: normal, under the mouse, on."""
_OVERSAMPLING = 8

Point = tuple[float, float]


class Pen:
    """Lines in a square of 30 by 30 units, drawn large and made small.

    Args:
        colour: of all lines.
        side: of the icon, in pixels.
    """

    def __init__(self, colour: str, side: int) -> None:
        self._unit = side * _OVERSAMPLING / SIDE
        self._image = Image.new("RGBA", (side * _OVERSAMPLING,) * 2, colour + "00")
        self._draw = ImageDraw.Draw(self._image)
        self._colour = colour
        self._side = side

    def line(self, *points: Point, width: float = 2.0) -> None:
        """Draw a line with round ends and corners."""
        scaled = [(x * self._unit, y * self._unit) for x, y in points]
        self._draw.line(scaled, self._colour, round(width * self._unit), joint="curve")
        for x, y in points:
            self.dot(x, y, width / 2)

    def dot(self, x: float, y: float, radius: float) -> None:
        """Fill a circle."""
        box = [value * self._unit for value in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(box, self._colour)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Fill a rectangle with round corners."""
        scaled = [value * self._unit for value in (left, top, right, bottom)]
        self._draw.rounded_rectangle(scaled, self._unit, self._colour)

    def finished(self) -> Image.Image:
        """Return the drawing, reduced to the size of the icon."""
        return self._image.resize((self._side, self._side), Image.Resampling.LANCZOS)


def _wave(pen: Pen, left: float, right: float, middle: float = 15.0) -> None:
    """Draw a clip as its levels, one every three units."""
    heights = (3, 6, 9, 5, 8, 4, 7, 3)
    for height, x in zip(heights, np.arange(left + 1, right, 3), strict=False):
        pen.line((x, middle - height / 2), (x, middle + height / 2), width=1.6)


def _plus(pen: Pen, x: float, y: float) -> None:
    pen.line((x - 3, y), (x + 3, y))
    pen.line((x, y - 3), (x, y + 3))


def _generate(pen: Pen) -> None:
    _wave(pen, 4, 26, 18)
    _plus(pen, 22, 8)


def _stems(pen: Pen) -> None:
    for y, right in ((8, 26), (15, 20), (22, 24)):
        pen.box(4, y - 2, right, y + 2)


def _play_midi(pen: Pen) -> None:
    for x, y in ((4, 20), (10, 14), (16, 17), (22, 9)):
        pen.box(x, y - 1.5, x + 5, y + 1.5)


def _variation(pen: Pen) -> None:
    _wave(pen, 4, 26, 10)
    _wave(pen, 4, 26, 21)


def _repaint(pen: Pen) -> None:
    pen.line((10, 5), (10, 25))
    pen.line((20, 5), (20, 25))
    for x in (12.5, 15, 17.5):
        pen.line((x, 11), (x, 19), width=1.6)
    pen.line((4, 15), (7, 15))
    pen.line((23, 15), (26, 15))


def _continue(pen: Pen) -> None:
    _wave(pen, 3, 16)
    pen.line((19, 15), (26, 15))
    pen.line((23, 11.5), (26.5, 15), (23, 18.5))


def _cancel(pen: Pen) -> None:
    pen.line((9, 9), (21, 21), width=2.6)
    pen.line((21, 9), (9, 21), width=2.6)


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "MusicCM_generate": _generate,
    "MusicCM_stems": _stems,
    "MusicCM_play_MIDI": _play_midi,
    "MusicCM_variation": _variation,
    "MusicCM_repaint": _repaint,
    "MusicCM_continue": _continue,
    "MusicCM_cancel": _cancel,
}


def strips() -> Iterator[tuple[str, Image.Image]]:
    """Yield the path of every icon below the folder of icons, and its picture."""
    for name, draw in DRAWINGS.items():
        for folder, scale in SCALES.items():
            side = round(SIDE * scale)
            strip = Image.new("RGBA", (side * len(STATES), side))
            for number, colour in enumerate(STATES):
                pen = Pen(colour, side)
                draw(pen)
                strip.paste(pen.finished(), (number * side, 0))
            yield str(Path(folder) / f"{name}.png"), strip


if __name__ == "__main__":
    for path, picture in strips():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        picture.save(FOLDER / path, optimize=True)

"""The picture of how cost grows: a whole file of the format that its name says, in place of an older one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from musiccm_daw.cli.views.growth_picture import check_picture, draw_growth
from musiccm_daw.figures import Figures

pytest.importorskip("matplotlib")

TABLE = Figures(
    ("length", "seconds of music", "by 1 step", "by 4 steps"),
    [("1 bar", 2.5, 0.1, 0.2), ("2 bars", 5.0, 0.2, 0.3), ("24 bars", 60.0, 1.5, 2.5)],
    {},
)


def test_svg_has_a_line_for_each_number_of_steps_and_for_real_time(tmp_path: Path) -> None:
    path = tmp_path / "growth.svg"
    path.write_text("an older picture")
    check_picture(path)
    draw_growth(TABLE, "a machine", path)
    text = path.read_text(encoding="utf-8")
    assert "an older picture" not in text
    # matplotlib notes every text that it draws as shapes.
    for label in ("by 1 step", "by 4 steps", "real time", "a machine", "seconds of stereo music"):
        assert f"<!-- {label} -->" in text
    assert list(tmp_path.iterdir()) == [path]


def test_png_is_read_by_pillow(tmp_path: Path) -> None:
    path = tmp_path / "growth.PNG"
    check_picture(path)
    draw_growth(TABLE, "a machine", path)
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.width > picture.height > 400

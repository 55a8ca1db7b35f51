"""Clips and stems in a real DAW: they lie on the bars of Ardour's own tempo map, and it plays them bit for bit."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.asking import ask
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.making import make_take
from musiccm_daw.request.stems import AskedStem
from musiccm_daw.timebase import Meter, TimeGrid
from tests.bridge.ardour.session import Placed, exported, needs_ardour, place

pytestmark = [needs_ardour, pytest.mark.weights]

FULL_SCALE_24 = 2**23


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(None, "cpu")


def samples(clip: Path) -> np.ndarray:
    audio, _ = soundfile.read(str(clip), dtype="float32", always_2d=True)
    return audio


@pytest.mark.parametrize(("bpm", "meter", "sample_rate"), [("122", "4/4", 44_100), ("97.3", "7/8", 48_000)])
def test_a_clip_fills_its_bars_and_is_played_bit_for_bit(
    engine: Engine, tmp_path: Path, bpm: str, meter: str, sample_rate: int
) -> None:
    options = {"bpm": bpm, "meter": meter, "sample_rate": sample_rate}
    request = ask("soft keys", bars=2, seed=1, steps=1, score="none", **options)
    (file,) = make_take(request, tmp_path, engine).files
    session = TimeGrid(Fraction(bpm), Meter.parse(meter), bars=12)
    bars = (3, 5, 10)
    placed = place(tmp_path / "ardour", session, sample_rate, [(file.path, bar) for bar in bars])
    played = exported(tmp_path / "ardour")
    clip = samples(file.path)
    for each in placed:
        assert_exact(each, session, sample_rate)
    # The second repeats the first on the bar line after it: Ardour leaves out what is behind a line, we round to it.
    assert abs(placed[0].start + placed[0].length - placed[1].start) <= 1
    first, second, third = (played[each.start : each.start + each.length] for each in placed)
    before_next = placed[1].start - placed[0].start
    np.testing.assert_array_equal(first[:before_next], clip[:before_next])
    np.testing.assert_array_equal(second, clip)
    np.testing.assert_array_equal(third, clip)
    # Nothing sounds before, between and after them.
    assert not played[: placed[0].start].any()
    assert not played[placed[1].start + placed[1].length : placed[2].start].any()
    assert not played[placed[2].start + placed[2].length :].any()


def test_stems_on_one_bar_sum_to_the_mix(engine: Engine, tmp_path: Path) -> None:
    stems = [AskedStem(role) for role in ("drums", "bass", "keys")]
    request = ask("deep house", bpm="124.75", bars=1, seed=2, steps=1, stems=stems)
    files = {file.stem: file.path for file in make_take(request, tmp_path, engine).files}
    mix = files.pop("mix")
    assert len(files) == 3
    session = TimeGrid(Fraction("124.75"), Meter(4, 4), bars=10)
    together = [(file, 3) for file in files.values()]
    alone = [(file, bar) for file, bar in zip(files.values(), (5, 7, 9), strict=True)]
    placed = place(tmp_path / "ardour", session, 44_100, [*together, *alone])
    played = exported(tmp_path / "ardour")
    for each in placed:
        assert_exact(each, session, 44_100)
    for each in placed[3:]:
        np.testing.assert_array_equal(played[each.start : each.start + each.length], samples(each.clip))
    start, length = placed[0].start, placed[0].length
    assert {(each.start, each.length) for each in placed[:3]} == {(start, length)}
    # The mix on disk has been rounded to 24 bits, and so has each of its stems.
    difference = np.abs(played[start : start + length] - samples(mix)) * FULL_SCALE_24
    assert difference.max() <= 2


def assert_exact(placed: Placed, session: TimeGrid, sample_rate: int) -> None:
    """A region lies on a bar of Ardour's tempo map and is as long as its clip; that bar is ours, rounded down."""
    assert placed.start == placed.bar_start
    assert placed.length == soundfile.info(str(placed.clip)).frames
    ours = session.bar_start_samples(placed.bar - 1, sample_rate)
    assert ours - placed.start in (0, 1)

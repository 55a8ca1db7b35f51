"""Excerpts: the new bars, the bars around them that a window can reach, and where they lie in the piece."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.engine.editing.excerpt import Excerpt
from musiccm_daw.timebase import Meter, TimeGrid


@settings(max_examples=40)
@given(
    st.integers(4_000, 30_000),
    st.integers(1, 9),
    st.sampled_from([4, 8, 16]),
    st.integers(1, 64),
    st.integers(0, 63),
    st.integers(1, 64),
    st.booleans(),
    st.sampled_from([44_100, 48_000]),
)
def test_an_excerpt_holds_the_new_bars_and_fits_its_columns_and_samples(
    hundredths: int, numerator: int, denominator: int, bars: int, first: int, count: int, loop: bool, rate: int
) -> None:
    piece = TimeGrid(Fraction(hundredths, 100), Meter(numerator, denominator), bars)
    first %= bars
    new = range(first, min(bars, first + count))
    excerpt = Excerpt.around(piece, new, loop=loop)
    assert excerpt.span.start <= new.start < new.stop <= excerpt.span.stop
    assert len(excerpt.span) <= bars
    assert excerpt.circular == (loop and len(excerpt.span) == bars)
    assert len(excerpt.columns()) == len(excerpt.known()) == excerpt.grid.total_columns
    made = np.unique(excerpt.columns()[~excerpt.known()])
    per_bar = piece.columns_per_bar
    assert (made == np.arange(new.start * per_bar, new.stop * per_bar)).all()
    place, length = excerpt.samples(new, rate), excerpt.length(rate, rate)
    assert 0 <= place.start < place.stop <= length
    starts = piece.bar_start_samples(new.start, rate), piece.bar_start_samples(new.stop, rate)
    assert place.stop - place.start == starts[1] - starts[0]
    # At another rate it is as long, to a sample.
    seconds = excerpt.grid.total_seconds
    assert abs(excerpt.length(44_100, rate) - seconds * 44_100) <= 2


def test_two_bars_of_a_long_piece_are_seen_with_a_window_on_each_side() -> None:
    piece = TimeGrid(Fraction(120), Meter(4, 4), 200)
    assert Excerpt.around(piece, range(100, 102), loop=True).span == range(96, 106)
    assert Excerpt.around(piece, range(0, 2), loop=False).span == range(0, 6)
    assert Excerpt.around(piece, range(0, 2), loop=True).span == range(-4, 6)
    turned = Excerpt.around(piece, range(0, 2), loop=True)
    assert turned.edge(-1, 44_100) == -88_200
    assert turned.columns()[0] == 196 * 48

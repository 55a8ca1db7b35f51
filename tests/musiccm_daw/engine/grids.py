"""Strategies for grids of any tempo and meter."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from musiccm_daw.timebase import Meter, TimeGrid

meters = st.builds(Meter, st.integers(1, 16), st.sampled_from([2, 4, 8, 16]))
tempos = st.integers(2_000, 30_000).map(lambda hundredths: Fraction(hundredths, 100))
grids = st.builds(TimeGrid, tempos, meters, st.integers(1, 12))

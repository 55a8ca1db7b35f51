"""The time base over every meter, fractional tempos and the sample rates that are written."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.timebase import (
    COLUMNS_PER_TOKEN,
    DENOMINATORS,
    MAX_NUMERATOR,
    Meter,
    TimeGrid,
    bpm_of_length,
    format_bpm,
    parse_bpm,
    round_half_up,
)

METERS = [Meter(numerator, denominator) for numerator in range(1, MAX_NUMERATOR + 1) for denominator in DENOMINATORS]
SAMPLE_RATES = st.sampled_from([22050, 44100, 48000, 96000])
TEMPOS = st.decimals(min_value=20, max_value=300, places=3).map(Fraction)
GRIDS = st.builds(TimeGrid, TEMPOS, st.sampled_from(METERS), st.integers(1, 256))
EDGE_TEMPOS = [20, 22.5, 44.999, 45, 89.99, 90, 97.3, 124.75, 174, 179.999, 180, 180.001, 240, 300]


def test_the_figures_of_the_contract() -> None:
    grid = TimeGrid(parse_bpm(124), Meter(4, 4), 4)
    assert grid.total_quarters == 16
    assert grid.total_samples(44100) == 341_419


@pytest.mark.parametrize(
    ("bpm", "meter", "bars", "rate", "samples"),
    [
        ("120", "4/4", 1, 44100, 88_200),
        ("90", "3/4", 8, 48000, 768_000),
        ("124.75", "7/8", 3, 44100, 222_709),  # 10.5 * 60 / 124.75 * 44100 = 222 709.42
        ("97.3", "6/8", 2, 96000, 355_190),  # 6 * 60 / 97.3 * 96000 = 355 190.13
        ("300", "1/16", 1, 22050, 1103),  # 1102.5: halves go up
    ],
)
def test_lengths_worked_out_by_hand(bpm: str, meter: str, bars: int, rate: int, samples: int) -> None:
    assert TimeGrid(parse_bpm(bpm), Meter.parse(meter), bars).total_samples(rate) == samples


@given(GRIDS, SAMPLE_RATES)
def test_the_total_is_rounded_once(grid: TimeGrid, rate: int) -> None:
    meter = grid.meter
    exact = Fraction(grid.bars * meter.numerator * 4, meter.denominator) * 60 / grid.bpm * rate
    assert -Fraction(1, 2) <= exact - grid.total_samples(rate) < Fraction(1, 2)


@given(GRIDS, SAMPLE_RATES, st.data())
def test_bars_start_where_they_should_and_never_drift(grid: TimeGrid, rate: int, data: st.DataObject) -> None:
    bar = data.draw(st.integers(0, grid.bars))
    start = grid.bar_start_samples(bar, rate)
    assert start == round_half_up(bar * grid.meter.quarters_per_bar * 60 / grid.bpm * rate)
    # The same bar of a longer clip starts at the same sample.
    assert start == TimeGrid(grid.bpm, grid.meter, 256).bar_start_samples(bar, rate)


@given(GRIDS, SAMPLE_RATES)
def test_the_end_of_the_last_bar_is_the_end_of_the_clip(grid: TimeGrid, rate: int) -> None:
    assert grid.bar_start_samples(0, rate) == 0
    assert grid.bar_start_samples(grid.bars, rate) == grid.total_samples(rate)


@given(GRIDS, SAMPLE_RATES)
def test_columns_cover_the_clip_exactly(grid: TimeGrid, rate: int) -> None:
    column_samples = rate * 60 / (grid.bpm * grid.columns_per_quarter)
    assert round_half_up(grid.total_columns * column_samples) == grid.total_samples(rate)


@pytest.mark.parametrize("meter", METERS, ids=str)
@settings(max_examples=25)
@given(TEMPOS)
@example(Fraction(180))
@example(Fraction(300))
def test_a_bar_is_whole_tokens_at_every_tempo(meter: Meter, bpm: Fraction) -> None:
    grid = TimeGrid(bpm, meter, 1)
    assert grid.columns_per_bar == grid.columns_per_quarter * meter.quarters_per_bar
    assert grid.columns_per_bar % COLUMNS_PER_TOKEN == 0
    assert grid.columns_per_bar > 0


@pytest.mark.parametrize(
    ("meter", "quarters"),
    [
        ("4/4", 1),
        ("2/2", 2),
        ("7/8", "1/2"),
        ("3/8", "1/2"),
        ("6/8", "3/2"),
        ("12/8", "3/2"),
        ("6/16", "3/4"),
        ("6/4", 1),
    ],
)
def test_a_beat_is_dotted_in_compound_meters(meter: str, quarters: int | str) -> None:
    assert Meter.parse(meter).beat_quarters == Fraction(quarters)


@pytest.mark.parametrize("bpm", EDGE_TEMPOS)
def test_the_column_rate_stays_in_its_octave(bpm: float) -> None:
    grid = TimeGrid(parse_bpm(bpm), Meter(4, 4), 1)
    assert 18 <= grid.columns_per_quarter * grid.bpm / 60 < 36


@pytest.mark.parametrize(
    ("bpm", "meter", "columns"),
    [(20, "4/4", 96), (44, "4/4", 48), (45, "4/4", 24), (90, "4/4", 12), (180, "4/4", 6), (180, "3/16", 12)],
)
def test_columns_per_quarter(bpm: int, meter: str, columns: int) -> None:
    assert TimeGrid(Fraction(bpm), Meter.parse(meter), 1).columns_per_quarter == columns


@given(TEMPOS)
def test_a_tempo_survives_its_spelling(bpm: Fraction) -> None:
    assert parse_bpm(format_bpm(bpm)) == bpm
    assert parse_bpm(float(bpm)) == bpm


@pytest.mark.parametrize(("bpm", "text"), [(124.0, "124"), ("124.750", "124.75"), (124.1, "124.1"), (100, "100")])
def test_a_tempo_is_spelled_without_padding(bpm: float | str, text: str) -> None:
    assert format_bpm(parse_bpm(bpm)) == text


def test_a_tempo_has_at_most_20_decimals_and_that_is_said() -> None:
    assert parse_bpm("124." + "1" * 20) == Fraction("124." + "1" * 20)
    for text in ("124." + "1" * 21, "124," + "0" * 21, "." + "1" * 10_000):
        with pytest.raises(RequestError, match=r"has \d+ decimals; give at most 20") as refusal:
            parse_bpm(text)
        assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    "bpm",
    [0, -1, 19.999, 300.001, "", "fast", "1e2", "12 4", "٩٠", float("nan"), float("inf"), True, Fraction(373, 3), None],
)
def test_an_impossible_tempo_is_refused(bpm: object) -> None:
    with pytest.raises(RequestError, match="from 20 to 300"):
        parse_bpm(bpm)  # type: ignore[arg-type]


@pytest.mark.parametrize("meter", METERS, ids=str)
def test_a_meter_survives_its_spelling(meter: Meter) -> None:
    assert Meter.parse(str(meter)) == meter


@pytest.mark.parametrize("text", ["4/3", "0/4", "17/4", "4/1", "4/32", "4", "", "4/4/4", "-3/4", "a/b", "4/0"])
def test_an_impossible_meter_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="4/4 or 6/8"):
        Meter.parse(text)


@pytest.mark.parametrize("bars", [0, -4, 257])
def test_an_impossible_length_is_refused(bars: int) -> None:
    with pytest.raises(RequestError, match="1 to 256"):
        TimeGrid(Fraction(120), Meter(4, 4), bars)


@given(st.fractions())
def test_halves_are_rounded_up(value: Fraction) -> None:
    assert -Fraction(1, 2) <= value - round_half_up(value) < Fraction(1, 2)


@pytest.mark.parametrize("bpm", ["124.75", "97.3", "120", "89.99", "174.5"])
@pytest.mark.parametrize("bars", [1, 2, 8, 64])
@pytest.mark.parametrize("spare", [-1, 0, 1])
def test_a_tempo_that_gives_a_length_is_kept(bpm: str, bars: int, spare: int) -> None:
    grid = TimeGrid(parse_bpm(bpm), Meter(4, 4), bars)
    samples = grid.total_samples(44_100) + spare
    found = bpm_of_length(float(grid.total_quarters * 60 * 44_100 / samples), samples, 44_100)
    assert abs(TimeGrid(found, Meter(4, 4), bars).total_samples(44_100) - samples) <= 2
    if spare == 0 and bars > 1:
        assert found == parse_bpm(bpm)


def test_audio_that_was_cut_by_hand_has_a_plain_tempo() -> None:
    """Here 7 ms are missing in 16 s, and no tempo of two decimals lasts as long."""
    samples = 16 * 44_100 - 317
    assert bpm_of_length(32 * 60 * 44_100 / samples, samples, 44_100) == 120

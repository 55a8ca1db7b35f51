"""Musical time: bars, quarters, seconds, audio samples and latent columns.

One of the foundations, beside `harmony`: every other part takes lengths and positions from here. All values are exact
fractions until `round_half_up` turns one of them into a whole number of samples, once, at the very end. Nothing here
knows audio, notes or tensors.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from musiccm_daw.errors import RequestError, quoted

MIN_BPM, MAX_BPM = 20, 300
MIN_BARS, MAX_BARS = 1, 256
MAX_NUMERATOR = 16
DENOMINATORS = (2, 4, 8, 16)

FRAMES_PER_COLUMN = 4
"""Mel frames in one latent column: a frame lasts at most 14 ms, at 18 columns a second."""
COLUMNS_PER_TOKEN = 3
"""Latent columns in one patch of the denoiser: a 16th note at 12 columns a quarter."""

BASE_COLUMNS_PER_QUARTER = 12
"""Smallest number that divides a quarter note into both 16ths and triplets."""
MIN_COLUMNS_PER_SECOND = 18
"""The column rate lies between this and twice this, so that a column lasts about as long at every tempo."""

EXACT_SAMPLES = 1.5
"""A tempo is exact if whole bars of it are as long as the audio but for this: programs cut at a sample that they round
up, down or to the nearest. Two bars at 124.75 BPM are 339 samples from those at 125."""
EXACT_PLACES = 2
"""Decimals that hosts show of a tempo. With more, some tempo fits the length of any audio, however it was cut."""
ROUNDING_SECONDS = 0.01
"""Audio that no such tempo fits was cut by hand or padded by a codec. Its tempo is rounded to a whole number if no beat
moves by more than this, to fewer decimals at a tenth of it."""
ESTIMATED_PLACES = 4

MAX_BPM_DECIMALS = 20
"""More than a float has, and few enough for the name of a file."""
_BPM_TEXT = re.compile(r"\d{1,4}(?:[.,](?P<decimals>\d+))?|\.(?P<only_decimals>\d+)")


def round_half_up(value: Fraction) -> int:
    """Round to the nearest whole number, halves upwards: the only rounding of the time base.

    Python's `round` rounds halves to the even neighbour, which would make lengths depend on parity.
    """
    return math.floor(value + Fraction(1, 2))


def parse_bpm(value: str | int | float | Fraction) -> Fraction:
    """Read a tempo in quarter notes per minute, 20 to 300, as an exact decimal; a decimal comma is a point.

    A float is read as its shortest decimal form: 124.1 is 1241/10, not the binary fraction next to it.

    Raises:
        RequestError: the value is not such a number.
    """
    allowed = f"give a decimal number of quarter notes per minute from {MIN_BPM} to {MAX_BPM}, such as 124.75"
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Fraction)):
        raise RequestError(f"bpm {quoted(value)} is not a number; {allowed}")
    if isinstance(value, Fraction):
        bpm = value
    else:
        text = value.strip() if isinstance(value, str) else repr(value if isinstance(value, int) else float(value))
        found = _BPM_TEXT.fullmatch(text)
        if found is None or not text.isascii():
            raise RequestError(f"bpm {quoted(value)} is not a number in range; {allowed}")
        decimals = len(found["decimals"] or found["only_decimals"] or "")
        if decimals > MAX_BPM_DECIMALS:
            raise RequestError(f"bpm {quoted(value)} has {decimals} decimals; give at most {MAX_BPM_DECIMALS}")
        bpm = Fraction(text.replace(",", "."))
    if not MIN_BPM <= bpm <= MAX_BPM:
        raise RequestError(f"bpm {quoted(str(value))} is out of range; {allowed}")
    if not _is_decimal(bpm):
        raise RequestError(f"bpm {quoted(str(value))} has no finite decimal form; {allowed}")
    return bpm


def format_bpm(bpm: Fraction) -> str:
    """Write a tempo as its exact decimal, without trailing zeros: 124, 124.75."""
    places = 0
    while (bpm * 10**places).denominator != 1:
        places += 1
    digits = str(int(bpm * 10**places))
    return digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"


def plain_bpm(bpm: float, seconds: float) -> Fraction:
    """Return an estimated tempo with as few decimals as its drift over `seconds` allows, preferably none."""
    bpm = min(max(bpm, MIN_BPM), MAX_BPM)
    for places in range(ESTIMATED_PLACES):
        allowed = ROUNDING_SECONDS if places == 0 else ROUNDING_SECONDS / 10
        if abs(round(bpm, places) / bpm - 1) * seconds <= allowed:
            return Fraction(str(round(bpm, places)))
    return Fraction(str(round(bpm, ESTIMATED_PLACES)))


def bpm_of_length(bpm: float, samples: int, sample_rate: int) -> Fraction:
    """Return the tempo of audio that is taken for whole bars.

    Args:
        bpm: the tempo at which these bars last as long as the audio.
        samples: length of the audio.
        sample_rate: of the audio.
    """
    for places in range(EXACT_PLACES + 1):
        rounded = round(bpm, places)
        if MIN_BPM <= rounded <= MAX_BPM and abs(bpm / rounded - 1) * samples <= EXACT_SAMPLES:
            return Fraction(str(rounded))
    return plain_bpm(bpm, samples / sample_rate)


@dataclass(frozen=True)
class Meter:
    """A time signature: `numerator` notes of the kind 1/`denominator` in a bar."""

    numerator: int = 4
    denominator: int = 4

    def __post_init__(self) -> None:
        """Refuse meters that are not supported, wherever they come from."""
        if not 1 <= self.numerator <= MAX_NUMERATOR or self.denominator not in DENOMINATORS:
            raise RequestError(
                f"meter {self.numerator}/{self.denominator} is not allowed; give an upper number from 1 to "
                f"{MAX_NUMERATOR} and a lower one of {', '.join(map(str, DENOMINATORS))}, such as 4/4 or 6/8"
            )

    @classmethod
    def parse(cls, text: str) -> Meter:
        """Read "6/8".

        Raises:
            RequestError: the text is not a meter, or not one that is allowed.
        """
        match = re.fullmatch(r"\s*([0-9]{1,4})\s*/\s*([0-9]{1,4})\s*", text)
        if match is None:
            raise RequestError(f"meter {quoted(text)} is not a meter; give two numbers, such as 4/4 or 6/8")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    @cached_property
    def quarters_per_bar(self) -> Fraction:
        """Length of a bar in quarter notes: 3 for 6/8, 7/2 for 7/8."""
        return Fraction(self.numerator * 4, self.denominator)

    @cached_property
    def beat_quarters(self) -> Fraction:
        """Length of a beat in quarter notes: 3/2 in compound meters (6/8, 9/8, 12/8), 1/2 in 7/8."""
        is_compound = self.denominator >= 8 and self.numerator > 3 and self.numerator % 3 == 0
        return Fraction(12 if is_compound else 4, self.denominator)


@dataclass(frozen=True)
class TimeGrid:
    """The bars of one clip at one tempo: where each bar, sample and latent column lies."""

    bpm: Fraction
    meter: Meter
    bars: int

    def __post_init__(self) -> None:
        """Check the limits, also of grids that are built without a request."""
        parse_bpm(self.bpm)
        if not MIN_BARS <= self.bars <= MAX_BARS:
            raise RequestError(f"bars {self.bars} is out of range; give a whole number from {MIN_BARS} to {MAX_BARS}")

    @property
    def total_quarters(self) -> Fraction:
        """Length of the clip in quarter notes."""
        return self.bars * self.meter.quarters_per_bar

    @property
    def total_seconds(self) -> Fraction:
        """Length of the clip in seconds, exact."""
        return self.total_quarters * 60 / self.bpm

    def total_samples(self, sample_rate: int) -> int:
        """Return the length of the clip in samples, rounded once, on the total."""
        return round_half_up(self.total_seconds * sample_rate)

    def bar_start_samples(self, bar: int, sample_rate: int) -> int:
        """Return the first sample of bar `bar` (from 0); bar number `bars` is the end of the clip."""
        return self.quarter_samples(bar * self.meter.quarters_per_bar, sample_rate)

    def quarter_samples(self, quarters: Fraction, sample_rate: int) -> int:
        """Return the sample at a position in quarter notes from the start of the clip."""
        return round_half_up(quarters * 60 / self.bpm * sample_rate)

    @property
    def columns_per_quarter(self) -> int:
        """Latent columns in a quarter note: 12, doubled or halved until a second holds 18 to 36 columns.

        A halved count must still divide the bar into whole tokens; a bar of 3/16 at 200 bpm, for example, keeps 12.
        """
        columns = BASE_COLUMNS_PER_QUARTER
        while columns * self.bpm < MIN_COLUMNS_PER_SECOND * 60:
            columns *= 2
        fast = columns * self.bpm >= 2 * MIN_COLUMNS_PER_SECOND * 60
        half = columns // 2
        if fast and (half * self.meter.quarters_per_bar / COLUMNS_PER_TOKEN).denominator == 1:
            return half
        return columns

    @property
    def columns_per_bar(self) -> int:
        """Latent columns in a bar: always a whole number of tokens."""
        return int(self.columns_per_quarter * self.meter.quarters_per_bar)

    @property
    def total_columns(self) -> int:
        """Latent columns of the clip."""
        return self.columns_per_bar * self.bars


def _is_decimal(value: Fraction) -> bool:
    """Return whether a fraction can be written with a finite number of decimal places."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1

"""What a MIDI file says beside its notes: tempo, meter, key, and the chord names of our own files.

Part of `midi_reader.py`. Music stands on one tempo, meter and key here, so the first of each counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import MAX_CHORDS_PER_BAR, ChordProgression, Key
from musiccm_daw.score.conductor import MICROSECONDS_PER_MINUTE
from musiccm_daw.score.midi_events import KEY_SIGNATURE, SET_TEMPO, TIME_SIGNATURE
from musiccm_daw.timebase import MAX_BARS, MAX_BPM, MIN_BPM, Meter, parse_bpm, round_half_up

_DATA_BYTES = {SET_TEMPO: 3, TIME_SIGNATURE: 2, KEY_SIGNATURE: 2}
"""How much of each event counts; shorter ones are passed over."""
_NAMES = {SET_TEMPO: "tempo", TIME_SIGNATURE: "meter", KEY_SIGNATURE: "key"}
_TEMPO_DECIMALS = 3
_TEMPO_TOLERANCE_MICROSECONDS = 1
"""Some programs round the microseconds of a quarter, others cut them off."""


@dataclass
class MidiFacts:
    """The facts of a file, gathered event by event."""

    ticks_per_quarter: int
    _first: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    _changed: set[int] = field(default_factory=set)
    _chords: list[tuple[int, str]] = field(default_factory=list)
    _exact_bpm: Fraction | None = None

    def take(self, tick: int, status: int, data: bytes) -> None:
        """Take in an event if it states a fact."""
        size = _DATA_BYTES.get(status)
        if size is None or len(data) < size:
            return
        value = data[:size]
        if status not in self._first:
            self._first[status] = (tick, value)
            return
        if value != self._first[status][1]:
            self._changed.add(status)
        if tick < self._first[status][0]:
            self._first[status] = (tick, value)

    def take_exact_bpm(self, text: str) -> None:
        """Take in the tempo that our own files state as a text."""
        try:
            self._exact_bpm = parse_bpm(text)
        except RequestError:
            self._exact_bpm = None

    def take_chord(self, tick: int, name: str) -> None:
        """Take in a text of our track of chord names."""
        if len(self._chords) <= MAX_BARS * MAX_CHORDS_PER_BAR:
            self._chords.append((tick, name))

    @property
    def bpm(self) -> Fraction | None:
        """The first tempo; None where there is none that we can play.

        Raises:
            RequestError: it is 0 microseconds a quarter.
        """
        microseconds = int.from_bytes(self._value(SET_TEMPO), "big") if SET_TEMPO in self._first else None
        if microseconds == 0:
            raise RequestError("the MIDI file has a tempo of 0 microseconds per quarter; set its tempo and export it")
        if microseconds is None:
            return None
        bpm = self._exact_bpm
        if bpm is None or round_half_up(MICROSECONDS_PER_MINUTE / bpm) != microseconds:
            # Of another file, or of our own with a tempo that was changed in a DAW.
            bpm = _decimal_bpm(microseconds)
        return bpm if MIN_BPM <= bpm <= MAX_BPM else None

    @property
    def meter(self) -> Meter | None:
        """The first meter; None where there is none that we can play."""
        if TIME_SIGNATURE not in self._first:
            return None
        numerator, power = self._value(TIME_SIGNATURE)
        try:
            return Meter(numerator, 2**power)
        except RequestError:
            return None

    @property
    def key(self) -> Key | None:
        """The first key; None where there is none that music has."""
        if KEY_SIGNATURE not in self._first:
            return None
        value = self._value(KEY_SIGNATURE)
        sharps, minor = int.from_bytes(value[:1], signed=True), value[1]
        if not -7 <= sharps <= 7 or minor > 1:
            return None
        return Key((7 * sharps + 9 * minor) % 12, "minor" if minor else "major")

    @property
    def chords(self) -> ChordProgression | None:
        """The progression, bar by bar; None where there is no track of chord names as we write it."""
        bar_ticks = (self.meter or Meter()).quarters_per_bar * self.ticks_per_quarter
        bars: dict[int, list[str]] = {}
        for tick, text in self._chords:
            bars.setdefault(int(tick // bar_ticks), []).append(text)
        if not bars or list(bars) != list(range(len(bars))):
            return None
        try:
            return ChordProgression.parse(" | ".join(" ".join(bar) for bar in bars.values()))
        except RequestError:
            return None

    def remarks(self) -> Iterator[str]:
        """Yield what was read otherwise than it was written."""
        for status, name in _NAMES.items():
            if status in self._changed:
                yield f"the MIDI file changes its {name}; only the first {name} counts"
        if SET_TEMPO in self._first and self.bpm is None:
            bpm = MICROSECONDS_PER_MINUTE / int.from_bytes(self._value(SET_TEMPO), "big")
            yield f"the MIDI file's tempo of {bpm:.6g} bpm is ignored; {MIN_BPM} to {MAX_BPM} can be played"
        if TIME_SIGNATURE in self._first and self.meter is None:
            numerator, power = self._value(TIME_SIGNATURE)
            bottom = str(2**power) if power < 16 else f"2^{power}"
            yield f"the MIDI file's meter of {numerator}/{bottom} is ignored; it cannot be played"

    def _value(self, status: int) -> bytes:
        return self._first[status][1]


def _decimal_bpm(microseconds: int) -> Fraction:
    """Return the tempo that was probably meant: the shortest decimal number that has these microseconds a quarter."""
    exact = Fraction(MICROSECONDS_PER_MINUTE, microseconds)
    for decimals in range(_TEMPO_DECIMALS):
        bpm = Fraction(round(exact * 10**decimals), 10**decimals)
        if bpm and abs(MICROSECONDS_PER_MINUTE / bpm - microseconds) < _TEMPO_TOLERANCE_MICROSECONDS:
            return bpm
    return Fraction(round(exact * 10**_TEMPO_DECIMALS), 10**_TEMPO_DECIMALS)

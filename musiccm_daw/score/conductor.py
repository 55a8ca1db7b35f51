"""The conductor of a MIDI file: tempo, meter, key, bar markers and chord names as events at absolute ticks.

What the tempo map and the score share. Knows no notes. The bytes depend only on the arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import mido

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.score.score import TICKS_PER_QUARTER
from musiccm_daw.timebase import TimeGrid, round_half_up

CLOCKS_PER_QUARTER = 24
MICROSECONDS_PER_MINUTE = 60_000_000

Event = tuple[int, mido.Message | mido.MetaMessage]
"""A message at an absolute tick."""


def conductor(grid: TimeGrid, key: Key | None) -> Iterator[Event]:
    """Yield tempo, meter and key at the start."""
    yield 0, mido.MetaMessage("set_tempo", tempo=round_half_up(MICROSECONDS_PER_MINUTE / grid.bpm))
    meter = grid.meter
    yield (
        0,
        mido.MetaMessage(
            "time_signature",
            numerator=meter.numerator,
            denominator=meter.denominator,
            # The metronome clicks on the beat: in 6/8, twice a bar.
            clocks_per_click=int(CLOCKS_PER_QUARTER * meter.beat_quarters),
        ),
    )
    if key:
        signature = key.tonic_name + ("m" if key.mode == "minor" else "")
        yield 0, mido.MetaMessage("key_signature", key=signature)


def bar_markers(grid: TimeGrid) -> Iterator[Event]:
    """Yield a marker at the start of every bar."""
    for bar in range(grid.bars):
        yield bar_tick(grid, bar), mido.MetaMessage("marker", text=f"bar {bar + 1}")


def chord_names(grid: TimeGrid, chords: ChordProgression) -> Iterator[Event]:
    """Yield the chords of each bar, which share it equally; the progression repeats."""
    bar_ticks = grid.meter.quarters_per_bar * TICKS_PER_QUARTER
    for bar in range(grid.bars):
        in_bar = chords.bars[bar % len(chords.bars)]
        for position, chord in enumerate(in_bar):
            tick = round_half_up(bar_ticks * bar + bar_ticks * position / len(in_bar))
            yield tick, mido.MetaMessage("text", text=str(chord))


def track(name: str, events: Iterable[Event], grid: TimeGrid) -> mido.MidiTrack:
    """Return a track of events in order of their ticks, that ends with the clip."""
    written = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    now = 0
    for tick, message in [*events, (bar_tick(grid, grid.bars), mido.MetaMessage("end_of_track"))]:
        written.append(message.copy(time=tick - now))
        now = tick
    return written


def bar_tick(grid: TimeGrid, bar: int) -> int:
    """Return the tick at which a bar begins."""
    return round_half_up(bar * grid.meter.quarters_per_bar * TICKS_PER_QUARTER)


def file_bytes(tracks: Iterable[mido.MidiTrack]) -> bytes:
    """Return the bytes of a type 1 file of these tracks."""
    song = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    song.tracks.extend(tracks)
    file = BytesIO()
    song.save(file=file)
    return file.getvalue()

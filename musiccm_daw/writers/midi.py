"""`tempo.mid`: tempo, meter, key, a marker at every bar and the name of every chord, for hosts that import tempo maps.

One of the files beside the WAVs of a take. It contains no notes. The bytes depend only on the arguments.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import mido

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.timebase import TimeGrid, round_half_up

TICKS_PER_QUARTER = 960
"""REAPER's own resolution; divides 16th notes, triplets and the usual divisions of a bar into whole ticks."""
CLOCKS_PER_QUARTER = 24
MICROSECONDS_PER_MINUTE = 60_000_000


def tempo_map(name: str, grid: TimeGrid, key: Key | None, chords: ChordProgression | None) -> bytes:
    """Return the bytes of a type 1 MIDI file: a conductor track, and a track with the chord names as text events."""
    song = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    song.tracks.append(_track(name, [*_conductor(grid, key), *_bar_markers(grid)], grid))
    if chords:
        song.tracks.append(_track("chords", list(_chord_names(grid, chords)), grid))
    file = BytesIO()
    song.save(file=file)
    return file.getvalue()


def _conductor(grid: TimeGrid, key: Key | None) -> Iterator[tuple[int, mido.MetaMessage]]:
    """Yield tempo, meter and key at the start, as (tick, message)."""
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


def _bar_markers(grid: TimeGrid) -> Iterator[tuple[int, mido.MetaMessage]]:
    for bar in range(grid.bars):
        yield _bar_tick(grid, bar), mido.MetaMessage("marker", text=f"bar {bar + 1}")


def _chord_names(grid: TimeGrid, chords: ChordProgression) -> Iterator[tuple[int, mido.MetaMessage]]:
    """Yield the chords of each bar, which share it equally; the progression repeats."""
    bar_ticks = grid.meter.quarters_per_bar * TICKS_PER_QUARTER
    for bar in range(grid.bars):
        in_bar = chords.bars[bar % len(chords.bars)]
        for position, chord in enumerate(in_bar):
            tick = round_half_up(bar_ticks * bar + bar_ticks * position / len(in_bar))
            yield tick, mido.MetaMessage("text", text=str(chord))


def _track(name: str, events: list[tuple[int, mido.MetaMessage]], grid: TimeGrid) -> mido.MidiTrack:
    """Return a track of events at absolute ticks, in order, that ends with the clip."""
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    now = 0
    for tick, message in [*events, (_bar_tick(grid, grid.bars), mido.MetaMessage("end_of_track"))]:
        track.append(message.copy(time=tick - now))
        now = tick
    return track


def _bar_tick(grid: TimeGrid, bar: int) -> int:
    return round_half_up(bar * grid.meter.quarters_per_bar * TICKS_PER_QUARTER)

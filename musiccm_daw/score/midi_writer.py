"""`score.mid`: the notes of a take, one track a part, to be edited in a DAW and played again by `--midi`.

Every track says for people and hosts who plays it (name, instrument, program, volume, pan), and for `midi_reader.py`
exactly, in one text event. Notes are on ticks, so a score that is read back plays the same. Knows no audio.
"""

from __future__ import annotations

from collections.abc import Iterator

import mido

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.roles import DRUM_ROLES
from musiccm_daw.score.conductor import Event, bar_markers, chord_names, conductor, file_bytes, track
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import TICKS_PER_QUARTER, Score
from musiccm_daw.timebase import TimeGrid, format_bpm

DRUM_CHANNEL = 9
"""Channel 10, as people count."""
CHORDS = "chords"
"""Name of the track with the chord names."""
EXACT = "musiccm"
"""First word of the text events that hold exact values: the tempo, and who plays a part."""
LOUDEST_DB, VOLUME_AT_0_DB = 4.0, 100
"""Controller 7 is 40 log10 (value / 127) dB in General MIDI; 100 leaves room for parts that are raised."""


def write_score(score: Score, name: str, grid: TimeGrid, key: Key | None, chords: ChordProgression | None) -> bytes:
    """Return the bytes of a type 1 MIDI file: conductor, chord names, and a track for each part.

    Args:
        score: cut to the clip, then quantised.
        name: of the first track.
        grid: tempo, meter and bars.
        key: None if there is none.
        chords: None if there are none.
    """
    # MIDI holds a tempo in whole microseconds a quarter.
    exact = mido.MetaMessage("text", text=f"{EXACT} bpm={format_bpm(grid.bpm)}")
    end = grid.total_quarters * TICKS_PER_QUARTER
    assert all(sum(_ticks(note)) <= end for part in score.parts for note in part.notes), "a note after the clip's end"
    tracks = [track(name, [(0, exact), *conductor(grid, key), *bar_markers(grid)], grid)]
    if chords:
        tracks.append(track(CHORDS, chord_names(grid, chords), grid))
    channels = _channels(score)
    for part, channel in zip(score.parts, channels, strict=True):
        tracks.append(track(part.name, [*_opening(part, channel), *_notes(part, channel)], grid))
    return file_bytes(tracks)


def _channels(score: Score) -> list[int]:
    """Return a channel for each part; with 16 pitched parts one is used twice, each in a track of its own."""
    free = [channel for channel in range(16) if channel != DRUM_CHANNEL]
    pitched = iter([*free, *free])
    return [DRUM_CHANNEL if part.role in DRUM_ROLES else next(pitched) for part in score.parts]


def _opening(part: Part, channel: int) -> Iterator[Event]:
    """Yield who plays a part, how loud and where."""
    if part.instrument:
        yield 0, mido.MetaMessage("instrument_name", name=part.instrument)
    exact = f"{EXACT} role={part.role} instrument={part.instrument} gain_db={part.gain_db!r} pan={part.pan!r}"
    yield 0, mido.MetaMessage("text", text=exact)
    if part.program is not None:
        yield 0, mido.Message("program_change", channel=channel, program=part.program)
    volume = VOLUME_AT_0_DB * 10 ** (min(part.gain_db, LOUDEST_DB) / 40)
    yield 0, mido.Message("control_change", channel=channel, control=7, value=max(0, min(127, round(volume))))
    yield (
        0,
        mido.Message("control_change", channel=channel, control=10, value=max(0, min(127, round(64 + 63 * part.pan)))),
    )


def _notes(part: Part, channel: int) -> list[Event]:
    """Return note-ons and note-offs in order; what ends at a tick does so before what begins there."""
    events: list[tuple[int, int, int, mido.Message]] = []
    for note in part.notes:
        start, duration = _ticks(note)
        on = mido.Message("note_on", channel=channel, note=note.pitch, velocity=note.velocity)
        off = mido.Message("note_off", channel=channel, note=note.pitch, velocity=0)
        events += [(start, 1, note.pitch, on), (start + duration, 0, note.pitch, off)]
    return [(tick, message) for tick, _, _, message in sorted(events, key=lambda event: event[:3])]


def _ticks(note: Note) -> tuple[int, int]:
    """Return where a note begins and how long it is."""
    return round(note.start_quarters * TICKS_PER_QUARTER), round(note.duration_quarters * TICKS_PER_QUARTER)

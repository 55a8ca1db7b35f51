"""`tempo.mid`: tempo, meter, key, a marker at every bar and the name of every chord, for hosts that import tempo maps.

One of the files beside the WAVs of a take. It contains no notes. The bytes depend only on the arguments.
"""

from __future__ import annotations

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.score.conductor import bar_markers, chord_names, conductor, file_bytes, track
from musiccm_daw.timebase import TimeGrid


def tempo_map(name: str, grid: TimeGrid, key: Key | None, chords: ChordProgression | None) -> bytes:
    """Return the bytes of a type 1 MIDI file: a conductor track, and a track with the chord names as text events."""
    tracks = [track(name, [*conductor(grid, key), *bar_markers(grid)], grid)]
    if chords:
        tracks.append(track("chords", chord_names(grid, chords), grid))
    return file_bytes(tracks)

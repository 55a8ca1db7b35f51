"""The tempo map, read back by mido: which event is at which tick."""

from fractions import Fraction
from io import BytesIO

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.harmony import MODES, ChordProgression, Key
from musiccm_daw.score.score import TICKS_PER_QUARTER
from musiccm_daw.timebase import DENOMINATORS, Meter, TimeGrid
from musiccm_daw.writers.tempo_map import tempo_map


def read(content: bytes) -> mido.MidiFile:
    return mido.MidiFile(file=BytesIO(content), charset="utf-8")


def events(track: mido.MidiTrack, kind: str) -> list[tuple[int, mido.MetaMessage]]:
    """Return the messages of one kind with their absolute ticks."""
    now, found = 0, []
    for message in track:
        now += message.time
        if message.type == kind:
            found.append((now, message))
    return found


def test_a_map_of_two_bars_event_by_event() -> None:
    grid = TimeGrid(Fraction(120), Meter(6, 8), 2)
    song = read(tempo_map("dub_Amin", grid, Key.parse("F# minor"), ChordProgression.parse("F#m7 D")))
    assert song.ticks_per_beat == 960
    conductor, chords = song.tracks
    assert [(message.type, message.time) for message in conductor] == [
        ("track_name", 0),
        ("set_tempo", 0),
        ("time_signature", 0),
        ("key_signature", 0),
        ("marker", 0),
        ("marker", 2880),  # a bar of 6/8 is three quarters
        ("end_of_track", 2880),
    ]
    assert conductor[1].tempo == 500_000
    assert (conductor[2].numerator, conductor[2].denominator, conductor[2].clocks_per_click) == (6, 8, 36)
    assert conductor[3].key == "F#m"
    assert [message.text for _, message in events(conductor, "marker")] == ["bar 1", "bar 2"]
    assert [(tick, message.text) for tick, message in events(chords, "text")] == [
        (0, "F#m7"),
        (1440, "D"),
        (2880, "F#m7"),
        (4320, "D"),
    ]


@given(
    bpm=st.integers(2000, 30000).map(lambda hundredths: Fraction(hundredths, 100)),
    meter=st.builds(Meter, st.integers(1, 16), st.sampled_from(DENOMINATORS)),
    bars=st.integers(1, 20),
)
def test_the_map_is_as_long_as_the_clip(bpm: Fraction, meter: Meter, bars: int) -> None:
    grid = TimeGrid(bpm, meter, bars)
    song = read(tempo_map("clip", grid, None, ChordProgression.parse("C | F G Am | C")))
    ticks = grid.total_quarters * TICKS_PER_QUARTER
    assert all(sum(message.time for message in track) == ticks for track in song.tracks)
    # MIDI stores a tempo in whole microseconds per quarter note, so each quarter may be off by half a microsecond.
    assert song.length == pytest.approx(float(grid.total_seconds), abs=0.5e-6 * float(grid.total_quarters) + 1e-9)
    assert len(events(song.tracks[0], "marker")) == bars


@pytest.mark.parametrize("key", [Key(tonic, mode) for tonic in range(12) for mode in MODES], ids=str)
def test_every_key_has_a_signature(key: Key) -> None:
    song = read(tempo_map("clip", TimeGrid(Fraction(90), Meter(), 1), key, None))
    (_, signature) = events(song.tracks[0], "key_signature")[0]
    assert Key.parse(signature.key) == key


def test_without_key_and_chords_there_is_only_tempo_and_meter() -> None:
    song = read(tempo_map("clip", TimeGrid(Fraction(90), Meter(), 1), None, None))
    assert len(song.tracks) == 1
    assert not events(song.tracks[0], "key_signature")

"""score.mid: its bytes by hand, what mido reads in it, and that our reader returns what was written."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import mido
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.roles import ROLES
from musiccm_daw.score.midi_reader import read_score
from musiccm_daw.score.midi_writer import write_score
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import TICKS_PER_QUARTER, Score, named
from musiccm_daw.timebase import DENOMINATORS, Meter, TimeGrid, parse_bpm

GRID = TimeGrid(Fraction(120), Meter(), 1)
SMALL = """
4d546864 00000006 0001 0002 03c0                            MThd, 6 bytes: type 1, 2 tracks, 960 ticks a quarter
4d54726b 0000003b                                           MTrk: the conductor
00 ff03 01 74                                               track name t
00 ff01 0f 6d75736963636d 20 62706d3d313230                 text musiccm bpm=120
00 ff51 03 07a120                                           500 000 microseconds a quarter
00 ff58 04 04 02 18 08                                      4/4, a click each 24 clocks
00 ff59 02 00 01                                            no sharps, minor
00 ff06 05 6261722031                                       marker bar 1
9e00 ff2f 00                                                end after 3840 ticks
4d54726b 0000006f                                           MTrk: the part
00 ff03 04 6b657973                                         track name keys
00 ff04 06 72686f646573                                     instrument rhodes
00 ff01 38 6d75736963636d 20 726f6c653d6b657973 20          text musiccm role=keys
   696e737472756d656e743d72686f646573 20                    instrument=rhodes
   6761696e5f64623d2d332e34 20 70616e3d302e31               gain_db=-3.4 pan=0.1
00 c0 04                                                    program 5, an electric piano
00 b0 07 52                                                 volume 82: -3.4 dB under 100
00 0a 46                                                    pan 70, a little to the right
00 90 3c 5a                                                 C4 on, velocity 90
8740 80 3c 00                                               C4 off after 960 ticks
00 90 40 50                                                 E4 on at the same tick, after the off
8340 80 40 00                                               E4 off after 448 ticks
9300 ff2f 00                                                end
"""


def part(*notes: Note, role: str = "keys", name: str = "keys", **more: object) -> Part:
    return Part(role, "", notes, name=name, **more)  # type: ignore[arg-type]


def test_a_small_score_byte_by_byte() -> None:
    keys = Part(
        "keys", "rhodes", (Note(0, 1, 60, 90), Note(1, 448 / 960, 64, 80)),
        gain_db=-3.4, pan=0.1, name="keys", program=4,
    )  # fmt: skip
    written = write_score(Score((keys,), "composed"), "t", GRID, Key.parse("Am"), None)
    assert written.hex() == "".join(line[:60].replace(" ", "") for line in SMALL.splitlines())


def test_what_another_reader_finds() -> None:
    parts = (part(Note(0, 1, 60, 90)), part(Note(0, 0.25, 36, 100), role="drums", name="drums"))
    written = write_score(Score(parts, "composed"), "take", GRID, None, ChordProgression.parse("Am F"))
    song = mido.MidiFile(file=BytesIO(written))
    assert (song.type, song.ticks_per_beat) == (1, TICKS_PER_QUARTER)
    assert [track.name for track in song.tracks] == ["take", "chords", "keys", "drums"]
    assert [sum(message.time for message in track) for track in song.tracks] == [3840] * 4
    strokes = [message for track in song.tracks for message in track if message.type == "note_on"]
    assert [(message.channel, message.note, message.velocity) for message in strokes] == [(0, 60, 90), (9, 36, 100)]


def test_sixteen_pitched_parts_are_kept_apart_without_the_drum_channel() -> None:
    parts = named(part(Note(0, 1, 60 + number, 90), name="") for number in range(16))
    written = write_score(Score(parts, "composed"), "take", GRID, None, None)
    assert read_score(written).parts == parts
    strokes = [message for message in mido.MidiFile(file=BytesIO(written)) if message.type == "note_on"]
    assert 9 not in {message.channel for message in strokes}


def test_what_a_take_states_comes_back_exactly() -> None:
    grid, chords = TimeGrid(parse_bpm("123.45678"), Meter(6, 8), 4), ChordProgression.parse("Am7 F/C | G")
    song = read_score(write_score(Score((part(Note(0, 1, 60, 90)),), "given"), "take", grid, Key.parse("F#"), chords))
    assert (song.bpm, song.meter, song.key) == (grid.bpm, grid.meter, Key.parse("F#"))
    assert str(song.chords) == "Am7 F/C | G | Am7 F/C | G"
    assert (song.quarters, song.remarks) == (12, ())


def test_a_part_without_notes_is_kept() -> None:
    parts = (part(Note(0, 1, 60, 90)), part(role="pads", name="pads"))
    assert read_score(write_score(Score(parts, "composed"), "take", GRID, None, None)).parts == parts


def notes_of(role: str, end: float) -> st.SearchStrategy[tuple[Note, ...]]:
    pitches = st.integers(0, 127) if role in ("drums", "percussion") else st.integers(21, 108)
    times = st.floats(0, end), st.floats(0, 4)
    return st.lists(st.builds(Note, *times, pitches, st.integers(1, 127)), max_size=12).map(tuple)


@st.composite
def scores(draw: st.DrawFn) -> tuple[Score, TimeGrid]:
    grid = TimeGrid(
        Fraction(draw(st.integers(2000, 30000)), 100),
        Meter(draw(st.integers(1, 16)), draw(st.sampled_from(DENOMINATORS))),
        draw(st.integers(1, 8)),
    )
    parts = []
    for role in draw(st.lists(st.sampled_from([role for role in ROLES if role != "mix"]), min_size=1, max_size=16)):
        parts.append(
            Part(
                role,
                draw(st.sampled_from(["", "rhodes", "bass_808"])),
                draw(notes_of(role, float(grid.total_quarters))),
                gain_db=draw(st.floats(-60, 12)),
                pan=draw(st.floats(-1, 1)),
                program=draw(st.none() | st.integers(0, 127)),
            )
        )
    return Score(named(parts), "composed").cut(grid.total_quarters).quantised(), grid


@settings(deadline=None)
@given(scores())
def test_every_score_comes_back_equal(drawn: tuple[Score, TimeGrid]) -> None:
    score, grid = drawn
    song = read_score(write_score(score, "take", grid, None, None))

    def kept(part: Part) -> tuple[object, ...]:
        return part.role, part.instrument, part.gain_db, part.pan, part.name, part.notes

    assert list(map(kept, song.parts)) == list(map(kept, score.parts))
    assert (song.bpm, song.meter, song.quarters) == (grid.bpm, grid.meter, grid.total_quarters)

"""The sustain pedal: notes sound until it is lifted, as a synthesiser plays them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.score.midi_reader import MidiSong, read_score
from musiccm_daw.score.midi_writer import write_score
from musiccm_daw.score.note import Note
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import Meter, TimeGrid
from tests.musiccm_daw.score.smf import END, note, smf, title

TICKS = 96
PEDAL = 64


def at(ticks: int, *message: int) -> bytes:
    """Return a message so many ticks after the one before."""
    return bytes([ticks, *message])


def down(ticks: int = 0, value: int = 127, channel: int = 0) -> bytes:
    return at(ticks, 0xB0 | channel, PEDAL, value)


def up(ticks: int = 0, channel: int = 0) -> bytes:
    return down(ticks, 0, channel)


def notes(*tracks: bytes) -> list[tuple[Note, ...]]:
    return [part.notes for part in read_score(smf(*tracks, ticks=TICKS)).parts]


def test_a_note_that_ends_under_the_pedal_sounds_until_it_is_lifted() -> None:
    events = down() + note(60, ticks=48) + up(96) + note(62, ticks=48) + END
    assert notes(events) == [(Note(0, 1.5, 60, 64), Note(1.5, 0.5, 62, 64))]


def test_a_pedal_that_is_pressed_while_a_note_sounds_holds_it() -> None:
    assert notes(at(0, 0x90, 60, 64) + down(24) + at(24, 0x80, 60, 0) + up(96) + END) == [(Note(0, 1.5, 60, 64),)]


def test_a_pedal_that_is_lifted_before_the_key_changes_nothing() -> None:
    assert notes(at(0, 0x90, 60, 64) + down(24) + up(24) + at(48, 0x80, 60, 0) + END) == [(Note(0, 1, 60, 64),)]


def test_a_pedal_that_is_changed_on_the_beat_holds_no_note_that_ends_there() -> None:
    chord_change = note(60, ticks=96) + up() + down() + note(62, ticks=96) + up() + END
    assert notes(down() + chord_change) == [(Note(0, 1, 60, 64), Note(1, 1, 62, 64))]
    assert notes(note(60, ticks=96) + down() + note(62, ticks=48) + up(48) + END)[0][0] == Note(0, 1, 60, 64)


def test_a_pitch_that_is_struck_again_ends_what_the_pedal_holds_of_it() -> None:
    assert notes(down() + note(60, ticks=48) + note(60, ticks=48) + up(96) + END) == [
        (Note(0, 0.5, 60, 64), Note(0.5, 1.5, 60, 64))
    ]


@pytest.mark.parametrize(("value", "quarters"), [(0, 0.5), (63, 0.5), (64, 1.5), (127, 1.5)])
def test_the_pedal_is_down_from_64_on(value: int, quarters: float) -> None:
    assert notes(down(value=value) + note(60, ticks=48) + up(96) + END) == [(Note(0, quarters, 60, 64),)]


def test_a_pedal_that_is_never_lifted_holds_to_the_end_of_the_track_and_that_is_reported() -> None:
    song = read_score(smf(down() + note(60, ticks=48) + note(62, ticks=48) + at(96, 0xFF, 0x2F, 0), ticks=TICKS))
    assert song.parts[0].notes == (Note(0, 2, 60, 64), Note(0.5, 1.5, 62, 64))
    assert song.remarks == ("2 notes without an end held to the end of the track",)


def test_channels_have_pedals_of_their_own_and_so_have_tracks() -> None:
    held, dry = note(60, ticks=48) + up(48) + END, note(60, ticks=48) + END
    assert notes(down(channel=3) + held) == [(Note(0, 0.5, 60, 64),)]
    # Programs that export every track on channel 1 mean the pedal of one track alone.
    assert notes(down() + held, dry) == [(Note(0, 1, 60, 64),), (Note(0, 0.5, 60, 64),)]


def test_a_track_of_nothing_but_a_pedal_is_that_of_its_channel() -> None:
    pedal = title("Pedal") + down(channel=2) + up(96, channel=2) + END
    reset = at(0, 0xB2, 121, 0)
    for tracks in ((pedal, reset + note(60, 2, ticks=48) + END), (reset + note(60, 2, ticks=48) + END, pedal)):
        assert notes(*tracks) == [(Note(0, 1, 60, 64),)]


def test_moves_of_a_pedal_track_at_one_tick_keep_their_order() -> None:
    pedal = down(channel=2) + up(channel=2) + END
    assert notes(pedal, note(60, 2, ticks=48) + at(96, 0xFF, 0x2F, 0)) == [(Note(0, 0.5, 60, 64),)]


def test_drums_are_not_held() -> None:
    assert notes(down(channel=9) + note(36, 9, ticks=48) + up(96, channel=9) + END) == [(Note(0, 0.5, 36, 64),)]


@pytest.mark.parametrize(
    ("controller", "quarters"),
    [(120, 1), (121, 1), (123, 2), (1, 2)],
    ids=["all sound off", "reset of controllers", "all notes off", "modulation"],
)
def test_what_lifts_the_pedal_with_others(controller: int, quarters: float) -> None:
    events = down() + note(60, ticks=48) + at(48, 0xB0, controller, 0) + up(96) + END
    assert notes(events) == [(Note(0, quarters, 60, 64),)]


@pytest.mark.parametrize("controller", [120, 123, 126])
def test_notes_end_where_all_are_switched_off(controller: int) -> None:
    song = read_score(smf(at(0, 0x90, 60, 64) + at(48, 0xB0, controller, 0) + at(96, 0xFF, 0x2F, 0), ticks=TICKS))
    assert (song.parts[0].notes, song.remarks) == ((Note(0, 0.5, 60, 64),), ())


MPE_BEGINS = at(0, 0xB0, 101, 0) + at(0, 0xB0, 100, 6) + at(0, 0xB0, 6, 15)
FINGERS = range(1, 13)
"""Channels, the tenth among them, which is that of drums elsewhere."""


def bend(channel: int, value: int = 0x50) -> bytes:
    return at(0, 0xE0 | channel, 0, value)


@pytest.mark.parametrize(
    "begins",
    [MPE_BEGINS, b"".join(map(bend, FINGERS)), b"".join(at(0, 0xD0 | channel, 50) for channel in FINGERS)],
    ids=["said", "bends", "pressure"],
)
def test_the_fingers_of_an_mpe_controller_play_one_part(begins: bytes) -> None:
    song = read_score(
        smf(title("Lead") + begins + b"".join(note(60 + finger, finger) for finger in FINGERS) + END, ticks=TICKS)
    )
    assert [(part.name, [each.pitch for each in part.notes]) for part in song.parts] == [
        ("lead", [60 + finger for finger in FINGERS])
    ]
    assert song.remarks[0] == "12 channels of an MPE controller are played as one part"


def test_the_pedal_of_an_mpe_controller_holds_all_fingers() -> None:
    fingers = note(60, 1, ticks=48) + note(62, 2, ticks=48)
    others = note(64, ticks=48) + END
    assert notes(MPE_BEGINS + down() + fingers + up(96) + END, others) == [
        (Note(0, 2, 60, 64), Note(0.5, 1.5, 62, 64)),
        (Note(0, 0.5, 64, 64),),
    ]


@pytest.mark.parametrize(
    ("channels", "begins"),
    [(range(1, 4), b""), (range(3), bend(1)), (range(1, 4), at(0, 0xC1, 33)), (range(1, 3), b"")],
    ids=["one does not move", "the first channel plays", "programs", "two channels"],
)
def test_other_files_of_many_channels_keep_their_parts(channels: range, begins: bytes) -> None:
    bends = b"".join(map(bend, channels[: None if begins else 2]))
    events = begins + bends + b"".join(note(channel=channel) for channel in channels) + END
    assert len(read_score(smf(events, kind=0)).parts) == len(channels)


def test_bends_are_left_out_and_that_is_reported_but_centring_the_wheel_is_none() -> None:
    assert read_score(smf(bend(0) + note() + END)).remarks == ("pitch bends left out: notes keep their pitch",)
    assert read_score(smf(bend(0, 0x40) + note() + END)).remarks == ()


Move = tuple[int, str, int]
MOVES = st.lists(
    st.tuples(st.integers(1, 20), st.sampled_from(["on", "off", "pedal"]), st.integers(0, 3)), min_size=1, max_size=40
)


@settings(deadline=None)
@given(MOVES)
def test_every_pitch_sounds_when_a_synthesiser_would_let_it_sound(moves: list[Move]) -> None:
    song = mido_song(moves)
    if song is None:
        return
    sounding: set[tuple[int, int]] = set()
    for each in (each for part in song.parts for each in part.notes):
        start, length = round(each.start_quarters * TICKS), round(each.duration_quarters * TICKS)
        sounding |= {(each.pitch, tick) for tick in range(start, start + length)}
    assert sounding == synthesised(moves)


@settings(deadline=None, max_examples=50)
@given(MOVES)
def test_score_mid_holds_what_sounds_and_no_pedal(moves: list[Move]) -> None:
    song = mido_song(moves)
    if song is None:
        return
    grid = TimeGrid(Fraction(120), Meter(), 4)
    score = Score(song.parts, "given").cut(grid.total_quarters)
    written = write_score(score, "take", grid, None, None)
    assert [part.notes for part in read_score(written).parts] == [part.notes for part in score.parts]
    messages = [message for track in mido.MidiFile(file=BytesIO(written)).tracks for message in track]
    assert not any(message.type == "control_change" and message.control == PEDAL for message in messages)


def mido_song(moves: Sequence[Move]) -> MidiSong | None:
    """Return what is read of a file that mido writes; None where nothing is struck."""
    file = mido.MidiFile(ticks_per_beat=TICKS)
    track = mido.MidiTrack()
    for wait, kind, value in moves:
        if kind == "pedal":
            track.append(mido.Message("control_change", control=PEDAL, value=40 * value, time=wait))
        else:
            track.append(mido.Message(f"note_{kind}", note=60 + value, velocity=80, time=wait))
    track.append(mido.MetaMessage("end_of_track", time=1))
    file.tracks.append(track)
    content = BytesIO()
    file.save(file=content)
    return read_score(content.getvalue()) if any(kind == "on" for _, kind, _ in moves) else None


def synthesised(moves: Sequence[Move]) -> set[tuple[int, int]]:
    """Return at which ticks which pitches sound: those whose keys are down, and those that the pedal holds."""
    keys, held, is_down, tick = dict.fromkeys(range(60, 64), 0), set[int](), False, 0
    sounding: set[tuple[int, int]] = set()
    for wait, kind, value in (*moves, (1, "end", 0)):
        sounding |= {
            (pitch, at_tick) for pitch in keys if keys[pitch] or pitch in held for at_tick in range(tick, tick + wait)
        }
        tick += wait
        if kind == "on":
            keys[60 + value] += 1
        elif kind == "off" and keys[60 + value]:
            keys[60 + value] -= 1
            if is_down:
                held.add(60 + value)
        elif kind == "pedal":
            is_down = 40 * value >= PEDAL
            held = held if is_down else set()
    return sounding

"""Other people's MIDI files: what is read in them, what is said of them, and what is refused."""

from __future__ import annotations

import time
from fractions import Fraction
from io import BytesIO

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import MODES, Key
from musiccm_daw.score import midi_reader
from musiccm_daw.score.midi_reader import MAX_BYTES, read_score
from musiccm_daw.score.midi_writer import write_score
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import Meter, TimeGrid
from tests.musiccm_daw.score.smf import END, meta, note, smf, title

OLD = """
4d546864 00000006 0000 0001 0060        MThd: type 0, 1 track, 96 ticks a quarter
4d54726b 0000002c                       MTrk
00 ff51 03 07a120                       120 bpm
00 c1 21                                channel 2: program 34, a bass
00 91 24 64                             C2 on
30 24 00                                running status: C2 off after half a quarter
00 99 2a 50                             channel 10: hi-hat on
18 2a 00                                off after a quarter of one
00 f0 03 7e09f7                         a system exclusive message
00 91 26 64                             D2 on
60 81 26 40                             D2 off after a quarter
00 ff2f 00                              end
"""


def read(*tracks: bytes, **options: int) -> midi_reader.MidiSong:
    return read_score(smf(*tracks, **options))


def refusal(content: bytes) -> str:
    with pytest.raises(RequestError) as caught:
        read_score(content)
    message = str(caught.value)
    assert "\n" not in message
    return message


def read_or_refused(content: bytes) -> int:
    """Return how many parts a file has; 0 for one that is refused."""
    try:
        return len(read_score(content).parts)
    except RequestError:
        return 0


def test_an_old_file_byte_by_byte() -> None:
    song = read_score(bytes.fromhex("".join(line[:40].replace(" ", "") for line in OLD.splitlines())))
    assert song.parts == (
        Part("bass", "", (Note(0, 0.5, 36, 100), Note(0.75, 1, 38, 100)), name="bass", program=33),
        Part("drums", "", (Note(0.5, 0.25, 42, 80),), name="drums"),
    )
    assert (song.bpm, song.meter, song.key, song.chords) == (120, None, None, None)
    assert (song.quarters, song.remarks) == (Fraction(7, 4), ())


def test_quarters_are_quarters_at_any_tempo_and_resolution() -> None:
    for ticks in (24, 96, 480, 15360):
        song = mido.MidiFile(ticks_per_beat=ticks)
        song.tracks.append(mido.MidiTrack([
            mido.MetaMessage("set_tempo", tempo=800_000),
            mido.Message("note_on", note=60, velocity=70, time=ticks // 2),
            mido.Message("note_off", note=60, time=2 * ticks),
        ]))  # fmt: skip
        file = BytesIO()
        song.save(file=file)
        found = read_score(file.getvalue())
        assert found.parts[0].notes == (Note(0.5, 2, 60, 70),)
        assert found.bpm == 75


def test_a_type_0_file_has_a_part_a_channel_and_its_title_names_none() -> None:
    events = title("Guitar Heroes") + b"\0\xc0\x28" + note() + note(36, channel=9) + note(48, channel=3) + END
    assert [part.role for part in read(events, kind=0).parts] == ["strings", "drums", "keys"]


def test_a_channel_prefix_names_a_channel() -> None:
    events = meta(0x20, b"\x01") + title("Flute") + note(70, channel=1) + note(48, channel=3) + END
    assert [part.role for part in read(events, kind=0).parts] == ["lead", "keys"]


def test_channels_of_one_track_and_tracks_of_one_channel_are_parts() -> None:
    song = read(title("both") + note(channel=0) + note(channel=1) + END, title("Rhodes") + note(channel=0) + END)
    assert [part.name for part in song.parts] == ["keys", "keys-2", "keys-3"]


def test_tracks_without_notes_are_passed_over() -> None:
    song = read(title("Title") + END, title("Strings") + b"\0\xc0\x30" + END, title("Bass") + note(40) + END)
    assert [part.name for part in song.parts] == ["bass"]


def test_a_program_that_another_track_sets_for_the_channel_counts() -> None:
    assert read(b"\0\xc2\x38" + END, note(channel=2) + END).parts[0].role == "brass"


def test_the_first_of_several_programs_counts() -> None:
    part = read(b"\0\xc0\x38" + note() + b"\0\xc0\x21" + note() + END).parts[0]
    assert (part.role, part.program, len(part.notes)) == ("brass", 56, 2)


@pytest.mark.parametrize(
    ("data", "role"),
    [("Flöte Lead".encode("latin-1"), "lead"), ("Flöte Lead".encode(), "lead"), (b"\xff\xfe\x00\x80", "keys"),
     (b"Bass\0", "bass"), (b"", "keys"), ("ベース bass".encode(), "bass"), (bytes(range(127)), "keys")],
)  # fmt: skip
def test_track_names_may_be_any_bytes(data: bytes, role: str) -> None:
    assert read(title(data) + note() + END).parts[0].role == role


def test_overlapping_notes_of_a_pitch_end_in_the_order_in_which_they_began() -> None:
    events = b"\0\x90\x3c\x40\x60\x3c\x50\x60\x3c\0\x60\x3c\0" + END
    assert read(events, ticks=96).parts[0].notes == (Note(0, 2, 60, 64), Note(1, 2, 60, 80))


def test_notes_without_an_end_are_held_to_the_end_of_their_track() -> None:
    song = read(b"\0\x90\x3c\x40\0\x3e\x40\x60\x3c\0" + b"\x60\xff\x2f\0", ticks=96)
    assert song.parts[0].notes == (Note(0, 1, 60, 64), Note(0, 2, 62, 64))
    assert song.remarks == ("1 note without an end held to the end of the track",)


def test_ends_without_notes_are_nothing_and_notes_last_a_tick_at_least() -> None:
    assert read(b"\0\x80\x3c\0" + note(ticks=0) + END, ticks=96).parts[0].notes == (Note(0, 1 / 96, 60, 64),)


def test_pitches_outside_a_piano_are_left_out_but_for_drums() -> None:
    song = read(note(20) + note(21) + note(108) + note(109) + END, title("Drums") + note(20) + END)
    assert [[note.pitch for note in part.notes] for part in song.parts] == [[21, 108], [20]]
    assert song.remarks == ("2 notes outside A0 to C8 left out",)


def test_the_first_tempo_meter_and_key_count() -> None:
    tempo = meta(0x51, (500_000).to_bytes(3)) + meta(0x58, b"\x03\x02\x18\x08") + meta(0x59, b"\x00\x00")
    again = tempo + b"\x60\xff\x51\x03\x09\x27\xc0" + meta(0x58, b"\x04\x02\x18\x08") + meta(0x59, b"\x01\x01")
    once, changing = read(tempo + note() + tempo + END), read(again + note() + END)
    assert (once.bpm, once.meter, once.key) == (changing.bpm, changing.meter, changing.key)
    assert (once.bpm, once.meter, once.key) == (120, Meter(3, 4), Key.parse("C"))
    assert not once.remarks
    assert [remark.split("; ")[1] for remark in changing.remarks] == [
        "only the first tempo counts", "only the first meter counts", "only the first key counts",
    ]  # fmt: skip


def test_the_earliest_tempo_counts_in_whatever_track_it_is() -> None:
    late, early = b"\x60\xff\x51\x03\x09\x27\xc0", meta(0x51, (400_000).to_bytes(3))
    assert read(late + END, early + note() + END).bpm == 150


@pytest.mark.parametrize("bpm", ["20", "87.5", "124", "124.75", "174.01", "299.99", "300"])
def test_a_tempo_is_the_decimal_that_was_meant_whether_rounded_or_cut_off(bpm: str) -> None:
    microseconds = 60_000_000 / Fraction(bpm)
    for whole in (int(microseconds), round(microseconds)):
        assert read(meta(0x51, whole.to_bytes(3)) + note() + END).bpm == Fraction(bpm)


def test_an_exact_tempo_does_not_outlive_a_change_in_a_daw() -> None:
    exact = meta(1, b"musiccm bpm=124.0001") + meta(0x51, (500_000).to_bytes(3))
    assert read(exact + note() + END).bpm == 120


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sharps", range(-7, 8))
def test_every_key_signature_is_read_as_mido_writes_it(sharps: int, mode: str) -> None:
    data = sharps.to_bytes(1, signed=True) + bytes([mode == "minor"])
    written = mido.MetaMessage.from_bytes([0xFF, 0x59, 2, *data]).key
    key = read(meta(0x59, data) + note() + END).key
    assert key == Key.parse(written)


@pytest.mark.parametrize(
    ("event", "remark"),
    [(meta(0x51, b"\x01\x00\x00"), "915.527 bpm"), (meta(0x51, b"\xff\xff\xff"), "3.57628 bpm"),
     (meta(0x58, b"\x04\xff\x18\x08"), "4/2^255"), (meta(0x58, b"\x00\x02\x18\x08"), "0/4"),
     (meta(0x58, b"\x11\x05\x18\x08"), "17/32")],
)  # fmt: skip
def test_facts_that_cannot_be_played_are_ignored_and_reported(event: bytes, remark: str) -> None:
    song = read(event + note() + END)
    assert (song.bpm, song.meter) == (None, None)
    assert remark in song.remarks[0]


@pytest.mark.parametrize(
    "odd",
    [meta(0x59, b"\x60\x05"), meta(0x51, b"\x01"), meta(0x58, b"\x04"), meta(0x54, b"\xff\0\0\0\0"), meta(0x20, b""),
     meta(0x60, b"\1\2"), meta(0x7F, bytes(100)), meta(5, "là".encode("latin-1")), b"\0\xf7\x02\1\2", b"\0\xf8",
     b"\0\xe0\0\x40", b"\0\xd0\x11", b"\0\xb0\x40\x7f"],
)  # fmt: skip
def test_odd_events_are_passed_over(odd: bytes) -> None:
    song = read(odd + note() + odd + END)
    assert (len(song.parts), len(song.parts[0].notes), song.key, song.bpm) == (1, 1, None, None)


@pytest.mark.parametrize(
    "text",
    ["musiccm role=keys instrument= gain_db=nan pan=0.0", "musiccm role=keys instrument= gain_db=1e999 pan=0.0",
     "musiccm role=keys instrument= gain_db=--- pan=0.0", "musiccm role=keys instrument= gain_db=0.0 pan=7",
     "musiccm role=mix instrument= gain_db=0.0 pan=0.0", "musiccm role=tuba instrument= gain_db=0.0 pan=0.0",
     "musiccm role=keys instrument=../x gain_db=0.0 pan=0.0", "musiccm bpm=12..5", "musiccm bpm=9999"],
)  # fmt: skip
def test_exact_values_that_nobody_wrote_are_plain_text(text: str) -> None:
    part = read(title("Bass") + meta(1, text.encode()) + note(40) + END).parts[0]
    assert (part.role, part.instrument, part.gain_db, part.pan, part.name) == ("bass", "", 0, 0, "bass")


def test_a_name_that_files_cannot_have_is_not_kept() -> None:
    exact = meta(1, b"musiccm role=keys instrument=rhodes gain_db=-1.0 pan=0.0")
    part = read(title("../My keys") + exact + note() + END).parts[0]
    assert (part.role, part.instrument, part.name) == ("keys", "rhodes", "keys")


def test_other_chunks_garbage_after_the_end_and_a_riff_around_it_do_no_harm() -> None:
    plain = smf(note() + END)
    with_chunk = plain[:14] + b"XFIH\0\0\0\x03abc" + plain[14:] + b"garbage\xff" * 9
    riff = b"RIFF" + len(plain).to_bytes(4, "little") + b"RMIDdata" + len(plain).to_bytes(4, "little") + plain
    assert read_score(with_chunk) == read_score(riff) == read_score(plain)
    assert read(note() + END + b"after the end").parts == read_score(plain).parts
    assert read(note()).parts == read_score(plain).parts  # no end of track


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"these are words, not music", "not a MIDI file: it begins with b'thes'"),
        (smf(note() + END, kind=2), "type 2, a set of separate patterns"),
        (smf(note() + END, kind=7), "type 7"),
        (smf(note() + END, ticks=0xE728), "SMPTE"),
        (smf(note() + END, ticks=0), "0 ticks"),
        (smf(END), "has no notes; give"),
        (smf(), "has no notes"),
        (smf(note(12) + END), "no notes between A0 and C8"),
        (smf(meta(0x51, b"\0\0\0") + note() + END), "tempo of 0"),
        (smf(*[note() + END] * 17), "17 tracks with notes, and at most 16"),
        (smf(note() + END, count=2), "1 of 2 tracks"),
        (smf(b"\0\x3c\x40" + END), "data without a status"),
        (smf(b"\x80" * 9 + END), "more than 4 bytes"),
        (smf(note())[:-1], "ends too early"),
        (smf(b"\0\xff\x01\x7f" + note()), "ends too early"),
    ],
)
def test_what_cannot_be_played_is_refused_in_one_line(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_too_large_a_file_is_refused_before_it_is_read() -> None:
    begun = time.monotonic()
    assert "larger than 8 MB" in refusal(smf(note() * 1_300_000))
    assert "larger" in refusal(b"\x80" * (MAX_BYTES + 1))
    assert time.monotonic() - begun < 1


def test_too_many_notes_are_refused_as_soon_as_they_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(midi_reader, "MAX_NOTES", 100)
    assert len(read(note() * 100 + END).parts[0].notes) == 100
    assert "more than 100 notes" in refusal(smf(note() * 101 + END))


def test_every_shortened_file_is_refused() -> None:
    parts = (Part("keys", "rhodes", (Note(0, 1, 60, 90),), name="keys"), Part("drums", "", (), name="drums"))
    whole = write_score(Score(parts, "composed"), "take", TimeGrid(Fraction(120), Meter(), 1), None, None)
    for size in range(len(whole)):
        assert refusal(whole[:size])


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_damage_is_read_or_refused_but_never_crashes(data: st.DataObject) -> None:
    content = bytearray(smf(title("Keys") + meta(0x51, b"\7\xa1\x20") + note() * 3 + END, note(40, 9) * 3 + END))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert read_or_refused(bytes(content)) <= 16


@given(st.binary(max_size=200))
def test_any_bytes_of_a_track_are_read_or_refused(track: bytes) -> None:
    assert read_or_refused(smf(track)) <= 16

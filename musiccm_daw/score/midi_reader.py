"""Anybody's MIDI file to parts: notes in quarters, whatever their tempo, each with a role and what the file says of it.

Beside `midi_writer.py`, whose own files come back exactly. Type 0 and 1. What is left out or read otherwise than it was
written is said in `MidiSong.remarks`; what cannot be played is refused in one line. Opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from io import BytesIO

import mido

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.score.conductor import MICROSECONDS_PER_MINUTE
from musiccm_daw.score.midi_roles import role_of
from musiccm_daw.score.midi_writer import CHORDS, DRUM_CHANNEL, EXACT
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import MAX_PARTS, named
from musiccm_daw.timebase import MAX_BPM, MIN_BPM, Meter

MAX_BYTES = 4 * 1024 * 1024
"""A million notes; a song has some thousand."""
LOWEST, HIGHEST = 21, 108
"""A0 to C8."""
WHAT_TO_DO = "give a standard MIDI file of type 0 or 1"

_EXACT = re.compile(
    rf"{EXACT} role=(?P<role>[\w-]+) instrument=(?P<instrument>\w*) gain_db=(?P<gain>[-+.\w]+) pan=(?P<pan>[-+.\w]+)"
)


@dataclass(frozen=True)
class MidiSong:
    """What a file says.

    Attributes:
        parts: 1 to 16, with names of their own.
        bpm: the first tempo; None where there is none.
        meter: the first one; None where there is none.
        key: the first signature; None where there is none.
        chords: of our own files, bar by bar; None elsewhere.
        quarters: where the last note ends, or the last track does, if later.
        remarks: what people should know of how the file was read, a line each.
    """

    parts: tuple[Part, ...]
    bpm: Fraction | None
    meter: Meter | None
    key: Key | None
    chords: ChordProgression | None
    quarters: Fraction
    remarks: tuple[str, ...] = ()


def read_score(content: bytes) -> MidiSong:
    """Read the bytes of a MIDI file.

    Raises:
        RequestError: it is not a MIDI file, is damaged, has no notes, or more than can be played.
    """
    song = _parsed(content)
    reader = _Reader(song.ticks_per_beat)
    for number, track in enumerate(song.tracks):
        reader.read_track(track, number)
    parts = reader.parts()
    if not parts:
        raise RequestError(f"the MIDI file has no notes between A0 and C8; {WHAT_TO_DO} with notes in it")
    if len(parts) > MAX_PARTS:
        raise RequestError(f"the MIDI file has {len(parts)} tracks with notes; at most {MAX_PARTS} can be played")
    end = max(reader.last_tick, *(note.end for notes in reader.notes.values() for note in notes))
    return MidiSong(
        parts=parts,
        bpm=reader.bpm,
        meter=reader.meter,
        key=reader.key,
        chords=reader.chords(),
        quarters=Fraction(end, song.ticks_per_beat),
        remarks=tuple(reader.remarks()),
    )


def _parsed(content: bytes) -> mido.MidiFile:
    if len(content) > MAX_BYTES:
        raise RequestError(f"the MIDI file has {len(content)} bytes; at most {MAX_BYTES} are read")
    if content[:4] != b"MThd":
        raise RequestError(f"the file is not a MIDI file: it does not begin with MThd; {WHAT_TO_DO}")
    try:
        song = mido.MidiFile(file=BytesIO(content), clip=True)
    except (OSError, EOFError, ValueError, IndexError, KeyError, TypeError) as error:
        reason = str(error) or "it ends too early"
        raise RequestError(f"the MIDI file is damaged ({reason}); export it anew") from error
    if song.type == 2:
        raise RequestError(f"the MIDI file is of type 2, a set of patterns; {WHAT_TO_DO}")
    if song.ticks_per_beat <= 0 or song.ticks_per_beat & 0x8000:
        raise RequestError(f"the MIDI file counts SMPTE time, not quarters; {WHAT_TO_DO} in ticks per quarter")
    return song


@dataclass
class _Struck:
    """A note in ticks."""

    start: int
    end: int
    pitch: int
    velocity: int


@dataclass
class _Voice:
    """What a track says of one of its channels."""

    track: int
    channel: int
    title: str = ""
    program: int | None = None
    exact: re.Match[str] | None = None
    sounding: dict[int, list[_Struck]] = field(default_factory=dict)


class _Reader:
    """The tracks of a file, one after the other."""

    def __init__(self, ticks_per_quarter: int) -> None:
        self.ticks = ticks_per_quarter
        self.bpm: Fraction | None = None
        self.meter: Meter | None = None
        self.key: Key | None = None
        self.last_tick = 0
        self.voices: dict[tuple[int, int], _Voice] = {}
        self.notes: dict[tuple[int, int], list[_Struck]] = {}
        self._changes = {"tempo": 0, "meter": 0}
        self._chords: list[tuple[int, str]] = []
        self._outside = 0
        self._endless = 0

    def read_track(self, track: mido.MidiTrack, number: int) -> None:
        """Take in a track."""
        now, title, exact = 0, "", None
        own: list[_Voice] = []
        for message in track:
            now += message.time
            if message.type == "track_name":
                title = title or message.name
            elif message.type == "text" and (found := _EXACT.match(message.text)):
                exact = found
            elif message.type == "text" and title == CHORDS:
                self._chords.append((now, message.text))
            elif message.is_meta:
                self._read_conductor(message)
            elif message.type in ("note_on", "note_off", "program_change"):
                voice = self._voice(number, message.channel, own)
                self._read_message(voice, message, now)
        for voice in own:
            voice.title, voice.exact = title, exact
            for struck in voice.sounding.values():
                self._endless += len(struck)
                for note in struck:
                    note.end = max(now, note.start + 1)
        self.last_tick = max(self.last_tick, now)

    def _voice(self, track: int, channel: int, own: list[_Voice]) -> _Voice:
        if (track, channel) not in self.voices:
            self.voices[track, channel] = _Voice(track, channel)
            own.append(self.voices[track, channel])
        return self.voices[track, channel]

    def _read_conductor(self, message: mido.MetaMessage) -> None:
        """Take in tempo, meter and key; the first of each counts."""
        match message.type:
            case "set_tempo":
                self._changes["tempo"] += 1
                if self.bpm is None:
                    self.bpm = _tempo(message.tempo)
            case "time_signature":
                self._changes["meter"] += 1
                if self.meter is None:
                    self.meter = _meter(message.numerator, message.denominator)
            case "key_signature" if self.key is None:
                tonic, minor = message.key.removesuffix("m"), message.key.endswith("m")
                self.key = Key.parse(f"{tonic} {'minor' if minor else 'major'}")

    def _read_message(self, voice: _Voice, message: mido.Message, now: int) -> None:
        if message.type == "program_change":
            voice.program = message.program if voice.program is None else voice.program
            return
        sounding = voice.sounding.setdefault(message.note, [])
        if message.type == "note_on" and message.velocity > 0:
            if not (voice.channel == DRUM_CHANNEL or LOWEST <= message.note <= HIGHEST):
                self._outside += 1
                return
            struck = _Struck(now, now + 1, message.note, message.velocity)
            self.notes.setdefault((voice.track, voice.channel), []).append(struck)
            sounding.append(struck)
        elif sounding:
            note = sounding.pop(0)
            note.end = max(now, note.start + 1)

    def chords(self) -> ChordProgression | None:
        """Return the progression of a track of chord names, as we write it; None where there is none, or another's."""
        bar_ticks = (self.meter or Meter(4, 4)).quarters_per_bar * self.ticks
        bars: dict[int, list[str]] = {}
        for tick, text in self._chords:
            bars.setdefault(int(tick // bar_ticks), []).append(text)
        if not bars or list(bars) != list(range(len(bars))):
            return None
        try:
            return ChordProgression.parse(" | ".join(" ".join(bar) for bar in bars.values()))
        except RequestError:
            return None

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of all channels that have notes, in the order of the tracks."""
        parts = [self._part(self.voices[place], notes) for place, notes in self.notes.items()]
        titles = {part.name for part in parts}
        return tuple(parts) if len(titles) == len(parts) and "" not in titles else named(parts)

    def _part(self, voice: _Voice, struck: list[_Struck]) -> Part:
        notes = tuple(
            Note(note.start / self.ticks, (note.end - note.start) / self.ticks, note.pitch, note.velocity)
            for note in sorted(struck, key=lambda note: (note.start, note.pitch))
        )
        part = Part(
            role_of(voice.title, voice.program, voice.channel == DRUM_CHANNEL), "", notes, program=voice.program
        )
        if voice.exact is None:
            return part
        found = voice.exact
        return replace(
            part,
            role=found["role"],
            instrument=found["instrument"],
            gain_db=float(found["gain"]),
            pan=float(found["pan"]),
            name=voice.title,
        )

    def remarks(self) -> Iterator[str]:
        """Yield what was read otherwise than it was written."""
        for name, count in self._changes.items():
            if count > 1:
                yield f"the MIDI file changes its {name}; its first one counts"
        if self._outside:
            yield f"{self._outside} notes outside A0 to C8 are left out"
        if self._endless:
            yield f"{self._endless} notes without an end are held to the end of their track"


def _tempo(microseconds: int) -> Fraction:
    """Return quarters a minute, as they were probably meant: files hold whole microseconds."""
    if microseconds <= 0:
        raise RequestError("the MIDI file has a tempo of 0 microseconds a quarter; export it anew")
    bpm = Fraction(MICROSECONDS_PER_MINUTE, microseconds).limit_denominator(10_000)
    rounded = Fraction(round(bpm * 1000), 1000)
    if not MIN_BPM <= rounded <= MAX_BPM:
        raise RequestError(
            f"the MIDI file's tempo is {float(bpm):g} bpm; tempi from {MIN_BPM} to {MAX_BPM} can be played"
        )
    return rounded


def _meter(numerator: int, denominator: int) -> Meter | None:
    """Return a meter that we can play; others are left open."""
    try:
        return Meter(numerator, denominator)
    except RequestError:
        return None

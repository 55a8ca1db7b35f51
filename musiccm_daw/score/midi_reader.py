"""Anybody's MIDI file to parts: notes in quarters, whatever their tempo, each with a role and its track's facts.

Beside `midi_writer.py`, whose own files come back exactly. Type 0 and 1. What is left out or read otherwise than it was
written is said in `MidiSong.remarks`; what cannot be played is refused in one line. Opens no file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.roles import DRUM_ROLES, ROLES
from musiccm_daw.score.midi_events import (
    CHANNEL_PREFIX,
    INSTRUMENT_NAME,
    META,
    TEXT,
    TRACK_NAME,
    TrackChunk,
    read_chunks,
    track_events,
)
from musiccm_daw.score.midi_facts import MidiFacts
from musiccm_daw.score.midi_roles import PROGRAM_DEFAULT_ROLE, stated_role
from musiccm_daw.score.midi_voice import PedalMoves, Struck, Voice, is_mpe, merged
from musiccm_daw.score.midi_writer import CHORDS, DRUM_CHANNEL, EXACT
from musiccm_daw.score.note import HIGHEST_PITCH, LOWEST_PITCH, Note, Part
from musiccm_daw.score.score import MAX_PARTS, named
from musiccm_daw.timebase import Meter
from musiccm_daw.wording import counted

MAX_BYTES = 8 * 1024 * 1024
"""Long songs have a hundredth of it; one with `MAX_NOTES` has about half."""
MAX_NOTES = 500_000
"""A clip of 256 bars with 16 parts plays some 100 000; so many take seconds and 200 MB."""

_NOTE_OFF, _NOTE_ON, _CONTROL, _PROGRAM, _PRESSURE, _BEND = 0x80, 0x90, 0xB0, 0xC0, 0xD0, 0xE0
_CENTRED = b"\x00\x40"
_EXACT = re.compile(
    rf"{EXACT} role=(?P<role>[a-z-]+) instrument=(?P<instrument>[a-z0-9_]*)"
    r" gain_db=(?P<gain>[-+.e0-9]+) pan=(?P<pan>[-+.e0-9]+)"
)
_EXACT_BPM = re.compile(rf"{EXACT} bpm=([.0-9]+)")
_NAME = re.compile(r"[\w#-]{1,60}")
"""What our own tracks are called: names of stems, which are parts of file names."""


@dataclass(frozen=True)
class MidiSong:
    """What a file says.

    Attributes:
        parts: 1 to 16, with names of their own: those of our files' tracks, elsewhere role, role-2 and so on.
        bpm: the first tempo; None where there is none, or none that we can play.
        meter: the first one; None likewise.
        key: the first signature; None where there is none.
        chords: of our own files, bar by bar; None elsewhere.
        quarters: where the last note ends, or the last track does, if later.
        unnamed: names of the parts of which the file does not say what plays them.
        remarks: what people should know of how the file was read, a line each.
    """

    parts: tuple[Part, ...]
    bpm: Fraction | None
    meter: Meter | None
    key: Key | None
    chords: ChordProgression | None
    quarters: Fraction
    unnamed: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()


def read_score(content: bytes) -> MidiSong:
    """Read the bytes of a MIDI file.

    Raises:
        RequestError: it is not a MIDI file, is damaged, has no notes, or more than can be played.
    """
    if len(content) > MAX_BYTES:
        raise RequestError(f"the MIDI file is larger than {MAX_BYTES // 1024**2} MB; cut it to what is to be played")
    chunks = read_chunks(content)
    reader = _Reader(chunks.ticks_per_quarter)
    for chunk in chunks.tracks:
        reader.read_track(chunk)
    parts: Sequence[Part] = reader.parts()
    if not parts:
        outside = " between A0 and C8" if reader.outside else ""
        raise RequestError(f"the MIDI file has no notes{outside}; give one with notes to play")
    if len(parts) > MAX_PARTS:
        raise RequestError(
            f"the MIDI file has {len(parts)} tracks with notes, and at most {MAX_PARTS} can be played; remove some"
        )
    last_note = max((note.start_quarters + note.duration_quarters for part in parts for note in part.notes), default=0)
    end = max(reader.last_tick, round(last_note * chunks.ticks_per_quarter))
    facts = reader.facts
    parts = named(parts)
    return MidiSong(
        parts=parts,
        bpm=facts.bpm,
        meter=facts.meter,
        key=facts.key,
        chords=facts.chords,
        quarters=Fraction(end, chunks.ticks_per_quarter),
        unnamed=frozenset(part.name for part, unnamed in zip(parts, reader.unnamed, strict=True) if unnamed),
        remarks=(*facts.remarks(), *reader.remarks()),
    )


class _Reader:
    """The tracks of a file, one after the other."""

    def __init__(self, ticks_per_quarter: int) -> None:
        self.ticks = ticks_per_quarter
        self.facts = MidiFacts(ticks_per_quarter)
        self.last_tick = 0
        self.outside = 0
        self._voices: list[Voice] = []
        self._programs: dict[int, int] = {}
        self._pedals: dict[int, PedalMoves] = {}
        """By channel, of tracks without notes: those of the others are their own."""
        self._notes = 0
        self.unnamed: list[bool] = []
        """Of each part, whether nothing says what plays it."""
        self._endless = 0
        self._mpe_channels = 0

    def read_track(self, chunk: TrackChunk) -> None:
        """Take in a track."""
        names: dict[int, str] = {}
        voices: dict[int, Voice] = {}
        exacts: list[Part] = []
        prefix: int | None = None
        tick = 0
        for tick, status, data in track_events(chunk):
            if status < META:
                prefix = None
                voice = voices.get(status & 15)
                if voice is None:
                    voice = voices[status & 15] = Voice(status & 15)
                self._read_message(voice, tick, status, data)
            elif status == CHANNEL_PREFIX:
                prefix = data[0] & 15 if data else None
            elif status in (TRACK_NAME, INSTRUMENT_NAME):
                to = names if prefix is None else voices.setdefault(prefix, Voice(prefix)).names
                to.setdefault(status, _text(data))
            elif status == TEXT:
                text = _text(data)
                exacts += _exact_values(text)
                if (bpm := _EXACT_BPM.fullmatch(text)) is not None:
                    self.facts.take_exact_bpm(bpm[1])
                elif names.get(TRACK_NAME) == CHORDS:
                    self.facts.take_chord(tick, text)
            else:
                self.facts.take(tick, status, data)
        self.last_tick = max(self.last_tick, tick)
        for voice in voices.values():
            voice.end = tick
            self._endless += voice.release_all(tick)
        if is_mpe(list(voices.values())):
            self._mpe_channels += sum(bool(voice.notes) for voice in voices.values())
            voices = {0: merged(list(voices.values()))}
        for voice in voices.values():
            if not voice.notes:
                self._pedals.setdefault(voice.channel, []).extend(voice.pedal)
        playing = [voice for voice in voices.values() if voice.notes] or list(voices.values())
        if len(playing) == 1:
            # The names of a track of many channels are the song's, and say nothing of any of them.
            playing[0].names = {**names, **playing[0].names}
            playing[0].exact = exacts[0] if len(exacts) == 1 else None
        self._voices += playing

    def _read_message(self, voice: Voice, tick: int, status: int, data: bytes) -> None:
        kind = status & 0xF0
        if kind == _PROGRAM:
            voice.program = data[0] if voice.program is None else voice.program
            self._programs.setdefault(voice.channel, data[0])
        elif kind == _NOTE_ON and data[1] > 0:
            self._notes += 1
            if self._notes > MAX_NOTES:
                raise RequestError(
                    f"the MIDI file has more than {MAX_NOTES} notes; cut it to what is to be played, or thin it out"
                )
            voice.strike(tick, data[0], data[1])
        elif kind in (_NOTE_ON, _NOTE_OFF):
            voice.release(tick, data[0])
        elif kind == _CONTROL:
            voice.control(tick, data[0], data[1])
        elif kind == _PRESSURE:
            voice.is_expressive = True
        elif kind == _BEND:
            voice.bend(is_centred=data == _CENTRED)

    def parts(self) -> list[Part]:
        """Return the parts that have notes we can play, in the order of the tracks; of our own files, all parts."""
        parts = [(self._part(voice), voice) for voice in self._voices]
        kept = [(part, voice) for part, voice in parts if part.notes or voice.exact]
        self.unnamed = [voice.exact is None and self._stated_role(voice) is None for _, voice in kept]
        return [part for part, _ in kept]

    def _stated_role(self, voice: Voice) -> str | None:
        return stated_role(_names(voice), self._program(voice), voice.channel == DRUM_CHANNEL)

    def _program(self, voice: Voice) -> int | None:
        return self._programs.get(voice.channel) if voice.program is None else voice.program

    def _part(self, voice: Voice) -> Part:
        names = _names(voice)
        # Kits share a channel, and our synthesised ones have no program of their own.
        program = voice.program if voice.exact else self._program(voice)
        own = voice.exact or Part(self._stated_role(voice) or PROGRAM_DEFAULT_ROLE, "", ())
        name = names[0] if voice.exact and names and _NAME.fullmatch(names[0]) else ""
        kept = [note for note in voice.notes if own.role in DRUM_ROLES or LOWEST_PITCH <= note.pitch <= HIGHEST_PITCH]
        self.outside += len(voice.notes) - len(kept)
        if own.role not in DRUM_ROLES:
            pedal = voice.pedal if voice.is_pedalled else sorted(self._pedals.get(voice.channel, ()), key=itemgetter(0))
            self._endless += voice.hold(pedal)
        notes = tuple(
            Note(note.start / self.ticks, self._duration(note) / self.ticks, note.pitch, note.velocity)
            for note in sorted(kept, key=lambda note: (note.start, note.pitch))
        )
        return Part(own.role, own.instrument, notes, gain_db=own.gain_db, pan=own.pan, name=name, program=program)

    def _duration(self, note: Struck) -> int:
        """Return ticks, 1 at least: drum machines end notes where they begin."""
        return max(1, (note.start if note.end is None else note.end) - note.start)

    def remarks(self) -> Iterator[str]:
        """Yield what was read otherwise than it was written."""
        if self.outside:
            yield f"{counted(self.outside, 'note')} outside A0 to C8 left out"
        if self._endless:
            yield f"{counted(self._endless, 'note')} without an end held to the end of the track"
        if self._mpe_channels:
            yield f"{self._mpe_channels} channels of an MPE controller are played as one part"
        if any(voice.is_bent and voice.notes for voice in self._voices):
            yield "pitch bends left out: notes keep their pitch"


def _names(voice: Voice) -> list[str]:
    """Return the names of a voice, the most telling first."""
    return [voice.names[kind] for kind in (TRACK_NAME, INSTRUMENT_NAME) if kind in voice.names]


def _exact_values(text: str) -> Iterator[Part]:
    """Yield a part without notes if a text of `midi_writer.py` describes it."""
    found = _EXACT.match(text)
    if found is None or found["role"] not in ROLES or found["role"] == "mix":
        return
    try:
        gain_db, pan = float(found["gain"]), float(found["pan"])
    except ValueError:
        return
    if math.isfinite(gain_db) and -1 <= pan <= 1:
        yield Part(found["role"], found["instrument"], (), gain_db=gain_db, pan=pan)


def _text(data: bytes) -> str:
    """Return a text, whose encoding files do not state."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.strip("\0 \t\r\n")

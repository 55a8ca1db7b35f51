"""What the chunks of a WAV file state about its music, ours or anybody's, and what they hold that cannot be read.

Read by `wav_reader` for edits and by the trainer's import, each of which decides what counts. In: a path. Out: a
`WavStatement`. `chunks/walk` finds the chunks and `chunks` decodes them. A value that is there and makes no sense is
named in a remark; zeros and empty fields state nothing. Nothing here checks whether the facts fit the audio.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from struct import error as StructError
from typing import BinaryIO, TypeVar
from xml.etree.ElementTree import ParseError

import numpy as np

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.timebase import Meter, parse_bpm
from musiccm_daw.writers.chunks import acid, bext, cue, fmt, info, ixml, riff, smpl
from musiccm_daw.writers.chunks.layout import ByteOrder
from musiccm_daw.writers.chunks.walk import WaveChunks, read_chunk, walk
from musiccm_daw.writers.names import read_name

LARGEST_CHUNK_BYTES = 1 << 24
"""A chunk of facts takes kilobytes, one with pictures a few megabytes."""
OUR_COMMENT = re.compile(r"(?P<words>.+) \(seed \d+\)")
_NONE = "none"

Value = TypeVar("Value")


@dataclass(frozen=True)
class WavStatement:
    """What the chunks state; None for what they do not.

    Attributes:
        atonal: True where the file states that it has no key.
        loop: whether the file is a loop, or a one-shot.
        beats: quarter notes by `acid`, 0 for unknown, as in most one-shots, whose tempo is then a mere default.
        prompt: what the file was made from, if we made it; the note of a recordist is not a prompt.
        role: of the stem that the file is, if we made it.
        texts: those of `LIST`/`INFO`, by their names there.
        cues: the markers in the file.
        tonic: the pitch class of the root note.
        time_reference: of the first frame, in frames since the start of the timeline.
        id3: the tag of players, as it is.
        sample_rate: by which the markers count, in Hz.
        missing_bytes: how many bytes of samples were announced and are not there.
        remarks: what is there and could not be read, one line each.
    """

    bpm: Fraction | None = None
    meter: Meter | None = None
    key: Key | None = None
    atonal: bool | None = None
    chords: ChordProgression | None = None
    loop: bool | None = None
    beats: int | None = None
    prompt: str | None = None
    role: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    tonic: int | None = None
    time_reference: int = 0
    id3: bytes | None = None
    cues: tuple[cue.Cue, ...] = ()
    sample_rate: int = 0
    missing_bytes: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def is_one_shot(self) -> bool:
        """Whether the file is a single sound: libraries leave the default tempo of their editor in those."""
        return self.loop is False and self.beats == 0 and self.prompt is None


def read_wav_facts(path: Path) -> WavStatement:
    """Return what the chunks of a file state; nothing for a file that is not a WAV.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        try:
            chunks = walk(file)
        except ValueError:
            return WavStatement()
        return _Reading(file, chunks).statement()


@dataclass
class _Reading:
    """A file being read: the first source that states a fact counts; see `read_wav_facts`."""

    file: BinaryIO
    chunks: WaveChunks
    remarks: list[str] = field(default_factory=list)

    def statement(self) -> WavStatement:
        """Return what all chunks together state."""
        ixml_facts = self.decoded(b"iXML", lambda payload, _: self.by_ixml(payload)) or WavStatement()
        acid_facts = self.decoded(b"acid", self.by_acid) or WavStatement()
        sampler = self.decoded(b"smpl", smpl.decode)
        form = self.decoded(b"fmt ", fmt.decode)
        broadcast = self.decoded(b"bext", bext.decode)
        texts = info.decode(self.payload(b"LIST", b"INFO") or b"INFO", self.chunks.order)
        # A loop that starts later is a sampler's sustain loop.
        whole_loop = True if sampler is not None and sampler.first_frame == 0 else None
        return WavStatement(
            bpm=_either(ixml_facts.bpm, acid_facts.bpm),
            meter=_either(ixml_facts.meter, acid_facts.meter),
            key=ixml_facts.key,
            atonal=ixml_facts.atonal,
            chords=ixml_facts.chords,
            loop=_either(whole_loop, acid_facts.loop),
            beats=acid_facts.beats,
            prompt=_either(ixml_facts.prompt, prompt_in(texts)),
            role=ixml_facts.role,
            texts=texts,
            tonic=acid_facts.tonic,
            time_reference=broadcast.time_reference if broadcast else 0,
            id3=_either(self.payload(b"id3 "), self.payload(b"ID3 ")),
            cues=self.cues(),
            sample_rate=form.sample_rate if form else 0,
            missing_bytes=self.chunks.missing_bytes,
            remarks=tuple(dict.fromkeys((*self.chunks.remarks, *self.remarks))),
        )

    def by_ixml(self, payload: bytes) -> WavStatement:
        """Return what the iXML chunk states; prompt and role only where we wrote it."""
        production = ixml.decode(payload)
        lines = ixml.read_lines(production.user)
        ours = production.project == ixml.PROJECT
        named = read_name(production.scene) if ours else None
        return WavStatement(
            bpm=self.value("iXML", "bpm", parse_bpm, lines.get("bpm")),
            meter=self.value("iXML", "meter", Meter.parse, lines.get("meter")),
            key=self.value("iXML", "key", Key.parse, lines.get("key")),
            atonal=True if lines.get("key") == _NONE else None,
            chords=self.value("iXML", "chords", ChordProgression.parse, lines.get("chords")),
            prompt=production.note if ours and production.note else None,
            role=named.role if named else None,
        )

    def by_acid(self, payload: bytes, order: ByteOrder) -> WavStatement:
        """Return what the acid chunk states; its zeros stand for what is not known."""
        read = acid.decode(payload, order)
        # The shortest decimal with the same single-precision value is the tempo that was meant: 97.3, not 97.30000305.
        tempo = str(np.float32(read.bpm)).removesuffix(".0")
        meter = f"{read.numerator}/{read.denominator}"
        return WavStatement(
            bpm=self.value("acid", "bpm", parse_bpm, None if read.bpm == 0 else tempo),
            meter=self.value("acid", "meter", Meter.parse, None if 0 in (read.numerator, read.denominator) else meter),
            loop=read.loop,
            beats=read.beats,
            tonic=read.tonic,
        )

    def cues(self) -> tuple[cue.Cue, ...]:
        """Return the cue points with their labels."""
        labels = self.payload(b"LIST", b"adtl") or b"adtl"
        return self.decoded(b"cue ", lambda points, order: cue.decode(points, labels, order)) or ()

    def decoded(self, chunk_id: bytes, decode: Callable[[bytes, ByteOrder], Value]) -> Value | None:
        """Return what a chunk contains; None where it is missing or cannot be read, which is remarked."""
        payload = self.payload(chunk_id)
        if payload is None:
            return None
        try:
            return decode(payload, self.chunks.order)
        except (ValueError, StructError, ParseError, LookupError):
            self.remarks.append(f"its chunk {riff.shown(chunk_id)} cannot be read")
            return None

    def payload(self, chunk_id: bytes, opening: bytes = b"") -> bytes | None:
        """Return the payload of the first chunk that begins as it should."""
        for span in (span for span in self.chunks.spans if span.id == chunk_id):
            if span.size > LARGEST_CHUNK_BYTES:
                self.remarks.append(f"its chunk {riff.shown(chunk_id)}, {span.size} bytes, is too large to be read")
                continue
            payload = read_chunk(self.file, span).payload
            if not payload.startswith(opening):
                continue
            if opening and (fault := riff.split(payload[len(opening) :], self.chunks.order).fault):
                self.remarks.append(f"its list {riff.shown(opening)}: {fault}")
            return payload
        return None

    def value(self, where: str, name: str, read: Callable[[str], Value], text: str | None) -> Value | None:
        """Return a value from its text; None where there is none, or one without sense, which is remarked."""
        if text is None or text.strip() in ("", _NONE):
            return None
        try:
            return read(text.strip())
        except RequestError:
            self.remarks.append(f"{name} {quoted(text)} in its chunk {where!r} makes no sense")
            return None


def prompt_in(texts: Mapping[str, str]) -> str | None:
    """Return the prompt in the comment of our own files, and of copies, in which our name may have moved."""
    comment = OUR_COMMENT.fullmatch(texts.get("comment", ""))
    ours = any(text.startswith("MusicCM") for text in texts.values()) or read_name(texts.get("title", "")) is not None
    return comment["words"] if comment and ours else None


def _either(first: Value | None, second: Value | None) -> Value | None:
    return second if first is None else first

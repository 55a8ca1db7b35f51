"""The chunks of a WAV file as programs really leave it: where each one begins and ends, whatever the sizes claim.

Called by `wav_facts` and `audio_file` for every WAV that is read. RIFF, RF64 (BW64) and RIFX are walked alike. The size
of the whole is not believed, since programs that write to a pipe or crash never fill it in: the file's own length
counts. A chunk is looked for where the one before it ends, with and without padding, and behind zeros. Nothing here
reads what chunks contain.
Sources: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991); EBU Tech 3306 (RF64).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from musiccm_daw.writers.chunks.layout import BIG, LITTLE, ByteOrder, Field, Layout
from musiccm_daw.writers.chunks.riff import HEADER, Chunk, is_id, shown

DATA, SIZES_64 = b"data", b"ds64"
OPENINGS: dict[bytes, ByteOrder] = {b"RIFF": LITTLE, b"RF64": LITTLE, b"BW64": LITTLE, b"RIFX": BIG}
COMMON_IDS = frozenset((
    b"data", b"fmt ", b"fact", b"LIST", b"acid", b"smpl", b"inst", b"cue ", b"plst", b"bext", b"iXML", b"id3 ", b"ID3 ",
    b"JUNK", b"PAD ", b"FLLR", b"PEAK", b"_PMX", b"axml", b"chna", b"strc", b"ResU", b"minf", b"elm1", b"regn",
))  # fmt: skip
"""Ids that are trusted where a chunk may begin at one of two places."""
UNKNOWN_SIZE = 2**32 - 1
"""In RF64, the size is in `ds64`; elsewhere, the program did not know it."""
PIPE_SIZE = 0x7FFF_F000
"""From here on (sox; arecord 2^31; ffmpeg 2^32 - 1), a size beyond the end of the file is that of a pipe's writer."""
LONGEST_ZEROS = 1 << 16
"""Zeros between two chunks that are skipped; programs align what follows to sectors and pages."""
DS64 = Layout(
    Field("riff_bytes", "Q", "size of the whole file, which is not read"),
    Field("data_bytes", "Q", "of the samples"),
    Field("frames", "Q", "frames in the data chunk"),
    Field("entries", "I", "sizes of further chunks that follow"),
)
DS64_ENTRY = Layout(Field("id", "4s", "of the chunk"), Field("size", "Q", "length of its payload in bytes"))


class Span(NamedTuple):
    """The position of a chunk's payload in a file."""

    id: bytes
    start: int
    size: int


@dataclass(frozen=True)
class WaveChunks:
    """The chunks of a file.

    Attributes:
        spans: in the order of the file, all within it.
        order: of the bytes of numbers in them.
        missing_bytes: how many bytes of samples were announced and are not there; 0 where their number was not known.
        remarks: what could not be read, one line each.
    """

    spans: tuple[Span, ...]
    order: ByteOrder
    missing_bytes: int
    remarks: tuple[str, ...]

    def first(self, chunk_id: bytes) -> Span | None:
        """Return the first chunk with an id."""
        return next((span for span in self.spans if span.id == chunk_id), None)


def walk(file: BinaryIO) -> WaveChunks:
    """Find the chunks of a WAV file.

    Raises:
        ValueError: the file is not a WAV.
    """
    file.seek(0)
    opening = file.read(12)
    if opening[:4] not in OPENINGS or opening[8:12] != b"WAVE":
        raise ValueError(f"the file starts with {opening!r} instead of RIFF…WAVE")
    return _Walk(file, OPENINGS[opening[:4]]).walked()


def read_chunk(file: BinaryIO, span: Span) -> Chunk:
    """Read the payload of one chunk that `walk` found."""
    file.seek(span.start)
    return Chunk(span.id, file.read(span.size))


class _Walk:
    """One walk through a file; see `walk`."""

    def __init__(self, file: BinaryIO, order: ByteOrder) -> None:
        self.file = file
        self.order = order
        self.end = file.seek(0, 2)
        self.sizes: dict[bytes, int] = {}
        self.missing_bytes = 0
        self.remarks: list[str] = []

    def walked(self) -> WaveChunks:
        """Return the chunks of the file in order, with what was wrong with their sizes."""
        spans: list[Span] = []
        position: int | None = 12
        while position is not None and position + HEADER.size <= self.end:
            span = self.span_at(position)
            if span.id == SIZES_64:
                self.sizes = self.read_sizes(span)
            spans.append(span)
            position = self.next_header(span)
        return WaveChunks(tuple(spans), self.order, self.missing_bytes, tuple(self.remarks))

    def header(self, position: int) -> tuple[bytes, int]:
        """Return id and claimed size of the chunk at a position."""
        values = HEADER.unpack(self.bytes_at(position, HEADER.size), order=self.order)
        return values["id"], values["size"]

    def bytes_at(self, position: int, size: int) -> bytes:
        """Return bytes of the file; fewer where it ends before."""
        self.file.seek(position)
        return self.file.read(size)

    def span_at(self, position: int) -> Span:
        """Return the chunk at a position, ending within the file."""
        name, claimed = self.header(position)
        start = position + HEADER.size
        rest = self.end - start
        if claimed == UNKNOWN_SIZE:
            claimed = self.sizes.get(name) or claimed
        if name == DATA and claimed == 0 and rest and not self.begins_known(start):
            return Span(name, start, rest)
        if claimed > rest:
            if name == DATA:
                self.missing_bytes = 0 if claimed >= PIPE_SIZE else claimed - rest
            else:
                self.remarks.append(f"its chunk {shown(name)} is cut off: {rest} of {claimed} bytes are there")
        return Span(name, start, min(claimed, rest))

    def read_sizes(self, span: Span) -> dict[bytes, int]:
        """Return the sizes that RF64 keeps apart, by chunk."""
        payload = self.bytes_at(span.start, span.size)
        if len(payload) < DS64.size:
            return {}
        values = DS64.unpack(payload)
        entries = min(values["entries"], (len(payload) - DS64.size) // DS64_ENTRY.size)
        table = (DS64_ENTRY.unpack(payload, DS64.size + number * DS64_ENTRY.size) for number in range(entries))
        return {**{entry["id"]: entry["size"] for entry in table}, DATA: values["data_bytes"]}

    def next_header(self, span: Span) -> int | None:
        """Return where the next chunk begins; None behind the last one."""
        end = span.start + span.size
        padded = end + span.size % 2
        for position in dict.fromkeys((padded, end)):
            if self.begins_known(position):
                return position
        # The one byte between them is padding if it is zero, and else the beginning of an id.
        position = padded if self.bytes_at(end, 1) == b"\0" else end
        if is_id(self.bytes_at(position, 4)):
            return position
        zeros = self.bytes_at(end, LONGEST_ZEROS)
        skipped = len(zeros) - len(zeros.lstrip(b"\0"))
        if is_id(self.bytes_at(end + skipped, 4)):
            return end + skipped
        left = self.end - end - skipped
        if left > 0:
            self.remarks.append(f"the last {left} bytes, behind its chunk {shown(span.id)}, are not chunks")
        return None

    def begins_known(self, position: int) -> bool:
        """Return whether a common chunk that fits into the file begins at a position."""
        if position + HEADER.size > self.end:
            return False
        name, size = self.header(position)
        return name in COMMON_IDS and (name == DATA or position + HEADER.size + size <= self.end)

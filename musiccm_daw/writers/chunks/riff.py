"""RIFF framing: four-letter id, size, payload, padding to an even length; and the walk back through it.

Under every chunk file and `wav.py`. This file knows no chunk's content.
Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from musiccm_daw.errors import RequestError
from musiccm_daw.writers.chunks.layout import Field, Layout

HEADER = Layout(
    Field("id", "4s", "what the payload is"),
    Field("size", "I", "payload length in bytes, padding not counted"),
)
LARGEST_SIZE = 2**32 - 1
"""The size field of RIFF has 32 bits; RF64 lifts that, but many hosts cannot read it."""


class Chunk(NamedTuple):
    """A chunk in memory: four-letter id and payload."""

    id: bytes
    payload: bytes


class Span(NamedTuple):
    """Where a chunk's payload lies in a file."""

    id: bytes
    start: int
    size: int


def framed_size(payload_bytes: int) -> int:
    """Return the length of a chunk in the file: header, payload, padding."""
    return HEADER.size + payload_bytes + payload_bytes % 2


def chunk_header(chunk_id: bytes, payload_bytes: int) -> bytes:
    """Return the eight bytes that stand before a payload."""
    return HEADER.pack({"id": chunk_id, "size": payload_bytes})


def frame(chunk: Chunk) -> bytes:
    """Return a chunk as it stands in the file: header, payload, and a zero byte where the payload is odd."""
    return chunk_header(chunk.id, len(chunk.payload)) + chunk.payload + b"\0" * (len(chunk.payload) % 2)


def wave_header(chunks_bytes: int) -> bytes:
    """Return the twelve bytes that open a WAV file whose framed chunks fill `chunks_bytes`.

    Raises:
        RequestError: the file would be larger than RIFF can say.
    """
    size = len(b"WAVE") + chunks_bytes
    if size > LARGEST_SIZE:
        raise RequestError(
            f"one WAV file would take {size / 2**30:.1f} GiB; WAV ends at 4 GiB: ask for fewer bars, a lower "
            "sample rate, or PCM_16"
        )
    return chunk_header(b"RIFF", size) + b"WAVE"


def split(payload: bytes) -> Iterator[Chunk]:
    """Walk the chunks that fill a list's payload.

    Raises:
        ValueError: a chunk claims more bytes than there are.
    """
    position = 0
    while position < len(payload):
        if len(payload) - position < HEADER.size:
            raise ValueError(f"{len(payload) - position} stray bytes at offset {position}: no chunk header fits")
        header = HEADER.unpack(payload, position)
        start = position + HEADER.size
        end = start + header["size"]
        if end > len(payload):
            raise ValueError(f"chunk {header['id']!r} claims {header['size']} bytes, {len(payload) - start} are there")
        yield Chunk(header["id"], payload[start:end])
        position = end + header["size"] % 2


def walk(file: BinaryIO) -> Iterator[Span]:
    """Walk the chunks of a WAV file without reading their payloads.

    Raises:
        ValueError: the file is no WAV, or is cut short.
    """
    file.seek(0, 2)
    file_bytes = file.tell()
    file.seek(0)
    opening = file.read(12)
    if opening[:4] != b"RIFF" or opening[8:12] != b"WAVE":
        raise ValueError(f"the file opens with {opening!r}, no RIFF…WAVE")
    end = HEADER.unpack(opening)["size"] + HEADER.size
    if end > file_bytes:
        raise ValueError(f"the file should have {end} bytes and has {file_bytes}")
    position = 12
    while position < end:
        file.seek(position)
        header = HEADER.unpack(file.read(HEADER.size))
        span = Span(header["id"], position + HEADER.size, header["size"])
        if span.start + span.size > end:
            raise ValueError(f"chunk {span.id!r} reaches beyond the end of the file")
        yield span
        position = span.start + span.size + span.size % 2


def read_chunk(file: BinaryIO, span: Span) -> Chunk:
    """Read the payload of one chunk that `walk` found."""
    file.seek(span.start)
    return Chunk(span.id, file.read(span.size))

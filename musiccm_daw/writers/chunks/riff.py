"""RIFF framing: a four-letter id, size, payload, and padding to an even length; and reading it back.

Used by every chunk file and by `writers.wav`. This file knows the content of no chunk.
Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from musiccm_daw.errors import RequestError
from musiccm_daw.writers.chunks.layout import Field, Layout

HEADER = Layout(
    Field("id", "4s", "type of the payload"),
    Field("size", "I", "length of the payload in bytes, without padding"),
)
LARGEST_SIZE = 2**32 - 1
"""The size field of RIFF has 32 bits; RF64 removes that limit, but many hosts cannot read it."""


class Chunk(NamedTuple):
    """A chunk in memory: a four-letter id and the payload."""

    id: bytes
    payload: bytes


class Span(NamedTuple):
    """The position of a chunk's payload in a file."""

    id: bytes
    start: int
    size: int


def framed_size(payload_bytes: int) -> int:
    """Return the length of a chunk in the file: header, payload and padding."""
    return HEADER.size + payload_bytes + payload_bytes % 2


def chunk_header(chunk_id: bytes, payload_bytes: int) -> bytes:
    """Return the eight bytes that precede a payload."""
    return HEADER.pack({"id": chunk_id, "size": payload_bytes})


def frame(chunk: Chunk) -> bytes:
    """Return a chunk as it is written: header, payload, and a zero byte if the payload has an odd length."""
    return chunk_header(chunk.id, len(chunk.payload)) + chunk.payload + b"\0" * (len(chunk.payload) % 2)


def wave_header(chunks_bytes: int) -> bytes:
    """Return the twelve bytes that open a WAV file whose framed chunks fill `chunks_bytes`.

    Raises:
        RequestError: the file would exceed the size that RIFF allows.
    """
    size = len(b"WAVE") + chunks_bytes
    if size > LARGEST_SIZE:
        raise RequestError(
            f"one WAV file would take {size / 2**30:.1f} GiB, and WAV allows 4 GiB; ask for fewer bars, a lower "
            "sample rate, or PCM_16"
        )
    return chunk_header(b"RIFF", size) + b"WAVE"


def split(payload: bytes) -> Iterator[Chunk]:
    """Yield the chunks that fill the payload of a list.

    Raises:
        ValueError: a chunk claims more bytes than there are.
    """
    position = 0
    while position < len(payload):
        if len(payload) - position < HEADER.size:
            raise ValueError(f"{len(payload) - position} stray bytes at offset {position}, too few for a chunk header")
        header = HEADER.unpack(payload, position)
        start = position + HEADER.size
        end = start + header["size"]
        if end > len(payload):
            raise ValueError(f"chunk {header['id']!r} claims {header['size']} bytes but has {len(payload) - start}")
        yield Chunk(header["id"], payload[start:end])
        position = end + header["size"] % 2


def walk(file: BinaryIO) -> Iterator[Span]:
    """Yield the positions of the chunks of a WAV file, without reading their payloads.

    Raises:
        ValueError: the file is not a WAV, or is truncated.
    """
    file.seek(0, 2)
    file_bytes = file.tell()
    file.seek(0)
    opening = file.read(12)
    if opening[:4] != b"RIFF" or opening[8:12] != b"WAVE":
        raise ValueError(f"the file starts with {opening!r} instead of RIFF…WAVE")
    end = HEADER.unpack(opening)["size"] + HEADER.size
    if end > file_bytes:
        raise ValueError(f"the file should have {end} bytes but has {file_bytes}")
    position = 12
    while position < end:
        file.seek(position)
        header = HEADER.unpack(file.read(HEADER.size))
        span = Span(header["id"], position + HEADER.size, header["size"])
        if span.start + span.size > end:
            raise ValueError(f"chunk {span.id!r} extends beyond the end of the file")
        yield span
        position = span.start + span.size + span.size % 2


def read_chunk(file: BinaryIO, span: Span) -> Chunk:
    """Read the payload of one chunk that `walk` found."""
    file.seek(span.start)
    return Chunk(span.id, file.read(span.size))

"""RIFF framing: a four-letter id, size, payload, and padding to an even length; and lists of such.

Used by every chunk file and by `writers.wav`; `walk` finds chunks in files, ours and others'. This file knows the
content of no chunk.
Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from musiccm_daw.errors import RequestError
from musiccm_daw.writers.chunks.layout import LITTLE, ByteOrder, Field, Layout

HEADER = Layout(
    Field("id", "4s", "type of the payload"),
    Field("size", "I", "length of the payload in bytes, without padding"),
)
LARGEST_SIZE = 2**32 - 1
"""The size field of RIFF has 32 bits; RF64 removes that limit, but many hosts cannot read it."""

MOST_ENTRIES = 1 << 16
"""Of a list: a marker on every beat of an hour is a fifth of it, and two millions of nothing take a minute."""
_NOT_ZERO = re.compile(rb"[^\0]")


class Chunk(NamedTuple):
    """A chunk in memory: a four-letter id and the payload."""

    id: bytes
    payload: bytes


def framed_size(payload_bytes: int) -> int:
    """Return the length of a chunk in the file: header, payload and padding."""
    return HEADER.size + payload_bytes + payload_bytes % 2


def chunk_header(chunk_id: bytes, payload_bytes: int, order: ByteOrder = LITTLE) -> bytes:
    """Return the eight bytes that precede a payload."""
    return HEADER.pack({"id": chunk_id, "size": payload_bytes}, order=order)


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


@dataclass(frozen=True)
class Entries:
    """The chunks in the payload of a list: all that are whole, and what follows them that is not, empty for nothing."""

    chunks: tuple[Chunk, ...]
    fault: str = ""


def split(payload: bytes, order: ByteOrder = LITTLE) -> Entries:
    """Return the chunks that fill the payload of a list.

    Programs differ in how they pad: odd entries may lack their zero, and further zeros may follow any entry. No id
    begins with a zero, so all are skipped.
    """
    chunks: list[Chunk] = []
    position = 0
    while found := _NOT_ZERO.search(payload, position):
        start = found.start()
        if len(chunks) == MOST_ENTRIES:
            return Entries(tuple(chunks), f"it has more than {MOST_ENTRIES} entries")
        left = len(payload) - start - HEADER.size
        if left < 0 or not is_id(payload[start : start + 4]):
            fault = f"the last {len(payload) - start} bytes, behind its {len(chunks)} entries, are not entries"
            return Entries(tuple(chunks), fault)
        header = HEADER.unpack(payload[start : start + HEADER.size], order=order)
        if header["size"] > left:
            fault = f"entry {shown(header['id'])} is cut off: {left} of {header['size']} bytes are there"
            return Entries(tuple(chunks), fault)
        position = start + HEADER.size + header["size"]
        chunks.append(Chunk(header["id"], payload[start + HEADER.size : position]))
    return Entries(tuple(chunks))


def is_id(name: bytes) -> bool:
    """Return whether four bytes can be the id of a chunk: ASCII that prints."""
    return len(name) == 4 and all(32 <= sign < 127 for sign in name)


def shown(chunk_id: bytes) -> str:
    """Return an id as messages name it."""
    return repr(chunk_id.decode("latin-1").strip())

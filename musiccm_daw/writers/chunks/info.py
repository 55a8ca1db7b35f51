"""The `LIST`/`INFO` chunk: title, program, comment and date, which file browsers and players show.

Follows `data`. Texts are UTF-8, terminated by a zero byte.
Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991).
"""

from __future__ import annotations

from collections.abc import Mapping

from musiccm_daw.writers.chunks.layout import LITTLE, ByteOrder
from musiccm_daw.writers.chunks.riff import Chunk, frame, split
from musiccm_daw.writers.chunks.text import from_zero_terminated, zero_terminated

FIELDS = {
    "title": b"INAM",
    "software": b"ISFT",
    "comment": b"ICMT",
    "date": b"ICRD",
}
_NAMES = {chunk_id: name for name, chunk_id in FIELDS.items()}


def encode(texts: Mapping[str, str]) -> Chunk:
    """Encode the chunk from texts by their names in `FIELDS`."""
    entries = (frame(Chunk(FIELDS[name], zero_terminated(text))) for name, text in texts.items())
    return Chunk(b"LIST", b"INFO" + b"".join(entries))


def decode(payload: bytes, order: ByteOrder = LITTLE) -> dict[str, str]:
    """Decode a payload, without the texts that `FIELDS` does not name."""
    return {
        _NAMES[chunk.id]: from_zero_terminated(chunk.payload)
        for chunk in split(payload[len(b"INFO") :], order).chunks
        if chunk.id in _NAMES
    }

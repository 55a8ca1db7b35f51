"""The `LIST`/`INFO` chunk: title, program, comment, date and whatever else, which file browsers and players show.

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
    "artist": b"IART",
    "copyright": b"ICOP",
    "album": b"IPRD",
    "genre": b"IGNR",
    "tracknumber": b"ITRK",
}
"""The last five as libsndfile names them in other formats."""
_NAMES = {chunk_id: name for name, chunk_id in FIELDS.items()}


def encode(texts: Mapping[str, str]) -> Chunk:
    """Encode the chunk from texts by their names in `FIELDS`, or by other ids of four letters."""
    entries = (frame(Chunk(FIELDS.get(name) or name.encode(), zero_terminated(text))) for name, text in texts.items())
    return Chunk(b"LIST", b"INFO" + b"".join(entries))


def decode(payload: bytes, order: ByteOrder = LITTLE) -> dict[str, str]:
    """Decode a payload: texts by their names in `FIELDS`, and others by their ids."""
    return {
        _NAMES.get(chunk.id, chunk.id.decode()): from_zero_terminated(chunk.payload)
        for chunk in split(payload[len(b"INFO") :], order).chunks
    }

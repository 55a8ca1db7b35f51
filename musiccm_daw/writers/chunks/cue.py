"""The `cue ` chunk and its labels in `LIST`/`adtl`: the start of every bar, which hosts show as markers.

Follows `data`. Cue points are numbered from 1 in order of time.
Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musiccm_daw.writers.chunks.layout import LITTLE, ByteOrder, Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk, frame, split
from musiccm_daw.writers.chunks.text import from_zero_terminated, zero_terminated

COUNT = Layout(Field("count", "I", "number of cue points that follow"))
POINT = Layout(
    Field("id", "I", "number of the cue point; its label has the same"),
    Field("position", "I", "frame in play order; equal to frame, since there is no playlist"),
    Field("chunk", "4s", "chunk that the frame belongs to", b"data"),
    Field("chunk_start", "I", "used by wave lists only", 0),
    Field("block_start", "I", "used by compressed files only", 0),
    Field("frame", "I", "frame of the cue point"),
)
LABEL = Layout(Field("id", "I", "number of the cue point; its text follows, terminated by a zero byte"))


@dataclass(frozen=True)
class Cue:
    """A marker in the file."""

    frame: int
    label: str


def encode(cues: Sequence[Cue]) -> tuple[Chunk, Chunk]:
    """Encode both chunks: the points, and their labels."""
    points = b"".join(
        POINT.pack({"id": number, "position": cue.frame, "frame": cue.frame})
        for number, cue in enumerate(cues, start=1)
    )
    labels = b"".join(
        frame(Chunk(b"labl", LABEL.pack({"id": number}) + zero_terminated(cue.label)))
        for number, cue in enumerate(cues, start=1)
    )
    return Chunk(b"cue ", COUNT.pack({"count": len(cues)}) + points), Chunk(b"LIST", b"adtl" + labels)


def decode(points: bytes, labels: bytes, order: ByteOrder = LITTLE) -> tuple[Cue, ...]:
    """Decode both payloads, as many points as there are; one without a label gets an empty one."""
    texts = {
        LABEL.unpack(chunk.payload, order=order)["id"]: from_zero_terminated(chunk.payload[LABEL.size :])
        for chunk in split(labels[len(b"adtl") :], order).chunks
        if chunk.id == b"labl" and len(chunk.payload) >= LABEL.size
    }
    count = min(COUNT.unpack(points, order=order)["count"], (len(points) - COUNT.size) // POINT.size)
    read = (POINT.unpack(points, COUNT.size + index * POINT.size, order=order) for index in range(count))
    return tuple(Cue(point["frame"], texts.get(point["id"], "")) for point in read)

"""The `fmt ` chunk: how the samples are stored; and `fact`, the frame count that float files must have.

First in the file. PCM is written in the plain 16-byte form, at 24 bits as well: every host and Python's `wave` read
it, and WAVE_FORMAT_EXTENSIBLE adds nothing for one or two channels. The samples are encoded by `writers.samples`.
Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from musiccm_daw.writers.chunks.layout import LITTLE, ByteOrder, Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk

TAG_PCM = 1
TAG_FLOAT = 3

LAYOUT = Layout(
    Field("tag", "H", "1 integer PCM, 3 IEEE float"),
    Field("channels", "H", "number of channels"),
    Field("sample_rate", "I", "frames per second"),
    Field("byte_rate", "I", "bytes per second"),
    Field("block_align", "H", "bytes per frame"),
    Field("bits", "H", "bits per sample"),
)
EXTENSION = Layout(Field("size", "H", "bytes of extension that follow; required for formats other than PCM", 0))
FACT = Layout(Field("frames", "I", "frames in the data chunk"))


@dataclass(frozen=True)
class SampleFormat:
    """The storage of one sample."""

    tag: int
    bits: int


SUBTYPES = {
    "PCM_16": SampleFormat(TAG_PCM, 16),
    "PCM_24": SampleFormat(TAG_PCM, 24),
    "FLOAT": SampleFormat(TAG_FLOAT, 32),
}


def sample_bytes(subtype: str) -> int:
    """Return the length of one sample of a subtype."""
    return SUBTYPES[subtype].bits // 8


@dataclass(frozen=True)
class Format:
    """The content of the `fmt ` chunk."""

    tag: int
    channels: int
    sample_rate: int
    byte_rate: int
    block_align: int
    bits: int

    @classmethod
    def of(cls, subtype: str, channels: int, sample_rate: int) -> Format:
        """Return the format of a subtype: PCM_16, PCM_24 or FLOAT."""
        kind = SUBTYPES[subtype]
        frame_bytes = channels * kind.bits // 8
        return cls(kind.tag, channels, sample_rate, frame_bytes * sample_rate, frame_bytes, kind.bits)


def encode(fmt: Format) -> Chunk:
    """Encode the chunk."""
    extension = b"" if fmt.tag == TAG_PCM else EXTENSION.pack({})
    return Chunk(b"fmt ", LAYOUT.pack(asdict(fmt)) + extension)


def decode(payload: bytes, order: ByteOrder = LITTLE) -> Format:
    """Decode a payload and ignore its extension."""
    return Format(**LAYOUT.unpack(payload, order=order))


def encode_fact(frames: int) -> Chunk:
    """Encode the `fact` chunk."""
    return Chunk(b"fact", FACT.pack({"frames": frames}))

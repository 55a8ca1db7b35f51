"""The `fmt ` chunk: how samples are stored; and `fact`, the frame count that float files must carry.

First in the file. PCM is written as the plain 16-byte form, also at 24 bits: every host and Python's `wave`
read it, and WAVE_FORMAT_EXTENSIBLE says nothing more for one or two channels. `samples.py` makes the bytes
themselves.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from musiccm_daw.writers.chunks.layout import Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk

TAG_PCM = 1
TAG_FLOAT = 3

LAYOUT = Layout(
    Field("tag", "H", "1 integer PCM, 3 IEEE float"),
    Field("channels", "H", "audio channels"),
    Field("sample_rate", "I", "frames a second"),
    Field("byte_rate", "I", "bytes a second"),
    Field("block_align", "H", "bytes a frame"),
    Field("bits", "H", "bits a sample"),
)
EXTENSION = Layout(Field("size", "H", "bytes of extension that follow; formats other than PCM must say so", 0))
FACT = Layout(Field("frames", "I", "frames in the data chunk"))


@dataclass(frozen=True)
class SampleFormat:
    """How one sample is stored."""

    tag: int
    bits: int


SUBTYPES = {
    "PCM_16": SampleFormat(TAG_PCM, 16),
    "PCM_24": SampleFormat(TAG_PCM, 24),
    "FLOAT": SampleFormat(TAG_FLOAT, 32),
}


@dataclass(frozen=True)
class Format:
    """What the `fmt ` chunk says."""

    tag: int
    channels: int
    sample_rate: int
    byte_rate: int
    block_align: int
    bits: int

    @classmethod
    def of(cls, subtype: str, channels: int, sample_rate: int) -> Format:
        """Describe files of a subtype: PCM_16, PCM_24 or FLOAT."""
        kind = SUBTYPES[subtype]
        frame_bytes = channels * kind.bits // 8
        return cls(kind.tag, channels, sample_rate, frame_bytes * sample_rate, frame_bytes, kind.bits)


def encode(fmt: Format) -> Chunk:
    """Write the chunk."""
    extension = b"" if fmt.tag == TAG_PCM else EXTENSION.pack({})
    return Chunk(b"fmt ", LAYOUT.pack(asdict(fmt)) + extension)


def decode(payload: bytes) -> Format:
    """Read the chunk, whatever extension follows."""
    return Format(**LAYOUT.unpack(payload))


def encode_fact(frames: int) -> Chunk:
    """Write the frame count."""
    return Chunk(b"fact", FACT.pack({"frames": frames}))


def decode_fact(payload: bytes) -> int:
    """Read the frame count."""
    return int(FACT.unpack(payload)["frames"])

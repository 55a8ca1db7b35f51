"""Audio files opened for reading, WAV files with wrong sizes in their headers included.

Beside `wav_facts`, for those who want the samples: edits, and the trainer's import. libsndfile decodes them, but it
stops at a size of 0 and at padded lists. So it is shown a WAV as nothing but format and samples, of the sizes that
`chunks/walk` has found; other formats are handed to it as they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from musiccm_daw.writers.chunks import fmt, riff
from musiccm_daw.writers.chunks.layout import BIG, ByteOrder, Field, Layout
from musiccm_daw.writers.chunks.walk import DATA, DS64, SIZES_64, UNKNOWN_SIZE, Span, WaveChunks, read_chunk, walk

if TYPE_CHECKING:
    import soundfile

FORMAT_CHUNKS = (b"fmt ", b"fact")
"""What a decoder needs besides the samples."""
TAG_EXTENSIBLE = 0xFFFE
PLAIN_TAGS = (fmt.TAG_PCM, fmt.TAG_FLOAT, 6, 7)
"""The last two are A-law and μ-law."""
EXTENSIBLE = Layout(
    Field("size", "H", "bytes of extension that follow"),
    Field("valid_bits", "H", "bits of a sample that are used; they are the upper ones"),
    Field("channel_mask", "I", "speakers"),
    Field("tag", "H", "the format; twelve bytes that are always the same follow"),
)


@contextmanager
def open_audio(path: Path) -> Iterator[soundfile.SoundFile]:
    """Open an audio file for reading while the block runs.

    Raises:
        soundfile.SoundFileError: it is not readable audio.
        OSError: it cannot be read.
    """
    import soundfile

    with path.open("rb") as file, soundfile.SoundFile(_plain(file)) as audio:
        yield audio


def _plain(file: BinaryIO) -> io.IOBase | BinaryIO:
    """Return a file as libsndfile reads it without fail."""
    try:
        chunks = walk(file)
    except ValueError:
        file.seek(0)
        return file
    samples = chunks.first(DATA)
    if samples is None:
        file.seek(0)
        return file
    return _HeadAndSamples(_head(file, chunks, samples), file, samples)


def _head(file: BinaryIO, chunks: WaveChunks, samples: Span) -> bytes:
    """Return what precedes the samples: the opening, the format, and the header of the samples."""
    found = (chunks.first(name) for name in FORMAT_CHUNKS)
    read = (_plain_format(read_chunk(file, span), chunks.order) for span in found if span is not None)
    form = b"".join(
        riff.chunk_header(name, len(payload), chunks.order) + payload + b"\0" * (len(payload) % 2)
        for name, payload in read
    )
    size = len(b"WAVE") + len(form) + riff.framed_size(samples.size)
    if size <= riff.LARGEST_SIZE:
        opening = b"RIFX" if chunks.order == BIG else b"RIFF"
        sizes, size_field = b"", samples.size
    else:
        opening, size, size_field = b"RF64", UNKNOWN_SIZE, UNKNOWN_SIZE
        payload = DS64.pack({"riff_bytes": 0, "data_bytes": samples.size, "frames": 0, "entries": 0})
        sizes = riff.frame(riff.Chunk(SIZES_64, payload))
    header = riff.chunk_header(opening, size, chunks.order) + b"WAVE"
    return header + sizes + form + riff.chunk_header(DATA, size_field, chunks.order)


def _plain_format(chunk: riff.Chunk, order: ByteOrder) -> riff.Chunk:
    """Return WAVE_FORMAT_EXTENSIBLE in the form that it extends, which libsndfile reads in both orders of bytes."""
    if chunk.id != b"fmt " or len(chunk.payload) < fmt.LAYOUT.size + EXTENSIBLE.size:
        return chunk
    form = fmt.decode(chunk.payload, order)
    tag = EXTENSIBLE.unpack(chunk.payload, fmt.LAYOUT.size, order=order)["tag"]
    if form.tag != TAG_EXTENSIBLE or tag not in PLAIN_TAGS:
        return chunk
    return riff.Chunk(chunk.id, fmt.LAYOUT.pack({**asdict(form), "tag": tag}, order=order) + bytes(2))


class _HeadAndSamples(io.RawIOBase):
    """Some bytes, followed by the samples in a file."""

    def __init__(self, head: bytes, file: BinaryIO, samples: Span) -> None:
        self.name = file.name
        """For messages of libsndfile."""
        self.head = head
        self.file = file
        self.samples = samples
        self.position = 0

    def readable(self) -> bool:
        """Return True: it is only read."""
        return True

    def seekable(self) -> bool:
        """Return True: libsndfile seeks to find the length."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move to a position in bytes, and return it; before the beginning is the beginning."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: len(self.head) + self.samples.size}[whence]
        self.position = max(0, base + offset)
        return self.position

    def tell(self) -> int:
        """Return the position in bytes."""
        return self.position

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # what libsndfile hands over
        """Fill a buffer as far as there are bytes: libsndfile takes fewer for the end."""
        part = self.head[self.position : self.position + len(buffer)]
        inside = max(0, self.position - len(self.head))
        self.file.seek(self.samples.start + inside)
        part += self.file.read(min(len(buffer) - len(part), max(0, self.samples.size - inside)))
        buffer[: len(part)] = part
        self.position += len(part)
        return len(part)

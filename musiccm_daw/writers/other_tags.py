"""What the tags of FLAC, AIFF, Ogg and the like state: texts, tempo and key, and in AIFF also markers.

The counterpart of `wav_facts` for `wav_reader`; tinytag reads Vorbis comments and ID3. Edits are written as WAV, so a
tag for which WAV files have no place is named in a remark, unless the file has an ID3 tag, which is kept whole.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import Key
from musiccm_daw.timebase import parse_bpm
from musiccm_daw.writers.chunks.cue import Cue
from musiccm_daw.writers.wav_facts import LARGEST_CHUNK_BYTES, WavStatement

TEXTS = {
    "title": "title",
    "artist": "artist",
    "album": "album",
    "genre": "genre",
    "track": "tracknumber",
    "year": "date",
    "copyright": "copyright",
    "comment": "comment",
    "software": "software",
    "composer": "IMUS",
    "language": "ILNG",
}
"""tinytag's names, and those of `chunks/info`, where ids of four letters stand for themselves."""
WRITTEN_ANEW = ("bpm", "initial_key", "_comment", "encoder", "encoder_settings", "encoded_by")
"""Facts that every take has of its own, and the name of the program that wrote the file."""
UNKNOWN = ("", "0", "none")

Value = TypeVar("Value")


def read_tags(path: Path) -> WavStatement:
    """Return what the tags of a file state; nothing where it has none that can be read.

    Raises:
        OSError: the file cannot be read.
    """
    from tinytag import TinyTag, TinyTagException

    try:
        read = TinyTag.get(path, duration=False, image=True)
    except (TinyTagException, ValueError, LookupError, struct.error):
        return WavStatement()
    tags = {name: values for name, values in read.as_dict().items() if isinstance(values, list)}
    id3, cues = _aiff(path)
    remarks: list[str] = []
    lost = [name for name in tags if name not in TEXTS and name not in WRITTEN_ANEW and not name.startswith("images")]
    if read.images.any is not None:
        lost.append("picture")
    if lost and id3 is None:
        remarks.append(f"a WAV has no place for its {'tag' if len(lost) == 1 else 'tags'} {', '.join(sorted(lost))}")
    return WavStatement(
        bpm=_value("bpm", parse_bpm, tags, remarks),
        key=_value("initial_key", Key.parse, tags, remarks),
        texts={TEXTS[name]: "; ".join(map(str, values)) for name, values in tags.items() if name in TEXTS},
        id3=id3,
        cues=cues,
        remarks=tuple(remarks),
    )


def _value(
    name: str, read: Callable[[str], Value], tags: Mapping[str, Sequence[object]], remarks: list[str]
) -> Value | None:
    """Return a value from its tag; None where there is none, or one without sense, which is remarked."""
    text = str(tags.get(name, [""])[0]).strip()
    if text.lower() in UNKNOWN:
        return None
    try:
        return read(text)
    except RequestError:
        remarks.append(f"its tag {name}, {quoted(text)}, makes no sense")
        return None


def _aiff(path: Path) -> tuple[bytes | None, tuple[Cue, ...]]:
    """Return the ID3 tag and the markers of an AIFF file; nothing of any other file."""
    id3: bytes | None = None
    cues: tuple[Cue, ...] = ()
    with path.open("rb") as file:
        for name, payload in _aiff_chunks(file):
            if name == b"ID3 ":
                id3 = payload
            elif name == b"MARK":
                cues = tuple(_markers(payload))
    return id3, cues


def _aiff_chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield the small chunks of an AIFF file, with their ids."""
    opening = file.read(12)
    if opening[:4] != b"FORM" or opening[8:] not in (b"AIFF", b"AIFC"):
        return
    while len(header := file.read(8)) == 8:
        name, size = struct.unpack(">4sI", header)
        if size <= LARGEST_CHUNK_BYTES and name != b"SSND":
            yield name, file.read(size)
            file.seek(size % 2, 1)
        else:
            file.seek(size + size % 2, 1)


def _markers(payload: bytes) -> Iterator[Cue]:
    """Yield the markers of a chunk `MARK`: id, frame, and a label with its length before it, all at even places.

    Source: Apple, Audio Interchange File Format 1.3 (1989).
    """
    at = 2
    while at + 7 <= len(payload):
        _, frame, length = struct.unpack_from(">hIB", payload, at)
        label = payload[at + 7 : at + 7 + length].decode("utf-8", errors="replace")
        yield Cue(frame, label)
        at += 7 + length + (length + 1) % 2

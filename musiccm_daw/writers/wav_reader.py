"""A clip read from disk: its samples, and what its chunks or the manifest beside it say about the music.

The reverse of `take_writer` and `wav`, using the same tables; edits start here. libsndfile reads the samples, so that
FLAC and AIFF work as well as WAV. Each fact is taken from the first source that has it: the manifest beside the file,
if the file has not changed since; `iXML`; `smpl` and `acid`; the comment in `LIST`/`INFO`. Chunks of other programs
may be damaged or unusual, and one that cannot be read is ignored. Nothing here checks whether the facts fit the audio.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from struct import error as StructError
from typing import Any
from xml.etree.ElementTree import ParseError

import numpy as np

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.edit import Edit
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import ClipFacts, SourceClip
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import Meter, parse_bpm
from musiccm_daw.writers.chunks import acid, info, ixml, smpl
from musiccm_daw.writers.chunks.riff import Chunk, read_chunk, walk
from musiccm_daw.writers.manifest import read_manifest

LONGEST_SECONDS = 3600 + 1
"""Longest clip that is read, as long as the longest that can be made; a longer one would fill the memory."""
_COMMENT = re.compile(r"(?P<words>.+) \(seed \d+\)")
_UNREADABLE = (ValueError, StructError, ParseError, LookupError, RequestError)


def read_clip(path: Path) -> SourceClip:
    """Read an audio file and the facts that it carries.

    Raises:
        RequestError: there is no such file, or it contains no audio with one or two channels.
    """
    try:
        if not path.is_file():
            raise RequestError(f"{quoted(str(path))} is not a file; name the WAV, FLAC or AIFF of a clip")
        if path.stat().st_size == 0:
            raise RequestError(f"{quoted(path.name)} is empty; name the WAV, FLAC or AIFF of a clip")
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise RequestError(
            f"cannot read {quoted(str(path))}: {reason}; name the WAV, FLAC or AIFF of a clip"
        ) from error
    audio, sample_rate, subtype = _samples(path)
    return SourceClip(path.absolute(), sha256, audio, sample_rate, subtype, _facts(path, sha256))


def read_source(edit: Edit) -> SourceClip:
    """Read the clip of an edit again, and check that it has not changed.

    Raises:
        RequestError: the file is gone, or its SHA-256 has changed.
    """
    source = read_clip(Path(edit.source))
    if source.sha256 != edit.sha256:
        raise RequestError(
            f"{quoted(edit.source)} has changed since the edit was requested: its SHA-256 is {source.sha256[:12]}…, "
            f"not {edit.sha256[:12]}…; restore the old file, or edit the new one with generate"
        )
    return source


def _samples(path: Path) -> tuple[np.ndarray, int, str]:
    """Read samples (S, A), sample rate and subtype."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            if file.channels not in (1, 2):
                raise RequestError(f"{quoted(path.name)} has {file.channels} channels; use a file with one or two")
            if file.frames > LONGEST_SECONDS * file.samplerate:
                raise RequestError(f"{quoted(path.name)} is longer than an hour; cut out the bars to edit")
            audio = file.read(dtype="float32", always_2d=True)
            sample_rate, subtype = int(file.samplerate), str(file.subtype)
    except (soundfile.SoundFileError, TypeError) as error:
        raise RequestError(
            f"{quoted(path.name)} is not readable audio; name the WAV, FLAC or AIFF of a clip"
        ) from error
    if len(audio) == 0:
        raise RequestError(f"{quoted(path.name)} contains no samples; name a clip with music in it")
    if not np.isfinite(audio).all():
        raise RequestError(f"{quoted(path.name)} contains samples that are not finite numbers; render it again")
    return audio, sample_rate, subtype


def _facts(path: Path, sha256: str) -> ClipFacts:
    """Collect the facts from all sources; the first source that has a fact wins."""
    facts: dict[str, Any] = {}
    with suppress(*_UNREADABLE):
        facts = _by_manifest(path, sha256)
    chunks = list(_chunks(path))
    for read in _CHUNK_READERS:
        with suppress(*_UNREADABLE):
            facts = {**read(chunks), **facts}
    return ClipFacts(**facts)


def _chunks(path: Path) -> Iterator[Chunk]:
    """Yield the chunks of a WAV file that carry facts, up to the first damaged one; none for other files."""
    wanted = (b"acid", b"smpl", b"iXML", b"LIST")
    with path.open("rb") as file, suppress(*_UNREADABLE):
        for span in walk(file):
            if span.id in wanted:
                yield read_chunk(file, span)


def _payload(chunks: list[Chunk], chunk_id: bytes, opening: bytes = b"") -> bytes:
    """Return the payload of the first matching chunk.

    Raises:
        LookupError: there is none.
    """
    found = (chunk.payload for chunk in chunks if chunk.id == chunk_id and chunk.payload.startswith(opening))
    payload = next(found, None)
    if payload is None:
        raise LookupError(chunk_id)
    return payload


def _by_manifest(path: Path, sha256: str) -> dict[str, Any]:
    """Return the facts of the request that the file was made from."""
    manifest = read_manifest(path.parent)
    file = {file.sha256: file for file in manifest.files if file.path == path.name}[sha256]
    request = GenerationRequest.from_json(manifest.request)
    whole = file.stem is None or (file.stem == "mix" and len(request.stems) > 1)
    return {
        "bpm": request.bpm,
        "meter": request.meter,
        "key": request.key,
        "chords": request.chords,
        "loop": request.loop,
        "prompt": request.prompt,
        # The words of a mix are those of all its stems joined together; the prompt describes it better.
        "words": None if whole and file.stem else file.prompt,
        "role": file.stem if file.stem in ROLES else None,
        "name": request.name,
    }


def _by_ixml(chunks: list[Chunk]) -> dict[str, Any]:
    production = ixml.decode(_payload(chunks, b"iXML"))
    lines = ixml.read_lines(production.user)
    readers = {"bpm": parse_bpm, "meter": Meter.parse, "key": Key.parse, "chords": ChordProgression.parse}
    facts: dict[str, Any] = {}
    for name, read in readers.items():
        with suppress(*_UNREADABLE):
            facts[name] = read(lines[name])
    # The note of a recordist is not a prompt.
    if facts and production.note and production.project == ixml.PROJECT:
        facts["prompt"] = facts["words"] = production.note
    return facts


def _by_acid(chunks: list[Chunk]) -> dict[str, Any]:
    read = acid.decode(_payload(chunks, b"acid"))
    facts: dict[str, Any] = {"loop": read.loop}
    with suppress(*_UNREADABLE):
        # The shortest decimal with the same single-precision value is the tempo that was meant: 97.3, not 97.30000305.
        facts["bpm"] = parse_bpm(Fraction(str(np.float32(read.bpm))))
    with suppress(*_UNREADABLE):
        facts["meter"] = Meter(read.numerator, read.denominator)
    return facts


def _by_smpl(chunks: list[Chunk]) -> dict[str, Any]:
    # A chunk without loop points is too short to decode; a loop that starts later is a sampler's sustain loop.
    loop = smpl.decode(_payload(chunks, b"smpl"))
    return {"loop": True} if loop.first_frame == 0 else {}


def _by_info(chunks: list[Chunk]) -> dict[str, Any]:
    texts = info.decode(_payload(chunks, b"LIST", b"INFO"))
    comment = _COMMENT.fullmatch(texts["comment"])
    if comment is None or not texts["software"].startswith("MusicCM"):
        return {}
    return {"prompt": comment["words"], "words": comment["words"]}


_CHUNK_READERS = (_by_ixml, _by_smpl, _by_acid, _by_info)

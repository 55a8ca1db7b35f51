"""A clip read from disk: its samples, and what its chunks or the manifest beside it say about the music.

The reverse of `take_writer` and `wav`, using the same tables; edits start here. libsndfile reads the samples, so that
FLAC and AIFF work as well as WAV. Each fact is taken from the first source that has it: the manifest beside the file,
if the file has not changed since (`kept_clip`); then the chunks of a WAV, by `wav_facts`, or the tags of another
format, by `other_tags`. What cannot be read, or not kept exactly, is named in the clip's remarks. Nothing here checks
whether the facts fit the audio.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from musiccm_daw.errors import RequestError, quoted, reason_of
from musiccm_daw.file_hashes import sha256_of
from musiccm_daw.request.edit import Edit, EditedFile
from musiccm_daw.request.source_clip import ClipFacts, ClipTags, SourceClip
from musiccm_daw.writers.audio_file import open_audio
from musiccm_daw.writers.chunks import info
from musiccm_daw.writers.kept_clip import clip_file, kept_clip
from musiccm_daw.writers.names import read_name
from musiccm_daw.writers.other_tags import read_tags
from musiccm_daw.writers.wav_facts import WavStatement, prompt_in, read_wav_facts

if TYPE_CHECKING:
    import soundfile

LONGEST_SECONDS = 3600 + 1
"""Longest clip that is read, as long as the longest that can be made; a longer one would fill the memory."""
EXACT_SUBTYPES = {"PCM_S8": "PCM_16", "PCM_U8": "PCM_16", "PCM_16": "PCM_16", "PCM_24": "PCM_24"}
"""The narrowest of our sample formats that holds a file's samples exactly; FLOAT for formats that are not listed."""
BLOCK_FRAMES = 1 << 16
OUR_MARKER = re.compile(r"bar \d+")


class _Decoded(NamedTuple):
    """What libsndfile reads of a file.

    Attributes:
        audio: samples (S, A), A of 1 or 2.
        sample_rate: in Hz.
        subtype: the narrowest sample format that holds them.
        remarks: on samples that no format of ours holds exactly.
        texts: the file's title, artist and so on.
    """

    audio: np.ndarray
    sample_rate: int
    subtype: str
    remarks: tuple[str, ...]
    texts: Mapping[str, str]


def read_clip(path: Path) -> SourceClip:
    """Read an audio file and the facts that it carries; of a take's mix, also the stems whose sum it is.

    Args:
        path: of the file, or of a take's folder or manifest for its only mix or WAV.

    Raises:
        RequestError: there is no such file, or it contains no audio with one or two channels; or a stem is gone.
    """
    clip, parts = _read(clip_file(path))
    return replace(clip, parts=tuple(_part(part, clip) for part in parts))


def read_source(edit: Edit) -> SourceClip:
    """Read the clip of an edit again, and check that it has not changed.

    Raises:
        RequestError: a file is gone, or its SHA-256 has changed.
    """
    source, _ = _read(Path(edit.source))
    if source.sha256 != edit.sha256:
        raise RequestError(
            f"{quoted(edit.source)} has changed since the edit was requested: its SHA-256 is {source.sha256[:12]}…, "
            f"not {edit.sha256[:12]}…; restore the old file, or edit the new one with generate"
        )
    return replace(source, parts=tuple(_part(part, source) for part in edit.parts))


def _read(path: Path) -> tuple[SourceClip, tuple[EditedFile, ...]]:
    """Read a clip, and find the stems whose sum it is."""
    sha256 = _sha256(path)
    stated = _stated(path)
    decoded = _decoded(path)
    cut_off = (f"it is cut off: {stated.missing_bytes} bytes of its samples are missing",)
    remarks = (*(cut_off if stated.missing_bytes else ()), *decoded.remarks, *stated.remarks)
    texts = dict(stated.texts) or decoded.texts
    kept = kept_clip(path, sha256)
    clip = SourceClip(
        path.absolute(),
        sha256,
        decoded.audio,
        decoded.sample_rate,
        decoded.subtype,
        _facts(path, stated, texts),
        remarks,
        _tags(stated, texts),
    )
    if kept is None:
        return clip, ()
    return replace(clip, facts=kept.facts, remarks=(*remarks, *kept.remarks), score=kept.score), kept.parts


def _part(file: EditedFile, mix: SourceClip) -> SourceClip:
    """Read one of the stems whose sum a mix is."""
    path = Path(file.source)
    if not path.is_file() or _sha256(path) != file.sha256:
        raise RequestError(
            f"{mix.name} is the sum of its take's stems, of which {quoted(path.name)} is gone or has changed; "
            "restore it, or edit a copy of the mix in another folder"
        )
    stem = _decoded(path)
    return SourceClip(path.absolute(), file.sha256, stem.audio, stem.sample_rate, stem.subtype, mix.facts)


def _sha256(path: Path) -> str:
    """Return the SHA-256 of an audio file, in hex."""
    try:
        if not path.is_file():
            raise RequestError(f"{quoted(str(path))} is not a file; name the WAV, FLAC or AIFF of a clip")
        if path.stat().st_size == 0:
            raise RequestError(f"{quoted(path.name)} is empty; name the WAV, FLAC or AIFF of a clip")
        return sha256_of(path)
    except (OSError, ValueError) as error:
        raise RequestError(
            f"cannot read {quoted(str(path))}: {reason_of(error)}; name the WAV, FLAC or AIFF of a clip"
        ) from error


def _stated(path: Path) -> WavStatement:
    """Return what the chunks of a WAV state, or the tags of another format."""
    stated = read_wav_facts(path)
    return read_tags(path) if stated == WavStatement() else stated


def _decoded(path: Path) -> _Decoded:
    """Read the samples of an audio file.

    Raises:
        RequestError: it is no audio, is empty or longer than an hour, or has more than two channels.
    """
    import soundfile

    try:
        with open_audio(path) as file:
            if file.channels not in (1, 2):
                raise RequestError(f"{quoted(path.name)} has {file.channels} channels; use a file with one or two")
            if file.frames > LONGEST_SECONDS * file.samplerate:
                raise RequestError(f"{quoted(path.name)} is longer than an hour; cut out the bars to edit")
            audio, subtype, remarks = _kept(file)
            sample_rate, texts = int(file.samplerate), file.copy_metadata()
    except (soundfile.SoundFileError, TypeError) as error:
        raise RequestError(
            f"{quoted(path.name)} is not readable audio; name the WAV, FLAC or AIFF of a clip"
        ) from error
    if len(audio) == 0:
        raise RequestError(f"{quoted(path.name)} contains no samples; name a clip with music in it")
    if not np.isfinite(audio).all():
        raise RequestError(f"{quoted(path.name)} contains samples that are not finite numbers; render it again")
    return _Decoded(audio, sample_rate, subtype, remarks, texts)


def _kept(file: soundfile.SoundFile) -> tuple[np.ndarray, str, tuple[str, ...]]:
    """Read samples in single precision, and find the format of ours that holds them as they are.

    Samples of 32 bits mostly have 24 bits with zeros below, and those of 64 bits mostly come from single precision.
    """
    if file.subtype not in ("PCM_32", "DOUBLE"):
        return file.read(dtype="float32", always_2d=True), EXACT_SUBTYPES.get(file.subtype, "FLOAT"), ()
    blocks = []
    as_24_bits = file.subtype == "PCM_32"
    rounded = 0
    while len(block := file.read(BLOCK_FRAMES, dtype="float64", always_2d=True)):  # in which 32 bits are exact
        with np.errstate(over="ignore"):
            blocks.append(block.astype(np.float32))
        as_24_bits = as_24_bits and bool((block * 2**23 == np.rint(block * 2**23)).all())
        rounded += int((blocks[-1] != block).any(axis=1).sum())
    audio = np.concatenate(blocks) if blocks else np.empty((0, file.channels), dtype=np.float32)
    if not rounded:
        return audio, "PCM_24" if as_24_bits else "FLOAT", ()
    wide = {"PCM_32": "32 bits", "DOUBLE": "64 bits"}[file.subtype]
    return audio, "FLOAT", (f"{rounded} of its frames need their {wide}; FLOAT, which is the nearest, rounds them",)


def _facts(path: Path, stated: WavStatement, texts: Mapping[str, str]) -> ClipFacts:
    """Combine the facts of the chunks with those that our own names state.

    A copy by another program often has nothing left but its title, or its name. They count where no chunk states
    another tempo: whoever changes that in a program seldom thinks of the name.
    """
    named = read_name(texts.get("title", "")) or read_name(path.stem)
    if named is not None and stated.bpm not in (None, named.bpm):
        named = None
    prompt = stated.prompt or prompt_in(texts)
    return ClipFacts(
        bpm=stated.bpm or (None if named is None else named.bpm),
        meter=stated.meter,
        key=stated.key or (None if named is None else named.key),
        chords=stated.chords,
        loop=stated.loop,
        prompt=prompt,
        words=prompt,
        role=stated.role or (None if named is None else named.role),
    )


def _tags(stated: WavStatement, texts: Mapping[str, str]) -> ClipTags:
    """Return what an edit keeps: the texts of a WAV's own chunk or of other formats, but for what we write anew."""
    known = texts if stated.texts else {name: text for name, text in texts.items() if name in info.FIELDS}
    anew = {"software", "comment", *(["title"] if read_name(texts.get("title", "")) else [])}
    kept = {name: text for name, text in known.items() if text.strip() and name not in anew}
    markers = tuple((cue.frame, cue.label) for cue in stated.cues if not OUR_MARKER.fullmatch(cue.label))
    return ClipTags(kept, markers, stated.id3, stated.tonic, stated.time_reference)

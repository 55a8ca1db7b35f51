"""A WAV of a take of ours that is to be edited: what the take's manifest and score say about it.

Part of `wav_reader.py`, which reads the samples. A stem is played by one part of the score, a mix by all of them, and
beside a mix lie the stems whose sum it is. Nothing here reads audio.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.edit import EditedFile
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import chords_by_bar
from musiccm_daw.request.source_clip import ClipFacts
from musiccm_daw.request.stems import StemRequest, part_names, stems_played
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import Score
from musiccm_daw.writers.kept_scores import read_score_of
from musiccm_daw.writers.kept_take import MIX, read_take
from musiccm_daw.writers.manifest import FILE_NAME, AudioFile, ScoreFacts, read_manifest


@dataclass(frozen=True)
class KeptClip:
    """What a take says about one of its WAVs.

    Attributes:
        facts: of its music.
        score: what it plays; None where the take has none, or it cannot be read.
        parts: the stems whose sum it is; empty for any other WAV.
        remarks: why a score cannot be read.
    """

    facts: ClipFacts
    score: Score | None = None
    parts: tuple[EditedFile, ...] = ()
    remarks: tuple[str, ...] = ()


def clip_file(path: Path) -> Path:
    """Return the WAV that is meant by a path: the mix or the only WAV of a take, where its folder or manifest is named.

    Raises:
        RequestError: the take has several variations, or its WAV is gone.
    """
    manifest = path if path.name == FILE_NAME else path / FILE_NAME
    # A path that is no file, or too long, is refused where it is read.
    with suppress(OSError):
        if manifest.is_file():
            return _only_clip(path)
    return path


def _only_clip(path: Path) -> Path:
    take = read_take(path)
    whole = [file for file in take.manifest.files if file.stem in (None, MIX)] or list(take.manifest.files)
    if len(whole) != 1:
        several = f"{len(take.variations)} variations" if len(take.variations) > 1 else f"{len(whole)} WAVs"
        raise RequestError(f"take {quoted(take.folder.name)} has {several}; name the WAV of one of them")
    clip = take.folder / whole[0].path
    if not clip.is_file():
        raise RequestError(f"{quoted(clip.name)} of take {quoted(take.folder.name)} is gone; restore it")
    return clip


def kept_clip(path: Path, sha256: str) -> KeptClip | None:
    """Return what a take says about one of its WAVs; None for a file that is no take's, or has changed since."""
    try:
        manifest = read_manifest(path.parent)
        file = {file.sha256: file for file in manifest.files if file.path == path.name}[sha256]
        request = GenerationRequest.from_json(manifest.request)
    except (RequestError, LookupError):
        return None
    scored = next((score for score in manifest.scores if score.variation == file.variation), None)
    score, remarks = _score(scored, path.parent)
    played = stems_played(request.stems, _parts(scored) if request.parts and scored else None)
    stems = [each for each in manifest.files if each.variation == file.variation and each.stem not in (None, MIX)]
    if file.stem not in (None, MIX):
        return _kept_stem(request, file, score, remarks, _number(file, stems, played), played)
    whole = len(stems) == len(played) > 1
    parts = tuple(EditedFile(str(path.parent / stem.path), stem.sha256) for stem in stems) if whole else ()
    # The words of a mix are those of all its stems joined together; the prompt describes it better.
    words = None if stems else file.prompt
    facts = _facts(request, file, role=file.stem, words=words, stems=played if whole else (), by_parts=request.parts)
    return KeptClip(facts, score, parts, remarks)


def _kept_stem(
    request: GenerationRequest,
    file: AudioFile,
    score: Score | None,
    remarks: tuple[str, ...],
    number: int | None,
    played: Sequence[StemRequest],
) -> KeptClip:
    """Return what a take says about one stem."""
    if number is None:
        return KeptClip(_facts(request, file, role=None, words=file.prompt), remarks=remarks)
    stem = played[number]
    facts = _facts(request, file, role=stem.role, words=file.prompt, stems=(stem,))
    if score is None:
        return KeptClip(facts, remarks=remarks)
    name = part_names(played)[number]
    parts = (replace(part, name=str(stem.label)) for part in score.parts if part.name == name)
    return KeptClip(facts, replace(score, parts=tuple(parts)), (), remarks)


def _number(file: AudioFile, stems: Sequence[AudioFile], played: Sequence[StemRequest]) -> int | None:
    """Return the number of the stem that a file holds; None where stems of its name are missing."""
    if len(stems) == len(played):
        return [stem.path for stem in stems].index(file.path)
    alike = [number for number, stem in enumerate(played) if stem.label == file.stem]
    return alike[0] if len(alike) == 1 else None


def _score(facts: ScoreFacts | None, folder: Path) -> tuple[Score | None, tuple[str, ...]]:
    if facts is None:
        return None, ()
    try:
        return read_score_of(facts, folder), ()
    except RequestError:
        return None, (f"{facts.path} of its take is gone or has changed, so its notes are not known",)


def _parts(facts: ScoreFacts) -> list[Part]:
    return [Part(part.role, part.instrument, (), name=part.name, words=part.words) for part in facts.parts]


def _facts(
    request: GenerationRequest,
    file: AudioFile,
    *,
    role: str | None,
    words: str | None,
    stems: tuple[StemRequest, ...] = (),
    by_parts: bool = False,
) -> ClipFacts:
    """Return the facts of the request that a file was made from."""
    return ClipFacts(
        bpm=request.bpm,
        meter=request.meter,
        key=request.key,
        chords=_chords(request),
        loop=request.loop,
        prompt=request.prompt,
        words=words,
        role=role,
        name=request.name,
        seed=file.seed,
        stems=stems,
        by_parts=by_parts and len(stems) > 1,
        density=request.density,
        energy=request.energy,
    )


def _chords(request: GenerationRequest) -> ChordProgression | None:
    """Return the chords of a request, with those of its sections in their bars."""
    if request.chords is None or all(section.chords is None for section in request.sections):
        return request.chords
    return ChordProgression(tuple(chords_by_bar(request.chords, request.sections, request.bars)))

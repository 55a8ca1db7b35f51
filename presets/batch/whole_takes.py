"""Whether a take on disk is the one that was planned, and whole: its manifest and the SHA-256 of its files.

A REAPER project may have been saved over by its user since, and counts as whole wherever it exists. Nothing is changed
here.
"""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from musiccm_daw.errors import RequestError
from musiccm_daw.file_hashes import sha256_of
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.writers.manifest import Manifest, read_manifest

USERS_OWN = frozenset({".rpp", ".dawproject"})
"""Files that a user works in from the first day on."""


class TakeState(Enum):
    """What is in the folder of a planned take."""

    MISSING = auto()
    WHOLE = auto()
    DAMAGED = auto()
    ANOTHER = auto()
    """A take of another request or another model."""


def state_of(folder: Path, request: GenerationRequest, model: ModelIdentity) -> TakeState:
    """Return what is in the folder where the take of a request, made by a model, is expected."""
    if not folder.exists():
        return TakeState.MISSING
    try:
        manifest = read_manifest(folder)
        if manifest.model.sha256 != model.sha256 or GenerationRequest.from_json(manifest.request) != request:
            return TakeState.ANOTHER
    except RequestError:
        return TakeState.DAMAGED
    return TakeState.WHOLE if _is_whole(folder, manifest) else TakeState.DAMAGED


def _is_whole(folder: Path, manifest: Manifest) -> bool:
    hashes = {file.path: file.sha256 for file in manifest.files}
    hashes |= {score.path: score.sha256 for score in manifest.scores}
    hashes |= {file.path: file.sha256 for file in manifest.project_files}
    return all(_file_is_whole(folder / path, sha256) for path, sha256 in hashes.items())


def _file_is_whole(path: Path, sha256: str) -> bool:
    if path.suffix.lower() in USERS_OWN:
        return path.is_file()
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False

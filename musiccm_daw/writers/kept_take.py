"""A take read back from its folder: its request, and what each of its WAVs is.

The reverse of `take_writer`. What is made of finished takes starts here: DAWproject files and sample packs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import track_names
from musiccm_daw.roles import ROLES
from musiccm_daw.writers.manifest import AudioFile, Manifest, ScoreFacts, read_manifest

MIX = "mix"


@dataclass(frozen=True)
class KeptStem:
    """A WAV of a take.

    Attributes:
        track: name of the stem, unique in its variation; "mix" for a mix and for a clip without stems.
        role: one of `ROLES`.
        file: what the manifest says about it.
    """

    track: str
    role: str
    file: AudioFile


@dataclass(frozen=True)
class KeptTake:
    """A take on disk; the folder is absolute."""

    folder: Path
    manifest: Manifest
    request: GenerationRequest

    @property
    def stems(self) -> tuple[KeptStem, ...]:
        """All WAVs, mixes included, in the order of the manifest."""
        files = self.manifest.files
        roles = stem_roles(self.request, self.manifest.scores)
        tracks = track_names((file.stem or MIX, file.variation) for file in files)
        return tuple(KeptStem(name, roles.get(file.stem, MIX), file) for name, file in zip(tracks, files, strict=True))

    @property
    def playing(self) -> tuple[KeptStem, ...]:
        """The WAVs that a project plays: the stems, which sum to their mix, or the only WAV of each variation."""
        return tuple(stem for stem in self.stems if stem.file.stem not in (None, MIX)) or self.stems

    @property
    def variations(self) -> tuple[int, ...]:
        """The numbers of the variations that were made, in order; one that failed is missing."""
        return tuple(sorted({file.variation for file in self.manifest.files}))


def read_take(folder: Path) -> KeptTake:
    """Read a take from its folder or its manifest.

    Raises:
        RequestError: there is no manifest, or it is damaged.
    """
    manifest = read_manifest(folder)
    home = folder if folder.is_dir() else folder.parent
    return KeptTake(Path(os.path.abspath(home)), manifest, GenerationRequest.from_json(manifest.request))


def stem_roles(request: GenerationRequest, scores: Sequence[ScoreFacts]) -> dict[str | None, str]:
    """Return the role of each stem by its name; stems are the request's, or the parts of its scores."""
    parts = {part.name: part.role for score in scores for part in score.parts}
    asked = {stem.label: stem.role for stem in request.stems if stem.role is not None}
    return {role: role for role in ROLES} | parts | asked

"""Where the notes of a clip come from: composed for the request, given as MIDI files, or from nowhere.

Part of the request. Nothing here reads a file or knows a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request.saved import REMEDY, SHA256, saved, saved_or_none


class ScoreSource(StrEnum):
    """Where the notes come from; the values are written to manifests."""

    COMPOSED = "composed"
    GIVEN = "given"
    NONE = "none"


@dataclass(frozen=True)
class GivenMidi:
    """A MIDI file that the clip plays.

    Attributes:
        source: absolute path of the file.
        sha256: of the file, in hex; a changed file is another request.
        stem: label of the stem that plays it; None to give its tracks to the stems by their roles.
    """

    source: str
    sha256: str
    stem: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the file as JSON types."""
        return {"source": self.source, "sha256": self.sha256, "stem": self.stem}

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> GivenMidi:
        """Read what `to_json` wrote.

        Raises:
            RequestError: a field is missing or invalid.
        """
        source, sha256 = saved(document, "source", str), saved(document, "sha256", str)
        if not source or "\0" in source or not SHA256.fullmatch(sha256):
            raise RequestError(f"saved request: midi is {quoted(dict(document))}, expected path and SHA-256; {REMEDY}")
        return cls(source, sha256, saved_or_none(document, "stem", str))


def check_no_files(score: object) -> None:
    """Refuse a score that is asked for beside MIDI files, which are one themselves; None asks for none.

    Raises:
        RequestError: one is asked for.
    """
    if score is None:
        return
    asked = read_score_source(str(score))
    remedy = {
        ScoreSource.COMPOSED: "leave score out, since stems that no file fills are composed anyway",
        ScoreSource.NONE: "give one of them",
    }
    raise RequestError(f"score {asked} and a MIDI file contradict each other; {remedy[asked]}")


def read_score_source(text: str) -> ScoreSource:
    """Read what a user asks for: "composed" or "none"; a given score follows from its files.

    Raises:
        RequestError: it is neither.
    """
    word = str(text).strip().lower()
    if word not in (ScoreSource.COMPOSED, ScoreSource.NONE):
        raise RequestError(f"score {quoted(text)} is not known; use composed or none")
    return ScoreSource(word)

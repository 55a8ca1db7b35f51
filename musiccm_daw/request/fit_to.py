"""The audio that a clip was composed to: where it lies, and which facts were taken from it, each with its confidence.

Part of the request, and so of the manifest: a take is made again from these facts, without the audio. Read and
estimated by `musiccm_daw/fitting.py`; nothing here opens a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request.saved import REMEDY, SHA256, saved, saved_objects, saved_or_none


@dataclass(frozen=True)
class TakenFact:
    """A fact of the audio.

    Attributes:
        name: "bpm", "meter", "bars", "key" or "chords".
        value: as text.
        source: "file" or "name" where it is stated there, "length" where it follows from the audio's, else "estimate".
        confidence: how likely it is to be right, from 0 to 1; None for what is stated.
    """

    name: str
    value: str
    source: str
    confidence: float | None = None

    def to_json(self) -> dict[str, object]:
        """Return the fact as JSON types."""
        return {"name": self.name, "value": self.value, "source": self.source, "confidence": self.confidence}

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> TakenFact:
        """Read what `to_json` wrote.

        Raises:
            RequestError: a field is missing or invalid.
        """
        name, value, source = (saved(document, field, str) for field in ("name", "value", "source"))
        return cls(name, value, source, saved_or_none(document, "confidence", float))


@dataclass(frozen=True)
class FitTo:
    """Audio that a clip is composed to.

    Attributes:
        source: absolute path of the file.
        sha256: of the file, in hex.
        facts: what was taken from it.
    """

    source: str
    sha256: str
    facts: tuple[TakenFact, ...]

    def to_json(self) -> dict[str, object]:
        """Return the audio and its facts as JSON types."""
        return {"source": self.source, "sha256": self.sha256, "facts": [fact.to_json() for fact in self.facts]}

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> FitTo:
        """Read what `to_json` wrote.

        Raises:
            RequestError: a field is missing or invalid.
        """
        source, sha256 = saved(document, "source", str), saved(document, "sha256", str)
        if not source or "\0" in source or not SHA256.fullmatch(sha256):
            raise RequestError(
                f"saved request: fit_to is {quoted(dict(document))}, expected path and SHA-256; {REMEDY}"
            )
        return cls(source, sha256, tuple(map(TakenFact.from_json, saved_objects(document, "facts"))))

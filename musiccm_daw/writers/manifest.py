"""`manifest.json`: what a take is, what it was made from, and what its files contain. Written last.

A take with a manifest is complete. `musiccm again` makes the same take again from it, and batch runs and histories read
it. The tables at the top define the format for writer, reader and docs; a change that older readers cannot handle
increases `SCHEMA_VERSION`. The keys of the request are defined by `GenerationRequest`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from musiccm_daw.errors import RequestError, quoted, reason_of
from musiccm_daw.score.score import Score

FILE_NAME = "manifest.json"
SCHEMA_VERSION = 2
"""2 added scores, sections, and name, gain and pan of stems."""
OLDEST_SCHEMA_VERSION = 1

TEXT, WHOLE, NUMBER, OBJECT, LIST = (str,), (int,), (int, float), (dict,), (list,)
NOTHING = (type(None),)

TOP = {
    "schema_version": WHOLE,
    "app_version": TEXT,
    "take": TEXT,
    "request": OBJECT,
    "seed": WHOLE,
    "model": OBJECT,
    "files": LIST,
    "project_files": LIST,
    "scores": LIST,
    "seconds": OBJECT,
}
MODEL = {"name": TEXT, "sha256": TEXT}
AUDIO_FILE = {
    "path": TEXT,
    "stem": TEXT + NOTHING,
    "variation": WHOLE,
    "seed": WHOLE,
    "prompt": TEXT,
    "sha256": TEXT,
    "frames": WHOLE,
    "sample_rate": WHOLE,
    "channels": WHOLE,
    "peak_dbtp": NUMBER + NOTHING,
    "lufs": NUMBER + NOTHING,
}
PROJECT_FILE = {"path": TEXT, "sha256": TEXT}
SCORE = {
    "path": TEXT,
    "sha256": TEXT,
    "variation": WHOLE,
    "seed": WHOLE,
    "source": TEXT,
    "style": TEXT + NOTHING,
    "parts": LIST,
    "taken": OBJECT,
    "unknown_bars": LIST,
}
SCORE_PART = {"name": TEXT, "role": TEXT, "instrument": TEXT, "words": TEXT, "notes": WHOLE}


@dataclass(frozen=True)
class AudioFile:
    """One WAV of a take.

    `path` is relative to the manifest, and `seed` is that of the variation; peak and LUFS are None for silence.
    """

    path: str
    stem: str | None
    variation: int
    seed: int
    prompt: str
    sha256: str
    frames: int
    sample_rate: int
    channels: int
    peak_dbtp: float | None
    lufs: float | None


@dataclass(frozen=True)
class ProjectFile:
    """A file beside the WAVs, such as the tempo map."""

    path: str
    sha256: str


@dataclass(frozen=True)
class PartFacts:
    """A part of a score: its track, who plays it, the words the model was conditioned on, and how many notes."""

    name: str
    role: str
    instrument: str
    words: str
    notes: int


@dataclass(frozen=True)
class ScoreFacts:
    """The score of one variation; `path` is relative to the manifest."""

    path: str
    sha256: str
    variation: int
    seed: int
    source: str
    style: str | None
    parts: tuple[PartFacts, ...]
    taken: dict[str, str]
    """Words that the composer did not know, and the instrument, style or mood that they were taken for."""
    unknown_bars: tuple[int, ...] = ()
    """Bars, from 1, whose notes nobody knows: they are of a clip without a score that was edited."""


def score_facts(path: str, sha256: str, score: Score, variation: int, seed: int) -> ScoreFacts:
    """Return what a manifest says about a score."""
    parts = tuple(PartFacts(p.name, p.role, p.instrument, p.words, len(p.notes)) for p in score.parts)
    unknown = tuple(bar + 1 for bar in sorted(score.unknown_bars))
    return ScoreFacts(path, sha256, variation, seed, score.source, score.style, parts, dict(score.taken), unknown)


@dataclass(frozen=True)
class ModelFacts:
    """The model that made the take."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The whole document; `request` is the result of `GenerationRequest.to_json`."""

    app_version: str
    take: str
    request: dict[str, Any]
    seed: int
    model: ModelFacts
    files: tuple[AudioFile, ...]
    project_files: tuple[ProjectFile, ...]
    scores: tuple[ScoreFacts, ...]
    seconds: dict[str, float]
    schema_version: int = SCHEMA_VERSION

    def to_json(self) -> str:
        """Return the document as text, with the keys in the order of the table."""
        values = asdict(self)
        document = {key: values[key] for key in TOP}
        text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        # Paths of files whose names are not UTF-8 hold lone surrogates, whose escape is that of JSON, too.
        return text.encode(errors="backslashreplace").decode()


def read_manifest(path: Path) -> Manifest:
    """Read a take's manifest from its file or its folder.

    Raises:
        RequestError: there is no manifest, or it is damaged, or of a later version.
    """
    file = path / FILE_NAME if path.is_dir() else path
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RequestError(f"cannot read {str(file)!r}: {reason_of(error)}; name a take's manifest.json") from error
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{str(file)!r} is not JSON{_where(error)}; name a take's manifest.json") from error
    version = document.get("schema_version") if isinstance(document, dict) else None
    if type(version) is int and version > SCHEMA_VERSION:
        raise RequestError(
            f"cannot read {str(file)!r}: its schema version is {version}, but this program reads up to "
            f"{SCHEMA_VERSION}; update it"
        )
    if type(version) is int and version < OLDEST_SCHEMA_VERSION:
        raise RequestError(
            f"{str(file)!r} is damaged: its schema version is {version}, and there has been none before "
            f"{OLDEST_SCHEMA_VERSION}; name the manifest of another take, or restore it from a copy"
        )
    try:
        return _manifest(document)
    except ValueError as error:
        raise RequestError(
            f"{str(file)!r} is not the manifest of a take: {error}; name a take's manifest.json"
        ) from error


def _manifest(document: object) -> Manifest:
    """Build a manifest from parsed JSON.

    Raises:
        ValueError: the document does not follow the tables.
    """
    if isinstance(document, dict) and document.get("schema_version") == 1:
        document = {"scores": [], **document}
    top = _checked(document, TOP, "the document")
    return Manifest(
        app_version=top["app_version"],
        take=top["take"],
        request=top["request"],
        seed=top["seed"],
        model=ModelFacts(**_checked(top["model"], MODEL, "model")),
        files=tuple(AudioFile(**_checked(file, AUDIO_FILE, f"files[{i}]")) for i, file in enumerate(top["files"])),
        project_files=tuple(
            ProjectFile(**_checked(file, PROJECT_FILE, f"project_files[{i}]"))
            for i, file in enumerate(top["project_files"])
        ),
        scores=tuple(_score(score, f"scores[{i}]") for i, score in enumerate(top["scores"])),
        seconds=_checked(top["seconds"], dict.fromkeys(top["seconds"], NUMBER), "seconds"),
    )


def _score(values: object, where: str) -> ScoreFacts:
    # Manifests of earlier versions do not say what words were taken for, nor what is not known.
    facts = _checked({"taken": {}, "unknown_bars": [], **values} if isinstance(values, dict) else values, SCORE, where)
    facts["taken"] = _checked(facts["taken"], dict.fromkeys(facts["taken"], TEXT), f"taken of {where}")
    parts = (PartFacts(**_checked(part, SCORE_PART, f"a part of {where}")) for part in facts["parts"])
    if not all(type(bar) is int for bar in facts["unknown_bars"]):
        raise ValueError(f"'unknown_bars' of {where} is {quoted(facts['unknown_bars'])}, but must be whole numbers")
    return ScoreFacts(**{**facts, "parts": tuple(parts), "unknown_bars": tuple(facts["unknown_bars"])})


def _checked(values: object, table: Mapping[str, tuple[type, ...]], where: str) -> dict[str, Any]:
    """Check the values named in a table and return them; other keys, of later versions, are left out."""
    if not isinstance(values, dict):
        raise ValueError(f"{where} is {quoted(values)}, but must be an object")
    for key, types in table.items():
        if key not in values:
            raise ValueError(f"{where} has no {key!r}")
        if not isinstance(values[key], types) or isinstance(values[key], bool):
            allowed = " or ".join("null" if kind is type(None) else kind.__name__ for kind in types)
            raise ValueError(f"{key!r} of {where} is {quoted(values[key])}, but must be {allowed}")
    if "path" in table and not _is_beside(values["path"]):
        raise ValueError(f"'path' of {where} is {quoted(values['path'])}, but must name a file beside the manifest")
    return {key: values[key] for key in table}


def _is_beside(path: str) -> bool:
    """Return whether a path is the bare name of a file, on every system: a take has no folders, and needs no others."""
    return path not in ("", ".", "..") and not set(path) & {"/", "\\", ":", "\0"}


def _where(error: ValueError | RecursionError) -> str:
    """Return where a JSON text is wrong; nothing where Python only says what it does not read."""
    return f" ({error})" if isinstance(error, json.JSONDecodeError) else " that a take can have"

"""The corpus on disk: what is known about each clip, and how its labels are written and read back.

A corpus folder holds `corpus.json` and shard folders such as `shard-00042/`, with FLAC files and a `manifest.jsonl` of
one line per clip. The manifest is written last and renamed into place, so a shard that has one is complete. Nothing
here renders or reads audio.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from musiccm_daw.errors import ModelError
from musiccm_daw.score.note import HIGH_PITCH, Note, Part
from musiccm_daw.whole_files import write_whole

MANIFEST_NAME = "manifest.jsonl"
CORPUS_NAME = "corpus.json"
IMPORTED = "imported"
"""The kind of a corpus of existing music."""

HELD_OUT_PERCENT = 4

HIGH_SHARE = 0.25
QUARTER_DIGITS = 4
"""Decimals of notes' positions: a twentieth of a MIDI tick."""


@dataclass(frozen=True)
class ClipLabel:
    """One clip's line of the manifest: everything that training and evaluation need besides the audio.

    `file` is relative to the corpus folder. `stems` holds the roles that sound in the clip, one entry per stem;
    `role` is that of a single stem and "mix" otherwise. `chords` and `energy` have one entry per bar, `density` is the
    number of onsets per quarter note, and `loop` means that tails wrap around to the start. `parts` holds what each
    stem plays: role, instrument and notes, in quarters from the clip's start.

    Less is known about imported music: key, chords, style, energy and whatever depends on single notes may be empty or
    0, and there are no parts, as in corpora that were rendered before parts were kept. `source` is the file it came
    from, `source_seconds` where it begins there. `estimated` holds the facts that were not stated, each with a
    confidence of 0 (assumed) to 1.
    """

    id: str
    file: str
    song_seed: int
    split: str
    samples: int
    bpm: str
    meter: str
    bars: int
    key: str
    chords: tuple[str, ...]
    style: str
    role: str
    stems: tuple[str, ...]
    instruments: tuple[str, ...]
    density: float
    effects: tuple[str, ...]
    swing: float
    energy: tuple[float, ...]
    loop: bool
    captions: tuple[str, ...]
    onsets_seconds: tuple[float, ...]
    licence: str
    peak_db: float
    rms_db: float
    sha256: str
    source: str = ""
    source_seconds: float = 0.0
    estimated: dict[str, float] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    @property
    def known_role(self) -> str | None:
        """The role, where it was stated."""
        return None if "role" in self.estimated else self.role

    @property
    def known_swing(self) -> float | None:
        """The swing of composed music; None for imported music, which does not state it."""
        return None if self.source else self.swing

    @property
    def player(self) -> str | None:
        """The instrument that plays alone; None for a mix, or where nobody stated it."""
        return self.instruments[0] if len(self.instruments) == 1 else None

    @property
    def plays_high(self) -> bool:
        """Whether more than `HIGH_SHARE` of its notes lie from C6 up."""
        high = [note.pitch >= HIGH_PITCH for part in self.parts for note in part.notes]
        return sum(high) > HIGH_SHARE * len(high)


def split_of(song_seed: int) -> str:
    """Return the part of the corpus for a song's clips: "held-out" for `HELD_OUT_PERCENT` of songs, else "train"."""
    digest = hashlib.sha256(str(song_seed).encode()).digest()
    return "held-out" if int.from_bytes(digest[:4], "big") % 100 < HELD_OUT_PERCENT else "train"


def noted(part: Part) -> Part:
    """Return what the manifest keeps of a part: role, instrument, gain, and notes at `QUARTER_DIGITS` decimals."""
    notes = (
        replace(
            note,
            start_quarters=round(note.start_quarters, QUARTER_DIGITS),
            duration_quarters=round(note.duration_quarters, QUARTER_DIGITS),
        )
        for note in part.notes
    )
    return Part(part.role, part.instrument, tuple(notes), gain_db=part.gain_db)


def write_shard_manifest(shard: Path, labels: Iterable[ClipLabel]) -> None:
    """Write a shard's manifest, which makes the shard complete."""
    lines = [json.dumps(_values(label), separators=(",", ":")) + "\n" for label in labels]
    write_whole(shard / MANIFEST_NAME, "".join(lines).encode())


def read_shard_manifest(manifest: Path) -> list[ClipLabel]:
    """Read one shard's labels.

    Raises:
        ModelError: a line is not a label of this version.
    """
    labels = []
    # `str.splitlines` would also split at U+2028 and its like, which earlier versions wrote as they are.
    with manifest.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                labels.append(_label(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                raise ModelError(
                    f"{manifest}, line {number} is not a clip label of this version ({error}); "
                    f"delete the folder {manifest.parent.name} and render the corpus again"
                ) from error
    return labels


def read_manifest(root: Path) -> list[ClipLabel]:
    """Read the labels of all complete shards under `root`, in the shards' order.

    Raises:
        ModelError: a line is not a label of this version.
    """
    manifests = sorted(root.glob(f"shard-*/{MANIFEST_NAME}"))
    return [label for manifest in manifests for label in read_shard_manifest(manifest)]


def _values(label: ClipLabel) -> dict[str, Any]:
    """Return a label as JSON values; a note is the list of its numbers."""
    values = {field.name: getattr(label, field.name) for field in fields(label)}
    values["parts"] = [
        {
            "role": part.role,
            "instrument": part.instrument,
            "gain_db": part.gain_db,
            "notes": [(note.start_quarters, note.duration_quarters, note.pitch, note.velocity) for note in part.notes],
        }
        for part in label.parts
    ]
    return values


def _label(values: dict[str, Any]) -> ClipLabel:
    known = {field.name for field in fields(ClipLabel)}
    needed = {field.name for field in fields(ClipLabel) if field.default is field.default_factory is MISSING}
    if wrong := (set(values) - known) | (needed - set(values)):
        raise ValueError(f"fields {', '.join(sorted(wrong))} differ")
    fixed: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    fixed["parts"] = tuple(
        Part(
            part["role"],
            part["instrument"],
            tuple(Note(*note) for note in part["notes"]),
            gain_db=part.get("gain_db", 0.0),  # which corpora of before 2026-12 lack
        )
        for part in values.get("parts", ())
    )
    return ClipLabel(**fixed)


def kind_of(corpus: Path) -> str | None:
    """Return the kind of a corpus by its description; None for a composed one, and where there is none yet."""
    try:
        kind = json.loads((corpus / CORPUS_NAME).read_text(encoding="utf-8")).get("kind")
    except (OSError, ValueError, AttributeError):
        return None
    return str(kind) if kind is not None else None

"""Arrays derived from the corpus, one file per shard, each with a note of what it was made from.

`<shard>.npy` holds an array, `<shard>.source` the fingerprint of everything that it depends on. The old note is removed
before the array is written, and the new one is written after it, so an array with the right note is complete and from
that source; any other is made again. What the arrays hold does not matter here.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np

from musiccm_daw.whole_files import write_whole
from trainer.corpus.manifest import ClipLabel
from trainer.training.run_folder import writing_into


class ShardCache:
    """A folder of such arrays, created when the first one is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, shard: str) -> Path:
        """Return the path of a shard's array, whether it exists or not."""
        return self.folder / f"{shard}.npy"

    def holds(self, shard: str, source: str) -> bool:
        """Return whether a shard's array exists and was made from `source`."""
        note = self._note(shard)
        return self.path(shard).exists() and note.exists() and note.read_text(encoding="utf-8").strip() == source

    def _note(self, shard: str) -> Path:
        return self.folder / f"{shard}.source"

    def present(self, shards: list[str]) -> list[str]:
        """Return those of the shards that have an array, from whatever source."""
        return [shard for shard in shards if self.path(shard).exists()]

    def write(self, shard: str, array: np.ndarray, source: str) -> None:
        """Write a shard's array; a kill at any moment leaves the old one, or one that counts as missing.

        Raises:
            ProjectError: it cannot be written; the shards before it are kept.
        """
        # In memory first: NumPy reports a full disk only by the number of items it could write.
        content = io.BytesIO()
        np.save(content, array)
        note = self._note(shard)
        with writing_into(self.folder, "the shards before it are kept"):
            note.unlink(missing_ok=True)
            write_whole(self.path(shard), content.getbuffer())
            write_whole(note, f"{source}\n".encode())


def fingerprint(*facts: object) -> str:
    """Return the SHA-256 of facts whose repr holds all that matters."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def audio_fingerprint(labels: list[ClipLabel]) -> str:
    """Return the fingerprint of clips' audio and of their time grids."""
    return fingerprint(*((c.sha256, c.samples, c.bpm, c.meter, c.bars, c.loop, c.rms_db) for c in labels))

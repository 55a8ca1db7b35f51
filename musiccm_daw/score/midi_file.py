"""The bytes of a MIDI file on disk: a regular file, and no more of it than shows that it is too large.

Before `midi_reader.py`, which reads them. Paths come from users and from hosts on the network.
"""

from __future__ import annotations

from pathlib import Path

from musiccm_daw.errors import RequestError, quoted, reason_of
from musiccm_daw.score.midi_reader import MAX_BYTES


def midi_bytes(path: Path) -> bytes:
    """Return what a file holds, at most a byte more than `read_score` accepts.

    Raises:
        RequestError: there is no such file, or it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise RequestError(f"cannot read {quoted(str(path))}: it is not a file; name a MIDI file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RequestError(f"cannot read {quoted(str(path))}: {reason_of(error)}; name a MIDI file") from error

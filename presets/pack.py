"""A sample pack: finished takes as one zip file, sorted and named as sample shops want them, with a note on rights.

    Nightfall/
        README.txt                                  contents and rights (`pack_readme.py`)
        Loops/Bass/Nightfall_124_bass_dub-techno_Amin_01.wav
        One_Shots/…  Songs/…                        takes of one bar that do not loop, and longer ones
        MIDI/Nightfall_124_dub-techno_Amin_01.mid

`pack_files.py` gives the names. WAVs are copied to the bit. Contact sheets stay outside: their links are those of the
project folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.writers.kept_take import read_take
from musiccm_daw.writers.names import name_part
from musiccm_daw.writers.plain_zip import plain_zip
from presets.pack_files import kits_of
from presets.pack_readme import readme


def write_pack(path: Path, takes: Sequence[Path], *, name: str) -> None:
    """Write a sample pack.

    Args:
        path: of the zip file, which must not exist.
        takes: folders of finished takes, in the order in which they are numbered.
        name: of the pack, as people read it.

    Raises:
        RequestError: there are no takes, or one is damaged.
        ProjectError: the file exists or cannot be written, or a file of a take is missing or has changed.
    """
    if path.exists():
        raise ProjectError(f"{str(path)!r} exists, and nothing is overwritten; move it away or choose another name")
    if not takes:
        raise RequestError("a pack holds at least one take, and there is none; render some first")
    top = name_part(name)
    kits = kits_of(top, [read_take(take) for take in takes])
    with plain_zip(path) as archive:
        archive.add(f"{top}/README.txt", readme(name, kits).encode())
        for kit in kits:
            for file in kit.files:
                archive.add_file(f"{top}/{file.name}", file.source, file.sha256)

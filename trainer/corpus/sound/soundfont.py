"""Sound fonts: which of the two freely licensed ones are installed, and what they are called in the labels.

The corpus is played through FluidR3 GM or MuseScore General, both under the MIT licence; any other font can be named
explicitly and is then called by its file's name. This module finds fonts; `instruments.py` plays them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from musiccm_daw.errors import ModelError
from musiccm_daw.paths import in_full

SOUNDFONT_VARIABLE = "MUSICCM_SOUNDFONT"
"""Environment variable that names a font file, or several, separated by the system's path separator."""

FOLDERS = (
    Path("/usr/share/sounds/sf2"),
    Path("/usr/share/sounds/sf3"),
    Path("/usr/share/soundfonts"),
    Path("/usr/local/share/soundfonts"),
    Path("/opt/homebrew/share/soundfonts"),
    Path.home() / ".local/share/soundfonts",
    Path.home() / "Library/Audio/Sounds/Banks",
)

KNOWN = (("FluidR3_GM", "FluidR3 GM"), ("MuseScore_General", "MuseScore General"))
"""Beginning of the file's name, and the font's name, in order of preference."""


@dataclass(frozen=True)
class SoundFont:
    """One font file, its name and its licence."""

    path: Path
    name: str
    licence: str


def find_soundfonts(given: Iterable[Path] = (), folders: Iterable[Path] = FOLDERS) -> tuple[SoundFont, ...]:
    """Return the fonts to play the corpus with: those given, else those of the environment, else known ones.

    Raises:
        ModelError: a named file is missing, or no known font is installed.
    """
    named = tuple(given) or tuple(
        in_full(text) for text in os.environ.get(SOUNDFONT_VARIABLE, "").split(os.pathsep) if text
    )
    for path in named:
        if not path.is_file():
            raise ModelError(
                f"sound font {path} is not a file; give an .sf2 or .sf3 file, or unset {SOUNDFONT_VARIABLE}"
            )
    found = tuple(_font(path) for path in named) or _installed(tuple(folders))
    if not found:
        raise ModelError(
            "no sound font found; install one (Debian and Ubuntu: apt install fluid-soundfont-gm "
            f"musescore-general-soundfont-small) or name an .sf2 or .sf3 file in {SOUNDFONT_VARIABLE}"
        )
    return found


def _font(path: Path) -> SoundFont:
    for beginning, name in KNOWN:
        if path.name.startswith(beginning):
            return SoundFont(path, name, "MIT")
    return SoundFont(path, path.stem, "unknown")


def _installed(folders: tuple[Path, ...]) -> tuple[SoundFont, ...]:
    """Return the first real file of each known font; links to alternatives are skipped."""
    fonts = []
    for beginning, _ in KNOWN:
        files = (
            path
            for folder in folders
            if folder.is_dir()
            for path in sorted(folder.iterdir())
            if path.name.startswith(beginning) and path.suffix in (".sf2", ".sf3") and not path.is_symlink()
        )
        if (path := next(files, None)) is not None:
            fonts.append(_font(path))
    return tuple(fonts)

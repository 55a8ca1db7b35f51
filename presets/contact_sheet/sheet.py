"""`index.html` of a batch: the page on which its takes are looked at, listened to and made again.

After the takes are rendered. The page is one file without outside parts: pictures, style and scripts are in it, and
only the WAVs beside it are loaded, when they are played. Its own content security policy forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from musiccm_daw.errors import ProjectError, reason_of
from musiccm_daw.whole_files import written_whole
from musiccm_daw.writers.manifest import Manifest, read_manifest
from presets.contact_sheet.cards import Card, cards_of
from presets.contact_sheet.overview import COLUMNS
from presets.contact_sheet.pictures import WAVE_HEIGHT

FILE_NAME = "index.html"

_PACKAGE = "presets.contact_sheet"
_SCRIPTS = ("theme.js", "decks.js", "playing.js", "page.js")
"""The first runs before the page is drawn, the others after it has been read."""
_STYLE = "page.css"
_TEMPLATE = "page.html"


def write_contact_sheet(
    folder: Path, takes: Sequence[Path], *, title: str, on_take: Callable[[int], None] = lambda done: None
) -> Path:
    """Write `index.html` of a batch, in place of an earlier one, and return its path.

    Args:
        folder: where the page goes.
        takes: folders of complete takes, in the order in which they are shown. The page links to them by relative
            paths, so a project can be moved as a whole.
        title: the heading of the page.
        on_take: given the number of takes that are done; each takes a quarter of a second.

    Raises:
        RequestError: a take's manifest or score is damaged or missing.
        ProjectError: a WAV of a take cannot be read, or the page cannot be written.
    """
    # Damage shows here, before anything is written.
    manifests = [(take, read_manifest(take)) for take in takes]
    cards = _cards(manifests, folder, on_take)
    scripts = [_text(name) for name in _SCRIPTS]
    environment = Environment(
        loader=PackageLoader(_PACKAGE, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(_TEMPLATE).generate(
        title=title,
        count=sum(len({file.variation for file in manifest.files}) for _, manifest in manifests),
        cards=cards,
        style=Markup(_text(_STYLE)),  # noqa: S704 - our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files
        hashes=[_hash(script) for script in scripts],
        wave_box=f"0 0 {COLUMNS - 1} {WAVE_HEIGHT}",
    )
    path = folder / FILE_NAME
    try:
        with written_whole(path) as file:
            for piece in page:
                file.write(piece.encode())
    except OSError as error:
        raise ProjectError(
            f"cannot write {str(path)!r}: {reason_of(error)}; free some space, or choose another folder"
        ) from error
    return path


def _cards(manifests: Sequence[tuple[Path, Manifest]], folder: Path, on_take: Callable[[int], None]) -> Iterator[Card]:
    for number, (take, manifest) in enumerate(manifests, start=1):
        yield from cards_of(take, manifest, folder)
        on_take(number)


def _text(name: str) -> str:
    return (files(_PACKAGE) / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """Return a script's hash, by which the page's policy lets it run, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

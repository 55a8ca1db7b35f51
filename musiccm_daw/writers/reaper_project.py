"""`<take>.RPP`: a REAPER project with one track per stem, at the tempo of the take, ready to play.

One of the files beside the WAVs of a stem set. Variations follow one another on the timeline, each in a region of its
own, as are the sections of each. It is always a new project; the user's own projects are never touched. File names
are relative to the project, so that the folder can be moved.
Source: the text format as REAPER 7 writes it; REAPER fills in what is left out.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musiccm_daw.request.sections import Section
from musiccm_daw.timebase import TimeGrid, format_bpm
from musiccm_daw.writers.colours import role_colour
from musiccm_daw.writers.regions import Region, regions

FORMAT_VERSION = '0.1 "7.0"'
CUSTOM_COLOUR = 0x1000000
"""Set in every colour that is not the host's own."""
TIMEBASE_BEATS = 1
"""Items keep their bars when the tempo is changed; without it, the user's default decides."""
NO_FADE = "1 0 0 1 0 0 0"
"""Shape, length and the rest; a user's default fade would sound in every loop."""
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.reaper.fm/MusicCM")


@dataclass(frozen=True)
class Item:
    """One WAV on the timeline; `track` is the name of its stem, and `role` gives the track its colour."""

    track: str
    file_name: str
    variation: int
    role: str


def reaper_project(
    take: str,
    grid: TimeGrid,
    sample_rate: int,
    items: Sequence[Item],
    *,
    loop: bool,
    sections: Sequence[Section] = (),
) -> str:
    """Return the text of a project: one track per stem in order of appearance, and one item per file.

    Names must not contain quotes or line breaks, which `names` and `fields.track_name` ensure.
    """
    seconds = float(grid.total_seconds)
    variations = sorted({item.variation for item in items})
    tracks = {item.track: item.role for item in items}
    lines = [
        f"<REAPER_PROJECT {FORMAT_VERSION} 0",
        f"  LOOP {int(loop)}",
        f"  TIMELOCKMODE {TIMEBASE_BEATS}",
        f"  SAMPLERATE {sample_rate} 1 0",
        f"  TEMPO {format_bpm(grid.bpm)} {grid.meter.numerator} {grid.meter.denominator}",
        f"  SELECTION 0 {seconds!r}",
        f"  SELECTION2 0 {seconds!r}",
    ]
    for number, region in enumerate(regions(take, grid, sections, variations), start=1):
        lines += _region(take, number, region, grid)
    for track, role in tracks.items():
        lines += _track(take, track, role)
        for item in items:
            if item.track == track:
                start = variations.index(item.variation) * seconds
                lines += _item(take, item, start, seconds, loop=loop)
        lines.append("  >")
    return "\n".join([*lines, ">", ""])


def _region(take: str, number: int, region: Region, grid: TimeGrid) -> Iterator[str]:
    """Yield a region: a pair of markers with the same number, of which the second is only its end."""
    start, end = (float(quarters * 60 / grid.bpm) for quarters in (region.start, region.end))
    colour = _colour(region.colour) if region.colour else 0
    yield f'  MARKER {number} {start!r} "{region.name}" 1 {colour} 1 R {_guid(take, f"region {number}")} 0'
    yield f'  MARKER {number} {end!r} "" 1'


def _colour(colour: str) -> int:
    """Return `#rrggbb` as REAPER writes it: red in the lowest byte."""
    return CUSTOM_COLOUR | int.from_bytes(bytes.fromhex(colour[1:]), "little")


def _track(take: str, track: str, role: str) -> Iterator[str]:
    yield f"  <TRACK {_guid(take, track)}"
    yield f'    NAME "{track}"'
    yield f"    PEAKCOL {_colour(role_colour(role))}"
    yield "    BEAT -1"
    yield "    VOLPAN 1 0 -1 -1 1"
    yield "    MUTESOLO 0 0 0"
    yield "    NCHAN 2"
    yield f"    TRACKID {_guid(take, track)}"
    yield "    MAINSEND 1 0"


def _item(take: str, item: Item, start: float, seconds: float, *, loop: bool) -> Iterator[str]:
    yield "    <ITEM"
    yield f"      POSITION {start!r}"
    yield "      SNAPOFFS 0"
    yield f"      LENGTH {seconds!r}"
    yield f"      LOOP {int(loop)}"
    yield f"      FADEIN {NO_FADE}"
    yield f"      FADEOUT {NO_FADE}"
    yield f"      IGUID {_guid(take, item.file_name)}"
    yield f'      NAME "{item.file_name}"'
    yield "      VOLPAN 1 0 1 -1"
    yield "      SOFFS 0"
    yield "      PLAYRATE 1 1 0 -1 0 0.0025"
    yield f"      GUID {_guid(take, f'take of {item.file_name}')}"
    yield "      <SOURCE WAVE"
    yield f'        FILE "{item.file_name}"'
    yield "      >"
    yield "    >"


def _guid(take: str, name: str) -> str:
    """Return an identifier that depends only on take and name, so that the same take gives the same bytes."""
    return f"{{{uuid.uuid5(_NAMESPACE, f'{take}/{name}')}}}".upper()

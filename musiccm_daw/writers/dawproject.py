"""`<take>.dawproject`: a take as a project of Bitwig Studio, Studio One, Cubase and n-Track Studio.

Made from a finished take, beside its REAPER project. Each take has a file of its own: a project has one tempo and one
meter, which the takes of a batch seldom share, and a producer opens one take at a time.

Stems are audio tracks at unity gain, since the take's gains are in the audio. Below them is the score, one muted note
track a part, to be given an instrument of the host. Times are quarters, and an audio clip is two clips deep, as Bitwig
Studio writes it: one in the arrangement, and in it the audio, warped to the tempo of the project. Audio is inside the
file, which can thus be moved or sent alone. Bytes depend only on the take.
Source: DAWproject 1.0, https://github.com/bitwig/dawproject, whose elements come in the order of its schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import count
from pathlib import Path, PurePath
from xml.etree import ElementTree

from musiccm_daw.score.note import Note
from musiccm_daw.timebase import format_bpm
from musiccm_daw.writers.chunks.text import printable
from musiccm_daw.writers.colours import role_colour
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.kept_take import KeptStem, KeptTake, read_take
from musiccm_daw.writers.plain_zip import plain_zip
from musiccm_daw.writers.regions import regions

FORMAT_VERSION = "1.0"
APPLICATION = "MusicCM-DAW"
SUFFIX = ".dawproject"
FASTEST_BPM, SLOWEST_BPM = "666", "20"
"""The range of Bitwig Studio's tempo."""
LOUDEST = "2"
CENTRE = "0.5"
FULL_VELOCITY = 127
ALGORITHM = "stretch"
"""As Bitwig Studio calls it: the audio follows the tempo and keeps its pitch."""

Element = ElementTree.Element
add = ElementTree.SubElement


def write_dawproject(folder: Path) -> Path:
    """Write the DAWproject file of a take into its folder, unless it is there, and return its path.

    Only one process may do so for a take at a time.

    Args:
        folder: of a finished take.

    Raises:
        RequestError: there is no take, or its manifest or score is damaged.
        ProjectError: a file of the take is missing or has changed, or the folder cannot be written.
    """
    take = read_take(folder)
    path = take.folder / (take.folder.name + SUFFIX)
    if path.exists():
        return path
    project = _Project(take).document()
    with plain_zip(path) as archive:
        archive.add("project.xml", _xml(project))
        archive.add("metadata.xml", _xml(_metadata(take)))
        for stem in take.playing:
            archive.add_file(_entry(stem), take.folder / stem.file.path, stem.file.sha256)
    return path


def _xml(root: Element) -> bytes:
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}\n'.encode()


def _entry(stem: KeptStem) -> str:
    """Return the name of a stem's audio in the file."""
    return f"audio/{PurePath(stem.file.path).name}"


def _metadata(take: KeptTake) -> Element:
    request = take.request
    facts = [
        f"{printable(request.prompt)} (seed {request.seed})",
        f"key {request.key or 'none'}",
        f"chords {request.chords or 'none'}",
        f"model {take.manifest.model.name}",
    ]
    root = Element("MetaData")
    add(root, "Title").text = request.name
    style = next((score.style for score in take.manifest.scores if score.style), None)
    if style:
        add(root, "Genre").text = printable(style.replace("_", " "))
    add(root, "Comment").text = "; ".join(facts)
    return root


class _Project:
    """The document of a take, put together from top to bottom; identifiers are numbered as they are used."""

    def __init__(self, take: KeptTake) -> None:
        self.take = take
        self.grid = take.request.grid
        self.starts = {variation: n * self.grid.total_quarters for n, variation in enumerate(take.variations)}
        self._numbers = count()

    def document(self) -> Element:
        """Return the root element."""
        root = Element("Project", version=FORMAT_VERSION)
        add(root, "Application", name=APPLICATION, version=self.take.manifest.app_version)
        self._transport(add(root, "Transport"))
        structure = add(root, "Structure")
        arrangement = add(root, "Arrangement", id=self._id())
        lanes = add(arrangement, "Lanes", timeUnit="beats", id=self._id())
        master = self._id()
        for track, stems in self._audio().items():
            place = self._track(structure, track, "audio", role_colour(stems[0].role), master)
            clips = self._lane(lanes, place)
            for stem in stems:
                self._audio_clip(clips, stem)
        for (track, role), parts in self._notes().items():
            place = self._track(structure, f"{track} notes", "notes", role_colour(role), master, muted=True)
            clips = self._lane(lanes, place)
            for variation, notes in parts:
                self._note_clip(clips, track, variation, notes)
        self._track(structure, "Master", "audio notes", None, None, channel=master)
        self._markers(arrangement)
        add(root, "Scenes")
        return root

    def _id(self) -> str:
        return f"id{next(self._numbers)}"

    def _transport(self, transport: Element) -> None:
        tempo = {"max": FASTEST_BPM, "min": SLOWEST_BPM, "unit": "bpm", "value": format_bpm(self.grid.bpm)}
        add(transport, "Tempo", tempo, id=self._id(), name="Tempo")
        meter = self.grid.meter
        parts = {"denominator": str(meter.denominator), "numerator": str(meter.numerator)}
        add(transport, "TimeSignature", parts, id=self._id())

    def _audio(self) -> dict[str, list[KeptStem]]:
        """Return the stems of each track, one a variation."""
        tracks: dict[str, list[KeptStem]] = {}
        for stem in self.take.playing:
            tracks.setdefault(stem.track, []).append(stem)
        return tracks

    def _notes(self) -> dict[tuple[str, str], list[tuple[int, tuple[Note, ...]]]]:
        """Return the notes of each part, by its name and role, one a variation."""
        tracks: dict[tuple[str, str], list[tuple[int, tuple[Note, ...]]]] = {}
        manifest = self.take.manifest
        for facts, score in zip(manifest.scores, read_scores(manifest, self.take.folder), strict=True):
            for part in score.parts if facts.variation in self.starts else ():
                tracks.setdefault((part.name, part.role), []).append((facts.variation, part.notes))
        return tracks

    def _track(
        self,
        structure: Element,
        name: str,
        content: str,
        colour: str | None,
        destination: str | None,
        *,
        muted: bool = False,
        channel: str | None = None,
    ) -> str:
        """Add a track with its channel, and return its identifier; the master has no destination."""
        identifier = self._id()
        look = {"name": printable(name)} | ({"color": colour} if colour else {})
        track = add(structure, "Track", {"contentType": content, "loaded": "true"}, id=identifier, **look)
        route = {"destination": destination, "role": "regular"} if destination else {"role": "master"}
        strip = add(track, "Channel", {"audioChannels": "2", **route}, solo="false", id=channel or self._id())
        add(strip, "Mute", value=str(muted).lower(), id=self._id(), name="Mute")
        add(strip, "Pan", max="1", min="0", unit="normalized", value=CENTRE, id=self._id(), name="Pan")
        add(strip, "Volume", max=LOUDEST, min="0", unit="linear", value="1", id=self._id(), name="Volume")
        return identifier

    def _lane(self, lanes: Element, track: str) -> Element:
        """Add the timeline of a track, and return its clips."""
        return add(add(lanes, "Lanes", track=track, id=self._id()), "Clips", id=self._id())

    def _audio_clip(self, clips: Element, stem: KeptStem) -> None:
        """Add a stem: a clip in the arrangement, and in it the audio, warped from seconds to quarters."""
        file, length = stem.file, _number(self.grid.total_quarters)
        no_fades = {"fadeTimeUnit": "beats", "fadeInTime": "0", "fadeOutTime": "0"}
        span = {"time": _number(self.starts[file.variation]), "duration": length, "playStart": "0"}
        loop = {"loopStart": "0", "loopEnd": length} if self.take.request.loop else {}
        look = {"name": PurePath(file.path).stem, "color": role_colour(stem.role), "comment": printable(file.prompt)}
        outer = add(clips, "Clip", span | loop | no_fades | look)
        inner_span = {"time": "0", "duration": length, "contentTimeUnit": "beats", "playStart": "0"}
        inner = add(add(outer, "Clips", id=self._id()), "Clip", inner_span | no_fades)
        warps = add(inner, "Warps", contentTimeUnit="seconds", timeUnit="beats", id=self._id())
        seconds = _number(Fraction(file.frames, file.sample_rate))
        form = {"algorithm": ALGORITHM, "channels": str(file.channels), "duration": seconds}
        audio = add(warps, "Audio", form, sampleRate=str(file.sample_rate), id=self._id())
        add(audio, "File", path=_entry(stem))
        add(warps, "Warp", time="0", contentTime="0")
        # The exact end of the last bar, up to half a frame from the file's: so audio is not stretched by a millionth.
        add(warps, "Warp", time=length, contentTime=_number(self.grid.total_seconds))

    def _note_clip(self, clips: Element, name: str, variation: int, notes: Sequence[Note]) -> None:
        length = _number(self.grid.total_quarters)
        span = {"time": _number(self.starts[variation]), "duration": length, "playStart": "0"}
        loop = {"loopStart": "0", "loopEnd": length} if self.take.request.loop else {}
        clip = add(clips, "Clip", span | loop, name=printable(name))
        lane = add(clip, "Notes", id=self._id())
        for note in notes:
            time = {"time": repr(note.start_quarters), "duration": repr(note.duration_quarters)}
            add(lane, "Note", time, channel="0", key=str(note.pitch), vel=f"{note.velocity / FULL_VELOCITY:.6f}")

    def _markers(self, arrangement: Element) -> None:
        request = self.take.request
        markers = add(arrangement, "Markers", timeUnit="beats", id=self._id())
        for region in regions(self.take.folder.name, self.grid, request.sections, self.take.variations):
            colour = {"color": region.colour} if region.colour else {}
            add(markers, "Marker", colour, name=printable(region.name), time=_number(region.start))


def _number(value: Fraction) -> str:
    """Write a number as the nearest double, which is what readers make of it."""
    return repr(float(value))

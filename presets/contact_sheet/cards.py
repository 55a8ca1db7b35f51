"""Cards: what the page shows of each take, and of each variation where a take has several.

Between a take's folder and `page.html`. Values are plain text and numbers; the template escapes them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

from musiccm_daw.command_line import pasteable
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import chords_by_bar
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import format_bpm
from musiccm_daw.wording import counted
from musiccm_daw.writers.colours import role_colour
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.kept_take import MIX, stem_roles
from musiccm_daw.writers.manifest import FILE_NAME, AudioFile, Manifest, ScoreFacts
from presets.contact_sheet.overview import Overview, read_overview
from presets.contact_sheet.piano_roll import PianoRoll, piano_roll
from presets.contact_sheet.pictures import spectrogram, wave_paths

_QUIETEST_SCALE = 0.05
"""A take whose peak is below this is not drawn larger: near-silence looks like silence."""
_MOST_BARS_WITH_CHORDS = 12
_MOST_BAR_LINES = 32


@dataclass(frozen=True)
class Link:
    """A file of the take: its name as text, and its address relative to the page."""

    text: str
    url: str


@dataclass(frozen=True)
class Lane:
    """One WAV: what it is called, where it is, what it looks like, and how loud it is."""

    name: str
    wav: Link
    colour: str | None
    prompt: str
    peaks: str
    powers: str
    spectrogram: str
    lufs: float | None


@dataclass(frozen=True)
class Bar:
    """A stretch of the ruler: how many bars it spans, and what is written over it."""

    bars: int
    label: str
    chords: str = ""


@dataclass(frozen=True)
class Card:
    """One take, or one variation of it.

    Attributes:
        main: the mix, or the only WAV.
        stems: the other WAVs; they add up to the mix.
        facts: names and values, in the order in which they are shown.
        sort_keys: by the name of an order; numbers ascend, and text sorts by its letters.
        path: of the take's folder, relative to the page's.
        command: makes the take again, from the page's folder.
    """

    name: str
    prompt: str
    loop: bool
    main: Lane
    stems: tuple[Lane, ...]
    roll: PianoRoll | None
    ruler: tuple[Bar, ...]
    sections: tuple[Bar, ...]
    facts: tuple[tuple[str, str], ...]
    sort_keys: dict[str, str | float]
    manifest: Link
    files: tuple[Link, ...]
    path: str
    command: str

    @property
    def words(self) -> str:
        """What a search looks through, in one spelling of accents; macOS has another for names of files."""
        stems = (f"{stem.name} {stem.prompt}" for stem in self.stems)
        values = (value for _, value in self.facts)
        words = " ".join((self.name, self.prompt, self.main.prompt, self.path, *stems, *values))
        return normalize("NFC", words).lower()


def cards_of(take: Path, manifest: Manifest, folder: Path) -> Iterator[Card]:
    """Yield a card for each variation of a take of the page's project.

    Raises:
        RequestError: the request or a score of the take is damaged.
        ProjectError: a WAV cannot be read.
    """
    request = GenerationRequest.from_json(manifest.request)
    scores = dict(zip((facts.variation for facts in manifest.scores), read_scores(manifest, take), strict=True))
    for variation, files in groupby(manifest.files, lambda file: file.variation):
        of_variation = [facts for facts in manifest.scores if facts.variation == variation]
        score = scores.get(variation)
        yield _card(take, manifest, folder, request, list(files), of_variation[0] if of_variation else None, score)


def _card(
    take: Path,
    manifest: Manifest,
    folder: Path,
    request: GenerationRequest,
    files: list[AudioFile],
    score_facts: ScoreFacts | None,
    score: Score | None,
) -> Card:
    overviews = [read_overview(take / file.path) for file in files]
    scale = max(_QUIETEST_SCALE, *(overview.peak for overview in overviews))
    roles = stem_roles(request, () if score_facts is None else (score_facts,))
    lanes = [
        _lane(file, overview, scale, roles.get(file.stem), _link(take / file.path, folder))
        for file, overview in zip(files, overviews, strict=True)
    ]
    main = next((index for index, file in enumerate(files) if file.stem in (None, MIX)), 0)
    number = files[0].variation
    path = _text(_relative(take, folder))
    others = {facts.path for facts in manifest.scores if facts.variation != number}
    return Card(
        name=request.name if request.variations == 1 else f"{request.name}, variation {number}",
        prompt=request.prompt,
        loop=request.loop,
        main=lanes.pop(main),
        stems=tuple(lanes),
        roll=piano_roll(score, float(request.grid.total_quarters)) if score else None,
        ruler=_ruler(request),
        sections=tuple(Bar(section.bars, section.name) for section in request.sections),
        facts=tuple(_facts(request, manifest, files[main], score_facts)),
        sort_keys=_sort_keys(request, files[main]),
        manifest=_link(take / FILE_NAME, folder),
        files=tuple(_link(take / file.path, folder) for file in manifest.project_files if file.path not in others),
        path=path,
        command=f"musiccm again {pasteable([path])}",
    )


def _lane(file: AudioFile, overview: Overview, scale: float, role: str | None, wav: Link) -> Lane:
    peaks, powers = wave_paths(overview, scale)
    return Lane(
        name=file.stem or MIX,
        wav=wav,
        colour=None if role is None else role_colour(role),
        prompt=file.prompt,
        peaks=peaks,
        powers=powers,
        spectrogram=spectrogram(overview),
        lufs=file.lufs,
    )


def _facts(
    request: GenerationRequest, manifest: Manifest, main: AudioFile, score: ScoreFacts | None
) -> Iterator[tuple[str, str]]:
    """Yield what is written on the card, the first things that people look for first."""
    yield "Tempo", f"{format_bpm(request.bpm)} bpm"
    if request.key is not None:
        yield "Key", str(request.key)
    yield "Length", f"{counted(request.bars, 'bar')} of {request.meter}"
    yield "Time", _duration(main.frames / main.sample_rate)
    yield "Type", "loop" if request.loop else "one-shot"
    if request.chords is not None:
        yield "Chords", str(request.chords)
    if score is not None and score.style is not None:
        yield "Style", score.style.replace("_", " ")
    yield from ((name.capitalize(), f"{value:g}") for name, value in request.steering.items() if value is not None)
    yield "Loudness", "silent" if main.lufs is None else f"{_signed(main.lufs)} LUFS"
    if main.peak_dbtp is not None:
        yield "Peak", f"{_signed(main.peak_dbtp)} dBTP"
    yield "Seed", str(main.seed)
    yield "Model", f"{manifest.model.name}, {counted(request.steps, 'step')}"
    yield "Audio", f"{main.sample_rate / 1000:g} kHz {request.subtype.replace('_', ' ')}"


def _sort_keys(request: GenerationRequest, main: AudioFile) -> dict[str, str | float]:
    key = request.key
    return {
        "name": request.name.lower(),
        "tempo": float(request.bpm),
        "key": 24 if key is None else key.tonic * 2 + (key.mode == "minor"),
        "length": main.frames / main.sample_rate,
        "loudness": -100.0 if main.lufs is None else round(main.lufs, 2),
        "seed": main.seed,
    }


def _ruler(request: GenerationRequest) -> tuple[Bar, ...]:
    """Return the bars with their chords; of a long piece numbers alone, and of a longer one every 2nd, 4th … bar."""
    step = 1
    while request.bars / step > _MOST_BAR_LINES:
        step *= 2
    has_room = request.bars <= _MOST_BARS_WITH_CHORDS
    rows = chords_by_bar(request.chords, request.sections, request.bars) if has_room else [()] * request.bars
    chords = [" ".join(map(str, row)) for row in rows]
    return tuple(Bar(min(step, request.bars - bar), str(bar + 1), chords[bar]) for bar in range(0, request.bars, step))


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d} min"


def _signed(decibels: float) -> str:
    return f"{decibels:.1f}".replace("-", "−")


def _link(file: Path, folder: Path) -> Link:
    return Link(_text(file.name), quote(os.fsencode(_relative(file, folder))))


def _text(path: str) -> str:
    """Return a path as it can be shown; names on Linux need not be UTF-8."""
    return os.fsencode(path).decode(errors="replace")


def _relative(file: Path, folder: Path) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()

"""A request from words, options and MIDI files, as the command line, the server and programs ask for it.

Above `request`, which resolves what is known, and `composer`, which knows what a style brings: tempo, meter and chords
that nobody gives come from the style that the prompt names. Free of torch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from musiccm_daw.composer.brief import Brief, read_brief
from musiccm_daw.composer.style_choice import style_chords, style_facts
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import GivenMidi
from musiccm_daw.request.stated_facts import StatedFacts
from musiccm_daw.roles import ROLES, parse_role
from musiccm_daw.score.midi_reader import MidiSong
from musiccm_daw.scoring import read_given
from musiccm_daw.timebase import Meter


def ask(
    prompt: str, *, midi: Sequence[str] = (), on_remark: Callable[[str], None] | None = None, **options: Any
) -> GenerationRequest:
    """Read, complete and check a request.

    Args:
        prompt: what it should sound like.
        midi: files to play, each `FILE` or `ROLE=FILE`.
        on_remark: given a line on whatever of a file is read otherwise than it was written.
        options: those of `GenerationRequest.resolve`.

    Raises:
        RequestError: something cannot be meant, or a file cannot be played; nothing has been done.
    """
    given = [_given(text) for text in midi]
    songs = [read_given(file) for file in given]
    request = GenerationRequest.resolve(
        prompt, midi=given, stated=_stated(songs), style=_Style(read_brief(str(prompt))), **options
    )
    if on_remark is not None:
        end = request.grid.total_quarters
        late = sum(note.start_quarters >= end for song in songs for part in song.parts for note in part.notes)
        remarks = [remark for song in songs for remark in song.remarks]
        if late:
            remarks.append(f"{late} notes after bar {request.bars} are left out")
        for remark in remarks:
            on_remark(remark)
    return request


@dataclass(frozen=True)
class _Style:
    """What the style of a brief brings."""

    brief: Brief

    def tempo(self, seed: int) -> Fraction | None:
        return style_facts(self.brief, seed).bpm

    def meter(self, seed: int) -> Meter | None:
        return style_facts(self.brief, seed).meter

    def chords(self, key: Key, meter: Meter, seed: int) -> ChordProgression | None:
        if self.brief.style is None and not self.brief.players:
            return None
        return style_chords(self.brief, key, meter, seed)


def _given(text: str) -> GivenMidi:
    """Read `FILE` or `ROLE=FILE`."""
    role, equals, name = str(text).partition("=")
    stem = None
    if equals and not Path(text).expanduser().exists() and _is_role(role):
        stem, text = parse_role(role), name
    path = Path(text).expanduser().absolute()
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RequestError(f"cannot read {quoted(text)}: {reason.lower()}; name a MIDI file") from error
    return GivenMidi(str(path), hashlib.sha256(content).hexdigest(), stem)


def _is_role(text: str) -> bool:
    try:
        return parse_role(text) in ROLES
    except RequestError:
        return False


def _stated(songs: Sequence[MidiSong]) -> StatedFacts | None:
    """Return what files state: the first that says something counts; the longest says how long."""
    if not songs:
        return None
    first = {
        name: next((value for song in songs if (value := getattr(song, name)) is not None), None)
        for name in ("bpm", "meter", "key", "chords")
    }
    return StatedFacts(**first, quarters=max(song.quarters for song in songs))

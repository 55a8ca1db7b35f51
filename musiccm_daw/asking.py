"""A request from words, options, MIDI files and audio, as the command line, the server and programs ask for it.

Above `request`, which resolves what is known, and `composer`, which knows what a style brings: tempo, meter and chords
that nobody gives come from the style that the prompt names. Free of torch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from musiccm_daw.composer.reading.brief import Brief, Nearest, read_brief
from musiccm_daw.composer.reading.overruled_words import contradicted_words, steered_by
from musiccm_daw.composer.style_choice import leans_minor, style_facts, usual_tonics
from musiccm_daw.composer.style_chords import style_chords
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.given_parts import read_given
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.paths import in_full
from musiccm_daw.request.fields import prompt_text
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.prompt_remarks import prompt_remarks
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import GivenMidi, ScoreSource
from musiccm_daw.request.stated_facts import StatedFacts
from musiccm_daw.roles import parse_role
from musiccm_daw.score.midi_file import midi_bytes
from musiccm_daw.score.midi_reader import MidiSong
from musiccm_daw.scoring import request_score
from musiccm_daw.timebase import MAX_BARS, Meter
from musiccm_daw.wording import counted

MANY_CHORDS = 3
"""Chords in one bar, from which on a forgotten | is likelier than haste."""
SPILL_QUARTERS = Fraction(1, 16)
"""Notes played by people are held a little over the last bar line, and ask for no further bar."""


@dataclass(frozen=True)
class AskedMidi:
    """A MIDI file to play, and the stem whose part it is; None to give its tracks to the stems by their roles."""

    path: str | Path
    stem: str | None = None


def ask(
    prompt: str,
    *,
    midi: Sequence[str | AskedMidi] = (),
    fit_to: str | Path | None = None,
    defaults: Mapping[str, Any] | None = None,
    on_remark: Callable[[str], None] | None = None,
    **options: Any,
) -> GenerationRequest:
    """Read, complete and check a request.

    Args:
        prompt: what it should sound like.
        midi: files to play, each `FILE`, `ROLE=FILE` or an `AskedMidi`.
        fit_to: audio whose tempo, meter, length, key and chords the clip is composed to; before those of MIDI files.
        defaults: options that rank below the prompt and the files, and above what a style brings.
        on_remark: given a line on whatever of a file or the prompt is read otherwise than it was written, and on each
            fact that is taken from audio.
        options: those of `GenerationRequest.resolve`.

    Raises:
        RequestError: a value is not valid, or a file cannot be played or fitted to; nothing has been done.
    """
    words = prompt_text(prompt)
    given = [named_midi(file) for file in midi]
    songs = [read_song(file) for file in given]
    stated = _stated(songs)
    style = _Style(read_brief(words))
    fit = None
    if fit_to is not None:
        # scipy takes a second to load, and only this needs it.
        from musiccm_daw.fitting import fitted, read_own_audio

        audio = read_own_audio(in_full(fit_to))
        fit = fitted(audio, GenerationRequest.resolve(prompt, style=style, **options))
        stated = _with_harmony_of(stated, fit.stated)
    if defaults:
        options |= _left_open(defaults, words, stated, options, given=bool(given))
    request = GenerationRequest.resolve(
        prompt, midi=given, fit_to=None if fit is None else fit.record, stated=stated, style=style, **options
    )
    if given:
        check_sounding(songs, request.bars, request.meter)
        # Whether the tracks fit the stems shows only here, and should show before anybody waits for a model.
        request_score(request, request.seed)
    if on_remark is not None:
        of_audio = () if fit is None else fit.remarks
        of_prompt = (*prompt_remarks(request), *steering_remarks(request))
        for remark in (*_remarks(given, songs, request), *of_audio, *of_prompt, *_chord_remarks(request)):
            on_remark(remark)
    return request


@dataclass(frozen=True)
class _Style:
    """What the style of a brief brings."""

    brief: Brief

    def tempo(self, seed: int) -> Fraction | None:
        """Return its tempo in bpm; None where the brief names nothing that decides one."""
        return style_facts(self.brief, seed).bpm

    def meter(self, seed: int) -> Meter | None:
        """Return its meter; None where the brief names nothing that decides one."""
        return style_facts(self.brief, seed).meter

    def mode(self, seed: int) -> str | None:
        """Return "minor" or "major"; None where the brief asks for neither."""
        return style_facts(self.brief, seed).mode

    def tonics(self) -> tuple[int, ...]:
        """Return the pitch classes, 0 to 11, of the keys that it is played in."""
        return usual_tonics(self.brief)

    def leans_minor(self) -> bool:
        """Return whether a tonic without a mode is that of a minor key."""
        return leans_minor(self.brief)

    def chords(self, key: Key, meter: Meter, seed: int, bars: int, *, ends: bool) -> ChordProgression | None:
        """Return chords in a key, for so many bars of a piece that ends, or of a loop; None where none are decided."""
        brief = self.brief
        if not (brief.style or brief.scale or brief.progression or brief.players):
            return None
        return style_chords(brief, key, meter, seed, bars, ends=ends)


def with_guessed_style(request: GenerationRequest, nearest: Nearest) -> GenerationRequest:
    """Return a request with tempo, meter, key and chords of the style that unknown words of its prompt are near to.

    It is the same where the prompt names a style, where nothing is near, and where notes, a clip or audio are given.
    """
    given = request.score is not ScoreSource.COMPOSED or request.edit is not None or request.fit_to is not None
    guessed = read_brief(request.prompt, nearest)
    if given or guessed.style is None or read_brief(request.prompt).style is not None:
        return request
    return request.with_style(_Style(guessed))


def named_midi(asked: str | AskedMidi) -> GivenMidi:
    """Find the file that is meant by `FILE`, `ROLE=FILE` or an `AskedMidi`.

    Raises:
        RequestError: it cannot be read.
    """
    if isinstance(asked, str):
        asked = _parsed(asked)
    if asked.path == "":
        raise RequestError("midi names no file; name a MIDI file, with a role before it for one stem: bass=FILE")
    path = in_full(asked.path).absolute()
    return GivenMidi(str(path), hashlib.sha256(midi_bytes(path)).hexdigest(), asked.stem)


def _parsed(text: str) -> AskedMidi:
    """Read `FILE` or `ROLE=FILE`; a file whose own name begins with a role and = is meant where it exists."""
    name, equals, file = text.partition("=")
    role = _role(name) if equals else None
    return AskedMidi(text) if role is None or _exists(text) else AskedMidi(file, role)


def _role(name: str) -> str | None:
    """Return the role of a name; the mix is played by nobody."""
    try:
        role = parse_role(name)
    except RequestError:
        return None
    return None if role == "mix" else role


def _exists(text: str) -> bool:
    try:
        return in_full(text).exists()
    except (OSError, RequestError, ValueError):
        return False


def read_song(midi: GivenMidi) -> MidiSong:
    """Read a file; an error says which it is about.

    Raises:
        RequestError: it cannot be played.
    """
    try:
        return read_given(midi)
    except RequestError as error:
        raise RequestError(f"{quoted(Path(midi.source).name)}: {error}") from error


def _stated(songs: Sequence[MidiSong]) -> StatedFacts | None:
    """Return what files state: the first that says something counts; the longest says how long."""
    if not songs:
        return None
    first: dict[str, Any] = {
        name: next((value for song in songs if (value := getattr(song, name)) is not None), None)
        for name in ("bpm", "meter", "key", "chords")
    }
    return StatedFacts(**first, quarters=max(map(quarters_of, songs)))


def quarters_of(song: MidiSong) -> Fraction:
    """Return how long a file lasts, without what is held a little over its last bar line."""
    return song.quarters - min(SPILL_QUARTERS, song.quarters / 2)


def check_sounding(songs: Sequence[MidiSong], bars: int, meter: Meter) -> None:
    """Refuse files whose notes all begin after the bars that they are to fill: the clip would be silent.

    Raises:
        RequestError: no note lies in these bars.
    """
    first = min((note.start_quarters for song in songs for part in song.parts for note in part.notes), default=0.0)
    bar = int(first // meter.quarters_per_bar) + 1
    if bar <= bars:
        return
    more = f"ask for {bar} bars or more, or " if bar <= MAX_BARS else ""
    files = "MIDI file" if len(songs) == 1 else "MIDI files"
    raise RequestError(
        f"the {files} would be silent: the first note is in bar {bar}, and {counted(bars, 'bar')} of {meter} "
        f"{'is' if bars == 1 else 'are'} played; {more}move the notes to the beginning"
    )


def _with_harmony_of(midi: StatedFacts | None, audio: StatedFacts) -> StatedFacts:
    """Return the facts of audio, with key and chords of MIDI files where it has none."""
    if midi is None:
        return audio
    return replace(audio, key=audio.key or midi.key, chords=audio.chords or midi.chords)


def answered_by(prompt: str) -> frozenset[str]:
    """Return the options whose values a prompt states, or for which it has words."""
    return steered_by(prompt) | read_facts(prompt).answered


def _left_open(
    defaults: Mapping[str, Any], prompt: str, stated: StatedFacts | None, options: Mapping[str, Any], *, given: bool
) -> dict[str, Any]:
    """Return the defaults for what neither options nor files nor the prompt say; `given` is for notes of MIDI files."""
    said = {name for name, value in options.items() if value is not None and value != ()}
    said |= answered_by(prompt)
    if stated is not None:
        said |= {name for name in ("bpm", "meter", "key", "chords") if getattr(stated, name) is not None}
        if stated.quarters is not None:
            said.add("bars")
    if options.get("sections"):
        said.add("bars")
    if given or options.get("parts") or options.get("density") is not None:
        said.add("score")
    left = {name: value for name, value in defaults.items() if name not in said}
    scoreless = ScoreSource.NONE in (options.get("score"), left.get("score"))
    if scoreless:
        left.pop("parts", None)
    if options.get("stems"):
        left.pop("parts", None)
    whole = all(str(stem).startswith("mix") for stem in options.get("stems") or ())
    if scoreless or (given and whole):
        left.pop("density", None)
    return left


def steering_remarks(request: GenerationRequest) -> Iterator[str]:
    """Yield a line for each word of the prompt that an option for density or energy overrules."""
    for phrase, name in contradicted_words(request):
        if request.sources.get(name) == "option":
            number = f"{name} {request.steering[name]:g}"
            yield f"{quoted(phrase)} in the prompt is overruled by {number}; only the model reads it"


def _chord_remarks(request: GenerationRequest) -> Iterator[str]:
    """Yield a line on chords that were probably meant for a bar each, and all are in one."""
    if request.chords is None or request.sources.get("chords") != "option" or request.bars == 1:
        return
    first, *others = request.chords.bars
    if len(first) >= MANY_CHORDS and not others:
        apart = " | ".join(map(str, first))
        yield f"every bar has all of the chords {request.chords}; for a bar each, write {apart}"


def _remarks(given: Sequence[GivenMidi], songs: Sequence[MidiSong], request: GenerationRequest) -> Iterator[str]:
    """Yield what is read otherwise than it was written, and what lies after the last bar."""
    end = request.grid.total_quarters
    for file, song in zip(given, songs, strict=True):
        late = sum(note.start_quarters >= end for part in song.parts for note in part.notes)
        remarks = list(song.remarks)
        if late:
            remarks.append(f"{counted(late, 'note')} after bar {request.bars} left out")
        for remark in remarks:
            yield f"{quoted(Path(file.source).name)}: {remark}" if len(given) > 1 else remark

"""An edit from words, options and MIDI files, as the command line, the server and programs ask for it.

Beside `asking.py`, which does the same for new music: the request is completed from what the clip's file states
(`request/resolve_edit.py`), and its new bars get a score wherever the clip, the words or a file give a hint of one.
Free of torch.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from musiccm_daw.asking import AskedMidi, check_sounding, named_midi, quarters_of, read_song, steering_remarks
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.overruled_words import steered_by
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import Edit, EditedFile, EditKind, Keep
from musiccm_daw.request.fields import Number
from musiccm_daw.request.fields import seed as read_seed
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.request.resolve_music import DEFAULT_METER
from musiccm_daw.request.score_source import GivenMidi, ScoreSource
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import AskedStem, check_stems, part_names, read_stems
from musiccm_daw.score.midi_reader import MidiSong
from musiccm_daw.timebase import Meter
from musiccm_daw.wording import counted


def ask_edit(
    source: SourceClip,
    asked: AskedEdit,
    prompt: str | None,
    options: Mapping[str, Any],
    *,
    midi: Sequence[str | AskedMidi] = (),
    on_remark: Callable[[str], None] | None = None,
) -> GenerationRequest:
    """Read, complete and check a request that edits a clip.

    Args:
        source: the clip.
        asked: what to do with it.
        prompt: as typed; None for the clip's own.
        options: see `resolve_edit`.
        midi: files with the notes of the new bars, whose first bar is the first new one.
        on_remark: given a line on whatever is read or kept otherwise than it is.

    Raises:
        RequestError: a value is invalid or contradicts the clip, or a file does not fit it.
    """
    files = [named_midi(file) for file in midi]
    songs = [read_song(file) for file in files]
    options = {**options, **_stated(source, asked, songs, options)}
    steered = frozenset() if prompt is None else steered_by(prompt)
    request = resolve_edit(source, asked, prompt, options, on_remark, files, steered)
    edit = request.edit
    assert edit is not None
    _check_lengths(files, songs, request, edit)
    if request.score is ScoreSource.COMPOSED and edit.keep is None and not _is_hinted(request, source):
        if options.get("density") is not None:
            raise RequestError(
                f"density {request.density:g} is that of a score, and nothing says what {source.name} plays; name a "
                "style, players or chords, or leave density out"
            )
        return replace(request, score=ScoreSource.NONE, **_without_density(request))
    if files:
        check_sounding(songs, len(edit.new_bars), request.meter)
        # Whether the tracks fit the clip shows only here, and should show before anybody waits for a model.
        scores = edited_scores(request, source)
        if options.get("density") is not None and scores == edited_scores(replace(request, density=None), source):
            raise RequestError(
                f"density {request.density:g} is that of composed notes, and the MIDI files give all; leave one of the "
                "two out"
            )
    if on_remark is not None:
        for remark in (*_remarks(files, songs, request, edit), *steering_remarks(request)):
            on_remark(remark)
    return request


def ask_stem(
    source: SourceClip,
    original: GenerationRequest,
    stem: str,
    *,
    seed: Number | None = None,
    prompt: str | None = None,
) -> GenerationRequest:
    """Return the request that makes one stem of a take again, beside the others.

    Its notes stay unless a seed or words are given: a seed has others composed to the same chords, and words alone have
    those of the take's own seed played as they say. Without either, the same notes get another sound.

    Args:
        source: the mix of the take.
        original: the request of the take.
        stem: name of the stem.
        seed: of its notes and its sound; None for one that is drawn, or with words for the take's own.
        prompt: words for the stem, which take the place of its own.

    Raises:
        RequestError: the take has no such stem, or its files are not those that were made; or a value is invalid.
    """
    stems = source.facts.stems
    names = part_names(stems)
    if not source.parts:
        raise RequestError(
            f"{source.name} is not the mix of stems, or has changed since it was made; name a take that has stems"
        )
    if stem not in names:
        raise RequestError(f"{source.name} has no stem {quoted(stem)}; its stems are {', '.join(names)}")
    at = names.index(stem)
    if prompt is not None:
        was = stems[at]
        asked = AskedStem(str(was.role), prompt, was.name, was.gain_db, was.pan)
        stems = (*stems[:at], *read_stems([asked], read_facts(original.prompt).text), *stems[at + 1 :])
    asked_seed = source.facts.seed if seed is None and prompt is not None else seed
    chosen = secrets.randbelow(MAX_SEED + 1) if asked_seed is None else read_seed(asked_seed)
    seed_source = "seed" if asked_seed is None else "clip" if seed is None else "option"
    kept = Keep.SCORE if seed is None and prompt is None and source.score is not None else None
    parts = tuple(EditedFile(str(part.path), part.sha256) for part in source.parts)
    if source.score is None:
        original = replace(original, **_without_density(original))
    return replace(
        original,
        stems=check_stems(stems),
        parts=False,
        midi=(),
        variations=1,
        seed=chosen,
        score=ScoreSource.NONE if source.score is None else ScoreSource.COMPOSED,
        sources={**original.sources, "seed": seed_source},
        edit=Edit(EditKind.STEM, str(source.path), source.sha256, range(original.bars), 1.0, kept, parts, stem),
    )


def _without_density(request: GenerationRequest) -> dict[str, Any]:
    """Return what changes in a request that gets no score, of which its densities are."""
    return {
        "density": None,
        "sections": tuple(replace(section, density=None) for section in request.sections),
        "sources": {name: source for name, source in request.sources.items() if name != "density"},
    }


def _is_hinted(request: GenerationRequest, source: SourceClip) -> bool:
    """Return whether anything says which notes the new bars could play: a score, harmony, a style or a player."""
    if source.score is not None or request.chords is not None or request.key is not None:
        return True
    brief = read_brief(request.prompt)
    named = any(stem.role not in (None, "mix") for stem in request.stems)
    return brief.style is not None or bool(brief.players) or named


def _stated(
    source: SourceClip, asked: AskedEdit, songs: Sequence[MidiSong], options: Mapping[str, Any]
) -> dict[str, str | int]:
    """Return what files state of the new bars and no option does: the chords of our own, and how many they are."""
    stated: dict[str, str | int] = {}
    chords = next((song.chords for song in songs if song.chords is not None), None)
    if chords is not None and options.get("chords") is None:
        stated["chords"] = str(chords)
    if songs and asked.kind is EditKind.CONTINUE and options.get("bars") is None:
        meter = source.facts.meter if options.get("meter") is None else Meter.parse(str(options["meter"]))
        stated["bars"] = max(_bars_of(song, meter or DEFAULT_METER) for song in songs)
    return stated


def _bars_of(song: MidiSong, meter: Meter) -> int:
    """Return how many bars a file lasts."""
    return max(1, math.ceil(quarters_of(song) / meter.quarters_per_bar))


def _check_lengths(
    files: Sequence[GivenMidi], songs: Sequence[MidiSong], request: GenerationRequest, edit: Edit
) -> None:
    """Refuse files that end before the new bars do."""
    if not songs:
        return
    lengths = [_bars_of(song, request.meter) for song in songs]
    if max(lengths) < len(edit.new_bars):
        file = files[lengths.index(max(lengths))]
        remedy = {
            EditKind.REPAINT: "a longer one, or a shorter range",
            EditKind.CONTINUE: "a longer one, or fewer bars",
        }
        raise RequestError(
            f"{quoted(Path(file.source).name)} has {counted(max(lengths), 'bar')} of {request.meter}, and the edit "
            f"makes {counted(len(edit.new_bars), 'bar')}; give {remedy.get(edit.kind, 'a longer one')}"
        )


def _remarks(
    files: Sequence[GivenMidi], songs: Sequence[MidiSong], request: GenerationRequest, edit: Edit
) -> Iterator[str]:
    """Yield what of files is read otherwise than it was written, or not used."""
    end = len(edit.new_bars) * request.meter.quarters_per_bar
    for file, song in zip(files, songs, strict=True):
        late = sum(note.start_quarters >= end for part in song.parts for note in part.notes)
        remarks = list(song.remarks)
        if song.meter not in (None, request.meter):
            remarks.append(f"its meter of {song.meter} is not used: the clip has {request.meter}")
        if late:
            remarks.append(f"{counted(late, 'note')} after the last new bar left out")
        for remark in remarks:
            yield f"{quoted(Path(file.source).name)}: {remark}" if len(files) > 1 else remark

"""The parts that the MIDI files of a request give: which stem plays which track, and the chords of their notes.

Under `scoring.py` and `edit_scoring.py`, which compose what the files leave open to these chords. Free of torch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import SHARP_NAMES, Chord, ChordProgression, estimate_key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import GivenMidi
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.midi_file import midi_bytes
from musiccm_daw.score.midi_reader import MidiSong, read_score
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import MAX_PARTS, named


def read_given(midi: GivenMidi) -> MidiSong:
    """Read a file of a request.

    Raises:
        RequestError: it is missing, has changed since the request named it, or holds nothing that can be played.
    """
    path = Path(midi.source)
    content = midi_bytes(path)
    if hashlib.sha256(content).hexdigest() != midi.sha256:
        raise RequestError(f"{quoted(path.name)} has changed since the take was asked for; name it anew")
    return read_score(content)


def given_parts(files: Sequence[GivenMidi], stems: Sequence[StemRequest]) -> dict[int, Part]:
    """Return the parts that files hold, by the numbers of the stems that play them; all of them where there is no stem.

    A part that a stem plays has that stem's role, whatever its track is called.

    Raises:
        RequestError: a file cannot be played, or does not fit the stems.
    """
    filled: dict[int, Part] = {}
    loose: list[Part] = []
    is_unnamed = False
    for midi in files:
        song = read_given(midi)
        parts = song.parts
        if midi.stem is None:
            loose += parts
            is_unnamed = bool(song.unnamed)
        else:
            filled[_stem_named(midi.stem, stems, filled)] = _only_part(parts, midi)
    if stems:
        _fill(stems, loose, filled, is_unnamed=is_unnamed)
        return {at: replace(part, role=str(stems[at].role)) for at, part in filled.items()}
    if len(loose) > MAX_PARTS:
        raise RequestError(
            f"the MIDI files have {len(loose)} tracks with notes, and at most {MAX_PARTS} can be played; leave out some"
        )
    return dict(enumerate(named(loose)))


def _stem_named(label: str, stems: Sequence[StemRequest], filled: Mapping[int, Part]) -> int:
    """Return the number of the first stem of a name that has no file yet."""
    for number, stem in enumerate(stems):
        if stem.label == label and number not in filled:
            return number
    asked = ", ".join(str(stem.label) for stem in stems) or "none"
    raise RequestError(f"no stem {label} is free for its MIDI file; the stems are {asked}; ask for stem {label}, too")


def _only_part(parts: Sequence[Part], midi: GivenMidi) -> Part:
    if len(parts) > 1:
        raise RequestError(
            f"{quoted(Path(midi.source).name)} has {len(parts)} tracks ({_tracks(parts)}), but stem {midi.stem} plays "
            "one; name a file with one track"
        )
    return parts[0]


def _fill(stems: Sequence[StemRequest], loose: Sequence[Part], filled: dict[int, Part], *, is_unnamed: bool) -> None:
    """Give the tracks of files without a role to the stems: the only one to the only one, else by their roles.

    An only track that says what it is, such as a piano's, is not taken for drums.
    """
    free = [number for number in range(len(stems)) if number not in filled]
    drums = [part.role in UNPITCHED_ROLES for part in loose]
    is_alike = [stems[number].role in UNPITCHED_ROLES for number in free] == drums
    if len(loose) == len(free) == 1 and (is_unnamed or is_alike):
        filled[free[0]] = loose[0]
        return
    for part in loose:
        number = next((number for number in free if stems[number].role == part.role), None)
        if number is None:
            raise RequestError(
                f"no stem plays track {part.name} ({part.role}); the tracks are {_tracks(loose)}, the stems "
                f"{', '.join(str(stem.label) for stem in stems)}; say which file is whose with ROLE=FILE"
            )
        free.remove(number)
        filled[number] = part


def _tracks(parts: Sequence[Part]) -> str:
    return ", ".join(part.name or part.role for part in parts)


def with_chords_of(parts: Iterable[Part], request: GenerationRequest) -> GenerationRequest:
    """Return a request with the chords of given notes where nobody names any, for the stems that are composed to them.

    A bar's chord is the triad that shares most of its notes, by how long they sound. One without notes has the chord
    before it, or at the beginning the first that sounds.
    """
    pitched = [part for part in parts if part.role not in UNPITCHED_ROLES]
    if request.chords is not None or not pitched:
        return request
    bar_quarters = float(request.grid.meter.quarters_per_bar)
    weights = [[0.0] * 12 for _ in range(request.bars)]
    for part in pitched:
        for note in part.notes:
            bar = int(note.start_quarters // bar_quarters)
            if bar < request.bars:
                weights[bar][note.pitch % 12] += note.duration_quarters
    if not any(map(any, weights)):
        return request
    triads = [Chord.parse(f"{tonic}{quality}") for quality in ("m", "") for tonic in SHARP_NAMES]
    bars: list[tuple[Chord, ...]] = []
    sounding = next(filter(any, weights))
    for weight in weights:
        sounding = weight if any(weight) else sounding
        bars.append((max(triads, key=partial(_shared, sounding)),))
    chords = ChordProgression(tuple(bars))
    return replace(request, chords=chords, key=request.key or estimate_key(chords))


def _shared(weight: Sequence[float], triad: Chord) -> float:
    """Return how much of some pitch classes' weight a triad holds; its root counts a little more."""
    return sum(w * c for w, c in zip(weight, triad.chroma(), strict=True)) + 0.1 * weight[triad.root]

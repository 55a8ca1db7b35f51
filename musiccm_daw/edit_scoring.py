"""The score of an edit: the notes of the clip in the bars that stay, given or composed ones in those that are new.

Beside `scoring.py`, which does the same for new music. Composed notes are in the style and for the players of the
clip's own score, where it has one; a clip without has bars whose notes nobody knows. Free of torch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from musiccm_daw.casting import PartWords, scored_stems, stem_words, with_players, with_programs, with_words
from musiccm_daw.composer.piece import Seeds
from musiccm_daw.composer.plan import ReadBrief
from musiccm_daw.composer.reading.brief import Brief, Nearest, read_brief
from musiccm_daw.composer.request_score import compose_parts, compose_score
from musiccm_daw.given_parts import given_parts, with_chords_of
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.edit import EditKind, Keep
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import StemRequest, part_names
from musiccm_daw.score.note import EARLY_QUARTERS, Note, Part
from musiccm_daw.score.score import TICKS_PER_QUARTER, Score
from musiccm_daw.scoring import as_played
from musiccm_daw.timebase import TimeGrid


def edited_scores(request: GenerationRequest, source: SourceClip, nearest: Nearest | None = None) -> tuple[Score, ...]:
    """Return the score of each variation of an edit; none where none is asked for.

    Args:
        request: the edit.
        source: the clip that it edits.
        nearest: what words that the composer does not know are taken for; None to pass them over.

    Raises:
        RequestError: a MIDI file is missing, has changed since it was named, or does not fit the clip.
    """
    if request.score is ScoreSource.NONE:
        return ()
    seeds = (variation_seed(request.seed, variation) for variation in range(1, request.variations + 1))
    read = partial(read_brief, nearest=None if nearest is None else cache(nearest))
    return tuple(_EditedScore(request, source, seed, read).score() for seed in seeds)


class _EditedScore:
    """The score of one variation of an edit, being put together.

    Args:
        request: the edit.
        source: the clip that it edits.
        seed: of the variation.
        read: reads words.
    """

    def __init__(self, request: GenerationRequest, source: SourceClip, seed: int, read: ReadBrief) -> None:
        assert request.edit is not None
        self.request = request
        self.edit = request.edit
        self.source = source
        self.seed = seed
        self.read = read
        self.brief = read(request.prompt)
        self.own = stem_words(request, self.brief, read)

    def score(self) -> Score:
        """Return the notes of the whole clip after the edit, those of bars that stay and of new ones."""
        old = self._known()
        if self.edit.kind is EditKind.STEM:
            assert old is not None, "a take with stems and a score"
            return self._with_stem_anew(old)
        if self.edit.keep is Keep.SCORE:
            assert old is not None, "refused before"
            same_words = self.request.prompt == self.source.facts.prompt
            score = old if same_words else _with_named_players(old, self.brief, self.own)
        else:
            score = _joined(old, self._new(old), self.request.grid, self.edit.new_bars)
        return as_played(score, self.request, self.brief, self.own, self.read)

    def _known(self) -> Score | None:
        """Return the clip's score under the names of the request's stems; None where it plays others than these."""
        score, stems = self.source.score, scored_stems(self.request)
        if score is None or not stems:
            return score
        names = part_names(stems)
        if len(names) == 1 == len(score.parts):
            return replace(score, parts=(replace(score.parts[0], name=names[0], role=str(stems[0].role)),))
        return score if [part.name for part in score.parts] == names else None

    def _new(self, old: Score | None) -> Score:
        """Return what is given or composed, over the whole take, of which the new bars are used."""
        request, brief, own = self.request, self.brief, self.own
        stems = scored_stems(request) if old is None else [StemRequest(part.role, "", part.name) for part in old.parts]
        first = self.edit.new_bars.start * float(request.meter.quarters_per_bar)
        files = given_parts(request.midi, stems) if request.midi else {}
        given = {at: _shifted(part, first) for at, part in files.items()}
        if given and not stems:
            return Score(tuple(given.values()), "given")
        asked = with_chords_of(given.values(), request) if given else request
        asked = _with_harmony(asked, self.source, old)
        if old is None:
            composed = compose_score(asked, self.seed, brief, self.read)
        else:
            motifs = self._home if self.edit.kind is EditKind.CONTINUE else self.seed
            briefs = {part.name: own[part.name].brief if part.name in own else brief for part in old.parts}
            seeds = Seeds(self._home, motifs, self.seed)
            parts = compose_parts(asked, seeds, old.parts, old.style, briefs, self.read)
            composed = Score(parts, "composed", brief.style or old.style)
        parts = tuple(
            replace(part, notes=given[at].notes) if at in given else part for at, part in enumerate(composed.parts)
        )
        return replace(composed, parts=parts, source="given" if given else composed.source)

    def _with_stem_anew(self, old: Score) -> Score:
        """Return a score in which one part has other notes, unless the edit keeps them, and the words of its stem."""
        request = self.request
        if self.edit.keep is Keep.SCORE:
            return old
        asked = request if request.chords is not None else with_chords_of(old.parts, request)
        part = old.part(str(self.edit.stem))
        briefs = {name: words.brief for name, words in self.own.items()}
        seeds = Seeds(self._home, self.seed, self.seed)
        composed = compose_parts(asked, seeds, old.parts, old.style, briefs, self.read)
        part = _with_notes_of(part, next(each for each in composed if each.name == part.name))
        (part,) = with_programs(with_words(replace(old, parts=(part,)), request, self.brief, self.own)).parts
        parts = tuple(part if each.name == part.name else each for each in old.parts)
        return replace(old, parts=parts).cut(request.grid.total_quarters)

    @property
    def _home(self) -> int:
        """The seed that the clip was composed from; that of the edit where nobody knows it."""
        return self.seed if self.source.facts.seed is None else self.source.facts.seed


def _with_named_players(score: Score, brief: Brief, own: Mapping[str, PartWords]) -> Score:
    """Return a score whose parts are played by whom the words name, and elsewhere by whom they were."""
    nobody = replace(score, parts=tuple(replace(part, instrument="", program=None) for part in score.parts))
    named = with_players(nobody, brief, own)
    parts = (new if new.instrument else part for part, new in zip(score.parts, named.parts, strict=True))
    return replace(score, parts=tuple(parts))


def _with_harmony(request: GenerationRequest, source: SourceClip, old: Score | None) -> GenerationRequest:
    """Return a request with chords: where nobody states any, those of the clip's notes, else of its sound."""
    if request.chords is not None or request.edit is None:
        return request
    bars = request.edit.source_bars(request.bars)
    whole = replace(request, edit=None, bars=bars)
    if old is not None:
        whole = with_chords_of((part for part in old.parts if part.notes), whole)
        return replace(request, chords=whole.chords, key=whole.key)
    # scipy takes a second to load, and only audio of unknown chords needs it.
    from musiccm_daw.analysis.whole_audio import is_silent, measure

    if is_silent(source.audio):
        return request
    found = measure(source.audio, source.sample_rate).harmony(whole.grid, request.key)
    if found is None:
        return request
    chords = ChordProgression(tuple((chord,) for chord in found.chords))
    return replace(request, chords=chords, key=request.key or found.key)


def _joined(old: Score | None, new: Score, grid: TimeGrid, new_bars: range) -> Score:
    """Return the old score outside the new bars, and the new one inside; both cover the whole take."""
    bar = float(grid.meter.quarters_per_bar)
    first, end = new_bars.start * bar, new_bars.stop * bar
    kept = {} if old is None else {part.name: part for part in old.parts}
    added = {part.name: part for part in new.parts}
    parts = []
    for name in dict.fromkeys((*kept, *added)):
        stays = (*_within(kept[name].notes, 0.0, first), *_within(kept[name].notes, end, None)) if name in kept else ()
        begins = _within(added[name].notes, first, end) if name in added else ()
        part = added[name] if name not in kept else _with_notes_of(kept[name], added.get(name, kept[name]))
        parts.append(replace(part, notes=tuple(sorted((*stays, *begins), key=lambda note: note.start_quarters))))
    unknown = frozenset(range(grid.bars)) if old is None else old.unknown_bars
    return replace(new, parts=tuple(parts), unknown_bars=unknown - frozenset(new_bars))


def _with_notes_of(part: Part, other: Part) -> Part:
    """Return a part with the notes of another one, on the instrument of that one, at its own level and place."""
    same = other.instrument in ("", part.instrument)
    return replace(
        part,
        notes=other.notes,
        instrument=part.instrument if same else other.instrument,
        program=part.program if same else other.program,
    )


def _within(notes: Iterable[Note], start: float, end: float | None) -> Iterator[Note]:
    """Yield the notes that belong to a span of quarters, inside it; None for the end of the take."""
    last = math.inf if end is None else end
    for note in notes:
        if start <= note.start_quarters + EARLY_QUARTERS < last:
            begin = max(start, note.start_quarters)
            over = min(last, note.start_quarters + note.duration_quarters)
            yield replace(note, start_quarters=begin, duration_quarters=max(1 / TICKS_PER_QUARTER, over - begin))


def _shifted(part: Part, quarters: float) -> Part:
    notes = (replace(note, start_quarters=note.start_quarters + quarters) for note in part.notes)
    return replace(part, notes=tuple(notes))

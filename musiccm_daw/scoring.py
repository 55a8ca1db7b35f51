"""The score of a request: composed for it, read from the files that it names, or both where the files leave stems open.

Between the request and the engine, which plays what comes of it; `making` asks for one score a variation.
`given_parts.py` reads the files, and `casting.py` says who plays the parts. Free of torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from musiccm_daw.casting import PartWords, scored_stems, stem_words, with_players, with_programs, with_words
from musiccm_daw.composer.plan import ReadBrief
from musiccm_daw.composer.reading.brief import Brief, Nearest, read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.seating import seated
from musiccm_daw.errors import RequestError
from musiccm_daw.given_parts import given_parts, read_given, with_chords_of
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.roles import ROLES
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import MAX_PARTS, Score


def planned_scores(request: GenerationRequest, nearest: Nearest | None = None) -> tuple[Score, ...]:
    """Return the score of each variation of a request, for a model that reads scores; none where none is asked for.

    Args:
        request: what was asked for.
        nearest: what words that the composer does not know are taken for; None to pass them over.

    Raises:
        RequestError: see `request_score`.
    """
    if request.score is ScoreSource.NONE:
        return ()
    seeds = (variation_seed(request.seed, variation) for variation in range(1, request.variations + 1))
    # The same words are read for every variation, stem and section.
    nearest = None if nearest is None else cache(nearest)
    return tuple(request_score(request, seed, nearest) for seed in seeds)


def count_parts(request: GenerationRequest) -> int:
    """Return how many parts are sampled for the first variation of a request, without composing what they play.

    Raises:
        RequestError: a MIDI file of the request is missing or has changed.
    """
    stems = scored_stems(request)
    if request.score is ScoreSource.NONE or request.edit is not None:
        return len(request.stems)
    if stems:
        return len(stems)
    if request.score is ScoreSource.GIVEN:
        return sum(len(read_given(midi).parts) for midi in request.midi)
    return len(seated(read_brief(request.prompt), variation_seed(request.seed, 1), request.bars))


def request_score(request: GenerationRequest, seed: int, nearest: Nearest | None = None) -> Score:
    """Return what a variation of a request plays, on the ticks of a MIDI file, each part with its words.

    Args:
        request: what was asked for.
        seed: of the variation.
        nearest: see `planned_scores`.

    Raises:
        RequestError: a file is missing, has changed since it was named, or does not fit the stems.
    """
    read = partial(read_brief, nearest=nearest)
    brief = read(request.prompt)
    return as_played(written(request, seed, read), request, brief, stem_words(request, brief, read), read)


def as_played(
    score: Score, request: GenerationRequest, brief: Brief, own: Mapping[str, PartWords], read: ReadBrief
) -> Score:
    """Return a score with players, words and programs, cut to the clip, and on the ticks of a MIDI file."""
    taken = tuple(dict.fromkeys(phrase for each in briefs_of(request, read) for phrase in each.taken))
    whole = replace(score, taken=taken).cut(request.grid.total_quarters)
    return with_programs(with_words(with_players(whole, brief, own), request, brief, own)).quantised()


def written(request: GenerationRequest, seed: int, read: ReadBrief) -> Score:
    """Return what is given or composed, as the words are read: notes of parts, before anybody is said to play them."""
    return (_given if request.score is ScoreSource.GIVEN else compose_score)(request, seed, read(request.prompt), read)


def briefs_of(request: GenerationRequest, read: ReadBrief) -> Iterator[Brief]:
    """Yield what the prompt, the stems' own words and those of the sections ask for."""
    brief = read(request.prompt)
    yield brief
    for stem in stem_words(request, brief, read).values():
        yield stem.brief
    for section in request.sections:
        yield read(section.prompt)


def possible_scores(request: GenerationRequest) -> tuple[Score, ...]:
    """Return the score of each variation with an empty part of every name that a band may have, behind its own.

    For those who know no model: who plays may depend on what words are taken for that the composer does not know, and
    in an edit on a clip that need not be there any more.
    """
    try:
        planned = planned_scores(request) if request.edit is None else (Score((), "composed"),) * request.variations
    except RequestError:
        return ()
    return tuple(map(_with_any_parts, planned))


def _with_any_parts(score: Score) -> Score:
    own = {part.name for part in score.parts}
    names = (role if number == 1 else f"{role}-{number}" for role in ROLES for number in range(1, MAX_PARTS + 1))
    return replace(score, parts=(*score.parts, *(Part(name, "", (), name=name) for name in names if name not in own)))


def _given(request: GenerationRequest, seed: int, brief: Brief, read: ReadBrief) -> Score:
    """Return the score of the request's files; stems that no file fills are composed to fit."""
    stems = scored_stems(request)
    if not stems:
        return Score(tuple(given_parts(request.midi, stems).values()), "given")
    filled = given_parts(request.midi, stems)
    composed = compose_score(with_chords_of(filled.values(), request), seed, brief, read).parts
    return Score(
        tuple(replace(filled[at], name=part.name) if at in filled else part for at, part in enumerate(composed)),
        "given",
    )

"""The score of a request: composed for it, read from the files that it names, or both where the files leave stems open.

Between the request and the engine, which plays what comes of it; `making` asks for one score a variation.
`given_parts.py` reads the files. Free of torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.plan import ReadBrief
from musiccm_daw.composer.reading.brief import Brief, Nearest, read_brief
from musiccm_daw.composer.reading.overruled_words import overruled_words
from musiccm_daw.composer.reading.part_words import part_prompt
from musiccm_daw.composer.reading.steering import AS_WRITTEN
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.style_choice import instrument_meant
from musiccm_daw.errors import RequestError
from musiccm_daw.given_parts import given_parts, read_given, with_chords_of
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.request.stems import StemRequest, part_names
from musiccm_daw.roles import ROLES, UNPITCHED_ROLES
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
    return as_played(_written(request, seed, read), request, brief, stem_words(request, brief, read), read)


def as_played(
    score: Score, request: GenerationRequest, brief: Brief, own: Mapping[str, PartWords], read: ReadBrief
) -> Score:
    """Return a score with players, words and programs, cut to the clip, and on the ticks of a MIDI file."""
    taken = tuple(dict.fromkeys(phrase for each in briefs_of(request, read) for phrase in each.taken))
    whole = replace(score, taken=taken).cut(request.grid.total_quarters)
    return with_programs(with_words(with_players(whole, brief, own), request, brief, own)).quantised()


def idle_words(request: GenerationRequest) -> tuple[str, ...]:
    """Return the words that steer by which no note of the first score changes: "staccato" where only drums play.

    Of notes that are given nobody expects that words change them, so none is returned.

    Raises:
        RequestError: see `request_score`.
    """
    if request.score is not ScoreSource.COMPOSED or request.edit is not None:
        return ()
    seed = variation_seed(request.seed, 1)
    phrases = dict.fromkeys(phrase for brief in briefs_of(request, read_brief) for phrase in brief.steers)
    played = [part.notes for part in _written(request, seed, read_brief).parts] if phrases else []

    overruled = {phrase for phrase, _ in overruled_words(request)}

    def is_idle(phrase: str) -> bool:
        without = _written(request, seed, partial(read_brief, ignored=(phrase,)))
        return phrase not in overruled and [part.notes for part in without.parts] == played

    return tuple(filter(is_idle, phrases))


def density_is_idle(request: GenerationRequest) -> bool:
    """Return whether the request's density changes no note of the first score, as of pads that are held anyway.

    Raises:
        RequestError: see `request_score`.
    """
    if request.density in (None, AS_WRITTEN) or request.edit is not None:
        return False
    seed = variation_seed(request.seed, 1)
    scores = (_written(each, seed, read_brief) for each in (request, replace(request, density=None)))
    played, without = ([part.notes for part in score.parts] for score in scores)
    return played == without


def _written(request: GenerationRequest, seed: int, read: ReadBrief) -> Score:
    """Return what is given or composed, as the words are read."""
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


def with_players(score: Score, brief: Brief, own: Mapping[str, PartWords]) -> Score:
    """Return a score in which those whom the words name play the parts of which a file does not say who plays them.

    A stem's part is played by whom the stem's own words name, or the prompt for its role. Without stems, the only
    pitched part is played by whoever is named first, several by those of their roles. Else it is the instrument of the
    file's General MIDI program.
    """
    pitched = [part for part in score.parts if part.role not in UNPITCHED_ROLES]

    def with_player(part: Part) -> Part:
        if part.instrument:
            return part
        named = [player for player in brief.players if player.instruments]
        players = [player for player in named if player.role == part.role]
        if part.name in own and own[part.name].brief is not brief:
            players = [player for player in own[part.name].brief.players if player.instruments] + players
        elif not own and pitched == [part]:
            players = [player for player in named if player.role not in UNPITCHED_ROLES]
        drums = part.role in UNPITCHED_ROLES
        player = next((player for player in players if (player.role in UNPITCHED_ROLES) is drums), None)
        meant = None if player is None else instrument_meant(player, brief)
        if player is None or meant is None:
            return replace(part, instrument=_instrument_of(part))
        return replace(part, instrument=meant, role=part.role if own else player.role)

    return replace(score, parts=tuple(map(with_player, score.parts)))


def _instrument_of(part: Part) -> str:
    """Return the instrument of a part's General MIDI program, if it has one of its role's; else none."""
    sources = {name: instrument.source for name, instrument in INSTRUMENTS.items() if part.role in instrument.roles}
    return next((name for name, source in sources.items() if source[:2] == ("gm", part.program)), "")


def with_programs(score: Score) -> Score:
    """Return a score whose parts have the General MIDI programs of their instruments, by which hosts play them.

    Parts that have a program keep it; synthesisers have none.
    """

    def programmed(part: Part) -> Part:
        source = INSTRUMENTS[part.instrument].source if part.instrument in INSTRUMENTS else ("synth", "")
        if part.program is not None or len(source) < 3:
            return part
        return replace(part, program=source[1])

    return replace(score, parts=tuple(map(programmed, score.parts)))


def with_words(score: Score, request: GenerationRequest, brief: Brief, own: Mapping[str, PartWords]) -> Score:
    """Return a score whose parts have the words that the model is conditioned on.

    A part's words are its stem's own prompt, else the prompt without the other parts' instruments. They depend on the
    part and the request alone, so that a score that is given back sounds as it did.
    """
    main = PartWords(read_facts(request.prompt).text, brief)

    def words(part: Part) -> str:
        said = own.get(part.name, main)
        return part_prompt(part, said.brief, said.prompt)

    return replace(score, parts=tuple(replace(part, words=words(part)) for part in score.parts))


@dataclass(frozen=True)
class PartWords:
    """The words for a part: the prompt as the model gets it, and the brief of what is said of this part."""

    prompt: str
    brief: Brief


def stem_words(request: GenerationRequest, brief: Brief, read: ReadBrief) -> dict[str, PartWords]:
    """Return the words of the stems by the names of their parts; stems without words of their own have the brief's."""
    main = read_facts(request.prompt).text
    stems = scored_stems(request)
    own = [stem.prompt.removesuffix(f", {main}") for stem in stems]
    return {
        name: PartWords(stem.prompt, brief if words == stem.prompt else read(words))
        for name, stem, words in zip(part_names(stems), stems, own, strict=True)
    }


def scored_stems(request: GenerationRequest) -> list[StemRequest]:
    """Return the stems that play one part each; without any, the clip plays the whole score."""
    return [stem for stem in request.stems if stem.role not in (None, "mix")]


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

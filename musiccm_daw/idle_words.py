"""Words and numbers of a request that steer and change no note: "staccato" where only drums play.

Above `scoring.py`: the score is written again without them, and compared. The command line names them. Torch-free.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.overruled_words import overruled_words
from musiccm_daw.composer.reading.steering import AS_WRITTEN
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.scoring import briefs_of, written


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
    played = [part.notes for part in written(request, seed, read_brief).parts] if phrases else []
    overruled = {phrase for phrase, _ in overruled_words(request)}

    def is_idle(phrase: str) -> bool:
        without = written(request, seed, partial(read_brief, ignored=(phrase,)))
        return [part.notes for part in without.parts] == played

    return tuple(phrase for phrase in phrases if phrase not in overruled and is_idle(phrase))


def density_is_idle(request: GenerationRequest) -> bool:
    """Return whether the request's density changes no note of the first score, as of pads that are held anyway.

    Raises:
        RequestError: see `request_score`.
    """
    if request.density in (None, AS_WRITTEN) or request.edit is not None:
        return False
    seed = variation_seed(request.seed, 1)
    scores = (written(each, seed, read_brief) for each in (request, replace(request, density=None)))
    played, without = ([part.notes for part in score.parts] for score in scores)
    return played == without

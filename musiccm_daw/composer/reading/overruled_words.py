"""Words that ask all players for a density or an energy, where a request has numbers for these: the numbers count.

For those who complete requests (`asking.py`, `asking_edit.py`) and name words without effect (`idle_words.py`). Words
that are said of one player stand beside any number. Nothing here changes a request.
"""

from __future__ import annotations

from collections.abc import Iterator

from musiccm_daw.composer.reading.brief import Brief, read_brief
from musiccm_daw.composer.reading.steering import AS_WRITTEN
from musiccm_daw.request.request import GenerationRequest

_MIDDLE = {"density": AS_WRITTEN, "energy": 0.75}
"""Between words of opposite sense: sparse and busy, calm and energetic."""


def steered_by(prompt: str) -> frozenset[str]:
    """Return which of density and energy the words of a prompt ask of all players."""
    steering = read_brief(prompt).steering
    return frozenset(name for name in _MIDDLE if getattr(steering, name) is not None)


def overruled_words(request: GenerationRequest) -> Iterator[tuple[str, str]]:
    """Yield each phrase of the prompt in whose place a number counts, with the name of that number."""
    brief = read_brief(request.prompt)
    for name, number in request.steering.items():
        if number is not None and getattr(brief.steering, name) is not None:
            yield from ((phrase, name) for phrase in brief.steers if _asks_all(phrase, name, request.prompt, brief))


def contradicted_words(request: GenerationRequest) -> Iterator[tuple[str, str]]:
    """Yield those of the overruled words whose sense is not the number's."""
    steering = read_brief(request.prompt).steering
    for phrase, name in overruled_words(request):
        number, middle = request.steering[name], _MIDDLE[name]
        if number is not None and (getattr(steering, name) - middle) * (number - middle) <= 0:
            yield phrase, name


def _asks_all(phrase: str, name: str, prompt: str, brief: Brief) -> bool:
    """Return whether a phrase asks all players for a density or energy, and none by itself."""
    if getattr(read_brief(phrase).steering, name) is None:
        return False
    without = read_brief(prompt, ignored=(phrase,))
    return [player.steering for player in without.players] == [player.steering for player in brief.players]

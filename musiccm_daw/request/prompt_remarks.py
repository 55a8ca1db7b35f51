"""What a prompt says about facts, and what became of it: lines for the user, where the two may differ.

Made after a request is resolved, by those who asked for it; nothing here changes a request.
"""

from __future__ import annotations

from collections.abc import Iterator

from musiccm_daw.errors import quoted
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.timebase import format_bpm
from musiccm_daw.wording import counted

_FROM = {
    "default": "by default",
    "style": "as the style has it",
    "seed": "drawn by the seed",
    "chords": "estimated from the chords",
    "prompt": "from the prompt",
    "clip": "from the clip",
    "sections": "the sum of the sections",
}


def prompt_remarks(request: GenerationRequest) -> Iterator[str]:
    """Yield a line for each fact that the prompt seems to name otherwise than it is used; none for what is given."""
    facts = read_facts(request.prompt)
    if request.sources.get("bars") == "prompt" and "seconds" in facts.found:
        yield _length_remark(request, facts.found["seconds"][0], taken="bars" not in facts.found)
    if "bpm" in facts.unread and request.sources.get("bpm") in _FROM:
        used = f"{format_bpm(request.bpm)} bpm, {_FROM[request.sources['bpm']]}; a tempo is written as 124 bpm"
        yield f"{quoted(facts.unread['bpm'])} in the prompt is not read as a tempo, which is {used}"
    if "bars" in facts.unread and request.sources.get("bars") in _FROM:
        used = f"{counted(request.bars, 'bar')}, {_FROM[request.sources['bars']]}; a length is written as 8 bars"
        yield f"{quoted(facts.unread['bars'])} in the prompt is not read as a length, which is {used} or 30 seconds"
    if "meter" in facts.unread and request.sources.get("meter") in _FROM:
        used = f"{request.meter}, {_FROM[request.sources['meter']]}; a meter is written as 3/4 or 7/8"
        yield f"{quoted(facts.unread['meter'])} in the prompt is not read as a meter, which is {used}"
    if "key" in facts.unread and request.sources.get("key") in _FROM:
        used = f"{request.key or 'none'}, {_FROM[request.sources['key']]}; a key is written as D minor"
        yield f"{quoted(facts.unread['key'])} in the prompt is not read as a key, which is {used}"
    if "chords" in facts.unread and request.sources.get("chords") in _FROM:
        used = "left open" if request.chords is None else f"{request.chords}, {_FROM[request.sources['chords']]}"
        yield f"{quoted(facts.unread['chords'])} in the prompt is not read as chords, which are {used}; set chords"


def _length_remark(request: GenerationRequest, seconds: str, *, taken: bool) -> str:
    tempo = f"{counted(request.bars, 'bar')} of {request.meter} at {format_bpm(request.bpm)} bpm"
    if not taken:
        return f"{quoted(seconds)} in the prompt is not used, since it names bars too: {tempo}"
    return f"{quoted(seconds)} is taken as {tempo}: {float(request.grid.total_seconds):.2f} seconds"

"""Who plays the parts of a score, on which General MIDI program, and the words for the model that each part has.

Under `scoring.py` and `edit_scoring.py`. A file of notes may not say who plays them, and the words of a prompt and its
stems may: they are read here against the parts. No note is changed. Free of torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.plan import ReadBrief
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.part_words import part_prompt
from musiccm_daw.composer.style_choice import instrument_meant, usual_instrument
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import StemRequest, part_names
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import Score


def with_players(score: Score, brief: Brief, own: Mapping[str, PartWords]) -> Score:
    """Return a score in which those whom the words name play the parts of which a file does not say who plays them.

    A stem's part is played by whom the stem's own words name, or the prompt for its role. Without stems, the only
    pitched part is played by whoever is named first, several by those of their roles. Else it is the instrument of the
    file's General MIDI program, and where the file has none, what players of its role usually have in a style that
    the words name: a groove that is to be techno is played on a techno kit.
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
            spoken = own[part.name].brief if part.name in own else brief
            return replace(part, instrument=_instrument_of(part) or _usual_instrument(part, spoken, brief))
        return replace(part, instrument=meant, role=part.role if own else player.role)

    return replace(score, parts=tuple(map(with_player, score.parts)))


def _instrument_of(part: Part) -> str:
    """Return the instrument of a part's General MIDI program, if it has one of its role's; else none."""
    sources = {name: instrument.source for name, instrument in INSTRUMENTS.items() if part.role in instrument.roles}
    return next((name for name, source in sources.items() if source[:2] == ("gm", part.program)), "")


def _usual_instrument(part: Part, spoken: Brief, brief: Brief) -> str:
    """Return what the style of a stem's own words, else that of the prompt, has for a part without a program."""
    return "" if part.program is not None else usual_instrument(part.role, spoken) or usual_instrument(part.role, brief)


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

"""The own score of a clip of the corpus, as a model is asked to play it.

Whatever then differs from the clip is the model's doing, and not the composer's.
"""

from __future__ import annotations

from dataclasses import replace

from musiccm_daw.composer.words.vocabulary import INSTRUMENT_WORDS
from musiccm_daw.engine.engine import Engine
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import Score, named
from trainer.corpus.manifest import ClipLabel
from trainer.evaluation.contestants import Make, SourceAudio
from trainer.evaluation.prompts import Case


def plays_score(engine: Engine, steps: int) -> Make:
    """Return a source's function that asks an engine for a case with the clip's own score."""

    def make(case: Case) -> SourceAudio:
        clip = engine.generate(replace(case.request, steps=steps), scores=[score_of(case)])
        # Every case asks for one stem and one variation.
        return SourceAudio(clip.stems[0].audio, clip.sample_rate, dict(clip.seconds))

    return make


def score_of(case: Case) -> Score:
    """Return the clip's own score; the parts of a mix are asked for by their instrument and role."""
    parts = [part for part in case.clip.parts if part.notes]
    words = [case.request.prompt] if len(parts) == 1 else [part_words(part, case.clip) for part in parts]
    worded = [replace(part, words=text) for part, text in zip(parts, words, strict=True)]
    return Score(named(worded), "given").quantised().cut(case.request.grid.total_quarters)


def part_words(part: Part, clip: ClipLabel) -> str:
    """Return the words for one part of a mix, as a caption of that part alone has them."""
    return f"{clip.style} {part.role}, {instrument_words(part.instrument)}".strip()


def instrument_words(name: str) -> str:
    """Return what captions call an instrument first."""
    return INSTRUMENT_WORDS.get(name, (name.replace("_", " "),))[0]

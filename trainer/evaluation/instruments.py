"""Is the instrument that was asked for the one that plays? Single parts of held-out songs, judged by the tagger.

In: held-out clips whose labels hold their notes, a model, the tagger. Out: shares of clips in which the tagger finds
the instrument, per wording: the corpus' own words, and words that it never used (`paraphrases.py`). Both reach the
model as a user's do: the composer reads in them who plays. All play the clip's own notes, so only the words differ.
True clips are the ceiling, clips of another instrument are chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from musiccm_daw.casting import with_players, with_words
from musiccm_daw.composer.reading.brief import Nearest, read_brief
from musiccm_daw.composer.words.vocabulary import INSTRUMENT_WORDS
from musiccm_daw.engine.engine import Engine
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.score.score import Score
from trainer.corpus.manifest import ClipLabel
from trainer.evaluation.contestants import ANY_STEPS, Make, SourceAudio, through_codec, true_clips
from trainer.evaluation.judge import TOP_INSTRUMENTS, Tick
from trainer.evaluation.notes import note_case
from trainer.evaluation.own_scores import plays_score
from trainer.evaluation.paraphrases import PARAPHRASES
from trainer.evaluation.parts import Report, Settings
from trainer.evaluation.prompts import Case
from trainer.evaluation.report import table
from trainer.metrics.intervals import Estimate, wilson
from trainer.metrics.tagger import Tagger

CLIPS_PER_INSTRUMENT = 2
"""Rare instruments are to count as much as common ones."""
_NAMED = Counter(name for names in INSTRUMENT_WORDS.values() for name in names)
"""How many instruments a name of captions stands for: a saxophone is an alto or a tenor."""
TRUE, CODEC, OTHER = "true clip", "codec alone", "another instrument"
CORPUS_WORDS, OTHER_WORDS = "corpus' words", "other words"
LEGEND = f"""
The tagger finds the instrument if it is among its first {TOP_INSTRUMENTS}. *{CORPUS_WORDS}* name it and no other, as
captions do, *{OTHER_WORDS}* as none does. The composer reads both, as it reads every request's: who plays is what it
takes them for, and that name stands before words that it does not know. The *{TRUE}* and what the *{CODEC}* leaves of
it are ceilings; a true clip of *{OTHER}* is what chance would give.
"""


@dataclass(frozen=True)
class InstrumentRow:
    """One clip: at which place the tagger ranks its instrument (0 is the likeliest), by source."""

    clip: str
    instrument: str
    places: dict[str, int]


def instruments_part(
    tagger: Tagger,
    pipeline: Pipeline,
    identity: ModelIdentity,
    corpus: Path,
    labels: Sequence[ClipLabel],
    settings: Settings,
    report: Report,
) -> None:
    """Measure whether one model plays the instruments that it is asked for."""
    engine = Engine(pipeline, identity)
    cases = instrument_cases(labels, tagger, settings.clips) if engine.reads_scores else []
    if not cases:
        reason = "No held-out clip's label holds its part" if engine.reads_scores else "This model reads no scores"
        report.text.append(f"## Instruments\n\n{reason}: nothing was measured.\n")
        return
    true, codec, play = true_clips(corpus), through_codec(pipeline, corpus), plays_score(engine, settings.steps)
    sources: dict[str, Make] = {
        TRUE: true,
        CODEC: codec,
        OTHER: lambda case: true(_another(case, cases)),
        CORPUS_WORDS: lambda case: play(in_corpus_words(case, engine.nearest)),
        OTHER_WORDS: lambda case: play(in_other_words(case, engine.nearest)),
    }
    rows = measure_instruments(cases, tagger, sources, report.ticks("instruments", len(cases)))
    report.values["instruments"] = {"found": instruments_found(rows), "rows": rows}
    report.text.append(instruments_section(rows))


def instrument_cases(labels: Sequence[ClipLabel], tagger: Tagger, clips: int) -> list[Case]:
    """List single parts with notes, instrument by instrument in turn, that the tagger and `PARAPHRASES` know."""
    by_instrument: dict[str, list[ClipLabel]] = {}
    for label in labels:
        if len(label.parts) == 1 and label.parts[0].notes:
            by_instrument.setdefault(label.parts[0].instrument, []).append(label)
    known = [name for name in sorted(by_instrument) if name in tagger.labels.instruments and name in PARAPHRASES]
    chosen = [
        by_instrument[name][turn]
        for turn in range(CLIPS_PER_INSTRUMENT)
        for name in known
        if turn < len(by_instrument[name])
    ]
    return [note_case(label, seed, ANY_STEPS) for seed, label in enumerate(chosen[:clips])]


def in_corpus_words(case: Case, nearest: Nearest | None) -> Case:
    """Return a case that names its instrument, and no other, as captions do; see `asked_in`."""
    all_names = INSTRUMENT_WORDS[case.clip.parts[0].instrument]
    names = [name for name in all_names if _NAMED[name] == 1] or all_names
    return asked_in(f"{case.clip.style.replace('_', ' ')} {names[case.request.seed % len(names)]}", case, nearest)


def in_other_words(case: Case, nearest: Nearest | None) -> Case:
    """Return a case that names its instrument as no caption does; see `asked_in`."""
    phrases = PARAPHRASES[case.clip.parts[0].instrument]
    return asked_in(phrases[case.request.seed % len(phrases)], case, nearest)


def asked_in(words: str, case: Case, nearest: Nearest | None) -> Case:
    """Return a case whose notes are played by whom the composer reads in some words, as in a user's request.

    Args:
        words: which name an instrument.
        case: of a clip with one part.
        nearest: what words that the composer does not know are taken for; None to pass them over.
    """
    brief = read_brief(words, nearest)
    # A user's MIDI file does not say who plays it, either.
    asked = Score((replace(case.clip.parts[0], instrument="", program=None),), "given")
    request = replace(case.request, prompt=words)
    (part,) = with_words(with_players(asked, brief, {}), request, brief, {}).parts
    return replace(case, request=replace(request, prompt=part.words), clip=replace(case.clip, parts=(part,)))


def _another(case: Case, cases: Sequence[Case]) -> Case:
    """Return the next case of another instrument, if there is any."""
    at = next(number for number, each in enumerate(cases) if each is case)
    others = (each for each in (*cases[at:], *cases) if each.clip.instruments != case.clip.instruments)
    return next(others, case)


def measure_instruments(
    cases: Sequence[Case], tagger: Tagger, sources: Mapping[str, Make], tick: Tick
) -> list[InstrumentRow]:
    """Rank every case's instrument in what each source makes of it."""
    rows = []
    for case in cases:
        instrument = case.clip.parts[0].instrument
        places = {source: _place(tagger, instrument, make(case)) for source, make in sources.items()}
        rows.append(InstrumentRow(case.clip.id, instrument, places))
        tick()
    return rows


def _place(tagger: Tagger, instrument: str, made: SourceAudio) -> int:
    """Return how many instruments the tagger finds likelier."""
    likelihoods = tagger.tag(made.audio, made.sample_rate).instruments
    return int((likelihoods > likelihoods[tagger.labels.instruments.index(instrument)]).sum())


def instruments_found(rows: Sequence[InstrumentRow]) -> Mapping[str, Estimate]:
    """Return the share of clips whose instrument is found, by source."""
    sources = rows[0].places
    return {name: wilson(sum(row.places[name] < TOP_INSTRUMENTS for row in rows), len(rows)) for name in sources}


def instruments_section(rows: Sequence[InstrumentRow]) -> str:
    """Report the shares, and where each instrument stands in each source."""
    shares = [[source, found.percent()] for source, found in instruments_found(rows).items()]
    sources = list(rows[0].places)
    places = [[row.instrument, *(str(row.places[source] + 1) for source in sources)] for row in rows]
    return "\n".join(
        (
            "## Instruments: is what was asked for what plays?\n",
            LEGEND,
            table(("clips", "instrument found"), shares),
            "### The tagger's place for the instrument, clip by clip\n",
            table(("instrument", *sources), places),
        )
    )

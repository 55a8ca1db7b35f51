"""trainer/evaluation/instruments.py: words that captions lack, cases instrument by instrument, and what is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.words.vocabulary import INSTRUMENT_WORDS
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.paths import bundled_weights
from musiccm_daw.score.note import Note, Part
from tests.trainer.corpus.labels import label
from trainer.corpus.manifest import ClipLabel
from trainer.dataset.features import clip_grid
from trainer.evaluation.instruments import (
    CODEC,
    CORPUS_WORDS,
    OTHER,
    OTHER_WORDS,
    TRUE,
    in_corpus_words,
    in_other_words,
    instrument_cases,
    instruments_found,
    instruments_part,
)
from trainer.evaluation.paraphrases import PARAPHRASES
from trainer.evaluation.parts import Report, Settings
from trainer.metrics.tagger import Tagger, load_tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def single(number: int, instrument: str) -> ClipLabel:
    role = INSTRUMENTS[instrument].roles[0]
    notes = tuple(Note(float(beat), 0.9, 60, 90) for beat in range(4))
    return replace(
        label(number, number),
        id=f"{number}",
        file=f"{number}.wav",
        role=role,
        stems=(role,),
        instruments=(instrument,),
        parts=(Part(role, instrument, notes),),
        bpm="120",
        meter="4/4",
        bars=1,
        chords=("C",),
        energy=(0.5,),
        split="held-out",
    )


def test_no_paraphrase_holds_a_phrase_of_the_captions() -> None:
    for instrument, phrases in PARAPHRASES.items():
        assert len(phrases) == 2
        for phrase in phrases:
            assert not [known for known in INSTRUMENT_WORDS[instrument] if f" {known} " in f" {phrase} "], phrase


def test_instruments_take_turns_and_come_twice_at_most(tagger: Tagger) -> None:
    labels = [single(number, name) for number, name in enumerate(["flute"] * 5 + ["rhodes"] + ["standard_kit"])]
    asked = [case.clip.parts[0].instrument for case in instrument_cases(labels, tagger, 10)]
    assert asked == ["flute", "rhodes", "flute"]


@pytest.mark.parametrize("instrument", ["tenor_sax", "alto_sax", "rhodes", "string_ensemble", "square_lead", "flute"])
def test_the_corpus_words_name_one_instrument_alone(tagger: Tagger, instrument: str) -> None:
    case = instrument_cases([single(0, instrument)], tagger, 1)[0]
    for seed in range(6):
        asked = replace(case, request=replace(case.request, seed=seed))
        assert in_corpus_words(asked, None).clip.parts[0].instrument == instrument


def test_wordings_change_the_words_and_who_plays(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    case = instrument_cases([single(0, "flute")], tagger, 1)[0]
    monkeypatch.setitem(PARAPHRASES, "flute", ("zorblax blorptang",))
    named, other = in_corpus_words(case, None), in_other_words(case, None)
    assert "flute" in named.request.prompt
    assert "zorblax blorptang" in other.request.prompt
    assert [worded.clip.parts[0].instrument for worded in (named, other)] == ["flute", ""]
    for worded in (named, other):
        assert replace(worded.request, prompt=case.request.prompt) == case.request
        assert worded.clip.parts[0].notes == case.clip.parts[0].notes


def test_other_words_stand_behind_the_instrument_that_they_are_taken_for(
    tagger: Tagger, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = instrument_cases([single(0, "flute")], tagger, 1)[0]
    for phrase, expected in (
        ("flautist", "flute, flautist"),
        ("zorblax blorptang", "lead, zorblax blorptang"),
        ("breathy zorblax", "flute, breathy zorblax"),
    ):
        monkeypatch.setitem(PARAPHRASES, "flute", (phrase,))
        nearest = {"breathy zorblax": "flute"}.get
        assert in_other_words(case, nearest).request.prompt == expected


def test_the_report_ranks_every_source(tmp_path: Path, tagger: Tagger) -> None:
    labels = [single(0, "flute"), single(1, "rhodes")]
    for each in labels:
        samples = clip_grid(each).total_samples(44_100)
        tone = 0.2 * np.sin(np.arange(samples) * 2 * np.pi * 440 / 44_100)
        soundfile.write(tmp_path / each.file, np.stack([tone, tone], axis=1), 44_100)
    report = Report(tmp_path, {}, [], lambda line: None, lambda news: None)
    pipeline, identity = load_model(bundled_weights(), "cpu")
    assert isinstance(pipeline, Pipeline)
    instruments_part(tagger, pipeline, identity, tmp_path, labels, Settings(frozenset(), clips=2, steps=1), report)
    found = report.values["instruments"]
    assert isinstance(found, dict)
    for row in found["rows"]:
        assert set(row.places) == {TRUE, CODEC, OTHER, CORPUS_WORDS, OTHER_WORDS}
        assert all(0 <= place < len(tagger.labels.instruments) for place in row.places.values())
    assert instruments_found(found["rows"])[TRUE].value in (0.0, 0.5, 1.0)
    assert "| flute |" in report.text[0]

"""trainer/evaluation/notes.py: the cases, their scores, and what cannot play them beside what can."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.harmony import ChordProgression
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.score.note import Part
from tests.trainer.corpus.labels import label
from tests.trainer.metrics.played_scores import line, performed
from tests.trainer.metrics.signals import RATE
from trainer.corpus.manifest import ClipLabel
from trainer.dataset.features import clip_grid
from trainer.evaluation.contestants import true_clips
from trainer.evaluation.notes import (
    NotesRow,
    NotesSource,
    as_source,
    measure_case,
    measure_notes,
    note_cases,
    notes_part,
    notes_summaries,
)
from trainer.evaluation.notes_controls import another_clip, controls, drone
from trainer.evaluation.notes_section import notes_section
from trainer.evaluation.own_scores import score_of
from trainer.evaluation.parts import Report, Settings
from trainer.evaluation.prompts import Case

CHORDS = ("Am", "F", "C", "G")
MELODY = line("lead", [76, None, 74, 72, 77, 76, 72, None, 79, 76, None, 74, 71, 74, 79, None], step=1, length=0.8)
STABS = line("keys", [69, 72, None, 69, 65, 69, None, 65, 67, 72, None, 67, 67, 71, None, 67], step=1, length=0.4)
BEAT = line("drums", [36, 42, 38, 42] * 8, step=0.5, length=0.25)
PARTS = {"lead": (MELODY,), "keys": (STABS,), "drums": (BEAT,), "mix": (MELODY, BEAT)}


def silent(news: object) -> None:
    del news


def described(number: int, role: str, parts: tuple[Part, ...]) -> ClipLabel:
    return replace(
        label(number, number),
        id=f"{number}-{role}",
        file=f"{number}-{role}.wav",
        song_seed=number,
        role=role,
        bpm="110",
        meter="4/4",
        bars=4,
        chords=CHORDS,
        split="held-out",
        swing=0.0,
        loop=False,
        captions=(f"plain {role}",),
        parts=parts,
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("notes")


@pytest.fixture(scope="module")
def cases(corpus: Path) -> list[Case]:
    labels = []
    for number, (role, parts) in enumerate(PARTS.items()):
        clip = described(number, role, parts)
        audio = performed(clip_grid(clip), parts, sound="plucked")
        soundfile.write(corpus / clip.file, np.stack([audio, audio], axis=1), RATE, subtype="FLOAT")
        labels.append(replace(clip, rms_db=float(10 * np.log10(np.square(audio).mean()))))
    return note_cases([*labels, replace(label(9, 9), parts=())], 3, steps=2)


@pytest.fixture(scope="module")
def rows(corpus: Path, cases: list[Case]) -> list[NotesRow]:
    sources = [NotesSource("true clip", "true", true_clips(corpus))]
    sources += [NotesSource(name, "control", as_source(make)) for name, make in controls(corpus, cases).items()]
    return measure_notes(sources, cases, lambda: None)


def test_cases_are_single_parts_role_after_role_then_mixes_and_only_with_parts(cases: list[Case]) -> None:
    assert [case.clip.role for case in cases] == ["drums", "keys", "lead", "mix"]
    assert cases[0].request.chords is None
    assert cases[2].request.grid == clip_grid(cases[2].clip)


def test_a_score_has_the_clip_s_notes_and_words_for_each_part(cases: list[Case]) -> None:
    single, mix = score_of(cases[2]), score_of(cases[3])
    assert [(part.name, part.words) for part in single.parts] == [("lead", "plain lead")]
    assert len(single.parts[0].notes) == len(MELODY.notes)
    assert [part.name for part in mix.parts] == ["lead", "drums"]
    assert "synth" in mix.parts[0].words


def test_true_clips_play_their_scores_and_nothing_else_does(rows: list[NotesRow]) -> None:
    for group, found in notes_summaries(rows).items():
        assert found["true clip"].found.value > 0.8, group
        # The only other clip with the mix's drums is the drums alone, which are a part of it.
        for source in ("chords held", "silence", "noise", *(["another clip"] if group != "mixes" else [])):
            assert found[source].found.value < 0.5, (group, source)
    singles = notes_summaries(rows)["single parts"]
    assert singles["true clip"].foreign_share.value < 0.1
    assert singles["true clip"].belonging.value > 0.9
    for source in ("chords held", "silence", "noise", "another clip"):
        assert singles[source].foreign_share.value > 0.4
    assert singles["chords held"].held_share.value > 0.9
    assert singles["silence"].belonging.count == 0


def test_the_section_names_every_source_and_role(rows: list[NotesRow]) -> None:
    text = notes_section(rows, reads_scores=True)
    for words in ("## Notes", "### Single parts", "### Mixes", "| true clip |", "| chords held |", "| lead |"):
        assert words in text
    assert "reads no scores" not in text
    assert "reads no scores" in notes_section(rows, reads_scores=False)


def test_a_drone_holds_common_tones_and_fades(cases: list[Case]) -> None:
    audio = drone(clip_grid(cases[2].clip), ChordProgression.parse(" | ".join(CHORDS)))
    assert len(audio) == clip_grid(cases[2].clip).total_samples(RATE)
    assert np.abs(np.diff(audio)).max() < 0.1
    assert measure_case(audio, RATE, cases[2]).held_share > 0.9


def test_another_clip_is_of_another_song(cases: list[Case]) -> None:
    assert all(another_clip(case, cases).clip.song_seed != case.clip.song_seed for case in cases)


def test_a_checkpoint_gets_a_row_for_codec_teacher_and_student(
    tiny_checkpoint: Path, corpus: Path, cases: list[Case], tmp_path: Path
) -> None:
    pipeline, identity = load_model(tiny_checkpoint, "cpu", with_teacher=True)
    assert isinstance(pipeline, Pipeline)
    report = Report(tmp_path, {}, [], silent, silent)
    settings = Settings(frozenset(), clips=1, steps=2, teacher_steps=(3,))
    notes_part(pipeline, identity, corpus, [case.clip for case in cases if case.clip.role == "lead"], settings, report)
    found = report.values["notes"]
    assert isinstance(found, dict)
    sources = list(found["summary"]["single parts"])
    assert sources[:5] == ["true clip", "codec alone", "teacher, 3 DDIM steps", "2 steps", "1 step"]
    assert sources[-4:] == ["chords held", "silence", "noise", "another clip"]
    assert "## Notes" in report.text[0]


def test_a_corpus_without_parts_is_said_to_have_none(tiny_checkpoint: Path, corpus: Path, tmp_path: Path) -> None:
    pipeline, identity = load_model(tiny_checkpoint, "cpu", with_teacher=True)
    assert isinstance(pipeline, Pipeline)
    report = Report(tmp_path, {}, [], silent, silent)
    notes_part(pipeline, identity, corpus, [replace(label(0, 0), parts=())], Settings(frozenset(), clips=1), report)
    assert "nothing was measured" in report.text[0]

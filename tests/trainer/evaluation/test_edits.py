"""trainer/evaluation/edits.py: cases of all kinds, what is compared, and a report on real edits."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from musiccm_daw.paths import bundled_weights
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import Meter, TimeGrid
from trainer.evaluate import evaluate
from trainer.evaluation.edits import (
    CONTROLS,
    EDITED,
    EDITS,
    KEEP_SCORE,
    KINDS,
    MIX_OF_PARTS,
    REPAINT,
    TWIN,
    EditRow,
    edit_cases,
    is_kept,
    parts_in,
)
from trainer.evaluation.edits_section import ALL, edits_section, edits_summary
from trainer.evaluation.parts import Settings

GRID = TimeGrid(Fraction(120), Meter(4, 4), 4)
RATE = 44_100


def clip(audio: np.ndarray, *parts: SourceClip) -> SourceClip:
    return SourceClip(Path("clip.wav"), "", audio, RATE, "PCM_24", parts=parts)


def noise(seed: int = 0) -> np.ndarray:
    shape = (GRID.total_samples(RATE), 2)
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def row(kind: str, edit: str, found: int, twin: int, *, is_kept: bool | None = True) -> EditRow:
    played = {EDITED: found, TWIN: twin} | dict.fromkeys(CONTROLS, 1)
    return EditRow(kind, "prompt", edit, 10, played, is_kept, 1.0, 1.0, 0.0, 0.0)


def test_cases_take_the_kinds_in_turn_and_repeat_prompts_with_other_seeds() -> None:
    count = sum(len(prompts) for prompts in KINDS.values())
    cases = edit_cases(count + 1, steps=2)
    assert [case.kind for case in cases[:5]] == [*KINDS, next(iter(KINDS))]
    assert {case.request.prompt for case in cases} == {prompt for prompts in KINDS.values() for prompt in prompts}
    assert cases[count].request.prompt == cases[0].request.prompt
    assert len({case.request.seed for case in cases}) == len(cases)
    assert [case.request.parts for case in cases] == [case.kind == MIX_OF_PARTS for case in cases]
    assert cases == edit_cases(count + 1, steps=2)


def test_only_notes_that_begin_in_the_new_bars_count() -> None:
    part = Part("keys", "rhodes", tuple(Note(float(beat), 1.0, 60, 90) for beat in range(16)))
    (cut,) = parts_in(Score((part,), "given"), GRID, range(1, 3))
    assert [note.start_quarters for note in cut.notes] == [4, 5, 6, 7, 8, 9, 10, 11]


@pytest.mark.parametrize(
    ("sample", "kept"), [(0, False), (88_199, False), (88_200, True), (264_599, True), (264_600, False)]
)
@pytest.mark.parametrize("in_stem", [False, True])
def test_one_other_sample_outside_the_new_bars_is_noticed(sample: int, kept: bool, in_stem: bool) -> None:
    changed = noise()
    changed[sample, 1] += 1e-6
    before = clip(noise(), clip(noise(1)), clip(noise()))
    after = clip(noise(), clip(noise(1)), clip(changed)) if in_stem else replace(before, audio=changed)
    assert is_kept(before, after, GRID, range(1, 3)) is kept


def test_edits_are_compared_with_their_twins_kind_by_kind() -> None:
    rows = [row("drums", REPAINT, 6, 8), row("mix alone", REPAINT, 8, 8, is_kept=False)]
    rows.append(row("drums", KEEP_SCORE, 9, 9, is_kept=None))
    summary = edits_summary(rows)
    assert list(summary) == [ALL, "drums", "mix alone"]
    assert summary[ALL][REPAINT].found[EDITED].value == 0.7
    assert summary[ALL][REPAINT].difference.value == -0.1
    assert summary["drums"][REPAINT].difference.value == -0.2
    assert summary[ALL][REPAINT].kept.value == 0.5
    assert summary[ALL][KEEP_SCORE].kept.count == 0
    assert "| drums | repaint | 60.0%" in edits_section(rows)


def test_real_edits_keep_what_stays_and_need_no_corpus(tmp_path: Path) -> None:
    settings = Settings(clips=1, steps=1, parts=frozenset({"edits"}))
    text = evaluate(
        [bundled_weights()], tmp_path / "none", tmp_path, settings, say=lambda line: None, on_progress=lambda news: None
    )
    rows = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["edits"]["rows"]
    assert [row["edit"] for row in rows] == list(EDITS)
    assert [row["is_kept"] for row in rows] == [True, True, None, None]
    for each in rows:
        assert each["found"]["silence"] == 0 < each["found"][EDITED] <= each["notes"]
        assert 0 <= each["agreement"] <= 1
        assert each["distance"] >= 0
    assert "| single part | continue |" in text.read_text(encoding="utf-8")

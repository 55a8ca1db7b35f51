"""trainer/evaluation/drums.py: which clips are asked for, what counts, and a report on real ones."""

from __future__ import annotations

import json
import math
from pathlib import Path

from musiccm_daw.paths import bundled_weights
from trainer.evaluate import evaluate
from trainer.evaluation.drums import (
    AGAIN,
    BAND,
    NAMING_OTHERS,
    SEEDS,
    STEM,
    WITH_DRUMS,
    WITH_OTHERS,
    DrumsRow,
    stem_requests,
)
from trainer.evaluation.drums_section import PLAIN_STEMS, bands_summary, drums_section, stems_summary
from trainer.evaluation.notes_controls import HELD, NOISE, SILENCE
from trainer.evaluation.parts import Settings


def row(levels: dict[str, float], drum_parts: int) -> DrumsRow:
    found = {source: 9 if source in (STEM, WITH_DRUMS) else 2 for source in levels}
    return DrumsRow("prompt", 1, drum_parts, 10, found, levels)


def stem(level: float, **controls: float) -> DrumsRow:
    return row({STEM: level, **controls}, 1)


def band(level: float, drum_parts: int = 0) -> DrumsRow:
    levels = {BAND: level, WITH_DRUMS: 2, AGAIN: 2.5, HELD: 17, SILENCE: math.nan, NOISE: 0}
    return row(levels, drum_parts)


PLAIN = [stem(-8.0), stem(4.0)]
NAMING = [stem(5.0, **{WITH_OTHERS: 9, HELD: 17, SILENCE: math.nan, NOISE: 0}), stem(-9.0), stem(5.1), stem(-9.1)]


def test_every_prompt_comes_before_its_next_seed() -> None:
    requests = stem_requests(NAMING_OTHERS, 13, 2)
    assert [request.prompt for request in requests] == [*NAMING_OTHERS, NAMING_OTHERS[0]]
    assert [request.seed for request in requests] == [1] * 12 + [2]
    assert {stem.label for request in requests for stem in request.stems} == {"drums"}
    assert len(stem_requests(NAMING_OTHERS, 1_000, 2)) == len(NAMING_OTHERS) * len(SEEDS)


def test_stems_about_as_harmonic_as_some_plain_one_are_in_the_range_and_silence_is_not() -> None:
    found = stems_summary(PLAIN, NAMING)
    shares = {source: (each.in_range.value, each.in_range.count) for source, each in found.items()}
    assert shares == {
        PLAIN_STEMS: (1, 2), STEM: (0.5, 4), WITH_OTHERS: (0, 1), HELD: (0, 1), SILENCE: (0, 1), NOISE: (1, 1)
    }  # fmt: skip
    assert found[STEM].found.value == 0.9
    assert found[NOISE].found.value == 0.2


def test_only_bands_without_a_drum_part_that_are_clearly_more_harmonic_count() -> None:
    rows = [band(3.0), band(2.9), band(9.0, drum_parts=1)]
    found = bands_summary(rows)
    assert found[BAND].clearly_more.value == 2 / 3
    assert [found[source].clearly_more.value for source in (AGAIN, HELD, SILENCE, NOISE)] == [0, 1, 0, 0]
    text = drums_section(PLAIN, NAMING, rows)
    assert "2 of 4 lie within the range of 2 plain drum stems, -8.0 to 4.0 dB" in text
    assert "1 of 3 have no drum part in the score and are clearly more harmonic than with drums; 2 have none" in text


def test_real_stems_and_bands_need_no_corpus(tmp_path: Path) -> None:
    settings = Settings(clips=1, steps=1, parts=frozenset({"drums"}))
    path = evaluate(
        [bundled_weights()], tmp_path / "none", tmp_path, settings, say=lambda line: None, on_progress=lambda news: None
    )
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["drums"]
    (named,), (alone,) = found["stems"]["rows"], found["bands"]["rows"]
    assert len(found["stems"]["plain"]) == 1
    assert named["found"]["silence"] == 0 < named["found"][STEM] <= named["strokes"]
    assert named["harmonic_db"][STEM] < named["harmonic_db"][WITH_OTHERS]
    assert alone["drum_parts"] == 0
    assert alone["harmonic_db"][BAND] > alone["harmonic_db"][WITH_DRUMS]
    assert alone["harmonic_db"]["silence"] is None
    assert "| no drums, just warm pads | 0 |" in path.read_text(encoding="utf-8")

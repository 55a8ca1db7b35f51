"""One stem made anew on a tiny checkpoint: the others' frames, the sum, and its ceiling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from musiccm_daw.asking import ask
from musiccm_daw.asking_edit import ask_stem
from musiccm_daw.clip import StemAudio
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.engine.engine import Engine
from musiccm_daw.errors import ModelError, RequestError
from musiccm_daw.levels import true_peak_db
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from tests.musiccm_daw.played_clips import played_clip

ORIGINAL = ask("funk", seed=5, bars=2, bpm=240, meter="2/4", key="Am", steps=1, stems=("drums", "bass"))
SOURCE = played_clip("funk", bars=2, key="Am", stems=("drums", "bass"))


@pytest.fixture(scope="module")
def engine(tiny_score_checkpoint: Path) -> Engine:
    return Engine(*load_model(tiny_score_checkpoint, "cpu"))


def made(engine: Engine, request: GenerationRequest, source: SourceClip) -> tuple[StemAudio, ...]:
    return engine.generate(request, source=source, scores=edited_scores(request, source)).stems


def test_the_others_keep_their_frames_and_the_mix_is_the_new_sum(engine: Engine) -> None:
    drums, bass, mix = made(engine, ask_stem(SOURCE, ORIGINAL, "bass", seed=9), SOURCE)
    assert [stem.stem for stem in (drums, bass, mix)] == ["drums", "bass", "mix"]
    assert np.array_equal(drums.audio, SOURCE.parts[0].audio)
    assert not np.array_equal(bass.audio, SOURCE.parts[1].audio)
    assert np.array_equal(mix.audio, drums.audio + bass.audio)


def test_the_new_stem_is_turned_down_where_the_sum_would_exceed_the_ceiling(engine: Engine) -> None:
    # Drums that leave 1.5 dB under the ceiling.
    drums = np.tile(np.float32(0.72) * np.sin(np.arange(len(SOURCE.audio), dtype=np.float32))[:, None], (1, 2))
    parts = (replace(SOURCE.parts[0], audio=drums), SOURCE.parts[1])
    source = replace(SOURCE, parts=parts, audio=drums)
    kept, bass, mix = made(engine, ask_stem(source, ORIGINAL, "bass", seed=9), source)
    assert np.array_equal(kept.audio, drums)
    assert true_peak_db(mix.audio) <= -1.0
    assert np.abs(bass.audio).max() > 0.01
    full = replace(source, parts=(replace(parts[0], audio=drums * np.float32(1.2)), parts[1]))
    with pytest.raises(ModelError, match="no room for another bass") as refusal:
        made(engine, ask_stem(full, ORIGINAL, "bass", seed=9), full)
    assert "\n" not in str(refusal.value)


def test_notes_stay_unless_a_seed_or_words_ask_for_others() -> None:
    assert SOURCE.score is not None
    before = SOURCE.score.part("bass")

    def part(**asked: object) -> object:
        request = ask_stem(SOURCE, ORIGINAL, "bass", **asked)  # type: ignore[arg-type]
        (score,) = edited_scores(request, SOURCE)
        assert score.part("drums") == SOURCE.score.part("drums")  # type: ignore[union-attr]
        return score.part("bass")

    assert part() == before
    assert part(seed=9).notes != before.notes  # type: ignore[attr-defined]
    slapped = part(prompt="slap bass")
    assert slapped.instrument == "slap_bass"  # type: ignore[attr-defined]
    assert "slap" in slapped.words  # type: ignore[attr-defined]


def test_a_stem_of_no_name_and_a_clip_without_stems_are_refused_in_one_line() -> None:
    with pytest.raises(RequestError, match="has no stem 'keys'; its stems are drums, bass"):
        ask_stem(SOURCE, ORIGINAL, "keys")
    with pytest.raises(RequestError, match="is not the mix of stems"):
        ask_stem(replace(SOURCE, parts=()), ORIGINAL, "bass")
    with pytest.raises(RequestError, match="seed"):
        ask_stem(SOURCE, ORIGINAL, "bass", seed="x")

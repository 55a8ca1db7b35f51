"""Edits on a tiny checkpoint: kept frames to the bit, exact lengths, one seed one take."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.asking_edit import ask_edit
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.engine.editing.edit_clip import EditGeneration
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.generation import Task
from musiccm_daw.errors import Cancelled, ModelError, RequestError
from musiccm_daw.levels import lufs, true_peak_db
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.paths import bundled_weights
from musiccm_daw.progress import STAGES, CancelToken, Progress
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.stopwatch import Stopwatch
from musiccm_daw.timebase import Meter
from tests.musiccm_daw.engine.clips import FOREIGN_FACTS, OWN_FACTS, continuation, noise_clip, repaint, variation
from tests.musiccm_daw.played_clips import played_clip


@pytest.fixture(scope="module")
def engine(tiny_checkpoint: Path) -> Engine:
    return Engine(*load_model(tiny_checkpoint, "cpu"))


def made(engine: Engine, request: GenerationRequest, source: SourceClip) -> np.ndarray:
    (stem,) = engine.generate(request, source=source).stems
    return stem.audio


def bar_edge(request: GenerationRequest, bar: int) -> int:
    return request.grid.bar_start_samples(bar, request.sample_rate)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(
    st.integers(12_000, 30_000),
    st.integers(1, 5),
    st.sampled_from([4, 8, 16]),
    st.integers(1, 6),
    st.data(),
    st.sampled_from([44_100, 48_000]),
    st.booleans(),
    st.sampled_from([1, 2]),
)
def test_any_repaint_keeps_every_other_frame(
    engine: Engine,
    hundredths: int,
    numerator: int,
    denominator: int,
    bars: int,
    data: st.DataObject,
    sample_rate: int,
    loop: bool,
    channels: int,
) -> None:
    first = data.draw(st.integers(1, bars))
    last = data.draw(st.integers(first, bars))
    source = noise_clip(
        bars,
        facts=replace(OWN_FACTS, loop=loop),
        bpm=Fraction(hundredths, 100),
        meter=Meter(numerator, denominator),
        sample_rate=sample_rate,
        channels=channels,
    )
    request = repaint(source, f"{first}-{last}", seed=1, steps=1)
    audio = made(engine, request, source)
    start, end = bar_edge(request, first - 1), bar_edge(request, last)
    assert audio.shape == source.audio.shape
    assert np.isfinite(audio).all()
    assert np.array_equal(audio[:start], source.audio[:start])
    assert np.array_equal(audio[end:], source.audio[end:])
    # The very first and last new frames come from the clip, so that nothing jumps; between them, all is new.
    changed = (audio[start:end] != source.audio[start:end]).any(axis=1)
    assert changed.mean() > 0.95


@settings(max_examples=3, deadline=None, derandomize=True)
@given(st.integers(12_000, 30_000), st.integers(1, 4), st.integers(1, 5), st.booleans())
def test_any_continuation_keeps_the_clip_and_adds_exact_bars(
    engine: Engine, hundredths: int, bars: int, added: int, loop: bool
) -> None:
    source = noise_clip(bars, facts=replace(OWN_FACTS, loop=loop), bpm=Fraction(hundredths, 100))
    request = continuation(source, added, seed=1, steps=1)
    audio = made(engine, request, source)
    assert len(audio) == request.grid.total_samples(44_100)
    assert np.array_equal(audio[: len(source.audio)], source.audio)
    new = audio[len(source.audio) :]
    assert np.abs(new).max() > 1e-3
    if not loop:
        assert np.abs(new[-1]).max() < 1e-2


def test_a_repaint_within_a_long_piece_keeps_every_other_frame_too(engine: Engine) -> None:
    for loop, ranges in ((True, ("1", "20-21")), (False, ("40",))):
        source = noise_clip(40, facts=replace(OWN_FACTS, loop=loop))
        for bars in ranges:
            request = repaint(source, bars, seed=1, steps=1)
            audio = made(engine, request, source)
            assert request.edit is not None
            new = slice(*(bar_edge(request, bar) for bar in (request.edit.new_bars.start, request.edit.new_bars.stop)))
            kept = np.ones(len(audio), dtype=bool)
            kept[new] = False
            assert np.array_equal(audio[kept], source.audio[kept])
            assert not np.array_equal(audio[new], source.audio[new])


def test_the_same_edit_gives_the_same_frames_and_others_give_others(engine: Engine) -> None:
    source = noise_clip()
    first = made(engine, repaint(source, "2-3", seed=1, steps=1), source)
    assert np.array_equal(first, made(engine, repaint(source, "2-3", seed=1, steps=1), source))
    for other in (
        repaint(source, "2-3", seed=2, steps=1),
        repaint(source, "2-3", "bright bells", seed=1, steps=1),
        repaint(source, "2-3", seed=1, chords="E"),
        repaint(source, "2", seed=1, steps=1),
    ):
        assert not np.array_equal(first, made(engine, other, source))


def test_new_bars_depend_on_the_bars_beside_them(engine: Engine) -> None:
    source = noise_clip()
    other = replace(source, audio=np.flip(source.audio, axis=0).copy())
    request = repaint(source, "2-3", seed=1, steps=2)
    middle = slice(bar_edge(request, 1) + 2_000, bar_edge(request, 3) - 2_000)
    assert not np.allclose(made(engine, request, source)[middle], made(engine, request, other)[middle], atol=1e-3)


def test_variations_of_an_edit_are_those_of_their_seeds(engine: Engine) -> None:
    source = noise_clip()
    one, two = engine.generate(repaint(source, "2", seed=5, variations=2, steps=1), source=source).stems
    assert (one.variation, two.seed) == (1, 6)
    assert not np.array_equal(one.audio, two.audio)
    assert np.array_equal(two.audio, made(engine, repaint(source, "2", seed=6, steps=1), source))


def test_a_stronger_variation_is_farther_from_its_clip(engine: Engine) -> None:
    source = noise_clip()
    audio = {
        strength: made(engine, variation(source, strength, seed=1, steps=2), source) for strength in (0.0, 0.3, 1.0)
    }
    again = made(engine, variation(source, 0.0, seed=2, steps=1), source)
    assert np.array_equal(audio[0.0], again), "at strength 0 nothing is drawn"
    assert not np.array_equal(audio[0.3], audio[0.0])
    assert not np.array_equal(audio[1.0], audio[0.3])
    # New music takes nothing from the clip but its level.
    other = replace(source, audio=np.flip(source.audio, axis=0).copy())
    assert np.allclose(audio[1.0], made(engine, variation(source, 1.0, seed=1, steps=2), other), atol=1e-3)


def test_a_variation_comes_at_the_asked_rate_and_as_loud_as_its_clip() -> None:
    # Random weights may be 30 dB over the clip, farther than levels are matched.
    engine = Engine(*load_model(bundled_weights(), "cpu"))
    loud = noise_clip(sample_rate=48_000)
    # Quiet enough for its peaks to stay under the ceiling.
    source = replace(loud, audio=loud.audio / 4)
    clip = engine.generate(variation(source, 0.5, seed=1, sample_rate=96_000), source=source)
    assert clip.stems[0].audio.shape == (clip.grid.total_samples(96_000), 2)
    assert lufs(clip.stems[0].audio, 96_000) == pytest.approx(lufs(source.audio, 48_000), abs=0.5)


def test_a_silent_clip_can_be_edited(engine: Engine) -> None:
    source = replace(noise_clip(), audio=np.zeros_like(noise_clip().audio))
    audio = made(engine, repaint(source, "2", seed=1, steps=1), source)
    assert np.isfinite(audio).all()
    assert np.abs(audio).max() <= 1.0


def test_a_foreign_clip_needs_no_harmony(engine: Engine) -> None:
    source = noise_clip(facts=FOREIGN_FACTS)
    request = repaint(source, "2", "soft bells", bpm=240, meter="2/4", seed=1, steps=1)
    audio = made(engine, request, source)
    first, end = bar_edge(request, 1), bar_edge(request, 2)
    assert np.array_equal(audio[:first], source.audio[:first])
    assert np.array_equal(audio[end:], source.audio[end:])
    assert not np.allclose(audio[first:end], source.audio[first:end], atol=1e-3)


def test_a_clip_that_is_not_the_edited_one_is_refused(engine: Engine) -> None:
    request = repaint(noise_clip(), "2", seed=1, steps=1)
    with pytest.raises(RequestError, match="does not have the 4 bars"):
        engine.generate(request, source=noise_clip(5))
    with pytest.raises(RequestError, match="edits no clip"):
        engine.generate(GenerationRequest.resolve("house"), source=noise_clip())


def test_a_model_that_cannot_encode_is_named_in_one_line(tiny_musicldm_student: Path) -> None:
    engine = Engine(*load_model(tiny_musicldm_student, "cpu"))
    with pytest.raises(ModelError, match="cannot edit"):
        engine.generate(repaint(noise_clip(), "2"), source=noise_clip())


def test_progress_rises_and_cancelling_stops(engine: Engine) -> None:
    seen: list[Progress] = []
    source = noise_clip()
    clip = engine.generate(repaint(source, "2", seed=1, variations=2, steps=1), seen.append, source=source)
    assert {progress.stage for progress in seen} <= set(STAGES)
    assert seen[-1] == Progress("decoding", 1.0)
    assert all(clip.seconds[stage] > 0 for stage in ("text", "sample", "decode", "vocode"))
    cancel = CancelToken()
    cancel.set()
    with pytest.raises(Cancelled):
        engine.generate(repaint(source, "2"), cancel=cancel, source=source)


def test_the_bars_that_a_continuation_adds_are_filled_with_the_clip_before_encoding(engine: Engine) -> None:
    source = noise_clip(3)
    request = continuation(source, 2)
    assert request.edit is not None
    assert request.edit.kind is EditKind.CONTINUE
    task = Task(request, engine.model, engine.plan_windows, Stopwatch())
    generation = EditGeneration(task, request.edit, source)
    bar = request.grid.bar_start_samples(1, 44_100)
    added = generation.sounds[0].track[3 * bar :]
    assert np.array_equal(added[:bar], source.audio[:bar])
    assert np.array_equal(added[bar:], source.audio[2 * bar :])


@pytest.fixture(scope="module")
def scored_engine(tiny_score_checkpoint: Path) -> Engine:
    return Engine(*load_model(tiny_score_checkpoint, "cpu"))


def scored(engine: Engine, source: SourceClip, asked: AskedEdit, **options: Any) -> dict[str | None, np.ndarray]:
    """Make an edit with the score that it gets, and return the audio of its stems."""
    request = ask_edit(source, asked, None, {"seed": 1, "steps": 1, **options})
    stems = engine.generate(request, source=source, scores=edited_scores(request, source)).stems
    return {stem.stem: stem.audio for stem in stems}


@pytest.mark.parametrize(
    ("asked", "bars"), [(AskedEdit(EditKind.REPAINT, bars="2-3"), 4), (AskedEdit(EditKind.CONTINUE), 6)]
)
def test_a_mix_is_edited_stem_by_stem_and_then_summed(scored_engine: Engine, asked: AskedEdit, bars: int) -> None:
    source = played_clip("funk", key="Am", stems=("drums", "bass"))
    edited = scored(scored_engine, source, asked, **({"bars": 2} if asked.kind is EditKind.CONTINUE else {}))
    assert list(edited) == ["drums", "bass", "mix"]
    bar = 22_050
    new = slice(bar, 3 * bar) if bars == 4 else slice(4 * bar, 6 * bar)
    for clip, name in ((source.parts[0], "drums"), (source.parts[1], "bass"), (source, "mix")):
        kept = np.ones(bars * bar, dtype=bool)
        kept[new] = False
        assert np.array_equal(edited[name][kept], clip.audio[kept[: len(clip.audio)]])
    assert np.array_equal(edited["mix"][new], edited["drums"][new] + edited["bass"][new])
    assert true_peak_db(edited["mix"]) <= max(-1.0, true_peak_db(source.audio))


def test_a_variation_keeps_stems_apart_whatever_it_keeps(scored_engine: Engine) -> None:
    source = played_clip("funk", bars=2, key="Am", stems=("drums", "bass"))
    same_notes = scored(scored_engine, source, AskedEdit(EditKind.VARIATION))
    same_sound = scored(scored_engine, source, AskedEdit(EditKind.VARIATION, keep="sound"))
    for edited in (same_notes, same_sound):
        assert np.array_equal(edited["mix"], edited["drums"] + edited["bass"])
    assert not np.array_equal(same_notes["bass"], same_sound["bass"])


def test_a_mix_without_stems_is_one_file_and_other_notes_give_other_frames(scored_engine: Engine) -> None:
    source = played_clip("funk with drums and bass", bars=2, key="Am")
    asked = AskedEdit(EditKind.REPAINT, bars="2")
    (first,) = scored(scored_engine, source, asked).values()
    (second,) = scored(scored_engine, source, asked, seed=2).values()
    assert np.array_equal(first[:22_050], source.audio[:22_050])
    assert not np.array_equal(first, second)


def test_what_is_known_of_the_bars_that_stay_changes_the_new_ones(scored_engine: Engine) -> None:
    source = played_clip("solo piano", bars=2, key="Am")
    request = ask_edit(source, AskedEdit(EditKind.REPAINT, bars="2"), None, {"seed": 1, "steps": 1})
    scores = edited_scores(request, source)
    unknown = [replace(score, unknown_bars=frozenset({0})) for score in scores]
    known, guessed = (scored_engine.generate(request, source=source, scores=each).stems for each in (scores, unknown))
    assert not np.array_equal(known[0].audio, guessed[0].audio)


def test_a_stem_that_rests_in_the_clip_enters_at_its_level_beside_the_others(scored_engine: Engine) -> None:
    source = played_clip("funk", bars=2, key="Am", stems=("drums", "bass"))
    drums, bass = source.parts
    resting = replace(source, parts=(drums, replace(bass, audio=np.zeros_like(bass.audio))))
    request = ask_edit(source, AskedEdit(EditKind.CONTINUE), None, {"seed": 1, "bars": 2})
    assert request.edit is not None
    scores = edited_scores(request, source)
    task = Task(request, scored_engine.model, scored_engine.plan_windows, Stopwatch(), scores)
    generation = EditGeneration(task, request.edit, resting)
    beat, line = generation.sounds
    gains = generation.gains(1)
    assert gains is not None
    assert line.is_silent
    assert line.gain * gains[1] == pytest.approx(beat.gain * gains[0])


def test_a_stem_without_a_note_is_varied_beside_the_others(scored_engine: Engine) -> None:
    source = played_clip("funk", bars=2, key="Am", stems=("drums", "bass"))
    drums, bass = source.parts
    assert source.score is not None
    notes = tuple(replace(part, notes=() if part.name == "bass" else part.notes) for part in source.score.parts)
    score = replace(source.score, parts=notes)
    for sound in (bass.audio, np.zeros_like(bass.audio)):
        silent = replace(source, score=score, parts=(drums, replace(bass, audio=sound)))
        request = ask_edit(silent, AskedEdit(EditKind.VARIATION), None, {"seed": 1, "steps": 1})
        scores = edited_scores(request, silent)
        assert [bool(part.notes) for part in scores[0].parts] == [True, False]
        stems = scored_engine.generate(request, source=silent, scores=scores).stems
        assert [stem.stem for stem in stems] == ["drums", "bass", "mix"]
        assert all(np.isfinite(stem.audio).all() for stem in stems)


def test_a_source_without_the_stems_that_are_edited_is_refused(scored_engine: Engine) -> None:
    source = played_clip("funk", bars=2, key="Am", stems=("drums", "bass"))
    request = ask_edit(source, AskedEdit(EditKind.REPAINT, bars="2"), None, {"seed": 1})
    with pytest.raises(RequestError, match="does not have the 2 stems"):
        scored_engine.generate(request, source=replace(source, parts=()))

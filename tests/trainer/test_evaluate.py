"""trainer/evaluate.py and the modules under it, from a corpus and a checkpoint to the report."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.engine.speed import Speed
from musiccm_daw.errors import CheckpointError, ModelError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import TimeGrid
from tests.trainer.corpus.labels import label
from tests.trainer.metrics.signals import RATE, hits, played_chords
from trainer.corpus.manifest import ClipLabel, read_manifest, write_shard_manifest
from trainer.dataset.features import clip_grid
from trainer.evaluate import evaluate, load, load_models
from trainer.evaluation.codec import Route, measure_clip, summary
from trainer.evaluation.generation import FeelSummary, RhythmSummary
from trainer.evaluation.parts import Report, Settings, cases_of, generation_part
from trainer.evaluation.prompts import feel_cases
from trainer.evaluation.report import codec_section, speed_section
from trainer.evaluation.selection import balanced, held_out
from trainer.metrics.tagger import Tagger, TaggerLabels, save_tagger

CHORDS = ("Am", "F", "C", "G")


def silent(news: object) -> None:
    del news


def settings(parts: set[str], clips: int = 1, **others: Any) -> Settings:
    return Settings(clips=clips, parts=frozenset(parts), **others)


def drum_groove(grid: TimeGrid) -> np.ndarray:
    """Quarters and the 16ths before them, mono (S,)."""
    quarter = float(60 / grid.bpm)
    beats = np.arange(0, float(grid.total_seconds), quarter)
    return hits(np.concatenate([beats, beats + 0.75 * quarter]), float(grid.total_seconds))[: grid.total_samples(RATE)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two held-out drum grooves, two held-out piano clips and one clip of a training song."""
    root = tmp_path_factory.mktemp("evaluation") / "corpus"
    (root / "shard-00000").mkdir(parents=True)
    labels = []
    for number, (role, bpm, split) in enumerate(
        (
            ("drums", "120", "held-out"),
            ("drums", "97.3", "held-out"),
            ("keys", "120", "held-out"),
            ("keys", "150", "held-out"),
            ("keys", "150", "train"),
        )
    ):
        described = replace(
            label(0, number),
            role=role,
            bpm=bpm,
            bars=4,
            chords=CHORDS,
            split=split,
            swing=0.0,
            captions=(f"plain {role}", f"{role} without effects"),
        )
        grid = clip_grid(described)
        progression = ChordProgression.parse(" | ".join(CHORDS))
        audio = drum_groove(grid) if role == "drums" else played_chords(grid, progression)
        rms_db = 10 * np.log10(np.square(audio).mean())
        soundfile.write(root / described.file, np.stack([audio, audio], axis=1), RATE, subtype="PCM_24")
        labels.append(replace(described, samples=len(audio), rms_db=float(rms_db)))
    write_shard_manifest(root / "shard-00000", labels)
    return root


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained tagger: its output means nothing, its figures add up."""
    path = tmp_path_factory.mktemp("judge") / "tagger.safetensors"
    torch.manual_seed(0)
    save_tagger(Tagger(TaggerLabels(("house", "rock"), ROLES, ("rhodes", "kit"), "nothing")), path)
    return path


@pytest.fixture(scope="module")
def labels(corpus: Path) -> list[ClipLabel]:
    return held_out(read_manifest(corpus))


def obedient(request: GenerationRequest) -> Clip:
    """A model that does as it is asked: the chords if there are any, else a groove on the grid."""
    grid = request.grid
    audio = played_chords(grid, request.chords) if request.chords else drum_groove(grid)
    recording = np.stack([audio, audio], axis=1).astype(np.float32)
    stem = StemAudio(None, 1, request.seed, request.prompt, recording, role=None)
    return Clip(request, grid, RATE, (stem,), ModelIdentity("obedient", "0"), {"sample": 0.1})


def test_only_held_out_clips_are_measured_role_after_role(labels: list[ClipLabel]) -> None:
    assert all(label.split == "held-out" for label in labels)
    assert [label.role for label in balanced(labels, 3)] == ["drums", "keys", "drums"]


def test_cases_are_the_same_every_time_and_half_of_them_in_free_wording(labels: list[ClipLabel]) -> None:
    cases = cases_of(labels, settings(set(), clips=4))
    assert cases == cases_of(held_out(list(reversed(labels))), settings(set(), clips=4))
    assert [case.kind for case in cases] == ["drums"] * 4 + ["feel"] * 4 + ["pitched"] * 4
    assert [case.wording for case in cases if case.kind != "feel"] == ["caption", "free"] * 4
    drums, pitched = cases[0].request, cases[8].request
    assert drums.key is None
    assert drums.chords is None
    assert str(pitched.chords) == "Am | F | C | G"
    assert pitched.bpm == clip_grid(cases[8].clip).bpm


def test_feel_cases_take_turns_at_swung_straight_and_odd_drums(labels: list[ClipLabel]) -> None:
    straight = next(label for label in labels if label.role == "drums")
    swung = replace(straight, id="swung", swing=0.6, captions=("room drums", "a shuffled beat"))
    unsaid = replace(straight, id="unsaid", swing=0.6, captions=("room drums",))
    odd = replace(straight, id="odd", meter="7/8")
    cases = feel_cases([straight, swung, unsaid, odd], 5, steps=4)
    assert [case.clip.id for case in cases] == ["swung", straight.id, "odd", "swung", straight.id]
    assert {case.request.prompt for case in cases if case.clip.id == "swung"} == {"a shuffled beat"}
    assert str(cases[2].request.meter) == "7/8"
    assert feel_cases([unsaid], 5, steps=4) == []


def test_a_perfect_codec_keeps_every_chord_and_onset(corpus: Path, labels: list[ClipLabel]) -> None:
    rows = [row for label in labels for row in measure_clip(corpus, label, {"same": lambda audio, *_: audio})]
    kept = summary(rows)
    assert kept.chords_in_original.value == kept.chords_kept.value == kept.onsets_kept.value == 1
    assert kept.log_mel_l1_db.value == 0
    met = "chords kept: met (target 85.0%); onsets kept within 30 ms: met (target 95.0%)."
    assert f"All clips: {met}" in codec_section(rows)


def test_mixes_are_judged_beside_all_clips(corpus: Path, labels: list[ClipLabel]) -> None:
    pitched = [label for label in labels if label.role not in ("drums", "mix")]
    routes: dict[str, Route] = {"same": lambda audio, *_: audio, "mute": lambda audio, *_: 0 * audio}
    rows = [replace(row, route="codec") for label in pitched for row in measure_clip(corpus, label, routes)]
    kept, lost = [replace(row, role="mix") for row in rows[::2]], rows[1::2]
    section = codec_section([*kept, *lost])
    assert "All clips: chords kept: missed" in section
    assert "Mixes alone: chords kept: met" in section


def test_a_silent_codec_keeps_nothing(corpus: Path, labels: list[ClipLabel]) -> None:
    rows = [row for label in labels for row in measure_clip(corpus, label, {"mute": lambda audio, *_: 0 * audio})]
    lost = summary(rows)
    assert lost.chords_kept.value == lost.onsets_kept.value == 0


def test_an_obedient_model_scores_as_the_corpus_does(corpus: Path, labels: list[ClipLabel], tmp_path: Path) -> None:
    cases = cases_of(labels, settings(set(), clips=2))
    report = Report(tmp_path / "pictures", {}, [], silent, silent)
    generation_part(obedient, corpus, cases, report)
    generation = report.values["generation"]
    assert isinstance(generation, dict)
    summaries = generation["summary"]
    for source in ("model", "corpus"):
        found = summaries[source]
        assert isinstance(found, dict)
        assert isinstance(found["drums"], RhythmSummary)
        assert found["drums"].tempo.value == 1
        assert found["drums"].on_grid.value == 1
        assert isinstance(found["feel"], FeelSummary)
        assert found["feel"].swing_as_requested.value == 1
        # Cm7 is also E flat major with a sixth: the triad may name either root, the whole chord only its own.
        assert found["pitched"].root.value > 0.9
        assert found["pitched"].transposition.value == 1
    assert len(list((tmp_path / "pictures").glob("*.png"))) == len(cases)


def test_the_speed_is_reported_beside_its_target() -> None:
    fast, slow = (speed_section(Speed(seconds, {"sample": 0.5}, threads=2)) for seconds in (2.0, 4.0))
    assert "One minute of stereo music: 2.00 s on 2 threads, warm (met, target 3 s): sample 0.50 s" in fast
    assert "(missed, target 3 s)" in slow


def test_the_report_of_a_checkpoint_is_whole(tiny_checkpoint: Path, corpus: Path, tagger: Path, tmp_path: Path) -> None:
    parts = {"steps", "codec", "generation", "long"}
    asked = settings(parts, clips=1, steps=1, student_steps=(1, 2), teacher_steps=(3,), tagger=tagger)
    path = evaluate([tiny_checkpoint], corpus, tmp_path, asked, say=silent, on_progress=silent)
    text = path.read_text(encoding="utf-8")
    for heading in ("## Steps", "## Codec", "## Drums", "## Pitched", "## Sanity", "## Long"):
        assert heading in text
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["models"][tiny_checkpoint.name]["name"] == "tiny"
    assert set(report["codec"]["summary"]) == {"codec", "vocoder"}
    measured = {"chord_match", "key_detected", "meter_detected", "swing_measured"}
    assert measured <= set(report["generation"]["rows"][0])
    assert "swing_as_requested" in report["generation"]["summary"]["model"]["feel"]
    assert report["steps"]["tagger_accuracy"]["trained_on"] == "nothing"
    rows = {row["source"]: row for row in report["steps"]["rows"]}
    assert list(rows) == [
        "true clips of the prompts",
        "true clips of other songs",
        "codec alone",
        "teacher, 3 DDIM steps",
        "2 steps",
        "1 step",
    ]
    assert report["steps"]["baseline"] == "teacher, 3 DDIM steps"
    baseline = rows["teacher, 3 DDIM steps"]
    assert baseline["distance_db"]["value"] == 0
    assert {ratio["value"] for ratio in baseline["over_baseline"].values() if ratio["count"]} <= {1.0}
    assert set(rows["1 step"]["distances"]) == {"KAD, tagger", "FAD, tagger", "KAD, texture", "FAD, texture"}
    assert rows["1 step"]["seconds"]["value"] > 0
    assert (tmp_path / "pictures" / "steps-000.png").exists()


def test_a_model_that_reads_scores_is_also_measured_by_the_clips_own(
    tiny_score_checkpoint: Path, corpus: Path, tagger: Path, tmp_path: Path
) -> None:
    asked = settings({"steps"}, clips=1, steps=2, student_steps=(2,), teacher_steps=(), tagger=tagger)
    evaluate([tiny_score_checkpoint], corpus, tmp_path, asked, say=silent, on_progress=silent)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    rows = {row["source"]: row for row in report["steps"]["rows"]}
    assert list(rows)[3:] == ["2 steps", "2 steps, own scores"]
    # The composer writes other notes.
    assert rows["2 steps, own scores"]["distance_db"]["value"] > 0


def test_two_checkpoints_share_one_table_and_what_is_common_to_them(
    tiny_checkpoint: Path, corpus: Path, tagger: Path, tmp_path: Path
) -> None:
    other = tmp_path / tiny_checkpoint.name
    shutil.copytree(tiny_checkpoint, other)
    asked = settings({"steps"}, clips=1, student_steps=(1,), teacher_steps=(2,), tagger=tagger)
    evaluate([tiny_checkpoint, other], corpus, tmp_path / "out", asked, say=silent, on_progress=silent)
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    rows = [(row["model"], row["source"]) for row in report["steps"]["rows"]]
    first, second = tiny_checkpoint.name, f"{tiny_checkpoint.name} (2)"
    assert rows[2:] == [(first, "codec alone"), (first, "teacher, 2 DDIM steps"), (first, "1 step"), (second, "1 step")]
    figures = [row["distances"] for row in report["steps"]["rows"][4:]]
    assert figures[0] == figures[1]


def test_models_with_the_same_folder_name_are_numbered(tiny_checkpoint: Path) -> None:
    assert list(load_models([tiny_checkpoint] * 2)) == [tiny_checkpoint.name, f"{tiny_checkpoint.name} (2)"]


def test_a_student_of_musicldm_is_refused(tiny_musicldm_student: Path) -> None:
    with pytest.raises(CheckpointError, match="a student of MusicLDM; evaluate a checkpoint of ours"):
        load(tiny_musicldm_student)


def test_an_unknown_part_is_refused_in_one_line(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="has no part sound"):
        evaluate([tmp_path], corpus, tmp_path, settings({"codec", "sound"}), say=silent, on_progress=silent)


def test_a_corpus_without_held_out_songs_and_a_missing_model_are_refused(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no held-out clip"):
        evaluate([tmp_path], tmp_path, tmp_path / "out", settings({"codec"}), say=silent, on_progress=silent)
    with pytest.raises(ModelError, match="no model at"):
        load(tmp_path)


def test_a_missing_tagger_is_refused_before_anything_is_measured(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no tagger at"):
        evaluate(
            [tmp_path],
            corpus,
            tmp_path / "out",
            settings({"steps"}, tagger=tmp_path / "none"),
            say=silent,
            on_progress=silent,
        )
    assert not (tmp_path / "out").exists()

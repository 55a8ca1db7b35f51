"""A take's score is read back as it was played, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.manifest import Manifest, read_manifest
from musiccm_daw.writers.take_writer import TakeWriter

IDENTITY = ModelIdentity("small", "00ff")


def kept(request: GenerationRequest, scores: Sequence[Score], folder: Path) -> Manifest:
    """Write the scores of a take into a folder, and return the manifest that is read back."""
    folder.mkdir()
    with TakeWriter(request, IDENTITY, folder) as writer:
        writer.write_scores(scores)
        writer.finish({})
    return read_manifest(folder)


def asked(**options: object) -> GenerationRequest:
    return GenerationRequest.resolve("dub techno", bpm="124.75", bars=2, key="Am", seed=3, **options)  # type: ignore[arg-type]


def as_kept(score: Score) -> Score:
    """Return a score without what only the composer needs."""
    return replace(score, parts=tuple(replace(part, effects=()) for part in score.parts))


def test_composed_scores_come_back_equal_one_a_variation(tmp_path: Path) -> None:
    request = asked(variations=2)
    scores = planned_scores(request)
    manifest = kept(request, scores, tmp_path / "take")
    assert [facts.path for facts in manifest.scores] == ["score_s3.mid", "score_s4.mid"]
    assert read_scores(manifest, tmp_path / "take") == tuple(map(as_kept, scores))


def test_the_only_score_has_a_plain_name(tmp_path: Path) -> None:
    request = asked()
    manifest = kept(request, planned_scores(request), tmp_path / "take")
    assert [facts.path for facts in manifest.scores] == ["score.mid"]


def test_parts_that_rest_and_names_with_blanks_come_back(tmp_path: Path) -> None:
    rests = Part("fx", "impact", (), name="fx", words="impact")
    named = Part("keys", "rhodes", (Note(0.0, 1.0, 60, 90),), gain_db=-1.5, pan=0.25, name="Größe 2", words="rhodes")
    score = Score((rests, named), "composed", "dub")
    manifest = kept(asked(), [score], tmp_path / "take")
    assert read_scores(manifest, tmp_path / "take") == (score,)
    silent = Score((rests,), "given")
    manifest = kept(asked(), [silent], tmp_path / "silent")
    assert read_scores(manifest, tmp_path / "silent") == (silent,)


def test_bars_whose_notes_nobody_knows_come_back(tmp_path: Path) -> None:
    (score,) = planned_scores(asked())
    manifest = kept(asked(), [replace(score, unknown_bars=frozenset({1}))], tmp_path / "take")
    assert manifest.scores[0].unknown_bars == (2,)
    assert read_scores(manifest, tmp_path / "take")[0].unknown_bars == {1}


def test_a_take_without_a_score_has_none(tmp_path: Path) -> None:
    assert read_scores(kept(asked(score="none"), [], tmp_path / "take"), tmp_path / "take") == ()


def test_a_score_that_was_edited_or_lost_is_refused_in_one_line(tmp_path: Path) -> None:
    request = asked()
    folder = tmp_path / "take"
    manifest = kept(request, planned_scores(request), folder)
    content = bytearray((folder / "score.mid").read_bytes())
    content[-20] ^= 1
    (folder / "score.mid").write_bytes(content)
    with pytest.raises(RequestError, match=r"score.mid' has changed since the take was made; .* --midi"):
        read_scores(manifest, folder)
    (folder / "score.mid").unlink()
    with pytest.raises(RequestError, match=r"cannot read .*: no such file or directory"):
        read_scores(manifest, folder)


def test_a_manifest_that_lists_other_parts_is_refused(tmp_path: Path) -> None:
    request = asked()
    manifest = kept(request, planned_scores(request), tmp_path / "take")
    (facts,) = manifest.scores
    with pytest.raises(RequestError, match="parts, but the manifest lists"):
        read_scores(replace(manifest, scores=(replace(facts, parts=facts.parts[1:]),)), tmp_path / "take")

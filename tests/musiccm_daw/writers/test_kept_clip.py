"""WAVs of takes, read to be edited: whose part each is, what it plays, and what it is the sum of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.sections import Section
from musiccm_daw.request.stems import AskedStem
from musiccm_daw.take import Take
from musiccm_daw.writers import read_clip
from tests.playback import noise_clip, write_clip


def written(project: Path, **options: Any) -> Take:
    """Write a take of noise, with its score."""
    request = ask("funk", **{"bpm": 240, "meter": "2/4", "bars": 2, "key": "Am", "seed": 3, **options})
    return write_clip(noise_clip(request), project, with_scores=True)


def test_a_mix_is_the_sum_of_its_stems_and_plays_all_parts(tmp_path: Path) -> None:
    take = written(tmp_path, stems=("drums", AskedStem("bass", "sub", name="808", gain_db=-3)))
    for path in (take.files[2].path, take.folder, take.manifest):
        mix = read_clip(path)
        assert mix.path == take.files[2].path
        assert [part.path for part in mix.parts] == [file.path for file in take.files[:2]]
        assert mix.facts.stems == take.request.stems
        assert (mix.facts.role, mix.facts.seed, mix.facts.by_parts) == ("mix", 3, False)
        assert mix.score is not None
        assert [part.name for part in mix.score.parts] == ["drums", "808"]


def test_a_stem_plays_its_part_alone_under_its_own_name(tmp_path: Path) -> None:
    take = written(tmp_path, stems=("keys=soft rhodes", "keys=hard organ"))
    second = read_clip(take.files[1].path)
    assert second.score is not None
    assert [part.name for part in second.score.parts] == ["keys"]
    assert second.score.parts[0].notes == take.scores[0].part("keys-2").notes
    assert (second.facts.role, second.facts.stems, second.parts) == ("keys", take.request.stems[1:], ())


def test_each_variation_has_its_own_score_and_a_folder_of_several_is_ambiguous(tmp_path: Path) -> None:
    take = written(tmp_path, variations=2)
    second = read_clip(take.files[1].path)
    assert second.score is not None
    assert (second.facts.seed, second.score.parts[0].notes) == (4, take.scores[1].parts[0].notes)
    with pytest.raises(RequestError, match="has 2 variations; name the WAV of one of them"):
        read_clip(take.folder)


def test_density_and_energy_are_those_of_the_request(tmp_path: Path) -> None:
    take = written(tmp_path, stems=("drums", "bass"), density=0.25, energy=1)
    for file in take.files:
        facts = read_clip(file.path).facts
        assert (facts.density, facts.energy) == (0.25, 1.0)


def test_a_score_that_has_changed_is_not_believed_and_named(tmp_path: Path) -> None:
    take = written(tmp_path)
    (take.folder / "score.mid").write_bytes(b"other notes")
    clip = read_clip(take.folder)
    assert clip.score is None
    assert clip.remarks == ("score.mid of its take is gone or has changed, so its notes are not known",)


def test_a_mix_whose_stem_is_gone_is_refused_but_a_copy_of_it_is_a_clip_of_its_own(tmp_path: Path) -> None:
    take = written(tmp_path, stems=("drums", "bass"))
    copy = tmp_path / "copy.wav"
    copy.write_bytes(take.files[2].path.read_bytes())
    take.files[0].path.unlink()
    with pytest.raises(RequestError, match="is gone or has changed; restore it, or edit a copy of the mix") as refusal:
        read_clip(take.folder)
    assert "\n" not in str(refusal.value)
    assert (read_clip(copy).parts, read_clip(copy).score, read_clip(copy).facts.bpm) == ((), None, 240)


def test_chords_of_sections_are_those_of_their_bars(tmp_path: Path) -> None:
    sections = [Section(2), Section(2, chords=ChordProgression.parse("Dm"))]
    take = written(tmp_path, bars=None, chords="Am | F", sections=sections)
    assert str(read_clip(take.folder).facts.chords) == "Am | F | Dm | Dm"

"""The whole way: a seed becomes a shard of labelled FLAC files, exactly as long as its grid, and work resumes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.errors import ModelError
from musiccm_daw.file_hashes import sha256_of
from musiccm_daw.timebase import Meter, TimeGrid, parse_bpm
from tests.trainer.corpus.labels import label
from trainer.corpus import render
from trainer.corpus.clips import CLIP_BARS
from trainer.corpus.manifest import read_manifest, write_shard_manifest
from trainer.corpus.sound.soundfont import SoundFont, find_soundfonts


@pytest.fixture(scope="module")
def fonts() -> tuple[SoundFont, ...]:
    """Return the first installed font; without one, the test is skipped."""
    try:
        render.load_fluidsynth()
        return find_soundfonts()[:1]
    except ModelError as error:
        pytest.skip(str(error))


def _render_two_songs(out: Path, fonts: tuple[SoundFont, ...], monkeypatch: pytest.MonkeyPatch) -> float:
    monkeypatch.setattr(render, "SONGS_PER_SHARD", 2)
    return render.render_shard(out, "shard-00002", 5, fonts)


@pytest.mark.fluidsynth
def test_a_shard_is_what_its_labels_say(
    tmp_path: Path, fonts: tuple[SoundFont, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = _render_two_songs(tmp_path, fonts, monkeypatch)
    labels = read_manifest(tmp_path)
    assert {clip.song_seed for clip in labels} == {5_000_004, 5_000_005}
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.glob("*/*.flac")} == {clip.file for clip in labels}
    for clip in labels:
        audio, rate = soundfile.read(tmp_path / clip.file, always_2d=True)
        grid = TimeGrid(parse_bpm(clip.bpm), Meter.parse(clip.meter), clip.bars)
        assert rate == 44_100
        assert audio.shape == (grid.total_samples(rate), 2) == (clip.samples, 2)
        assert clip.bars == CLIP_BARS == len(clip.chords) == len(clip.energy)
        assert clip.sha256 == hashlib.sha256((tmp_path / clip.file).read_bytes()).hexdigest()
        peak_db = 20 * np.log10(np.abs(audio).max())
        assert peak_db == pytest.approx(clip.peak_db, abs=0.02)
        assert peak_db <= -0.99
        assert all(0 <= onset < clip.samples / rate for onset in clip.onsets_seconds)
        assert len(clip.stems) == len(clip.instruments)
        assert clip.stems == tuple(part.role for part in clip.parts)
        assert clip.instruments == tuple(part.instrument for part in clip.parts)
        seconds = [note.start_quarters * 60 / float(grid.bpm) for part in clip.parts for note in part.notes]
        assert all(min(abs(onset - second) for second in seconds) < 1e-3 for onset in clip.onsets_seconds)
    assert hours == pytest.approx(sum(clip.samples for clip in labels) / 44_100 / 3600)


@pytest.mark.fluidsynth
def test_rendered_again_it_is_the_same(
    tmp_path: Path, fonts: tuple[SoundFont, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _render_two_songs(tmp_path / "a", fonts, monkeypatch)
    _render_two_songs(tmp_path / "b", fonts, monkeypatch)
    assert read_manifest(tmp_path / "a") == read_manifest(tmp_path / "b")


@pytest.mark.fluidsynth
def test_whole_shards_are_kept(tmp_path: Path, fonts: tuple[SoundFont, ...]) -> None:
    hour = 3600 * 44_100
    for number in range(2):
        (tmp_path / f"shard-{number:05d}").mkdir()
        write_shard_manifest(tmp_path / f"shard-{number:05d}", [label(number, 0, samples=hour)])
    render.render_corpus(tmp_path, hours=2.0, seed=5, jobs=1, time_budget=None)
    assert len(read_manifest(tmp_path)) == 2
    description = json.loads((tmp_path / "corpus.json").read_text(encoding="utf-8"))
    assert description["hours"] == 2.0
    assert description["soundfonts"][0] == {
        "name": fonts[0].name,
        "file": fonts[0].path.name,
        "sha256": sha256_of(fonts[0].path),
        "licence": fonts[0].licence,
    }


@pytest.mark.fluidsynth
@pytest.mark.usefixtures("fonts")
def test_spent_budget_starts_no_shard(tmp_path: Path) -> None:
    render.render_corpus(tmp_path, hours=1.0, seed=5, jobs=1, time_budget=0.0)
    assert read_manifest(tmp_path) == []

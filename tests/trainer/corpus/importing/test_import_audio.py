"""A folder of music becomes a corpus that training reads: without duplicates, resumable, never losing finished work."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.harmony import Key
from musiccm_daw.timebase import round_half_up
from tests.musiccm_daw.analysis.music import chords, drums, noise
from trainer.corpus.importing.import_audio import ImportReport, import_audio
from trainer.corpus.manifest import ClipLabel, read_manifest, write_shard_manifest
from trainer.dataset.features import build_features, load_features
from trainer.dataset.latents import clip_conditions

ROOT = Path(__file__).parent.parent.parent.parent.parent
RATE = 44_100
SONG_BPM, SONG_DOWNBEAT = Fraction("97.3"), Fraction("0.52")
AM_F_C_G = [(57, True), (53, False), (60, False), (55, False)]


def fill(folder: Path) -> None:
    """Write music in every format, some files that cannot be used, and a table of captions for one of them."""
    (folder / "deep_house").mkdir(parents=True)
    bars = 20 * 240 / SONG_BPM
    soundfile.write(folder / "song.wav", noise(SONG_DOWNBEAT + bars + Fraction(1, 2)), RATE, subtype="PCM_16")
    soundfile.write(folder / "deep_house" / "rhodes_124bpm_Am_loop.flac", chords(124, AM_F_C_G, 48_000), 48_000)
    soundfile.write(folder / "chords_120bpm.ogg", chords(120, AM_F_C_G * 2), RATE)
    soundfile.write(folder / "beat.mp3", np.stack([drums(100, 6, 32_000)] * 2, axis=1), 32_000)
    soundfile.write(folder / "the song once more.flac", soundfile.read(folder / "song.wav")[0], RATE, subtype="PCM_16")
    half_silent = np.concatenate([drums(120, 8), np.zeros(8 * 2 * RATE), drums(120, 8)])
    soundfile.write(folder / "drums with a hole 120bpm.aiff", half_silent, RATE)
    soundfile.write(folder / "silence.wav", np.zeros(5 * RATE), RATE)
    (folder / "damaged.wav").write_bytes((folder / "song.wav").read_bytes()[:50_000])
    (folder / "notes.txt").write_text("not audio")
    (folder / "captions.csv").write_text(
        "file,caption,bpm,downbeat,key,chords\nsong.wav,windy noise,97.3,0.52,D minor,Dm | Gm7 A7\n"
    )


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("music") / "mine"
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def corpus(music: Path) -> tuple[Path, ImportReport]:
    out = music.parent / "corpus"
    return out, import_audio(music, out, captions=None, jobs=2)


def of(corpus: Path, source: str) -> list[ClipLabel]:
    return [label for label in read_manifest(corpus) if label.source == source]


def test_clips_hold_the_very_samples_of_their_bars(music: Path, corpus: tuple[Path, ImportReport]) -> None:
    whole, _ = soundfile.read(music / "song.wav", dtype="int16")
    labels = of(corpus[0], "song.wav")
    assert [label.bars for label in labels] == [8, 8, 4]
    for number, label in enumerate(labels):
        start = round_half_up((SONG_DOWNBEAT + number * 8 * 240 / SONG_BPM) * RATE)
        length = round_half_up(label.bars * 240 / SONG_BPM * RATE)
        clip, rate = soundfile.read(corpus[0] / label.file, dtype="int16")
        assert rate == RATE
        assert label.samples == len(clip) == length
        np.testing.assert_array_equal(clip, whole[start : start + length])


def test_what_a_table_states_is_taken_as_it_is(corpus: tuple[Path, ImportReport]) -> None:
    first, second, _ = of(corpus[0], "song.wav")
    assert (first.bpm, first.key, first.captions) == ("97.3", "D minor", ("windy noise",))
    assert first.chords[:3] == ("Dm", "Gm7 A7", "Dm")
    assert second.chords[0] == "Dm"
    assert first.estimated == {"meter": 0.0, "role": 0.0}
    assert first.known_role is None
    assert not first.loop


def test_names_state_tempo_key_and_words(corpus: tuple[Path, ImportReport]) -> None:
    (label,) = of(corpus[0], "deep_house/rhodes_124bpm_Am_loop.flac")
    assert (label.bpm, label.bars, label.key, label.role, label.style) == ("124", 4, "A minor", "keys", "deep_house")
    assert label.captions == ("deep house, rhodes loop",)
    assert label.loop
    assert label.samples == 341_419
    assert label.chords == ("Am", "F", "C", "G")
    assert {*label.estimated} == {"meter", "chords"}


def test_what_is_not_stated_is_detected_and_marked(corpus: tuple[Path, ImportReport]) -> None:
    (beat,) = of(corpus[0], "beat.mp3")
    assert Fraction(beat.bpm) in (50, 100, 200)
    assert (beat.role, beat.key, beat.chords) == ("drums", "", ())
    assert beat.estimated["bpm"] > 0.5
    (harmony,) = of(corpus[0], "chords_120bpm.ogg")
    assert {*Key.parse(harmony.key).scale} == {*Key.parse("C").scale}
    assert harmony.estimated["key"] >= 0.5


def test_what_was_skipped_is_listed_with_its_reason(corpus: tuple[Path, ImportReport]) -> None:
    out, report = corpus
    with (out / "skipped.csv").open() as file:
        rows = {(row["file"], row["seconds"]): row["reason"].split(":")[0] for row in csv.DictReader(file)}
    assert rows == {
        ("damaged.wav", "0.0"): "truncated",
        ("silence.wav", "0.0"): "silent",
        ("the song once more.flac", "0.0"): "duplicate",
        ("drums with a hole 120bpm.aiff", "16.0"): "silent",
    }
    assert len(report.skipped) == len(rows)


def test_at_least_one_song_is_held_out_and_none_is_on_both_sides(corpus: tuple[Path, ImportReport]) -> None:
    labels = read_manifest(corpus[0])
    sides = {(label.song_seed, label.split) for label in labels}
    assert len(sides) == len({song for song, _ in sides})
    assert {split for _, split in sides} == {"train", "held-out"}
    assert corpus[1].held_out_clips == sum(label.split == "held-out" for label in labels)


def test_the_stages_take_it_unchanged(corpus: tuple[Path, ImportReport], tmp_path: Path) -> None:
    build_features(corpus[0], tmp_path, jobs=1, say=print)
    clips = load_features(corpus[0], tmp_path)
    assert len(clips) == corpus[1].clips
    for clip in clips:
        assert clip_conditions(clip).shape[1] == clip.grid.total_columns
        assert len(clip.rows) == 4 * clip.grid.total_columns


def contents(corpus: Path) -> dict[str, bytes]:
    return {str(path.relative_to(corpus)): path.read_bytes() for path in corpus.rglob("*") if path.is_file()}


def test_given_again_it_does_nothing_and_new_files_are_added(
    music: Path, corpus: tuple[Path, ImportReport], tmp_path: Path, no_processes: None
) -> None:
    out = tmp_path / "corpus"
    subprocess.run(["cp", "-r", str(corpus[0]), str(out)], check=True)
    before = contents(out)
    again = import_audio(music, out, captions=None, jobs=1)
    assert (again.files, again.files_before) == (0, corpus[1].files)
    assert contents(out) == before
    more = tmp_path / "more"
    more.mkdir()
    soundfile.write(more / "new_128bpm_drums.wav", drums(128, 2), RATE)
    added = import_audio(more, out, captions=None, jobs=1)
    assert added.files == 1
    assert added.clips == corpus[1].clips + 1
    assert {name: data for name, data in contents(out).items() if name in before and name.endswith("flac")} == {
        name: data for name, data in before.items() if name.endswith("flac")
    }


ONE_FILE_A_SHARD = """
import resource, sys
from trainer.corpus.importing import shards
from musiccm_daw.cli.app import run

if __name__ == "__main__":
    shards.SHARD_FILES = 1
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    sys.exit(run(["train", "corpus", "import", sys.argv[1], "--out", sys.argv[2], "--jobs", "1"]))
"""


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    file = tmp_path / "one_file_a_shard.py"
    file.write_text(ONE_FILE_A_SHARD)
    return [sys.executable, str(file)]


@pytest.fixture
def beats_folder(tmp_path: Path) -> Path:
    """Write loops whose facts are all stated, which are quick to import."""
    folder = tmp_path / "beats"
    folder.mkdir()
    for number in range(12):
        audio = 0.5 * noise(8 * 240 / (120 + number), seed=number) / 32_768
        soundfile.write(folder / f"drums_{120 + number}bpm.wav", audio, RATE)
    return folder


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"}


def test_a_killed_import_goes_on_to_the_same_clips(
    program: list[str], beats_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_processes: None
) -> None:
    out = tmp_path / "corpus"
    process = subprocess.Popen(
        [*program, str(beats_folder), str(out)], env=environment(), stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not list(out.glob("shard-*/manifest.jsonl")) and process.poll() is None:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    whole = sorted(out.glob("shard-*/manifest.jsonl"))
    assert whole
    stamps = {path: path.stat().st_mtime_ns for path in whole}
    subprocess.run([*program, str(beats_folder), str(out)], env=environment(), check=True, capture_output=True)
    unbroken = tmp_path / "unbroken"
    monkeypatch.setattr("trainer.corpus.importing.shards.SHARD_FILES", 1)
    import_audio(beats_folder, unbroken, captions=None, jobs=1)
    assert contents(out) == contents(unbroken)
    assert sum(path.stat().st_mtime_ns == stamp for path, stamp in stamps.items()) >= len(stamps) - 1


def test_a_full_disk_is_reported_and_keeps_finished_shards(program: list[str], tmp_path: Path) -> None:
    folder, out = tmp_path / "music", tmp_path / "corpus"
    folder.mkdir()
    soundfile.write(folder / "a_drums_240bpm.wav", noise(1), RATE)
    soundfile.write(folder / "b_drums_120bpm.wav", noise(16), RATE)
    found = subprocess.run(
        [*program, str(folder), str(out), "1000000"], env=environment(), capture_output=True, text=True, check=False
    )
    assert found.returncode == 4
    lines = [line for line in found.stderr.splitlines() if line.startswith("musiccm: ")]
    assert len(lines) == 1
    assert "cannot write" in lines[0]
    assert "1 complete shards are kept" in lines[0]
    assert "Traceback" not in found.stderr
    assert len(read_manifest(out)) == 1
    subprocess.run([*program, str(folder), str(out)], env=environment(), check=True, capture_output=True)
    assert len(read_manifest(out)) == 2


def one_loop(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    soundfile.write(folder / "drums_120bpm.wav", drums(120, 1), RATE)
    return folder


def test_folders_without_audio_are_refused(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    with pytest.raises(RequestError, match="holds no audio file"):
        import_audio(texts, tmp_path / "out", captions=None, jobs=1)
    (texts / "a.txt").write_text("a")
    with pytest.raises(RequestError, match="1 other files"):
        import_audio(texts, tmp_path / "out", captions=None, jobs=1)
    with pytest.raises(RequestError, match="not a folder"):
        import_audio(tmp_path / "absent", tmp_path / "out", captions=None, jobs=1)
    assert not (tmp_path / "out").exists()


def test_captions_for_missing_files_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = one_loop(tmp_path / "music")
    (folder / "captions.csv").write_text("file,caption\ngone.wav,x\n")
    with pytest.raises(RequestError, match=r"gone\.wav"):
        import_audio(folder, tmp_path / "out", captions=None, jobs=1)
    (folder / "captions.jsonl").touch()
    with pytest.raises(RequestError, match="--captions"):
        import_audio(folder, tmp_path / "out", captions=None, jobs=1)
    assert not (tmp_path / "out").exists()


ODD_NAMES = (
    "cafe\u0301 120bpm.wav",  # as macOS writes accents
    "caf\u00e9 120bpm.wav",
    "beat\u2028two 120bpm.wav",  # where `str.splitlines` would split
    "Stra\udcdfe 120bpm.wav",  # Latin-1 on a file system of UTF-8
)


def test_files_of_any_name_become_clips(tmp_path: Path, no_processes: None) -> None:
    folder = tmp_path / "music"
    folder.mkdir()
    for beats, name in enumerate(ODD_NAMES, start=4):
        with (folder / name).open("wb") as file:
            soundfile.write(file, drums(120, beats), RATE, format="WAV")
    rows = [{"file": name, "caption": "a\u2028beat"} for name in ODD_NAMES]
    (folder / "captions.jsonl").write_bytes("".join(json.dumps(row) + "\n" for row in rows).encode())
    out = tmp_path / "out"
    report = import_audio(folder, out, captions=None, jobs=1)
    assert report.skipped == []
    labels = read_manifest(out)
    assert sorted(label.source for label in labels) == sorted(unicodedata.normalize("NFC", name) for name in ODD_NAMES)
    assert all(label.captions == ("a beat",) for label in labels)
    assert import_audio(folder, out, captions=None, jobs=1).files_before == len(ODD_NAMES)


def test_a_file_that_vanishes_during_an_import_is_tried_again(
    tmp_path: Path, no_processes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, away = one_loop(tmp_path / "music"), tmp_path / "away.wav"
    soundfile.write(folder / "kept_100bpm.wav", drums(100, 4), RATE)
    out = tmp_path / "out"

    def on_count(stage: str, done: int, of: int) -> None:
        if (stage, done) == ("survey", 2):
            (folder / "drums_120bpm.wav").rename(away)

    report = import_audio(folder, out, captions=None, jobs=1, on_count=on_count)
    assert [(file.file, "unreadable" in file.reason) for file in report.skipped] == [("drums_120bpm.wav", True)]
    away.rename(folder / "drums_120bpm.wav")
    report = import_audio(folder, out, captions=None, jobs=1)
    assert report.skipped == []
    assert {label.source for label in read_manifest(out)} == {"drums_120bpm.wav", "kept_100bpm.wav"}


def test_another_corpus_is_left_alone(tmp_path: Path, tiny_corpus: Path) -> None:
    folder = one_loop(tmp_path / "music")
    with pytest.raises(RequestError, match="not imported"):
        import_audio(folder, tiny_corpus, captions=None, jobs=1)
    composed = tmp_path / "composed"
    composed.mkdir()
    (composed / "corpus.json").write_text(json.dumps({"version": 1, "seed": 1}))
    with pytest.raises(RequestError, match="not imported"):
        import_audio(folder, composed, captions=None, jobs=1)


def test_the_corpus_must_not_lie_within_the_music(tmp_path: Path) -> None:
    folder = one_loop(tmp_path / "music")
    with pytest.raises(RequestError, match="lies within"):
        import_audio(folder, folder / "corpus", captions=None, jobs=1)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError, match="cannot write"):
        import_audio(one_loop(tmp_path / "music"), tmp_path / "file" / "corpus", captions=None, jobs=1)


def test_when_nothing_can_be_used_the_reasons_are_given(tmp_path: Path, no_processes: None) -> None:
    folder = tmp_path / "music"
    folder.mkdir()
    (folder / "a.wav").write_text("text")
    with pytest.raises(RequestError, match="none of 1 audio files gave a clip") as caught:
        import_audio(folder, tmp_path / "out", captions=None, jobs=1)
    assert "unreadable" in str(caught.value)


def test_labels_of_before_the_import_existed_are_still_read(tmp_path: Path, tiny_corpus: Path) -> None:
    shard = tmp_path / "shard-00000"
    shard.mkdir()
    labels = read_manifest(tiny_corpus)
    write_shard_manifest(shard, labels)
    manifest = shard / "manifest.jsonl"
    old = [json.loads(line) for line in manifest.read_text().splitlines()]
    for line in old:
        del line["source"], line["source_seconds"], line["estimated"]
    manifest.write_text("".join(json.dumps(line) + "\n" for line in old))
    assert read_manifest(tmp_path) == labels

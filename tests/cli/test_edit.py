"""Editing from the terminal, on a tiny checkpoint: kept frames in the written files, again, and every refusal."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from musiccm_daw.cli import again as again_command
from musiccm_daw.cli.app import run
from musiccm_daw.take import Take

FRAMES = {44_100: 22_050, 48_000: 24_000}
"""Of a bar of 2/4 at 240 bpm."""


def foreign_clip(path: Path, *, sample_rate: int = 44_100, subtype: str = "PCM_24", channels: int = 2) -> Path:
    """Write four bars of noise that state no facts."""
    noise = np.random.default_rng(0).uniform(-0.3, 0.3, (4 * FRAMES[sample_rate], channels))
    soundfile.write(path, noise, sample_rate, subtype=subtype)
    return path


def edit(tiny_checkpoint: Path, project: Path, *options: str) -> int:
    arguments = ["generate", *options, "--seed", "5", "--steps", "1", "--project", str(project), "--json"]
    return run([*arguments, "--model", str(tiny_checkpoint)])


def test_the_clips_own_tempo_stands_and_the_prompts_is_named(
    tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["generate", "bells", "--bpm", "240", "--bars", "2", "--meter", "1/4", "--seed", "5", "--steps", "1"]
    places = ["--project", str(tmp_path), "--json", "--model", str(tiny_checkpoint)]
    assert run([*options, *places]) == 0
    (clip,) = json.loads(capsys.readouterr().out)["files"]
    assert edit(tiny_checkpoint, tmp_path, "pad, 60 bpm", "--repaint", clip["path"], "--range", "1", "--dry-run") == 0
    out, err = capsys.readouterr()
    plan = json.loads(out)
    assert (plan["bpm"], plan["bars"], plan["sources"]["bpm"]) == (240, 2, "clip")
    name = Path(clip["path"]).name
    assert err == f"note: 60 bpm in the prompt is not used: {name!r} has 240 bpm, which an edit keeps\n"


@pytest.mark.parametrize(
    ("sample_rate", "subtype", "channels", "suffix"),
    [
        (44_100, "PCM_24", 2, "wav"),
        (48_000, "PCM_24", 1, "flac"),
        (44_100, "PCM_16", 2, "aiff"),
        (48_000, "PCM_16", 2, "wav"),
        (48_000, "FLOAT", 2, "wav"),
    ],
)
def test_a_written_repaint_holds_the_clips_frames_to_the_bit(
    tiny_checkpoint: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    sample_rate: int,
    subtype: str,
    channels: int,
    suffix: str,
) -> None:
    clip = foreign_clip(tmp_path / f"clip.{suffix}", sample_rate=sample_rate, subtype=subtype, channels=channels)
    facts = ["--bpm", "240", "--meter", "2/4"]
    assert edit(tiny_checkpoint, tmp_path, "bells", "--repaint", str(clip), "--range", "2-3", *facts) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["frames"], file["sample_rate"], file["channels"]) == (4 * FRAMES[sample_rate], sample_rate, channels)
    assert soundfile.info(file["path"]).subtype == subtype
    kind = "float32" if subtype == "FLOAT" else "int32"
    old, new = (soundfile.read(path, dtype=kind)[0] for path in (clip, file["path"]))
    bar = FRAMES[sample_rate]
    assert np.array_equal(old[:bar], new[:bar])
    assert np.array_equal(old[3 * bar :], new[3 * bar :])
    assert not np.array_equal(old[bar : 3 * bar], new[bar : 3 * bar])


@pytest.mark.parametrize(
    ("bits", "subtype", "written", "note"),
    [
        (24, "PCM_32", "PCM_24", ""),
        (32, "PCM_32", "FLOAT", "frames need their 32 bits"),
        (24, "DOUBLE", "FLOAT", ""),
        (53, "DOUBLE", "FLOAT", "frames need their 64 bits"),
    ],
)
def test_wide_samples_are_kept_exactly_or_a_note_says_what_is_rounded(
    tiny_checkpoint: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    bits: int,
    subtype: str,
    written: str,
    note: str,
) -> None:
    noise = np.random.default_rng(0).uniform(-0.3, 0.3, (2 * FRAMES[44_100], 1))
    exact = np.round(noise * 2.0 ** (bits - 1)) / 2.0 ** (bits - 1)
    soundfile.write(tmp_path / "clip.wav", exact, 44_100, subtype=subtype)
    facts = ["--bpm", "240", "--meter", "2/4"]
    assert (
        edit(tiny_checkpoint, tmp_path, "bells", "--repaint", str(tmp_path / "clip.wav"), "--range", "2", *facts) == 0
    )
    out, err = capsys.readouterr()
    (file,) = json.loads(out)["files"]
    assert soundfile.info(file["path"]).subtype == written
    new = soundfile.read(file["path"], dtype="float64", always_2d=True)[0]
    kept = exact.astype(np.float32) if note else exact
    assert np.array_equal(new[: FRAMES[44_100]], kept[: FRAMES[44_100]])
    assert (note in err) if note else (err == "")


def test_an_edit_keeps_title_and_artist_and_says_how_it_fits_the_bars(
    tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with soundfile.SoundFile(tmp_path / "clip.wav", "w", 44_100, 1, subtype="PCM_16") as file:
        file.title, file.artist = "Night drive", "Ada"
        file.write(np.random.default_rng(0).uniform(-0.3, 0.3, 2 * FRAMES[44_100] + 12))
    options = ["--repaint", str(tmp_path / "clip.wav"), "--range", "2", "--bpm", "240", "--meter", "2/4"]
    assert edit(tiny_checkpoint, tmp_path, "bells", *options) == 0
    out, err = capsys.readouterr()
    assert err == "note: 'clip.wav': it is 12 samples longer than 2 bars, and is cut at its end\n"
    with soundfile.SoundFile(json.loads(out)["files"][0]["path"]) as file:
        assert (file.title, file.artist) == ("Night drive", "Ada")


def test_a_take_needs_no_prompt_to_be_edited_and_again_repeats_the_edit(
    tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--bars", "2", "--bpm", "240", "--meter", "2/4", "--key", "Am", "--subtype", "PCM_16"]
    assert edit(tiny_checkpoint, tmp_path, "soft house chords", *options) == 0
    first = json.loads(capsys.readouterr().out)
    clip = Path(first["files"][0]["path"])
    assert edit(tiny_checkpoint, tmp_path, "--continue", str(clip), "--bars", "1") == 0
    longer = json.loads(capsys.readouterr().out)
    assert (longer["bars"], longer["key"], longer["chords"]) == (3, first["key"], first["chords"])
    old, new = (soundfile.read(take["files"][0]["path"], dtype="int16")[0] for take in (first, longer))
    assert np.array_equal(new[: len(old)], old)
    kept = json.loads(Path(longer["manifest"]).read_text())["request"]["edit"]
    assert (kept["kind"], kept["source"], kept["range"]) == ("continue", str(clip), "3")

    assert run(["again", longer["manifest"], "--json", "--model", str(tiny_checkpoint)]) == 0
    once_more = json.loads(capsys.readouterr().out)
    assert np.array_equal(soundfile.read(once_more["files"][0]["path"], dtype="int16")[0], new)

    moved = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "MusicCM", moved / "MusicCM")
    shutil.move(clip, tmp_path / "not here")
    manifest = moved / "MusicCM" / Path(longer["manifest"]).parent.name / "manifest.json"
    assert run(["again", str(manifest), "--json", "--model", str(tiny_checkpoint)]) == 0
    there = json.loads(capsys.readouterr().out)
    assert Path(there["manifest"]).is_relative_to(moved)
    assert np.array_equal(soundfile.read(there["files"][0]["path"], dtype="int16")[0], new)

    shutil.rmtree(moved)
    shutil.move(tmp_path / "not here", clip)
    clip.write_bytes(clip.read_bytes() + b"\0")
    assert run(["again", longer["manifest"], "--model", str(tiny_checkpoint)]) == 2
    assert "has changed" in capsys.readouterr().err
    clip.unlink()
    assert run(["again", longer["manifest"], "--model", str(tiny_checkpoint)]) == 2
    assert "not a file" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is Unicode")
def test_a_clip_whose_name_is_not_utf_8_is_edited_and_again(
    tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = foreign_clip(tmp_path / "plain.wav").rename(tmp_path / os.fsdecode(b"S\xf6ng.wav"))
    options = ["bells", "--bpm", "240", "--meter", "2/4", "--repaint", str(clip), "--range", "2"]
    assert edit(tiny_checkpoint, tmp_path, *options) == 0
    manifest = json.loads(capsys.readouterr().out)["manifest"]
    assert json.loads(Path(manifest).read_bytes())["request"]["edit"]["source"] == str(clip)
    assert run(["again", manifest, "--model", str(tiny_checkpoint)]) == 0


def test_a_dry_run_shows_the_edit_and_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip = foreign_clip(tmp_path / "clip.wav")
    options = ["--bpm", "240", "--meter", "2/4", "--project", str(tmp_path / "project"), "--dry-run"]
    assert run(["generate", "bells", "--variation-of", str(clip), "--strength", "0.4", *options]) == 0
    assert "variation of 'clip.wav': bars 1-4 are new" in capsys.readouterr().out
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize(
    "options",
    [
        "bells",
        "bells --bpm 240",
        "bells --bpm 241 --meter 2/4 --range 2",
        "bells --bpm 240 --meter 2/4 --range 4-5",
        "bells --bpm 240 --meter 2/4 --range 0-1",
        "bells --bpm 240 --meter 2/4 --range 2 --bars 4",
        "bells --bpm 240 --meter 2/4 --range 2 --sample-rate 48000",
        "bells --bpm 240 --meter 2/4 --range 2 --subtype PCM_16",
        "bells --bpm 240 --meter 2/4 --range 2 --stem drums --stem bass",
        "bells --bpm 240 --meter 2/4 --range 2 --continue clip.wav",
        "bells --bpm 240 --meter 2/4 --range 2 --strength 0.4",
        "--bpm 240 --meter 2/4 --range 2",
    ],
)
def test_a_contradiction_is_refused_in_one_line_and_writes_nothing(
    options: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = foreign_clip(tmp_path / "clip.wav")
    assert run(["generate", *options.split(), "--repaint", str(clip), "--project", str(tmp_path / "project")]) == 2
    assert_one_line(capsys)
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize("name", ["missing.wav", "empty.wav", "text.wav", "three.wav", "folder"])
def test_a_file_that_is_not_a_clip_is_refused_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("no audio")
    (tmp_path / "folder").mkdir()
    soundfile.write(tmp_path / "three.wav", np.zeros((100, 3)), 44_100)
    for option in ("--repaint", "--continue", "--variation-of"):
        assert run(["generate", "bells", option, str(tmp_path / name), "--bpm", "120"]) == 2
        assert_one_line(capsys)


@pytest.mark.parametrize("options", [[], ["--range", "5-6"], ["--strength", "0.4"], ["bells", "--strength", "0.4"]])
def test_an_edit_without_a_clip_or_a_prompt_is_refused_in_one_line(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["generate", *options]) == 2
    assert_one_line(capsys)


def assert_one_line(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("musiccm: ")
    assert len(err.splitlines()) == 1
    return err


@pytest.fixture
def stems(tiny_score_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """A take of drums, bass and their mix, in two short bars."""
    facts = ["--bars", "2", "--bpm", "240", "--meter", "2/4", "--key", "Am", "--stem", "drums", "--stem", "bass"]
    assert edit(tiny_score_checkpoint, tmp_path, "funk", *facts) == 0
    take: dict[str, Any] = json.loads(capsys.readouterr().out)
    return take


def samples(take: dict[str, Any]) -> dict[str, np.ndarray]:
    return {file["stem"]: soundfile.read(file["path"], dtype="int32")[0] for file in take["files"]}


def test_a_take_is_repainted_stem_by_stem_and_made_again_from_its_own_score(
    tiny_score_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], stems: dict[str, Any]
) -> None:
    folder = Path(stems["manifest"]).parent
    assert edit(tiny_score_checkpoint, tmp_path, "--repaint", str(folder), "--range", "2") == 0
    repainted = json.loads(capsys.readouterr().out)
    old, new = samples(stems), samples(repainted)
    assert list(new) == ["drums", "bass", "mix"]
    half = FRAMES[44_100]
    assert all(np.array_equal(old[name][:half], new[name][:half]) for name in new)
    assert not any(np.array_equal(old[name][half:], new[name][half:]) for name in new)
    one_step = 2**8
    assert np.abs(new["drums"] + new["bass"] - new["mix"]).max() <= 2 * one_step
    manifest = json.loads(Path(repainted["manifest"]).read_text())
    assert [part["name"] for part in manifest["scores"][0]["parts"]] == ["drums", "bass"]
    assert len(manifest["request"]["edit"]["parts"]) == 2

    # The project moves, and what the score was composed from is gone.
    moved = tmp_path / "elsewhere"
    shutil.move(tmp_path / "MusicCM", moved / "MusicCM")
    (moved / "MusicCM" / folder.name / "score.mid").unlink()
    manifest_file = moved / "MusicCM" / Path(repainted["manifest"]).parent.name / "manifest.json"
    assert run(["again", str(manifest_file), "--json", "--model", str(tiny_score_checkpoint)]) == 0
    again = samples(json.loads(capsys.readouterr().out))
    assert all(np.array_equal(again[name], new[name]) for name in new)


def test_one_stem_is_made_anew_and_that_is_made_again(
    tiny_score_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], stems: dict[str, Any]
) -> None:
    options = ["--json", "--model", str(tiny_score_checkpoint)]
    assert run(["again", stems["manifest"], "--stem", "bass", "--seed", "7", *options]) == 0
    anew = json.loads(capsys.readouterr().out)
    old, new = samples(stems), samples(anew)
    assert np.array_equal(old["drums"], new["drums"])
    assert not np.array_equal(old["bass"], new["bass"])
    assert np.abs(new["drums"] + new["bass"] - new["mix"]).max() <= 2 * 2**8
    assert run(["again", anew["manifest"], *options]) == 0
    again = samples(json.loads(capsys.readouterr().out))
    assert all(np.array_equal(again[name], new[name]) for name in new)


def test_a_stem_made_anew_is_reported_although_the_take_before_has_gone(
    tiny_score_checkpoint: Path,
    capsys: pytest.CaptureFixture[str],
    stems: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make = again_command.make

    def made_and_gone(*arguments: Any, **options: Any) -> Take:
        take = make(*arguments, **options)
        Path(stems["manifest"]).unlink()
        return take

    monkeypatch.setattr(again_command, "make", made_and_gone)
    words = ["again", stems["manifest"], "--stem", "bass", "--seed", "7", "--json"]
    assert run([*words, "--model", str(tiny_score_checkpoint)]) == 0
    assert Path(json.loads(capsys.readouterr().out)["manifest"]).is_file()


def test_a_stem_that_cannot_be_made_anew_is_refused_in_one_line_and_writes_nothing(
    tiny_score_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], stems: dict[str, Any]
) -> None:
    folder = Path(stems["manifest"]).parent
    drums, bass, mix = (Path(file["path"]) for file in stems["files"])
    refusals = [
        ([str(folder), "--stem", "keys"], "has no stem 'keys'; its stems are drums, bass"),
        ([str(drums), "--stem", "drums"], "is not the mix of stems"),
        ([str(folder), "--seed", "4"], "say which with --stem"),
        ([str(folder), "--stem", "bass", "--seed", "-1"], "seed"),
        (["nobody", "--stem", "bass"], "is neither a manifest nor a job"),
    ]
    for arguments, words in refusals:
        assert run(["again", *arguments, "--model", str(tiny_score_checkpoint)]) == 2
        assert words in assert_one_line(capsys)
    bass.rename(tmp_path / "bass.wav")
    for arguments in (["again", str(folder), "--stem", "drums"], ["generate", "--repaint", str(mix), "--range", "1"]):
        assert run([*arguments, "--model", str(tiny_score_checkpoint)]) == 2
        assert f"{bass.name!r} is gone or has changed" in assert_one_line(capsys)
    mix.unlink()
    assert run(["generate", "--continue", str(folder), "--bars", "1"]) == 2
    assert f"{mix.name!r} of take {folder.name!r} is gone" in assert_one_line(capsys)
    assert [path.name for path in (tmp_path / "MusicCM").iterdir()] == [folder.name]


def test_a_take_of_parts_has_a_score(
    tiny_score_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = ["--bars", "2", "--bpm", "240", "--meter", "2/4", "--key", "Am", "--seed", "1", "--parts"]
    assert edit(tiny_score_checkpoint, tmp_path, "funk trio", *facts) == 0
    take = json.loads(capsys.readouterr().out)
    assert run(["generate", "--repaint", take["manifest"], "--range", "1", "--score", "none", "--dry-run"]) == 2
    assert "is the mix of the parts of a score, and score none has none; leave score out" in assert_one_line(capsys)


def test_what_is_kept_and_given_belongs_to_the_right_edit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], stems: dict[str, Any]
) -> None:
    score = Path(stems["manifest"]).with_name("score.mid")
    refusals = [
        (["--keep", "sound"], "keep 'sound' is given without a clip to vary"),
        (["--repaint", stems["manifest"], "--range", "1", "--keep", "score"], "given without a clip to vary"),
        (["--variation-of", stems["manifest"], "--keep", "words"], "keep 'words' is not known"),
        (["--continue", stems["manifest"], "--bars", "3", "--midi", str(score)], "has 2 bars of 2/4"),
    ]
    for options, words in refusals:
        assert run(["generate", *options, "--project", str(tmp_path / "project")]) == 2
        assert words in assert_one_line(capsys)
    assert run(["generate", "--variation-of", stems["manifest"], "--keep", "sound", "--dry-run", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["edit"]["keep"], len(plan["files"])) == ("sound", 3)
    assert {part["name"] for part in plan["score_parts"]} == {"drums", "bass"}
    assert not (tmp_path / "project").exists()

"""`musiccm render`: what is printed, what is written, which exit code comes back; real processes that are killed."""

import json
import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import soundfile

from musiccm_daw.cli import batches
from musiccm_daw.cli.app import run
from musiccm_daw.errors import ModelError
from tests.bridge.soak import SOAK
from tests.cli.stand_in import IDENTITY, StandInEngine
from tests.presets.batch.batches import hashes

ROOT = Path(__file__).parent.parent.parent
PATIENCE_SECONDS = 600
KILLED_TAKES = 100 if SOAK else 6
KIT = """
[preset]
prompt = "soft house chords"
bars = 1
steps = 1
[[stem]]
role = "drums"
[[stem]]
role = "bass"
[matrix]
bpm = [240, 250]
key = ["A minor", "F minor"]
"""


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: StandInEngine) -> Path:
    """Write a preset of four takes, which the stand-in makes."""
    monkeypatch.setattr(batches, "read_identity", lambda folder: IDENTITY)
    monkeypatch.setattr(batches, "load_engine", lambda model, device: engine)
    file = tmp_path / "kit.toml"
    file.write_text(KIT)
    return file


def render(kit: Path, *options: str) -> int:
    return run(["render", str(kit), "--project", str(kit.parent / "project"), *options])


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_is_one_object_of_generate_a_line(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render(kit, "--json") == 0
    made = lines(capsys)
    assert [(take["bpm"], take["key"]) for take in made] == [
        (240, "A minor"), (240, "F minor"), (250, "A minor"), (250, "F minor"),
    ]  # fmt: skip
    assert list(made[0]) == [
        "id", "seed", "model", "bpm", "bars", "meter", "key", "chords", "manifest", "files", "seconds",
    ]  # fmt: skip
    for take in made:
        assert isinstance(take["files"], list)
        assert [file["stem"] for file in take["files"]] == ["drums", "bass", "mix"]
        assert {soundfile.info(file["path"]).frames for file in take["files"]} == {take["files"][0]["frames"]}
        assert Path(str(take["manifest"])).is_file()
        assert f"_s{take['seed']}" in str(take["id"])


def test_count_and_size_come_before_anything_is_made(
    kit: Path, engine: StandInEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render(kit, "--dry-run") == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-1].startswith("4 takes, 12 WAVs, 3 MB, about ")
    assert engine.requests == []
    assert not (kit.parent / "project").exists()
    assert render(kit) == 0
    out, err = capsys.readouterr()
    assert err.startswith("4 takes, 12 WAVs, 3 MB, about ")
    assert out.splitlines()[-2].startswith("4 takes in ")
    assert render(kit, "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_a_dry_run_names_the_files_that_the_run_makes(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--set", "seed=5", "--json"]
    assert render(kit, *options, "--dry-run") == 0
    planned = lines(capsys)
    assert render(kit, *options) == 0
    made = lines(capsys)
    assert [take["id"] for take in planned] == [take["id"] for take in made]
    files = [[file["path"] for file in take["files"]] for take in made]  # type: ignore[attr-defined]
    assert [take["files"] for take in planned] == files
    assert [take["made"] for take in planned] == [False] * 4
    assert render(kit, *options, "--dry-run", "--resume") == 0
    assert [take["made"] for take in lines(capsys)] == [True] * 4


def test_resume_makes_what_is_missing_and_prints_every_take(
    kit: Path, engine: StandInEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render(kit, "--json") == 0
    first = lines(capsys)
    for file in Path(str(first[2]["manifest"])).parent.iterdir():
        file.unlink()
    engine.requests.clear()
    assert render(kit, "--json", "--resume") == 0
    again = lines(capsys)
    assert len(engine.requests) == 1
    assert [take["id"] for take in again] == [take["id"] for take in first]
    assert render(kit, "--json") == 0
    assert not {take["id"] for take in lines(capsys)} & {take["id"] for take in first}


def test_words_that_the_model_does_not_read_are_named_once(
    kit: Path, engine: StandInEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(type(engine), "unread", lambda self, request, scores: "and a spring reverb")
    assert render(kit, "--quiet", "--json") == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("note: the prompt is longer than the model can read, which leaves out 'and a spring reverb'")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is Unicode")
def test_files_whose_names_are_not_utf_8_are_rendered_and_resumed(
    kit: Path, engine: StandInEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(engine), "reads_scores", True)
    folder = kit.parent / os.fsdecode(b"S\xf6ng")
    folder.mkdir()
    shutil.copy(ROOT / "docs/demo.mid", folder / "line.mid")
    odd = folder / os.fsdecode(b"l\xf6op.toml")
    odd.write_text('[preset]\nprompt = "keys"\nbars = 1\nbpm = 240\n[[stem]]\nrole = "keys"\nmidi = "line.mid"\n')
    assert render(odd, "--quiet") == render(odd, "--quiet", "--resume") == 0
    (take,) = (folder / "project/MusicCM").glob("l*op_*")
    assert (take / "manifest.json").is_file()


def test_values_that_are_set_win_and_several_presets_are_one_batch(
    kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kit.parent / "other.toml").write_text(KIT)
    options = [
        "other",
        "--presets",
        str(kit.parent),
        "--set",
        "bpm=245",
        "--set",
        "stem.bass.prompt=warm sub",
        "--json",
    ]
    assert render(kit, *options) == 0
    made = lines(capsys)
    assert {take["bpm"] for take in made} == {245}
    assert [str(take["id"]).partition("_")[0] for take in made] == ["kit", "kit", "other", "other"]
    assert (kit.parent / "project" / "MusicCM" / "kit_other" / "batch.json").is_file()


def test_a_failed_take_gives_its_exit_code_after_the_others(
    kit: Path, engine: StandInEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = engine.variations

    def variations(request, **options):  # type: ignore[no-untyped-def]
        if (request.bpm, str(request.key)) == (240, "F minor"):
            raise ModelError("it failed")
        return usual(request, **options)

    monkeypatch.setattr(engine, "variations", variations)
    assert render(kit, "--json", "--zip") == 3
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 3
    summary = err.splitlines()[1:]
    assert "1 of 4 takes failed" in summary[0]
    assert "kit_240bpm_Fmin" in summary[1]
    assert "it failed" in summary[1]
    # Then the contact sheet of those that are there.
    assert summary[2:] == [
        "no sample pack: it lacks 1 take; --resume --zip makes it whole",
        str(kit.parent / "project" / "MusicCM" / "kit" / "index.html"),
    ]
    assert not list(kit.parent.rglob("*.zip"))


def test_ctrl_c_keeps_the_takes_that_are_whole(
    kit: Path, engine: StandInEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render(kit, "--set", "matrix.bpm=[240]", "--quiet") == 0
    engine.interrupted_by = signal.SIGINT
    assert render(kit, "--quiet", "--resume") == 130
    assert "2 of 4 takes on disk; --resume" in capsys.readouterr().err
    engine.interrupted_by = None
    assert render(kit, "--quiet", "--resume") == 0


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--set", "bmp=126"], 2, "bpm"),
        (["--set", "bars=0"], 2, "0"),
        (["--jobs", "0"], 2, "--jobs"),
        (["no-such-preset"], 2, "no-such-preset"),
        (["kit", "--presets", "nowhere"], 2, "nowhere"),
        (["--model", "nowhere"], 3, "nowhere"),
    ],
)
def test_what_cannot_be_rendered_is_refused_in_one_line(
    kit: Path, options: list[str], code: int, words: str, engine: StandInEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render(kit, *options) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("musiccm: ")
    assert len(err.splitlines()) == 1
    assert words in err
    assert engine.requests == []
    assert not (kit.parent / "project").exists()


def test_a_preset_is_named_once(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render(kit, str(kit)) == 2
    assert "named twice" in capsys.readouterr().err


def test_a_disk_without_room_is_seen_first(
    kit: Path, engine: StandInEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = shutil.disk_usage(kit.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=1000))
    assert render(kit) == 4
    assert "have room" not in capsys.readouterr().out
    assert engine.requests == []


def test_many_takes_want_a_yes(
    kit: Path, engine: StandInEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(batches, "TAKES_WITHOUT_ASKING", 3)
    assert render(kit, "--quiet") == 2
    assert "4 takes are more than 3" in capsys.readouterr().err
    assert engine.requests == []
    assert render(kit, "--quiet", "--yes") == 0
    assert render(kit, "--quiet", "--resume") == 0


def test_a_person_is_asked(kit: Path) -> None:
    """In a terminal of its own: no is Ctrl-C's code, and nothing is written."""
    many = ["--set", f"matrix.seed={list(range(101))}", "--project", str(kit.parent / "project")]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "musiccm_daw.cli.app", "render", str(kit), *many],
        cwd=ROOT,
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        os.write(ours, b"n\n")
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
    os.close(ours)
    os.close(theirs)
    assert b"Render 404 takes?" in err
    assert process.returncode == 130
    assert not (kit.parent / "project").exists()


def test_killed_twice_and_resumed_it_is_as_if_nothing_had_happened(tmp_path: Path, tiny_checkpoint: Path) -> None:
    preset = tmp_path / "kit.toml"
    preset.write_text(KIT.replace("[240, 250]", str([200 + n for n in range(KILLED_TAKES // 2)])))

    def words(name: str, *options: str) -> list[str]:
        project = ["--project", str(tmp_path / name), "--model", str(tiny_checkpoint)]
        return ["render", str(preset), *project, *options, "--resume", "--quiet"]

    for jobs, takes in (("2", KILLED_TAKES // 5), ("1", KILLED_TAKES // 2)):
        command = [sys.executable, "-m", "musiccm_daw.cli.app", *words("killed", "--jobs", jobs)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
            until = time.monotonic() + PATIENCE_SECONDS
            while len(list(tmp_path.glob("killed/MusicCM/*/manifest.json"))) < takes and process.poll() is None:
                assert time.monotonic() < until
                time.sleep(0.01)
            # Somewhere in the making of a take.
            time.sleep(random.uniform(0, 0.2))  # noqa: S311
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        whole = hashes(tmp_path / "killed")
        assert all(len(list(folder.iterdir())) == 6 for folder in tmp_path.glob("killed/MusicCM/kit_*")), whole
    # The drawn seeds are part of the plan.
    (tmp_path / "unbroken" / "MusicCM" / "kit").mkdir(parents=True)
    shutil.copy(tmp_path / "killed" / "MusicCM" / "kit" / "batch.json", tmp_path / "unbroken" / "MusicCM" / "kit")
    # In this process: loading torch twice more would take longer than all takes.
    for name in ("killed", "unbroken"):
        assert run(words(name, "--jobs", "1")) == 0
    assert hashes(tmp_path / "killed") == hashes(tmp_path / "unbroken")
    assert len(list(tmp_path.glob("killed/MusicCM/kit_*"))) == KILLED_TAKES
    assert not list(tmp_path.rglob("*.part"))
    assert not list(tmp_path.rglob("unfinished"))


def test_a_batch_has_a_contact_sheet_and_what_else_is_asked_for(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render(kit, "--dawproject", "--zip") == 0
    batch = kit.parent / "project" / "MusicCM" / "kit"
    assert capsys.readouterr().out.splitlines()[-2:] == [str(batch / "index.html"), str(batch / "kit.zip")]
    page = (batch / "index.html").read_text(encoding="utf-8")
    takes = [folder for folder in batch.parent.iterdir() if (folder / "manifest.json").exists()]
    assert len(takes) == 4
    for take in takes:
        assert (take / f"{take.name}.dawproject").exists()
        for wav in take.glob("*.wav"):
            assert f"../{take.name}/{wav.name}" in page
    with zipfile.ZipFile(batch / "kit.zip") as pack:
        assert sum(name.endswith(".wav") for name in pack.namelist()) == 12  # two stems and a mix each
    # Nothing is left to make; the sheet is written anew, and the pack that is there stays.
    assert render(kit, "--resume", "--zip", "--json") == 0
    assert str(batch / "kit-02.zip") in capsys.readouterr().err
    assert (batch / "kit.zip").exists()

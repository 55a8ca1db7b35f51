"""A student of MusicLDM on the command line: exact lengths, and one line for what cannot be loaded."""

import json
from pathlib import Path

import pytest
import soundfile

from musiccm_daw.cli.app import run


def generate(folder: Path | str, project: Path, *options: str) -> int:
    return run(
        [
            "generate",
            "soft keys",
            "--seed",
            "3",
            "--steps",
            "2",
            "--project",
            str(project),
            "--model",
            str(folder),
            *options,
        ]
    )


@pytest.mark.parametrize(
    ("options", "frames"),
    [
        # 2 bars of 4/4 at 97.3 BPM are 8 * 60 / 97.3 * 44100 = 217554.0 samples.
        (("--bpm", "97.3", "--bars", "2"), 217_554),
        # 6 quarters at 124.75 BPM are 6 * 60 / 124.75 * 48000 = 138517.03 samples.
        (("--bpm", "124.75", "--bars", "2", "--meter", "3/4", "--sample-rate", "48000", "--no-loop"), 138_517),
        (("--bpm", "174", "--bars", "9", "--no-loop"), 547_448),
    ],
)
def test_a_clip_has_the_exact_length(
    tiny_musicldm_student: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    frames: int,
) -> None:
    assert generate(tiny_musicldm_student, tmp_path, *options, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["model"] == "tiny-student"
    audio, _ = soundfile.read(made["files"][0]["path"])
    assert audio.shape == (frames, 2)
    assert abs(audio).max() > 0.01
    assert (audio[:, 0] == audio[:, 1]).all()


def test_stems_share_their_length_and_guidance_can_be_asked_for(
    tiny_musicldm_student: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stems = ["--bars", "1", "--stem", "bass", "--stem", "keys=rhodes", "--guidance", "3", "--json"]
    assert generate(tiny_musicldm_student, tmp_path, *stems) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [file["stem"] for file in files] == ["bass", "keys", "mix"]
    assert {soundfile.info(file["path"]).frames for file in files} == {88_200}


def test_the_same_request_is_the_same_music(
    tiny_musicldm_student: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = []
    for _ in range(2):
        assert generate(tiny_musicldm_student, tmp_path, "--bars", "1", "--json") == 0
        contents.append(Path(json.loads(capsys.readouterr().out)["files"][0]["path"]).read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize("what", ["teacher", "stable diffusion", "songs", "hub id", "no name"])
def test_what_is_not_a_student_is_refused_in_one_line_and_nothing_is_written(
    what: str,
    tiny_musicldm: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "song.wav").write_bytes(b"music")
    said: tuple[Path | str, str]
    if what == "teacher":
        said = tiny_musicldm, "not distilled; run: musiccm train distill --teacher"
    elif what == "stable diffusion":
        (folder / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
        said = folder, "give a folder with a MusicLDMPipeline"
    elif what == "songs":
        said = folder, "config.json is missing"
    elif what == "hub id":
        said = "no-such-owner/no-such-model", "no folder 'no-such-owner/no-such-model'"
    else:
        said = "no such/model name", "give a checkpoint folder or a hub id"
    project = tmp_path / "project"
    project.mkdir()
    assert generate(said[0], project) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert said[1] in err
    assert not list(project.iterdir())


def test_models_shows_and_verifies_a_student(tiny_musicldm_student: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "verify", str(tiny_musicldm_student)]) == 0
    assert "tiny-student" in capsys.readouterr().out
    assert run(["models", "info", str(tiny_musicldm_student)]) == 0
    assert "unet/diffusion_pytorch_model" in capsys.readouterr().out


def test_what_only_columns_can_say_is_refused(
    tiny_musicldm_student: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tiny_musicldm_student, tmp_path, "--bars", "1", "--energy", "0.2") == 3
    reason = "model tiny-student reads no energy; use the bundled model, or say it in words"
    assert capsys.readouterr().err.splitlines()[-1] == f"musiccm: {reason}"
    assert not list(tmp_path.rglob("*.wav"))

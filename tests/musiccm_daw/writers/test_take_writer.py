"""A take on disk: whole or not at all, beside those before it, the same bytes for the same clip."""

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rpp
import soundfile
from wavinfo import WavInfoReader

from musiccm_daw.clip import Clip
from musiccm_daw.errors import Cancelled, ModelError, ProjectError, RequestError
from musiccm_daw.progress import Progress
from musiccm_daw.recording import Audio
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.stopwatch import TIMED_STAGES
from musiccm_daw.writers import check_writable, planned_files, read_manifest
from musiccm_daw.writers import take_writer as take_module
from musiccm_daw.writers import wav as wav_module
from tests.playback import write_clip

ClipMaker = Callable[[GenerationRequest], Clip]
PART = "124p75bpm_Amin_1bars_s"


def files_under(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_stem_set_becomes_files_tempo_map_project_and_manifest(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    reports: list[Progress] = []
    take = write_clip(make_clip(stem_request), tmp_path / "song", on_progress=reports.append)
    assert take.folder == tmp_path / "song" / "MusicCM" / f"dub_{PART}12345"
    assert files_under(take.folder) == sorted(
        [f"dub_{stem}_{PART}{seed}.wav" for stem in ("keys", "mix") for seed in (12345, 12346)]
        + [f"dub_drums_{PART.replace('Amin_', '')}{seed}.wav" for seed in (12345, 12346)]
        + ["manifest.json", "tempo.mid", f"dub_{PART}12345.RPP"]
    )
    assert [file.path.name for file in take.files][:2] == [
        "dub_drums_124p75bpm_1bars_s12345.wav",
        f"dub_keys_{PART}12345.wav",
    ]
    assert [(file.stem, file.variation) for file in take.files][2:4] == [("mix", 1), ("drums", 2)]
    assert {file.frames for file in take.files} == {stem_request.grid.total_samples(44100)}
    assert [report.fraction for report in reports] == pytest.approx([i / 6 for i in range(1, 7)])
    assert {report.stage for report in reports} == {"writing"}


def test_the_reaper_project_has_a_track_for_each_stem_and_a_region_for_each_section(
    tmp_path: Path, make_clip: ClipMaker
) -> None:
    sections = (Section(1, name="intro"), Section(1, name="verse"))
    stems = ("keys=soft", "keys=hard", "bass")
    request = GenerationRequest.resolve("dub", bpm=240, bars=2, seed=1, stems=stems, sections=sections)
    take = write_clip(make_clip(request), tmp_path)
    project = rpp.loads((take.folder / f"{take.folder.name}.RPP").read_text())
    tracks = project.findall("TRACK")
    assert [track.find("NAME")[1] for track in tracks] == ["keys", "keys-2", "bass"]
    files = [track.find("ITEM").find("SOURCE").find("FILE")[1] for track in tracks]
    assert files == [file.path.name for file in take.files[:3]]
    colours = [track.find("PEAKCOL")[1] for track in tracks]
    assert colours[0] == colours[1] != colours[2]
    assert [marker[3] for marker in project.findall("MARKER")] == ["intro", "", "verse", ""]


def test_the_stems_on_disk_sum_to_the_mix(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    request = replace(stem_request, subtype="FLOAT", variations=1)
    drums, keys, mix = (
        soundfile.read(f.path, dtype="float32")[0] for f in write_clip(make_clip(request), tmp_path).files
    )
    assert (drums + keys == mix).all()


def test_only_pitched_stems_carry_a_root_note(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    """A host that follows the song's key would transpose drums, too."""
    take = write_clip(make_clip(replace(stem_request, variations=1)), tmp_path)
    notes = {file.stem: WavInfoReader(file.path).smpl.midi_note for file in take.files}
    assert notes == {"drums": 60, "keys": 57, "mix": 57}


def test_the_manifest_makes_the_request_again(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    take = write_clip(make_clip(stem_request), tmp_path)
    manifest = read_manifest(take.manifest)
    assert manifest == read_manifest(take.folder)
    assert GenerationRequest.from_json(manifest.request) == stem_request
    assert (manifest.seed, manifest.model.name, manifest.model.sha256) == (12345, "small", "00ff")
    assert set(manifest.seconds) == set(TIMED_STAGES)
    assert [file.seed for file in manifest.files] == [12345] * 3 + [12346] * 3
    for file in (*manifest.files, *manifest.project_files):
        assert hashlib.sha256((take.folder / file.path).read_bytes()).hexdigest() == file.sha256
    for audio_file in manifest.files:
        audio, _ = soundfile.read(take.folder / audio_file.path)
        assert audio_file.frames == len(audio)
        assert audio_file.peak_dbtp is not None
        assert audio_file.peak_dbtp >= 20 * np.log10(np.abs(audio).max()) - 0.001
        assert audio_file.lufs is not None


def test_silence_has_no_level_but_a_manifest(
    tmp_path: Path, make_clip: ClipMaker, plain_request: GenerationRequest
) -> None:
    clip = make_clip(plain_request)
    silent = replace(clip.stems[0], recording=np.zeros_like(clip.stems[0].audio))
    take = write_clip(replace(clip, stems=(silent,)), tmp_path)
    (file,) = read_manifest(take.manifest).files
    assert (file.peak_dbtp, file.lufs) == (None, None)
    assert "Infinity" not in take.manifest.read_text()


def test_a_clip_without_stems_has_no_reaper_project(
    tmp_path: Path, make_clip: ClipMaker, plain_request: GenerationRequest
) -> None:
    take = write_clip(make_clip(plain_request), tmp_path)
    assert files_under(take.folder) == ["dub_240bpm_1bars_s1.wav", "manifest.json", "tempo.mid"]


def test_what_is_planned_is_what_is_written(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    for _ in range(2):
        planned = planned_files(stem_request, tmp_path)
        assert not any(path.exists() for path in planned)
        assert tuple(file.path for file in write_clip(make_clip(stem_request), tmp_path).files) == planned


def test_a_second_take_stands_beside_the_first_with_the_same_bytes(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    first, second, third = (write_clip(make_clip(stem_request), tmp_path) for _ in range(3))
    assert [take.folder.name for take in (second, third)] == [f"{first.folder.name}-02", f"{first.folder.name}-03"]
    for one, other in zip(first.files, second.files, strict=True):
        assert one.path.stem + "-02" == other.path.stem
        assert one.path.read_bytes() == other.path.read_bytes()
    assert (second.folder / f"{second.folder.name}.RPP").is_file()


def test_takes_that_are_written_at_once_get_folders_of_their_own(
    tmp_path: Path, make_clip: ClipMaker, plain_request: GenerationRequest
) -> None:
    clip = make_clip(plain_request)
    with ThreadPoolExecutor(8) as pool:
        takes = list(pool.map(lambda _: write_clip(clip, tmp_path), range(16)))
    assert len({take.folder for take in takes}) == 16
    assert all(len(files_under(take.folder)) == 3 for take in takes)


def test_time_enters_only_from_outside(
    tmp_path: Path, make_clip: ClipMaker, plain_request: GenerationRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86401")
    (file,) = write_clip(make_clip(plain_request), tmp_path).files
    assert WavInfoReader(file.path).bext.originator_date == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(RequestError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        write_clip(make_clip(plain_request), tmp_path)
    assert len(list((tmp_path / "MusicCM").iterdir())) == 1, "the refused take leaves no folder"


@pytest.mark.parametrize("project", ["file", "file/below", "file/MusicCM"])
def test_a_project_that_cannot_be_is_refused_in_one_line(
    tmp_path: Path, make_clip: ClipMaker, plain_request: GenerationRequest, project: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    for attempt in (
        lambda: check_writable(tmp_path / project),
        lambda: write_clip(make_clip(plain_request), tmp_path / project),
    ):
        with pytest.raises(ProjectError, match=r"^cannot write into .*: .*; choose another project folder"):
            attempt()
    assert files_under(tmp_path) == ["file"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(ProjectError, match="permission denied"):
        check_writable(tmp_path)
    tmp_path.chmod(0o755)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system that refuses new files")
def test_a_read_only_file_system_is_refused_in_one_line(make_clip: ClipMaker, plain_request: GenerationRequest) -> None:
    for attempt in (lambda: check_writable(Path("/proc")), lambda: write_clip(make_clip(plain_request), Path("/proc"))):
        with pytest.raises(ProjectError, match=r"^cannot write into '/proc"):
            attempt()


def test_a_zero_character_is_refused_in_one_line() -> None:
    with pytest.raises(ProjectError, match="zero character"):
        check_writable(Path("a\0b"))


def test_the_check_leaves_nothing_behind(tmp_path: Path) -> None:
    check_writable(tmp_path / "not" / "yet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "stop", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), Cancelled("x")]
)
@pytest.mark.parametrize("after_files", [0, 1, 5])
def test_a_take_that_fails_midway_is_taken_away(
    tmp_path: Path,
    make_clip: ClipMaker,
    stem_request: GenerationRequest,
    monkeypatch: pytest.MonkeyPatch,
    stop: BaseException,
    after_files: int,
) -> None:
    """The disk fills, or the user stops, in the middle of the samples of a file."""
    first = write_clip(make_clip(stem_request), tmp_path)
    before = files_under(tmp_path)
    encoded_blocks, begun = wav_module.encoded_blocks, []

    def failing_blocks(audio: Audio, subtype: str, dither_seed: int):  # type: ignore[no-untyped-def]
        begun.append(subtype)
        for block in encoded_blocks(audio, subtype, dither_seed):
            yield block[:1000]
            if len(begun) > after_files:
                raise stop
            yield block[1000:]

    monkeypatch.setattr(wav_module, "encoded_blocks", failing_blocks)
    with pytest.raises(ProjectError if isinstance(stop, OSError) else type(stop)) as failure:
        write_clip(make_clip(stem_request), tmp_path)
    if isinstance(stop, OSError):
        assert "no space left on device" in str(failure.value)
    assert files_under(tmp_path) == before
    assert [folder.name for folder in (tmp_path / "MusicCM").iterdir()] == [first.folder.name]


def test_what_others_put_into_a_failing_take_stays(
    tmp_path: Path, make_clip: ClipMaker, plain_request: GenerationRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        (next((tmp_path / "MusicCM").iterdir()) / "notes.txt").write_text("mine")
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(take_module, "tempo_map", fail)
    with pytest.raises(ProjectError, match="input/output error"):
        write_clip(make_clip(plain_request), tmp_path)
    assert files_under(tmp_path) == ["MusicCM/dub_240bpm_1bars_s1/notes.txt"]


@pytest.mark.parametrize("damage", ["not finite", "too short"])
def test_audio_that_breaks_the_promise_is_not_written(
    tmp_path: Path, make_clip: ClipMaker, plain_request: GenerationRequest, damage: str
) -> None:
    clip = make_clip(plain_request)
    audio = clip.stems[0].audio.copy()
    audio[5] = np.nan
    broken = replace(clip.stems[0], recording=audio if damage == "not finite" else audio[6:])
    with pytest.raises(ModelError):
        write_clip(replace(clip, stems=(broken,)), tmp_path)
    assert files_under(tmp_path) == []


ENDLESS_WRITER = """
import sys
from pathlib import Path
import numpy as np
from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from tests.playback import write_clip
request = GenerationRequest.resolve("dub", bpm=60, bars=8, seed=1, name="dub", stems=["drums", "bass"])
frames = request.grid.total_samples(44100)
stems = tuple(StemAudio(s.role, 1, 1, s.prompt, np.full((frames, 2), 0.5, np.float32), s.role) for s in request.stems)
while True:
    write_clip(Clip(request, request.grid, 44100, stems, ModelIdentity("m", "0"), {}), Path(sys.argv[1]))
    print("take", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("milliseconds", [0, 60, 150])
def test_a_killed_process_leaves_only_whole_files(tmp_path: Path, milliseconds: int) -> None:
    """A writer that never stops is killed somewhere in the middle of its work."""
    writer = subprocess.Popen([sys.executable, "-c", ENDLESS_WRITER, str(tmp_path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"take\n"
    time.sleep(milliseconds / 1000)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    takes = sorted((tmp_path / "MusicCM").iterdir())
    for take in takes:
        for file in take.glob("*.wav"):
            samples, _ = soundfile.read(file)
            assert samples.shape == (8 * 4 * 44100, 2)
            assert (samples == 0.5).all()
        if (take / "manifest.json").exists():
            json.loads((take / "manifest.json").read_text())
            assert len(list(take.glob("*.wav"))) == 2
            assert not list(take.glob("*.part"))
    assert [take for take in takes if not (take / "manifest.json").exists()] in ([], takes[-1:])


def test_the_sum_of_stems_carries_the_prompt(
    make_clip: ClipMaker, stem_request: GenerationRequest, tmp_path: Path
) -> None:
    files = write_clip(make_clip(stem_request), tmp_path).files
    comments = {file.stem: WavInfoReader(str(file.path)).info.comment for file in files}
    assert comments["mix"].startswith("dub techno (seed ")
    assert comments["keys"].startswith("soft, dub techno (seed ")

"""Sample packs: what is in them under which names, as zipfile, libsndfile, wavinfo and mido read them."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import mido
import pytest
import soundfile
from wavinfo import WavInfoReader

from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.model.checkpoint import identify
from musiccm_daw.paths import bundled_weights
from musiccm_daw.request.edit import Edit, EditKind
from musiccm_daw.request.fit_to import FitTo
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import AskedStem
from musiccm_daw.writers.kept_take import read_take
from presets.pack import write_pack
from presets.pack_files import kits_of
from presets.pack_readme import readme
from tests.playback import noise_clip, write_clip

TakeMaker = Callable[..., Path]


@pytest.fixture
def make_take(tmp_path: Path) -> TakeMaker:
    """Return a way to make a take of a bar, by the options of a request."""

    def make(prompt: str = "dub techno", **options: object) -> Path:
        facts = {"bpm": 240, "bars": 1, "key": "A minor", "seed": 1, "name": "dub"} | options
        request = GenerationRequest.resolve(prompt, **facts)  # type: ignore[arg-type]
        return write_clip(noise_clip(request), tmp_path / "song", with_scores=True).folder

    return make


def entries(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def text_of(path: Path, pack: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"{pack}/README.txt").decode()


def test_takes_become_named_files_in_folders_of_their_roles(tmp_path: Path, make_take: TakeMaker) -> None:
    stems = ("drums", AskedStem("bass", "sub", name="808"), "vocal-pad", "keys=soft", "keys=hard")
    takes = [
        make_take(stems=stems),
        make_take(bpm="187.3", meter="6/8", key="F# minor", loop=False, name="Nightfall", variations=2),
        make_take(bars=2, key="none", loop=False, stems=("fx",), score="none"),
    ]
    write_pack(tmp_path / "pack.zip", takes, name="Nightfall")
    assert entries(tmp_path / "pack.zip") == [f"Nightfall/{name}" for name in (
        "README.txt",
        "Loops/Drums/Nightfall_240_drums_dub_01.wav",
        "Loops/Bass/Nightfall_240_808_dub_Amin_01.wav",
        "Loops/Vocal_Pad/Nightfall_240_vocal-pad_dub_Amin_01.wav",
        "Loops/Keys/Nightfall_240_keys_dub_Amin_01.wav",
        "Loops/Keys/Nightfall_240_keys-2_dub_Amin_01.wav",
        "Loops/Full_Mixes/Nightfall_240_mix_dub_Amin_01.wav",
        "MIDI/Nightfall_240_dub_Amin_01.mid",
        "One_Shots/Full_Mixes/Nightfall_187p3_6-8_mix_F#min_02.wav",
        "MIDI/Nightfall_187p3_6-8_F#min_02.mid",
        "One_Shots/Full_Mixes/Nightfall_187p3_6-8_mix_F#min_03.wav",
        "MIDI/Nightfall_187p3_6-8_F#min_03.mid",
        "Songs/FX/Nightfall_240_fx_dub_04.wav",
    )]  # fmt: skip


def test_names_have_only_what_shops_allow_and_are_unique(tmp_path: Path, make_take: TakeMaker) -> None:
    stems = (
        AskedStem("keys", "a", name="Größe №1"),
        AskedStem("keys", "b", name="grosse"),
        AskedStem("keys", "c", name="Grosse!"),
    )
    write_pack(tmp_path / "pack.zip", [make_take(stems=stems)], name="Über ♥ / Pack: 1")
    names = entries(tmp_path / "pack.zip")
    assert len({name.lower() for name in names}) == len(names) == 6
    assert all(re.fullmatch(r"[A-Za-z0-9_#/-]+\.(wav|mid|txt)", name) for name in names)
    assert names[0] == "Uber-Pack-1/README.txt"


def test_files_are_those_of_the_takes_and_read_back(tmp_path: Path, make_take: TakeMaker) -> None:
    take = make_take(stems=("drums", "bass"))
    write_pack(tmp_path / "pack.zip", [take], name="Nightfall")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "out")
        originals = {file.read_bytes() for file in take.glob("*.wav")}
        wavs = sorted((tmp_path / "out").rglob("*.wav"))
        assert {wav.read_bytes() for wav in wavs} == originals
        (midi,) = (archive.read(name) for name in archive.namelist() if name.endswith(".mid"))
    assert midi == (take / "score.mid").read_bytes()
    assert {track.name for track in mido.MidiFile(file=BytesIO(midi)).tracks} >= {"drums", "bass"}
    for wav in wavs:
        assert soundfile.info(wav).frames == 44100
        assert WavInfoReader(str(wav)).info.comment.endswith("(seed 1)")
    if shutil.which("sndfile-info"):
        report = subprocess.run(["sndfile-info", wavs[0]], capture_output=True, text=True, check=True).stdout
        assert "Tempo : 240" in " ".join(report.split())


def test_the_same_takes_give_the_same_bytes(tmp_path: Path, make_take: TakeMaker) -> None:
    takes = [make_take(), make_take(seed=2)]
    for name in ("a.zip", "b.zip"):
        write_pack(tmp_path / name, takes, name="Nightfall")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_readme_lists_kits_and_states_no_licence(tmp_path: Path, make_take: TakeMaker) -> None:
    takes = [make_take(stems=("drums", "bass"), chords="Am | F"), make_take(seed=2)]
    write_pack(tmp_path / "pack.zip", takes, name="Nightfall")
    text = text_of(tmp_path / "pack.zip", "Nightfall")
    assert text.startswith("NIGHTFALL\n\n4 WAVs (24-bit, 44.1 kHz), 2 MIDI files, in 2 kits.\n")
    assert "01 dub: dub techno (240 BPM, 4/4, 1 bar, A minor, Am | F, seed 1)\n02 dub: " in text
    # None is made up.
    assert "\nLICENCE\n\nThe publisher of this pack has stated no licence." in text


@pytest.mark.weights
def test_only_the_bundled_model_is_said_to_have_been_trained_on_music_of_our_own(make_take: TakeMaker) -> None:
    take = read_take(make_take())
    foreign = readme("Nightfall", kits_of("Nightfall", [take]))
    assert "The model small (SHA-256 00ff) is not the one that comes with this version" in foreign
    assert "FluidR3" not in foreign
    model = identify(bundled_weights())
    ours = replace(take, manifest=replace(take.manifest, model=model))
    text = readme("Nightfall", kits_of("Nightfall", [ours]))
    assert "No recordings by anyone were among it." in " ".join(text.split())


def test_clips_and_notes_of_others_are_named_without_their_folders(tmp_path: Path, make_take: TakeMaker) -> None:
    take = read_take(make_take())
    edit = Edit(EditKind.VARIATION, "/home/me/secret/lead.wav", "0" * 64, range(1), 0.5)
    edited = replace(take, request=replace(take.request, edit=edit))
    text = readme("Nightfall", kits_of("Nightfall", [edited]))
    assert "dub was made from the clip lead.wav." in text
    assert "secret" not in text


def test_audio_that_a_take_was_composed_to_is_named_without_its_folder(make_take: TakeMaker) -> None:
    take = read_take(make_take())
    fitted = replace(take, request=replace(take.request, fit_to=FitTo("/home/me/secret/song.wav", "0" * 64, ())))
    text = " ".join(readme("Nightfall", kits_of("Nightfall", [fitted])).split())
    assert "was composed to the chords of song.wav. Whoever holds rights in it may hold some in this." in text
    assert "secret" not in text


def test_nothing_is_overwritten_and_wrong_takes_leave_nothing(tmp_path: Path, make_take: TakeMaker) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(b"mine")
    with pytest.raises(ProjectError, match="exists, and nothing is overwritten"):
        write_pack(path, [make_take()], name="Nightfall")
    assert path.read_bytes() == b"mine"
    path.unlink()
    with pytest.raises(RequestError, match="at least one take"):
        write_pack(path, [], name="Nightfall")
    with pytest.raises(RequestError, match=r"manifest\.json"):
        write_pack(path, [tmp_path], name="Nightfall")
    take = make_take()
    (take / "score.mid").write_bytes(b"edited")
    with pytest.raises(ProjectError, match="has changed since the take was made"):
        write_pack(path, [take], name="Nightfall")
    assert list(tmp_path.glob("pack.zip*")) == []

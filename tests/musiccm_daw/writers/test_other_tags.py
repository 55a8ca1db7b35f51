"""Tags of FLAC and AIFF: what people wrote stays in an edit's WAV, facts count, and a line names what has no place."""

import shutil
import struct
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from wavinfo import WavInfoReader

from musiccm_daw.harmony import Key
from musiccm_daw.timebase import Meter, TimeGrid
from musiccm_daw.writers.other_tags import read_tags
from musiccm_daw.writers.wav import WavFacts, write_wav
from musiccm_daw.writers.wav_facts import WavStatement
from musiccm_daw.writers.wav_reader import read_clip

FACTS = WavFacts(
    "",
    "dub",
    7,
    1,
    TimeGrid(Fraction(120), Meter(4, 4), 1),
    True,
    None,
    None,
    None,
    None,
    None,
    "MusicCM-DAW 0",
    "small",
)
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")


def tagged(path: Path, tags: Mapping[str, str]) -> Path:
    """Write two seconds with tags, by ffmpeg."""
    soundfile.write(path.with_suffix(".wav"), np.zeros((88_200, 2)), 44_100)
    words = [word for name, text in tags.items() for word in ("-metadata", f"{name}={text}")]
    command = ["ffmpeg", "-v", "error", "-i", str(path.with_suffix(".wav")), *words, "-write_id3v2", "1"]
    subprocess.run([*command[: None if path.suffix == ".aiff" else -2], str(path)], check=True, timeout=60)
    path.with_suffix(".wav").unlink()
    return path


@needs_ffmpeg
def test_a_flac_keeps_its_texts_and_a_line_names_the_rest(tmp_path: Path) -> None:
    texts = {"title": "Night drive", "artist": "Ada", "copyright": "© 2024 Ada", "composer": "Grace", "genre": "Dub"}
    facts = {"bpm": "124.75", "initialkey": "Am"}
    clip = read_clip(tagged(tmp_path / "a.flac", {**texts, **facts, "isrc": "XX1", "mood": "calm"}))
    assert clip.remarks == ("a WAV has no place for its tags isrc, mood",)
    assert (clip.facts.bpm, clip.facts.key) == (Fraction("124.75"), Key.parse("A minor"))
    write_wav(tmp_path / "new.wav", clip.audio, 44_100, "PCM_16", replace(FACTS, tags=clip.tags))
    theirs = WavInfoReader(tmp_path / "new.wav", info_encoding="utf-8").info
    assert (theirs.title, theirs.artist, theirs.copyright, theirs.genre) == ("Night drive", "Ada", "© 2024 Ada", "Dub")
    assert read_clip(tmp_path / "new.wav").tags.texts["IMUS"] == "Grace"


@needs_ffmpeg
def test_an_aiff_keeps_its_id3_tag_whole(tmp_path: Path) -> None:
    path = tagged(tmp_path / "a.aiff", {"title": "Night", "artist": "Ada", "isrc": "XX1", "TBPM": "97.5"})
    clip = read_clip(path)
    assert clip.remarks == ()
    assert clip.facts.bpm == Fraction("97.5")
    assert (clip.tags.texts["title"], clip.tags.texts["artist"]) == ("Night", "Ada")
    assert clip.tags.id3 is not None
    assert clip.tags.id3 in path.read_bytes()
    assert b"XX1" in clip.tags.id3


def test_markers_of_an_aiff_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.aiff"
    soundfile.write(path, np.zeros(1_000), 44_100)
    marks = struct.pack(">hhIB4sx", 2, 1, 441, 4, b"drop") + struct.pack(">hIB3s", 2, 700, 3, b"end")
    content = path.read_bytes() + b"MARK" + struct.pack(">I", len(marks)) + marks
    path.write_bytes(content[:4] + struct.pack(">I", len(content) - 8) + content[8:])
    assert read_clip(path).tags.markers == ((441, "drop"), (700, "end"))


@needs_ffmpeg
def test_a_tempo_without_sense_is_named(tmp_path: Path) -> None:
    clip = read_clip(tagged(tmp_path / "a.flac", {"bpm": "fast", "initialkey": "0"}))
    assert clip.remarks == ("its tag bpm, 'fast', makes no sense",)
    assert (clip.facts.bpm, clip.facts.key) == (None, None)


@given(st.data())
def test_no_file_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("odd") / "odd"
    suffix = data.draw(st.sampled_from([".flac", ".aiff", ".ogg", ".mp3"]))
    opening = data.draw(
        st.sampled_from([b"", b"fLaC\x04\0\0\x20", b"FORM\0\0\0\x40AIFFMARK\0\0\0\x10", b"ID3\x03\0\0"])
    )
    path = path.with_suffix(suffix)
    path.write_bytes(opening + data.draw(st.binary(max_size=120)))
    assert isinstance(read_tags(path), WavStatement)

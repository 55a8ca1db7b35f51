"""Facts in the chunks of WAV files: those of all programs are read, and damage makes up none."""

from __future__ import annotations

import struct
import tempfile
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.writers.audio_file import open_audio
from musiccm_daw.writers.wav_facts import read_wav_facts
from musiccm_daw.writers.wav_reader import read_clip
from tests.odd_wavs import FRAMES, KINDS, RATE, SAMPLES, acid, chunk, form, listed, samples, whole


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_samples_and_tempo_of_every_program_are_read(tmp_path: Path, kind: str) -> None:
    clip = read_clip(saved(tmp_path / "a.wav", KINDS[kind]))
    assert (clip.facts.bpm, clip.remarks, clip.sample_rate) == (120, (), RATE)
    # 8 bits are silence here.
    expected = np.zeros(FRAMES) if clip.subtype == "PCM_16" and "odd" in kind and "text" not in kind else SAMPLES
    assert np.array_equal(np.rint(clip.audio[:, 0] * 32_768 if expected.any() else expected), expected)


@pytest.mark.parametrize(
    ("kind", "subtype"),
    [
        ("plain", "PCM_16"),
        ("24 bits", "PCM_24"),
        ("24 bits in 32", "PCM_24"),
        ("32 bits", "PCM_24"),
        ("64 bits, float", "FLOAT"),
        ("32 bits, float", "FLOAT"),
    ],
)
def test_wide_samples_are_kept_in_the_narrowest_format_that_holds_them(tmp_path: Path, kind: str, subtype: str) -> None:
    clip = read_clip(saved(tmp_path / "a.wav", KINDS[kind]))
    assert clip.subtype == subtype
    assert np.array_equal(clip.audio[:, 0].astype(np.float64) * 32_768, SAMPLES)


def test_8_bits_are_kept_in_16(tmp_path: Path) -> None:
    content = whole(form(8), samples(np.arange(256, dtype="u1")))
    clip = read_clip(saved(tmp_path / "a.wav", content))
    assert clip.subtype == "PCM_16"
    assert np.array_equal(clip.audio[:, 0] * 128, np.arange(-128, 128))


@pytest.mark.parametrize(
    ("content", "subtype"),
    [
        (whole(form(32), samples(np.array([1, 3 << 7, 2**30 + 1, -(2**31) + 1], "<i4"))), "FLOAT"),
        (whole(form(64, 3, b"\0\0"), samples(np.array([0.5, 0.1, 1 / 3, -1.0], "<f8"))), "FLOAT"),
        (whole(form(64, 3, b"\0\0"), samples(np.array([0.5, 1e300, 0.1, 0.1], "<f8"))), None),
    ],
)
def test_what_no_format_of_ours_holds_is_rounded_and_said(tmp_path: Path, content: bytes, subtype: str | None) -> None:
    path = saved(tmp_path / "a.wav", content)
    if subtype is None:
        with pytest.raises(RequestError, match="not finite"):
            read_clip(path)
        return
    clip = read_clip(path)
    assert clip.subtype == subtype
    assert "2 of its frames need" in clip.remarks[0]


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        (whole(form(), samples(), chunk(b"acid", b"abcd")), "chunk 'acid' cannot be read"),
        (whole(form(), samples(), acid()[:-9]), "'acid' is cut off: 15 of 24 bytes"),
        (whole(form(), samples(), chunk(b"iXML", b"<BWFXML><USER>bpm")), "chunk 'iXML' cannot be read"),
        (whole(form(), samples(), chunk(b"iXML", b"<B><USER>bpm: fast</USER></B>")), "bpm 'fast' in its chunk 'iXML'"),
        (
            whole(form(), chunk(b"LIST", b"INFO" + chunk(b"INAM", b"a", size=99)), samples()),
            "list 'INFO': entry 'INAM'",
        ),
        (whole(form(), listed(b"rubbish"), samples()), "list 'INFO': the last 7 bytes"),
        (whole(form(), samples()) + b"\x01\x02" * 50, "the last 100 bytes"),
        (whole(form(), samples())[:-1000], "cut off: 1000 bytes of its samples"),
    ],
)
def test_what_is_there_and_cannot_be_read_is_named(tmp_path: Path, content: bytes, remark: str) -> None:
    clip = read_clip(saved(tmp_path / "a.wav", content))
    assert any(remark in line for line in clip.remarks), clip.remarks
    assert clip.facts.bpm is None


def test_zeros_state_nothing_and_need_no_remark(tmp_path: Path) -> None:
    stated = read_wav_facts(saved(tmp_path / "a.wav", whole(form(), samples(), chunk(b"acid", bytes(24)))))
    assert (stated.bpm, stated.meter, stated.remarks) == (None, None, ())


def test_a_file_with_no_wave_in_it_states_nothing(tmp_path: Path) -> None:
    assert read_wav_facts(saved(tmp_path / "a.wav", b"fLaC" + bytes(99))).bpm is None


SMALL = (
    whole(form(), acid(), listed(b"\0"), samples(SAMPLES[:40]), chunk(b"smpl", bytes(60)), chunk(b"cue ", bytes(28))),
    whole(form(), samples(SAMPLES[:40]), chunk(b"iXML", b"<BWFXML><USER>bpm: 120\nmeter: 4/4</USER></BWFXML>")),
    whole(form(order=">"), samples(SAMPLES[:40], order=">"), acid(">"), opening=b"RIFX", order=">"),
    whole(
        chunk(b"ds64", struct.pack("<QQQI", 0, 80, 40, 0)), form(), acid(), samples(SAMPLES[:40], size=2**32 - 1),
        opening=b"RF64",
    ),
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a file with bytes replaced, removed or added; those of the tempo's own value stay as they are."""
    content = bytearray(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content) - 1))
        some = draw(st.binary(min_size=1, max_size=6))
        match draw(st.sampled_from(("replace", "remove", "add", "cut"))):
            case "replace":
                content[at : at + len(some)] = some
            case "remove":
                del content[at : at + len(some)]
            case "add":
                content[at:at] = some
            case "cut":
                del content[max(at, 13) :]
        if not content:
            break
    return bytes(content)


@settings(max_examples=300, deadline=None)
@given(damaged())
@example(b"")
@example(b"RIFF\0\0\0\0WAVE")
@example(b"RIFF\0\0\0\0WAVE" + bytes(70_000) + b"data")
def test_damage_raises_only_our_error_and_opens_nothing_else(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = saved(Path(folder) / "a.wav", content)
        stated = read_wav_facts(path)
        with suppress(RequestError):
            clip = read_clip(path)
            assert clip.facts.bpm == stated.bpm
            assert len(clip.audio) <= len(content)


@settings(max_examples=200, deadline=None)
@given(content=st.sampled_from(SMALL), cuts=st.data())
def test_damage_makes_up_no_tempo(content: bytes, cuts: st.DataObject) -> None:
    """Bytes outside of the tempo's own chunk are damaged: the tempo is the right one or none."""
    own = max(content.find(b"acid"), content.find(b"iXML"))
    behind = own + 32 if content[own] == ord("a") else len(content)
    outside = st.sampled_from([*range(own), *range(behind, len(content))])
    mutable = bytearray(content)
    for _ in range(cuts.draw(st.integers(1, 3))):
        mutable[cuts.draw(outside)] = cuts.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        bpm = read_wav_facts(saved(Path(folder) / "a.wav", bytes(mutable))).bpm
    assert bpm in (None, Fraction(120))


def test_four_gib_and_more_are_opened_by_their_own_sizes(tmp_path: Path) -> None:
    """A recording of more than 4 GiB, sparse on disk: its header says RF64, and the head that is shown, too."""
    path = tmp_path / "long.wav"
    data_bytes = 2**32 + 4
    sizes = chunk(b"ds64", struct.pack("<QQQI", 0, data_bytes, 0, 0))
    head = whole(sizes, form(), chunk(b"data", b"", size=2**32 - 1), opening=b"RF64", size=2**32 - 1)
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + data_bytes)
    with open_audio(path) as audio:
        assert audio.frames == data_bytes // 2

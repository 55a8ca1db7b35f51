"""What files state about themselves: chunks of WAV files, tags of all formats, names; nonsense states nothing."""

from __future__ import annotations

import struct
from dataclasses import replace
from fractions import Fraction
from pathlib import Path, PurePath

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import ROLES, UNPITCHED_ROLES
from musiccm_daw.timebase import Meter, TimeGrid
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.plan import planned_wavs
from musiccm_daw.writers.wav import WavFacts, write_wav
from tests.odd_wavs import FRAMES, KINDS
from trainer.corpus.importing import wav_chunks
from trainer.corpus.importing.audio_files import decode
from trainer.corpus.importing.facts import Facts
from trainer.corpus.importing.file_names import name_facts, spoken
from trainer.corpus.importing.file_tags import tag_facts
from trainer.corpus.importing.wav_chunks import truncation

OURS = WavFacts(
    title="keys",
    prompt="dusty rhodes chords",
    seed=1,
    variation=1,
    grid=TimeGrid(Fraction("97.3"), Meter(3, 4), 2),
    loop=True,
    key=Key(2, "minor"),
    chords=ChordProgression.parse("Dm7 | Gm C7"),
    tonic=2,
    loudness_lufs=None,
    true_peak_dbtp=None,
    software="MusicCM-DAW",
    model="tiny",
)


def wav_facts(path: Path) -> Facts:
    return wav_chunks.wav_facts(path).facts


def our_wav(path: Path, facts: WavFacts = OURS) -> Path:
    write_wav(path, np.zeros((facts.grid.total_samples(44_100), 2), dtype=np.float32), 44_100, "PCM_16", facts)
    return path


def test_our_own_takes_state_everything(tmp_path: Path) -> None:
    facts = wav_facts(our_wav(tmp_path / "a.wav"))
    assert (facts.bpm, facts.meter, facts.key, facts.loop) == (Fraction("97.3"), Meter(3, 4), Key(2, "minor"), True)
    assert str(facts.chords) == "Dm7 | Gm C7"
    assert facts.downbeat_seconds == 0
    assert facts.captions == ("dusty rhodes chords",)


def test_our_drums_have_no_key(tmp_path: Path) -> None:
    facts = wav_facts(our_wav(tmp_path / "a.wav", replace(OURS, key=None, chords=None, tonic=None)))
    assert facts.atonal
    assert facts.key is None


def with_acid(path: Path, flags: int, beats: int, denominator: int, numerator: int, bpm: float) -> Path:
    """Return a WAV file as in loop libraries: with an acid chunk after the data."""
    soundfile.write(path, np.zeros(1000), 44_100, subtype="PCM_16")
    plain = path.read_bytes()
    chunk = b"acid" + struct.pack("<IIHHfIHHf", 24, flags, 60, 0x8000, 0.0, beats, denominator, numerator, bpm)
    path.write_bytes(b"RIFF" + struct.pack("<I", len(plain) - 8 + len(chunk)) + plain[8:] + chunk)
    return path


def test_acid_chunks_of_loop_libraries(tmp_path: Path) -> None:
    facts = wav_facts(with_acid(tmp_path / "a.wav", 4, 16, 4, 3, 97.3))
    assert facts == Facts(bpm=Fraction("97.3"), meter=Meter(3, 4), loop=True)


def test_an_acid_chunk_full_of_zeros_states_nothing_but_that_it_is_no_loop(tmp_path: Path) -> None:
    assert wav_facts(with_acid(tmp_path / "a.wav", 1, 0, 0, 0, 0.0)) == Facts(loop=False)


@given(st.binary(max_size=200))
def test_chunks_of_any_content_never_fail(content: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.wav"
        body = b"WAVE"
        for name in (b"fmt ", b"acid", b"cue ", b"LIST", b"iXML"):
            body += name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
        path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
        assert wav_facts(path).bpm is None or wav_facts(path).bpm > 0


def test_a_wav_that_was_cut_off_is_reported(tmp_path: Path) -> None:
    path = our_wav(tmp_path / "a.wav")
    assert truncation(path) is None
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "are missing" in str(truncation(path))


@pytest.mark.parametrize("kind", KINDS)
def test_wavs_of_all_programs_state_their_tempo(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(KINDS[kind])
    assert wav_chunks.wav_facts(path) == wav_chunks.ChunkFacts(replace(wav_facts(path), bpm=Fraction(120)), ())
    assert truncation(path) is None
    assert len(decode(path)[0]) == FRAMES


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = with_acid(tmp_path / "a.wav", 0, 8, 4, 4, 9_000.0)
    (remark,) = wav_chunks.wav_facts(path).remarks
    assert "bpm '9000'" in remark


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3", "aiff"])
def test_tags_of_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with soundfile.SoundFile(path, "w", 44_100, 1) as file:
        file.title, file.comment, file.artist = "Slow pads at 90 bpm", "www.example.com", "Somebody"
        if suffix in ("flac", "ogg", "wav", "mp3"):
            file.genre = "Ambient"
        file.write(np.zeros(4_410))
    facts = tag_facts(path)
    assert facts.bpm == 90
    assert facts.captions == (("Slow pads",) if suffix == "aiff" else ("Ambient, Slow pads",))


def id3(frames: dict[str, str]) -> bytes:
    """Return an ID3v2.3 tag as players write it."""
    body = b""
    for name, text in frames.items():
        content = b"\x00" + text.encode("latin-1")
        body += name.encode() + struct.pack(">I", len(content)) + b"\0\0" + content
    size = bytes((len(body) >> shift) & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def test_tempo_and_key_of_id3(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    soundfile.write(path, np.zeros(44_100), 44_100)
    path.write_bytes(id3({"TBPM": "128", "TKEY": "F#m", "TIT2": "Track 01"}) + path.read_bytes())
    assert tag_facts(path) == Facts(bpm=Fraction(128), key=Key(6, "minor"))


@pytest.mark.parametrize("content", [b"", b"RIFF", b"ID3\x03\x00\x00\xff\xff\xff\xff", b"OggS" + bytes(40), b"fLaC"])
def test_damaged_tags_state_nothing(tmp_path: Path, content: bytes) -> None:
    for suffix in ("wav", "mp3", "ogg", "flac"):
        path = tmp_path / f"a.{suffix}"
        path.write_bytes(content)
        assert tag_facts(path) == Facts()


@pytest.mark.parametrize(
    ("name", "caption", "bpm", "key"),
    [
        ("deep_house/rhodes_124bpm_Am_loop.wav", "deep house, rhodes loop", 124, "A minor"),
        ("DeepHouse/Rhodes-BPM124.5-F#min.wav", "deep house, rhodes", Fraction("124.5"), "F# minor"),
        ("Warm Pad in Bb major 90 bpm.flac", "warm pad", 90, "Bb major"),
        ("WAV/03 - Bass_Line.wav", "bass line", None, None),
        ("I am here.mp3", "am here", None, None),
        ("01.wav", None, None, None),
    ],
)
def test_names_become_captions_and_facts(name: str, caption: str | None, bpm: object, key: str | None) -> None:
    facts = name_facts(PurePath(name))
    assert facts.captions == ((caption,) if caption else ())
    assert facts.bpm == bpm
    assert (str(facts.key) if facts.key else None) == key


def test_bytes_of_a_name_that_are_no_utf_8_leave_words_that_can_be_encoded() -> None:
    facts = name_facts(PurePath("Stra\udcdfenmusik_120bpm.wav"))
    assert facts.captions == ("stra?enmusik",)
    assert facts.bpm == 120


def test_a_bare_number_is_only_a_hint() -> None:
    assert name_facts(PurePath("beat 97.wav")).hint == 97
    assert name_facts(PurePath("beat 97 100.wav")).hint is None
    assert name_facts(PurePath("tr 808.wav")).hint is None


PROMPTS = st.sampled_from(
    ["90-100 bpm techno", "route 66 blues", "Am pad", "4 bars of funk", "808 bass 140", "dub", "7/8 fusion", "Bb horns"]
) | st.text("abAG#0123456789 bpmr_-./", min_size=1, max_size=30).filter(lambda text: any(map(str.isalnum, text)))


@given(
    name=PROMPTS,
    thousandths=st.integers(20_000, 300_000),
    key=st.sampled_from(["none", "Am", "F# minor", "Bb major", "C"]),
    stem=st.none() | st.sampled_from([role for role in ROLES if role != "mix"]),
    bars=st.integers(1, 64),
    seed=st.integers(0, 2**32 - 1),
    folder=st.sampled_from(["", "-02", "-17"]),
)
def test_names_that_we_write_are_read_back(
    name: str, thousandths: int, key: str, stem: str | None, bars: int, seed: int, folder: str
) -> None:
    request = GenerationRequest.resolve(
        "sound", bpm=Fraction(thousandths, 1000), bars=bars, key=key, seed=seed, name=f"x{name}",
        stems=() if stem is None else (stem,),
    )  # fmt: skip
    wavs = planned_wavs(request)
    take = take_name(request, wavs) + folder
    (file,) = wav_names(request, wavs, take)
    for path in (PurePath(file), PurePath("MusicCM", take, file)):
        facts = name_facts(path)
        pitched = stem not in UNPITCHED_ROLES
        assert (facts.bpm, facts.key) == (request.bpm, request.key if pitched else None)
        assert facts.hint is None
        words = " ".join(facts.captions).split()
        assert stem is None or stem.replace("-", " ").split()[-1] in words


@pytest.mark.parametrize(
    ("name", "bpm"),
    [("dub_124p75bpm_Amin_4bars_s1.wav", "124.75"), ("90-100-bpm-techno_120bpm_4bars_s5.wav", "120"),
     ("old_124p5bpm.wav", "124.5")],
)  # fmt: skip
def test_tempi_in_names_of_takes(name: str, bpm: str) -> None:
    assert name_facts(PurePath(name)).bpm == Fraction(bpm)


@pytest.mark.parametrize(
    ("caption", "role", "style"),
    [
        ("dusty rhodes chords", "keys", None),
        ("fast drum and bass track", "mix", "drum_and_bass"),
        ("drum and bass, reese bass", "bass", "drum_and_bass"),
        ("piano and bass guitar", "mix", None),
        ("rhodes for a slow track", "keys", None),
        ("a slow track", "mix", None),
        ("something nice", None, None),
    ],
)
def test_words_name_role_and_style(caption: str, role: str | None, style: str | None) -> None:
    facts = spoken(Facts(captions=(caption,)))
    assert (facts.role, facts.style) == (role, style)


def test_drums_by_name_have_no_key() -> None:
    assert spoken(Facts(captions=("funky drums",))).atonal

"""Reading clips back: what our writer wrote, what others write, and what is not a clip."""

from __future__ import annotations

import struct
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from wavinfo import WavInfoReader

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.edit import Edit, EditKind
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import ClipFacts, ClipTags
from musiccm_daw.timebase import Meter, TimeGrid
from musiccm_daw.writers.chunks import acid as acid_chunk
from musiccm_daw.writers.chunks import bext, cue, info, riff
from musiccm_daw.writers.chunks.walk import read_chunk, walk
from musiccm_daw.writers.wav import WavFacts, write_wav
from musiccm_daw.writers.wav_reader import read_clip, read_source
from tests.musiccm_daw.writers.conftest import ClipMaker
from tests.playback import write_clip

GRID = TimeGrid(Fraction("124.75"), Meter(7, 8), 1)
FACTS = WavFacts(
    title="dub_bass_124p75bpm_Amin_4bars_s7",
    prompt="dub bass, très grave ♪",
    seed=7,
    variation=2,
    grid=GRID,
    loop=True,
    key=Key.parse("A minor"),
    chords=ChordProgression.parse("Am7 | F C"),
    tonic=9,
    loudness_lufs=-13.8,
    true_peak_dbtp=-1.2,
    software="MusicCM-DAW 0.1.0",
    model="small 00ff",
)


def noise(frames: int, channels: int = 2) -> np.ndarray:
    return np.random.default_rng(0).uniform(-0.9, 0.9, (frames, channels)).astype(np.float32)


def written(path: Path, facts: WavFacts = FACTS, subtype: str = "PCM_24", channels: int = 2) -> Path:
    write_wav(path, noise(facts.grid.total_samples(44_100), channels), 44_100, subtype, facts)
    return path


def without_chunks(path: Path, *unwanted: bytes) -> None:
    """Remove chunks from a WAV, as editors do that do not know them."""
    with path.open("rb") as file:
        chunks = [read_chunk(file, span) for span in walk(file).spans]
    body = b"".join(riff.frame(chunk) for chunk in chunks if chunk.id not in unwanted)
    path.write_bytes(riff.wave_header(len(body)) + body)


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT"])
@pytest.mark.parametrize("channels", [1, 2])
def test_what_was_written_is_read_and_written_again_to_the_same_samples(
    tmp_path: Path, subtype: str, channels: int
) -> None:
    path = written(tmp_path / "clip.wav", subtype=subtype, channels=channels)
    clip = read_clip(path)
    assert (clip.sample_rate, clip.subtype, clip.audio.shape[1]) == (44_100, subtype, channels)
    write_wav(tmp_path / "again.wav", clip.audio, 44_100, subtype, replace(FACTS, seed=8))
    first, second = (soundfile.read(file, dtype="int32")[0] for file in (path, tmp_path / "again.wav"))
    assert (first == second).all()


def test_our_chunks_are_read_in_full_and_other_readers_agree(tmp_path: Path) -> None:
    path = written(tmp_path / "clip.wav")
    assert read_clip(path).facts == ClipFacts(
        bpm=Fraction("124.75"),
        meter=Meter(7, 8),
        key=Key.parse("A minor"),
        chords=ChordProgression.parse("Am7 | F C"),
        loop=True,
        prompt=FACTS.prompt,
        words=FACTS.prompt,
        role="bass",
    )
    theirs = WavInfoReader(path, info_encoding="utf-8")
    assert theirs.ixml.project == "MusicCM"
    assert theirs.info.comment == f"{FACTS.prompt} (seed 7)"
    assert theirs.smpl.sample_loops[0].start == 0


def test_a_one_shot_does_not_loop(tmp_path: Path) -> None:
    assert read_clip(written(tmp_path / "clip.wav", replace(FACTS, loop=False))).facts.loop is False


@pytest.mark.parametrize("bpm", ["97.3", "124.75", "20.001", "299.99"])
def test_acid_alone_gives_the_tempo_that_was_meant(tmp_path: Path, bpm: str) -> None:
    path = written(tmp_path / "clip.wav", replace(FACTS, title="dub", grid=TimeGrid(Fraction(bpm), Meter(6, 8), 1)))
    without_chunks(path, b"iXML")
    facts = read_clip(path).facts
    # acid names no chords; the prompt is in the comment of LIST/INFO.
    assert (facts.bpm, facts.meter, facts.key, facts.chords) == (Fraction(bpm), Meter(6, 8), None, None)
    assert (facts.loop, facts.prompt) == (True, FACTS.prompt)


def test_the_manifest_beside_a_file_has_most_facts(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    take = write_clip(make_clip(stem_request), tmp_path)
    by_stem = {file.stem: read_clip(file.path).facts for file in take.files if file.variation == 1}
    keys, mix = by_stem["keys"], by_stem["mix"]
    assert (keys.role, keys.words, keys.prompt) == ("keys", "soft, dub techno", "dub techno")
    assert (keys.bpm, keys.chords, keys.name) == (Fraction("124.75"), stem_request.chords, "dub")
    # A mix was made from the words of all stems; the prompt says what it is.
    assert (mix.role, mix.words, mix.prompt) == ("mix", None, "dub techno")


def test_a_manifest_is_ignored_for_a_file_that_has_changed(
    tmp_path: Path, make_clip: ClipMaker, stem_request: GenerationRequest
) -> None:
    take = write_clip(make_clip(stem_request), tmp_path)
    file = next(file.path for file in take.files if file.stem == "keys")
    without_chunks(file, b"bext")
    facts = read_clip(file).facts
    assert (facts.role, facts.name) == ("keys", None), "iXML has the file's name"
    assert facts.bpm == Fraction("124.75"), "iXML still says so"
    take.manifest.write_text("{}")
    assert read_clip(file).facts == facts


def test_an_edit_keeps_what_people_wrote_into_the_file(tmp_path: Path) -> None:
    texts = {"title": "Night drive", "artist": "Ada", "copyright": "© 2024 Ada", "IENG": "Grace", "comment": "mine"}
    marks = cue.encode([cue.Cue(0, "bar 1"), cue.Cue(7, "drop"), cue.Cue(99_999, "far"), cue.Cue(3, "")])
    broadcast = bext.BroadcastFacts("", "Recorder", "", None, 48_000, None, None, ())
    root = acid_chunk.encode(acid_chunk.AcidFacts(True, 7, 8, 4, 4, 120.0))
    id3 = riff.Chunk(b"ID3 ", b"ID3\x03\0\0\0\0\0\0")
    chunks = [info.encode(texts), *marks, bext.encode(broadcast), root, id3]
    clip = read_clip(foreign(tmp_path / "mine.wav", *map(riff.frame, chunks)))
    new = tmp_path / "new.wav"
    write_wav(new, noise(5_000), 44_100, "PCM_16", replace(FACTS, key=None, tonic=clip.tags.tonic, tags=clip.tags))
    again = read_clip(new).tags
    assert again.texts == {name: text for name, text in texts.items() if name != "comment"}
    assert again.markers == ((3, ""), (7, "drop"))
    assert (again.tonic, again.time_reference, again.id3) == (7, 48_000, id3.payload)
    theirs = WavInfoReader(new, info_encoding="utf-8")
    assert (theirs.info.title, theirs.info.artist, theirs.info.copyright) == ("Night drive", "Ada", "© 2024 Ada")
    assert theirs.info.comment == f"{FACTS.prompt} (seed 7)"
    assert theirs.bext.time_reference == 48_000
    assert theirs.ixml._get_text_value("SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO") == "48000"
    assert theirs.ixml._get_text_value("SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI") == "0"
    with soundfile.SoundFile(new) as read:
        assert read.artist == "Ada"


def test_our_own_title_is_not_a_users(tmp_path: Path) -> None:
    assert read_clip(written(tmp_path / "clip.wav")).tags == ClipTags(tonic=9)


@pytest.mark.parametrize("suffix", ["flac", "aiff"])
def test_texts_of_other_formats_are_kept(tmp_path: Path, suffix: str) -> None:
    with soundfile.SoundFile(tmp_path / f"a.{suffix}", "w", 44_100, 1) as file:
        file.title, file.artist, file.copyright = "Night", "Ada", "2024"
        file.write(np.zeros(4_410))
    texts = read_clip(tmp_path / f"a.{suffix}").tags.texts
    assert (texts["title"], texts["artist"], texts["copyright"]) == ("Night", "Ada", "2024")


def test_tags_are_counted_at_the_rate_of_the_take() -> None:
    tags = ClipTags(markers=((441, "drop"),), time_reference=44_100)
    assert tags.at_rate(44_100, 48_000) == ClipTags(markers=((480, "drop"),), time_reference=48_000)


def acid(bpm: float, *, flags: int = 0, numerator: int = 4, denominator: int = 4) -> bytes:
    """Build the bytes of an acid chunk by hand: flags, root, 0x8000, 0, beats, denominator, numerator, tempo."""
    payload = struct.pack("<IHHfIHHf", flags, 60, 0x8000, 0.0, 8, denominator, numerator, bpm)
    return b"acid" + struct.pack("<I", len(payload)) + payload


def foreign(path: Path, *chunks: bytes) -> Path:
    """Write a WAV as another program would, with chunks after its data."""
    soundfile.write(path, noise(1000), 44_100, subtype="PCM_16")
    content = path.read_bytes() + b"".join(chunks)
    path.write_bytes(content[:4] + struct.pack("<I", len(content) - 8) + content[8:])
    return path


def test_tempo_meter_and_loop_are_read_from_a_foreign_loop(tmp_path: Path) -> None:
    facts = read_clip(foreign(tmp_path / "loop.wav", acid(97.5, numerator=3))).facts
    assert facts == ClipFacts(bpm=Fraction("97.5"), meter=Meter(3, 4), loop=True)
    assert read_clip(foreign(tmp_path / "hit.wav", acid(120.0, flags=1))).facts.loop is False


@pytest.mark.parametrize(
    "chunks",
    [
        (acid(0.0, numerator=0, denominator=0),),
        (acid(float("nan"), numerator=300),),
        (b"acid\x04\0\0\0abcd",),
        (b"iXML\x08\0\0\0<BWFXML>",),
        (b"iXML\x00\0\0\0", b"LIST\x04\0\0\0INFO", b"smpl\x04\0\0\0\0\0\0\0"),
        (b"LIST\x08\0\0\0INFOICMT",),
        (b"junk\xff\xff\xff\x7f",),
        (b"odd",),
    ],
)
def test_unreadable_chunks_are_ignored(tmp_path: Path, chunks: tuple[bytes, ...]) -> None:
    clip = read_clip(foreign(tmp_path / "odd.wav", *chunks))
    assert len(clip.audio) == 1000
    assert (clip.facts.bpm, clip.facts.meter, clip.facts.prompt) == (None, None, None)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"acid", b"iXML", b"smpl", b"LIST"]), st.binary(max_size=80))
def test_no_chunk_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, name: bytes, payload: bytes) -> None:
    path = tmp_path_factory.mktemp("odd") / "odd.wav"
    assert len(read_clip(foreign(path, riff.frame(riff.Chunk(name, payload)))).audio) == 1000


def test_the_note_of_a_recordist_is_not_a_prompt(tmp_path: Path) -> None:
    xml = b"<BWFXML><PROJECT>Film</PROJECT><NOTE>plane overhead</NOTE><USER>bpm: 90\nfree text</USER></BWFXML>"
    facts = read_clip(foreign(tmp_path / "take.wav", riff.frame(riff.Chunk(b"iXML", xml)))).facts
    assert (facts.bpm, facts.prompt) == (90, None)


@pytest.mark.parametrize(("name", "form"), [("a.flac", "FLAC"), ("a.aiff", "AIFF"), ("a.rf64", "RF64")])
def test_other_lossless_formats_are_read_to_the_bit(tmp_path: Path, name: str, form: str) -> None:
    samples = np.random.default_rng(1).integers(-(2**23), 2**23, (500, 2), dtype=np.int32) << 8
    soundfile.write(tmp_path / name, samples, 48_000, subtype="PCM_24", format=form)
    clip = read_clip(tmp_path / name)
    assert (clip.sample_rate, clip.subtype, clip.facts) == (48_000, "PCM_24", ClipFacts())
    assert (clip.audio.astype(np.float64) * 2**31 == samples).all()


def test_what_is_not_a_clip_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("no audio")
    soundfile.write(tmp_path / "three.wav", noise(10, 3), 44_100)
    soundfile.write(tmp_path / "none.wav", noise(0), 44_100)
    soundfile.write(tmp_path / "nan.wav", np.full((10, 2), np.nan, np.float32), 44_100, subtype="FLOAT")
    soundfile.write(tmp_path / "endless.wav", np.zeros((3_700 * 100, 1), np.float32), 100, subtype="PCM_U8")
    expected = {
        "empty.wav": "empty",
        "text.wav": "not readable audio",
        "three.wav": "3 channels",
        "none.wav": "no samples",
        "nan.wav": "not finite numbers",
        "endless.wav": "longer than an hour",
        "missing.wav": "not a file",
        ".": "not a file",
        "nul\0.wav": "not a file",
    }
    for name, words in expected.items():
        with pytest.raises(RequestError, match=words) as caught:
            read_clip(tmp_path / name)
        assert "\n" not in str(caught.value)


def test_a_source_must_still_be_the_one_that_was_meant(tmp_path: Path) -> None:
    path = written(tmp_path / "clip.wav")
    edit = Edit(EditKind.VARIATION, str(path), read_clip(path).sha256, range(0, 1), 1.0)
    assert read_source(edit).sha256 == edit.sha256
    without_chunks(path, b"bext")
    with pytest.raises(RequestError, match="has changed"):
        read_source(edit)
    path.unlink()
    with pytest.raises(RequestError, match="not a file"):
        read_source(edit)

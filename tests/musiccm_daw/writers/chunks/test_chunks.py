"""Every chunk as an annotated hexdump: the bytes that we write, and what is read back from them."""

import re
import time
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.writers.chunks import acid, bext, cue, fmt, info, ixml, riff, smpl
from musiccm_daw.writers.chunks.riff import Chunk


def dump(text: str) -> bytes:
    """Read a hexdump: two digits per byte, `*n` repeats the previous byte up to n in all, # starts a comment."""
    data = b""
    for word in re.sub(r"#.*", "", text).split():
        data += data[-1:] * (int(word[1:]) - 1) if word.startswith("*") else bytes.fromhex(word)
    return data


FMT_24 = """
66 6d 74 20   # 'fmt '
10 00 00 00   # 16 bytes
01 00         # integer PCM
02 00         # 2 channels
44 ac 00 00   # 44100 frames a second
98 09 04 00   # 264600 bytes a second
06 00         # 6 bytes a frame
18 00         # 24 bits a sample
"""

FMT_FLOAT = """
66 6d 74 20   # 'fmt '
12 00 00 00   # 18 bytes
03 00         # IEEE float
01 00         # 1 channel
80 bb 00 00   # 48000 frames a second
00 ee 02 00   # 192000 bytes a second
04 00         # 4 bytes a frame
20 00         # 32 bits a sample
00 00         # no extension
"""

ACID_LOOP = """
61 63 69 64   # 'acid'
18 00 00 00   # 24 bytes
06 00 00 00   # root note is set (2), stretch (4)
39 00         # MIDI note 57: A
00 80         # constant
00 00 00 00   # constant
0e 00 00 00   # 14 beats: four bars of 7/8
08 00         # denominator, which comes first
07 00         # numerator
00 80 f9 42   # 124.75 bpm
"""

ACID_ONE_SHOT = """
61 63 69 64   # 'acid'
18 00 00 00   # 24 bytes
01 00 00 00   # one-shot
3c 00         # no root note: middle C
00 80         # constant
00 00 00 00   # constant
10 00 00 00   # 16 beats
04 00         # denominator
04 00         # numerator
00 00 f0 42   # 120 bpm
"""

SMPL = """
73 6d 70 6c   # 'smpl'
3c 00 00 00   # 60 bytes: 36 and one loop of 24
00 00 00 00   # manufacturer
00 00 00 00   # product
94 58 00 00   # 22676 ns a frame
39 00 00 00   # plays at its own pitch on MIDI note 57
00 00 00 00   # pitch fraction
00 00 00 00   # SMPTE format
00 00 00 00   # SMPTE offset
01 00 00 00   # one loop
00 00 00 00   # no extra bytes
00 00 00 00   # loop 0
00 00 00 00   # forward
00 00 00 00   # from frame 0
aa 35 05 00   # to frame 341418, which is played: 341419 frames
00 00 00 00   # fraction
00 00 00 00   # endless
"""

CUE = """
63 75 65 20   # 'cue '
34 00 00 00   # 52 bytes
02 00 00 00   # two points
01 00 00 00   # point 1
00 00 00 00   # at frame 0 in play order
64 61 74 61   # 'data'
00 00 00 00   # chunk start
00 00 00 00   # block start
00 00 00 00   # at frame 0
02 00 00 00   # point 2
6b 4d 01 00   # at frame 85355 in play order
64 61 74 61   # 'data'
00 00 00 00   # chunk start
00 00 00 00   # block start
6b 4d 01 00   # at frame 85355
"""

LABELS = """
4c 49 53 54           # 'LIST'
28 00 00 00           # 40 bytes, the padding inside counted
61 64 74 6c           # 'adtl'
6c 61 62 6c           # 'labl'
0a 00 00 00           # 10 bytes
01 00 00 00           # of point 1
62 61 72 20 31 00     # 'bar 1', zero
6c 61 62 6c           # 'labl'
09 00 00 00           # 9 bytes
02 00 00 00           # of point 2
63 6f 64 61 00        # 'coda', zero
00                    # padding
"""

INFO = """
4c 49 53 54              # 'LIST'
28 00 00 00              # 40 bytes, the padding inside counted
49 4e 46 4f              # 'INFO'
49 4e 41 4d              # 'INAM', the title
04 00 00 00              # 4 bytes
64 75 62 00              # 'dub', zero
49 43 4d 54              # 'ICMT', the comment
0f 00 00 00              # 15 bytes
64 75 62 20 e2 99 aa 20  # 'dub ♪ '
73 65 65 64 20 37 00     # 'seed 7', zero
00                       # padding
"""

BEXT = """
62 65 78 74                    # 'bext'
75 02 00 00                    # 629 bytes: 602 and the coding history
64 75 62 3f 00 *252            # description 'dub?' in 256 bytes: the sign was not ASCII
4d 75 73 69 63 43 4d 00 *25    # originator 'MusicCM' in 32 bytes
73 65 65 64 20 37 00 *26       # reference 'seed 7' in 32 bytes
31 39 37 30 2d 30 31 2d 30 32  # date '1970-01-02'
30 30 3a 30 30 3a 30 31        # time '00:00:01'
00 00 00 00 00 00 00 00        # time reference: frame 0
02 00                          # version 2
00 *64                         # no UMID
9c fa                          # -13.80 LUFS
ff 7f                          # loudness range: not measured
88 ff                          # -1.20 dBTP
ff 7f                          # momentary loudness: not measured
ff 7f                          # short-term loudness: not measured
00 *180                        # reserved
41 3d 50 43 4d 2c 46 3d 34 34 31 30 30 2c 57 3d 32 34 2c 4d 3d 6d 6f 6e 6f  # 'A=PCM,F=44100,W=24,M=mono'
0d 0a                          # end of line
00                             # padding
"""

BROADCAST = bext.BroadcastFacts(
    description="dub♪",
    originator="MusicCM",
    originator_reference="seed 7",
    created=datetime(1970, 1, 2, 0, 0, 1, tzinfo=UTC),
    time_reference=0,
    loudness_lufs=-13.8,
    true_peak_dbtp=-1.2,
    coding_history=("A=PCM,F=44100,W=24,M=mono",),
)
CUES = (cue.Cue(0, "bar 1"), cue.Cue(85355, "coda"))


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        (fmt.encode(fmt.Format.of("PCM_24", 2, 44100)), FMT_24),
        (fmt.encode(fmt.Format.of("FLOAT", 1, 48000)), FMT_FLOAT),
        (fmt.encode_fact(341419), "66 61 63 74  04 00 00 00  ab 35 05 00"),
        (acid.encode(acid.AcidFacts(True, 9, 14, 8, 7, 124.75)), ACID_LOOP),
        (acid.encode(acid.AcidFacts(False, None, 16, 4, 4, 120)), ACID_ONE_SHOT),
        (smpl.encode(smpl.LoopFacts.whole_file(341419, 44100, 57)), SMPL),
        (cue.encode(CUES)[0], CUE),
        (cue.encode(CUES)[1], LABELS),
        (info.encode({"title": "dub", "comment": "dub ♪ seed 7"}), INFO),
        (bext.encode(BROADCAST), BEXT),
    ],
    ids=["fmt-24", "fmt-float", "fact", "acid-loop", "acid-one-shot", "smpl", "cue", "adtl", "info", "bext"],
)
def test_the_bytes_are_those_of_the_hexdump(chunk: Chunk, expected: str) -> None:
    assert riff.frame(chunk).hex(" ") == dump(expected).hex(" ")


@pytest.mark.parametrize(
    ("total_quarters", "beats"), [(Fraction(16), 16), (Fraction(7, 2), 0), (Fraction(7, 2) * 4, 14)]
)
def test_beats_are_whole_or_unknown(total_quarters: Fraction, beats: int) -> None:
    assert acid.whole_beats(total_quarters) == beats


WORD = st.integers(0, 2**16 - 1)
LONG = st.integers(0, 2**32 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"))
ASCII = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=32)
HUNDREDTHS = st.none() | st.integers(-30000, 1000).map(lambda value: value / 100)


@given(st.builds(fmt.Format, WORD, WORD, LONG, LONG, WORD, WORD))
def test_fmt_is_read_as_written(facts: fmt.Format) -> None:
    assert fmt.decode(fmt.encode(facts).payload) == facts


@given(LONG)
def test_fact_is_read_as_written(frames: int) -> None:
    assert fmt.FACT.unpack(fmt.encode_fact(frames).payload) == {"frames": frames}


@given(
    st.builds(
        acid.AcidFacts,
        loop=st.booleans(),
        tonic=st.none() | st.integers(0, 11),
        beats=LONG,
        denominator=WORD,
        numerator=WORD,
        bpm=st.floats(20, 300, width=32),
    )
)
def test_acid_is_read_as_written(facts: acid.AcidFacts) -> None:
    assert acid.decode(acid.encode(facts).payload) == facts


@given(st.builds(smpl.LoopFacts, LONG, LONG, LONG, LONG))
def test_smpl_is_read_as_written(facts: smpl.LoopFacts) -> None:
    assert smpl.decode(smpl.encode(facts).payload) == facts


@given(st.lists(st.builds(cue.Cue, LONG, TEXT), max_size=5).map(tuple))
def test_cues_are_read_as_written(cues: tuple[cue.Cue, ...]) -> None:
    points, labels = cue.encode(cues)
    assert cue.decode(points.payload, labels.payload) == cues


@given(st.dictionaries(st.sampled_from(list(info.FIELDS)), TEXT))
def test_info_is_read_as_written(texts: dict[str, str]) -> None:
    assert info.decode(info.encode(texts).payload) == texts


@given(
    st.builds(
        bext.BroadcastFacts,
        description=ASCII,
        originator=ASCII,
        originator_reference=ASCII,
        created=st.none() | st.datetimes(datetime(1970, 1, 1)).map(lambda time: time.replace(microsecond=0)),
        time_reference=st.integers(0, 2**64 - 1),
        loudness_lufs=HUNDREDTHS,
        true_peak_dbtp=HUNDREDTHS,
        coding_history=st.lists(ASCII.filter(bool), max_size=3).map(tuple),
    )
)
def test_bext_is_read_as_written(facts: bext.BroadcastFacts) -> None:
    assert bext.decode(bext.encode(facts).payload) == facts


@given(st.builds(ixml.ProductionFacts, *[TEXT] * 8))
def test_ixml_is_read_as_written(facts: ixml.ProductionFacts) -> None:
    assert ixml.decode(ixml.encode(facts).payload) == facts


@pytest.mark.parametrize("hostile", ["\x00a\x01\x1b[31m", "\ud800", "\ufffe", "</NOTE>&", "a\r\nb\tc", "𝄞 fin ♯"])
def test_no_text_breaks_a_chunk(hostile: str) -> None:
    notes = ixml.decode(ixml.encode(ixml.ProductionFacts("", "", "", hostile, "", "", "0", "0")).payload)
    comment = info.decode(info.encode({"comment": hostile}).payload)["comment"]
    assert "\x1b" not in notes.note + comment
    assert "\r" not in notes.note + comment
    description = bext.encode(bext.BroadcastFacts(hostile * 99, "", "", None, 0, None, None, ())).payload[:256]
    assert description.isascii()


@pytest.mark.parametrize("size", [0, 1, 2, 7])
def test_chunks_are_padded_to_an_even_length(size: int) -> None:
    framed = riff.frame(Chunk(b"test", b"x" * size))
    assert len(framed) == riff.framed_size(size)
    assert len(framed) % 2 == 0
    assert riff.split(framed * 2) == riff.Entries((Chunk(b"test", b"x" * size),) * 2)


@pytest.mark.parametrize(("cut", "fault"), [(b"labl", "4 bytes"), (dump("6c 61 62 6c 05 00 00 00 01 02"), "'labl'")])
def test_a_list_that_is_cut_off_gives_its_whole_entries(cut: bytes, fault: str) -> None:
    whole = Chunk(b"labl", b"x\0")
    entries = riff.split(riff.frame(whole) + cut)
    assert entries.chunks == (whole,)
    assert fault in entries.fault


@given(st.lists(st.tuples(st.binary(max_size=9), st.integers(0, 3))))
def test_entries_are_found_with_any_padding(entries: list[tuple[bytes, int]]) -> None:
    payload = b"".join(riff.chunk_header(b"IABC", len(text)) + text + bytes(zeros) for text, zeros in entries)
    assert [chunk.payload for chunk in riff.split(payload).chunks] == [text for text, _ in entries]


def test_a_list_of_many_entries_is_read_in_a_moment() -> None:
    # 16 MiB, the largest chunk that is read: entry after entry copied the rest, which took an hour.
    entries = riff.frame(Chunk(b"labl", b"x" * 248)) * riff.MOST_ENTRIES
    started = time.process_time()
    assert len(riff.split(entries).chunks) == riff.MOST_ENTRIES
    assert riff.split(b"\0" * len(entries)) == riff.Entries(())
    assert riff.split(riff.frame(Chunk(b"labl", b"")) * (1 << 21)).fault == "it has more than 65536 entries"
    assert time.process_time() - started < 20


def test_texts_of_older_programs_are_read() -> None:
    entry = riff.frame(Chunk(b"INAM", "très doux\0".encode("cp1252")))
    assert info.decode(b"INFO" + entry)["title"] == "très doux"


@pytest.mark.parametrize("tail", [b"\0" * 200, b" " * 64, b"\r\n\0\xff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_ixml_is_read_in_any_encoding_and_with_any_filling(encoding: str, tail: bytes) -> None:
    declared = "utf-8" if encoding == "cp1252" else encoding.removesuffix("-le")
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    text = f'<?xml version="1.0" encoding="{declared}"?><BWFXML><NOTE>très doux</NOTE></BWFXML>'
    assert ixml.decode(mark + text.encode(encoding) + tail).note == "très doux"

"""Tables of captions: what rows state, in CSV and JSON lines, and one line about each mistake."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import Key
from musiccm_daw.timebase import Meter
from trainer.corpus.importing.caption_table import read_table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keys").mkdir()
    for name in ("a.wav", "keys/b.wav", "é.wav"):
        (tmp_path / name).touch()
    return tmp_path


def table(folder: Path, text: str, name: str = "captions.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_column_is_read(folder: Path) -> None:
    text = (
        "file,caption,caption2,bpm,key,meter,downbeat,role,style,chords,song,unknown\n"
        'a.wav,"warm, slow pads",dusty keys,97.3,F# minor,6/8,0.52,Pads,lofi,Am7 | F C,Tune,x\n'
    )
    facts = read_table(table(folder, text), folder)["a.wav"]
    assert facts.captions == ("warm, slow pads", "dusty keys")
    assert (facts.bpm, facts.meter, facts.downbeat_seconds) == (Fraction("97.3"), Meter(6, 8), Fraction("0.52"))
    assert (facts.key, str(facts.chords), facts.role) == (Key(6, "minor"), "Am7 | F C", "pads")
    assert (facts.style, facts.song) == ("lofi", "Tune")


def test_spreadsheets_of_all_sorts(folder: Path) -> None:
    text = "\ufeffFile_Name;Caption\r\nkeys\\b.wav;soft, round bass\r\ne\u0301.wav;accents\r\n"
    facts = read_table(table(folder, text), folder)
    assert facts["keys/b.wav"].captions == ("soft, round bass",)
    assert facts["é.wav"].captions == ("accents",)


def test_json_lines_with_several_captions_and_several_rows(folder: Path) -> None:
    rows = [{"file": "a.wav", "caption": ["one", "two"], "bpm": 120}, {"file": "a.wav", "text": "three"}]
    facts = read_table(table(folder, "\n\n".join(map(json.dumps, rows)), "captions.jsonl"), folder)["a.wav"]
    assert facts.captions == ("one", "two", "three")
    assert facts.bpm == 120


def test_separators_of_lines_may_stand_within_json(folder: Path) -> None:
    row = json.dumps({"file": "a.wav", "caption": "one\u2028two\x85three"}, ensure_ascii=False)
    facts = read_table(table(folder, f"{row}\r\n", "captions.jsonl"), folder)["a.wav"]
    assert facts.captions == ("one two three",)


def test_accents_may_be_written_in_two_ways_on_the_disk_and_in_the_table(folder: Path) -> None:
    (folder / "e\u0302").mkdir()
    (folder / "e\u0302" / "o\u0302.wav").touch()
    for name in ("ê/ô.wav", "e\u0302/o\u0302.wav", str(folder.resolve() / "e\u0302" / "o\u0302.wav")):
        assert list(read_table(table(folder, f"file,caption\n{name},accents\n"), folder)) == ["ê/ô.wav"]


def test_facts_leave_the_words_of_a_caption(folder: Path) -> None:
    text = 'file,caption,bpm\na.wav,"dusty rhodes, 90 bpm, in A minor",\nkeys/b.wav,loop at 90 bpm,124\n'
    facts = read_table(table(folder, text), folder)
    assert facts["a.wav"].captions == ("dusty rhodes",)
    assert (facts["a.wav"].bpm, facts["a.wav"].key) == (90, Key(9, "minor"))
    assert facts["keys/b.wav"].bpm == 124  # a column counts before the words


def test_key_none_and_unpitched_roles_have_no_harmony(folder: Path) -> None:
    facts = read_table(table(folder, "file,caption,key,role\na.wav,x,none,\nkeys/b.wav,y,,drums\n"), folder)
    assert facts["a.wav"].atonal
    assert facts["keys/b.wav"].atonal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no rows"),
        ("file,caption\n", "no rows"),
        ("name,caption\na.wav,x\n", "lacks a column for the file"),
        ("file,words\na.wav,x\n", "lacks a column for the caption"),
        ("file,caption\n,x\n", "line 2 names no file"),
        ("file,caption,bpm\na.wav,x,fast\n", "line 2: bpm 'fast'"),
        ("file,caption,bpm\na.wav,x,5\n", "line 2: bpm"),
        ("file,caption,key\na.wav,x,K\n", "line 2: key"),
        ("file,caption,meter\na.wav,x,4/3\n", "line 2: meter"),
        ("file,caption,role\na.wav,x,kazoo\n", "line 2: stem role"),
        ("file,caption,chords\na.wav,x,Zm\n", "line 2: chord"),
        ("file,caption,downbeat\na.wav,x,-1\n", "line 2: downbeat"),
        ("file,caption\na.wav,warm, slow\n", "more cells"),
        ('file,caption\na.wav,"never closed\n', "not valid CSV"),
        ("file,caption\na.wav,x\ngone.wav,y\n", "names 1 file not in"),
    ],
)
def test_a_wrong_table_is_refused_in_one_line(folder: Path, text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message) as caught:
        read_table(table(folder, text), folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"file": "a.wav"', "line 1 is not valid JSON"),
        ("[" * 100_000, "is not valid JSON"),
        ("[1]", "line 1 is not an object"),
    ],
)
def test_damaged_json_lines_are_named(folder: Path, text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        read_table(table(folder, text, "captions.jsonl"), folder)


def test_a_table_that_is_missing_or_not_text(folder: Path) -> None:
    (folder / "latin.csv").write_bytes(b"file,caption\na.wav,caf\xe9\n")
    for name in ("latin.csv", "absent.csv", "keys"):
        with pytest.raises(RequestError, match="cannot read"):
            read_table(folder / name, folder)

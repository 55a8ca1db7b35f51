"""Words, options and files become a request: option over file over prompt over a client's defaults over style."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.asking import AskedMidi, ask, with_guessed_style
from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.scoring import planned_scores
from tests.musiccm_daw.score.smf import END, meta, note, smf, title

TEMPO_140 = meta(0x51, (60_000_000 // 140).to_bytes(3, "big"))
METER_3_4 = meta(0x58, bytes([3, 2, 24, 8]))
KEY_D_MAJOR = meta(0x59, bytes([2, 0]))
STATED = smf(TEMPO_140 + METER_3_4 + KEY_D_MAJOR + title("keys") + note(62) + END)
PLAIN = smf(title("keys") + note(62) + END)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes a file and returns its path."""

    def write(content: bytes, name: str = "song.mid") -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


def facts(request: GenerationRequest) -> tuple[str, str, str]:
    return str(request.bpm), str(request.meter), str(request.key)


def test_a_style_brings_what_nobody_says() -> None:
    request = ask("drum and bass", seed=3)
    assert 160 <= request.bpm <= 180
    assert {request.sources[fact] for fact in ("bpm", "meter", "chords")} == {"style"}
    assert request.sources["key"] == "seed"
    assert request == ask("drum and bass", seed=3)


def test_a_style_that_words_are_near_to_brings_what_nobody_says() -> None:
    asked = ask("velvet submarine", seed=3)
    assert asked.sources["bpm"] == "default"
    guessed = with_guessed_style(asked, lambda phrase: "musette")
    assert 168 <= guessed.bpm <= 204
    assert str(guessed.meter) == "3/4"
    assert {guessed.sources[fact] for fact in ("bpm", "meter", "chords")} == {"style"}
    assert guessed.bars == asked.bars
    assert with_guessed_style(asked, lambda phrase: None) == asked


def test_a_guess_overrules_neither_options_nor_the_prompt() -> None:
    asked = ask("velvet submarine in 6/8, 16 seconds", bpm=90, key="D minor", chords="Dm | A7", seed=3)
    guessed = with_guessed_style(asked, lambda phrase: "musette")
    assert facts(guessed) == facts(asked) == ("90", "6/8", "D minor")
    assert (str(guessed.chords), guessed.bars) == (str(asked.chords), asked.bars)
    named = ask("velvet submarine techno", seed=3)
    assert with_guessed_style(named, lambda phrase: "musette") == named


def test_seconds_are_counted_at_the_tempo_of_a_guess() -> None:
    asked = ask("velvet submarine, 30 seconds", seed=3)
    guessed = with_guessed_style(asked, lambda phrase: "musette")
    assert abs(guessed.grid.total_seconds - 30) < 2
    assert guessed.bars > asked.bars


def test_without_a_style_the_usual_values_hold() -> None:
    request = ask("something quiet", seed=3)
    assert facts(request)[:2] == ("120", "4/4")
    assert request.sources["bpm"] == "default"


@pytest.mark.parametrize(
    ("prompt", "defaults", "options", "bpm", "source"),
    [
        ("drum and bass at 90 bpm", {"bpm": 100}, {"bpm": 150}, "150", "option"),
        ("drum and bass at 90 bpm", {"bpm": 100}, {}, "140", "midi"),
    ],
)
def test_an_option_counts_before_the_file(
    file: Callable[..., str],
    prompt: str,
    defaults: dict[str, Any],
    options: dict[str, Any],
    bpm: str,
    source: str,
) -> None:
    request = ask(prompt, seed=3, midi=[file(STATED)], defaults=defaults, **options)
    assert (str(request.bpm), request.sources["bpm"]) == (bpm, source)


def test_the_file_counts_before_the_prompt(file: Callable[..., str]) -> None:
    assert facts(ask("waltz at 90 bpm in A minor, 4/4", midi=[file(STATED)])) == ("140", "3/4", "D major")


def test_the_prompt_counts_before_defaults_and_they_before_the_style(file: Callable[..., str]) -> None:
    defaults = {"bpm": 100, "meter": "6/8", "key": "Em", "bars": 7}
    request = ask("drum and bass at 90 bpm", midi=[file(PLAIN)], defaults=defaults)
    assert facts(request) == ("90", "6/8", "E minor")
    # A file always says how long it is.
    assert (request.bars, request.sources["bars"]) == (1, "midi")
    assert facts(ask("drum and bass", defaults=defaults)) == ("100", "6/8", "E minor")
    assert ask("drum and bass", defaults=defaults).bars == 7


@pytest.mark.parametrize(
    ("options", "defaults", "score", "parts"),
    [
        ({}, {"score": "none"}, "none", False),
        ({}, {"parts": 1}, "composed", True),
        ({"score": "none"}, {"parts": 1}, "none", False),
        ({"parts": 1}, {"score": "none"}, "composed", True),
        ({}, {"score": "none", "parts": 1}, "none", False),
        ({"score": None, "parts": None}, {"score": "none"}, "none", False),
        ({"parts": 0}, {"score": "none"}, "none", False),
        ({"density": 0.8}, {"score": "none"}, "composed", False),
    ],
)
def test_defaults_that_contradict_what_is_asked_give_way(
    options: dict[str, Any], defaults: dict[str, Any], score: str, parts: bool
) -> None:
    request = ask("soul", defaults=defaults, **options)
    assert (str(request.score), request.parts) == (score, parts)


def test_a_file_is_played_though_no_score_is_a_default(file: Callable[..., str]) -> None:
    assert ask("soul", midi=[file(PLAIN)], defaults={"score": "none"}).score == "given"


def test_key_and_chords_that_nobody_gives_stay_unknown(file: Callable[..., str]) -> None:
    request = ask("deep house", midi=[file(PLAIN)])
    assert (request.key, request.chords) == (None, None)
    with_key = ask("deep house in A minor", midi=[file(PLAIN)])
    assert (str(with_key.key), with_key.chords) == ("A minor", None)
    with_chords = ask("deep house", midi=[file(PLAIN)], chords="Am | Dm | E | Am")
    assert (str(with_chords.key), str(with_chords.chords)) == ("A minor", "Am | Dm | E | Am")


def test_a_file_at_another_tempo_keeps_its_quarters(file: Callable[..., str]) -> None:
    path = file(STATED)
    slow, fast = (ask("soul", seed=1, midi=[path], bpm=bpm) for bpm in (60, 200))
    assert slow.bars == fast.bars
    assert planned_scores(slow) == planned_scores(fast)


def test_a_length_in_quarters_fills_whole_bars_of_the_meter(file: Callable[..., str]) -> None:
    five_quarters = file(smf(title("keys") + note(60, ticks=1) + b"\x92\x5f\xff\x2f\x00"))
    assert ask("soul", midi=[five_quarters], meter="4/4").bars == 2
    assert ask("soul", midi=[five_quarters], meter="5/4").bars == 1
    assert ask("soul", midi=[five_quarters], meter="1/4").bars == 5


def test_a_note_that_is_held_a_little_over_the_last_bar_line_asks_for_no_further_bar(file: Callable[..., str]) -> None:
    over = file(smf(b"\x00\x90\x3c\x40" + b"\x8f\x0a\x80\x3c\x00" + END))
    assert ask("soul", midi=[over]).bars == 1
    further = file(smf(b"\x00\x90\x3c\x40" + b"\x90\x00\x80\x3c\x00" + END))
    assert ask("soul", midi=[further]).bars == 2


def test_the_first_file_that_says_something_counts_and_the_longest_lasts(file: Callable[..., str]) -> None:
    long = smf(title("bass") + note(40) + b"\x9e\x00\xff\x2f\x00")
    request = ask("soul", midi=[file(PLAIN, "a.mid"), file(STATED, "b.mid"), file(long, "c.mid")])
    assert facts(request) == ("140", "3/4", "D major")
    assert request.bars == 3


def test_remarks_name_what_is_left_out(file: Callable[..., str]) -> None:
    remarks: list[str] = []
    late = smf(title("keys") + note(60) + b"\x9e\x00\x90\x40\x40\x10\x80\x40\x00" + note(10) + END)
    ask("soul", midi=[file(late)], bars=1, on_remark=remarks.append)
    assert remarks == ["1 note outside A0 to C8 left out", "1 note after bar 1 left out"]
    remarks.clear()
    ask("soul", midi=[file(late), file(PLAIN, "b.mid")], bars=1, on_remark=remarks.append)
    assert len(remarks) == 2
    assert all(remark.startswith("'song.mid': ") for remark in remarks)


def test_a_file_is_named_with_its_stem_in_either_way(file: Callable[..., str]) -> None:
    path = file(PLAIN)
    one = ask("soul", seed=1, midi=[f"Keys={path}"], stems=["keys", "bass"])
    other = ask("soul", seed=1, midi=[AskedMidi(path, "keys")], stems=["keys", "bass"])
    assert one == other
    assert one.midi[0].stem == "keys"


def test_a_name_with_an_equals_sign_may_be_a_file_of_its_own(
    file: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file(PLAIN, "keys=final.mid")
    file(PLAIN, "take=2.mid")
    for name in ("keys=final.mid", "take=2.mid"):
        (midi,) = ask("soul", midi=[name]).midi
        assert (midi.source, midi.stem) == (str(tmp_path / name), None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere.mid", "no such file"),
        ("bass=nowhere.mid", "no such file"),
        (".", "not a file"),
        ("/dev/zero", "not a file"),
        ("", "names no file"),
        ("x" * 5000, "too long"),
        ("bass=" + "x" * 5000, "too long"),
        ("a\0b", "null"),
        ("~nobody-of-this-name/a.mid", "no such home folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(name: str, words: str) -> None:
    with pytest.raises(RequestError, match=words) as refusal:
        ask("soul", midi=[name])
    text = str(refusal.value)
    assert text.isprintable()
    assert "name a MIDI file" in text or "write the path in full" in text


def test_of_several_files_the_wrong_one_is_named(file: Callable[..., str]) -> None:
    with pytest.raises(RequestError, match=r"'b.mid': the file is not a MIDI file"):
        ask("soul", midi=[file(PLAIN, "a.mid"), file(b"lyrics", "b.mid")])


def test_no_score_and_a_file_contradict_each_other(file: Callable[..., str]) -> None:
    with pytest.raises(RequestError, match="contradict"):
        ask("soul", midi=[file(PLAIN)], score="none")


@pytest.mark.parametrize("stems", [(), ("bass", "drums")])
def test_a_composed_score_and_a_file_contradict_each_other(file: Callable[..., str], stems: tuple[str, ...]) -> None:
    midi = f"bass={file(PLAIN)}" if stems else file(PLAIN)
    with pytest.raises(RequestError, match="score composed and a MIDI file contradict each other; leave score out"):
        ask("soul", midi=[midi], stems=stems, score="composed")
    assert ask("soul", midi=[midi], stems=stems, defaults={"score": "composed"}).score == "given"


BAR_TICKS = 4 * 480
AFTER_TWO_BARS = b"\x9e\x00"


def test_a_file_that_would_be_silent_is_refused(file: Callable[..., str]) -> None:
    late = file(smf(title("bass") + AFTER_TWO_BARS + note(40)[1:] + END))
    for options in ({}, {"stems": ("bass", "drums")}, {"stems": ("bass",), "score": None}):
        with pytest.raises(
            RequestError,
            match="would be silent: the first note is in bar 3, and 2 bars of 4/4 are played; ask for 3 bars or more, "
            "or move the notes to the beginning",
        ):
            ask("soul", midi=[late], bars=2, **options)
    assert ask("soul", midi=[late], bars=3).bars == ask("soul", midi=[late]).bars == 3
    after_300_bars = b"\xa3\x94\x00"
    with pytest.raises(RequestError, match="is in bar 301, and 256 bars of 4/4 are played; move the notes"):
        ask("soul", midi=[file(smf(after_300_bars + note(40)[1:] + END))], bars=256)


def test_of_several_files_one_may_begin_later(file: Callable[..., str]) -> None:
    late = file(smf(title("bass") + AFTER_TWO_BARS + note(40)[1:] + END), "late.mid")
    remarks: list[str] = []
    request = ask("soul", midi=[file(PLAIN), late], bars=2, on_remark=remarks.append)
    assert (request.bars, remarks) == (2, ["'late.mid': 1 note after bar 2 left out"])
    with pytest.raises(RequestError, match="the MIDI files would be silent"):
        ask("soul", midi=[late, late], bars=2)


@given(start=st.integers(0, 4 * BAR_TICKS), bars=st.integers(1, 4))
def test_a_file_is_played_or_refused_but_never_silent(
    start: int, bars: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    song = mido.MidiFile(ticks_per_beat=480)
    song.tracks.append(
        mido.MidiTrack([mido.Message("note_on", note=60, time=start), mido.Message("note_off", note=60, time=96)])
    )
    path = tmp_path_factory.mktemp("midi") / "song.mid"
    song.save(path)
    if start < bars * BAR_TICKS:
        (score,) = planned_scores(ask("soul", midi=[str(path)], bars=bars))
        assert [len(part.notes) for part in score.parts] == [1]
    else:
        with pytest.raises(RequestError, match=f"is in bar {start // BAR_TICKS + 1},"):
            ask("soul", midi=[str(path)], bars=bars)


def test_tracks_that_do_not_fit_the_stems_are_refused_before_a_model_is_loaded(file: Callable[..., str]) -> None:
    with pytest.raises(RequestError, match="no stem plays track"):
        ask("soul", midi=[file(PLAIN)], stems=["bass", "drums"])


def test_a_file_that_is_too_long_is_refused_by_its_own_length(file: Callable[..., str]) -> None:
    after_300_bars = b"\xa3\x94\x00"
    late = file(smf(title("keys") + note(60) + after_300_bars + note(62)[1:] + END))
    with pytest.raises(RequestError, match="lasts 301 bars of 4/4, and at most 256 are allowed; set bars"):
        ask("soft keys", midi=[late])
    assert ask("soft keys", midi=[late], bars=256).bars == 256


@pytest.mark.parametrize(
    ("chords", "bars", "remarks"),
    [
        ("Am F C G", 4, ["every bar has all of the chords Am F C G; for a bar each, write Am | F | C | G"]),
        ("Am F C G", 1, []),
        ("Am F", 4, []),
        ("Am F | C G", 4, []),
    ],
)
def test_chords_without_bar_lines_are_remarked(chords: str, bars: int, remarks: list[str]) -> None:
    said: list[str] = []
    ask("house", chords=chords, bars=bars, seed=1, on_remark=said.append)
    assert said == remarks


def test_a_length_by_default_gives_way_to_sections() -> None:
    sections = (Section(2, name="verse"), Section(3, name="chorus"))
    assert ask("soul", defaults={"bars": 8}, sections=sections).bars == 5


def test_parts_by_default_give_way_to_stems() -> None:
    assert not ask("soul", defaults={"parts": 1}, stems=("bass",)).parts
    assert ask("soul", defaults={"parts": 1}).parts

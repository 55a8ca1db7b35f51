"""Wrong presets: one line with file, line, key, what was got and what is allowed; and never another error."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from musiccm_daw.errors import PresetError
from presets.json_schema import keys_at
from presets.load import load_preset
from presets.takes import planned_takes
from tests.presets.conftest import KIT


def plan(preset: str) -> None:
    planned_takes(load_preset(preset), base_seed=1)


@pytest.mark.parametrize(
    ("old", "new", "line", "messages"),
    [
        ("bpm = 124", "bmp = 124", 3, ["preset.bmp: unknown key 'bmp'; did you mean bpm?", "allowed are name, "]),
        ("bpm = 124", 'bpm = "fast"', 3, ["preset.bpm: got the text 'fast', allowed is a number from 20 to 300"]),
        ("bpm = 124", "bpm = true", 3, ["preset.bpm: got true, allowed is a number"]),
        ("bpm = 124", "bars = 8.0", 3, ["preset.bars: got 8.0, allowed is a whole number from 1 to 256"]),
        ("bpm = 124", "steps = 9", 3, ["preset.steps: steps 9 is out of range; give a whole number from 1 to 8"]),
        ("bpm = 124", "density = 1.5", 3, ["preset.density: density 1.5 is out of range; give a number from 0 to 1"]),
        ("bpm = 124", "energy = nan", 3, ["preset.energy: energy nan is not a number; give a number from 0 to 1"]),
        ("bpm = 124", 'energy = "0.5"', 3, ["preset.energy: got the text '0.5', allowed is a number from 0 to 1"]),
        ("bpm = 124", 'score = "none"\ndensity = 0', 4, ["preset.density: density 0 is that of a score"]),
        ('"busy"', '"busy"\ndensity = -1', 24, ["section.verse.density: density -1 is out of range"]),
        ("bpm = 124", "seed = 2020-02-02", 3, ["preset.seed: got the date or time 2020-02-02"]),
        ("bpm = 124", "seed = 0x" + "f" * 5000, 3, ["preset.seed: seed a value too long to show"]),
        ("bpm = 124", "loop = {a = 1}", 3, ["preset.loop: got a table, allowed is true or false"]),
        ("bpm = 124", "bars = 5", 3, ["preset.bars: the sections add up to 4 bars, but the clip has 5"]),
        ("bpm = 124", 'meter = "4/5"', 3, ["preset.meter: meter 4/5 is not allowed"]),
        ("bpm = 124", 'name = "!"', 3, ["preset.name: name '!' cannot be used as a file name"]),
        ("bpm = 124", 'fit_to = "a.wav"', 3, ["preset.fit_to: ", "is not a file"]),
        ("bpm = 124", "bpm = 124\nbpm = 5", 4, ["preset.bpm is given twice, first on line 3"]),
        ("bpm = 124", "bpm == 124", 3, ["'bpm == 124' is not TOML"]),
        ("deep house, warm", "house, 3 bars, 4 bars", 2, ["preset.prompt: ", "more than one bars"]),
        ('prompt = "deep house, warm"', "", 1, ["prompt is missing"]),
        ('role = "bass"', 'role = "base"', 11, ["stem.sub.role: stem role 'base' is not known; did you mean bass? "]),
        ('role = "bass"', "", 9, ["stem.sub: role is missing"]),
        ('name = "sub"', 'name = "drums"', 9, ["stem.drums: this stem is there already"]),
        ("gain_db = -2", "gain = 2", 13, ["stem.sub.gain: unknown key 'gain'; did you mean gain_db?"]),
        ("gain_db = -2", "gain_db = 20", 13, ["stem.sub.gain_db: gain_db 20 is out of range; give a number from -60"]),
        ("gain_db = -2", 'midi = "no.mid"', 13, ["stem.sub.midi: cannot read", "no such file"]),
        ('role = "bass"', 'role = "mix"', 11, ["stem.sub.role: stem mix is the sum of the other stems"]),
        ('["drums"]', '["drms"]', 18, ["section.verse.stems: section 1 names stem 'drms'", "stems are drums, sub"]),
        ('["drums"]', "[]", 18, ["section.verse.stems: got an empty list"]),
        ("bars = 2\nstems", "stems", 15, ["section.verse: bars is missing; add bars = 8"]),
        ('name = "verse"\nbars = 2\nprompt', "bars = 2\nprompt", 20, ["section.2: name is missing"]),
        ('"busy"', '"140 bpm"', 23, ["section.verse.prompt: prompt of a section contains '140'"]),
        ("bpm = 124", "parts = true", 3, ["preset.parts: parts make every part of the score a stem"]),
        ('"busy"', '"busy"\nchords = "K"', 24, ["section.verse.chords: ", "'K'"]),
        ("126.5]", "1265]", 27, ["matrix.bpm.2: bpm '1265' is out of range"]),
        ("126.5]", "122]", 27, ["matrix.bpm.2: 122 is there twice"]),
        ('"C"]', '"F min"]', 26, ["matrix.key.2: 'F min' is there already"]),
        ("[122, 126.5]", "[]", 27, ["matrix.bpm: got an empty list, allowed is a list"]),
        ("[122, 126.5]", "126", 27, ["matrix.bpm: got 126, allowed is a list, each value a number"]),
        ("stem.sub.prompt", "stem.sup.prompt", 28, ["matrix.stem.sup.prompt: the preset has no such stem"]),
        ("stem.sub.prompt", "stem.sub.role", 28, ["matrix.stem.sub.role: unknown key 'role'"]),
        ("[preset]", 'extends = "lofi-study-kid"\n[preset]', 1, ["extends: ", "did you mean lofi-study-kit?"]),
        ("[preset]", 'extends = "kit.toml"\n[preset]', 1, ["extends: a circle, kit.toml extends kit.toml"]),
        ("[matrix]", "[matrices]", 25, ["matrices: unknown key 'matrices'; did you mean matrix?"]),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_its_place(
    written: Callable[..., str], old: str, new: str, line: int, messages: list[str]
) -> None:
    assert old in KIT
    kit = written(KIT.replace(old, new, 1))
    with pytest.raises(PresetError) as caught:
        plan(kit)
    text = str(caught.value)
    assert text.startswith(f"{kit}, line {line}: "), text
    assert all(message in text for message in messages), text
    assert "\n" not in text
    assert len(text) < 600


def test_files_that_are_no_presets(written: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    for preset, message in {
        str(tmp_path / "folder.toml"): "is a folder",
        str(tmp_path / "none.toml"): "there is no file",
        written(b"\n\x80\x81", "binary.toml"): "line 2: is not UTF-8 text",
        written("a" * 10_000_000, "big.toml"): "is larger than 256 KiB",
        written("", "empty.toml"): "prompt is missing",
        written("Dear diary", "diary.toml"): "line 1: 'Dear diary' is not TOML",
        written('[preset]\nprompt = "x"\n', "bare.toml"): "no stem is named",
        written("a = " + "[" * 100_000, "deep.toml"): "nested too deeply",
        written("preset.bpm." + ".".join("a" * 3000) + " = 1", "long.toml"): "preset.bpm: got a table",
        "a\0b.toml": "there is no file",
        "~nobody-of-this-name/kit.toml": "no such home folder",
    }.items():
        with pytest.raises(PresetError) as caught:
            plan(preset)
        assert message in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_million_combinations_are_counted_and_not_built(written: Callable[..., str]) -> None:
    seeds, bars = list(range(1000)), list(range(1, 201))
    with pytest.raises(PresetError, match="line 25: matrix: 1000000 combinations are more than the 10000 allowed"):
        load_preset(
            written(
                KIT.replace("[122, 126.5]", f"{[*range(50, 55)]}")
                .replace('key = ["F minor", "C"]', f"seed = {seeds}")
                .replace('stem.sub.prompt = ["round sub", "reese"]', f"bars = {bars}")
            )
        )


def refused_or_fine(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kit.toml"
        file.write_bytes(text.encode(errors="surrogatepass"))
        message = ""
        try:
            plan(str(file))
        except PresetError as error:
            message = str(error)
        assert message.startswith(str(file)) or not message
        assert "\n" not in message


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_refused_in_one_line(text: str) -> None:
    refused_or_fine(text)
    refused_or_fine(f'[preset]\nprompt = "house"\n{text}')


@given(st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_a_preset_with_slips_of_the_pen_is_fine_or_refused(chance: random.Random, slips: int) -> None:
    """Pieces of one preset are swapped, doubled and cut."""
    pieces = KIT.replace("\n", " \n ").split(" ")
    for _ in range(slips):
        here, there = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        slip = ["", pieces[there], pieces[here] * 2, "-1", "[", '"', "=", "é\x7f", "1e400", "nan"]
        pieces[here] = chance.choice(slip)
    refused_or_fine(" ".join(pieces).replace(" \n ", "\n"))


TOML_VALUES = st.one_of(
    st.integers(-10, 300).map(str),
    st.sampled_from(['""', '"Am"', '"\\u0000"', '"🎹"', '"' + "x" * 1001 + '"', "nan", "-inf", "1e300", "[]", "[1]"]),
    st.sampled_from(["[[]]", "{}", "true", "0x" + "f" * 5000, "2020-02-02", "12:00:00", '["drums"]', '"~x/a"', '"/"']),
)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_value_of_any_key_is_fine_or_refused(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([("preset",), ("stem", 0), ("section", 0), ("matrix",), ()]))
    key = data.draw(st.sampled_from(keys_at(place)))
    line = f"{key} = {data.draw(TOML_VALUES)}\n"
    head = {(): "[preset]", ("preset",): "[preset]\n", ("stem", 0): 'name = "sub"\n'}.get(place)
    head = head or {("section", 0): 'bars = 2\nprompt = "busy"\n', ("matrix",): "[matrix]\n"}[place]
    refused_or_fine(KIT.replace(head, line + head if place == () else head + line, 1))


def test_of_two_mistakes_the_one_that_is_told_is_blamed(written: Callable[..., str]) -> None:
    """The length of the sections is wrong, too, and hides that another stem would mend the first mistake."""
    wrong = KIT.replace('["drums"]', '["drms"]').replace("bpm = 124", "bars = 8")
    with pytest.raises(PresetError, match=r"section\.verse\.stems: section 1 names stem 'drms'"):
        plan(written(wrong))


def test_a_mix_before_other_stems_is_the_one_to_blame(written: Callable[..., str]) -> None:
    stems = '[preset]\nprompt = "x"\n[[stem]]\nrole = "mix"\n[[stem]]\nrole = "bass"\n'
    with pytest.raises(PresetError, match=r"line 4: stem\.mix\.role: stem mix is the sum"):
        plan(written(stems))


def test_all_mistakes_that_are_wrong_by_themselves_are_known(written: Callable[..., str]) -> None:
    values = KIT.replace("bpm = 124", "bpm = 1240").replace("gain_db = -2", "gain_db = 20").replace("126.5]", "1265]")
    with pytest.raises(PresetError, match=r"preset\.bpm") as caught:
        plan(written(values))
    assert [text.split(": ")[1] for text in caught.value.others] == ["stem.sub.gain_db", "matrix.bpm.2"]
    keys = KIT.replace("bpm = 124", "bmp = 124").replace("gain_db = -2", 'gain_db = "x"')
    with pytest.raises(PresetError, match=r"preset\.bmp") as caught:
        plan(written(keys))
    assert [text.split(": ")[1] for text in caught.value.others] == ["stem.sub.gain_db"]

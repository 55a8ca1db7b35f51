"""Loading: overlays, settings, names and paths, and where each value comes from."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.errors import PresetError
from presets.load import load_preset
from presets.source import written_value
from presets.takes import planned_takes
from tests.musiccm_daw.analysis.music import chords


def value(preset: str, *key: str, sets: tuple[str, ...] = ()) -> object:
    return load_preset(preset, sets=sets).settings[key].value


def test_a_preset_extends_another_by_keys_and_names(written: Callable[..., str]) -> None:
    written()
    slow = written(
        'extends = "kit.toml"\n[preset]\nbpm = 90\n[[stem]]\nname = "sub"\npan = 0.5\n[[stem]]\nrole = "keys"\n'
        '[[section]]\nname = "verse"\n[[section]]\nname = "verse"\nbars = 4\n',
        "slow.toml",
    )
    preset = load_preset(slow)
    assert preset.name == "slow"
    assert preset.stems == ("drums", "sub", "keys")
    assert [axis.label for axis in preset.axes] == ["key", "stem.sub.prompt"], "a plain tempo replaces the list"
    take = planned_takes(preset, base_seed=1)[0].request
    assert (take.bpm, take.bars, [section.bars for section in take.sections]) == (90, 6, [2, 4])
    assert [section.name for section in take.sections] == ["verse", "verse"]
    assert [(stem.label, stem.role, stem.gain_db, stem.pan) for stem in take.stems] == [
        ("drums", "drums", 0, 0),
        ("sub", "bass", -2, 0.5),
        ("keys", "keys", 0, 0),
    ]
    bpm, gain = preset.settings["preset", "bpm"], preset.settings["stem", "sub", "gain_db"]
    assert bpm.source.where(bpm.place).endswith("slow.toml, line 3")
    assert gain.source.where(gain.place).endswith("kit.toml, line 13")


def test_a_users_preset_extends_the_librarys_of_its_name(own_presets: Path) -> None:
    (own_presets / "lofi-study-kit.toml").write_text('extends = "lofi-study-kit"\n[preset]\nbpm = 70\n')
    preset = load_preset("lofi-study-kit")
    assert preset.file == own_presets / "lofi-study-kit.toml"
    assert preset.value("bpm", None) == 70
    assert preset.stems == ("drums", "bass", "keys", "pads")


def test_folders_that_are_given_come_first(tmp_path: Path, written: Callable[..., str]) -> None:
    written(name="mine/lofi-study-kit.toml")
    assert load_preset("lofi-study-kit", folders=[tmp_path / "mine"]).stems == ("drums", "sub")


def test_a_circle_is_named(written: Callable[..., str]) -> None:
    written('extends = "b.toml"\n', "a.toml")
    written('extends = "c.toml"\n', "b.toml")
    written('\nextends = "b.toml"\n', "c.toml")
    with pytest.raises(PresetError, match=r"c\.toml, line 2: extends: .*b\.toml extends c\.toml extends b\.toml"):
        load_preset(written('extends = "b.toml"\n', "a.toml"))


def test_set_takes_toml_and_plain_words(written: Callable[..., str]) -> None:
    kit = written()
    assert value(kit, "preset", "bpm", sets=("bpm=126.5",)) == 126.5
    assert value(kit, "preset", "bpm", sets=("preset.bpm = 126",)) == 126
    assert value(kit, "preset", "prompt", sets=("prompt=808",)) == "808"
    assert value(kit, "stem", "sub", "prompt", sets=('stem.sub.prompt="a = b"',)) == "a = b"
    assert value(kit, "preset", "chords", sets=("chords=Am | F",)) == "Am | F"
    assert value(kit, "section", "verse-2", "bars", sets=("section.verse-2.bars=8",)) == 8
    assert value(kit, "preset", "loop", sets=("loop=false",)) is False
    assert [axis.label for axis in load_preset(kit, sets=["bpm=100", "matrix.seed=[1, 2]"]).axes] == [
        "key",
        "stem.sub.prompt",
        "seed",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bpm", "--set 'bpm' is not a setting; give KEY=VALUE"),
        ("=3", "is not a setting"),
        ("extends=other", "unknown key 'extends'"),
        ("bmp=120", "--set bmp: unknown key 'bmp'; did you mean bpm?"),
        ("bpm=fast", "--set bpm: got the text 'fast', allowed is a number from 20 to 300"),
        ("stem.sub=x", "is not a setting"),
        ("stem.SUB.prompt=x", "the preset has no stem 'SUB'; did you mean sub? there are drums, sub"),
        ("stem.sup.prompt=x", "the preset has no stem 'sup'; did you mean sub? there are drums, sub"),
        ("section.bridge.bars=2", "the preset has no section 'bridge'"),
        ("stem.sub.prompts=x", "unknown key 'prompts'; did you mean prompt?"),
        ("matrix.bpm=120", "--set matrix.bpm: got 120, allowed is a list"),
        ("bars=1\nbpm=2", "got the text"),
        ("bpm=" + "[" * 5000, "got the text"),
    ],
)
def test_wrong_settings_are_refused(written: Callable[..., str], text: str, message: str) -> None:
    with pytest.raises(PresetError) as caught:
        load_preset(written(), sets=[text])
    assert message in str(caught.value)


@pytest.mark.parametrize("value", ['"abc', "'abc", '"warm" pads', '"a" "b"', '"a"\nsteps=3'])
def test_a_value_that_only_begins_with_a_quote_is_refused(written: Callable[..., str], value: str) -> None:
    with pytest.raises(PresetError, match="begins with a quote") as caught:
        load_preset(written(), sets=[f"prompt={value}"])
    assert "\n" not in str(caught.value)


@given(st.text() | st.just("lofi 🎵\udce9\x7f"))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    assert tomllib.loads(f"value = {written_value(text)}") == {"value": text}


def test_paths_begin_at_the_preset_and_home(
    written: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    demo = Path(__file__).parents[2] / "docs" / "demo.mid"
    for folder in ("sub", "home"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.mid").write_bytes(demo.read_bytes())
    for path in ("a.mid", "../sub/a.mid", "~/a.mid", str(demo)):
        text = f'[preset]\nprompt = "house"\n[[stem]]\nrole = "bass"\nmidi = "{path}"\n'
        (take,) = planned_takes(load_preset(written(text, "sub/kit.toml")), base_seed=1)
        assert Path(take.request.midi[0].source).read_bytes() == demo.read_bytes()
        assert take.request.midi[0].stem == "bass"


def test_takes_are_composed_to_audio_beside_the_preset(written: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    soundfile.write(tmp_path / "sub" / "gtr_120bpm.wav", chords(120, [(57, True), (53, False)], 22_050), 22_050)
    text = (
        '[preset]\nprompt = "soul"\nfit_to = "gtr_120bpm.wav"\n[[stem]]\nrole = "bass"\n[matrix]\nkey = ["Am", "F"]\n'
    )
    lines: list[str] = []
    preset = load_preset(written(text, "sub/kit.toml"))
    takes = planned_takes(preset, base_seed=1, on_remark=lines.append)
    assert [(take.request.bpm, take.request.bars, str(take.request.chords)) for take in takes] == [
        (120, 2, "Am | F")
    ] * 2
    assert [str(take.request.key) for take in takes] == ["A minor", "F major"]
    assert lines[0] == "'gtr_120bpm.wav': tempo 120 bpm, stated in its name"
    with pytest.raises(PresetError, match=r"preset\.fit_to: .* is not a file"):
        planned_takes(load_preset(written(text.replace("gtr_120bpm", "no"), "sub/kit.toml")), base_seed=1)


def test_marks_line_ends_and_comments_of_editors_are_accepted(written: Callable[..., str]) -> None:
    text = '#:schema ./preset.schema.json\r\n[preset]\r\nprompt = "é"\r\n[[stem]]\r\nrole = "mix"\r\n'
    assert value(written(b"\xef\xbb\xbf" + text.encode()), "preset", "prompt") == "é"

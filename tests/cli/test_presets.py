"""`musiccm presets`: what is listed, shown, checked and begun."""

import json
import os
import sys
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from musiccm_daw import paths
from musiccm_daw.cli.app import run
from musiccm_daw.request.request import GenerationRequest
from presets import find
from presets.json_schema import json_schema
from presets.load import load_preset
from presets.takes import planned_takes


@pytest.fixture(autouse=True)
def own_presets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's presets folder of the test, which does not exist yet."""
    folder = tmp_path / "own"
    monkeypatch.setattr(paths, "user_presets", lambda: folder)
    monkeypatch.setattr(find, "user_presets", lambda: folder)
    return folder


def test_the_list_of_the_library_fits_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["presets", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert next(line.split()[1:5] for line in lines if line.startswith("bass-in-twelve-keys")) == [
        "12", "124", "12", "keys",
    ]  # fmt: skip


def test_list_shows_the_library_and_finds_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["presets", "list"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["name", "takes", "tempo", "key", "tags:", "stems"]
    assert len(rows) >= 3
    assert run(["presets", "list", "WAREHOUSE", "stab", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["presets"]
    assert found["name"] == "techno-peak-kit"
    assert (found["bpm"], found["takes"]) == ([130, 136], 6)
    assert run(["presets", "list", "no such words"]) == 0
    assert capsys.readouterr().out == "no preset has no such words; musiccm presets list shows all\n"


def test_a_wrong_preset_does_not_hide_the_others(own_presets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_presets.mkdir()
    (own_presets / "wrong.toml").write_text("[preset]\nbmp = 3\n")
    (own_presets / "loud.toml").write_text('[preset]\nprompt = "x"\nbpm = 900\n[[stem]]\nrole = "bass"\n')
    assert run(["presets", "list"]) == 0
    out, err = capsys.readouterr()
    assert "lofi-study-kit" in out
    assert sorted(line.split(": ")[1] for line in err.splitlines()) == ["left out", "left out"]
    assert "wrong.toml, line 2: preset.bmp" in err
    assert "loud.toml, line 3: preset.bpm" in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_nobody_waits_for_a_pipe_among_the_presets(own_presets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_presets.mkdir()
    os.mkfifo(own_presets / "pipe.toml")
    (own_presets / "dangling.toml").symlink_to("nowhere.toml")
    assert run(["presets", "list", "lofi-study-kit"]) == 0
    out, err = capsys.readouterr()
    assert "lofi-study-kit" in out
    assert "pipe" not in err
    assert len(err.splitlines()) == 1


def test_show_says_where_each_value_comes_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "slow.toml"
    file.write_text('extends = "lofi-study-kit"\n[preset]\nprompt = "lo-fi, 3/4"\nbpm = 70\n')
    assert run(["presets", "show", str(file), "--set", "bars=2", "--set", "stem.bass.prompt=deep", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["extends"] == [str(find.LIBRARY / "lofi-study-kit.toml")]
    values = {row["key"]: (row["value"], row["from"]) for row in shown["values"]}
    assert values["bpm"] == (70, "slow.toml, line 4")
    assert values["key"] == ("D minor", "lofi-study-kit.toml, line 9, extended")
    assert values["bars"] == (2, "--set bars")
    assert values["stem.bass.prompt"] == ("deep", "--set stem.bass.prompt")
    assert values["meter"] == ("3/4", "prompt")
    assert values["steps"] == (4, "default")
    assert values["seed"] == (None, "seed")
    assert values["chords"] == (None, "style")
    assert run(["presets", "show", "techno-peak-kit"]) == 0
    out = capsys.readouterr().out
    assert "A minor, C minor, F minor" in out
    assert out.endswith("\n6 takes\n")


def test_validate_names_every_wrong_preset_and_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["presets", "validate", str(find.LIBRARY), "lofi-study-kit"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [str(find.LIBRARY / "techno-peak-kit.toml"), "6"] in rows
    (tmp_path / "a.toml").write_text("[preset]\nbmp = 3\n")
    (tmp_path / "b.toml").write_text('[preset]\nprompt = "x"\n[[stem]]\nrole = "bass"\npan = 2\n')
    assert run(["presets", "validate", str(tmp_path), "lofi-study-kit"]) == 2
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    assert first.startswith(f"musiccm: {tmp_path}/a.toml, line 2: preset.bmp: unknown key 'bmp'; did you mean bpm?")
    assert second.startswith(f"musiccm: {tmp_path}/b.toml, line 5: stem.bass.pan: pan 2 is out of range")
    assert out.splitlines()[-1].split() == ["lofi-study-kit", "1"]
    assert run(["presets", "validate", str(tmp_path), "--json"]) == 2
    outcomes = json.loads(capsys.readouterr().out)["presets"]
    assert [outcome["error"] is None for outcome in outcomes] == [False, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "lofi-study"], "did you mean lofi-study-kit?"),
        (["show", "lofi-study-kit", "--set", "bpm=999"], "--set bpm: bpm '999' is out of range"),
        (["list", "--presets", "nowhere"], "'nowhere' is not a folder"),
        (["validate", "."], "has no presets in it"),
        (["new", "x"], "either --from PRESET|TAKE or --prompt WORDS"),
        (["new", "x", "--from", "lofi-study-kit", "--prompt", "y"], "either --from PRESET|TAKE or --prompt WORDS"),
        (["new", "x", "--from", "nothing.json"], "nothing.json"),
        (["new", "x", "--prompt", "90 bpm"], "names facts but no sound"),
    ],
)
def test_wrong_words_are_refused_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["presets", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert message in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit on file sizes")
def test_a_new_preset_that_does_not_fit_leaves_nothing(own_presets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        assert run(["presets", "new", "mine", "--prompt", "house"]) == 4
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "cannot write" in capsys.readouterr().err
    assert list(own_presets.iterdir()) == []


def test_new_presets_are_known_by_name_and_never_overwritten(
    own_presets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["presets", "new", "mine", "--from", "lofi-study-kit"]) == 0
    assert capsys.readouterr().out == f"{own_presets / 'mine.toml'}\n"
    content = (own_presets / "mine.toml").read_bytes()
    assert load_preset("mine").stems == ("drums", "bass", "keys", "pads")
    assert run(["presets", "new", "mine", "--prompt", "house"]) == 2
    assert "nothing is overwritten" in capsys.readouterr().err
    assert (own_presets / "mine.toml").read_bytes() == content


def test_a_take_becomes_a_preset(tmp_path: Path, engine: object, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["generate", "dusty beat, 84 bpm", "--bars", "1", "--stem", "drums", "--stem", "bass=sub", "--seed", "5"]
    assert run([*words, "--project", str(tmp_path), "--subtype", "FLOAT", "--json"]) == 0
    manifest = Path(json.loads(capsys.readouterr().out)["manifest"])
    for source in (manifest, manifest.parent):
        new = tmp_path / f"{source.name}.toml"
        assert run(["presets", "new", str(new), "--from", str(source)]) == 0
        assert "it was left out: subtype FLOAT" in capsys.readouterr().err
        (take,) = planned_takes(load_preset(str(new)), base_seed=1)
        original = GenerationRequest.from_json(json.loads(manifest.read_text())["request"])
        assert (take.request.stems, take.request.seed, take.request.chords) == (original.stems, 5, original.chords)


def test_schema_prints_the_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["presets", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json_schema()
    Draft4Validator.check_schema(printed)


def test_validate_names_every_mistake_of_a_preset_and_what_it_reads_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kit.toml"
    file.write_text('[preset]\nprompt = "x"\nbpm = 900\nsteps = 90\n[[stem]]\nrole = "bass"\n')
    assert run(["presets", "validate", str(file)]) == 2
    assert [line.split(": ")[2] for line in capsys.readouterr().err.splitlines()] == ["preset.bpm", "preset.steps"]
    assert run(["presets", "validate", str(file), "--json"]) == 2
    (outcome,) = json.loads(capsys.readouterr().out)["presets"]
    assert len(outcome["errors"]) == 2
    assert outcome["error"] == outcome["errors"][0]
    file.write_text('[preset]\nprompt = "x, 4.5 bars"\n[[stem]]\nrole = "bass"\n')
    assert run(["presets", "validate", str(file)]) == 0
    assert f"note: {file}: '4.5 bars' in the prompt is not read as a length" in capsys.readouterr().err

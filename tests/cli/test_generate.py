"""`musiccm generate`: what is printed, what is written, which exit code comes back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from musiccm_daw.cli import making
from musiccm_daw.cli.app import run
from musiccm_daw.clip import StemAudio
from tests.cli.generating import PROMPT, TINY, generate
from tests.cli.stand_in import StandInEngine


def test_json_is_the_contracts_object_and_nothing_else(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tmp_path, "--json", "--key", "A minor") == 0
    out, err = capsys.readouterr()
    result = json.loads(out)
    assert list(result) == [
        "id", "seed", "model", "bpm", "bars", "meter", "key", "chords", "manifest", "files", "seconds",
    ]  # fmt: skip
    assert (result["seed"], result["bpm"], result["bars"], result["meter"]) == (5, 240, 1, "4/4")
    assert result["key"] == "A minor"
    seconds = result["seconds"]
    assert list(seconds) == ["total", "load", "compose", "text", "sample", "decode", "vocode", "write"]
    assert seconds.pop("total") == pytest.approx(sum(seconds.values()), abs=1e-9)
    (file,) = result["files"]
    assert list(file) == ["path", "stem", "variation", "frames", "sample_rate", "channels"]
    assert file["frames"] == soundfile.info(file["path"]).frames == 44_100
    assert Path(result["manifest"]).is_file()
    assert err == ""


def test_people_see_the_folder_and_every_file(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tmp_path, "--stem", "drums", "--stem", "keys=dusty rhodes") == 0
    out, err = capsys.readouterr()
    waves = sorted(tmp_path.rglob("*.wav"))
    assert len(waves) >= 2
    assert all(wave.name in out for wave in waves)
    assert str(waves[0].parent) in out
    assert err == ""


def test_options_reach_the_request(engine: StandInEngine, tmp_path: Path) -> None:
    options = ["--meter", "3/4", "--chords", "Dm | A7", "--no-loop", "--steps", "2", "--sample-rate", "48000"]
    options += ["--subtype", "PCM_16", "--variations", "2", "--name", "waltz"]
    assert generate(tmp_path, *options, "--quiet") == 0
    (request,) = engine.requests
    assert (str(request.meter), str(request.chords), request.loop) == ("3/4", "Dm | A7", False)
    assert (request.steps, request.sample_rate, request.subtype) == (2, 48_000, "PCM_16")
    assert (request.variations, request.name) == (2, "waltz")


def test_a_dry_run_names_the_files_that_the_run_makes(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--stem", "drums", "--stem", "bass", "--variations", "2", "--json"]
    assert generate(tmp_path, *options, "--dry-run") == 0
    planned = json.loads(capsys.readouterr().out)
    assert engine.requests == []
    assert list(tmp_path.iterdir()) == []
    assert generate(tmp_path, *options) == 0
    made = json.loads(capsys.readouterr().out)
    assert [file["path"] for file in made["files"]] == planned["files"]
    assert {file["frames"] for file in made["files"]} == {planned["frames"]}


def test_what_is_printed_says_what_it_is_and_fits_eighty_columns(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["generate", "dusty lo-fi beat with rhodes, brushed drums and an upright bass, 84 bpm, D minor"]
    assert run([*words, "--dry-run"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if str(tmp_path) not in line]
    assert max(map(len, lines)) <= 80
    assert run([*words, "--stem", "drums", "--stem", "vocal-pad", "--bars", "1", "--name", "night"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("84 bpm, 1 bar of 4/4, D minor")
    assert re.fullmatch(r"made in \d+\.\d s, 126000 frames at 44100 Hz each:", lines[1])
    assert [line.split("_")[1] for line in lines[3:]] == ["drums", "vocal-pad", "mix"]
    assert max(len(line) for line in lines if str(tmp_path) not in line) <= 80


@pytest.mark.parametrize(
    ("words", "facts", "note"),
    [
        (["Am pad"], {"key": "A minor"}, ""),
        (["e flat min pads"], {"key": "Eb minor"}, ""),
        (["pad in H minor"], {"key": "B minor"}, ""),
        (["pad, d moll"], {"key": "D minor"}, ""),
        (["8A pads"], {"key": "A minor"}, ""),
        (["dorian pads"], {"key": "A minor"}, ""),
        (["drum and bass 174"], {"bpm": 174}, ""),
        (["808 bass, 140"], {"bpm": 140}, ""),
        (["90-100 bpm techno"], {"bpm": 95}, ""),
        (["techno", "--bpm", "124,5"], {"bpm": 124.5}, ""),
        (
            ["30 seconds of dub, 110 beats per minute"],
            {"bpm": 110, "bars": 14},
            "note: '30 seconds' is taken as 14 bars",
        ),
        (["half-time drums 174"], {"bpm": 174}, ""),
        (["a waltz"], {"meter": "3/4"}, ""),
        (["warm\r\n\tpads"], {"prompt": "warm pads"}, ""),
        (["pads", "--chords", "d | g | C"], {"chords": "Dm | Gm | C"}, ""),
        (["pads", "--chords", "am | f | c | g"], {"chords": "Am | F | C | G"}, ""),
        (["pads", "--chords", "Hm | C"], {"chords": "Bm | C"}, ""),
        (["pads", "--chords", "Am | % "], {"chords": "Am | Am"}, ""),
        (["pads", "--chords", "N.C. | C"], {"chords": "N.C. | C"}, ""),
        (["pads", "--chords", "|: Am | F :|"], {"chords": "Am | F"}, ""),
        (["pads", "--chords", "C∅7"], {"chords": "Cm7b5"}, ""),
        (["pads", "--chords", "C, F, G"], {"chords": "C | F | G"}, ""),
    ],
)
def test_words_as_people_have_them(
    words: list[str], facts: dict[str, object], note: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["generate", *words, "--dry-run", "--json", "--seed", "1"]) == 0
    out, err = capsys.readouterr()
    plan = json.loads(out)
    assert {name: plan[name] for name in facts} == facts
    assert err.startswith(note) if note else err == ""


def test_no_drums_means_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "no drums, just warm pads", "--dry-run", "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)["score_parts"]
    assert [part["name"] for part in parts] == ["pads"]


def test_a_dry_run_says_how_to_keep_the_seed_that_it_has_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", PROMPT, "--dry-run"]) == 0
    out = capsys.readouterr().out
    (seed,) = re.findall(r"A run draws a seed of its own; --seed (\d+) makes what is shown here\.", out)
    assert f"_s{seed}.wav" in out
    assert run(["generate", PROMPT, "--dry-run", "--seed", seed]) == 0
    assert "draws a seed" not in capsys.readouterr().out


def test_a_dry_run_says_where_each_fact_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "techno at 133 bpm", "--bars", "8", "--dry-run", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["bpm"], plan["bars"]) == (133, 8)
    assert (plan["sources"]["bpm"], plan["sources"]["bars"]) == ("prompt", "option")


def test_sections_set_the_length_are_kept_in_the_manifest_and_made_again(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--section", "verse=4: sparse", "--section", "chorus=4: big", "--bpm", "240", "--seed", "5", "--json"]
    assert run(["generate", PROMPT, *options, "--project", str(tmp_path)]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["bars"] == 8
    assert {file["frames"] for file in made["files"]} == {8 * 44_100}
    kept = json.loads(Path(made["manifest"]).read_text())["request"]
    assert kept["sources"]["bars"] == "sections"
    assert [(section["name"], section["bars"], section["prompt"]) for section in kept["sections"]] == [
        ("verse", 4, "sparse"),
        ("chorus", 4, "big"),
    ]
    assert run(["again", made["manifest"], "--quiet"]) == 0
    first, second = engine.requests
    assert first.sections
    assert first == second


def test_density_and_energy_are_shown_kept_and_made_again(
    engine: StandInEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(StandInEngine, "reads_scores", True)
    assert (
        run(["generate", "sparse house", *TINY, "--density", "0.8", "--energy", "1", "--project", str(tmp_path)]) == 0
    )
    out, err = capsys.readouterr()
    assert "density 0.8, energy 1, seed 5" in out.splitlines()[0]
    assert err == "note: 'sparse' in the prompt is overruled by density 0.8; only the model reads it\n"
    (manifest,) = tmp_path.rglob("manifest.json")
    kept = json.loads(manifest.read_text())["request"]
    assert (kept["density"], kept["energy"], kept["sources"]["density"]) == (0.8, 1.0, "option")
    assert run(["again", str(manifest), "--quiet"]) == 0
    first, second = engine.requests
    assert first == second
    assert first.steering == {"density": 0.8, "energy": 1.0}


def test_a_density_without_effect_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "warm pads", *TINY, "--density", "0.1", "--dry-run"]) == 0
    assert capsys.readouterr().err == "note: density 0.1 changes no note of this score\n"


def test_a_model_without_scores_takes_no_density(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tmp_path, "--density", "0.1") == 3
    assert "plays no scores; use the bundled one, or leave out midi, parts and density" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.wav"))


def test_a_dry_run_lists_the_sections(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", PROMPT, "--section", "verse=4: sparse", "--section", "chorus=4", "--dry-run"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["verse", "4", "sparse"] in lines
    assert ["chorus", "4"] in lines


def test_a_take_whose_project_goes_away_is_saved_in_the_state_folder(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "user_state", lambda: tmp_path / "state")
    project = tmp_path / "drive"

    def gone(*_: object, **__: object) -> Iterator[tuple[StemAudio, ...]]:
        project.touch()
        yield from StandInEngine().variations(engine.requests[0])

    def load(*_: object) -> StandInEngine:
        monkeypatch.setattr(engine, "variations", lambda request, **_: engine.requests.append(request) or gone())
        return engine

    monkeypatch.setattr(making, "load_engine", load)
    assert generate(project) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    (folder,) = (tmp_path / "state" / "rescued" / "MusicCM").iterdir()
    assert repr(str(folder)) in err
    assert "seed 5" in err
    assert run(["again", str(folder), "--project", str(tmp_path)]) == 0

"""New presets: they come to the same takes as what they were begun from, and every comment in them is true."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import soundfile
from jsonschema import Draft4Validator

from musiccm_daw.asking import AskedMidi, ask
from musiccm_daw.errors import PresetError, ProjectError
from musiccm_daw.request.edit import Edit, EditKind
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.request.stems import AskedStem
from presets.documents import NewDocument, document_of_preset, document_of_prompt, document_of_request
from presets.find import LIBRARY
from presets.json_schema import json_schema
from presets.load import load_preset
from presets.takes import PlannedTake, planned_takes
from presets.writing import preset_text, write_new
from tests.musiccm_daw.analysis.music import chords

DEMO = Path(__file__).parents[2] / "docs" / "demo.mid"
SECTIONS = (Section(2, "soft", name="a", stems=("bass",), density=0.75, energy=0.5), Section(1))
PRESETS = sorted(file.stem for file in LIBRARY.glob("*.toml"))


def takes_of(begun: NewDocument, file: Path) -> list[PlannedTake]:
    write_new(file, begun.document, "For a test.")
    return planned_takes(load_preset(str(file)), base_seed=1)


def sounding_facts(request: GenerationRequest) -> dict[str, Any]:
    """What decides on the sound."""
    facts = request.to_json()
    del facts["sources"], facts["name"]
    return facts


@pytest.mark.parametrize("name", PRESETS)
def test_a_copy_of_a_preset_renders_the_same(name: str, tmp_path: Path) -> None:
    original = load_preset(name, sets=["seed=3"])
    copied = takes_of(document_of_preset(original), tmp_path / "copy.toml")
    assert list(map(sounding_facts, [take.request for take in copied])) == [
        sounding_facts(take.request) for take in planned_takes(original, base_seed=1)
    ]


def test_a_copy_is_whole_though_its_original_extends_another(written: Callable[..., str], tmp_path: Path) -> None:
    written(f'[preset]\nprompt = "house"\n[[stem]]\nname = "left hand"\nrole = "keys"\nmidi = "{DEMO}"\n', "base.toml")
    song = written(
        'extends = "base.toml"\n[preset]\nname = "b"\n[[section]]\nname = "a"\nbars = 1\n[[section]]\nname = "a"\n'
        'bars = 2\n[matrix]\nstem."left hand".prompt = ["x", "y\\u007f"]\n',
        "song.toml",
    )
    document = document_of_preset(load_preset(song)).document
    file = tmp_path / "elsewhere" / "copy.toml"
    write_new(file, document, "For a test.")
    assert tomllib.loads(file.read_text(encoding="utf-8")) == document
    assert load_preset(str(file)).settings.keys() == load_preset(song).settings.keys() - {("preset", "name")}


@pytest.mark.parametrize(
    "request_",
    [
        ask("dusty lo-fi beat, 84 bpm, D minor", bars=8, seed=2, stems=("drums", "keys=rhodes")),
        ask("house", seed=1, loop=False, steps=2, sample_rate=48000, score="none", key="none", stems=("mix",)),
        ask("funk in 7/8", seed=5, bpm="124.75", stems=(AskedStem("keys", "clav", "left", -3, 0.5), "keys=organ")),
        ask("jazz", seed=5, stems=("bass", "keys"), sections=SECTIONS, density=0.25, energy=1),
        ask("jazz", seed=5, stems=("bass", "keys"), midi=(AskedMidi(DEMO, "keys"),)),
    ],
    ids=["facts", "options", "stems", "sections", "midi"],
)  # fmt: skip
def test_the_preset_of_a_take_renders_it_again(request_: GenerationRequest, tmp_path: Path) -> None:
    begun = document_of_request(request_)
    (again,) = takes_of(begun, tmp_path / "again.toml")
    wanted, got = sounding_facts(request_), sounding_facts(again.request)
    for section in wanted.get("sections", []):
        section["name"] = section["name"] or "section 2"
    for number, stem in enumerate(wanted["stems"]):
        # Presets tell two stems of one role apart by their names.
        stem["name"] = got["stems"][number]["name"] if stem["name"] is None else stem["name"]
    assert got == wanted
    assert begun.left_out == ()


def test_what_presets_cannot_say_is_named(tmp_path: Path) -> None:
    request = ask("house", seed=1, variations=3, guidance=2, subtype="FLOAT", stems=("bass",))
    assert document_of_request(request).left_out == ("3 variations", "guidance 2", "subtype FLOAT")
    loose = ask("house", seed=1, stems=("bass", "keys"), midi=(str(DEMO),))
    with pytest.raises(PresetError, match="was given to no stem"):
        document_of_request(loose)
    edit = replace(ask("house", seed=1, bars=4), edit=Edit(EditKind.VARIATION, "a.wav", "0" * 64, range(4), 0.5))
    with pytest.raises(PresetError, match="the take is a variation, and a preset makes new music"):
        document_of_request(edit)


def test_a_prompt_becomes_a_preset_with_its_facts_and_parts(tmp_path: Path) -> None:
    begun = document_of_prompt("deep house with rhodes and congas, 122 bpm, in F minor")
    facts = {"bpm": 122, "meter": "4/4", "key": "F minor"}
    assert begun.document["preset"] == {"prompt": "deep house with rhodes and congas", **facts}
    (take,) = takes_of(begun, tmp_path / "new.toml")
    assert len(take.request.stems) == len(begun.document["stem"]) > 1


def test_every_commented_key_is_valid(tmp_path: Path) -> None:
    text = preset_text(document_of_prompt("house").document, "For a test.", schema="x")
    opened = re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE)
    assert opened.count("\n") == text.count("\n")
    assert "\nseed = 12345\n" in opened
    Draft4Validator(json_schema()).validate(tomllib.loads(opened))
    assert all(len(line) <= 120 for line in text.splitlines())
    # Parts take the place of stems, and the rest of the file has some.
    opened = opened.replace("\nparts = ", "\n# parts = ")
    (tmp_path / "new.toml").write_text(opened, encoding="utf-8")
    bpm = tomllib.loads(opened)["preset"]["bpm"]
    soundfile.write(tmp_path / "loop.wav", chords(bpm, [(57, True), (53, False)], 22_050), 22_050)
    assert planned_takes(load_preset(str(tmp_path / "new.toml")), base_seed=1)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "kit.toml"
    file.write_text("mine")
    begun = document_of_prompt("house")
    with pytest.raises(PresetError, match="is there already"):
        write_new(file, begun.document, "")
    assert file.read_text() == "mine"
    for impossible in (file / "kit.toml", tmp_path / ("x" * 300 + ".toml"), tmp_path / "a\0.toml"):
        with pytest.raises(ProjectError, match="cannot write"):
            write_new(impossible, begun.document, "")

"""The JSON Schema: valid draft 4, and of one mind with the loader."""

import json
import tempfile
import tomllib
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator

from musiccm_daw.errors import PresetError
from presets.find import LIBRARY
from presets.json_schema import json_schema, keys_at, node_at
from presets.load import load_preset
from presets.takes import planned_takes

VALIDATOR = Draft4Validator(json_schema())
LIBRARY_FILES = sorted(LIBRARY.glob("*.toml"))


def test_it_is_draft_4_without_references() -> None:
    Draft4Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "http://json-schema.org/draft-04/schema#"
    assert "$ref" not in json.dumps(json_schema())


@pytest.mark.parametrize("file", LIBRARY_FILES, ids=lambda file: file.stem)
def test_every_preset_of_the_library_begins_with_it_and_is_valid(file: Path) -> None:
    first, *_ = text = file.read_text(encoding="utf-8").splitlines()
    directive, reference = first.split()
    assert directive == "#:schema"
    assert json.loads((file.parent / reference).read_text(encoding="utf-8")) == json_schema()
    VALIDATOR.validate(tomllib.loads("\n".join(text)))
    assert planned_takes(load_preset(file.stem), base_seed=1)


def test_every_example_is_valid() -> None:
    for place in ((), ("preset",), ("stem", 0), ("section", 0)):
        for key in keys_at(place):
            node = node_at((*place, key))
            assert node["description"]
            for example in node.get("examples", []):
                Draft4Validator(node).validate(example)


VALUES = st.one_of(
    st.integers(-70, 310),
    st.floats(-70, 310).map(lambda number: round(number, 2)),
    st.booleans(),
    st.sampled_from([2**32 - 1, 2**32, 22050, 44100, 48001, "drums", "composed", "none", "", [], {}, [1], ["house"]]),
)
EXACT = [
    *(("preset", key) for key in ("bpm", "bars", "loop", "sample_rate", "steps", "seed", "score", "tags")),
    *(("stem", 0, key) for key in ("role", "gain_db", "pan")),
]
"""Keys whose values the schema can judge as exactly as the request does."""


@given(st.sampled_from(EXACT), VALUES)
@settings(max_examples=100, deadline=None)
def test_schema_and_loader_agree(place: tuple[str | int, ...], value: object) -> None:
    document = {"preset": {"prompt": "house"}, "stem": [{"role": "bass"}]}
    table = document["preset"] if place[0] == "preset" else document["stem"][0]  # type: ignore[index]
    table[place[-1]] = value  # type: ignore[index, call-overload]
    lines = [
        f"{name} = {json.dumps(inner) if inner != {} else '{}'}"
        for head, inside in (("[preset]", document["preset"]), ("[[stem]]", document["stem"][0]))  # type: ignore[index]
        for name, inner in ((head, None), *inside.items())  # type: ignore[attr-defined]
    ]
    text = "\n".join(line.removesuffix(" = null") for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kit.toml"
        file.write_text(text)
        try:
            planned_takes(load_preset(str(file)), base_seed=1)
        except PresetError:
            accepted = False
        else:
            accepted = True
    assert VALIDATOR.is_valid(document) is accepted

"""The decoder in Lua against Python's JSON: the same values, and the same texts refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bridge.reaper_studio import as_lua

Run = Callable[[str], str]

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), inner, max_size=4)
    ),
    max_leaves=30,
)
# Writes a value in a form that Python compares: types, lengths and bytes.
SHOW = """
local json = require "musiccm.json"
local function show(value)
  if value == json.null then return "null" end
  if type(value) == "string" then
    return "s" .. value:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end)
  end
  if type(value) == "number" then return ("%.17g"):format(value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for key, element in pairs(value) do parts[#parts + 1] = show(key) .. "=" .. show(element) end
  table.sort(parts)
  return "{" .. table.concat(parts, ",") .. "}"
end
"""


def shown(value: Any) -> str:
    """Return what `SHOW` writes for a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "s" + value.encode().hex()
    if isinstance(value, int | float):
        return f"{value:.17g}"
    items = value.items() if isinstance(value, dict) else enumerate(value, start=1)
    return "{" + ",".join(sorted(f"{shown(key)}={shown(element)}" for key, element in items)) + "}"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_every_document_of_python_is_read(lua: Run, value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert lua(f"{SHOW} io.write(show(json.decode({as_lua(text)})))") == shown(value)


WRONG = [
    "", " ", "{", "[", "[1,]", "[1 2]", '{"a":1,}', '{"a" 1}', "{a:1}", "01", "+1", "1.", ".5", "1e", "nul", "True",
    "NaN", '"', '"\\x"', '"\\u12"', '"\n"', "[1]x", '"\\ud800"', '"\\ud800\\u0041"', '"\\udc00"', "'a'",
    "[" * 100 + "]" * 100,
]  # fmt: skip


def test_what_is_no_json_is_refused_with_its_place(lua: Run) -> None:
    texts = ", ".join(map(as_lua, WRONG))
    answers = lua(
        f"""local json = require "musiccm.json"
        for _, text in ipairs {{ {texts} }} do
          local value, problem = json.decode(text)
          io.write(value == nil and problem or "read: " .. text, "\\n")
        end"""
    ).splitlines()
    assert len(answers) == len(WRONG)
    assert all(answer.startswith("not JSON at byte ") for answer in answers)


@pytest.mark.parametrize(
    ("out", "err", "expected"),
    [
        ("", "sh: 1: /nowhere/musiccm: not found\n", "sh: 1: /nowhere/musiccm: not found"),
        ("Traceback\n  boom\n", "", "  boom"),
        ("", "", "not JSON at byte 1: no value"),
        ('{"answers": [], "error": {"exit_code": 2, "text": "no"}}', "", "no"),
        ("[1]", "musiccm: odd\n", "musiccm: odd"),
    ],
)
def test_whatever_musiccm_prints_is_an_answer(lua: Run, out: str, err: str, expected: str) -> None:
    read = f'require "musiccm.answers".read({as_lua(out)}, {as_lua(err)})'
    assert lua(f"io.write({read}.error)") == expected


def test_only_a_missing_server_is_missing(lua: Run) -> None:
    missing = '{"answers": [], "error": {"exit_code": 3, "text": "no server answers"}}'
    busy = '{"answers": [{"address": "/musiccm/error", "code": "busy"}], "error": {"exit_code": 3, "text": "full"}}'
    for text, expected in ((missing, "true"), (busy, "false")):
        assert lua(f'io.write(tostring(require "musiccm.answers".read({as_lua(text)}, "").is_missing))') == expected

"""Positions: every value of a TOML text is found on its line, however it is written."""

import tomllib
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from presets.positions import first_lines, given_twice, line_of

KEYS = st.sampled_from(["a", "b-1", '"c d"', "'e.f'", '"g\\u00e9"', "h"])


class Writer:
    """Writes a TOML text in which every number is that of its line."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""

    @property
    def line(self) -> int:
        return self.text.count("\n") + 1

    def value(self, depth: int = 0) -> None:
        kind = self.draw(st.sampled_from(["number", "list", "inline"] if depth < 2 else ["number"]))
        if kind == "number":
            self.text += str(self.line)
        elif kind == "list":
            self.text += "["
            for _ in range(self.draw(st.integers(0, 3))):
                self.text += self.draw(st.sampled_from(["", "\n", " # ], x = 1\n", "\n\n"]))
                self.value(depth + 1)
                self.text += ","
            self.text += self.draw(st.sampled_from(["", "\n"])) + "]"
        else:
            self.text += "{"
            for number, key in enumerate(self.draw(st.lists(KEYS, max_size=3, unique=True))):
                self.text += f"{', ' if number else ''}{key} = "
                self.value(depth + 1)
            self.text += "}"

    def pairs(self) -> None:
        for key in self.draw(st.lists(KEYS, max_size=3, unique=True)):
            noise = ["", "\n", "# a = 1\n", f's{self.line} = """\n[x]\na = 1\n"""\n']
            self.text += self.draw(st.sampled_from(noise))
            self.text += f"{key}{self.draw(st.sampled_from(['', ' . x', '.x.y']))} = "
            self.value()
            self.text += self.draw(st.sampled_from(["\n", "  # note\n"]))


@st.composite
def texts(draw: st.DrawFn) -> str:
    writer = Writer(draw)
    writer.pairs()
    heads = draw(st.lists(st.sampled_from(["[t]", "[u . v]", "[[w]]", "[[w]]", "[[w]]", '["x y"]']), max_size=5))
    for head in heads:
        if head.startswith("[[") or head not in writer.text:
            writer.text += f"{head}\n"
            writer.pairs()
    return writer.text


def leaves(place: tuple[str | int, ...], value: Any) -> Iterator[tuple[tuple[str | int, ...], int]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves((*place, key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves((*place, number), inner)
    elif isinstance(value, int):
        yield place, value


@given(texts())
@settings(max_examples=100, deadline=None)
def test_every_value_is_found_on_its_line(text: str) -> None:
    lines = first_lines(text)
    for place, line in leaves((), tomllib.loads(text)):
        assert lines[place] == line, (place, text)
    assert given_twice(text) is None


def test_what_is_missing_has_the_line_of_the_table_around_it() -> None:
    lines = first_lines("[[stem]]\nrole = 'bass'\n\n[[stem]]\nname = 'x'\n")
    assert line_of(("stem", 1, "role"), lines) == 4
    assert line_of(("matrix", "bpm"), lines) == 1


def test_a_key_that_is_given_twice_is_found_with_both_lines() -> None:
    assert given_twice("[preset]\nbpm = 1\n\n'bpm' = 2\n") == (("preset", "bpm"), 2, 4)
    assert given_twice("[preset]\n[matrix]\n[preset]\n") == (("preset",), 1, 3)
    assert given_twice("[[stem]]\nrole = 1\n[[stem]]\nrole = 1\n") is None


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_has_positions(text: str) -> None:
    last = text.count("\n") + 1
    assert all(1 <= line <= last for line in first_lines(text).values())
    twice = given_twice(text)
    assert twice is None or 1 <= twice[1] <= twice[2] <= last

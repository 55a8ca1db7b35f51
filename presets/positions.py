"""Where a key of a TOML text stands: its line, for error messages.

`tomllib` returns values without positions, so the text is parsed a second time, by tree-sitter, when there is something
to report. Texts with mistakes are read as far as possible.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Place = tuple[str | int, ...]
"""The way to a value in a document: keys of tables and, from 0, numbers in lists: ("stem", 1, "prompt")."""

_DEPTH = 8
"""Presets are half as deep; what lies deeper has the line of the table around it."""


def first_lines(text: str) -> dict[Place, int]:
    """Return the line, from 1, on which each place of a text is first named."""
    lines: dict[Place, int] = {}
    for place, line in positions(text):
        lines.setdefault(place, line)
    return lines


def line_of(place: Sequence[str | int], lines: Mapping[Place, int]) -> int:
    """Return the line of a value, or else that of the innermost table around it."""
    inner = tuple(place)
    while inner and inner not in lines:
        inner = inner[:-1]
    return lines.get(inner, 1)


def given_twice(text: str) -> tuple[Place, int, int] | None:
    """Return the first place that is given twice, with the lines of both, if there is one."""
    lines: dict[Place, int] = {}
    for place, line in positions(text, implied=False):
        if place in lines:
            return place, lines[place], line
        lines[place] = line
    return None


def positions(text: str, *, implied: bool = True) -> Iterator[tuple[Place, int]]:
    """Yield every place of a text with its line, in the order of the text.

    Args:
        text: of a TOML file.
        implied: also yield the tables that dotted keys open, again with each key.
    """
    tables: Counter[Place] = Counter()
    root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
    for node in root.named_children:
        if node.type == "pair":
            yield from _pair(node, (), implied)
        elif node.type in ("table", "table_array_element"):
            yield from _table(node, tables, implied)


def _table(node: Node, tables: Counter[Place], implied: bool) -> Iterator[tuple[Place, int]]:
    """Yield the places of a table and its pairs; `tables` counts the elements of each list of tables."""
    header, *rest = [child for child in node.named_children if child.type != "comment"]
    place: Place = ()
    keys = _keys(header)
    for number, key in enumerate(keys, start=1):
        place = (*place, key)
        if node.type == "table_array_element" and number == len(keys):
            place = (*place, tables[place])
            tables[place[:-1]] += 1
        elif tables[place]:
            place = (*place, tables[place] - 1)
        if implied or number == len(keys):
            yield place, header.start_point.row + 1
    for child in rest:
        if child.type == "pair":
            yield from _pair(child, place, implied)


def _pair(node: Node, table: Place, implied: bool) -> Iterator[tuple[Place, int]]:
    header, *values = [child for child in node.named_children if child.type != "comment"]
    keys = _keys(header)
    line = header.start_point.row + 1
    if implied:
        yield from (((*table, *keys[:end]), line) for end in range(1, min(len(keys), _DEPTH)))
    place = (*table, *keys)
    yield place, line
    if values and len(place) < _DEPTH:
        yield from _inside(values[-1], place, implied)


def _inside(value: Node, place: Place, implied: bool) -> Iterator[tuple[Place, int]]:
    """Yield the places inside a list or an inline table."""
    children = [child for child in value.named_children if child.type != "comment"]
    if value.type == "inline_table":
        for child in children:
            if child.type == "pair":
                yield from _pair(child, place, implied)
    elif value.type == "array":
        for number, child in enumerate(children):
            yield (*place, number), child.start_point.row + 1
            if len(place) < _DEPTH:
                yield from _inside(child, (*place, number), implied)


def _keys(node: Node) -> list[str]:
    """Return the keys of a bare, quoted or dotted key; those of a dotted key are nested to the left."""
    keys: list[str] = []
    while node.type == "dotted_key":
        *inner, last = [child for child in node.named_children if child.type != "comment"]
        keys.append(_key(last))
        if not inner:
            return keys[::-1]
        node = inner[0]
    return [_key(node), *keys[::-1]]


def _key(node: Node) -> str:
    text = (node.text or b"").decode()
    if node.type != "quoted_key":
        return text
    try:
        (key,) = tomllib.loads(f"{text} = 0")
    except ValueError:
        return text
    return key

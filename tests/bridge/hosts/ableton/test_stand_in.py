"""The stand-in for Live has nothing that Live has not: its members are held to the type stubs of Live 12."""

import ast
import importlib.metadata
from pathlib import Path

import pytest

from tests.bridge.hosts.ableton.conftest import Open
from tests.bridge.hosts.ableton.live import needs_node

pytestmark = needs_node

Functions = list[ast.FunctionDef]
BASES = {"Track": ["DeviceContainer"]}


def functions(name: str) -> Functions:
    """Return the functions of a class of Live, such as Song or Song.View, and of its bases."""
    outer, _, inner = name.partition(".")
    stubs = importlib.metadata.files("ableton-live-stubs")
    assert stubs is not None
    (file,) = (file for file in stubs if file.name == f"{outer}.pyi")
    module = ast.parse(Path(str(file.locate())).read_text(encoding="utf-8"))
    wanted = [outer, *BASES.get(outer, [])]
    found = [node for node in module.body if isinstance(node, ast.ClassDef) and node.name in wanted]
    if inner:
        found = [node for node in found[0].body if isinstance(node, ast.ClassDef) and node.name == inner]
    return [node for one in found for node in one.body if isinstance(node, ast.FunctionDef)]


def decorated(members: Functions, decorator: str) -> set[str]:
    return {node.name for node in members if any(ast.unparse(one).endswith(decorator) for one in node.decorator_list)}


@pytest.mark.parametrize("kind", ["get", "set", "call", "count", "observe"])
def test_live_has_what_the_script_uses(open_set: Open, kind: str) -> None:
    offered = open_set().members()
    assert len(offered) > 8
    for name in offered.keys() - {"Nothing"}:
        members = functions(name)
        methods = {node.name for node in members if not node.decorator_list}
        live = {
            "get": decorated(members, "property"),
            "count": decorated(members, "property"),
            "set": decorated(members, "setter"),
            "call": methods,
            "observe": {
                method[4:-9] for method in methods if method.startswith("add_") and method.endswith("_listener")
            },
        }
        assert set(offered[name].get(kind, [])) <= live[kind], name

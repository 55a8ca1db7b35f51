"""The page for control surfaces: every control of its list may send floats, and its scripts send what they say."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.osc.addresses import LARGEST_EXACT_FLOAT, Kind
from bridge.osc.job_keys import KEYS
from bridge.server.server import Server
from tests.bridge.osc_hosts import PATIENCE_SECONDS, PythonOscHost

PAGE = (Path(__file__).parents[3] / "docs/hosts/osc-clients.md").read_text(encoding="utf-8")
CONTROL = re.compile(r"^\| `(\w+)` \| (?:whole number|number|0 or 1)", re.MULTILINE)
SURFACES = {
    "lua": (
        "lua5.4",
        "self = {values = {x = 1}}\n"
        "function getDate() return {2026, 11, 28, 0} end\n"
        "function getTime() return {21, 4, 59, 123} end\n"
        "function getMillis() return 30000.5 end\n"
        "function sendOSC(m) local a = m[2][1]; print(m[1] .. ' ' .. a.tag .. ' ' .. a.value) end\n",
        "onValueChanged('x')\nupdate()\nupdate()\n",
    ),
    "js": ("node", "const value = 1, send = (address, id) => console.log(address, 's', id);\n", ""),
}
"""For each language its interpreter, a stand-in for the surface's functions, and what happens."""


@pytest.fixture
def surface(server: Server) -> Iterator[PythonOscHost]:
    with PythonOscHost(server.socket.endpoint) as host:
        yield host


def test_every_control_may_send_floats(surface: PythonOscHost) -> None:
    names = CONTROL.findall(PAGE)
    assert {"bpm", "bars", "seed", "loop", "stream"} <= set(names)
    for name in names:
        key = KEYS[name]
        low, high = (0, 1) if key.kind is Kind.SWITCH else (key.low, key.high)
        ends = (key.default,) if low is None or high is None else (low, min(high, LARGEST_EXACT_FLOAT))
        for value in map(float, ends):
            surface.ask("/musiccm/set", name, value)
            assert surface.next_message() == ("/musiccm/value", [name, value])
        surface.ask("/musiccm/set", name, "")
        assert surface.next_message()[1][0] == name


def test_what_was_set_makes_a_job_of_an_id_alone(surface: PythonOscHost) -> None:
    for pair in (("prompt", "warm pads"), ("bpm", 300.0), ("bars", 1.0), ("meter", "1/16"), ("sample_rate", 22050.0)):
        surface.ask("/musiccm/set", *pair)
        assert surface.next_message()[0] == "/musiccm/value"
    surface.ask("/musiccm/generate", "phone-2026-11-28-21-4-59-123")
    address, arguments = surface.until_the_end()[-1]
    assert (address, arguments[4:6]) == ("/musiccm/done", [300.0, 1])


@pytest.mark.parametrize("language", SURFACES)
def test_the_scripts_of_the_page_send_a_job_of_an_id_alone(language: str, tmp_path: Path) -> None:
    interpreter, before, after = SURFACES[language]
    if shutil.which(interpreter) is None:
        pytest.skip(f"{interpreter} is not installed")
    (script,) = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    file = tmp_path / f"script.{language}"
    file.write_text(before + script + after, encoding="utf-8")
    done = subprocess.run([interpreter, str(file)], capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert done.stderr == ""
    sent, *others = done.stdout.splitlines()
    assert re.fullmatch(r"/musiccm/generate s (phone-2026-11-28-0-21-4-59-123|desk-\d{13})", sent)
    assert others == (["/musiccm/register f 9000"] if language == "lua" else [])

"""Arguments arrive as they were typed: by a real /bin/sh, and by the rules of cmd.exe and of Windows programs."""

import subprocess
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bridge.reaper_studio import as_lua
from tests.bridge.windows_reader import as_programs_read, before_cmd

Run = Callable[[str], str]

ODD = st.text(
    st.one_of(st.sampled_from("\"'\\ `$%^&|<>()!;=,~äß♪"), st.characters(exclude_categories=("C",))), max_size=40
)
ARGUMENTS = st.lists(ODD, min_size=1, max_size=4)
once_per_example = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])

FILES = {"out": "/w/a.json", "part": "/w/a.part", "err": "/w/a.err"}


def call(lua: Run, function: str, *arguments: object) -> str:
    given_ = ", ".join(map(as_lua, arguments))
    module = function.split(".")[0]
    return lua(f'local {module} = require "musiccm.{module}"\nio.write({function}({given_}))')


@once_per_example
@given(ARGUMENTS)
def test_a_posix_shell_hands_over_every_text(lua: Run, arguments: list[str]) -> None:
    script = call(lua, "process.posix_script", ["printf", r"%s\0", *arguments], FILES)
    line = next(line for line in script.splitlines() if "printf" in line).split(" >'/w/a.part'")[0]
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == arguments


@once_per_example
@given(ARGUMENTS)
def test_cmd_and_a_windows_program_hand_over_every_text(lua: Run, arguments: list[str]) -> None:
    program = r"C:\Program Files\music & more\musiccm.exe"
    files = {name: rf"C:\Users\Jörg\AppData\a.{name}" for name in FILES}
    line = call(lua, "process.windows_line", [program, *arguments], files)
    head, tail = 'cmd.exe /D /S /C "', '"'
    assert line.startswith(head)
    assert line.endswith(tail)
    inner = line.removeprefix(head).removesuffix(tail).removeprefix("set PYTHONUTF8=1&")
    command, redirections = inner.split(f' >"{files["part"]}"')
    assert redirections == (f' 2>"{files["err"]}" <NUL & move /Y "{files["part"]}" "{files["out"]}" >NUL')
    assert list(as_programs_read(before_cmd(command))) == [program, *arguments]


def test_variables_stay_names(lua: Run) -> None:
    line = call(lua, "quoting.cmd", 'a %PATH% "%PATH%" %a%')
    assert list(as_programs_read(before_cmd(line))) == ['a %PATH% "%PATH%" %a%']


def test_a_text_becomes_one_line(lua: Run) -> None:
    controls = "".join(map(chr, range(1, 32))) + "\x7f"
    assert call(lua, "quoting.one_line", f" two{controls}lines\r\n ") == "two lines"

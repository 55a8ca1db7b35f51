"""A machine with REAPER on it, for tests of its scripts: they run in a real Lua, in the stand-in `stand_in/run.lua`."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridge.osc.discovery import find_server

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "bridge" / "hosts" / "reaper"
STAND_IN = Path(__file__).parent / "hosts" / "reaper" / "stand_in" / "run.lua"
LUA = "lua5.4"
PATIENCE_SECONDS = 600

Outcome = dict[str, Any]


def as_lua(value: Any) -> str:
    """Return a Python value as Lua text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"[{as_lua(key)}] = {as_lua(element)}" for key, element in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "{" + ", ".join(map(as_lua, value)) + "}"
    if isinstance(value, str):
        return '"' + "".join(f"\\{byte:03d}" for byte in value.encode()) + '"'
    if value is None:
        return "nil"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@dataclass
class Studio:
    """A machine with REAPER on it: installed scripts, a saved project, and a musiccm in a folder with an odd name.

    `musiccm` is the real program with one step, on any free port and in a state folder of its own.
    """

    folder: Path
    song: Path = field(init=False)
    resources: Path = field(init=False)
    scripts: Path = field(init=False)
    state: Path = field(init=False)
    program: Path = field(init=False)
    runs: int = 0

    def __post_init__(self) -> None:
        self.song = self.folder / "Sóngs & more" / 'it\'s "one" $5'
        self.resources = self.folder / "REAPER files"
        self.scripts = self.resources / "Scripts" / "MusicCM"
        self.state = self.folder / "state"
        self.song.mkdir(parents=True)
        for file in SCRIPTS.rglob("*.lua"):
            copy = self.scripts / file.relative_to(SCRIPTS)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
        self.program = self.folder / "Program $files" / "musiccm"
        self.program.parent.mkdir()
        main = "from musiccm_daw.cli.entry import main; main()"
        self.install(
            f"export XDG_STATE_HOME={shlex.quote(str(self.state))} PYTHONPATH={shlex.quote(str(ROOT))}\n"
            f"""run() {{ exec {shlex.quote(sys.executable)} -c '{main}' "$@"; }}\n"""
            'if [ "$1" = serve ]; then shift; run serve --port 0 --steps 1 --device cpu "$@"; fi\nrun "$@"\n'
        )
        (self.scripts / "musiccm_path.lua").write_text(f"return {as_lua(str(self.program))}\n")

    def install(self, shell_script: str) -> None:
        """Put another program where the scripts look for musiccm."""
        self.program.write_text("#!/bin/sh\n" + shell_script, encoding="utf-8")
        self.program.chmod(0o755)

    def install_recorder(self, answer: str) -> None:
        """Put a program there that keeps its arguments and the MIDI file among them, and prints an answer."""
        kept = shlex.quote(str(self.folder / "notes.mid"))
        self.install(
            f"""printf '%s\\0' "$@" >>{shlex.quote(str(self.folder / "arguments"))}\n"""
            f"""for word in "$@"; do case "$word" in *.mid) cp "$word" {kept};; esac; done\n"""
            f"cat <<'END'\n{answer}\nEND\n"
        )

    def request(self) -> dict[str, str]:
        """Return the keys and values that the recorder was sent for a job."""
        words = (self.folder / "arguments").read_text(encoding="utf-8").split("\0")[:-1]
        words = words[words.index("generate") + 1 :]
        return dict(zip(words[::2], words[1::2], strict=True))

    def run(self, script: str, **scenario: Any) -> Outcome:
        """Run a script in the stand-in, and return what came of it."""
        self.runs += 1
        usual = {
            "project_file": str(self.song / "song.rpp"),
            "resources": str(self.resources),
            "number": self.runs,
            "tracks": [{"name": "Keys", "selected": True}],
            "hurry": 4,
        }
        file = self.folder / f"scenario-{self.runs}.lua"
        file.write_text(f"return {as_lua({**usual, **scenario})}\n")
        done = subprocess.run(
            [LUA, str(STAND_IN), str(file), str(self.scripts / f"MusicCM_{script}.lua")],
            capture_output=True,
            check=False,
            timeout=PATIENCE_SECONDS,
            cwd=self.folder,
        )
        assert done.returncode == 0, done.stderr.decode()
        outcome: Outcome = json.loads(done.stdout)
        return outcome

    def left_over(self) -> list[str]:
        """Return the working files that no script has removed, but those of a server that runs."""
        folder = self.resources / "MusicCM"
        return sorted(file.name for file in folder.glob("*") if not file.name.startswith("server."))

    def stop_server(self) -> None:
        """End the server that a script has started."""
        facts = find_server(self.state / "musiccm")
        if facts is not None:
            os.kill(facts.pid, signal.SIGKILL)

"""`server.json`: the address of the running server, for clients on the same machine.

Written by `bridge.server.server` into the user state folder, read by `musiccm send` and by scripts in hosts. A server
that was killed leaves the file behind, so a reader should check with a ping. The folder is an argument.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from bridge.osc.addresses import API_VERSION
from bridge.osc.allowed_hosts import Endpoint

FILE_NAME = "server.json"


@dataclass(frozen=True)
class ServerFacts:
    """The content of the file; `host` is an address at which this machine can reach the server."""

    host: str
    port: int
    pid: int
    project: str
    app_version: str
    api_version: int = API_VERSION

    @property
    def endpoint(self) -> Endpoint:
        """The host and port to send to."""
        return self.host, self.port


def announce(folder: Path, facts: ServerFacts) -> None:
    """Write the file, whole or not at all; the server that started last replaces an earlier one."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{FILE_NAME}.{facts.pid}"
    beside.write_text(json.dumps(asdict(facts), indent=2) + "\n", encoding="utf-8")
    os.replace(beside, folder / FILE_NAME)


def find_server(folder: Path) -> ServerFacts | None:
    """Read the file; return None if it is missing or damaged."""
    try:
        return ServerFacts(**json.loads((folder / FILE_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def withdraw(folder: Path, pid: int) -> None:
    """Remove the file if it was written for the process `pid`."""
    facts = find_server(folder)
    if facts is not None and facts.pid == pid:
        (folder / FILE_NAME).unlink(missing_ok=True)

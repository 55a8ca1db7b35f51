"""`server.json`: the address of the running server, for clients on the same machine.

Written by `bridge.server.server` into the user state folder, read by `musiccm send` and by scripts in hosts. Beside it
every server keeps a file of its own, from which another is found when the latest stops. A server that was killed leaves
its files behind, so a reader should check with a ping. The folder is an argument.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from ipaddress import ip_address
from pathlib import Path

from bridge.osc.addresses import API_VERSION, MAX_PORT
from bridge.osc.allowed_hosts import Endpoint
from musiccm_daw.errors import ProjectError, reason_of
from musiccm_daw.whole_files import write_whole

FILE_NAME, OWN_FILES = "server.json", "server-*.json"


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
    """Write the files, each whole or not at all; the server that started last replaces an earlier one.

    Raises:
        ProjectError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.glob(OWN_FILES):
            left = _read(file)
            # On our own port no other can run: what names it was left by one that was killed.
            if left is None or left.endpoint == facts.endpoint or not _listens(left):
                file.unlink(missing_ok=True)
        _write(folder / _own_name(facts), facts)
        _write(folder / FILE_NAME, facts)
    except OSError as error:
        raise ProjectError(
            f"cannot write into the state folder {str(folder)!r}: {reason_of(error)}; programs on this machine will "
            "not find the server unless they are given its port"
        ) from error


def find_server(folder: Path) -> ServerFacts | None:
    """Return the server that started last and still runs, or else is only announced; None for none."""
    latest = _read(folder / FILE_NAME)
    if latest is not None and _listens(latest):
        return latest
    return next(_running(folder), latest)


def withdraw(folder: Path, facts: ServerFacts) -> None:
    """Remove the files of a server, and announce the one that started before it, if that still runs."""
    try:
        (folder / _own_name(facts)).unlink(missing_ok=True)
        if _read(folder / FILE_NAME) != facts:
            return
        earlier = next(_running(folder), None)
        if earlier is None:
            (folder / FILE_NAME).unlink(missing_ok=True)
        else:
            _write(folder / FILE_NAME, earlier)
    except OSError:
        # A folder that cannot be written has no files of ours, or keeps them: readers check with a ping.
        return


def _running(folder: Path) -> Iterator[ServerFacts]:
    """Yield the servers that run, the latest first."""
    started: dict[Path, int] = {}
    for file in folder.glob(OWN_FILES):
        # Its server may stop meanwhile, and remove it.
        with suppress(OSError):
            started[file] = file.stat().st_mtime_ns
    for file in sorted(started, key=started.__getitem__, reverse=True):
        facts = _read(file)
        if facts is not None and _listens(facts):
            yield facts


def _own_name(facts: ServerFacts) -> str:
    return f"server-{facts.pid}-{facts.port}.json"


def _write(file: Path, facts: ServerFacts) -> None:
    # Servers that start at the same moment write the same file.
    write_whole(file, f"{json.dumps(asdict(facts), indent=2)}\n".encode(), f".{os.getpid()}")


def _read(file: Path) -> ServerFacts | None:
    """Return what a file says; None for one that is missing or damaged."""
    try:
        facts = ServerFacts(**json.loads(file.read_text(encoding="utf-8")))
        ip_address(facts.host)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    texts = (facts.host, facts.project, facts.app_version)
    numbers = (facts.port, facts.pid, facts.api_version)
    is_whole = all(isinstance(each, str) for each in texts) and all(type(each) is int for each in numbers)
    return facts if is_whole and 1 <= facts.port <= MAX_PORT else None


def _listens(facts: ServerFacts) -> bool:
    """Return whether a server's port is taken, as it is while the server runs."""
    family = socket.AF_INET6 if ":" in facts.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind(facts.endpoint)
    except OSError:
        return True
    return False

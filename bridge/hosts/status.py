"""What can be seen of hosts, of what is installed in them, and of the server; and what is wrong with it.

`musiccm bridge status` shows it. Changes nothing; asks the server for a pong.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bridge.hosts.install import Action, Step, plan
from bridge.hosts.places import HostName, Machine, live_settings
from bridge.hosts.receipt import FILE_NAME, read_receipt
from bridge.hosts.table import HOSTS, host_folder
from bridge.osc.addresses import API_VERSION, DEFAULT_HOST, DEFAULT_PORT
from bridge.osc.client import Client, NoAnswer
from bridge.osc.discovery import find_server
from musiccm_daw.command_line import pasteable
from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.findings import Finding, State
from musiccm_daw.wording import counted

CLIPS_FROM_LIVE = (12, 0, 5)
"""The first version of Live whose API creates audio clips from files; Max for Live devices call it."""
SHOWN_FILES = 3
"""Names of files in a line; of more, their number is shown."""

_NOTEWORTHY = {
    Action.new: "missing",
    Action.updated: "of another version",
    Action.removed: "no longer needed",
    Action.left_changed: "changed by you",
    Action.left_foreign: "in the way, not written by musiccm",
}
_CURED_BY_INSTALLING = (Action.new, Action.updated, Action.removed)
_FAULTS = (*_CURED_BY_INSTALLING, Action.left_foreign)


def look_at_server(state_folder: Path) -> Finding:
    """Ask the server of this machine for a pong.

    Args:
        state_folder: the folder of `server.json`.
    """
    facts = find_server(state_folder)
    host, port = facts.endpoint if facts else (DEFAULT_HOST, DEFAULT_PORT)
    try:
        with Client((host, port)) as client:
            pong = client.ping()
    except NoAnswer as error:
        if facts is None:
            return Finding("server", State.absent, "none runs; start one with musiccm serve --project DIR")
        detail = f"server.json names one that was killed or hangs: {error}"
        return Finding("server", State.broken, detail, error.exit_code)
    if pong.api_version != API_VERSION:
        detail = f"{host} port {port} speaks version {pong.api_version} of the protocol, not {API_VERSION}; restart it"
        return Finding("server", State.broken, detail, 3)
    project = f", project {facts.project}" if facts else ""
    return Finding("server", State.ok, f"{host} port {port}, {pong.app_version}, {pong.model} {pong.state}{project}")


def look_at_host(name: HostName, machine: Machine, into: Path | None = None) -> Finding:
    """Compare what is installed in a host with what this version would install.

    Args:
        name: a host of the table.
        machine: whose folders.
        into: the folder of an installation elsewhere; None for the usual place.
    """
    host = HOSTS[name]
    try:
        folder = host_folder(host, machine, into)
    except RequestError as error:
        return Finding(name, State.absent, str(error))
    remedy = f"musiccm bridge install {name}" + ("" if into is None else f" --into {pasteable([str(into)])}")
    try:
        receipt = read_receipt(folder / host.own / FILE_NAME)
        steps = plan(folder, host.files(receipt.program), receipt)
    except ProjectError as error:
        return Finding(name, State.broken, str(error), error.exit_code)
    if not receipt.files:
        return Finding(name, State.absent, f"nothing of musiccm is in {folder}; {remedy}")
    facts = [
        f"{counted(len(receipt.files), 'file')} of version {receipt.version} in {folder}",
        *_live_facts(name, machine),
    ]
    facts += [f"{what}: {_listed(paths)}" for action, what in _NOTEWORTHY.items() if (paths := _paths(steps, action))]
    is_program_gone = bool(receipt.program) and not Path(receipt.program).is_file()
    if is_program_gone:
        facts.append(f"the program that they start is gone: {receipt.program}")
    if is_program_gone or any(step.action in _CURED_BY_INSTALLING for step in steps):
        facts.append(f"remedy: {remedy}")
    if is_program_gone or any(step.action in _FAULTS for step in steps):
        return Finding(name, State.broken, "; ".join(facts), ProjectError.exit_code)
    return Finding(name, State.ok, "; ".join(facts))


def _paths(steps: Sequence[Step], action: Action) -> list[str]:
    return [step.path for step in steps if step.action is action]


def _listed(paths: Sequence[str]) -> str:
    more = len(paths) - SHOWN_FILES
    return ", ".join(paths[:SHOWN_FILES]) + (f" and {more} more" if more > 0 else "")


def _live_facts(name: HostName, machine: Machine) -> list[str]:
    """Return what the newest Live of a machine can do."""
    newest = next(iter(live_settings(machine)), None) if name is HostName.ableton else None
    if newest is None:
        return []
    shown, first = (".".join(map(str, version)) for version in (newest, CLIPS_FROM_LIVE))
    if newest >= CLIPS_FROM_LIVE:
        return [f"Live {shown} puts clips into its slots"]
    return [f"Live {shown} shows files to be dragged; clips are put into slots from {first} on"]

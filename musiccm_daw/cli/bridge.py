"""`musiccm bridge`: puts what runs inside DAWs where they look for it, and says whether all of it is in order."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridge.hosts.places import HostName
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_line, print_table
from musiccm_daw.distribution import app_version
from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.findings import exit_code_of
from musiccm_daw.paths import user_state

if TYPE_CHECKING:
    from bridge.hosts.install import Step


app = typer.Typer(help="Install what runs inside DAWs, and see whether it is in order.", no_args_is_help=True)

HOST_NAMES = "|".join(HostName)
HostArgument = Annotated[HostName, typer.Argument(metavar=HOST_NAMES, help="The host.", show_default=False)]
OneHost = Annotated[
    HostName | None, typer.Argument(metavar=f"[{HOST_NAMES}]", help="Only this host.", show_default=False)
]
Into = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="An installation elsewhere, such as a portable one: REAPER's resource folder, Live's User Library, or a "
        "folder that Pd searches.",
        show_default="where the host looks on this system",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")]
Uninstall = Annotated[
    bool, typer.Option("--uninstall", help="Remove what was installed; files that you have changed stay.")
]


@app.command()
def install(
    name: HostArgument,
    into: Into = None,
    dry_run: DryRun = False,
    uninstall: Uninstall = False,
    as_json: common.Json = False,
    debug: common.Debug = False,
) -> int:
    """Put scripts, devices and patches where a host looks for them, or bring them up to date.

    Files that musiccm did not write, or that you have changed since, are left as they are and named; the exit code is 4
    if one of the former is in the way.

    Example: musiccm bridge install reaper
    """
    from bridge.hosts import install as installing
    from bridge.hosts.places import this_machine
    from bridge.hosts.program import find_program
    from bridge.hosts.table import HOSTS, host_folder

    host = HOSTS[name]
    folder = host_folder(host, this_machine(), into)
    program = str(find_program()) if host.starts_program and not uninstall else ""
    version = app_version()
    files = {} if uninstall else host.files(program)
    steps = installing.install(folder, host.own, files, version=version, program=program, dry_run=dry_run)
    next_steps = [] if uninstall else [text.format(own=folder / host.own) for text in host.next_steps]
    if as_json:
        described = [{"path": str(folder / step.path), "action": step.action.name} for step in steps]
        facts = {"host": name, "folder": str(folder), "version": version, "dry_run": dry_run}
        print_json({**facts, "files": described, "next": next_steps})
    else:
        _show(host.title, folder, steps, next_steps, dry_run=dry_run)
    foreign = [step.path for step in steps if step.action is installing.Action.left_foreign]
    if foreign:
        raise ProjectError(
            f"musiccm did not write {', '.join(foreign)} in {folder}, and has left it as it is; move it away and run "
            "the command again"
        )
    return 0


@app.command()
def status(name: OneHost = None, into: Into = None, as_json: common.Json = False, debug: common.Debug = False) -> int:
    """Show which hosts there are, what is installed in them, whether the server answers, and what is wrong.

    The exit code is 0 if nothing is broken, otherwise that of the first problem.

    Example: musiccm bridge status
    """
    from bridge.hosts.places import this_machine
    from bridge.hosts.status import look_at_host, look_at_server
    from bridge.hosts.table import HOSTS

    if into is not None and name is None:
        raise RequestError("--into needs a host, as in musiccm bridge status reaper --into DIR")
    machine = this_machine()
    hosts = HOSTS if name is None else (name,)
    findings = [look_at_server(user_state()), *(look_at_host(each, machine, into) for each in hosts)]
    exit_code = exit_code_of(findings)
    if as_json:
        print_json({"ok": exit_code == 0, "checks": [finding.to_json() for finding in findings]})
    else:
        rows = [(finding.state, finding.name, finding.detail) for finding in findings]
        print_table(("", "what", "found"), rows, folded=True)
    return exit_code


def _show(title: str, folder: Path, steps: "Sequence[Step]", next_steps: Sequence[str], *, dry_run: bool) -> None:
    if not steps:
        print_line(f"nothing of musiccm is installed for {title} in {folder}")
        return
    print_table(("file", "dry run" if dry_run else "done"), [(step.path, step.action) for step in steps])
    print_line(f"in {folder}")
    sys.stdout.flush()
    if next_steps:
        print_line()
    for number, text in enumerate(next_steps, 1):
        print_line(f"{number}. {text}")

"""`musiccm history`: lists what a project's server was asked for, and what became of it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridge.server.jobs import State
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_line
from musiccm_daw.cli.views.take import describe_request
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.paths import user_state
from musiccm_daw.timebase import format_bpm
from musiccm_daw.wording import counted

if TYPE_CHECKING:
    from bridge.server.history_file import Record

WordsArgument = Annotated[
    str,
    typer.Argument(metavar="[WORDS]", help="Only jobs whose id, name or words contain this text.", show_default=False),
]
StateOption = Annotated[
    str | None,
    typer.Option("--state", metavar="STATE", help=f"Only jobs in this state: {', '.join(State)}."),
]
Limit = Annotated[int, typer.Option(metavar="N", min=1, help="At most this many jobs, the latest first.")]
HistoryProject = Annotated[
    Path,
    typer.Option("--project", metavar="DIR", help="The server's project folder.", rich_help_panel=common.OUTPUT),
]


def history(
    words: WordsArgument = "",
    state: StateOption = None,
    limit: Limit = 20,
    project: HistoryProject = Path(),
    as_json: common.Json = False,
    debug: common.Debug = False,
) -> None:
    """List the jobs of a server, the latest first; `musiccm again ID` makes one of them again.

    Example: musiccm history pads --state done --project ~/songs/night-drive
    """
    from bridge.server.history import read_history

    if state is not None and state not in list(State):
        raise RequestError(f"state {quoted(state)} is not known; use one of {', '.join(State)}")
    records = read_history(
        project, words=words, state=None if state is None else State(state), limit=limit, state_folder=user_state()
    )
    if as_json:
        print_json({"jobs": [described(record) for record in records]})
    elif records:
        for record in records:
            print_line(_headline(record))
            for line in filter(None, (_prompt(record), _result(record))):
                print_line(f"  {line}")
    else:
        print_line("no jobs")


def described(record: "Record") -> dict[str, Any]:
    """Return a job as JSON shows it."""
    return {
        "id": record.id,
        "state": str(record.state),
        "accepted": _iso(record.accepted),
        "ended": None if record.ended is None else _iso(record.ended),
        "project": str(record.project),
        **_request_facts(record),
        "manifest": None if record.manifest is None else str(record.manifest),
        "files": [str(file) for file in record.files],
        "problem": record.problem,
    }


def _request_facts(record: "Record") -> dict[str, Any]:
    """Return what a job asked for, as far as this version can read it."""
    try:
        request = record.request
    except RequestError:
        return {"request": None}
    return {
        "prompt": request.prompt,
        "seed": request.seed,
        **describe_request(request),
        "request": request.to_json(),
    }


def _headline(record: "Record") -> str:
    when = datetime.fromtimestamp(record.accepted).strftime("%Y-%m-%d %H:%M")
    job = f"{record.id}  {record.state}  {when}"
    try:
        request = record.request
    except RequestError:
        return job
    return f"{job}  {format_bpm(request.bpm)} bpm, {counted(request.bars, 'bar')}, seed {request.seed}"


def _prompt(record: "Record") -> str:
    """Return a job's prompt, or why it cannot be read."""
    try:
        return record.request.prompt
    except RequestError as error:
        return str(error)


def _result(record: "Record") -> str:
    """Return where a job's take lies, or why there is none."""
    return str(record.manifest.parent) if record.manifest is not None else record.problem or ""


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")

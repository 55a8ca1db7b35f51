"""`musiccm send`: sends requests to a running server over OSC, from a terminal or a script."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from bridge.osc.addresses import DEFAULT_HOST, DEFAULT_PORT, MAX_PORT, REQUESTS
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.client import Client, new_id, raise_failure
from bridge.osc.discovery import find_server
from bridge.osc.job_keys import find_key
from bridge.osc.messages import (
    Ack,
    CancelJob,
    Done,
    Error,
    File,
    Generate,
    JobProgress,
    Message,
    Ping,
    Presets,
    Queue,
    Render,
)
from bridge.osc.packet import Packet
from bridge.osc.wire import decode
from musiccm_daw.cli.failures import code_and_text
from musiccm_daw.cli.interrupts import interruptible
from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_line, print_table, progress_bar
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.paths import user_state
from musiccm_daw.progress import Progress
from musiccm_daw.wording import counted

LOCAL_PORT = 9721
"""The port that terminals send from, if it is free: defaults that were `set`, and `cancel *`, apply to a port."""
REQUEST_NAMES = tuple(row.address.removeprefix("/musiccm/") for row in REQUESTS)
WITH_NEW_ID = (Ping.address, Generate.address, Render.address, Queue.address, Presets.address)
"""Requests whose first argument is a new id, which nobody needs to type."""

What = Annotated[str, typer.Argument(metavar="WHAT", help=f"The request: {', '.join(REQUEST_NAMES)}.")]
WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ARGUMENT]...",
        help="Arguments of the request as listed in docs/osc.md, without the id; for generate, the prompt comes first.",
    ),
]
Id = Annotated[
    str | None,
    typer.Option(
        "--id",
        metavar="ID",
        help="Id of the new job; the same id never starts a second job.",
        show_default="a new one",
    ),
]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until the job has ended; Ctrl-C cancels it.")]
Host = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="The server's address.", show_default="that of the server on this machine"),
]
Port = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, max=MAX_PORT, help="The server's port.", show_default="that of the server on this machine"
    ),
]


def send(
    what: What,
    words: WordsArgument = None,
    request_id: Id = None,
    wait: Wait = False,
    host: Host = None,
    port: Port = None,
    as_json: common.Json = False,
    quiet: common.Quiet = False,
    debug: common.Debug = False,
) -> None:
    """Send a request to a running `musiccm serve` over OSC, and print its answers.

    With stems, the prompt is the style that they share, and only they are made, with their mix. With `--json`, stdout
    gets `{"answers": [...]}` whatever happens, each answer with its address and arguments; if something went wrong,
    the same object has `"error": {"exit_code": N, "text": "the line of stderr"}`.

    Example: musiccm send generate "late-night soul" bars 8 stem.drums "brushed kit" stem.bass 1 --wait
    """
    answers: list[Message] = []
    with failure_as_json(answers, wanted=as_json):
        message = read_request(what, words or [], request_id)
        with Client(server_endpoint(host, port), local_port=LOCAL_PORT) as client:
            if isinstance(message, Generate | Render):
                follow(client, message, answers, wait=wait, quiet=quiet)
            else:
                answers += client.ask(message)
        raise_unless_wanted(message, answers)
    if as_json:
        print_json(described(answers))
    else:
        show(answers)


class SendCommand(TyperCommand):
    """The command, whose mistakes in options are reported as JSON, too."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the options."""
        with failure_as_json([], wanted="--json" in args):
            return super().make_context(info_name, args, parent, **extra)


@contextmanager
def failure_as_json(answers: list[Message], *, wanted: bool) -> Iterator[None]:
    """Print what came before an error and the error itself as one JSON object if that is wanted; the error goes on."""
    try:
        yield
    except typer.Exit:
        # Of --help.
        raise
    except (Exception, KeyboardInterrupt) as error:
        if wanted:
            code, text = code_and_text(error)
            print_json(described(answers) | {"error": {"exit_code": code, "text": text}})
        raise


def read_request(what: str, words: list[str], request_id: str | None) -> Message:
    """Read the message that a command line stands for, and check it as the server would.

    Raises:
        RequestError: it stands for none.
    """
    if what not in REQUEST_NAMES:
        raise RequestError(f"cannot send {quoted(what)}; use one of {', '.join(REQUEST_NAMES)}")
    address = f"/musiccm/{what}"
    arguments = list(words)
    if address == Generate.address:
        _check_pairs(arguments)
    if address == Generate.address and len(arguments) % 2:
        arguments.insert(0, "prompt")
    if address in WITH_NEW_ID:
        arguments.insert(0, new_id() if request_id is None else request_id)
    elif request_id is not None:
        raise RequestError(f"--id names a new job; give {what} the id of an existing job as its first argument")
    return decode(Packet(address, tuple(arguments)))


def _check_pairs(words: list[str]) -> None:
    """Refuse a key that ends a request for music without its value, which would shift all pairs before it.

    Raises:
        RequestError: there is one.
    """
    # Taken as they come, an even number are pairs, and of an odd number the first is the prompt.
    first, other = (1, 0) if len(words) % 2 else (0, 1)
    if words and any(find_key(word) is None for word in words[first::2]) and all(map(find_key, words[other::2])):
        raise RequestError(f"{quoted(words[-1])} has no value; give one after it, such as {words[-1]} VALUE")


def server_endpoint(host: str | None, port: int | None) -> Endpoint:
    """Return the server's address: as given, else as recorded by the server on this machine, else the default."""
    facts = find_server(user_state()) if host is None else None
    found = facts.endpoint if facts else (DEFAULT_HOST, DEFAULT_PORT)
    return host or found[0], port or found[1]


def follow(client: Client, message: Generate | Render, answers: list[Message], *, wait: bool, quiet: bool) -> None:
    """Start a job and add its answers to `answers`: the acknowledgement, and with `wait` its files and its end."""
    # SIGTERM ends this program; only Ctrl-C cancels the job, which others may wait for.
    with interruptible([signal.SIGINT]) as cancel, progress_bar(quiet=quiet or not wait) as on_progress:
        for answer in client.follow(message):
            if cancel.is_set:
                client.send(CancelJob(message.id))
            if wait and isinstance(answer, JobProgress):
                if on_progress is not None:
                    on_progress(Progress(answer.stage, answer.fraction))
            elif answer not in answers:
                answers.append(answer)
            if not wait:
                break


def raise_unless_wanted(message: Message, answers: list[Message]) -> None:
    """Raise the error of a job that failed or was cancelled, unless cancelling was the request."""
    for answer in answers[-1:]:
        if isinstance(answer, Error) or not isinstance(message, CancelJob):
            raise_failure(answer)


def described(answers: list[Message]) -> dict[str, Any]:
    """Return answers as JSON shows them."""
    return {"answers": [{"address": answer.address, **asdict(answer)} for answer in answers]}


def show(answers: list[Message]) -> None:
    """Print answers for people: files as a table, anything else as a line."""
    files = [answer for answer in answers if isinstance(answer, File)]
    if files:
        print_table(("file", "stem", "frames", "Hz"), [(f.path, f.stem, f.frames, f.sample_rate) for f in files])
    for answer in answers:
        if not isinstance(answer, File) and not (isinstance(answer, Ack) and answer is not answers[-1]):
            print_line(_line(answer))
    sys.stdout.flush()


def _line(answer: Message) -> str:
    """Return an answer in one line."""
    if isinstance(answer, Done):
        files = counted(answer.files, "WAV")
        return f"done in {answer.seconds:.1f} s: {answer.manifest_path} ({files}, seed {answer.seed})"
    facts = [f"{name} {_rounded(value)}" for name, value in asdict(answer).items() if value != ""]
    return f"{answer.address.removeprefix('/musiccm/')}: " + ", ".join(facts)


def _rounded(value: object) -> str:
    """Return a value as a line shows it; numbers have seven digits on the wire, of which nobody reads the last."""
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)

"""`musiccm serve`: runs the OSC server for DAWs until Ctrl-C."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from bridge.osc.addresses import DEFAULT_HOST, DEFAULT_PORT, MAX_PORT
from musiccm_daw.cli.failures import INTERRUPTED
from musiccm_daw.cli.interrupts import heeded
from musiccm_daw.cli.options import common
from musiccm_daw.cli.presets import Folder
from musiccm_daw.cli.views.console import print_line, print_note
from musiccm_daw.engine.loading import find_model, load_engine
from musiccm_daw.paths import user_state
from musiccm_daw.process_priority import Priority, set_priority
from musiccm_daw.request import fields
from musiccm_daw.wording import counted

if TYPE_CHECKING:
    from bridge.clocks.clock import Clock
    from bridge.server.server import Server

NETWORK = "Network"
LOOK_SECONDS = 0.25
"""Between two updates of the panel."""

Host = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="Numeric address to listen on; an address that other machines can reach needs --allow.",
        rich_help_panel=NETWORK,
    ),
]
Port = Annotated[
    int,
    typer.Option(metavar="N", min=0, max=MAX_PORT, help="UDP port; 0 takes any free port.", rich_help_panel=NETWORK),
]
Allow = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ADDRESS",
        help="Also accept datagrams from this address or network, such as 192.168.1.0/24; repeatable. All others are "
        "dropped and counted.",
        rich_help_panel=NETWORK,
    ),
]
Root = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="DIR",
        help="Also allow jobs whose project, clip, audio or MIDI files lie in this folder; repeatable.",
        show_default="only the project",
        rich_help_panel=common.OUTPUT,
    ),
]
Follow = Annotated[
    str | None,
    typer.Option(
        metavar="CLOCK",
        help="Take tempo and meter of jobs that name none from a DAW: link, midi:PORT, abletonosc, reaper or "
        "reaper:PORT.",
        rich_help_panel=NETWORK,
    ),
]
PriorityOption = Annotated[
    Priority,
    typer.Option(
        help="Priority among the programs of this machine; low leaves a DAW that is playing the time it needs.",
        rich_help_panel=common.MODEL,
    ),
]
JobStepsOption = Annotated[
    str | None,
    typer.Option(
        metavar="N",
        help="Sampling steps of jobs that set none, 1 to 8.",
        show_default="4",
        rich_help_panel=common.MODEL,
    ),
]


def serve(
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    allow: Allow = None,
    follow: Follow = None,
    project: common.Project = Path(),
    root: Root = None,
    presets: Folder = None,
    steps: JobStepsOption = None,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    priority: PriorityOption = Priority.low,
    debug: common.Debug = False,
) -> int:
    """Make music for DAWs, which send requests over OSC; docs/osc.md describes them.

    Jobs are stored in the project folder: a server that was stopped or killed finishes them after its next start. After
    the first Ctrl-C the server accepts no new jobs and finishes the accepted ones; the second stops it at once.

    With --follow, jobs without a tempo or meter get that of a DAW; docs/hosts/clocks.md describes the clocks.

    Example: musiccm serve --project ~/songs/night-drive
    """
    # Here, not at the top: these import SQLite and sockets, and `musiccm --help` should stay quick.
    from bridge.server.server import Server

    find_model(model)
    # Before any thread begins: Linux gives each the priority of the one that started it.
    set_priority(priority)
    with following(follow) as clock:
        server = Server(
            host=host,
            port=port,
            allow=allow or (),
            project=project,
            roots=root or (),
            state_folder=user_state(),
            steps=None if steps is None else fields.steps(steps),
            presets=() if presets is None else (presets,),
            clock=clock,
        )
        return _run(server, model, device, debug=debug)


@contextmanager
def following(follow: str | None) -> "Iterator[Clock | None]":
    """Follow a clock while the block runs; None for none."""
    if follow is None:
        yield None
        return
    from bridge.clocks.follow import open_clock

    clock = open_clock(follow)
    try:
        yield clock
    finally:
        clock.close()


def _run(server: "Server", model: str | None, device: str, *, debug: bool) -> int:
    """Serve until Ctrl-C and return the exit code."""
    from musiccm_daw.cli.views.serve import watch

    shown_host, shown_port = server.socket.endpoint
    print_line(f"osc.udp://{shown_host}:{shown_port}/musiccm")
    sys.stdout.flush()
    with log_lines(debug=debug), asked_to_stop(lambda: bool(server.queue.in_order())) as asked:
        try:
            server.start(lambda: load_engine(model, device))
            asked.loading = False
            with watch(server, device) as look:
                _until(asked, server, look)
        finally:
            ended = server.stop()
    if asked.count > 1 and not ended:
        # A step that hangs must not block the terminal; the files on disk are consistent at any moment.
        os._exit(INTERRUPTED)
    return INTERRUPTED if asked.count > 1 else 0


class StopSignals:
    """The count of Ctrl-C and SIGTERM so far.

    While the model is being loaded, the first interrupts the server at once, or, where jobs wait, the second.

    Args:
        has_jobs: whether accepted jobs are to be finished.
    """

    def __init__(self, has_jobs: Callable[[], bool]) -> None:
        self.has_jobs = has_jobs
        self.count = 0
        self.loading = True
        self.came = threading.Event()

    def take(self, _signal: int, _frame: FrameType | None) -> None:
        """Count a signal."""
        self.count += 1
        self.came.set()
        if self.loading and (self.count > 1 or not self.has_jobs()):
            raise KeyboardInterrupt


@contextmanager
def asked_to_stop(has_jobs: Callable[[], bool]) -> Iterator[StopSignals]:
    """Count signals to stop while the block runs, instead of being stopped by them."""
    asked = StopSignals(has_jobs)
    before = {number: signal.signal(number, asked.take) for number in heeded()}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def log_lines(*, debug: bool) -> Iterator[None]:
    """Write the log of the bridge to stderr, one line per record; tracebacks only with --debug."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Line("%(asctime)s %(message)s", "%H:%M:%S", show_traceback=debug))
    logger = logging.getLogger("bridge")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


class _Line(logging.Formatter):
    """A formatter that leaves out tracebacks unless they are wanted."""

    def __init__(self, text: str, times: str, *, show_traceback: bool) -> None:
        super().__init__(text, times)
        self.show_traceback = show_traceback

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as text."""
        if self.show_traceback or not record.exc_info:
            return super().format(record)
        plain = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        return super().format(plain) + f": {record.exc_info[1]!r}"


def _until(asked: StopSignals, server: "Server", look: Callable[[], None]) -> None:
    """Serve until the first signal, then until no job is left or the second signal comes."""
    while not asked.came.wait(LOOK_SECONDS):
        look()
    server.drain()
    waiting = len(server.queue.in_order())
    if waiting:
        jobs = counted(waiting, "job")
        print_note(f"finishing {jobs}; Ctrl-C again stops at once and leaves the rest to the next start")
    while asked.count < 2 and not server.drained(LOOK_SECONDS):
        look()

"""The display of `musiccm serve`: a live panel on a terminal, and elsewhere one line when the server is ready."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bridge.osc.messages import Done
from bridge.server.jobs import State
from musiccm_daw.cli.views.console import is_terminal, print_note
from musiccm_daw.timebase import format_bpm
from musiccm_daw.wording import counted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bridge.clocks.clock import Clock
    from bridge.server.jobs import Job
    from bridge.server.server import Server

SHOWN_JOBS = 8
CLIENT_SECONDS = 60
"""A client that has been silent for longer is not counted."""


@contextmanager
def watch(server: "Server", device: str) -> Iterator[Callable[[], None]]:
    """Show a server while the block runs.

    Args:
        server: a server that is ready.
        device: the value of `--device`.

    Yields:
        A function to call a few times a second.
    """
    host, port = server.socket.endpoint
    ready = f"ready at {host} port {port}, model {server.commands.model}, project {server.roots.project}"
    if not is_terminal():
        print_note(ready)
        yield _clock_lines(server.commands.clock)
        return
    from rich.console import Console
    from rich.live import Live
    from rich.logging import RichHandler

    console = Console(stderr=True)
    started = time.monotonic()
    logger = logging.getLogger("bridge")
    plain = list(logger.handlers)
    handler = RichHandler(console=console, show_path=False, markup=False, show_level=False)
    logger.handlers = [handler]
    try:
        with Live(console=console, auto_refresh=False) as live:

            def look() -> None:
                live.update(panel(server, device, time.monotonic() - started), refresh=True)

            look()
            yield look
    finally:
        logger.handlers = plain


def panel(server: "Server", device: str, up_seconds: float) -> "RenderableType":
    """Return the panel of a server: its model and address, its clients, its jobs, and what it made last."""
    from rich.console import Group
    from rich.markup import escape
    from rich.panel import Panel
    from rich.table import Table

    service, counts = server.commands, server.socket.counts
    host, port = server.socket.endpoint
    jobs = server.queue.in_order()
    now = time.monotonic()
    clients = [asked for asked in list(service.clients.values()) if now - asked < CLIENT_SECONDS]
    facts = Table.grid(padding=(0, 2))
    for name, value in (
        ("model", f"{service.model} on {device}"),
        ("address", f"{host} port {port}, up {timedelta(seconds=round(up_seconds))}, {service.state}"),
        ("project", str(server.roots.project)),
        *([] if service.clock is None else [("following", clock_text(service.clock, position=True))]),
        ("speed", f"{server.estimates.speed:.0f} s of music a second"),
        ("clients", f"{len(clients)} in the last minute, {counted(len(server.socket.listeners.now()), 'listener')}"),
        ("datagrams", ", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "none yet"),
    ):
        facts.add_row(f"[dim]{name}", escape(value))
    queue = Table.grid(padding=(0, 2))
    for job in jobs[:SHOWN_JOBS]:
        queue.add_row(*map(escape, _job_row(job)))
    if len(jobs) > SHOWN_JOBS:
        queue.add_row("", f"and {len(jobs) - SHOWN_JOBS} more")
    latest = Table.grid(padding=(0, 2))
    for job, message in list(server.reports.latest):
        made = Path(message.manifest_path).parent.name if isinstance(message, Done) else str(job.state)
        seconds = f"{message.seconds:.1f} s" if isinstance(message, Done) else ""
        latest.add_row(escape(job.id), escape(made), seconds)
    return Panel(
        Group(facts, "", f"[b]{counted(len(jobs), 'job')}", queue, "", "[b]latest", latest),
        title="musiccm serve",
        expand=False,
    )


def clock_text(clock: "Clock", *, position: bool = False) -> str:
    """Return a clock's name and its state in words, with the quarter that is being played if that is wanted."""
    state = clock.state
    if state.bpm is None and state.meter is None:
        return f"{clock.name}: no tempo yet"
    parts = ["" if state.bpm is None else f"{state.bpm:.10g} bpm", state.meter or ""]
    if state.lost:
        parts.append("lost, last values kept")
    elif state.running is not None:
        parts.append("playing" if state.running else "stopped")
        if position and state.quarters is not None:
            parts.append(f"quarter {state.quarters + 1}")
    return f"{clock.name}: {', '.join(filter(None, parts))}"


def _clock_lines(clock: "Clock | None") -> Callable[[], None]:
    """Return a function that writes a line whenever what is followed has changed and come to rest."""
    if clock is None:
        return lambda: None
    seen = written = ""

    def look() -> None:
        nonlocal seen, written
        text = clock_text(clock)
        if text == seen != written:
            print_note(f"following {text}")
            written = text
        seen = text

    return look


def _job_row(job: "Job") -> tuple[str, str, str, str]:
    request = job.request
    state = f"{job.fraction:4.0%}" if job.state is State.RUNNING else "wait"
    return state, job.id, f"{format_bpm(request.bpm)} bpm, {counted(request.bars, 'bar')}", request.prompt[:48]

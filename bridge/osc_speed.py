"""The speed of the OSC server on this machine, over a real socket, as `bench` measures it."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.engine.speed import PROMPT

if TYPE_CHECKING:
    # The server brings pydantic and filelock, and `musiccm --help` should stay quick.
    from bridge.osc.client import Client
    from musiccm_daw.engine.engine import Engine

DONE_RUNS = 20
ACK_RUNS = 200
"""Enough for a 99th percentile."""
JOB: dict[str, str | int | float] = {"prompt": PROMPT, "bpm": 120, "bars": 4, "key": "A minor", "stem.keys": ""}


def server_latency(engine: Engine) -> dict[str, float]:
    """Return the seconds from a datagram to its answers, from a server that has warmed up.

    Returns:
        `done_median` and `done_p95`: until `done`, with 4 bars of one part at 120 BPM on disk, one job after the other.
        `ack_median` and `ack_p99`: until `ack`, with the job stored, while the engine is at work on another.
    """
    from bridge.osc.client import Client
    from bridge.osc.messages import CancelJob, Generate
    from bridge.server.server import Server

    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        server = Server(host="127.0.0.1", port=0, allow=(), project=project, roots=(), state_folder=project / "state")
        try:
            server.start(lambda: engine)
            with Client(server.socket.endpoint) as client:
                done = sorted(_seconds_to_done(client, f"done-{run}") for run in range(DONE_RUNS))
                client.send(Generate("at-work", {**JOB, "bars": 64}))
                ack = sorted(_seconds_to_ack(client, f"ack-{run}") for run in range(ACK_RUNS))
                client.send(CancelJob("*"))
        finally:
            server.stop()
    return {
        "done_median": statistics.median(done),
        "done_p95": _percentile(done, 95),
        "ack_median": statistics.median(ack),
        "ack_p99": _percentile(ack, 99),
    }


def _seconds_to_done(client: Client, job_id: str) -> float:
    """Return the seconds that one job takes; each has a seed of its own, as a musician's next try would."""
    started = time.perf_counter()
    client.make({**JOB, "seed": int(job_id.partition("-")[2])}, job_id)
    return time.perf_counter() - started


def _seconds_to_ack(client: Client, job_id: str) -> float:
    """Return the seconds until a job is acknowledged; it is then cancelled, while it waits behind the running one."""
    from bridge.osc.messages import Ack, CancelJob, Generate

    started = time.perf_counter()
    answers = client.follow(Generate(job_id, JOB))
    first = next(answers)
    seconds = time.perf_counter() - started
    assert isinstance(first, Ack)
    client.send(CancelJob(job_id))
    for _ in answers:
        pass
    return seconds


def _percentile(ordered: list[float], percent: int) -> float:
    """Return the value below which this many percent lie, by the nearest rank."""
    return ordered[min(len(ordered) - 1, -(-len(ordered) * percent // 100) - 1)]

"""Jobs in a history, and how they end."""

from pathlib import Path

from bridge.osc.client import Client
from bridge.osc.messages import Ack, Message, Status
from bridge.server.history import History
from musiccm_daw.request.request import GenerationRequest
from tests.bridge.engines import TINY

REQUEST = GenerationRequest.resolve("pads", seed=5, key="Am", **TINY)  # type: ignore[arg-type]
CLIENT = ("127.0.0.1", 9)


def accepted(project: Path, *jobs: str) -> History:
    """Return a project's history with jobs that were accepted."""
    history = History(project)
    for job in jobs:
        history.accept(job, CLIENT, project, REQUEST, Ack(job, 0, 0.0), asked=None, stream=False)
    return history


def ended(client: Client, job: str) -> Message:
    """Wait for a job to end and return its last message."""
    *_, last = client.follow(Status(job))
    return last

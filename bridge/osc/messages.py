"""The messages of the protocol as values, one class for each row of the table, and what refuses one.

Fields are named as in `addresses`, which also says what is allowed; `codec` turns values to bytes and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bridge.osc.addresses import ERROR_CODES
from musiccm_daw.errors import RequestError

Value = str | int | float


class Refused(RequestError):
    """A request that is answered by an error; `code` is one of `ERROR_CODES`."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        assert code in ERROR_CODES
        self.code = code


@dataclass(frozen=True)
class Message:
    """Root of all messages."""

    address: ClassVar[str]


@dataclass(frozen=True)
class Ping(Message):
    """Is anyone there?"""

    address = "/musiccm/ping"
    id: str = ""


@dataclass(frozen=True)
class Generate(Message):
    """Make a clip or a set of stems."""

    address = "/musiccm/generate"
    id: str
    options: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Render(Message):
    """Make what a preset describes."""

    address = "/musiccm/render"
    id: str
    preset: str
    options: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class CancelJob(Message):
    """Stop a job, or all of this client's."""

    address = "/musiccm/cancel"
    id: str


@dataclass(frozen=True)
class Status(Message):
    """How is this job?"""

    address = "/musiccm/status"
    id: str


@dataclass(frozen=True)
class Queue(Message):
    """What runs and what waits?"""

    address = "/musiccm/queue"
    id: str


@dataclass(frozen=True)
class Presets(Message):
    """Which presets are there?"""

    address = "/musiccm/presets"
    id: str


@dataclass(frozen=True)
class Set(Message):
    """Defaults for this client's later jobs."""

    address = "/musiccm/set"
    options: dict[str, Value]


@dataclass(frozen=True)
class Get(Message):
    """What holds for a key?"""

    address = "/musiccm/get"
    key: str


@dataclass(frozen=True)
class Register(Message):
    """Send all answers to this port, too."""

    address = "/musiccm/register"
    port: int
    host: str | None = None


@dataclass(frozen=True)
class Unregister(Message):
    """No longer send answers there."""

    address = "/musiccm/unregister"
    port: int | None = None


@dataclass(frozen=True)
class Pong(Message):
    """The server is there."""

    address = "/musiccm/pong"
    id: str
    api_version: int
    app_version: str
    model: str
    state: str


@dataclass(frozen=True)
class Ack(Message):
    """The job is accepted."""

    address = "/musiccm/ack"
    id: str
    queue_position: int
    eta_seconds: float


@dataclass(frozen=True)
class JobProgress(Message):
    """How far the job is."""

    address = "/musiccm/progress"
    id: str
    fraction: float
    stage: str
    eta_seconds: float


@dataclass(frozen=True)
class File(Message):
    """A file is on disk."""

    address = "/musiccm/file"
    id: str
    index: int
    total: int
    stem: str
    path: str
    frames: int
    sample_rate: int


@dataclass(frozen=True)
class Done(Message):
    """Every file is on disk."""

    address = "/musiccm/done"
    id: str
    manifest_path: str
    files: int
    seconds: float
    bpm: float
    bars: int
    seed: int


@dataclass(frozen=True)
class JobCancelled(Message):
    """The job was stopped."""

    address = "/musiccm/cancelled"
    id: str


@dataclass(frozen=True)
class Error(Message):
    """A request was refused, or a job failed.

    `request_address` is the argument `address` of the table: that name is taken by the message's own.
    """

    address = "/musiccm/error"
    id: str
    code: str
    text: str
    request_address: str


@dataclass(frozen=True)
class QueueItem(Message):
    """A job that has not ended."""

    address = "/musiccm/queue/item"
    id: str
    index: int
    total: int
    job: str
    state: str
    fraction: float


@dataclass(frozen=True)
class QueueEnd(Message):
    """That was the queue."""

    address = "/musiccm/queue/end"
    id: str
    count: int


@dataclass(frozen=True)
class PresetItem(Message):
    """A preset."""

    address = "/musiccm/presets/item"
    id: str
    index: int
    total: int
    name: str
    description: str


@dataclass(frozen=True)
class PresetsEnd(Message):
    """Those were the presets."""

    address = "/musiccm/presets/end"
    id: str
    count: int


@dataclass(frozen=True)
class CurrentValue(Message):
    """What holds for this client."""

    address = "/musiccm/value"
    key: str
    value: Value


@dataclass(frozen=True)
class Registered(Message):
    """Answers go there, too."""

    address = "/musiccm/registered"
    host: str
    port: int
    seconds: float


@dataclass(frozen=True)
class Unregistered(Message):
    """Answers go there no longer."""

    address = "/musiccm/unregistered"
    host: str
    port: int


MESSAGES: dict[str, type[Message]] = {kind.address: kind for kind in Message.__subclasses__()}
ENDINGS = (Done, Error, JobCancelled)
"""Exactly one of these ends a job."""

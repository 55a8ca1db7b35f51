"""The messages of the protocol, one class for each row of the table, and the exception that refuses a request.

Fields are named as in `addresses`, which also says what is allowed; `wire` converts messages to bytes and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bridge.osc.addresses import ERROR_CODES
from musiccm_daw.errors import RequestError

Value = str | int | float


class Refused(RequestError):
    """The refusal of a request, which is answered by an error; `code` is one of `ERROR_CODES`."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        assert code in ERROR_CODES
        self.code = code


@dataclass(frozen=True)
class Message:
    """The base class of all messages."""

    address: ClassVar[str]


@dataclass(frozen=True)
class Ping(Message):
    """A check that the server is there."""

    address = "/musiccm/ping"
    id: str = ""


@dataclass(frozen=True)
class Generate(Message):
    """A request for a clip or a set of stems."""

    address = "/musiccm/generate"
    id: str
    options: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Render(Message):
    """A request for what a preset describes."""

    address = "/musiccm/render"
    id: str
    preset: str
    options: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class CancelJob(Message):
    """A request to stop a job, or all jobs of the client."""

    address = "/musiccm/cancel"
    id: str


@dataclass(frozen=True)
class Status(Message):
    """A request for the last message of a job."""

    address = "/musiccm/status"
    id: str


@dataclass(frozen=True)
class Queue(Message):
    """A request for the list of running and waiting jobs."""

    address = "/musiccm/queue"
    id: str


@dataclass(frozen=True)
class Presets(Message):
    """A request for the list of presets."""

    address = "/musiccm/presets"
    id: str


@dataclass(frozen=True)
class Set(Message):
    """Defaults for the client's later jobs."""

    address = "/musiccm/set"
    options: dict[str, Value]


@dataclass(frozen=True)
class Get(Message):
    """A request for the current value of a key."""

    address = "/musiccm/get"
    key: str


@dataclass(frozen=True)
class Register(Message):
    """A request to send all answers to a port as well."""

    address = "/musiccm/register"
    port: int
    host: str | None = None


@dataclass(frozen=True)
class Unregister(Message):
    """A request to stop sending answers to a port."""

    address = "/musiccm/unregister"
    port: int | None = None


@dataclass(frozen=True)
class Pong(Message):
    """The answer to a ping."""

    address = "/musiccm/pong"
    id: str
    api_version: int
    app_version: str
    model: str
    state: str


@dataclass(frozen=True)
class Ack(Message):
    """The acceptance of a job."""

    address = "/musiccm/ack"
    id: str
    queue_position: int
    eta_seconds: float


@dataclass(frozen=True)
class JobProgress(Message):
    """A report of how far a job has got."""

    address = "/musiccm/progress"
    id: str
    fraction: float
    stage: str
    eta_seconds: float


@dataclass(frozen=True)
class File(Message):
    """A file that is complete on disk."""

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
    """The end of a job whose files are all on disk."""

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
    """The end of a job that was stopped."""

    address = "/musiccm/cancelled"
    id: str


@dataclass(frozen=True)
class Error(Message):
    """The refusal of a request, or the end of a job that failed.

    `request_address` holds the argument `address` of the table; the name `address` is the message's own.
    """

    address = "/musiccm/error"
    id: str
    code: str
    text: str
    request_address: str


@dataclass(frozen=True)
class QueueItem(Message):
    """A job that is running or waiting."""

    address = "/musiccm/queue/item"
    id: str
    index: int
    total: int
    job: str
    state: str
    fraction: float


@dataclass(frozen=True)
class QueueEnd(Message):
    """The end of the list of jobs."""

    address = "/musiccm/queue/end"
    id: str
    count: int


@dataclass(frozen=True)
class PresetItem(Message):
    """One preset."""

    address = "/musiccm/presets/item"
    id: str
    index: int
    total: int
    name: str
    description: str


@dataclass(frozen=True)
class PresetsEnd(Message):
    """The end of the list of presets."""

    address = "/musiccm/presets/end"
    id: str
    count: int


@dataclass(frozen=True)
class CurrentValue(Message):
    """The current value of a key for the client."""

    address = "/musiccm/value"
    key: str
    value: Value


@dataclass(frozen=True)
class Registered(Message):
    """A confirmed registration."""

    address = "/musiccm/registered"
    host: str
    port: int
    seconds: float


@dataclass(frozen=True)
class Unregistered(Message):
    """A registration that has been removed."""

    address = "/musiccm/unregistered"
    host: str
    port: int


MESSAGES: dict[str, type[Message]] = {kind.address: kind for kind in Message.__subclasses__()}
ENDINGS = (Done, Error, JobCancelled)
"""Exactly one of these ends a job."""

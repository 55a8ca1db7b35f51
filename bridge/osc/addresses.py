"""The table of the protocol: every address with its arguments, every error code.

`wire` encodes, decodes and checks messages by this table and that of `job_keys.py`, and docs/osc.md is generated from
both, so that the protocol is written down only once. No bytes and no sockets here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from musiccm_daw.progress import STAGES as STAGES_OF_TAKES

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 9720
API_VERSION = 1
MAX_ID_CHARACTERS = 64
EVERY_JOB = "*"
"""Takes the place of an id in a request to cancel: all jobs of this client."""
MAX_DATAGRAM_BYTES = 1023
"""Every datagram that we send stays under 1024 bytes; longer ones can be received."""
MAX_PORT = 65535
STAGES = ("queued", *STAGES_OF_TAKES)
LARGEST_EXACT_FLOAT = 2**24
"""A 32-bit float holds every whole number up to here, and every second one above."""


class Kind(StrEnum):
    """The type of an argument. On the wire, text is s, a whole number i or h, a decimal f (d from our client)."""

    TEXT = "text"
    WHOLE = "whole number"
    DECIMAL = "number"
    SWITCH = "0 or 1"
    VALUE = "text or number"
    PAIRS = "key value …"


@dataclass(frozen=True)
class Argument:
    """One argument of a message.

    Attributes:
        unit: unit of a number.
        low: smallest number allowed, None for no limit; `high` is the largest.
        optional: may be left out, along with all that follow.
        shortened: text that is shortened where the datagram would become too long.
    """

    name: str
    kind: Kind
    help: str
    unit: str = ""
    low: int | None = None
    high: int | None = None
    optional: bool = False
    shortened: bool = False


@dataclass(frozen=True)
class Row:
    """One address; `answers` names what the server sends back."""

    address: str
    arguments: tuple[Argument, ...]
    help: str
    answers: str = ""


JOB_ID = Argument("id", Kind.TEXT, f"your own name for the job: 1 to {MAX_ID_CHARACTERS} characters")
ANY_ID = Argument("id", Kind.TEXT, "repeated in the answer", optional=True)
LIST_ID = Argument("id", Kind.TEXT, "repeated in every answer")
ANSWER_ID = Argument("id", Kind.TEXT, "id of the request")
INDEX = Argument("index", Kind.WHOLE, "from 1")
TOTAL = Argument("total", Kind.WHOLE, "how many there are")
COUNT = Argument("count", Kind.WHOLE, "how many items were sent")
FRACTION = Argument("fraction", Kind.DECIMAL, "how much of the job is done, 0 to 1")
ETA = Argument("eta_seconds", Kind.DECIMAL, "estimated time until done", unit="s")
OPTIONS = Argument("options", Kind.PAIRS, "keys from the list below", optional=True)
HOST = Argument("host", Kind.TEXT, "numeric address")
PORT = Argument("port", Kind.WHOLE, "UDP port", low=1, high=MAX_PORT)
SECONDS_LEFT = Argument("seconds", Kind.DECIMAL, "time until the registration lapses unless it is renewed", unit="s")

JOB_ANSWERS = "`ack`, `progress` …, `file` …, then exactly one of `done`, `error`, `cancelled`"

REQUESTS = (
    Row("/musiccm/ping", (ANY_ID,), "Ask whether the server is there; this also renews your registrations.", "`pong`"),
    Row("/musiccm/generate", (JOB_ID, OPTIONS), "Make a clip or a set of stems.", JOB_ANSWERS),
    Row(
        "/musiccm/render",
        (JOB_ID, Argument("preset", Kind.TEXT, "name of a preset"), OPTIONS),
        "Make what a preset describes. Keys that you send win over it, and `stem.bass` is its stem of that name or "
        "role; your defaults apply to what it leaves open. A song with sections is one take; a preset that stands for "
        "several takes is refused with their number, unless your keys choose one. `variations`, `midi` and the edit of "
        "a clip do not go with a preset.",
        JOB_ANSWERS,
    ),
    Row(
        "/musiccm/cancel",
        (Argument("id", Kind.TEXT, "a job, or `*` for all of your jobs"),),
        "Stop a job: at once if it is waiting, between two sampler steps if it is running. A job that has ended sends "
        "its last message again.",
        "`cancelled`",
    ),
    Row("/musiccm/status", (JOB_ID,), "Ask how a job is doing.", "the job's last message again"),
    Row(
        "/musiccm/queue",
        (LIST_ID,),
        "List the jobs that are running or waiting, in order.",
        "`queue/item` …, then `queue/end`",
    ),
    Row("/musiccm/presets", (LIST_ID,), "List the presets for `render`.", "`presets/item` …, then `presets/end`"),
    Row(
        "/musiccm/set",
        (Argument("options", Kind.PAIRS, "keys from the list below"),),
        "Set defaults for your later jobs; an empty text removes one. A client is an address and a port. The clip of "
        "an edit, audio to fit to and MIDI files belong to one job and cannot be set.",
        "`value` for every pair",
    ),
    Row(
        "/musiccm/get",
        (Argument("key", Kind.TEXT, "one of the keys below"),),
        "Ask for the current value of a key.",
        "`value`",
    ),
    Row(
        "/musiccm/register",
        (
            PORT,
            Argument("host", Kind.TEXT, "this machine or an allowed host; yours if left out", optional=True),
        ),
        "Send all answers to this port as well, for hosts that listen on a different port from the one they send from.",
        "`registered`",
    ),
    Row(
        "/musiccm/unregister",
        (Argument("port", Kind.WHOLE, "all of your ports if left out", low=1, high=MAX_PORT, optional=True),),
        "Stop sending answers to a port.",
        "`unregistered` for every port",
    ),
)

ANSWERS = (
    Row(
        "/musiccm/pong",
        (
            ANSWER_ID,
            Argument("api_version", Kind.WHOLE, "version of this protocol"),
            Argument("app_version", Kind.TEXT, "version of the program"),
            Argument("model", Kind.TEXT, "name of the model, empty while it is loading"),
            Argument("state", Kind.TEXT, "loading, ready, busy or closing"),
        ),
        "The server is running.",
    ),
    Row(
        "/musiccm/ack",
        (ANSWER_ID, Argument("queue_position", Kind.WHOLE, "number of jobs before this one; 0 if it starts now"), ETA),
        "The job has been accepted. It is kept even if the server restarts.",
    ),
    Row(
        "/musiccm/progress",
        (ANSWER_ID, FRACTION, Argument("stage", Kind.TEXT, ", ".join(STAGES)), ETA),
        "How far the job has got; sent at most 10 times a second.",
    ),
    Row(
        "/musiccm/file",
        (
            ANSWER_ID,
            Argument(
                "index", Kind.WHOLE, "from 1; 0 for the first bars of a stem whose whole file follows (`stream 1`)"
            ),
            Argument("total", Kind.WHOLE, "how many whole files there will be"),
            Argument("stem", Kind.TEXT, "role of the stem; empty for a clip without stems"),
            Argument("path", Kind.TEXT, "absolute path"),
            Argument("frames", Kind.WHOLE, "length", unit="samples"),
            Argument("sample_rate", Kind.WHOLE, "sample rate of the file", unit="Hz"),
        ),
        "A file is complete, on disk, under its final name.",
    ),
    Row(
        "/musiccm/done",
        (
            ANSWER_ID,
            Argument("manifest_path", Kind.TEXT, "absolute path of the manifest"),
            Argument("files", Kind.WHOLE, "how many files were written"),
            Argument("seconds", Kind.DECIMAL, "time from acceptance to completion", unit="s"),
            Argument(
                "bpm",
                Kind.DECIMAL,
                "tempo as used; the shortest decimal form is exact",
                unit="quarter notes per minute",
            ),
            Argument("bars", Kind.WHOLE, "length as used"),
            Argument("seed", Kind.WHOLE, "seed as used"),
        ),
        "Every file is on disk.",
    ),
    Row("/musiccm/cancelled", (ANSWER_ID,), "The job was stopped; nothing was written."),
    Row(
        "/musiccm/error",
        (
            Argument("id", Kind.TEXT, "id of the request; empty if it had none"),
            Argument("code", Kind.TEXT, "one of the codes below"),
            Argument("text", Kind.TEXT, "the reason, in one line", shortened=True),
            Argument("address", Kind.TEXT, "address of the request", shortened=True),
        ),
        "The request was refused, or the job failed.",
    ),
    Row(
        "/musiccm/queue/item",
        (
            ANSWER_ID,
            INDEX,
            TOTAL,
            Argument("job", Kind.TEXT, "id of the job"),
            Argument("state", Kind.TEXT, "running or queued"),
            FRACTION,
        ),
        "A job that is running or waiting.",
    ),
    Row("/musiccm/queue/end", (ANSWER_ID, COUNT), "The end of the queue."),
    Row(
        "/musiccm/presets/item",
        (
            ANSWER_ID,
            INDEX,
            TOTAL,
            Argument("name", Kind.TEXT, "name to give to `render`"),
            Argument("description", Kind.TEXT, "description, in one line", shortened=True),
        ),
        "One preset.",
    ),
    Row("/musiccm/presets/end", (ANSWER_ID, COUNT), "The end of the presets."),
    Row(
        "/musiccm/value",
        (
            Argument("key", Kind.TEXT, "one of the keys below"),
            Argument("value", Kind.VALUE, "current value; empty if nothing is set", shortened=True),
        ),
        "The value of a key for this client.",
    ),
    Row(
        "/musiccm/registered",
        (HOST, PORT, SECONDS_LEFT),
        "Answers are sent there as well; renew with the same request or a ping.",
    ),
    Row("/musiccm/unregistered", (HOST, PORT), "Answers are no longer sent there."),
)

ROWS = {row.address: row for row in (*REQUESTS, *ANSWERS)}
ANSWER_ADDRESSES = frozenset(row.address for row in ANSWERS)

ERROR_CODES = {
    "unknown_address": "no such address",
    "bad_arguments": "too few or too many arguments, an unknown or repeated key, or a value of the wrong type",
    "bad_value": "a value that makes no sense, such as half a bar, an unknown chord or a clip that is missing",
    "out_of_range": "a number outside the allowed range",
    "busy": "the queue is full or the server is shutting down; try again later",
    "no_project": "the project folder cannot be written or is gone; the text says where a finished take was saved",
    "bad_path": "the project, a clip, audio or MIDI file is outside the allowed roots, or its path is not valid",
    "model_missing": "the model could not be loaded",
    "out_of_memory": "the job does not fit into the device's memory; the server keeps running",
    "internal": "a bug in the server; its log has the details",
}

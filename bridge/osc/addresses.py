"""The table of the protocol: every address with its arguments, every key of a job, every error code.

`messages` encodes, decodes and checks by it, and docs/osc.md is printed from it; nothing of the protocol is written
down a second time. Contract, section 5. No bytes and no sockets here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from musiccm_daw.request.fields import MAX_STEPS, MAX_VARIATIONS, SAMPLE_RATES
from musiccm_daw.request.request import DEFAULT_BARS, DEFAULT_BPM, DEFAULT_METER, DEFAULT_SAMPLE_RATE, DEFAULT_STEPS
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import MAX_BARS, MAX_BPM, MIN_BARS, MIN_BPM

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 9720
API_VERSION = 1
MAX_ID_CHARACTERS = 64
EVERY_JOB = "*"
"""In place of an id to cancel: all of this client's."""
MAX_DATAGRAM_BYTES = 1023
"""Every datagram that we send stays under 1024 bytes; longer ones are read."""
MAX_PORT = 65535
STAGES = ("queued", "loading", "sampling", "decoding", "writing")
STEM_KEY = "stem."
STREAM_KEY = "stream"


class Kind(StrEnum):
    """What an argument holds. On the wire: text s, whole i or h, decimal f (d from our client)."""

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
        unit: of a number.
        low: smallest number that is allowed, None for any; `high` likewise the largest.
        optional: may be left out with all that follow.
        shortened: text that gives way where the datagram would become too long.
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
    """One address; `answers` is what the server sends back, in words of this table."""

    address: str
    arguments: tuple[Argument, ...]
    help: str
    answers: str = ""


@dataclass(frozen=True)
class RequestKey:
    """One key of a job: `key value` after the id. `default` is what holds where neither client nor prompt says it."""

    name: str
    kind: Kind
    help: str
    default: str | int | float = ""
    unit: str = ""
    low: int | None = None
    high: int | None = None


JOB_ID = Argument("id", Kind.TEXT, f"the client's own name for the job: 1 to {MAX_ID_CHARACTERS} characters")
ANY_ID = Argument("id", Kind.TEXT, "comes back in the answer", optional=True)
LIST_ID = Argument("id", Kind.TEXT, "comes back in every answer")
ANSWER_ID = Argument("id", Kind.TEXT, "that of the request")
INDEX = Argument("index", Kind.WHOLE, "from 1")
TOTAL = Argument("total", Kind.WHOLE, "how many there are")
COUNT = Argument("count", Kind.WHOLE, "how many items were sent")
FRACTION = Argument("fraction", Kind.DECIMAL, "how much of the job is done, 0 to 1")
ETA = Argument("eta_seconds", Kind.DECIMAL, "estimate of what is left until done", unit="s")
OPTIONS = Argument("options", Kind.PAIRS, "see the keys below", optional=True)
HOST = Argument("host", Kind.TEXT, "numeric address")
PORT = Argument("port", Kind.WHOLE, "UDP port", low=1, high=MAX_PORT)
SECONDS_LEFT = Argument("seconds", Kind.DECIMAL, "until it lapses unless renewed", unit="s")

JOB_ANSWERS = "`ack`, `progress` …, `file` …, then exactly one of `done`, `error`, `cancelled`"

REQUESTS = (
    Row("/musiccm/ping", (ANY_ID,), "Is anyone there? Renews this client's registrations.", "`pong`"),
    Row("/musiccm/generate", (JOB_ID, OPTIONS), "Make a clip or a set of stems.", JOB_ANSWERS),
    Row(
        "/musiccm/render",
        (JOB_ID, Argument("preset", Kind.TEXT, "name of a preset"), OPTIONS),
        "Make what a preset describes; keys overlay it.",
        JOB_ANSWERS,
    ),
    Row(
        "/musiccm/cancel",
        (Argument("id", Kind.TEXT, "a job, or `*` for all of this client's"),),
        "Stop a job: at once if it waits, between two sampler steps if it runs. A job that has ended sends its last "
        "message again.",
        "`cancelled`",
    ),
    Row("/musiccm/status", (JOB_ID,), "How is this job?", "the job's last message again"),
    Row("/musiccm/queue", (LIST_ID,), "What runs and what waits, in order?", "`queue/item` …, then `queue/end`"),
    Row("/musiccm/presets", (LIST_ID,), "Which presets are there?", "`presets/item` …, then `presets/end`"),
    Row(
        "/musiccm/set",
        (Argument("options", Kind.PAIRS, "see the keys below"),),
        "Defaults for this client's later jobs; an empty text forgets one. A client is an address and port.",
        "`value` for every pair",
    ),
    Row("/musiccm/get", (Argument("key", Kind.TEXT, "one of the keys below"),), "What holds for a key?", "`value`"),
    Row(
        "/musiccm/register",
        (PORT, Argument("host", Kind.TEXT, "the sender's own if left out; never a foreign one", optional=True)),
        "Send all answers to this port, too: for hosts that listen on another port than they send from.",
        "`registered`",
    ),
    Row(
        "/musiccm/unregister",
        (Argument("port", Kind.WHOLE, "all of this client's if left out", low=1, high=MAX_PORT, optional=True),),
        "No longer send answers there.",
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
            Argument("model", Kind.TEXT, "name of the model, empty while it loads"),
            Argument("state", Kind.TEXT, "loading, ready, busy or closing"),
        ),
        "The server is there.",
    ),
    Row(
        "/musiccm/ack",
        (ANSWER_ID, Argument("queue_position", Kind.WHOLE, "jobs before this one; 0 starts now"), ETA),
        "The job is accepted and kept, also over a restart of the server.",
    ),
    Row(
        "/musiccm/progress",
        (ANSWER_ID, FRACTION, Argument("stage", Kind.TEXT, ", ".join(STAGES)), ETA),
        "How far the job is; at most 10 a second.",
    ),
    Row(
        "/musiccm/file",
        (
            ANSWER_ID,
            Argument(
                "index", Kind.WHOLE, "from 1; 0 for the first bars of a stem whose whole file follows (`stream 1`)"
            ),
            Argument("total", Kind.WHOLE, "how many whole files there will be"),
            Argument("stem", Kind.TEXT, "its role; empty for a clip in one piece"),
            Argument("path", Kind.TEXT, "absolute"),
            Argument("frames", Kind.WHOLE, "length", unit="samples"),
            Argument("sample_rate", Kind.WHOLE, "of the file", unit="Hz"),
        ),
        "A file is whole, on disk, under its final name.",
    ),
    Row(
        "/musiccm/done",
        (
            ANSWER_ID,
            Argument("manifest_path", Kind.TEXT, "absolute"),
            Argument("files", Kind.WHOLE, "how many were written"),
            Argument("seconds", Kind.DECIMAL, "from acceptance to here", unit="s"),
            Argument("bpm", Kind.DECIMAL, "as used; its shortest spelling is exact", unit="quarters a minute"),
            Argument("bars", Kind.WHOLE, "as used"),
            Argument("seed", Kind.WHOLE, "as used"),
        ),
        "Every file is on disk.",
    ),
    Row("/musiccm/cancelled", (ANSWER_ID,), "The job was stopped and has left nothing."),
    Row(
        "/musiccm/error",
        (
            Argument("id", Kind.TEXT, "that of the request; empty if it had none"),
            Argument("code", Kind.TEXT, "one of the codes below"),
            Argument("text", Kind.TEXT, "one line for people", shortened=True),
            Argument("address", Kind.TEXT, "of the request", shortened=True),
        ),
        "The request was refused, or the job failed.",
    ),
    Row(
        "/musiccm/queue/item",
        (
            ANSWER_ID,
            INDEX,
            TOTAL,
            Argument("job", Kind.TEXT, "its id"),
            Argument("state", Kind.TEXT, "running or queued"),
            FRACTION,
        ),
        "A job that has not ended.",
    ),
    Row("/musiccm/queue/end", (ANSWER_ID, COUNT), "That was the queue."),
    Row(
        "/musiccm/presets/item",
        (
            ANSWER_ID,
            INDEX,
            TOTAL,
            Argument("name", Kind.TEXT, "for `render`"),
            Argument("description", Kind.TEXT, "one line", shortened=True),
        ),
        "A preset.",
    ),
    Row("/musiccm/presets/end", (ANSWER_ID, COUNT), "Those were the presets."),
    Row(
        "/musiccm/value",
        (
            Argument("key", Kind.TEXT, "one of the keys below"),
            Argument("value", Kind.VALUE, "empty if nothing is set", shortened=True),
        ),
        "What holds for this client.",
    ),
    Row("/musiccm/registered", (HOST, PORT, SECONDS_LEFT), "Answers go there, too; renew by the same call or by ping."),
    Row("/musiccm/unregistered", (HOST, PORT), "Answers go there no longer."),
)

ROWS = {row.address: row for row in (*REQUESTS, *ANSWERS)}
ANSWER_ADDRESSES = frozenset(row.address for row in ANSWERS)

_KEYS = (
    RequestKey("prompt", Kind.TEXT, "what it should sound like; a job needs one"),
    RequestKey("bpm", Kind.DECIMAL, "tempo", float(DEFAULT_BPM), "quarters a minute", MIN_BPM, MAX_BPM),
    RequestKey("bars", Kind.WHOLE, "length", DEFAULT_BARS, "", MIN_BARS, MAX_BARS),
    RequestKey("meter", Kind.TEXT, "such as 6/8", str(DEFAULT_METER)),
    RequestKey("key", Kind.TEXT, "such as `A minor`, `F# major`, `none`; else the seed picks one"),
    RequestKey(
        "chords", Kind.TEXT, "such as `Am7 \\| F C \\| G`, repeated; else the seed picks common ones of the key"
    ),
    RequestKey("seed", Kind.WHOLE, "same request, same seed: same frames; else drawn", "", "", 0, MAX_SEED),
    RequestKey("steps", Kind.WHOLE, "consistency steps", DEFAULT_STEPS, "", 1, MAX_STEPS),
    RequestKey("loop", Kind.SWITCH, "close the end onto the beginning", 1),
    RequestKey("variations", Kind.WHOLE, "how many, all on the same chords", 1, "", 1, MAX_VARIATIONS),
    RequestKey("name", Kind.TEXT, "start of the file names; else from the prompt"),
    RequestKey("project", Kind.TEXT, "folder, relative to the server's `--project`; else that one"),
    RequestKey("sample_rate", Kind.WHOLE, f"one of {', '.join(map(str, SAMPLE_RATES))}", DEFAULT_SAMPLE_RATE, "Hz"),
    RequestKey(STREAM_KEY, Kind.SWITCH, "tell the first bars as a file of their own while the rest is made", 0),
)
_STEM_KEYS = tuple(
    RequestKey(
        STEM_KEY + role, Kind.TEXT, f"make {role} as a file of its own, by these words; empty or 1: by the prompt's"
    )
    for role in ROLES
)
KEYS = {key.name: key for key in (*_KEYS, *_STEM_KEYS)}

ERROR_CODES = {
    "unknown_address": "no such address, or one that only the server sends",
    "bad_arguments": "too few or too many arguments, an unknown or doubled key, a value of the wrong kind",
    "bad_value": "a value that cannot be meant: half a bar, a chord or preset that is not known",
    "out_of_range": "a number outside of what is allowed",
    "busy": "the queue is full, or the server is closing; ask again later",
    "no_project": "the project folder cannot be written",
    "bad_path": "the project lies outside of the allowed roots, or is no possible folder",
    "model_missing": "the model could not be loaded",
    "out_of_memory": "the device cannot hold the job; the server goes on",
    "internal": "a fault of ours; the server's log says more",
}

"""The client's end of the protocol, for other programs: `with Client(endpoint) as client: client.make({...})`.

Used by `musiccm send` and by tests. UDP may lose a datagram, so a request is repeated until an answer comes, which the
ids make safe, and the status of a job is requested when nothing has arrived for a while. Prints nothing.
"""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Iterator, Mapping
from types import TracebackType

from bridge.osc.addresses import DEFAULT_HOST, DEFAULT_PORT
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import (
    ENDINGS,
    CancelJob,
    CurrentValue,
    Done,
    Error,
    Generate,
    Message,
    Ping,
    Pong,
    PresetsEnd,
    QueueEnd,
    Refused,
    Registered,
    Render,
    Status,
    Unregistered,
    Value,
)
from bridge.osc.packet import LONGEST_DATAGRAM_BYTES, MalformedDatagram, read_datagram
from bridge.osc.wire import decode, encode
from musiccm_daw.errors import Cancelled, ModelError, MusicCMError, ProjectError, RequestError, reason_of

REPEAT_SECONDS = 1.0
SILENCE_SECONDS = 10.0
"""Time without any answer after which the server counts as gone."""
RECEIVE_BUFFER_BYTES = 4 * 2**20
LIST_ENDS = (QueueEnd, PresetsEnd)

_ERRORS: dict[str, type[MusicCMError]] = {
    "busy": ModelError,
    "model_missing": ModelError,
    "out_of_memory": ModelError,
    "no_project": ProjectError,
    "internal": MusicCMError,
}
"""The exception for each error code, which decides the exit code; all other codes mean a wrong request."""


class NoAnswer(ModelError):
    """No answer from the server."""


class Client:
    """A socket that talks to one server.

    Args:
        endpoint: host and port of the server.
        local_port: port to send from if it is free, 0 for any; the server knows a client by its address and port.
    """

    def __init__(self, endpoint: Endpoint = (DEFAULT_HOST, DEFAULT_PORT), *, local_port: int = 0) -> None:
        self.endpoint = endpoint
        self._socket = socket.socket(socket.AF_INET6 if ":" in endpoint[0] else socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
            self._bind(local_port)
            # Connected: a closed port is reported instead of being silent.
            self._socket.connect(endpoint)
        except OSError as error:
            self._socket.close()
            raise NoAnswer(f"{endpoint[0]} cannot be reached: {reason_of(error)}; check --host and --port") from error

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def local(self) -> Endpoint:
        """The address and port that the server knows this client by."""
        host, port = self._socket.getsockname()[:2]
        return host, port

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def send(self, message: Message) -> None:
        """Send one message without waiting for an answer.

        Raises:
            RequestError: the message is too long.
            NoAnswer: nothing is listening there.
        """
        datagram = encode(message)
        try:
            self._socket.send(datagram)
        except OSError as error:
            raise self._no_answer() from error

    def receive(self, seconds: float) -> Message | None:
        """Return the next message; None if none arrives within `seconds`.

        Raises:
            NoAnswer: nothing is listening there.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._socket.settimeout(left)
            try:
                (packet,) = read_datagram(self._socket.recv(LONGEST_DATAGRAM_BYTES))
                return decode(packet)
            except TimeoutError:
                return None
            except OSError as error:
                raise self._no_answer() from error
            except (MalformedDatagram, Refused, ValueError):
                # A later version of the server may send messages that this one does not know.
                continue
        return None

    def ask(self, message: Message) -> list[Message]:
        """Send a question and return its answers: one, or all items of a list with their end.

        Raises:
            NoAnswer: no answer came.
        """
        answers: list[Message] = []
        since = time.monotonic()
        while time.monotonic() - since < SILENCE_SECONDS:
            answers.clear()
            self.send(message)
            while (answer := self.receive(REPEAT_SECONDS)) is not None:
                if not _answers(answer, message):
                    continue
                answers.append(answer)
                if self._complete(message, answers):
                    return answers
        raise self._no_answer()

    def ping(self) -> Pong:
        """Ask whether the server is there.

        Raises:
            NoAnswer: the server is not there.
        """
        answer = self.ask(Ping(new_id()))[-1]
        assert isinstance(answer, Pong)
        return answer

    def follow(self, message: Generate | Render | Status) -> Iterator[Message]:
        """Start a job, or follow a known one by its id, and yield every message about it until it ends.

        Raises:
            NoAnswer: the server stopped answering.
        """
        self.send(message)
        question: Message = message
        last_answer = time.monotonic()
        while True:
            try:
                answer = self.receive(REPEAT_SECONDS)
                if answer is None:
                    self.send(question)
            except NoAnswer:
                if question is message:
                    raise
                # The server may be restarting; it will finish the jobs that it had accepted.
                answer = None
                time.sleep(REPEAT_SECONDS / 4)
            if answer is not None and getattr(answer, "id", None) == message.id:
                last_answer = time.monotonic()
                question = Status(message.id)
                yield answer
                if isinstance(answer, ENDINGS):
                    return
            elif time.monotonic() - last_answer > SILENCE_SECONDS:
                raise self._no_answer()

    def make(self, options: Mapping[str, Value], job_id: str | None = None) -> Done:
        """Make a clip and wait for it.

        Args:
            options: keys of the table, `prompt` among them.
            job_id: id of the job; a new one if None.

        Raises:
            RequestError, ModelError, ProjectError: the server reported an error.
            Cancelled: the job was cancelled.
            NoAnswer: the server stopped answering.
        """
        *_, last = self.follow(Generate(job_id or new_id(), dict(options)))
        raise_failure(last)
        assert isinstance(last, Done)
        return last

    def _bind(self, local_port: int) -> None:
        try:
            self._socket.bind(("", local_port))
        except OSError:
            self._socket.bind(("", 0))

    def _complete(self, message: Message, answers: list[Message]) -> bool:
        """Return whether the answers are complete; the end of a list says how many items came before it."""
        last = answers[-1]
        if isinstance(last, Error):
            answers[:] = [last]
            return True
        if isinstance(message, CancelJob):
            # A running job keeps sending progress until it has stopped.
            return isinstance(last, ENDINGS)
        if isinstance(last, LIST_ENDS):
            return last.count == len(answers) - 1
        options = getattr(message, "options", None)
        if options and not isinstance(message, Generate | Render):
            return len(answers) == len(options)
        return not last.address.endswith("/item")

    def _no_answer(self) -> NoAnswer:
        host, port = self.endpoint
        return NoAnswer(f"no server answers at {host} port {port}; start one with musiccm serve")


def _answers(answer: Message, question: Message) -> bool:
    """Return whether a message can be the answer to a question; others may belong to earlier jobs."""
    asked = getattr(question, "id", None)
    if asked is not None:
        return bool(getattr(answer, "id", None) == asked)
    return isinstance(answer, CurrentValue | Registered | Unregistered) or (isinstance(answer, Error) and not answer.id)


def new_id() -> str:
    """Return a new random id."""
    return secrets.token_hex(6)


def raise_failure(message: Message) -> None:
    """Raise the exception that stands for a failure; do nothing for any other message."""
    if isinstance(message, Error):
        raise _ERRORS.get(message.code, RequestError)(f"{message.text} ({message.code})")
    if message.address == "/musiccm/cancelled":
        raise Cancelled("the job was cancelled; nothing was written")

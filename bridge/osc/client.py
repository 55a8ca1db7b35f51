"""The client's end of the protocol, for other programs: `with Client(endpoint) as client: client.make({...})`.

Used by `musiccm send` and by tests. UDP may lose a datagram: a request is repeated until something comes back, which
the ids make safe, and a job that has been silent for long is asked for its status. Nothing is printed.
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
from bridge.osc.packet import MalformedDatagram, read_datagram
from bridge.osc.wire import decode, encode
from musiccm_daw.errors import Cancelled, ModelError, MusicCMError, ProjectError, RequestError

REPEAT_SECONDS = 1.0
SILENCE_SECONDS = 10.0
"""Without any answer for so long, there is no server."""
RECEIVE_BUFFER_BYTES = 4 * 2**20
LIST_ENDS = (QueueEnd, PresetsEnd)

_ERRORS: dict[str, type[MusicCMError]] = {
    "busy": ModelError,
    "model_missing": ModelError,
    "out_of_memory": ModelError,
    "no_project": ProjectError,
    "internal": MusicCMError,
}
"""What the command line's exit codes are made of; all other codes say that the request is wrong."""


class NoAnswer(ModelError):
    """No server answers."""


class Client:
    """A socket that talks to one server.

    Args:
        endpoint: the server's.
        local_port: to send from, if it is free; a client is known by its address and port. 0 for any.
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
            raise NoAnswer(f"{endpoint[0]} cannot be reached: {error}; check --host and --port") from error

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
        """Give the port back."""
        self._socket.close()

    def send(self, message: Message) -> None:
        """Send one message, and wait for nothing.

        Raises:
            RequestError: it is too long.
            NoAnswer: nobody listens there.
        """
        datagram = encode(message)
        try:
            self._socket.send(datagram)
        except OSError as error:
            raise self._no_answer() from error

    def receive(self, seconds: float) -> Message | None:
        """Return the next message; None if none comes in so many seconds.

        Raises:
            NoAnswer: nobody listens there.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._socket.settimeout(left)
            try:
                (packet,) = read_datagram(self._socket.recv(65535))
                return decode(packet)
            except TimeoutError:
                return None
            except OSError as error:
                raise self._no_answer() from error
            except (MalformedDatagram, Refused, ValueError):
                # A later server may say more than we know.
                continue
        return None

    def ask(self, message: Message) -> list[Message]:
        """Send a question and return its answers: one, or all items of a list with their end.

        Raises:
            NoAnswer: none came.
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
            NoAnswer: it is not.
        """
        answer = self.ask(Ping(new_id()))[-1]
        assert isinstance(answer, Pong)
        return answer

    def follow(self, message: Generate | Render | Status) -> Iterator[Message]:
        """Start a job, or join it by its id, and yield all that is told of it, up to its end.

        Raises:
            NoAnswer: the server fell silent.
        """
        self.send(message)
        question: Message = message
        heard = time.monotonic()
        while True:
            try:
                answer = self.receive(REPEAT_SECONDS)
                if answer is None:
                    self.send(question)
            except NoAnswer:
                if question is message:
                    raise
                # It may be starting again: what it had accepted it will finish.
                answer = None
                time.sleep(REPEAT_SECONDS / 4)
            if answer is not None and getattr(answer, "id", None) == message.id:
                heard = time.monotonic()
                question = Status(message.id)
                yield answer
                if isinstance(answer, ENDINGS):
                    return
            elif time.monotonic() - heard > SILENCE_SECONDS:
                raise self._no_answer()

    def make(self, options: Mapping[str, Value], job_id: str | None = None) -> Done:
        """Make a clip and wait for it.

        Args:
            options: keys of the table, `prompt` among them.
            job_id: one of its own if None.

        Raises:
            RequestError, ModelError, ProjectError: what the server answered.
            Cancelled: someone stopped the job.
            NoAnswer: the server fell silent.
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
        """Whether these are all answers: a list has an end, and says how many came before it."""
        last = answers[-1]
        if isinstance(last, Error):
            answers[:] = [last]
            return True
        if isinstance(message, CancelJob):
            # A running job goes on telling how far it is until it has stopped.
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
    """Whether a message can be the answer to a question; others may be of jobs that were asked for earlier."""
    asked = getattr(question, "id", None)
    if asked is not None:
        return bool(getattr(answer, "id", None) == asked)
    return isinstance(answer, CurrentValue | Registered | Unregistered) or (isinstance(answer, Error) and not answer.id)


def new_id() -> str:
    """Return an id that nobody else has."""
    return secrets.token_hex(6)


def raise_failure(message: Message) -> None:
    """Raise what an answer says went wrong, as the exception that the command line would have raised itself."""
    if isinstance(message, Error):
        raise _ERRORS.get(message.code, RequestError)(f"{message.text} ({message.code})")
    if message.address == "/musiccm/cancelled":
        raise Cancelled("the job was cancelled; nothing was written")

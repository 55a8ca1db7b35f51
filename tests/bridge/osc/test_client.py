"""The client against a scripted server: lost requests, foreign answers, silence, and failures as exceptions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bridge.osc import client as client_module
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.client import Client, NoAnswer, new_id, raise_failure
from bridge.osc.messages import (
    Ack,
    Done,
    Error,
    Generate,
    JobCancelled,
    JobProgress,
    Message,
    Ping,
    Pong,
    Queue,
    QueueEnd,
    QueueItem,
    Status,
)
from bridge.osc.server_socket import ServerSocket
from musiccm_daw.errors import Cancelled, ModelError, MusicCMError, ProjectError, RequestError

DONE = Done("a", "/songs/manifest.json", 1, 0.5, 120.0, 4, 7)


@contextmanager
def answering(answers: Callable[[Message], list[Message]]) -> Iterator[Client]:
    """Serve whatever `answers` returns for each request, and yield a client of that server."""
    server = ServerSocket("127.0.0.1", 0)

    def handle(message: Message, sender: Endpoint) -> None:
        for answer in answers(message):
            server.send(answer, [sender])

    server.start(handle)
    try:
        with Client(server.endpoint) as client:
            yield client
    finally:
        server.close()


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "REPEAT_SECONDS", 0.05)
    monkeypatch.setattr(client_module, "SILENCE_SECONDS", 2.0)


def test_a_request_is_repeated_until_it_is_answered() -> None:
    seen: list[Message] = []

    def answers(message: Message) -> list[Message]:
        seen.append(message)
        assert isinstance(message, Ping)
        return [] if len(seen) < 3 else [Pong(message.id, 1, "0", "", "ready")]

    with answering(answers) as client:
        assert client.ping().state == "ready"
    assert len(seen) >= 3


def test_a_list_is_complete_only_with_all_its_items() -> None:
    item = QueueItem("q", 1, 1, "a", "running", 0.5)
    lost = iter([True])
    with answering(lambda _: [QueueEnd("q", 1)] if next(lost, False) else [item, QueueEnd("q", 1)]) as client:
        assert client.ask(Queue("q")) == [item, QueueEnd("q", 1)]


def test_answers_of_other_jobs_are_passed_over() -> None:
    foreign = JobProgress("b", 0.5, "sampling", 1.0)
    own = JobProgress("a", 0.5, "sampling", 1.0)
    with answering(lambda _: [foreign, Ack("a", 0, 1.0), own, DONE]) as client:
        assert list(client.follow(Generate("a", {"prompt": "x"}))) == [Ack("a", 0, 1.0), own, DONE]


def test_a_silent_job_is_asked_for_its_status() -> None:
    with answering(lambda message: [DONE] if isinstance(message, Status) else [Ack("a", 0, 1.0)]) as client:
        assert client.make({"prompt": "x"}, "a") == DONE


def test_silence_means_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "SILENCE_SECONDS", 0.2)
    with answering(lambda _: []) as client, pytest.raises(NoAnswer, match="start one with musiccm serve"):
        client.ping()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("bad_value", RequestError),
        ("busy", ModelError),
        ("out_of_memory", ModelError),
        ("no_project", ProjectError),
        ("internal", MusicCMError),
    ],
)
def test_an_error_is_raised_as_the_command_line_raises_it(code: str, kind: type[MusicCMError]) -> None:
    with pytest.raises(kind, match=rf"^text \({code}\)$") as caught:
        raise_failure(Error("a", code, "text", ""))
    assert caught.value.exit_code == kind.exit_code


def test_only_failures_are_raised() -> None:
    raise_failure(DONE)
    with pytest.raises(Cancelled):
        raise_failure(JobCancelled("a"))


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100

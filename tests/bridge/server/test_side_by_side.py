"""Several jobs at once, over a real socket: the same files as alone, one end each, and no failure that hides others."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from torch import Tensor

from bridge.osc.client import Client
from bridge.osc.messages import ENDINGS, CancelJob, Done, Error, File, Generate, JobCancelled, JobProgress, Message
from bridge.server.history import read_history
from bridge.server.jobs import Job, State
from bridge.server.server import Server
from musiccm_daw.clip import StemAudio
from musiccm_daw.engine.engine import Engine
from musiccm_daw.errors import DeviceError
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.shared_passes import Network, SharedPasses
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.writers import WrittenFile
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import TINY, QuickEngine

ROWS = 16
PATIENCE_SECONDS = 60
SHORT: dict[str, str | int | float] = {"bpm": 240, "bars": 1, "key": "Am", "steps": 3}
COMPANY_SECONDS = 0.3
"""Time that the first request waits for another one beside it."""


class Sharing(QuickEngine):
    """A quick engine that makes requests side by side and counts how often each is made.

    A prompt with the word `greedy` finds memory only alone.
    """

    def __init__(self) -> None:
        super().__init__(SharedPasses(lambda x: x, ROWS))
        self.made = Counter[str]()
        self.most = 0
        self._at_work = 0
        self._company = threading.Condition()

    def variations(  # type: ignore[override]
        self, request: GenerationRequest, **options: Any
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Yield stems, or fail."""
        with self._company:
            self.made[request.prompt] += 1
            self._at_work += 1
            self.most = max(self.most, self._at_work)
            self._company.notify_all()
            # So short a clip would be made before the next job's thread has begun.
            self._company.wait_for(lambda: self.most > 1, timeout=COMPANY_SECONDS)
            greedy = self._at_work > 1 and "greedy" in request.prompt.split()
        try:
            if greedy:
                raise DeviceError("the device has too little memory for two")
            yield from super().variations(request, **options)
        finally:
            with self._company:
                self._at_work -= 1


def messages_of(client: Client, jobs: Sequence[str]) -> dict[str, list[Message]]:
    """Return all messages about jobs until each has ended."""
    found: dict[str, list[Message]] = {job: [] for job in jobs}
    while not all(any(isinstance(message, ENDINGS) for message in messages) for messages in found.values()):
        message = client.receive(PATIENCE_SECONDS)
        assert message is not None, found
        if (job := getattr(message, "id", None)) in found:
            found[job].append(message)
    return found


def the_end(messages: Sequence[Message]) -> Message:
    """Return the one message that ends a job, which nothing follows."""
    assert [isinstance(message, ENDINGS) for message in messages].count(True) == 1
    return messages[-1]


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, and give up after a while."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def asked_while_loading(server: Server, engine: Engine | QuickEngine, ask: Callable[[], None], jobs: int) -> None:
    """Start a server that finds this many jobs waiting once its model is loaded."""

    def load() -> Engine | QuickEngine:
        ask()
        wait_until(lambda: len(server.queue.in_order()) == jobs)
        return engine

    server.start(load)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    bound = new_server(tmp_path / "project")
    yield bound
    bound.stop()


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(server.socket.endpoint) as connected:
        yield connected


def waves(end: Message) -> dict[str, bytes]:
    """Return the WAV files of a job by name."""
    assert isinstance(end, Done)
    return {path.name: path.read_bytes() for path in Path(end.manifest_path).parent.glob("*.wav")}


class Gated:
    """A network that can be held between two passes, and counts the rows of each."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.held = threading.Event()
        self.turns = threading.Semaphore(0)
        self.rows: list[int] = []

    def __call__(self, *inputs: Tensor) -> Tensor:
        if self.held.is_set():
            assert self.turns.acquire(timeout=PATIENCE_SECONDS)
        self.rows.append(len(inputs[0]))
        return self.network(*inputs)

    def release(self) -> None:
        self.held.clear()
        self.turns.release()


@pytest.fixture
def gated_engine(tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Engine, Gated]:
    """Return the real engine on random weights, sharing passes on a CPU too, with its network."""
    monkeypatch.setattr(Pipeline, "passes", property(lambda self: self._shared_passes))
    short = GenerationRequest.resolve("warm up", seed=0, **SHORT)  # type: ignore[arg-type]
    monkeypatch.setattr(Server, "_warm_up_request", lambda self: short)
    pipeline, identity = load_model(tiny_checkpoint, "cpu")
    network = Gated(pipeline.student)
    pipeline._shared_passes = SharedPasses(network, ROWS)
    return Engine(pipeline, identity), network


def test_files_made_at_once_are_those_made_one_by_one_and_a_cancel_leaves_the_others(
    gated_engine: tuple[Engine, Gated], server: Server, client: Client, start: Start, tmp_path: Path
) -> None:
    engine, network = gated_engine
    orders: dict[str, dict[str, str | int | float]] = {
        "a": {"prompt": "warm pads", "seed": 1},
        "b": {"prompt": "unwanted brass", "seed": 2},
        "c": {"prompt": "soul with a long list of words for it", "seed": 3, "stem.drums": 1, "stem.bass": 1},
        "d": {"prompt": "slow choir", "seed": 4, "variations": 2},
    }

    def ask() -> None:
        for job, options in orders.items():
            client.send(Generate(job, {**options, **SHORT}))

    server.start(lambda: engine)
    assert server.worker is not None
    assert server.worker.passes is not None
    network.held.set()
    # One of another shape keeps the device busy while the others come.
    client.send(Generate("first", {"prompt": "pads", "seed": 9, **SHORT, "bars": 2}))
    ask()
    wait_until(lambda: len(server.queue.in_order()) == 5)
    for _ in range(int(SHORT["steps"])):
        network.turns.release()
    wait_until(lambda: [job.state for job in server.queue.in_order()] == [State.RUNNING] * 4)
    unwanted = server.queue.find("b")
    assert unwanted is not None
    client.send(CancelJob("b"))
    wait_until(lambda: unwanted.cancel.is_set)
    passes_before = len(network.rows)
    network.release()
    messages = messages_of(client, [*orders, "first"])
    assert isinstance(the_end(messages["b"]), JobCancelled)
    assert set(network.rows) == {ROWS}
    # One take, two stems and two variations, of three steps each; one by one these are 15 passes.
    assert len(network.rows) - passes_before < 15
    for job in ("a", "c", "d"):
        fractions = [message.fraction for message in messages[job] if isinstance(message, JobProgress)]
        assert fractions == sorted(fractions)
    together = {job: waves(the_end(messages[job])) for job in ("a", "c", "d")}
    assert [len(files) for files in together.values()] == [1, 3, 2]

    alone = start(engine, project=tmp_path / "alone")
    with Client(alone.socket.endpoint) as other:
        for job, files in together.items():
            assert waves(other.make({**orders[job], **SHORT}, job)) == files


def test_variations_of_one_job_share_passes_and_their_files_still_come_one_after_the_other(
    gated_engine: tuple[Engine, Gated], server: Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, network = gated_engine
    server.start(lambda: engine)
    reported: list[tuple[str, set[str]]] = []
    wrote = server.reports.wrote

    def spy(job: Job, index: int, total: int, file: WrittenFile) -> None:
        reported.append((file.path.name, {path.name for path in file.path.parent.glob("*.wav")}))
        wrote(job, index, total, file)

    monkeypatch.setattr(server.reports, "wrote", spy)
    passes_before = len(network.rows)
    client.send(Generate("a", {"prompt": "slow choir", "seed": 1, "variations": 4, **SHORT}))
    messages = messages_of(client, ["a"])["a"]
    # As many as one clip takes: all four are in each pass.
    assert len(network.rows) - passes_before == SHORT["steps"]
    files = [message for message in messages if isinstance(message, File)]
    assert [(file.index, file.total) for file in files] == [(index, 4) for index in range(1, 5)]
    names = [Path(file.path).name for file in files]
    assert reported == [(name, set(names[: index + 1])) for index, name in enumerate(names)]


def test_an_edit_beside_new_music_gives_the_files_that_both_give_alone(
    gated_engine: tuple[Engine, Gated],
    server: Server,
    client: Client,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine, _ = gated_engine
    side_by_side = SharedPasses.side_by_side
    at_once: list[int] = []

    def spy(passes: SharedPasses, tasks: Sequence[Callable[[], None]]) -> None:
        at_once.append(len(tasks))
        side_by_side(passes, tasks)

    monkeypatch.setattr(SharedPasses, "side_by_side", spy)
    # Four bars, as many as the new music has.
    noise = np.random.default_rng(0).uniform(-0.3, 0.3, (4 * 44_100, 2))
    for project in ("project", "alone"):
        (tmp_path / project).mkdir(exist_ok=True)
        soundfile.write(tmp_path / project / "clip.wav", noise, 44_100, subtype="PCM_24")
    common: dict[str, str | int | float] = {**SHORT, "bars": 4, "loop": 0, "seed": 1}
    edited = {key: value for key, value in common.items() if key != "bars"}
    orders: dict[str, dict[str, str | int | float]] = {
        "new": {"prompt": "pads", **common},
        "edit": {"prompt": "bells", "repaint": "clip.wav", "range": "2", **edited},
        "other": {"prompt": "brass", **common},
    }

    def ask() -> None:
        for job, options in orders.items():
            client.send(Generate(job, options))

    asked_while_loading(server, engine, ask, len(orders))
    together = {job: waves(the_end(messages)) for job, messages in messages_of(client, list(orders)).items()}
    assert len(orders) in at_once
    alone = start(engine, project=tmp_path / "alone")
    with Client(alone.socket.endpoint) as other:
        for job, files in together.items():
            assert waves(other.make(orders[job], job)) == files


def test_failures_beside_others_are_each_jobs_own(server: Server, client: Client) -> None:
    words = ["pads", "break", "exhaust", "greedy", "starve", "stumble", "overfill", "strings"]
    engine = Sharing()

    def ask() -> None:
        for word in words:
            client.send(Generate(word, {"prompt": f"{word} now", "seed": 1, **TINY}))

    asked_while_loading(server, engine, ask, len(words))
    messages = messages_of(client, words)
    ends = {word: the_end(messages[word]) for word in words}
    codes = {word: end.code if isinstance(end, Error) else type(end).__name__ for word, end in ends.items()}
    assert codes == {
        "pads": "Done", "break": "internal", "exhaust": "out_of_memory", "greedy": "Done",
        "starve": "out_of_memory", "stumble": "internal", "overfill": "out_of_memory", "strings": "Done",
    }  # fmt: skip
    assert engine.most > 1
    again = {prompt.split()[0] for prompt, times in engine.made.items() if times == 2 and "now" in prompt}
    # Where memory ran out beside others, it was tried alone.
    assert again - {"greedy"} == {"exhaust", "starve", "overfill"}


def test_only_jobs_of_one_shape_are_made_at_once_in_the_order_of_acceptance(server: Server, client: Client) -> None:
    engine = Sharing()
    jobs = {"a": {}, "long": {"bars": 2}, "b": {}, "streamed": {"stream": 1}, "c": {}}  # type: dict[str, dict[str, int]]

    def ask() -> None:
        for job, options in jobs.items():
            client.send(Generate(job, {"prompt": job, "seed": 1, **TINY, **options}))

    asked_while_loading(server, engine, ask, len(jobs))
    messages_of(client, list(jobs))
    asked = [request.prompt for request in engine.requests if request.prompt in jobs]
    assert sorted(asked[:3]) == ["a", "b", "c"]
    assert asked[3:] == ["long", "streamed"]


def test_stopped_at_once_all_that_were_at_work_wait_for_the_next_start(
    server: Server, client: Client, start: Start, tmp_path: Path
) -> None:
    engine = Sharing()
    jobs = ["a", "b", "c"]

    def ask() -> None:
        for job in jobs:
            client.send(Generate(job, {"prompt": job, **TINY}))

    server.start(lambda: engine)
    engine.gate.clear()
    # Alone at first, since nothing else waits.
    client.send(Generate("first", {"prompt": "first", **TINY, "bars": 2}))
    ask()
    wait_until(lambda: len(server.queue.in_order()) == 4)
    client.send(CancelJob("first"))
    wait_until(lambda: [job.state for job in server.queue.in_order()] == [State.RUNNING] * 3)
    assert server.stop()
    ended = State.CANCELLED
    assert [record.state for record in read_history(tmp_path / "project")] == [State.RUNNING] * 3 + [ended]
    again = start(project=tmp_path / "project")
    assert again.drained(PATIENCE_SECONDS)
    assert [record.state for record in read_history(tmp_path / "project")] == [State.DONE] * 3 + [ended]


def test_a_device_that_does_not_repeat_itself_makes_jobs_one_by_one(
    server: Server, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    class Fickle(Sharing):
        """An engine whose frames change with what is made beside them."""

        def variations(  # type: ignore[override]
            self, request: GenerationRequest, **options: Any
        ) -> Iterator[tuple[StemAudio, ...]]:
            for stems in super().variations(request, **options):
                if threading.current_thread().name.startswith("side-by-side"):
                    stems[0].audio[0] += 2.0**-20
                yield stems

    engine = Fickle()
    jobs = ["a", "b", "c"]

    def ask() -> None:
        for job in jobs:
            client.send(Generate(job, {"prompt": job, **TINY}))

    asked_while_loading(server, engine, ask, len(jobs))
    assert "one by one" in caplog.text
    assert {type(the_end(messages)) for messages in messages_of(client, jobs).values()} == {Done}
    assert server.worker is not None
    assert server.worker.passes is None

"""Many clients at once, with doubled datagrams and cancels mixed in: every id ends once, nothing is made twice."""

import json
import random
import threading
from collections import Counter, defaultdict
from pathlib import Path

from bridge.osc.addresses import EVERY_JOB
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.client import Client
from bridge.osc.messages import ENDINGS, CancelJob, Done, Generate, JobProgress, Message, Status
from bridge.server.history import read_history
from bridge.server.jobs import ENDED, State
from tests.bridge.conftest import Start
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.soak import JOBS

CLIENTS = 8
PATIENCE_SECONDS = 600
BURST = 20
ASKED_AT_ONCE = 5


class CrowdClient(threading.Thread):
    """A client that asks for its share of jobs, sends some twice, cancels some, and reads until all have ended."""

    def __init__(self, server: Endpoint, number: int) -> None:
        super().__init__()
        self.server = server
        self.random = random.Random(number)  # noqa: S311
        self.jobs = [f"{number}-{index}" for index in range(JOBS // CLIENTS)]
        self.seeds = {job: number * 1000 + index for index, job in enumerate(self.jobs)}
        self.asked: Counter[str] = Counter()
        self.endings: defaultdict[str, list[Message]] = defaultdict(list)
        self.progress: Counter[str] = Counter()

    def run(self) -> None:
        with Client(self.server) as client:
            for start in range(0, len(self.jobs), BURST):
                for job in self.jobs[start : start + BURST]:
                    self.ask(client, job)
                self.read(client, 0.05)
            while set(self.endings) != set(self.jobs):
                if not self.read(client, 2.0):
                    # A datagram may be lost on the way: ask, as a client should, and for a few at a time.
                    for job in sorted(set(self.jobs) - set(self.endings))[:ASKED_AT_ONCE]:
                        client.send(Status(job))
                        self.asked[job] += 1
            for job in self.random.sample(self.jobs, len(self.jobs) // 4):
                before = len(self.endings[job])
                client.send(self.request(job))
                self.asked[job] += 1
                while len(self.endings[job]) == before:
                    assert self.read(client, 20.0)

    def request(self, job: str) -> Generate:
        return Generate(job, {"prompt": "warm pads", "seed": self.seeds[job], "key": "Am", **TINY})

    def ask(self, client: Client, job: str) -> None:
        """Ask for a job, perhaps twice; perhaps cancel it or another, perhaps twice."""
        request = self.request(job)
        client.send(request)
        if self.random.random() < 0.3:
            client.send(request)
            self.asked[job] += 1
        if self.random.random() < 0.4:
            victim = self.random.choice(self.jobs[: self.jobs.index(job) + 1])
            for _ in range(self.random.choice([1, 1, 2])):
                client.send(CancelJob(victim))
                self.asked[victim] += 1

    def read(self, client: Client, seconds: float) -> bool:
        """Read messages until none comes for this long; return whether any came."""
        came = False
        while (message := client.receive(seconds)) is not None:
            came = True
            if isinstance(message, ENDINGS) and message.id != EVERY_JOB:
                self.endings[message.id].append(message)
            elif isinstance(message, JobProgress):
                self.progress[message.id] += 1
            if set(self.endings) == set(self.jobs):
                return True
        return came


def test_every_id_ends_once_and_nothing_is_made_twice(start: Start, tmp_path: Path) -> None:
    engine = QuickEngine()
    server = start(engine)
    warm_ups = len(engine.requests)
    crowd = [CrowdClient(server.socket.endpoint, number) for number in range(CLIENTS)]
    for client in crowd:
        client.start()
    for client in crowd:
        client.join(PATIENCE_SECONDS)
        assert not client.is_alive()

    assert server.socket.counts["overflow"] == 0
    endings = {job: messages for client in crowd for job, messages in client.endings.items()}
    asked = Counter[str]()
    for client in crowd:
        asked.update(client.asked)
    assert len(endings) == JOBS
    for job, messages in endings.items():
        assert len(set(messages)) == 1, job
        assert 1 <= len(messages) <= 1 + asked[job], job

    records = {record.id: record for record in read_history(tmp_path / "project")}
    assert set(records) == set(endings)
    assert {record.state for record in records.values()} <= {State.DONE, State.CANCELLED}
    assert all(record.state in ENDED for record in records.values())
    made = Counter(request.seed for request in engine.requests[warm_ups:])
    assert set(made.values()) <= {1}
    done = {job: messages[0] for job, messages in endings.items() if isinstance(messages[0], Done)}
    assert {job for job, record in records.items() if record.state is State.DONE} == set(done)
    assert 0 < len(done) < JOBS
    takes = list((tmp_path / "project" / "MusicCM").glob("*/manifest.json"))
    assert sorted(map(str, takes)) == sorted(message.manifest_path for message in done.values())
    seeds = {job: seed for client in crowd for job, seed in client.seeds.items()}
    assert all(json.loads(Path(done[job].manifest_path).read_text())["seed"] == seeds[job] for job in done)


def test_progress_comes_at_most_ten_times_a_second(start: Start) -> None:
    engine = QuickEngine()
    server = start(engine)
    with Client(server.socket.endpoint) as client:
        messages = list(client.follow(Generate("a", {"prompt": "pads", **TINY, "variations": 16})))
    reports = [message for message in messages if isinstance(message, JobProgress)]
    ended = messages[-1]
    assert isinstance(ended, Done)
    assert len(reports) <= 1 + 10 * ended.seconds
    fractions = [message.fraction for message in reports]
    assert fractions == sorted(fractions)
    assert all(0 <= fraction <= 1 for fraction in fractions)

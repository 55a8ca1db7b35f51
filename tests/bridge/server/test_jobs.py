"""The states of jobs and their queue: forwards only, in order, ended once."""

import threading

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from bridge.osc.messages import Ack
from bridge.server.jobs import ENDED, Job, JobQueue, State
from musiccm_daw.paths import bundled_weights
from musiccm_daw.request.request import GenerationRequest

REQUEST = GenerationRequest.resolve("pads", seed=1)


def new_job(name: str) -> Job:
    return Job(name, REQUEST, bundled_weights(), ("127.0.0.1", 1), 0.0, Ack(name, 0, 0.0))


class QueueMachine(RuleBasedStateMachine):
    """A queue in which jobs are accepted, taken, ended and cancelled in any order, beside a model: a list of names."""

    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.queue = JobQueue(limit=5)
        self.queue.release()
        self.expected: list[str] = []
        self.ends: dict[str, int] = {}
        self.count = 0

    @rule(target=jobs)
    def accept(self) -> Job:
        self.count += 1
        job = new_job(f"job-{self.count}")
        assert self.queue.full == (len(self.expected) >= 5)
        self.queue.add(job)
        self.expected.append(job.id)
        return job

    @rule()
    def take(self) -> None:
        waiting = [job.id for job in self.queue.in_order() if job.state is State.QUEUED]
        if waiting:
            taken = self.queue.next()
            assert taken is not None
            assert (taken.id, taken.state) == (waiting[0], State.RUNNING)

    @rule(limit=st.integers(0, 3))
    def take_matching(self, limit: int) -> None:
        waiting = [job.id for job in self.queue.in_order() if job.state is State.QUEUED]
        wanted = [name for name in waiting if int(name.partition("-")[2]) % 2][:limit]
        taken = self.queue.start_matching(lambda job: int(job.id.partition("-")[2]) % 2 == 1, limit)
        assert [(job.id, job.state) for job in taken] == [(name, State.RUNNING) for name in wanted]

    @rule(job=jobs, state=st.sampled_from([State.ERROR, State.CANCELLED]))
    def end(self, job: Job, state: State) -> None:
        before = job.state

        def count() -> None:
            self.ends[job.id] = self.ends.get(job.id, 0) + 1

        assert self.queue.end(job, state, count) == (before not in ENDED)
        assert job.state == (before if before in ENDED else state)
        self.expected = [name for name in self.expected if name != job.id]

    @rule(job=consumes(jobs))
    def done(self, job: Job) -> None:
        if job.state is State.RUNNING:
            assert self.queue.end(job, State.DONE, lambda: self.ends.update({job.id: self.ends.get(job.id, 0) + 1}))
            self.expected.remove(job.id)

    @invariant()
    def order_is_that_of_acceptance(self) -> None:
        assert [job.id for job in self.queue.in_order()] == self.expected

    @invariant()
    def nothing_ends_twice(self) -> None:
        assert set(self.ends.values()) <= {1}


TestQueue = QueueMachine.TestCase
TestQueue.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_nothing_is_given_out_before_there_is_a_model_and_after_the_end() -> None:
    queue = JobQueue(limit=5)
    taken: list[Job | None] = []
    worker = threading.Thread(target=lambda: taken.extend([queue.next(), queue.next()]))
    queue.add(new_job("a"))
    worker.start()
    worker.join(0.1)
    assert worker.is_alive()
    assert taken == []
    queue.release()
    queue.close()
    worker.join(10)
    assert [job and job.id for job in taken] in (["a", None], [None, None])


def test_many_threads_end_a_job_once() -> None:
    queue = JobQueue(limit=5)
    job = new_job("a")
    queue.add(job)
    ends: list[int] = []
    start = threading.Barrier(8)

    def end(number: int) -> None:
        start.wait()
        queue.end(job, State.CANCELLED, lambda: ends.append(number))

    threads = [threading.Thread(target=end, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ends) == 1

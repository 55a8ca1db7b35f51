"""The stopwatch: every second counts for one stage, nested stages return, and several threads count once."""

from __future__ import annotations

import threading

import pytest

from musiccm_daw.stopwatch import TIMED_STAGES, Stopwatch


class FakeClock:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        """Move the clock on."""
        self.now += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def counted(stopwatch: Stopwatch) -> dict[str, float]:
    """Return the stages that have taken any time."""
    return {stage: seconds for stage, seconds in stopwatch.read().items() if seconds}


def test_each_stage_counts_from_its_switch_to_the_next(clock: FakeClock) -> None:
    stopwatch = Stopwatch(clock)
    clock.pass_seconds(1)
    for stage, seconds in (("text", 2), ("sample", 4), ("text", 8)):
        stopwatch.switch(stage)
        clock.pass_seconds(seconds)
    assert counted(stopwatch) == {"load": 1, "text": 10, "sample": 4}
    clock.pass_seconds(16)
    assert counted(stopwatch) == {"load": 1, "text": 26, "sample": 4}


def test_all_stages_are_reported_in_order_and_rounded_to_milliseconds(clock: FakeClock) -> None:
    stopwatch = Stopwatch(clock)
    clock.pass_seconds(0.00061)
    assert tuple(stopwatch.read()) == TIMED_STAGES
    assert counted(stopwatch) == {"load": 0.001}


def test_an_inner_stage_takes_its_time_from_the_outer_one_which_resumes(clock: FakeClock) -> None:
    stopwatch = Stopwatch(clock)
    stopwatch.switch("vocode")
    clock.pass_seconds(1)
    with stopwatch.within("decode"):
        clock.pass_seconds(2)
    clock.pass_seconds(4)
    assert counted(stopwatch) == {"vocode": 5, "decode": 2}


def test_the_outer_stage_resumes_after_an_error_too(clock: FakeClock) -> None:
    stopwatch = Stopwatch(clock)

    def fail() -> None:
        with stopwatch.within("decode"):
            clock.pass_seconds(1)
            raise ValueError("damaged")

    with pytest.raises(ValueError, match="damaged"):
        fail()
    clock.pass_seconds(2)
    assert counted(stopwatch) == {"decode": 1, "load": 2}


def test_time_that_several_threads_spend_in_a_stage_counts_once(clock: FakeClock) -> None:
    stopwatch = Stopwatch(clock)
    stopwatch.switch("vocode")
    leave = [threading.Event() for _ in range(3)]
    entered, left = (threading.Semaphore(0) for _ in range(2))

    def decode(number: int) -> None:
        with stopwatch.within("decode"):
            entered.release()
            leave[number].wait()
        left.release()

    threads = [threading.Thread(target=decode, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
        assert entered.acquire(timeout=10)
        clock.pass_seconds(1)
    for event in leave:
        clock.pass_seconds(10)
        event.set()
        assert left.acquire(timeout=10)
    clock.pass_seconds(100)
    for thread in threads:
        thread.join()
    # Three seconds while they come, thirty until the last one has left.
    assert counted(stopwatch) == {"decode": 33, "vocode": 100}


def test_the_stages_add_up_to_the_time_that_has_passed(clock: FakeClock) -> None:
    stopwatch = Stopwatch(clock)
    for number, stage in enumerate(TIMED_STAGES * 3, start=1):
        clock.pass_seconds(number)
        stopwatch.switch(stage)
        with stopwatch.within("decode"):
            clock.pass_seconds(number / 8)
    assert sum(stopwatch.read().values()) == pytest.approx(clock.now - 100.0)

"""A process of a pool that is killed gives an error that says what to do."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from musiccm_daw.errors import ModelError
from trainer.corpus.killed_workers import killed_workers_reported


def lose_a_process() -> None:
    """Kill the one process of a pool, then wait for work from it."""
    with killed_workers_reported(), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        os.kill(pool.submit(os.getpid).result(), signal.SIGTERM)
        pool.submit(os.getpid).result()


def test_a_killed_process_is_reported_in_one_line() -> None:
    with pytest.raises(ModelError, match="run the command again with --jobs 1") as refusal:
        lose_a_process()
    assert "\n" not in str(refusal.value)


def test_what_else_goes_wrong_is_left_alone() -> None:
    with pytest.raises(ValueError, match="another"), killed_workers_reported():
        raise ValueError("another")

"""Signals while something is made: the first cancels it, and those that were ignored at the start stay ignored."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from musiccm_daw.cli import making
from musiccm_daw.cli.interrupts import Terminated, interruptible, stopped_at_once
from musiccm_daw.errors import Cancelled
from tests.cli.generating import assert_one_line_and_no_files, generate
from tests.cli.stand_in import StandInEngine


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Check that every handler is put back."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield
    assert [signal.getsignal(number) for number in numbers] == before


@pytest.fixture
def ctrl_c_ignored() -> Iterator[None]:
    """Ignore Ctrl-C, as a shell has it for what a script puts in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


def test_sigterm_stops_a_take_and_leaves_no_file(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.interrupted_by = signal.SIGTERM
    assert generate(tmp_path) == 143
    assert_one_line_and_no_files(capsys, tmp_path)


def send(*numbers: signal.Signals) -> None:
    """Send signals to a cancellable job, then let it look."""
    with interruptible() as cancel:
        for number in numbers:
            os.kill(os.getpid(), number)
            assert cancel.is_set
        cancel.check()


@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_the_second_signal_interrupts_at_once(second: signal.Signals) -> None:
    with pytest.raises(Terminated) as error:
        send(signal.SIGTERM, second)
    assert isinstance(error.value.__cause__, KeyboardInterrupt)


def test_ctrl_c_is_told_from_sigterm() -> None:
    with pytest.raises(Cancelled) as error:
        send(signal.SIGINT)
    assert error.value.exit_code == 130


def test_what_is_stopped_at_once_can_clean_up() -> None:
    cleaned: list[bool] = []

    def work() -> None:
        with stopped_at_once():
            try:
                os.kill(os.getpid(), signal.SIGTERM)
            finally:
                cleaned.append(True)

    with pytest.raises(Terminated):
        work()
    assert cleaned


@pytest.mark.usefixtures("ctrl_c_ignored")
def test_what_ignores_ctrl_c_goes_on_doing_so(engine: StandInEngine, tmp_path: Path) -> None:
    engine.interrupted_by = signal.SIGINT
    assert generate(tmp_path) == 0


def test_a_finished_take_is_reported_however_late_ctrl_c_comes(
    engine: StandInEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(making, "take_remarks", interrupted)
    assert generate(tmp_path) == 0
    out, err = capsys.readouterr()
    assert str(next((tmp_path / "MusicCM").iterdir())) in out
    assert err == ""

"""Ableton Link: peers of its own library, and the clock that listens to them."""

import struct
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks.link import HEADER, MAGIC, LinkClock, MalformedMessage, bpm_of, read_message
from tests.bridge.clocks.waiting import await_state, wait_for

link = pytest.importorskip("link", reason="LinkPython-extern is not installed")


@pytest.fixture
def clock() -> Iterator[LinkClock]:
    with_link = LinkClock()
    yield with_link
    with_link.close()


def change(peer: Any, bpm: float | None = None, *, playing: bool | None = None) -> None:
    """Set a peer's tempo, or start or stop it."""
    state, now = peer.captureSessionState(), peer.clock().micros()
    if bpm is not None:
        state.setTempo(bpm, now)
    if playing is not None:
        state.setIsPlaying(playing, now)
    peer.commitSessionState(state)


def test_a_session_is_followed_until_its_last_peer_leaves(clock: LinkClock) -> None:
    assert clock.state.bpm is None
    first, second = link.Link(97.3), link.Link(133.0)
    first.startStopSyncEnabled = second.startStopSyncEnabled = True
    first.enabled = True
    assert await_state(clock, lambda state: state.bpm is not None).bpm == 97.3
    second.enabled = True
    wait_for(second.numPeers, lambda peers: peers == 1)
    change(second, 124.75)
    await_state(clock, lambda state: state.bpm == 124.75)
    change(first, playing=True)
    await_state(clock, lambda state: state.running is True)
    first.enabled = False
    change(second, 140, playing=False)
    assert await_state(clock, lambda state: state.bpm == 140 and not state.running).lost is False
    second.enabled = False
    assert await_state(clock, lambda state: state.lost).bpm == 140


def test_following_never_sets_the_tempo_of_a_session_that_begins_later(clock: LinkClock) -> None:
    """A peer of Link that has waited since before would: the older session wins."""
    late = link.Link(151.0)
    late.enabled = True
    await_state(clock, lambda state: state.bpm == 151)
    assert late.numPeers() == 0
    assert late.captureSessionState().tempo() == pytest.approx(151)
    late.enabled = False


@given(bpm=st.decimals(20, 999, places=2).map(float))
def test_tempi_are_read_as_they_were_set(bpm: float) -> None:
    read = bpm_of(round(60e6 / bpm))
    assert round(60e6 / read) == round(60e6 / bpm)
    assert read == pytest.approx(bpm, rel=2e-5)


@given(st.binary(max_size=120))
def test_what_is_no_message_is_refused(tail: bytes) -> None:
    for datagram in (tail, MAGIC + tail, HEADER.pack(MAGIC, 1, 5, 0, b"a" * 8) + tail):
        with pytest.raises(MalformedMessage):
            read_message(datagram)


def test_a_tempo_of_zero_is_refused() -> None:
    head = HEADER.pack(MAGIC, 1, 5, 0, b"a" * 8)
    entries = struct.pack(">4sIqqq4sI8s4sI?qq", b"tmln", 24, 0, 0, 0, b"sess", 8, b"a" * 8, b"stst", 17, True, 0, 0)
    with pytest.raises(MalformedMessage, match="microseconds"):
        read_message(head + entries)

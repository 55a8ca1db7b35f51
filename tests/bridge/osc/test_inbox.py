"""The queue of datagrams: limited in bytes, in order of arrival, and closed for good."""

from bridge.osc.inbox import MAX_BYTES, PER_DATAGRAM_BYTES, Inbox

SENDER = ("127.0.0.1", 1)


def test_datagrams_come_out_in_order() -> None:
    inbox = Inbox()
    for number in range(3):
        assert inbox.put(bytes([number]), SENDER)
    assert [inbox.get() for _ in range(3)] == [(bytes([number]), SENDER) for number in range(3)]


def test_a_flood_loses_datagrams_and_does_not_fill_the_memory() -> None:
    inbox = Inbox()
    datagram = b"x" * 60_000
    taken = sum(inbox.put(datagram, SENDER) for _ in range(2000))
    assert taken == MAX_BYTES // (len(datagram) + PER_DATAGRAM_BYTES)
    assert inbox.get() == (datagram, SENDER)
    assert inbox.put(datagram, SENDER)
    inbox.close()
    assert inbox.get() is None

"""Bytes of OSC: read as the specification and other people's encoders write them, and refused if damaged."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.osc.packet import (
    BUNDLE,
    MAX_ARGUMENTS,
    MAX_BUNDLE_DEPTH,
    MalformedDatagram,
    Packet,
    padded_length,
    read_datagram,
    write_datagram,
)

# The example of the specification: /foo ,iisff 1000 -1 "hello" 1.234 5.678
SPECIFIED = bytes.fromhex(
    "2f 66 6f 6f 00 00 00 00"  # /foo
    "2c 69 69 73 66 66 00 00"  # ,iisff
    "00 00 03 e8"  # 1000
    "ff ff ff ff"  # -1
    "68 65 6c 6c 6f 00 00 00"  # hello
    "3f 9d f3 b6"  # 1.234
    "40 b5 b2 2d"  # 5.678
)


def bundle(*elements: bytes, time_tag: int = 1) -> bytes:
    return BUNDLE + struct.pack(">Q", time_tag) + b"".join(struct.pack(">i", len(one)) + one for one in elements)


def test_the_specifications_example() -> None:
    (packet,) = read_datagram(SPECIFIED)
    assert packet.address == "/foo"
    assert packet.arguments[:3] == (1000, -1, "hello")
    assert packet.arguments[3:] == pytest.approx((1.234, 5.678))


def test_every_type_of_the_specification_is_stepped_over() -> None:
    tags = b",ihfdsScbtrmTFNI[i]\0"
    data = b"/a\0\0" + tags + b"\0" * (-len(tags) % 4)
    data += struct.pack(">iqfd", 1, 2**40, 0.5, 0.1) + b"s\0\0\0" + b"S\0\0\0" + struct.pack(">I", ord("c"))
    data += struct.pack(">i", 3) + b"abc\0" + b"timetag8" + b"rgba" + b"midi" + struct.pack(">i", 9)
    (packet,) = read_datagram(data)
    assert packet.arguments == (
        1, 2**40, 0.5, 0.1, "s", "S", "c", b"abc", b"timetag8", b"rgba", b"midi", True, False, None, float("inf"), [9],
    )  # fmt: skip


def test_a_message_without_type_tags_has_no_arguments() -> None:
    assert read_datagram(b"/musiccm/ping\0\0\0") == [Packet("/musiccm/ping", ())]


def test_text_that_is_not_utf8_is_read_and_recognisable() -> None:
    (packet,) = read_datagram(b"/a\0\0,s\0\0\xe9\0\0\0")
    assert packet.arguments == ("\udce9",)


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"\0\0\0\0",
        b"hello\0\0\0",
        b"/no-end",
    ],
)
def test_bytes_that_are_not_osc_are_refused(datagram: bytes) -> None:
    with pytest.raises(MalformedDatagram):
        read_datagram(datagram)


@pytest.mark.parametrize(
    "datagram",
    [
        b"/a\0\0s\0\0\0",  # no comma
        b"/a\0\0,i\0\0\0\0",  # half an integer
        b"/a\0\0,s\0\0abcd",  # a string without an end
        b"/a\0\0,b\0\0\xff\xff\xff\xfc",  # a blob of -4 bytes
        b"/a\0\0,b\0\0\0\0\xff\xff",  # a blob longer than the datagram
        b"/a\0\0,q\0\0\0\0\0\0",  # an unknown type
        b"/a\0\0,[i\0\0\0\0\1",  # an open array
        b"/a\0\0,]\0\0",
        b"/a\0\0,s\0\0ab\0",  # padding is missing
        b"#bundle\0",
        b"#bundle\0\0\0\0\0\0\0\0\1\xff\xff\xff\xfc",  # python-osc never returns from this one
        b"#bundle\0\0\0\0\0\0\0\0\1\0\0\0\0",
        b"#bundle\0\0\0\0\0\0\0\0\1\0\0\0\x08/a\0\0",
        b"/a\0\0," + b"T" * (MAX_ARGUMENTS + 1) + b"\0\0\0",
    ],
)
def test_damaged_messages_and_bundles_are_known_by_their_address(datagram: bytes) -> None:
    (packet,) = read_datagram(datagram)
    assert packet.address == ("#bundle" if datagram.startswith(b"#") else "/a")
    assert packet.problem


def test_the_arguments_before_a_fault_are_known() -> None:
    (packet,) = read_datagram(b"/a\0\0,isQ\0\0\0\0\0\0\0\7job\0")
    assert packet.arguments == (7, "job")
    assert packet.problem is not None


def test_bundles_keep_the_order_and_ignore_time() -> None:
    one, two, three = (write_datagram(f"/{name}", []) for name in ("one", "two", "three"))
    tomorrow = 2**63
    packets = read_datagram(bundle(one, bundle(two, time_tag=tomorrow), three, time_tag=tomorrow))
    assert [packet.address for packet in packets] == ["/one", "/two", "/three"]


def test_an_empty_bundle_holds_nothing() -> None:
    assert read_datagram(bundle()) == []


def test_python_oscs_bundles_are_read() -> None:
    builder = OscBundleBuilder(IMMEDIATELY)
    builder.add_content(OscMessage(SPECIFIED))
    inner = OscBundleBuilder(1e9)
    inner.add_content(OscMessage(SPECIFIED))
    builder.add_content(inner.build())
    assert [packet.address for packet in read_datagram(builder.build().dgram)] == ["/foo", "/foo"]


def test_nesting_has_a_limit() -> None:
    nested = write_datagram("/a", [])
    for _ in range(MAX_BUNDLE_DEPTH):
        nested = bundle(nested)
    assert [packet.address for packet in read_datagram(nested)] == ["/a"]
    (too_deep,) = read_datagram(bundle(nested))
    assert (too_deep.address, too_deep.problem) == ("#bundle", f"bundles are nested more than {MAX_BUNDLE_DEPTH} deep")


def test_a_damaged_element_leaves_the_others_of_its_bundle() -> None:
    one, two = write_datagram("/one", []), write_datagram("/two", [])
    read = read_datagram(bundle(one, b"/no-end", bundle(b"#bundle\0"), two))
    assert [packet.address for packet in read] == ["/one", "#bundle", "#bundle", "/two"]
    assert [packet.problem is None for packet in read] == [True, False, False, True]


WIRE_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
TAGGED = st.one_of(
    st.tuples(st.just("i"), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just("h"), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(st.just("f"), st.floats(width=32, allow_nan=False)),
    st.tuples(st.just("d"), st.floats(allow_nan=False)),
    st.tuples(st.just("s"), WIRE_TEXT),
)


@given(address=WIRE_TEXT.map("/".__add__), tagged=st.lists(TAGGED, max_size=20))
def test_what_is_written_is_read(address: str, tagged: list[tuple[str, object]]) -> None:
    datagram = write_datagram(address, tagged)
    assert read_datagram(datagram) == [Packet(address, tuple(value for _, value in tagged))]
    assert len(datagram) % 4 == 0


@given(tagged=st.lists(TAGGED, max_size=20))
def test_python_osc_reads_the_same(tagged: list[tuple[str, object]]) -> None:
    builder = OscMessageBuilder("/a")
    for tag, value in tagged:
        builder.add_arg(value, tag)  # type: ignore[arg-type]
    datagram = builder.build().dgram
    assert list(read_datagram(datagram)[0].arguments) == OscMessage(datagram).params


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for datagram in (data, b"/" + data, BUNDLE + data):
        try:
            packets = read_datagram(datagram)
        except MalformedDatagram:
            continue
        assert all(packet.address.startswith("/") or packet.problem for packet in packets)


@given(WIRE_TEXT)
def test_lengths_on_the_wire_are_known_before(text: str) -> None:
    assert len(write_datagram("/a", [("s", text)])) == 8 + padded_length(len(text.encode()))

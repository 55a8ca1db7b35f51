"""Messages to datagrams and back: what is written is read, and what cannot be right is refused with its code."""

import dataclasses
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridge.osc.addresses import ANSWER_ADDRESSES, EVERY_JOB, MAX_DATAGRAM_BYTES, ROWS, Argument, Kind, Row
from bridge.osc.job_keys import KEYS, RequestKey
from bridge.osc.messages import MESSAGES, CancelJob, Error, File, Generate, Message, Refused, Register
from bridge.osc.numbers import read_number
from bridge.osc.packet import BUNDLE, MalformedDatagram, Packet, read_datagram
from bridge.osc.wire import decode, encode, field_name, request_id
from musiccm_daw.errors import RequestError

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=24)
IDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=16).filter(lambda i: i != EVERY_JOB)
FLOAT32 = st.floats(width=32, allow_nan=False, allow_infinity=False)
# A 32-bit float is read as its shortest decimal form, which has at most six digits only for normal numbers.
NORMAL = st.floats(-1e5, 1e5, width=32, allow_subnormal=False)
SPELLED = NORMAL.map(lambda number: float(f"{number:.6g}"))


def values_of(argument: Argument | RequestKey) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of an argument or a key."""
    if argument.name == "id":
        return IDS
    match argument.kind:
        case Kind.TEXT:
            return TEXT
        case Kind.SWITCH:
            return st.integers(0, 1)
        case Kind.VALUE:
            return st.one_of(TEXT, st.integers(-(2**40), 2**40))
        case Kind.DECIMAL if argument.low is not None:
            return st.floats(argument.low, argument.high)
        case Kind.DECIMAL:
            return SPELLED
        case Kind.WHOLE:
            low = -(2**40) if argument.low is None else argument.low
            return st.integers(low, 2**40 if argument.high is None else argument.high)
    chosen = st.lists(st.sampled_from(list(KEYS.values())), min_size=1, max_size=5, unique=True)
    return chosen.flatmap(lambda keys: st.fixed_dictionaries({key.name: values_of(key) for key in keys}))


def messages_of(row: Row) -> st.SearchStrategy[Message]:
    kind = MESSAGES[row.address]
    return st.builds(kind, **{field_name(argument): values_of(argument) for argument in row.arguments})


MESSAGE = st.sampled_from(list(ROWS.values())).flatmap(messages_of)


def read(datagram: bytes) -> Message:
    (packet,) = read_datagram(datagram)
    return decode(packet)


def refused(address: str, *arguments: object) -> str:
    """Return the code with which a message is refused."""
    with pytest.raises(Refused) as caught:
        decode(Packet(address, arguments))
    assert "\n" not in str(caught.value)
    return caught.value.code


def spelled(value: object) -> object:
    """Return a value as it is read: what has 32 bits is read as its shortest decimal form, whoever sent it."""
    return read_number(value) if isinstance(value, float) else value


@given(MESSAGE)
@example(Generate("a", {"prompt": "", "density": 1.1754943508222875e-38}))
def test_what_is_encoded_is_decoded(message: Message) -> None:
    datagram = encode(message)
    assert len(datagram) <= MAX_DATAGRAM_BYTES
    got = read(datagram)
    assert type(got) is type(message)
    for name, value in dataclasses.asdict(message).items():
        if name == "options":
            # A stem's 1 means the same as an empty text; everything else is kept.
            assert getattr(got, name) == {
                key: 1 if key.startswith("stem.") and sent == "1" else spelled(sent) for key, sent in value.items()
            }
        else:
            assert getattr(got, name) == value


@given(
    st.sampled_from(sorted(ROWS)),
    st.lists(
        st.one_of(TEXT, FLOAT32, st.integers(-9, 9), st.booleans(), st.none(), st.binary(), st.floats()), max_size=6
    ),
)
def test_any_arguments_are_a_message_or_refused(address: str, arguments: list[object]) -> None:
    packet = Packet(address, tuple(arguments))
    assert isinstance(request_id(packet), str)
    outcome = address
    try:
        outcome = decode(packet).address
    except Refused as refusal:
        outcome = str(refusal) if "\n" in str(refusal) else address
    assert outcome == address


@given(st.binary(max_size=120), st.sampled_from(sorted(ROWS)), st.integers(0, 3))
def test_any_datagram_is_read_or_refused_in_our_words(data: bytes, address: str, kind: int) -> None:
    name = address.encode() + b"\0" * (4 - len(address) % 4)
    datagram = (data, name + data, name + b",s" + data, BUNDLE + data)[kind]
    try:
        packets = read_datagram(datagram)
    except MalformedDatagram:
        return
    for packet in packets:
        try:
            decode(packet)
        except Refused as refusal:
            packets = packets if "\n" not in str(refusal) else []
    assert packets or datagram[16:] == b""


@given(TEXT.map(lambda text: text * 60), st.text("é😀", max_size=600))
def test_text_is_shortened_so_that_every_answer_fits(text: str, address: str) -> None:
    datagram = encode(Error("job", "internal", text, "/" + address))
    assert len(datagram) <= MAX_DATAGRAM_BYTES
    got = read(datagram)
    assert isinstance(got, Error)
    assert (got.id, got.code) == ("job", "internal")
    assert got.text == text or text.startswith(got.text.removesuffix("…"))


def test_what_may_not_be_shortened_is_refused() -> None:
    with pytest.raises(RequestError, match="at most 1023"):
        encode(Generate("a", {"prompt": "x" * 1000}))
    with pytest.raises(RequestError, match="at most 1023"):
        encode(File("a", 1, 1, "", "/" + "p" * 1000, 1, 44100))


def test_a_zero_character_cannot_be_sent() -> None:
    with pytest.raises(RequestError, match="zero character"):
        encode(Generate("a", {"project": "a\0b"}))


def test_answers_hold_no_64_bit_floats() -> None:
    for address in sorted(ANSWER_ADDRESSES):
        values = {
            field_name(a): {"text": "x", "number": 97.3}.get(a.kind, 97.3 if a.kind is Kind.VALUE else 1)
            for a in ROWS[address].arguments
        }
        tags = encode(MESSAGES[address](**values)).split(b",")[1].split(b"\0")[0]
        assert set(tags) <= set(b"ifs"), address


def test_a_seed_beyond_32_bits_is_sent_in_64() -> None:
    assert b",sh" in encode(MESSAGES["/musiccm/value"]("seed", 2**32 - 1))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "bad_arguments"),
        ((7.5,), "bad_arguments"),
        (("",), "bad_arguments"),
        (("*",), "bad_arguments"),
        (("x" * 65,), "bad_arguments"),
        (("a\n",), "bad_arguments"),
        (("\udce9",), "bad_arguments"),
        (("a", "prompt"), "bad_arguments"),
        (("a", "prompt", 5), "bad_arguments"),
        (("a", "prompt", b"x"), "bad_arguments"),
        (("a", "tempo", 120), "bad_arguments"),
        (("a", 5, 120), "bad_arguments"),
        (("a", "stem.kazoo", "x"), "bad_arguments"),
        (("a", "bars", 4, "bars", 4), "bad_arguments"),
        (("a", "bars", True), "bad_arguments"),
        (("a", "bars", None), "bad_arguments"),
        (("a", "bars", [4]), "bad_arguments"),
        (("a", "bars", 4.5), "bad_value"),
        (("a", "bars", float("nan")), "bad_value"),
        (("a", "bars", "four"), "bad_value"),
        (("a", "loop", 2), "bad_value"),
        (("a", "loop", "maybe"), "bad_value"),
        (("a", "prompt", "caf\udce9"), "bad_value"),
        (("a", "bpm", 19.9), "out_of_range"),
        (("a", "bpm", "300.1"), "out_of_range"),
        (("a", "bpm", float("inf")), "bad_value"),
        (("a", "bars", 0), "out_of_range"),
        (("a", "bars", -4.0), "out_of_range"),
        (("a", "steps", 9), "out_of_range"),
        (("a", "seed", 2**32), "out_of_range"),
        (("a", "variations", 17), "out_of_range"),
    ],
)
def test_arguments_that_no_job_can_have(arguments: tuple[object, ...], code: str) -> None:
    assert refused("/musiccm/generate", *arguments) == code


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("/musiccm/ping", ("a", "b")),
        ("/musiccm/render", ("a",)),
        ("/musiccm/cancel", ()),
        ("/musiccm/status", ("*",)),
        ("/musiccm/queue", ()),
        ("/musiccm/presets", (1.5,)),
        ("/musiccm/set", ()),
        ("/musiccm/get", ()),
        ("/musiccm/register", ("127.0.0.1", 9000)),
        ("/musiccm/unregister", (9000, 9001)),
    ],
)
def test_wrong_arguments_of_every_other_row(address: str, arguments: tuple[object, ...]) -> None:
    assert refused(address, *arguments) in ("bad_arguments", "bad_value")


def test_ports_have_a_range() -> None:
    assert refused("/musiccm/register", 0) == refused("/musiccm/register", 65536) == "out_of_range"
    assert decode(Packet("/musiccm/register", (9000.0,))) == Register(9000)


def test_an_unknown_address_is_named() -> None:
    assert refused("/musiccm/genrate", "a") == refused("/live/song/tempo") == refused("/musiccm") == "unknown_address"


def test_every_job_can_only_be_cancelled() -> None:
    assert decode(Packet("/musiccm/cancel", (EVERY_JOB,))) == CancelJob(EVERY_JOB)


def test_a_refusal_comes_back_under_the_requests_id() -> None:
    assert request_id(Packet("/musiccm/generate", ("a", "bars", 0))) == "a"
    assert request_id(Packet("/musiccm/typo", ("a",))) == "a"
    assert request_id(Packet("/musiccm/set", ("bars", 0))) == ""
    assert request_id(Packet("/musiccm/generate", (7,))) == request_id(Packet("/musiccm/generate", (7.0,))) == "7"
    assert request_id(Packet("/musiccm/generate", (7.5,))) == ""
    assert request_id(Packet("/musiccm/generate", ("x" * 65,))) == ""

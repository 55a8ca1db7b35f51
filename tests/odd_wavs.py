"""WAV files as recorders, encoders, samplers and other DAWs leave them, each with the same music and the same tempo.

Two bars of 4/4 at 120 BPM in mono at 8 kHz; the tempo is in an acid chunk, or in iXML where the name says so.
"""

from __future__ import annotations

import struct

import numpy as np

RATE, FRAMES = 8_000, 32_000
SAMPLES = (np.random.default_rng(3).integers(-20_000, 20_000, FRAMES)).astype("<i2")
_GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")
_XML = b"<BWFXML><USER>bpm: 120</USER></BWFXML>"


def chunk(name: bytes, payload: bytes, *, pad: bytes = b"\0", size: int | None = None, order: str = "<") -> bytes:
    """Return a chunk; `pad` follows an odd payload."""
    claimed = len(payload) if size is None else size
    return name + struct.pack(order + "I", claimed) + payload + (pad if len(payload) % 2 else b"")


def form(bits: int = 16, tag: int = 1, extension: bytes = b"", order: str = "<") -> bytes:
    """Return the format of mono."""
    size = bits // 8
    return chunk(b"fmt ", struct.pack(order + "HHIIHH", tag, 1, RATE, RATE * size, size, bits) + extension, order=order)


def acid(order: str = "<") -> bytes:
    """Return the tempo as loop libraries state it."""
    return chunk(b"acid", struct.pack(order + "IHHfIHHf", 4, 60, 0x8000, 0.0, 8, 4, 4, 120.0), order=order)


def whole(*body: bytes, opening: bytes = b"RIFF", size: int | None = None, order: str = "<") -> bytes:
    """Return a file."""
    content = b"WAVE" + b"".join(body)
    return opening + struct.pack(order + "I", len(content) if size is None else size) + content


def samples(data: np.ndarray = SAMPLES, **how: object) -> bytes:
    """Return the samples."""
    return chunk(b"data", data.tobytes(), **how)  # type: ignore[arg-type]


def listed(tail: bytes, text: bytes = b"abc\0") -> bytes:
    """Return a list of one text with something behind it."""
    return chunk(b"LIST", b"INFO" + chunk(b"ISFT", text) + tail)


def odd(*behind: bytes, pad: bytes) -> bytes:
    """Return a file with an odd number of bytes before other chunks: 24 bits need an odd number of frames."""
    return whole(form(8), chunk(b"note", b"odd", pad=pad), chunk(b"data", bytes(FRAMES)), *behind)


def rf64(data_bytes: int, *, opening: bytes = b"RF64", table: bytes = b"", entries: int = 0) -> bytes:
    """Return an RF64 file."""
    sizes = chunk(b"ds64", struct.pack("<QQQI", 0, data_bytes, FRAMES, entries) + table)
    return whole(sizes, form(), acid(), samples(size=0xFFFF_FFFF), opening=opening, size=0xFFFF_FFFF)


def ieee(wide: str) -> np.ndarray:
    """Return the samples as floats."""
    return (SAMPLES / 32_768).astype(wide)


_24 = np.frombuffer(b"".join(struct.pack("<i", int(s) << 8)[:3] for s in SAMPLES), dtype=np.uint8)
_EXTENDED = struct.pack("<HHIH", 22, 24, 4, 1) + _GUID_TAIL

KINDS: dict[str, bytes] = {
    "plain": whole(form(), acid(), samples()),
    **{
        f"pipe, {riff_size:#x} and {data_size:#x}": whole(form(), acid(), samples(size=data_size), size=riff_size)
        for riff_size, data_size in [
            (0xFFFF_FFFF, 0xFFFF_FFFF), (0x7FFF_F024, 0x7FFF_F000), (0, 0), (0xFFFF_FFFF, 0xFFFF_FFDB),
            (0x8000_0024, 0x8000_0000), (36, 0), (0, 2 * FRAMES), (0xFFFF_FFFF, 2 * FRAMES),
        ]
    },
    **{f"the whole is {off:+} bytes": whole(form(), samples(), acid(), size=2 * FRAMES + 72 + off)
       for off in (-72, -24, -1, 1, 24, 4096)},
    **{f"list with {zeros} zeros in it": whole(form(), listed(bytes(zeros)), samples(), acid()) for zeros in (1, 2, 3)},
    **{f"list with {zeros} zeros behind it": whole(form(), listed(b""), bytes(zeros), samples(), acid())
       for zeros in (1, 2, 3, 490, 4_000)},
    "list with an odd text and no pad": whole(form(), chunk(b"LIST", b"INFO" + chunk(b"ISFT", b"abc", pad=b"")
                                                            + chunk(b"INAM", b"title\0")), samples(), acid()),
    "odd chunk, padded": odd(acid(), pad=b"\0"),
    "odd chunk, not padded": odd(acid(), pad=b""),
    "odd chunk, padded with a letter": odd(acid(), pad=b"x"),
    "odd samples, not padded": whole(form(8), chunk(b"data", bytes(FRAMES)), chunk(b"note", b"abc", pad=b""), acid()),
    "iXML, filled with zeros": whole(form(), samples(), chunk(b"iXML", _XML + bytes(200))),
    "iXML, filled with blanks": whole(form(), samples(), chunk(b"iXML", _XML + b" " * 31)),
    "RF64": rf64(2 * FRAMES),
    "RF64 without sizes": rf64(0),
    "RF64 with a table": rf64(2 * FRAMES, table=struct.pack("<4sQ", b"acid", 24), entries=1),
    "BW64": rf64(2 * FRAMES, opening=b"BW64"),
    "RIFX": whole(form(order=">"), samples(SAMPLES.astype(">i2"), order=">"), acid(">"), opening=b"RIFX", order=">"),
    "RIFX from a pipe": whole(form(order=">"), acid(">"), samples(SAMPLES.astype(">i2"), size=0, order=">"),
                              opening=b"RIFX", order=">", size=0),
    "RIFX, extended": whole(form(16, 0xFFFE, struct.pack(">HHIH", 22, 16, 4, 1) + bytes(14), order=">"),
                            samples(SAMPLES.astype(">i2"), order=">"), acid(">"), opening=b"RIFX", order=">"),
    "24 bits": whole(form(24), samples(_24), acid()),
    "24 bits in 32": whole(form(32, 0xFFFE, _EXTENDED), acid(), samples(SAMPLES.astype("<i4") << 16)),
    "32 bits": whole(form(32), acid(), samples(SAMPLES.astype("<i4") << 16)),
    "32 bits, float": whole(form(32, 3, b"\0\0"), acid(), samples(ieee("<f4"))),
    "64 bits, float": whole(form(64, 3, b"\0\0"), acid(), samples(ieee("<f8"))),
    "chunks that nobody knows": whole(chunk(b"abcd", b"x" * 99), form(), chunk(b"zzzz", b""), samples(), acid()),
    "zeros at the end": whole(form(), samples(), acid()) + bytes(1_000),
}  # fmt: skip

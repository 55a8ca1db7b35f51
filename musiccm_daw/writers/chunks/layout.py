"""Binary records as tables of fields, shared by encoder, decoder and tests.

Every chunk file with binary fields describes them as a `Layout`: little-endian and without padding, like everything in
RIFF; in RIFX, its big-endian twin, which is read and never written, the same fields have the other byte order. This
file knows no particular chunk.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

ByteOrder = Literal["<", ">"]
"""Of the numbers in a file, as `struct` writes it: `<` little-endian, `>` big-endian."""
LITTLE: ByteOrder = "<"
BIG: ByteOrder = ">"


@dataclass(frozen=True)
class Field:
    """One field: its name, its `struct` code, its meaning, and its value if that never changes."""

    name: str
    code: str
    meaning: str
    constant: int | float | bytes | None = None


class Layout:
    """A sequence of fields without gaps."""

    def __init__(self, *fields: Field) -> None:
        self.fields = fields
        codes = "".join(field.code for field in fields)
        self._structs = {order: struct.Struct(order + codes) for order in (LITTLE, BIG)}
        self.size = self._structs[LITTLE].size

    def pack(self, values: Mapping[str, Any], *, order: ByteOrder = LITTLE) -> bytes:
        """Encode named values; fields with a constant use it, all others must be given."""
        return self._structs[order].pack(
            *(values[field.name] if field.constant is None else field.constant for field in self.fields)
        )

    def unpack(self, data: bytes, offset: int = 0, *, order: ByteOrder = LITTLE) -> dict[str, Any]:
        """Decode the record at `offset` into named values, without the constant fields."""
        values = self._structs[order].unpack_from(data, offset)
        return {field.name: value for field, value in zip(self.fields, values, strict=True) if field.constant is None}

"""Binary records as tables of fields, shared by encoder, decoder and tests.

Every chunk file with binary fields describes them as a `Layout`: little-endian and without padding, like everything in
RIFF. This file knows no particular chunk.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
        self._struct = struct.Struct("<" + "".join(field.code for field in fields))
        self.size = self._struct.size

    def pack(self, values: Mapping[str, Any]) -> bytes:
        """Encode named values; fields with a constant use it, all others must be given."""
        return self._struct.pack(
            *(values[field.name] if field.constant is None else field.constant for field in self.fields)
        )

    def unpack(self, data: bytes, offset: int = 0) -> dict[str, Any]:
        """Decode the record at `offset` into named values, without the constant fields."""
        values = self._struct.unpack_from(data, offset)
        return {field.name: value for field, value in zip(self.fields, values, strict=True) if field.constant is None}

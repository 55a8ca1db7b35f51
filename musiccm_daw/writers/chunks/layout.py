"""A binary record as a table of fields, which encoder, decoder and tests all read.

Ground floor of the chunk files: each describes its bytes as one `Layout`. Little-endian and unpadded, as
everything in RIFF. This file knows no chunk.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """One field: its name, its `struct` code, what it means, and its value where that never changes."""

    name: str
    code: str
    meaning: str
    constant: int | float | bytes | None = None


class Layout:
    """Fields that follow each other without gaps."""

    def __init__(self, *fields: Field) -> None:
        self.fields = fields
        self._struct = struct.Struct("<" + "".join(field.code for field in fields))
        self.size = self._struct.size

    def pack(self, values: Mapping[str, Any]) -> bytes:
        """Encode named values; fields with a constant take it, every other field must be given."""
        return self._struct.pack(
            *(values[field.name] if field.constant is None else field.constant for field in self.fields)
        )

    def unpack(self, data: bytes, offset: int = 0) -> dict[str, Any]:
        """Decode the record at `offset` into named values, without the constant fields."""
        values = self._struct.unpack_from(data, offset)
        return {field.name: value for field, value in zip(self.fields, values, strict=True) if field.constant is None}

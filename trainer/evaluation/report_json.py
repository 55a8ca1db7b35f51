"""The report as JSON: report.json, for machines.

In: dataclasses of figures. Out: one file; its keys are the fields' names.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from musiccm_daw.whole_files import write_whole


def plain(value: object) -> Any:
    """Convert dataclasses to dicts and numbers that are not finite to null: what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def write_json(path: Path, value: object) -> None:
    """Write a report's figures, which a reader never sees half of."""
    write_whole(path, f"{json.dumps(plain(value), indent=1)}\n".encode())

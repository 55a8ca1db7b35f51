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
    """Write `value` beside `path`, then rename it, so that a reader never sees half a report."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(plain(value), indent=1) + "\n", encoding="utf-8")
    part.replace(path)

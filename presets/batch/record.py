"""The record of a batch, `batch.json` in its folder: what was planned, so that a killed run can be resumed.

Written before the first take is made. The base seed brings the drawn seeds back, and each take keeps its folder. What
has become of a take is not recorded: `whole_takes` looks at its files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from musiccm_daw.errors import ProjectError, reason_of
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.whole_files import write_whole

FILE_NAME = "batch.json"
SCHEMA_VERSION = 1
PLAIN_NAME = r"^[A-Za-z0-9_#-]+$"
"""As `musiccm_daw.writers.names` writes them: no record can lead out of the project."""


@dataclass(frozen=True)
class RecordedTake:
    """A take of a batch: its name in the plan, the name of its folder, and its request as `to_json` gives it."""

    name: str
    folder: Annotated[str, Field(pattern=PLAIN_NAME)]
    request: dict[str, Any]


@dataclass(frozen=True)
class BatchRecord:
    """The whole document.

    Attributes:
        presets: as they were named.
        base_seed: from which the takes without a seed of their own derive theirs.
        model: makes all takes.
        takes: in the order of the plan.
    """

    presets: tuple[str, ...]
    base_seed: int
    model: ModelIdentity
    takes: tuple[RecordedTake, ...]
    schema_version: int = SCHEMA_VERSION


@cache
def _format() -> TypeAdapter[BatchRecord]:
    return TypeAdapter(BatchRecord)


def write_record(folder: Path, record: BatchRecord) -> None:
    """Write the record of a batch into its folder, in place of an earlier one."""
    path = folder / FILE_NAME
    text = json.dumps(_format().dump_python(record), indent=2, ensure_ascii=False) + "\n"
    # Requests can hold paths that are not UTF-8, which pydantic neither writes nor reads.
    write_whole(path, text.encode(errors="backslashreplace"))


def read_record(folder: Path) -> BatchRecord | None:
    """Read the record of a batch; None where a folder has none.

    Raises:
        ProjectError: it cannot be read, is damaged, or is of a later version.
    """
    path = folder / FILE_NAME
    try:
        record = _format().validate_python(json.loads(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ProjectError(f"cannot read {str(path)!r}: {reason_of(error)}; check the folder") from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        raise ProjectError(
            f"{str(path)!r} is damaged ({where + ': ' if where else ''}{problem['msg']}); move it away, and render "
            "without --resume"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ProjectError(f"{str(path)!r} is damaged ({error}); move it away, and render without --resume") from error
    if record.schema_version > SCHEMA_VERSION:
        raise ProjectError(
            f"{str(path)!r} has version {record.schema_version}, and this program reads {SCHEMA_VERSION}; update it"
        )
    return record

"""Files put where a host looks for them, brought up to date, and taken away again.

First a plan, a step for each file, from what lies there and what the receipt says: `--dry-run` shows it, and
`bridge status` judges by it. Then the steps, each file whole or not at all. To uninstall is to install nothing. A file
that musiccm did not write, or that was changed since, is left as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bridge.hosts.receipt import FILE_NAME, Receipt, read_receipt, sha256
from musiccm_daw.errors import ProjectError, reason_of
from musiccm_daw.whole_files import write_whole

PART_SUFFIX = ".musiccm-part"
"""Of files being written. No other program uses it, so what a killed installation has left can be removed."""


class Action(StrEnum):
    """What becomes of a file."""

    new = "new"
    updated = "updated"
    unchanged = "unchanged"
    removed = "removed"
    left_changed = "left: changed since it was installed"
    left_foreign = "left: not written by musiccm"


@dataclass(frozen=True)
class Step:
    """What becomes of one file; its path is relative to the host's folder."""

    path: str
    action: Action


def plan(root: Path, files: Mapping[str, bytes], receipt: Receipt) -> list[Step]:
    """Return a step for each file that is wanted or was installed.

    Args:
        root: the folder that the host looks in.
        files: the content of every wanted file by its path; none to uninstall.
        receipt: what was installed before.

    Raises:
        ProjectError: a file cannot be read.
    """
    steps = []
    for path in sorted({*files, *receipt.files}):
        try:
            found = _hash(root / path)
        except OSError as error:
            raise ProjectError(
                f"cannot read {str(root / path)!r}: {reason_of(error)}; correct that and run the command again"
            ) from error
        action = _action(found, files.get(path), receipt.files.get(path))
        if action is not None:
            steps.append(Step(path, action))
    return steps


def install(
    root: Path, own: str, files: Mapping[str, bytes], *, version: str, program: str, dry_run: bool
) -> list[Step]:
    """Put files into a host's folder, and remove what an earlier installation put there and is no longer wanted.

    Args:
        root: the folder that the host looks in.
        own: the folder below it where the receipt lies.
        files: the content of every file by its path; none to uninstall.
        version: the version of this program.
        program: the path of musiccm that the files start; "" if they do not.
        dry_run: change nothing.

    Returns:
        What was done, or would be.

    Raises:
        ProjectError: the folder cannot be written; a second run goes on where the first stopped.
    """
    place = root / own / FILE_NAME
    before = read_receipt(place)
    steps = plan(root, files, before)
    if dry_run:
        return steps
    owned = _owned(steps, files, before)
    try:
        folders = _folders(root, [place] if owned else [], steps, before)
        _carry_out(root, place, files, steps, before, Receipt(version, program, owned, folders))
    except OSError as error:
        raise ProjectError(
            f"cannot write {str(error.filename or root)!r}: {reason_of(error)}; correct that and run the command again"
        ) from error
    return steps


def _action(found: str | None, content: bytes | None, ours: Sequence[str] | None) -> Action | None:
    """Return what becomes of a file.

    Args:
        found: the SHA-256 of what lies at its path, None for nothing.
        content: what should lie there, None for nothing.
        ours: the SHA-256 that musiccm has written there, None if it has not.
    """
    if content is None:
        if found is None:
            return None
        return Action.removed if found in (ours or ()) else Action.left_changed
    if found is None:
        return Action.new
    if found == sha256(content):
        return Action.unchanged
    if ours is None:
        return Action.left_foreign
    return Action.updated if found in ours else Action.left_changed


def _owned(steps: Sequence[Step], files: Mapping[str, bytes], before: Receipt) -> dict[str, tuple[str, ...]]:
    """Return the files of the receipt that is left at the end."""
    owned: dict[str, tuple[str, ...]] = {}
    for step in steps:
        path = step.path
        if step.action in (Action.new, Action.updated) or (step.action is Action.unchanged and path in before.files):
            owned[path] = (sha256(files[path]),)
        elif step.action is Action.left_changed and path in files:
            owned[path] = before.files[path]
    return owned


def _folders(root: Path, others: Sequence[Path], steps: Sequence[Step], before: Receipt) -> tuple[str, ...]:
    """Return the folders that an installation has created before, or is about to create."""
    missing = set()
    for file in (*others, *(root / step.path for step in steps if step.action is Action.new)):
        for folder in file.parents:
            if folder.exists():
                break
            missing.add(Path(os.path.relpath(folder, root)).as_posix())
    return tuple(sorted({*before.folders, *missing}))


def _carry_out(
    root: Path, place: Path, files: Mapping[str, bytes], steps: Sequence[Step], before: Receipt, after: Receipt
) -> None:
    if after.files:
        _keep(place, replace(after, files=_of_either(before, after)))
    for file in (place, *(root / path for path in before.files)):
        file.with_name(file.name + PART_SUFFIX).unlink(missing_ok=True)
    for step in steps:
        if step.action in (Action.new, Action.updated):
            _write(root / step.path, files[step.path])
        elif step.action is Action.removed:
            (root / step.path).unlink()
    if not after.files:
        place.unlink(missing_ok=True)
    # Normalised, since `..` leads nowhere once the folder before it is gone.
    places = {folder: Path(os.path.normpath(root / folder)) for folder in after.folders}
    deepest_first = sorted(places, key=lambda folder: -len(places[folder].parts))
    left = tuple(sorted(folder for folder in deepest_first if not _is_gone(places[folder])))
    if after.files:
        _keep(place, replace(after, folders=left))


def _of_either(before: Receipt, after: Receipt) -> dict[str, tuple[str, ...]]:
    """Return the files of a receipt that holds whichever of the steps were taken."""
    return {
        path: tuple(sorted({*before.files.get(path, ()), *after.files.get(path, ())}))
        for path in sorted({*before.files, *after.files})
    }


def _keep(place: Path, receipt: Receipt) -> None:
    content = receipt.to_json()
    if not place.exists() or place.read_bytes() != content:
        _write(place, content)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content, PART_SUFFIX)


def _hash(file: Path) -> str | None:
    """Return the SHA-256 of a file, "" for a link or a folder, None for nothing."""
    if file.is_symlink() or file.is_dir():
        return ""
    try:
        return sha256(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def _is_gone(folder: Path) -> bool:
    """Remove a folder if nothing is in it; return whether it is gone."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True

"""What is made of a batch's takes once they are on disk: contact sheet, project files for other hosts, sample pack.

After `render.py`. All of it can be made again from the takes, so it is written anew each time, but for the pack, which
somebody may have published: an earlier one stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from musiccm_daw.progress import OnProgress, Progress
from musiccm_daw.writers import write_dawproject
from musiccm_daw.writers.names import name_part
from musiccm_daw.writers.project_folder import numbered_paths
from presets.contact_sheet.sheet import write_contact_sheet
from presets.pack import write_pack


def finish_batch(
    folder: Path,
    takes: Sequence[Path],
    *,
    title: str,
    dawprojects: bool,
    pack: bool,
    on_progress: OnProgress | None = None,
) -> list[Path]:
    """Write the contact sheet of a batch and what else was asked for; return the files for people to open.

    Args:
        folder: of the batch.
        takes: folders of its takes, in the order in which they are shown.
        title: of the sheet and the pack.
        dawprojects: whether each take gets a `.dawproject` beside its other files.
        pack: whether a zip file is made of all takes.
        on_progress: given the stage and how much of it is done.

    Raises:
        RequestError: a take is damaged.
        ProjectError: a file cannot be read or written.
    """

    def report(stage: str, done: int) -> None:
        if on_progress is not None:
            on_progress(Progress(stage, done / len(takes)))

    for number, take in enumerate(takes if dawprojects else ()):
        report("dawproject", number)
        write_dawproject(take)
    made = [write_contact_sheet(folder, takes, title=title, on_take=lambda done: report("contact sheet", done))]
    if pack:
        report("pack", 0)
        path = _free(folder, name_part(title))
        write_pack(path, takes, name=title)
        made.append(path)
    return made


def _free(folder: Path, name: str) -> Path:
    """Return the path of a new zip file: `<name>.zip`, else `<name>-02.zip` and so on."""
    paths = (path.with_name(f"{path.name}.zip") for path in numbered_paths(folder, name))
    return next(path for path in paths if not path.exists())

"""Loading: a preset with all that it extends and what was set, as settings that know their sources.

Keys, types and the size of the matrix are checked; `takes` has the values judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import PresetError, RequestError
from musiccm_daw.request.fields import clip_name
from presets.checking import check_source
from presets.find import find_preset
from presets.matrix import MatrixAxis, matrix_axes, take_count
from presets.sets import setting
from presets.settings import Key, Setting, Settings, names_in, overlaid, settings_of
from presets.source import Source, read_source


@dataclass(frozen=True)
class Preset:
    """A loaded preset.

    Attributes:
        file: where it stands.
        settings: its values, those of presets that it extends and what was set.
        axes: the lists of its matrix.
        files: `file` and what it extends, in this order.
    """

    file: Path
    settings: Settings
    axes: tuple[MatrixAxis, ...]
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The beginning of the names of its takes."""
        # Of a file whose name is not UTF-8, what can be written elsewhere.
        return str(self.value("name", self.file.stem.encode(errors="replace").decode()))

    @property
    def description(self) -> str:
        """One sentence for those who look for a preset; may be empty."""
        return str(self.value("description", ""))

    @property
    def tags(self) -> tuple[str, ...]:
        """Words by which it is found."""
        return tuple(self.value("tags", ()))

    @property
    def stems(self) -> tuple[str, ...]:
        """The names of its stems."""
        return tuple(names_in(self.settings, "stem"))

    @property
    def take_count(self) -> int:
        """How many takes it stands for."""
        return take_count(self.axes)

    def value(self, key: str, default: Any) -> Any:
        """Return a value of [preset]."""
        found = self.settings.get(("preset", key))
        return default if found is None else found.value


def load_preset(reference: str, *, sets: Sequence[str] = (), folders: Sequence[Path] = ()) -> Preset:
    """Load a preset.

    Args:
        reference: its name, or the path of its file.
        sets: settings that win over the file, each `KEY=VALUE`, such as `bpm=126` or `stem.bass.prompt="warm sub"`.
        folders: searched for names before the user's own folder and the library.

    Raises:
        PresetError: it cannot be read, or something in it is wrong; the message has file, line and key.
    """
    sources = _sources(find_preset(reference, home=Path(), folders=folders), folders)
    merged: dict[Key, Setting] = {}
    for source in reversed(sources):
        # Takes of a preset and of one that extends it would have the same name.
        merged.pop(("preset", "name"), None)
        merged = overlaid(merged, settings_of(source))
    for text in sets:
        merged = overlaid(merged, setting(text, merged))
    _check_whole(merged, sources[0])
    files = tuple(source.path for source in sources if source.path is not None)
    return Preset(files[0], merged, matrix_axes(merged), files)


def _sources(path: Path, folders: Sequence[Path]) -> list[Source]:
    """Read a file and what it extends, from the top down."""
    sources: list[Source] = []
    seen: list[Path] = []
    while True:
        source = read_source(path)
        check_source(source)
        sources.append(source)
        seen.append(path.resolve())
        reference = source.document.get("extends")
        if reference is None:
            return sources
        try:
            path = find_preset(reference, home=source.folder, folders=folders, skipped=path)
        except PresetError as error:
            raise source.error(("extends",), str(error)) from error
        if path.resolve() in seen:
            around = " extends ".join(file.name for file in [*seen[seen.index(path.resolve()) :], path])
            raise source.error(("extends",), f"a circle, {around}; take one of them out")


def _check_whole(settings: Settings, top: Source) -> None:
    """Check what only all files together must have."""
    if ("preset", "prompt") not in settings and ("matrix", "prompt") not in settings:
        raise top.error((), 'prompt is missing; describe the sound that all stems share: prompt = "..." in [preset]')
    _check_name(settings.get(("preset", "name")), top)
    stems = names_in(settings, "stem")
    parts = settings.get(("preset", "parts"))
    if not stems and ("matrix", "parts") not in settings and (parts is None or not parts.value):
        raise top.error((), 'no stem is named; add [[stem]] with role = "drums", or role = "mix" for all in one file')
    for table, required, example in (("stem", "role", 'role = "bass"'), ("section", "bars", "bars = 8")):
        for name in names_in(settings, table):
            if (table, name, required) not in settings:
                at = settings[table, name, "name"]
                raise at.source.error(at.place, f"{required} is missing; add {example}")
    for key, found in settings.items():
        if key[:2] == ("matrix", "stem") and key[2] not in stems:
            hint = did_you_mean(key[2], stems)
            raise found.source.error(
                found.place, f"the preset has no such stem; {hint}there are {', '.join(stems) or 'none'}"
            )


def _check_name(name: Setting | None, top: Source) -> None:
    """Refuse a name that files cannot have, whether it was given or is that of the file."""
    try:
        clip_name(Path(top.label).stem if name is None else name.value)
    except RequestError as error:
        raise (top.error((), str(error)) if name is None else name.source.error(name.place, str(error))) from error

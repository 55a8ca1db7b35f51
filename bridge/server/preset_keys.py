"""Presets for clients: which there are, and the request that a preset with a message's keys means.

Called by `commands`. Clients name presets and never paths, so that what a server reads is up to whoever started it.
Keys win over the preset; a client's defaults fill what neither the preset nor its prompt and files say, as for
`generate`.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from bridge.osc.addresses import Kind
from bridge.osc.job_keys import FIT_KEY, KEYS, MIDI_KEY, MIDI_STEM_KEY, STEM_KEY
from bridge.osc.messages import Refused, Value
from bridge.server.edit_keys import EDIT_KEYS, FindFile
from bridge.server.request_keys import FROM_PROMPT, OF_THE_JOB, with_followed
from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import PresetError, quoted
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import MAX_SEED
from presets.find import preset_files
from presets.load import Preset, load_preset
from presets.settings import Settings
from presets.source import written_value
from presets.takes import planned_takes

NOT_OF_PRESETS = ("variations", MIDI_KEY, *EDIT_KEYS)
"""Keys of `generate` for which presets have no place."""
DEFAULT_KEYS = (
    *("bpm", "bars", "meter", "key", "chords", "loop", "score", "density", "energy"),
    *("steps", "guidance", "sample_rate", "subtype"),
)
"""Keys whose client's default a preset can leave room for; its name and its stems are its own."""

log = logging.getLogger(__name__)


def list_presets(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield name and description of every preset that has a name; those that are wrong are logged.

    Args:
        folders: searched before the user's own and the library.
    """
    for name, file in preset_files(folders).items():
        try:
            yield name, load_preset(str(file), folders=folders).description
        except PresetError as error:
            log.warning("preset left out: %s", error)


def names_files(name: str, folders: Sequence[Path]) -> bool:
    """Return whether a preset names MIDI files or audio; one that is not known or wrong names none."""
    try:
        known = preset_files(folders)
        return name in known and _names_files(load_preset(str(known[name]), folders=folders).settings)
    except PresetError:
        return False


def read_preset(
    name: str,
    options: Mapping[str, Value],
    defaults: Mapping[str, Value],
    folders: Sequence[Path],
    find_file: FindFile,
    on_remark: Callable[[str], None] | None = None,
    followed: Collection[str] = (),
) -> GenerationRequest:
    """Return the request of a preset's only take.

    Args:
        name: one of those that `list_presets` yields.
        options: sent with the job; they win over the preset.
        defaults: the client's, and what is followed where the client has set nothing.
        folders: searched before the user's own and the library.
        find_file: finds the file of a path.
        on_remark: given a line on whatever of a MIDI file is read otherwise than it was written.
        followed: keys of the defaults that come from a clock.

    Raises:
        Refused: bad_value for a preset that is not known, is wrong or stands for several takes, and for keys that do
            not go with it; bad_path for a file outside the roots.
    """
    sent = {key: value for key, value in options.items() if value != "" and key not in OF_THE_JOB}
    for key in NOT_OF_PRESETS:
        if key in sent:
            raise Refused("bad_value", f"{key} does not go with a preset; leave it out, or send generate")
    try:
        known = preset_files(folders)
        if name not in known:
            hint = did_you_mean(name, list(known))
            raise PresetError(f"there is no preset {quoted(name)}; {hint}/musiccm/presets lists them")
        preset = load_preset(str(known[name]), folders=folders)
        if "seed" in defaults and not _gives(preset.settings, "seed"):
            sent.setdefault("seed", defaults["seed"])
        preset = load_preset(str(known[name]), sets=list(_sets(preset, sent, find_file)), folders=folders)
        if preset.take_count > 1:
            varied = ", ".join(axis.label for axis in preset.axes)
            raise PresetError(
                f"preset {name} makes {preset.take_count} takes, and this makes one; send a value for {varied}, or use "
                "musiccm render"
            )
        (take,) = planned_takes(
            preset,
            base_seed=secrets.randbelow(MAX_SEED + 1),
            on_remark=on_remark,
            defaults={key: defaults[key] for key in DEFAULT_KEYS if key in defaults},
        )
    except PresetError as error:
        raise Refused("bad_value", str(error)) from error
    return with_followed(take.request, [key for key in followed if not _gives(preset.settings, key)])


def _gives(settings: Settings, key: str) -> bool:
    """Return whether a preset has a value for a key, or several of which one is chosen."""
    return ("preset", key) in settings or ("matrix", key) in settings


def _names_files(settings: Settings) -> bool:
    return ("preset", FIT_KEY) in settings or any(key[0] == "stem" and key[2] == "midi" for key in settings)


def _sets(preset: Preset, sent: Mapping[str, Value], find_file: FindFile) -> Iterator[str]:
    """Yield a message's keys as settings of a preset."""
    for key, value in sent.items():
        if key.startswith(MIDI_STEM_KEY):
            path = str(find_file(str(value), key))
            yield f"stem.{_stem(preset, key, MIDI_STEM_KEY)}.midi={written_value(path)}"
        elif key == FIT_KEY:
            yield f"{key}={written_value(str(find_file(str(value), key)))}"
        elif key.startswith(STEM_KEY):
            stem = _stem(preset, key, STEM_KEY)
            if value != FROM_PROMPT:
                yield f"stem.{stem}.prompt={written_value(str(value))}"
        else:
            yield f"{key}={_toml(key, value)}"


def _stem(preset: Preset, key: str, prefix: str) -> str:
    """Return the name, as a key of TOML, of the stem that `stem.bass` or `midi.bass` means: by its name or its role."""
    role = key.removeprefix(prefix)
    named = [stem for stem in preset.stems if stem == role]
    found = named or [stem for stem in preset.stems if preset.settings["stem", stem, "role"].value == role]
    if len(found) != 1:
        raise PresetError(
            f"{key}: the preset has {'no such stem' if not found else 'several'}; its stems are "
            f"{', '.join(preset.stems) or 'none'}"
        )
    return written_value(found[0])


def _toml(key: str, value: Value) -> str:
    return written_value(bool(value) if KEYS[key].kind is Kind.SWITCH else value)

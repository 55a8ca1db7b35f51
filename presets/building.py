"""From settings to a request: what a preset's keys mean, and which of them is to blame if the request is refused.

`GenerationRequest.resolve` judges all values and knows nothing of presets. So when it refuses, the settings are left
out one by one: the one without which the error is gone has caused it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from musiccm_daw.asking import AskedMidi, ask
from musiccm_daw.errors import PresetError, RequestError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.fields import density, energy, section_bars, track_name
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section, section_words
from musiccm_daw.request.stems import AskedStem
from presets.find import expanded
from presets.settings import Key, Setting, Settings, names_in

_OPTIONS = (
    *("bpm", "bars", "meter", "key", "chords", "loop", "sample_rate", "steps", "score", "parts"),
    *("density", "energy"),
)
_REQUIRED = {"stem": "role", "section": "bars"}
_ANY_PROMPT = "music"
"""Stands in for a prompt that is left out."""


def request_of(
    settings: Settings,
    *,
    name: str,
    seed: int,
    on_remark: Callable[[str], None] | None = None,
    defaults: Mapping[str, Any] | None = None,
) -> GenerationRequest:
    """Return the request of one take.

    Args:
        settings: a preset's, with one value for each key that its matrix varies.
        name: beginning of its file names.
        seed: used where the settings have none; `sources` of the request calls it "seed", as any that is drawn.
        on_remark: given a line on whatever of a MIDI file is read otherwise than it was written, and on each fact
            that is taken from audio.
        defaults: options for what neither the settings nor their prompt and files say.

    Raises:
        PresetError: a value is not valid; the message has its file, line and key.
    """
    build = partial(_asked, name=name, seed=seed, defaults=defaults)
    try:
        request = build(settings, on_remark=on_remark)
    except RequestError as error:
        raise _blamed(error, settings, build) from error
    if ("preset", "seed") in settings:
        return request
    return replace(request, sources={**request.sources, "seed": "seed"})


def _asked(
    settings: Settings,
    *,
    name: str,
    seed: int,
    defaults: Mapping[str, Any] | None,
    on_remark: Callable[[str], None] | None = None,
) -> GenerationRequest:
    given = {key[1]: setting.value for key, setting in settings.items() if key[0] == "preset"}
    stems = names_in(settings, "stem")
    midi = [
        AskedMidi(expanded(found.value, found.source.folder), stem)
        for stem in stems
        if (found := settings.get(("stem", stem, "midi"))) is not None
    ]
    audio = settings.get(("preset", "fit_to"))
    return ask(
        given.get("prompt", _ANY_PROMPT),
        midi=midi,
        fit_to=None if audio is None else expanded(audio.value, audio.source.folder),
        defaults=defaults,
        on_remark=on_remark,
        stems=[_stem(settings, stem) for stem in stems],
        sections=[_section(settings, section) for section in names_in(settings, "section")],
        name=name,
        seed=given.get("seed", seed),
        **{option: given.get(option) for option in _OPTIONS},
    )


def _stem(settings: Settings, name: str) -> AskedStem:
    given = _table(settings, "stem", name)
    # A stem of its role's name is called by the role alone, as on the command line.
    named = None if name == given["role"] else name
    return AskedStem(given["role"], given.get("prompt"), named, given.get("gain_db"), given.get("pan"))


def _section(settings: Settings, name: str) -> Section:
    given = _table(settings, "section", name)
    prompt, chords, stems = given.get("prompt"), given.get("chords"), given.get("stems")
    return Section(
        bars=section_bars(given["bars"]),
        prompt="" if prompt is None else section_words(prompt),
        chords=None if chords is None else ChordProgression.parse(chords),
        name=track_name(given["name"]),
        stems=None if stems is None else tuple(stems),
        density=None if "density" not in given else density(given["density"]),
        energy=None if "energy" not in given else energy(given["energy"]),
    )


def _table(settings: Settings, kind: str, name: str) -> dict[str, Any]:
    return {key[2]: setting.value for key, setting in settings.items() if key[:2] == (kind, name)}


def _blamed(error: RequestError, settings: Settings, build: Callable[[Settings], GenerationRequest]) -> PresetError:
    """Return the error with the source of the setting that caused it.

    Settings whose values the error repeats come first: of several mistakes, the others may hide that one is mended.
    """
    without = list(_without_each(settings))
    for repeated in (True, False):
        candidates = [each for each in without if _is_repeated(each[0].value, str(error)) is repeated]
        culprit = _culprit(error, candidates, build)
        if culprit is not None:
            return culprit.source.error(culprit.place, str(error))
    top = next(iter(settings.values())).source
    return top.error((), str(error))


def _culprit(
    error: RequestError,
    candidates: Sequence[tuple[Setting, dict[Key, Setting]]],
    build: Callable[[Settings], GenerationRequest],
) -> Setting | None:
    """Return the first setting without which all is well, or else the first without which something else is wrong."""
    otherwise: Setting | None = None
    for setting, rest in candidates:
        try:
            build(rest)
        except RequestError as other:
            if otherwise is None and str(other) != str(error):
                otherwise = setting
        else:
            return setting
    return otherwise


def _is_repeated(value: Any, message: str) -> bool:
    """Return whether a message repeats a value, or one of a list."""
    if isinstance(value, list):
        return any(_is_repeated(each, message) for each in value)
    written = rf"(?<![\w.]){re.escape(str(value))}(?![\w.])"
    return not isinstance(value, bool) and re.search(written, message) is not None


def _without_each(settings: Settings) -> Iterator[tuple[Setting, dict[Key, Setting]]]:
    """Yield each setting with the settings that are left without it; a stem goes with its role, and so on.

    The last come first: of two that contradict each other, the later is to blame.
    """
    for key, setting in reversed(list(settings.items())):
        if key[-1] != _REQUIRED.get(key[0]) and not (len(key) == 3 and key[2] == "name"):
            yield setting, {other: kept for other, kept in settings.items() if other != key}
    for table, required in _REQUIRED.items():
        for name in reversed(names_in(settings, table)):
            rest = {other: kept for other, kept in settings.items() if other[:2] != (table, name)}
            yield settings[table, name, required], rest

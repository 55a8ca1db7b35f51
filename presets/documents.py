"""Documents of new presets: from a preset that exists, from a take, or from a prompt.

`writing` makes them files. Nothing here is drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from musiccm_daw.asking import ask
from musiccm_daw.errors import PresetError
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import DEFAULT_SUBTYPE, GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.stems import read_stems
from musiccm_daw.scoring import request_score
from musiccm_daw.timebase import format_bpm
from presets.find import expanded
from presets.load import Preset
from presets.settings import Key, Setting, names_in

_SKETCH_SEED = 0
"""The same prompt always becomes the same file."""


@dataclass(frozen=True)
class NewDocument:
    """A document, and what of its model presets cannot say."""

    document: dict[str, Any]
    left_out: tuple[str, ...] = ()


def document_of_preset(preset: Preset) -> NewDocument:
    """Return a preset with all that it extends, in one document; paths are absolute."""
    settings = preset.settings
    document: dict[str, Any] = {
        # Its takes would have the names of the old one's.
        "preset": {
            key[1]: setting.value for key, setting in settings.items() if key[0] == "preset" and key[1] != "name"
        }
    }
    for table in ("stem", "section"):
        tables = [_table(settings, table, name) for name in names_in(settings, table)]
        if tables:
            document[table] = tables
    for key, setting in settings.items():
        if key[0] == "matrix":
            inner = document.setdefault("matrix", {})
            for step in key[1:-1]:
                inner = inner.setdefault(step, {})
            inner[key[-1]] = [_full(key, setting, value) for value in setting.value]
    return NewDocument(document)


def document_of_request(request: GenerationRequest) -> NewDocument:
    """Return the preset of a take.

    Raises:
        PresetError: it is an edit, or its notes come from files that no stem is named for.
    """
    if request.edit is not None:
        raise PresetError(f"the take is a {request.edit.kind}, and a preset makes new music; name another take")
    table: dict[str, Any] = {"prompt": request.prompt, "bpm": _bpm(request)}
    if not request.sections:
        table["bars"] = request.bars
    table["meter"] = str(request.meter)
    if request.key is not None:
        table["key"] = str(request.key)
    elif not request.midi or request.sources.get("key") == "option":
        table["key"] = "none"
    if request.chords is not None:
        table["chords"] = str(request.chords)
    table |= {"loop": request.loop, "sample_rate": request.sample_rate, "steps": request.steps, "seed": request.seed}
    if request.score is ScoreSource.NONE:
        table["score"] = str(request.score)
    table |= {name: value for name, value in request.steering.items() if value is not None}
    if request.parts:
        table["parts"] = True
    document = {"preset": table, "stem": list(_stems(request)), "section": list(_sections(request))}
    return NewDocument({name: value for name, value in document.items() if value}, tuple(_left_out(request)))


def document_of_prompt(prompt: str) -> NewDocument:
    """Return a preset for a prompt: its facts as keys, and the parts that the composer would write as stems.

    Raises:
        RequestError: the prompt is not valid.
    """
    request = ask(prompt, seed=_SKETCH_SEED)
    facts = request.to_json() | {"bpm": _bpm(request)}
    stated = [fact for fact in ("bpm", "bars", "meter", "key") if request.sources[fact] in ("prompt", "style")]
    table = {"prompt": read_facts(request.prompt).text, **{fact: facts[fact] for fact in stated}}
    stems = [
        {"role": part.role} if part.name == part.role else {"name": part.name, "role": part.role}
        for part in request_score(request, request.seed).parts
    ]
    return NewDocument({"preset": table, "stem": stems})


def _table(settings: Mapping[Key, Setting], kind: str, name: str) -> dict[str, Any]:
    found = {key[2]: _full(key, setting, setting.value) for key, setting in settings.items() if key[:2] == (kind, name)}
    if kind == "stem" and found["name"] == found["role"]:
        del found["name"]
    return found


def _full(key: Key, setting: Setting, value: Any) -> Any:
    """Return a value that means the same in another folder."""
    return str(expanded(value, setting.source.folder).absolute()) if key[-1] in ("midi", "fit_to") else value


def _bpm(request: GenerationRequest) -> int | float:
    text = format_bpm(request.bpm)
    return float(text) if "." in text else int(text)


def _stems(request: GenerationRequest) -> Iterator[dict[str, Any]]:
    files = {midi.stem: midi.source for midi in request.midi}
    if None in files:
        raise PresetError(
            "the take's MIDI file was given to no stem; make the take with --midi ROLE=FILE, and a preset of that one"
        )
    words = read_facts(request.prompt).text
    for stem in request.stems:
        if stem.role is None:
            if not request.parts:
                yield {"role": "mix"}
            continue
        table: dict[str, Any] = {} if stem.name is None else {"name": stem.name}
        table["role"] = stem.role
        if stem.prompt != read_stems([stem.role], words)[0].prompt:
            table["prompt"] = stem.prompt.removesuffix(f", {words}")
        if stem.label in files:
            table["midi"] = files[stem.label]
        yield table | {name: value for name, value in (("gain_db", stem.gain_db), ("pan", stem.pan)) if value}


def _sections(request: GenerationRequest) -> Iterator[dict[str, Any]]:
    for number, section in enumerate(request.sections, start=1):
        table: dict[str, Any] = {"name": section.name or f"section {number}", "bars": section.bars}
        if section.chords is not None:
            table["chords"] = str(section.chords)
        if section.stems is not None:
            table["stems"] = list(section.stems)
        table |= {"prompt": section.prompt} if section.prompt else {}
        numbers = {"density": section.density, "energy": section.energy}
        yield table | {name: value for name, value in numbers.items() if value is not None}


def _left_out(request: GenerationRequest) -> Iterator[str]:
    """Yield what the request asks for and no preset can."""
    if request.variations > 1:
        yield f"{request.variations} variations"
    if request.guidance is not None:
        yield f"guidance {request.guidance:g}"
    if request.subtype != DEFAULT_SUBTYPE:
        yield f"subtype {request.subtype}"

"""Where a request and the clip that it edits contradict each other: what is refused, and what gets a remark.

An option that does not fit is refused; a fact in the prompt gives way to the clip, and a remark says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request import fields
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.prompt_tempo import read_tempo
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import AskedStem
from musiccm_daw.timebase import Meter, format_bpm
from musiccm_daw.wording import counted


def refuse_conflicts(source: SourceClip, asked: AskedEdit, said: Mapping[str, Any]) -> None:
    """Refuse options that do not fit the edit, or would change frames that it keeps.

    Raises:
        RequestError: there is such an option.
    """
    if said.get("sections"):
        raise RequestError(f"a {asked.kind} cannot have sections; leave them out")
    if len(said.get("stems", ())) > 1:
        raise RequestError(f"{len(said['stems'])} stems were asked for; a clip is edited as one, so ask for one stem")
    for stem in said.get("stems", ()):
        if (source.facts.role == "mix" or source.parts) and not _is_mix(stem):
            raise RequestError(
                f"{source.name} is a mix, of which no stem can be edited alone; edit the file of that stem, or leave "
                f"out stem {quoted(str(stem))}"
            )
    if asked.kind is not EditKind.CONTINUE and "bars" in said:
        raise RequestError(
            f"bars {quoted(said['bars'])} cannot be set for a {asked.kind}, which is as long as its clip; leave it out"
        )
    if not asked.keeps_frames:
        return
    if source.sample_rate not in fields.SAMPLE_RATES:
        rates = ", ".join(map(str, fields.SAMPLE_RATES))
        raise RequestError(
            f"{source.name} has {source.sample_rate} Hz, which is not supported; convert it to one of {rates}"
        )
    rate = fields.sample_rate(said.get("sample_rate", source.sample_rate))
    if rate != source.sample_rate:
        raise RequestError(
            f"sample rate {rate} would change the frames that a {asked.kind} keeps: {source.name} has "
            f"{source.sample_rate} Hz; leave the option out"
        )
    subtype = fields.subtype(said.get("subtype", source.subtype))
    exact = ("PCM_16", "PCM_24", "FLOAT")
    if exact.index(subtype) < exact.index(source.subtype):
        raise RequestError(
            f"subtype {subtype} would change the frames that a {asked.kind} keeps: {source.name} needs "
            f"{source.subtype}; leave the option out"
        )


def _is_mix(stem: str | AskedStem) -> bool:
    role = stem.role if isinstance(stem, AskedStem) else str(stem).partition("=")[0]
    return role.strip().lower() == "mix"


def overruled_facts(
    source: SourceClip, request: GenerationRequest, typed: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Yield a line for every fact of the typed prompt that the clip overrules with another value."""
    kept = [
        ("bpm", f"{format_bpm(request.bpm)} bpm", lambda text: read_tempo(text) == request.bpm),
        ("meter", str(request.meter), lambda text: Meter.parse(text) == request.meter),
        ("bars", counted(request.bars, "bar"), lambda text: fields.bars(text) == request.bars),
        ("seconds", counted(request.bars, "bar"), lambda text: False),
    ]
    for name, value, agrees in kept:
        if request.sources["bars" if name == "seconds" else name] != "clip":
            continue
        for text in typed.get(name, ()):
            if not _agrees(agrees, text):
                unit = f" {name}" if name in ("bpm", "bars") else ""
                yield f"{text}{unit} in the prompt is not used: {source.name} has {value}, which an edit keeps"


def _agrees(agrees: Callable[[str], bool], text: str) -> bool:
    try:
        return agrees(text)
    except RequestError:
        return False

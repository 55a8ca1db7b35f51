"""A request that edits a clip: what the user asked for, completed with the facts in the clip's file.

An option takes precedence over the clip, and the clip over the default. A typed prompt says what to make in the clip,
not what the clip is: its tempo, meter and length count only where the clip names none, its key over the clip's. Without
a typed prompt, the clip's own is used. Harmony that nobody names is left open rather than drawn, since random chords
would clash with the bars that stay. A mix is edited stem by stem where these lie beside it. The result is a
`GenerationRequest` like any other. Free of torch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request import fields
from musiccm_daw.request.edit import (
    DEFAULT_STRENGTH,
    Edit,
    EditedFile,
    EditKind,
    Keep,
    format_range,
    read_keep,
    read_range,
    read_strength,
)
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.prompt_remarks import prompt_remarks
from musiccm_daw.request.prompt_tempo import read_tempo
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.resolve_music import DEFAULT_BARS
from musiccm_daw.request.score_source import GivenMidi, ScoreSource, check_no_files
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import AskedStem, StemRequest
from musiccm_daw.timebase import MAX_BARS, Meter, TimeGrid, format_bpm
from musiccm_daw.wording import counted

_Clip = TypeVar("_Clip")


@dataclass(frozen=True)
class AskedEdit:
    """An edit as typed: `bars` of a repaint ("5-6"), `strength` and `keep` of a variation."""

    kind: EditKind
    bars: str | None = None
    strength: fields.Number | None = None
    keep: str | None = None


def choose_edit(
    clips: Mapping[EditKind, _Clip | None], bars: str | None, strength: fields.Number | None, keep: str | None = None
) -> tuple[_Clip, AskedEdit] | None:
    """Return the one clip that is named with what is to be done to it; None if no clip is named.

    Args:
        clips: by kind of edit, the clip that the user named for it, None for none.
        bars: as typed, None for nothing; they go with a repaint.
        strength: as typed, None for nothing; it goes with a variation.
        keep: as typed, None for nothing; it goes with a variation.

    Raises:
        RequestError: what was asked for contradicts itself.
    """
    named = [(clip, kind) for kind, clip in clips.items() if clip is not None]
    if len(named) > 1:
        kinds = " and ".join(kind for _, kind in named)
        raise RequestError(f"{kinds} cannot be combined; edit a clip in one way at a time")
    clip, kind = named[0] if named else (None, None)
    if bars is not None and kind is not EditKind.REPAINT:
        raise RequestError(f"range {quoted(bars)} is given without a clip to repaint; name the clip, or omit the range")
    if strength is not None and kind is not EditKind.VARIATION:
        raise RequestError(
            f"strength {quoted(strength)} is given without a clip to vary; name the clip, or omit the strength"
        )
    if keep is not None and kind is not EditKind.VARIATION:
        raise RequestError(f"keep {quoted(keep)} is given without a clip to vary; name the clip, or omit keep")
    return None if clip is None or kind is None else (clip, AskedEdit(kind, bars, strength, keep))


def resolve_edit(
    source: SourceClip,
    asked: AskedEdit,
    prompt: str | None,
    options: Mapping[str, Any],
    on_remark: Callable[[str], None] | None = None,
    midi: Sequence[GivenMidi] = (),
    steered: Collection[str] = (),
) -> GenerationRequest:
    """Read, complete and check a request that edits a clip.

    Args:
        source: the clip.
        asked: what to do with it.
        prompt: as typed; None for the clip's own.
        options: keywords of `GenerationRequest.resolve`, None where nothing was given. For a continuation, `bars` is
            the number of new bars. `chords` are those of the new bars, or of the whole take if the clip's are unknown.
        on_remark: given a line on whatever of the clip's file could not be read, or is not kept as it is, and on what
            of the typed prompt is not used as it is written.
        midi: files with the notes of the new bars.
        steered: which of density and energy the typed prompt has words for, over the clip's own numbers.

    Raises:
        RequestError: a value is invalid, or contradicts the clip.
    """
    said = {name: value for name, value in options.items() if value is not None and value != ()}
    typed = {} if prompt is None else read_facts(fields.prompt_text(prompt)).found
    own = _own_options(source, asked, said, {*typed, *steered} - {"bpm", "meter"})
    _refuse_contradictions(source, asked, said)
    if midi:
        check_no_files(said.get("score"))
    if "bpm" not in {*own, *said, *typed}:
        raise RequestError(f"{source.name} names no tempo; set bpm, such as 97.5")
    # A length in the clip's own prompt is that of the clip, which is measured here.
    length = {} if asked.kind is EditKind.CONTINUE and prompt is not None else {"bars": DEFAULT_BARS}
    draft = GenerationRequest.resolve(_prompt(source, prompt), **{**length, **own, **said})
    source_bars = source.bars(draft.bpm, draft.meter)
    if on_remark is not None:
        fitted = source.fitted(TimeGrid(draft.bpm, draft.meter, source_bars))
        for remark in (*source.remarks, *filter(None, [fitted])):
            on_remark(f"{source.name}: {remark}")
    new_bars = _new_bars(source, asked, source_bars, draft.bars)
    bars = max(source_bars, new_bars.stop)
    strength, keep = _departure(source, asked, draft, said, given=bool(midi))
    files = () if "stems" in said else tuple(EditedFile(str(part.path), part.sha256) for part in source.parts)
    request = replace(
        draft,
        score=ScoreSource.GIVEN if midi else draft.score,
        parts=_is_by_parts(source, said),
        midi=tuple(midi),
        bars=bars,
        chords=_chords(source, draft.chords, bars, new_bars, said),
        stems=draft.stems if prompt is not None or "stems" in said else _own_stems(source, draft),
        sources=_sources(draft, asked, own),
        edit=Edit(asked.kind, str(source.path), source.sha256, new_bars, strength, keep, files),
    )
    if on_remark is not None and prompt is not None:
        for remark in (*_contradictions(source, request, typed), *prompt_remarks(request)):
            on_remark(remark)
    return request


def _sources(draft: GenerationRequest, asked: AskedEdit, own: Collection[str]) -> dict[str, str]:
    """Return where each fact came from: what the clip answers is its `own`, and so is its length unless it grows."""
    clips = {*own} if asked.kind is EditKind.CONTINUE else {*own, "bars"}
    return {name: "clip" if name in clips else source for name, source in draft.sources.items()}


def _departure(
    source: SourceClip, asked: AskedEdit, draft: GenerationRequest, said: Mapping[str, Any], *, given: bool
) -> tuple[float, Keep | None]:
    """Return how far an edit departs from its clip: the strength of a variation, and what it keeps."""
    if asked.kind is not EditKind.VARIATION:
        return 1.0, None
    keep = _kept(source, asked, draft, given=given)
    if keep is Keep.SCORE and "density" in said:
        raise RequestError(
            f"density {quoted(said['density'])} changes the notes, and a variation keeps them; use keep sound, or "
            "leave density out"
        )
    if keep is not Keep.SOUND:
        return DEFAULT_STRENGTH if asked.strength is None else read_strength(asked.strength), keep
    if asked.strength is not None:
        raise RequestError(
            f"strength {quoted(asked.strength)} says how far the sound may depart, which keep sound keeps; leave it out"
        )
    return 1.0, keep


def _kept(source: SourceClip, asked: AskedEdit, draft: GenerationRequest, *, given: bool) -> Keep | None:
    """Return what a variation keeps; unless the user says so, its score if that is known and no file gives another."""
    keep = None if asked.keep is None else read_keep(asked.keep)
    if keep is not None and draft.score is ScoreSource.NONE:
        raise RequestError(f"keep {keep} and score none contradict each other; leave one of them out")
    if keep is Keep.SCORE and given:
        raise RequestError("a MIDI file brings other notes, and keep score keeps them; use keep sound")
    known = _is_scored(source, draft)
    if keep is Keep.SCORE and not known:
        partly = source.score is not None and bool(source.score.unknown_bars)
        no_score = "some of its bars have no score" if partly else "it has no score"
        raise RequestError(f"{source.name}: {no_score} to keep; leave keep out, or use keep sound")
    if keep is None and given:
        return Keep.SOUND
    if keep is None and known and draft.score is not ScoreSource.NONE:
        return Keep.SCORE
    return keep


def _is_scored(source: SourceClip, draft: GenerationRequest) -> bool:
    """Return whether all notes of a clip are known, and are those of what is edited: one stem plays one part."""
    score = source.score
    if score is None or score.unknown_bars:
        return False
    whole = draft.stems[0].role in (None, "mix") or bool(source.parts)
    return whole or len(score.parts) == 1


def _is_by_parts(source: SourceClip, said: Mapping[str, Any]) -> bool:
    """Return whether the take has the parts of a score as its stems, as its clip has."""
    by_parts = source.facts.by_parts and bool(source.parts) and "stems" not in said
    if said.get("parts") and not by_parts:
        raise RequestError(f"{source.name} is not the mix of parts, and an edit takes none apart; leave parts out")
    return by_parts


def _contradictions(
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


def _own_options(
    source: SourceClip, asked: AskedEdit, said: Mapping[str, Any], worded: Collection[str]
) -> dict[str, Any]:
    """Return the options that the clip's file answers and the user leaves open, by options and by words."""
    facts = source.facts
    answered = {*said, *worded}
    own: dict[str, Any] = {
        "bpm": facts.bpm,
        "meter": None if facts.meter is None else str(facts.meter),
        "key": None if facts.key is None else str(facts.key),
        "chords": None if facts.chords is None else str(facts.chords),
        "loop": bool(facts.loop),
        "stems": _asked_stems(source),
        "name": facts.name,
        "density": facts.density,
        "energy": facts.energy,
    }
    if facts.key is None and facts.chords is None and "chords" not in answered:
        own["key"] = "none"
    if _keeps_frames(asked) or source.sample_rate in fields.SAMPLE_RATES:
        own["sample_rate"] = source.sample_rate
    if _keeps_frames(asked) or source.subtype != "FLOAT":
        own["subtype"] = source.subtype
    if str(said.get("score", "")).strip().lower() == ScoreSource.NONE:
        own["density"] = None
    return {name: value for name, value in own.items() if value is not None and name not in answered}


def _refuse_contradictions(source: SourceClip, asked: AskedEdit, said: Mapping[str, Any]) -> None:
    """Refuse options that do not fit the edit, or would change frames that it keeps."""
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
    if not _keeps_frames(asked):
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


def _keeps_frames(asked: AskedEdit) -> bool:
    return asked.kind is not EditKind.VARIATION


def _prompt(source: SourceClip, typed: str | None) -> str:
    prompt = source.facts.prompt if typed is None else typed
    if prompt is None:
        raise RequestError(f"{source.name} carries no prompt; describe the sound in a prompt")
    return prompt


def _new_bars(source: SourceClip, asked: AskedEdit, source_bars: int, added: int) -> range:
    """Return the bars of the take that are generated."""
    if asked.kind is EditKind.CONTINUE:
        if source_bars + added > MAX_BARS:
            raise RequestError(
                f"{source.name} has {counted(source_bars, 'bar')}, and with {added} more it would exceed the "
                f"{MAX_BARS} that are allowed; ask for fewer"
            )
        return range(source_bars, source_bars + added)
    if asked.kind is EditKind.VARIATION:
        return range(source_bars)
    if asked.bars is None:
        raise RequestError("a repaint needs to know which bars; set range, such as 5-6")
    bars = read_range(asked.bars)
    if bars.stop > source_bars:
        raise RequestError(
            f"range {format_range(bars)} is outside {source.name}, which has {counted(source_bars, 'bar')}; "
            f"use bars from 1 to {source_bars}"
        )
    return bars


def _chords(
    source: SourceClip, chosen: ChordProgression | None, bars: int, new_bars: range, said: Mapping[str, Any]
) -> ChordProgression | None:
    """Return the chords of the whole take; given chords start at the first new bar if the clip's own are known."""
    own = source.facts.chords
    if chosen is None or own is None or "chords" not in said:
        return chosen
    rows = [own.bars[bar % len(own.bars)] for bar in range(bars)]
    rows[new_bars.start : new_bars.stop] = [chosen.bars[bar % len(chosen.bars)] for bar in range(len(new_bars))]
    return ChordProgression(tuple(rows))


def _asked_stems(source: SourceClip) -> tuple[AskedStem, ...] | None:
    """Return the stems of the clip, to be described by other words than its own; None for a clip without."""
    facts = source.facts
    if facts.by_parts:
        return None
    if len(facts.stems) < 2:
        stem = StemRequest(facts.role, "") if not facts.stems else facts.stems[0]
        return None if stem.role is None else (AskedStem(stem.role, None, stem.name),)
    main = read_facts(str(facts.prompt)).text
    # What a stem was asked for by itself still holds; the main prompt is what changes.
    own = [stem.prompt.removesuffix(f", {main}") if stem.prompt.endswith(f", {main}") else None for stem in facts.stems]
    return tuple(
        AskedStem(str(stem.role), words, stem.name, stem.gain_db, stem.pan)
        for stem, words in zip(facts.stems, own, strict=True)
    )


def _own_stems(source: SourceClip, draft: GenerationRequest) -> tuple[StemRequest, ...]:
    """Return the stems with the words that the clip was made from, if its file states them apart from the prompt."""
    facts = source.facts
    if facts.stems and not facts.by_parts:
        return facts.stems
    return draft.stems if facts.words is None else (StemRequest(facts.role, fields.prompt_text(facts.words)),)

"""A request that edits a clip: what the user asked for, completed with the facts in the clip's file.

An option takes precedence over the clip, and the clip over the default. A typed prompt says what to make in the clip,
not what the clip is: its tempo, meter and length count only where the clip names none, its key over the clip's. Without
a typed prompt, the clip's own is used. Harmony that nobody names is left open rather than drawn, since random chords
would clash with the bars that stay. A mix is edited stem by stem where these lie beside it. The result is a
`GenerationRequest` like any other. Free of torch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request import fields
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import Edit, EditedFile, EditKind, format_range, read_range
from musiccm_daw.request.edit_conflicts import overruled_facts, refuse_conflicts
from musiccm_daw.request.edit_departure import departure
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.prompt_remarks import prompt_remarks
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.resolve_music import DEFAULT_BARS
from musiccm_daw.request.score_source import GivenMidi, ScoreSource, check_no_files
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import AskedStem, StemRequest
from musiccm_daw.timebase import MAX_BARS, TimeGrid
from musiccm_daw.wording import counted


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
    refuse_conflicts(source, asked, said)
    if midi:
        check_no_files(said.get("score"))
    by_parts = _is_by_parts(source, said)
    draft = _draft(source, asked, prompt, typed, {**own, **said})
    source_bars = source.bars(draft.bpm, draft.meter)
    if on_remark is not None:
        for remark in _clip_remarks(source, TimeGrid(draft.bpm, draft.meter, source_bars)):
            on_remark(remark)
    new_bars = _new_bars(source, asked, source_bars, draft.bars)
    bars = max(source_bars, new_bars.stop)
    strength, keep = departure(source, asked, draft, said, given=bool(midi))
    files = () if "stems" in said else tuple(EditedFile(str(part.path), part.sha256) for part in source.parts)
    request = replace(
        draft,
        score=ScoreSource.GIVEN if midi else draft.score,
        parts=by_parts,
        midi=tuple(midi),
        bars=bars,
        chords=_chords(source, draft.chords, bars, new_bars, said),
        stems=draft.stems if prompt is not None or "stems" in said else _own_stems(source, draft),
        sources=_sources(draft, asked, own),
        edit=Edit(asked.kind, str(source.path), source.sha256, new_bars, strength, keep, files),
    )
    if on_remark is not None and prompt is not None:
        for remark in (*overruled_facts(source, request, typed), *prompt_remarks(request)):
            on_remark(remark)
    return request


def _draft(
    source: SourceClip, asked: AskedEdit, prompt: str | None, typed: Collection[str], options: Mapping[str, Any]
) -> GenerationRequest:
    """Return the request as if it were for new music, of which an edit uses what its clip leaves open."""
    if "bpm" not in {*options, *typed}:
        raise RequestError(f"{source.name} names no tempo; set bpm, such as 97.5")
    # A length in the clip's own prompt is that of the clip, which is measured.
    length = {} if asked.kind is EditKind.CONTINUE and prompt is not None else {"bars": DEFAULT_BARS}
    return GenerationRequest.resolve(_prompt(source, prompt), **{**length, **options})


def _clip_remarks(source: SourceClip, grid: TimeGrid) -> list[str]:
    """Return a line on whatever of the clip's file could not be read, or is made to fit its bars."""
    fitted = source.fitted(grid)
    return [f"{source.name}: {remark}" for remark in (*source.remarks, *filter(None, [fitted]))]


def _sources(draft: GenerationRequest, asked: AskedEdit, own: Collection[str]) -> dict[str, str]:
    """Return where each fact came from: what the clip answers is its `own`, and so is its length unless it grows."""
    clips = {*own} if asked.kind is EditKind.CONTINUE else {*own, "bars"}
    return {name: "clip" if name in clips else source for name, source in draft.sources.items()}


def _is_by_parts(source: SourceClip, said: Mapping[str, Any]) -> bool:
    """Return whether the take has the parts of a score as its stems, as its clip has."""
    by_parts = source.facts.by_parts and bool(source.parts) and "stems" not in said
    if said.get("parts") and not by_parts:
        raise RequestError(f"{source.name} is not the mix of parts, and an edit takes none apart; leave parts out")
    if by_parts and str(said.get("score", "")).strip().lower() == ScoreSource.NONE:
        raise RequestError(
            f"{source.name} is the mix of the parts of a score, and score none has none; leave score out, or edit the "
            "file of one part"
        )
    return by_parts


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
    if asked.keeps_frames or source.sample_rate in fields.SAMPLE_RATES:
        own["sample_rate"] = source.sample_rate
    if asked.keeps_frames or source.subtype != "FLOAT":
        own["subtype"] = source.subtype
    if str(said.get("score", "")).strip().lower() == ScoreSource.NONE:
        own["density"] = None
    return {name: value for name, value in own.items() if value is not None and name not in answered}


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

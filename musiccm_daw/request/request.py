"""The request: everything that is asked of the engine, resolved and checked before a model is touched.

First step of the engine and the only one that reads users' words: the command line, the bridge and the presets all come
through `GenerationRequest.resolve`, so they refuse the same things alike. An option wins over a fact in the prompt,
which wins over the default; what no one names and music needs (seed, key, chords) is drawn, and `sources` says where
each fact is from. A resolved request is plain data: the manifest keeps its `to_json`, from which the same clip can be
made again. Free of torch.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import MODES, ChordProgression, Key, common_progressions, estimate_key
from musiccm_daw.request import fields
from musiccm_daw.request.edit import Edit
from musiccm_daw.request.fields import Number
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.seeds import MAX_SEED, drawn_index
from musiccm_daw.request.stems import StemRequest, checked_stems, read_stems
from musiccm_daw.roles import parse_role
from musiccm_daw.timebase import Meter, TimeGrid, format_bpm, parse_bpm

DEFAULT_BPM = Fraction(120)
DEFAULT_BARS = 4
DEFAULT_METER = Meter(4, 4)
DEFAULT_STEPS = 4
DEFAULT_SAMPLE_RATE = 44100
DEFAULT_SUBTYPE = "PCM_24"

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class GenerationRequest:
    """A resolved request; build it with `resolve` or `from_json`, which check it.

    Attributes:
        prompt: as the user wrote it, facts included; each stem's `prompt` holds the words for the model.
        chords: None only with `key` None: no harmony is asked for.
        guidance: None for the scale that the model was distilled with.
        stems: at least one; a single one with role None is a clip in one piece.
        name: start of the file names.
        sources: by fact, where it is from: "option", "prompt", "default", "seed", "clip" for what is taken from a clip
            that is edited, or "chords" for an estimated key.
        edit: what is done to a clip that is there already; None for new music.
    """

    prompt: str
    bpm: Fraction
    bars: int
    meter: Meter
    key: Key | None
    chords: ChordProgression | None
    seed: int
    steps: int
    guidance: float | None
    loop: bool
    stems: tuple[StemRequest, ...]
    variations: int
    sample_rate: int
    subtype: str
    name: str
    sources: dict[str, str] = field(default_factory=dict)
    edit: Edit | None = None

    def __post_init__(self) -> None:
        """Check what no single value shows: how long it all lasts, and whether an edit fits into it."""
        fields.check_duration(self.grid.total_seconds)
        if self.edit is not None:
            self.edit.check(self.bars)

    @classmethod
    def resolve(
        cls,
        prompt: str,
        *,
        bpm: Number | Fraction | None = None,
        bars: Number | None = None,
        meter: str | None = None,
        key: str | None = None,
        chords: str | None = None,
        seed: Number | None = None,
        steps: Number | None = None,
        guidance: Number | None = None,
        loop: bool | Number | None = None,
        stems: Sequence[str] = (),
        variations: Number | None = None,
        sample_rate: Number | None = None,
        subtype: str | None = None,
        name: str | None = None,
    ) -> GenerationRequest:
        """Read, complete and check a request; None stands for what the user did not say.

        `key` may be "none" for music without one: no chords are drawn then. Each of `stems` is `ROLE` or
        `ROLE=PROMPT`; a prompt of its own comes before the main one.

        Raises:
            RequestError: something cannot be meant; nothing has been done.
        """
        text = fields.prompt_text(prompt)
        facts = read_facts(text)
        if not any(character.isalnum() for character in facts.text):
            raise RequestError(f"prompt {quoted(text)} names facts but no sound; add words such as deep house")
        choice = _Choice(facts.found)
        chosen_seed = choice.of("seed", seed, None, fields.seed)
        if chosen_seed is None:
            chosen_seed = secrets.randbelow(MAX_SEED + 1)
            choice.sources["seed"] = "seed"
        chosen_key, chosen_chords = _harmony(choice, key, chords, chosen_seed)
        return cls(
            prompt=text,
            bpm=choice.of_fact("bpm", bpm, DEFAULT_BPM, parse_bpm, _bpm_in_prompt),
            bars=choice.of_fact("bars", bars, DEFAULT_BARS, fields.bars, fields.bars),
            meter=choice.of_fact("meter", meter, DEFAULT_METER, Meter.parse, Meter.parse),
            key=chosen_key,
            chords=chosen_chords,
            seed=chosen_seed,
            steps=choice.of("steps", steps, DEFAULT_STEPS, fields.steps),
            guidance=choice.of("guidance", guidance, None, fields.guidance),
            loop=choice.of("loop", loop, True, fields.loop),
            stems=read_stems(stems, facts.text),
            variations=choice.of("variations", variations, 1, fields.variations),
            sample_rate=choice.of("sample_rate", sample_rate, DEFAULT_SAMPLE_RATE, fields.sample_rate),
            subtype=choice.of("subtype", subtype, DEFAULT_SUBTYPE, fields.subtype),
            name=choice.of("name", name, fields.name_from_words(facts.text), fields.clip_name),
            sources=choice.sources,
        )

    @property
    def grid(self) -> TimeGrid:
        """The bars of the clip."""
        return TimeGrid(self.bpm, self.meter, self.bars)

    def to_json(self) -> dict[str, object]:
        """Return the request as JSON types; tempo is text, which keeps every decimal."""
        return {
            "prompt": self.prompt,
            "bpm": format_bpm(self.bpm),
            "bars": self.bars,
            "meter": str(self.meter),
            "key": None if self.key is None else str(self.key),
            "chords": None if self.chords is None else str(self.chords),
            "seed": self.seed,
            "steps": self.steps,
            "guidance": self.guidance,
            "loop": self.loop,
            "stems": [{"role": stem.role, "prompt": stem.prompt} for stem in self.stems],
            "variations": self.variations,
            "sample_rate": self.sample_rate,
            "subtype": self.subtype,
            "name": self.name,
            "sources": dict(self.sources),
            **({} if self.edit is None else {"edit": self.edit.to_json()}),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> GenerationRequest:
        """Read what `to_json` wrote, checking it like words of a user: a manifest can be edited by hand.

        Raises:
            RequestError: a field is missing, of the wrong type, or cannot be meant.
        """
        guidance = _saved_or_none(document, "guidance", float)
        key = _saved_or_none(document, "key", str)
        chords = _saved_or_none(document, "chords", str)
        stems = (_stem_from_json(stem) for stem in _saved(document, "stems", list))
        sources = _saved(document, "sources", dict)
        edit = _saved(document, "edit", dict) if "edit" in document else None
        return cls(
            prompt=fields.prompt_text(_saved(document, "prompt", str)),
            bpm=parse_bpm(_saved(document, "bpm", str)),
            bars=fields.bars(_saved(document, "bars", int)),
            meter=Meter.parse(_saved(document, "meter", str)),
            key=None if key is None else Key.parse(key),
            chords=None if chords is None else ChordProgression.parse(chords),
            seed=fields.seed(_saved(document, "seed", int)),
            steps=fields.steps(_saved(document, "steps", int)),
            guidance=None if guidance is None else fields.guidance(guidance),
            loop=_saved(document, "loop", bool),
            stems=checked_stems(tuple(stems)),
            variations=fields.variations(_saved(document, "variations", int)),
            sample_rate=fields.sample_rate(_saved(document, "sample_rate", int)),
            subtype=fields.subtype(_saved(document, "subtype", str)),
            name=fields.clip_name(_saved(document, "name", str)),
            sources={str(fact): str(source) for fact, source in sources.items()},
            edit=None if edit is None else Edit.from_json(edit),
        )


class _Choice:
    """Chooses between option, prompt and default, fact by fact, and remembers which it was."""

    def __init__(self, found: Mapping[str, tuple[str, ...]]) -> None:
        self.found = found
        self.sources: dict[str, str] = {}

    def of(self, name: str, option: object, default: _Value, read: Callable[[Any], _Value]) -> _Value:
        """Return a value that only an option can give."""
        self.sources[name] = "default" if option is None else "option"
        return default if option is None else read(option)

    def of_fact(
        self,
        name: str,
        option: object,
        default: _Value,
        read: Callable[[Any], _Value],
        read_text: Callable[[str], _Value],
    ) -> _Value:
        """Return a value that an option or the prompt can give; the prompt may say it twice, but not differently."""
        if option is not None or name not in self.found:
            return self.of(name, option, default, read)
        self.sources[name] = "prompt"
        texts = self.found[name]
        try:
            first, *others = (read_text(text) for text in texts)
        except RequestError as error:
            raise RequestError(f"in the prompt: {error}") from error
        if any(other != first for other in others):
            raise RequestError(
                f"prompt names more than one {name}: {', '.join(texts)}; keep one of them, or set {name} as an option"
            )
        return first


def _harmony(
    choice: _Choice, key: str | None, chords: str | None, seed: int
) -> tuple[Key | None, ChordProgression | None]:
    """Settle key and chords.

    Chords that are given decide the key if nobody names it; otherwise the seed picks a key, and from it chords that
    are common in it, so that stems made one by one still play the same harmony.
    """
    progression = choice.of("chords", chords, None, ChordProgression.parse)
    if key is not None and key.strip().lower() == "none":
        choice.sources["key"] = "option"
        return None, progression
    home = choice.of_fact("key", key, None, Key.parse, Key.parse)
    if home is None and progression is not None:
        choice.sources["key"] = "chords"
        return estimate_key(progression), progression
    if home is None:
        choice.sources["key"] = "seed"
        keys = [Key(tonic, mode) for mode in MODES for tonic in range(12)]
        home = keys[drawn_index("key", seed, len(keys))]
    if progression is None:
        choice.sources["chords"] = "seed"
        common = common_progressions(home)
        progression = common[drawn_index("chords", seed, len(common))]
    return home, progression


def _bpm_in_prompt(text: str) -> Fraction:
    """Read a tempo that may be written with a decimal comma."""
    return parse_bpm(text.replace(",", "."))


def _stem_from_json(document: object) -> StemRequest:
    """Read one saved stem."""
    if not isinstance(document, dict):
        raise RequestError(f"saved request: stem {quoted(document)} is no object; make the take anew with generate")
    role = _saved_or_none(document, "role", str)
    prompt = fields.prompt_text(_saved(document, "prompt", str), "prompt of a stem")
    return StemRequest(None if role is None else parse_role(role), prompt)


def _saved_or_none(document: Mapping[str, object], name: str, kind: type[_Value]) -> _Value | None:
    """Return a field of a saved request that may be null."""
    return None if document.get(name, ...) is None else _saved(document, name, kind)


def _saved(document: Mapping[str, object], name: str, kind: type[_Value]) -> _Value:
    """Return a field of a saved request, of the type that `to_json` gives it; a truth value is no number."""
    value = document.get(name)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        got = "missing" if name not in document else quoted(value)
        raise RequestError(
            f"saved request: field {name} is {got}, not of type {kind.__name__}; make the take anew with generate"
        )
    return value

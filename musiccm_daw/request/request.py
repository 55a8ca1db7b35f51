"""The request: everything that the engine is asked for, resolved and checked before a model is loaded.

The only place that reads a user's input: the command line, the bridge and the presets all go through
`GenerationRequest.resolve`, so they refuse the same things in the same way. An option takes precedence over a fact in
the prompt, and a fact over the default; what music needs but nobody names (seed, key, chords) is drawn at random.
`sources` records where each fact comes from. A resolved request is plain data: the manifest keeps its `to_json`, from
which the same take can be made again. Free of torch.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request import fields
from musiccm_daw.request.choice import Choice
from musiccm_daw.request.edit import Edit, EditKind
from musiccm_daw.request.fields import Number
from musiccm_daw.request.fit_to import FitTo
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.prompt_key import mode_alone
from musiccm_daw.request.resolve_music import AskedMusic, Music, resolve_music
from musiccm_daw.request.saved import REMEDY, saved, saved_objects, saved_or_none
from musiccm_daw.request.score_source import GivenMidi, ScoreSource, check_no_files, read_score_source
from musiccm_daw.request.sections import Section, check_sections
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.request.stated_facts import StatedFacts, StyleDefaults
from musiccm_daw.request.stems import AskedStem, StemRequest, check_stems, read_stems
from musiccm_daw.timebase import Meter, TimeGrid, format_bpm, parse_bpm

DEFAULT_STEPS = 4
DEFAULT_SAMPLE_RATE = 44100
DEFAULT_SUBTYPE = "PCM_24"


@dataclass(frozen=True)
class GenerationRequest:
    """A resolved request; build it with `resolve` or `from_json`, which check it.

    Attributes:
        prompt: as the user wrote it, facts included; each stem's `prompt` holds the words for the model.
        chords: None if no harmony is asked for, or if notes are given whose chords nobody names.
        guidance: None for the scale that the model was distilled with.
        stems: at least one; a single one with role None is a clip in one piece.
        name: beginning of the file names.
        sources: where each fact comes from, by its name: "option", "midi", "prompt", "followed" for a clock, "style",
            "default", "seed", "sections" for a length, "clip" for what is taken from a clip that is edited, "audio" for
            what is taken from audio that the clip is composed to, or "chords" for an estimated key.
        edit: what is done to an existing clip; None for new music.
        sections: spans with words, chords, energy and stems of their own, which fill all bars; empty for none.
        score: where the notes come from; models that read no scores have none, whatever is asked.
        parts: whether every part of the score is a stem of its own.
        midi: the files whose notes are to be played, for a score that is given.
        fit_to: audio that the clip is composed to; None for none.
        density: 0 for half of the notes that the style writes, 1 for twice as many; None for what the words say.
        energy: 0 to 1, soft to loud; None for what the words say.
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
    sections: tuple[Section, ...] = ()
    score: ScoreSource = ScoreSource.NONE
    parts: bool = False
    midi: tuple[GivenMidi, ...] = ()
    fit_to: FitTo | None = None
    density: float | None = None
    energy: float | None = None

    def __post_init__(self) -> None:
        """Check what depends on several values: the length in seconds, and whether sections and an edit fit."""
        fields.check_duration(self.grid.total_seconds)
        if self.sections:
            check_sections(self.sections, self.bars, [stem.label for stem in self.stems])
        if self.parts and self.score is ScoreSource.NONE:
            raise RequestError("parts are those of a score, and score none has none; leave one of the two out")
        _check_density(self)
        if self.edit is not None:
            self.edit.check(self.bars)
            if self.sections and self.edit.kind is not EditKind.STEM:
                raise RequestError(f"a {self.edit.kind} cannot have sections; leave them out")

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
        stems: Sequence[str | AskedStem] = (),
        sections: Sequence[Section] = (),
        variations: Number | None = None,
        sample_rate: Number | None = None,
        subtype: str | None = None,
        name: str | None = None,
        score: str | None = None,
        parts: bool | Number | None = None,
        midi: Sequence[GivenMidi] = (),
        fit_to: FitTo | None = None,
        density: Number | None = None,
        energy: Number | None = None,
        stated: StatedFacts | None = None,
        style: StyleDefaults | None = None,
    ) -> GenerationRequest:
        """Read, complete and check a request; None stands for what the user did not give.

        Each of `stems` is `ROLE`, `ROLE=PROMPT` or an `AskedStem`; a stem's own prompt comes before the main one. What
        the files of `midi` and `fit_to` state is in `stated`, and what the prompt's style brings in `style`.

        Raises:
            RequestError: a value is invalid, or two contradict each other; nothing has been done.
        """
        text, words, choice = _read_prompt(prompt, stated or StatedFacts())
        chosen_seed = _seed(choice, seed)
        loops = choice.of("loop", loop, True, fields.loop)
        by_parts = _is_by_parts(choice, parts, stems)
        asked = AskedMusic(bpm, bars, meter, key, chords, sections, ends=not loops, mode=mode_alone(words))
        return cls(
            prompt=text,
            **resolve_music(choice, asked, chosen_seed, style, drawn=not midi),
            seed=chosen_seed,
            steps=choice.of("steps", steps, DEFAULT_STEPS, fields.steps),
            guidance=choice.of("guidance", guidance, None, fields.guidance),
            loop=loops,
            stems=read_stems(stems, words),
            variations=choice.of("variations", variations, 1, fields.variations),
            sample_rate=choice.of("sample_rate", sample_rate, DEFAULT_SAMPLE_RATE, fields.sample_rate),
            subtype=choice.of("subtype", subtype, DEFAULT_SUBTYPE, fields.subtype),
            name=choice.of("name", name, fields.name_from_words(words), fields.clip_name),
            sources=choice.sources,
            sections=tuple(sections),
            score=_score_source(choice, score, midi),
            parts=by_parts,
            midi=tuple(midi),
            fit_to=fit_to,
            density=choice.of_few("density", density, fields.density),
            energy=choice.of_few("energy", energy, fields.energy),
        )

    def with_style(self, style: StyleDefaults) -> GenerationRequest:
        """Return the request with what a style brings wherever neither options nor the prompt say something else."""
        _, words, choice = _read_prompt(self.prompt, StatedFacts())
        given = {name: getattr(self, name) for name in Music.__annotations__ if self.sources.get(name) == "option"}
        texts = {name: str(given[name] or "none") for name in ("meter", "key", "chords") if name in given}
        asked = AskedMusic(
            bpm=given.get("bpm"),
            bars=given.get("bars"),
            meter=texts.get("meter"),
            key=texts.get("key"),
            chords=texts.get("chords"),
            sections=self.sections,
            ends=not self.loop,
            mode=mode_alone(words),
        )
        music = resolve_music(choice, asked, self.seed, style, drawn=True)
        return replace(self, **music, sources={**self.sources, **choice.sources})

    @property
    def grid(self) -> TimeGrid:
        """The bars of the clip in time."""
        return TimeGrid(self.bpm, self.meter, self.bars)

    @property
    def steering(self) -> dict[str, float | None]:
        """The numbers that steer, by their names."""
        return {"density": self.density, "energy": self.energy}

    @property
    def asked_density(self) -> str | None:
        """The density that is asked for, of the whole or else of a section, in words; None for none."""
        of_sections = ((f"density of section {at},", each.density) for at, each in enumerate(self.sections, start=1))
        numbers = (("density", self.density), *of_sections)
        return next((f"{name} {value:g}" for name, value in numbers if value is not None), None)

    def first(self, bars: int) -> GenerationRequest:
        """Return the request for the first bars of new music: no loop, since their end does not lead back to them."""
        assert self.edit is None, "the bars of an edit are those of its clip"
        return replace(self, bars=bars, loop=False, sections=())

    def to_json(self) -> dict[str, object]:
        """Return the request as JSON types; the tempo is text, which keeps every decimal."""
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
            "stems": [stem.to_json() for stem in self.stems],
            "variations": self.variations,
            "sample_rate": self.sample_rate,
            "subtype": self.subtype,
            "name": self.name,
            "sources": dict(self.sources),
            "score": str(self.score),
            "parts": self.parts,
            **({"midi": [file.to_json() for file in self.midi]} if self.midi else {}),
            **{name: value for name, value in self.steering.items() if value is not None},
            **({} if self.fit_to is None else {"fit_to": self.fit_to.to_json()}),
            **({"sections": [section.to_json() for section in self.sections]} if self.sections else {}),
            **({} if self.edit is None else {"edit": self.edit.to_json()}),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> GenerationRequest:
        """Read what `to_json` wrote, and check it like a user's input, since a manifest can be edited by hand.

        Raises:
            RequestError: a field is missing, of the wrong type, or invalid.
        """
        guidance = saved_or_none(document, "guidance", float)
        key = saved_or_none(document, "key", str)
        chords = saved_or_none(document, "chords", str)
        stems = tuple(StemRequest.from_json(stem) for stem in saved_objects(document, "stems"))
        sources = saved(document, "sources", dict)
        edit = saved(document, "edit", dict) if "edit" in document else None
        return cls(
            prompt=fields.prompt_text(saved(document, "prompt", str)),
            bpm=parse_bpm(saved(document, "bpm", str)),
            bars=fields.bars(saved(document, "bars", int)),
            meter=Meter.parse(saved(document, "meter", str)),
            key=None if key is None else Key.parse(key),
            chords=None if chords is None else ChordProgression.parse(chords),
            seed=fields.seed(saved(document, "seed", int)),
            steps=fields.steps(saved(document, "steps", int)),
            guidance=None if guidance is None else fields.guidance(guidance),
            loop=saved(document, "loop", bool),
            stems=check_stems(stems),
            variations=fields.variations(saved(document, "variations", int)),
            sample_rate=fields.sample_rate(saved(document, "sample_rate", int)),
            subtype=fields.subtype(saved(document, "subtype", str)),
            name=fields.clip_name(saved(document, "name", str)),
            sources={str(fact): str(source) for fact, source in sources.items()},
            edit=None if edit is None else Edit.from_json(edit),
            sections=tuple(map(Section.from_json, saved_objects(document, "sections")))
            if "sections" in document
            else (),
            # Requests that were saved before there were scores have none.
            score=_saved_score(document),
            parts=saved(document, "parts", bool) if "parts" in document else False,
            midi=tuple(map(GivenMidi.from_json, saved_objects(document, "midi"))) if "midi" in document else (),
            fit_to=FitTo.from_json(saved(document, "fit_to", dict)) if "fit_to" in document else None,
            density=fields.density(saved(document, "density", float)) if "density" in document else None,
            energy=fields.energy(saved(document, "energy", float)) if "energy" in document else None,
        )


def _read_prompt(prompt: str, stated: StatedFacts) -> tuple[str, str, Choice]:
    """Return a prompt as written, its words without facts, and the choice between these facts and other sources."""
    text = fields.prompt_text(prompt)
    facts = read_facts(text)
    if not any(character.isalnum() for character in facts.text):
        raise RequestError(f"prompt {quoted(text)} names facts but no sound; add words such as deep house")
    return text, facts.text, Choice(facts.found, stated)


def _seed(choice: Choice, seed: Number | None) -> int:
    """Choose the seed; without an option, draw one."""
    chosen = choice.of("seed", seed, None, fields.seed)
    if chosen is not None:
        return chosen
    choice.sources["seed"] = "seed"
    return secrets.randbelow(MAX_SEED + 1)


def _is_by_parts(choice: Choice, asked: bool | Number | None, stems: Sequence[str | AskedStem]) -> bool:
    """Return whether every part of the score is a stem, which leaves no room for stems that are asked for."""
    by_parts = choice.of("parts", asked, False, fields.parts)
    if by_parts and stems:
        raise RequestError(
            "parts make every part of the score a stem, and stems of their own were asked for, too; leave out "
            "parts, or the stems"
        )
    return by_parts


def _score_source(choice: Choice, score: str | None, midi: Sequence[GivenMidi]) -> ScoreSource:
    """Choose where the notes come from: files that are given are played."""
    if not midi:
        return choice.of("score", score, ScoreSource.COMPOSED, read_score_source)
    check_no_files(score)
    choice.sources["score"] = "option"
    return ScoreSource.GIVEN


def _check_density(request: GenerationRequest) -> None:
    """Refuse a density where no note is composed, which would leave it without effect."""
    asked = request.asked_density
    if asked is None:
        return
    if request.score is ScoreSource.NONE:
        raise RequestError(f"{asked} is that of a score, and score none has none; leave one of the two out")
    whole = all(stem.role in (None, "mix") for stem in request.stems)
    if request.score is ScoreSource.GIVEN and request.edit is None and whole:
        raise RequestError(f"{asked} is that of composed notes, and a MIDI file gives them; leave one of the two out")


def _saved_score(document: Mapping[str, object]) -> ScoreSource:
    if "score" not in document:
        return ScoreSource.NONE
    text = saved(document, "score", str)
    if text not in list(ScoreSource):
        raise RequestError(
            f"saved request: score is {quoted(text)}, expected one of {', '.join(ScoreSource)}; {REMEDY}"
        )
    return ScoreSource(text)

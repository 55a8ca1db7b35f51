"""A person's own audio, to which a new clip is composed: its tempo, meter, length, key and chords.

Between `asking.py` and `analysis`. What the file states counts first: the manifest beside it, its chunks, its name.
What it does not state is estimated, each fact with the probability that it is right. Audio that is silent, noise or no
whole number of bars is refused. A request keeps these facts, and of the audio only where it lies and its SHA-256. Free
of torch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from musiccm_daw.analysis.whole_audio import Measured, is_silent, measure
from musiccm_daw.analysis.whole_bars import METERS, PARTS_OF_A_BAR, Count, likeliest, possible_counts
from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.fit_to import FitTo, TakenFact
from musiccm_daw.request.prompt_facts import read_stated_facts
from musiccm_daw.request.prompt_tempo import read_tempo
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stated_facts import StatedFacts
from musiccm_daw.timebase import MAX_BARS, Meter, TimeGrid, bpm_of_length, format_bpm, round_half_up
from musiccm_daw.writers.foreign_names import keys_and_words, possible_tempos
from musiccm_daw.writers.names import read_name
from musiccm_daw.writers.wav_facts import read_wav_facts
from musiccm_daw.writers.wav_reader import read_clip

FACTS = ("bpm", "meter", "bars", "key", "chords")
AUDIO = "audio"
"""The source of a fact of a request that was taken from audio."""
FILE, NAME, LENGTH, ESTIMATE = "file", "name", "length", "estimate"
"""The sources of a fact of the audio."""
SLACK_SECONDS = Fraction(3, 100)
"""How far audio may be from whole bars: people cut by hand, and programs round tempos in names."""


@dataclass(frozen=True, eq=False)
class OwnAudio:
    """Audio that a clip is to be composed to.

    Attributes:
        clip: the file.
        stated: what the file or its name states; `sources` says which of the two.
        tempo_hint: a number in its name that may be its tempo.
        atonal: whether it states that it has no key.
    """

    clip: SourceClip
    stated: StatedFacts
    tempo_hint: Fraction | None
    atonal: bool

    @property
    def seconds(self) -> Fraction:
        """Its length."""
        return Fraction(len(self.clip.audio), self.clip.sample_rate)

    def bpm(self, exact: float) -> Fraction:
        """Return a tempo at which it is whole bars, `exact` but for decimals, as people write tempos."""
        return bpm_of_length(exact, len(self.clip.audio), self.clip.sample_rate)

    def bars(self, bpm: Fraction, meter: Meter) -> Fraction:
        """Return how many bars it lasts."""
        return self.seconds * bpm / 60 / meter.quarters_per_bar

    def whole_bars(self, bpm: Fraction, meter: Meter) -> int | None:
        """Return how many bars it lasts, if that is a whole number but for `SLACK_SECONDS`."""
        exact = self.bars(bpm, meter)
        bars = round_half_up(exact)
        close = abs(exact - bars) * meter.quarters_per_bar * 60 / bpm <= SLACK_SECONDS
        return bars if close and 1 <= bars <= MAX_BARS else None


@dataclass(frozen=True)
class Fitted:
    """What a request takes from audio: facts for `GenerationRequest.resolve`, the record of them, and remarks."""

    stated: StatedFacts
    record: FitTo
    remarks: tuple[str, ...]


def read_own_audio(path: Path) -> OwnAudio:
    """Read audio and what it states.

    Raises:
        RequestError: it cannot be read, or is silent.
    """
    clip = read_clip(path)
    if is_silent(clip.audio):
        raise RequestError(f"{clip.name} is silent: nothing in it is above -60 dB; name audio with music in it")
    chunks = read_wav_facts(path)
    # Those of our own names are among the clip's facts, and what else stands there is words of a prompt.
    keys, words = keys_and_words("" if read_name(path.stem) else path.stem)
    named = read_stated_facts(" ".join(words))
    by_file: dict[str, Any] = {name: getattr(clip.facts, name) for name in ("bpm", "meter", "key", "chords")}
    if chunks.is_one_shot:
        by_file |= {"bpm": None, "meter": None}
    by_name = {"bpm": _tempo(named.found.get("bpm", ())), "key": keys[-1] if keys else None}
    stated: dict[str, Any] = {
        name: value if value is not None else by_name.get(name) for name, value in by_file.items()
    }
    sources = {name: NAME if by_file[name] is None else FILE for name, value in stated.items() if value is not None}
    hints = possible_tempos(named.text)
    return OwnAudio(
        clip,
        StatedFacts(**stated, sources=sources),
        hints[0] if len(hints) == 1 else None,
        bool(chunks.atonal),
    )


def _tempo(texts: Sequence[str]) -> Fraction | None:
    """Return the first tempo of a name; None where there is none, or one without sense, as in `take_5bpm.wav`."""
    try:
        return read_tempo(texts[0]) if texts else None
    except RequestError:
        return None


def fitted(audio: OwnAudio, draft: GenerationRequest) -> Fitted:
    """Return what a request takes from audio.

    Args:
        audio: to be fitted to.
        draft: the request as it would be without the audio. Its options win over the audio; what its prompt says wins
            over what is only estimated.

    Raises:
        RequestError: the audio is noise, or no whole number of bars.
    """
    measured = _measured(audio.clip.path, audio.clip.sha256)
    if measured.is_noise:
        raise RequestError(f"{audio.clip.name} is noise, with neither pitches nor a beat; name audio with music in it")
    said = frozenset(name for name in FACTS if _is_said(draft, name, audio))
    grid, facts = _grid(audio, measured, draft, said)
    key, chords, of_harmony = _harmony(audio, measured, grid, draft, said)
    taken = tuple(fact for fact in (*facts, *of_harmony) if fact.name not in said)
    return Fitted(
        StatedFacts(
            bpm=None if "bpm" in said else grid.bpm,
            meter=None if "meter" in said else grid.meter,
            key=None if "key" in said else key,
            chords=None if "chords" in said else chords,
            quarters=None if "bars" in said else grid.total_quarters,
            sources={fact.name: AUDIO for fact in taken},
        ),
        FitTo(str(audio.clip.path), audio.clip.sha256, taken),
        (*_remarks(audio, taken, said), *_contradictions(audio, draft, said)),
    )


def _is_said(draft: GenerationRequest, name: str, audio: OwnAudio) -> bool:
    """Return whether a fact is not to be taken from the audio."""
    source = draft.sources[name]
    return source in ("option", "sections") or (source == "prompt" and getattr(audio.stated, name, None) is None)


def _grid(
    audio: OwnAudio, measured: Measured, draft: GenerationRequest, said: Collection[str]
) -> tuple[TimeGrid, list[TakenFact]]:
    """Return the bars of the audio, and tempo, meter and length as facts."""
    meter = draft.meter if "meter" in said else audio.stated.meter
    meters = METERS if meter is None else (meter,)
    bpm, source = audio.stated.bpm, audio.stated.sources.get("bpm", ESTIMATE)
    counts = _whole_counts(audio, bpm, meters)
    if not counts and "bpm" in said:
        bpm, source = draft.bpm, draft.sources["bpm"]
        counts = _whole_counts(audio, bpm, meters)
    if bpm is None:
        counts = _whole_counts(audio, audio.tempo_hint, meters)
        bpm, source = (audio.tempo_hint, NAME) if counts else (None, ESTIMATE)
    elif not counts:
        raise RequestError(_no_whole_bars(audio, bpm, meters[0]))
    elif counts[0].meter != meters[0]:
        # Of eighteen quarters, four bars and a half of 4/4 may be meant as well as six of 3/4.
        counts.append(Count(round(audio.bars(bpm, meters[0]) * PARTS_OF_A_BAR) / Fraction(PARTS_OF_A_BAR), meters[0]))
    counts = counts or possible_counts(measured.seconds, meters)
    if not counts:
        raise RequestError(
            f"{audio.clip.name} lasts {measured.seconds:.2f} s, which is 1 to {MAX_BARS} bars at no usual tempo; "
            "cut it, or give its tempo with bpm"
        )
    found = likeliest(measured.attacks, measured.seconds, counts)
    count, sure = found.count, found.confidence
    if bpm is None:
        bpm = audio.bpm(count.bpm(measured.seconds))
    if count.bars.denominator != 1:
        raise RequestError(_no_whole_bars(audio, bpm, count.meter, ", as estimated" if source == ESTIMATE else ""))
    grid = TimeGrid(bpm, count.meter, int(count.bars))
    return grid, [
        TakenFact("bpm", format_bpm(bpm), source, round(sure, 3) if source == ESTIMATE else None),
        TakenFact(
            "meter",
            str(grid.meter),
            ESTIMATE if meter is None else audio.stated.sources.get("meter", ESTIMATE),
            round(sure, 3) if meter is None else None,
        ),
        TakenFact("bars", str(grid.bars), LENGTH),
    ]


def _whole_counts(audio: OwnAudio, bpm: Fraction | None, meters: Sequence[Meter]) -> list[Count]:
    """Return the whole numbers of bars that the audio may last at a tempo; none where there is no tempo."""
    if bpm is None:
        return []
    bars = [(audio.whole_bars(bpm, meter), meter) for meter in meters]
    return [Count(Fraction(number), meter) for number, meter in bars if number is not None]


def _no_whole_bars(audio: OwnAudio, bpm: Fraction, meter: Meter, how: str = "") -> str:
    """Return what is wrong with audio that is no whole number of bars, and which tempos would make it one."""
    exact = audio.bars(bpm, meter)
    fewer = max(int(exact), 1)
    tempos = [f"{format_bpm(audio.bpm(float(bpm * bars / exact)))} for {bars}" for bars in (fewer, fewer + 1)]
    return (
        f"{audio.clip.name} lasts {float(exact):.2f} bars of {meter} at {format_bpm(bpm)} bpm{how}, not a whole number "
        f"from 1 to {MAX_BARS}; cut it on a bar line, or give its tempo with bpm ({' bars, '.join(tempos)} bars)"
    )


def _harmony(
    audio: OwnAudio, measured: Measured, grid: TimeGrid, draft: GenerationRequest, said: Collection[str]
) -> tuple[Key | None, ChordProgression | None, list[TakenFact]]:
    """Return key and chords, also as facts; nothing where there are none, or none are wanted."""
    known = draft.key if "key" in said else audio.stated.key
    if audio.atonal or ("key" in said and known is None):
        return None, None, []
    found = measured.harmony(grid, known)
    facts = []
    key, chords = known, audio.stated.chords
    if known is not None:
        facts.append(TakenFact("key", str(known), audio.stated.sources.get("key", ESTIMATE)))
    elif found is not None:
        key = found.key
        facts.append(TakenFact("key", str(key), ESTIMATE, round(found.key_confidence, 3)))
    if chords is not None:
        facts.append(TakenFact("chords", str(chords), FILE))
    elif found is not None:
        chords = ChordProgression(tuple((chord,) for chord in found.chords))
        facts.append(TakenFact("chords", str(chords), ESTIMATE, round(found.chords_confidence, 3)))
    return key, chords, facts


def _remarks(audio: OwnAudio, taken: Sequence[TakenFact], said: Collection[str]) -> Iterator[str]:
    """Yield a line for each fact: its value, where it is from, and how sure it is."""
    shown = {"bpm": "tempo {} bpm", "meter": "meter {}", "bars": "bars {}", "key": "key {}", "chords": "chords {}"}
    where = {FILE: "stated in the file", NAME: "stated in its name", LENGTH: "from its length"}
    for remark in audio.clip.remarks:
        yield f"{audio.clip.name}: {remark}"
    for fact in taken:
        sure = f"estimated, {100 * (fact.confidence or 0):.0f} % sure"
        yield f"{audio.clip.name}: {shown[fact.name].format(fact.value)}, {where.get(fact.source, sure)}"
    unknown = [name for name in ("key", "chords") if name not in said and all(fact.name != name for fact in taken)]
    if unknown:
        yield f"{audio.clip.name}: {' and '.join(unknown)} unknown, since it has no pitches; the clip gets its own"


def _contradictions(audio: OwnAudio, draft: GenerationRequest, said: Collection[str]) -> Iterator[str]:
    """Yield a line for each fact of the prompt that the file overrules with another value."""
    for name in ("bpm", "meter", "key"):
        stated, typed = getattr(audio.stated, name), getattr(draft, name)
        if draft.sources[name] == "prompt" and name not in said and stated != typed:
            value = format_bpm(typed) if name == "bpm" else typed
            yield f"{name} {value} in the prompt is not used: {audio.clip.name} states another; set {name} as an option"


@lru_cache(maxsize=2)
def _measured(path: Path, sha256: str) -> Measured:
    """Measure a file; a preset with a matrix asks for the same one many times."""
    clip = read_clip(path)
    if clip.sha256 != sha256:
        raise RequestError(f"{clip.name} has changed while it was read; ask again")
    return measure(clip.audio, clip.sample_rate)

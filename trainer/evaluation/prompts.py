"""What a model is asked for when it is judged: prompts with tempo, meter and chords, alike for every model.

In: labels. Out: `Asked` cases, those of even seed in the corpus' own captions, the others in free wording that the
corpus never used, all with the facts of a true clip, which is the yardstick. Nothing is generated here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, cycle, islice, zip_longest

from musiccm_daw.composer.vocabulary import SWUNG_WORDS
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import PITCHED_ROLES
from trainer.corpus.manifest import ClipLabel
from trainer.evaluation.selection import first_bars
from trainer.evaluation.swing import SWUNG

DRUM_WORDS = (
    "punchy four on the floor kick with crisp hats",
    "dusty boom bap break, lazy swing",
    "tight funk drummer in a dry room",
    "rolling breakbeats, fast and nervous",
    "minimal techno drums, hard kick and little else",
    "big rock drum kit, open and loud",
    "trap beat, skittering hi-hats and a deep kick",
    "soft brushes on a jazz kit",
    "a drum machine from the eighties with gated snare",
    "latin kit groove with rim clicks",
    "laid-back reggae one drop",
    "someone playing a simple pop beat",
)
PITCHED_WORDS = (
    "warm electric piano chords",
    "wide analogue pads, slow and dark",
    "strummed acoustic guitar",
    "bright supersaw chords for the drop",
    "gentle felt piano",
    "string ensemble holding long notes",
    "brass section stabs",
    "house organ stabs",
    "plucky synth arpeggio",
    "choir pad, airy",
    "clean guitar picking broken chords",
    "cinematic strings swelling",
)
PROGRESSIONS = (
    "Am | F | C | G",
    "Cm7 | Fm7 | Ab | G",
    "D | A | Bm | G",
    "Ebmaj7 | Cm7 | Fm7 | Bb7",
    "F#m | E | D | E",
)


CASE_BARS = 4
"""Of a case that is held against true clips: about the 10 s of the paper's."""


@dataclass(frozen=True)
class Asked:
    """One case: a request and the held-out clip whose facts it has."""

    kind: str
    """ "drums", "pitched", "feel" (drums of some meter and swing) or, where none of these is judged, "other"."""
    wording: str
    """ "caption" or "free"."""
    request: GenerationRequest
    clip: ClipLabel


def drum_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Asked]:
    """Requests for drums, each with tempo, meter and length of a drum clip.

    Few held-out songs have drums alone, so `labels` may go on with songs of the training: what the model is held
    against here is how true drums measure, not what it has seen.
    """
    drums = [label for label in labels if label.role == "drums"]
    return [
        _asked("drums", label, seed, words=DRUM_WORDS, key="none", chords=None, steps=steps)
        for seed, label in enumerate(islice(cycle(drums), cases if drums else 0))
    ]


def feel_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Asked]:
    """Requests for drums, in turn: captions that say they swing, straight ones in 4/4, and meters other than that.

    What nobody stated of imported clips is not asked for. `labels` may be of training songs, as in `drum_cases`.
    """
    drums = [label for label in labels if label.role == "drums" and not label.estimated]
    swung = [replace(label, captions=said) for label in drums if (said := _swung_captions(label))]
    straight = [label for label in drums if label.meter == "4/4" and not label.swing]
    others = [label for label in drums if label.meter != "4/4" and not label.swing]
    in_turn = chain.from_iterable(
        zip_longest(*(islice(cycle(each), cases) for each in (swung, straight, others) if each))
    )
    return [
        _case("feel", label.captions[seed % len(label.captions)], label, label.bars, seed, steps)
        for seed, label in enumerate(islice((label for label in in_turn if label is not None), cases))
    ]


def _swung_captions(label: ClipLabel) -> tuple[str, ...]:
    """Captions by which a swung clip can be asked for."""
    if label.swing < SWUNG:
        return ()
    words = (*SWUNG_WORDS, "swing")
    return tuple(caption for caption in label.captions if any(word in caption.lower() for word in words))


def pitched_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Asked]:
    """Requests with chords: the held-out clip's own for captions, plain progressions in free wording."""
    pitched = [label for label in labels if label.role in PITCHED_ROLES and label.role != "bass" and label.chords]
    asked = []
    for seed, label in enumerate(islice(cycle(pitched), cases if pitched else 0)):
        own = " | ".join(label.chords)
        chords = own if seed % 2 == 0 else PROGRESSIONS[seed // 2 % len(PROGRESSIONS)]
        asked.append(_asked("pitched", label, seed, words=PITCHED_WORDS, key=None, chords=chords, steps=steps))
    return asked


def caption_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Asked]:
    """Captions of true clips with tempo, meter, chords and key of their first bars; roles as the corpus has them.

    The prompt alone says what plays, so that role and instrument can be judged.
    """
    asked = []
    for seed, label in enumerate(islice(cycle(labels), cases if labels else 0)):
        clip = first_bars(label, CASE_BARS)
        kind = "pitched" if label.role in PITCHED_ROLES and label.role != "bass" else label.role
        caption = label.captions[(seed + seed // len(labels)) % len(label.captions)]
        asked.append(_case(kind if kind in ("pitched", "drums") else "other", caption, clip, clip.bars, seed, steps))
    return asked


def long_cases(labels: Sequence[ClipLabel], cases: int, bars_of: Callable[[ClipLabel], int], steps: int) -> list[Asked]:
    """Captions of true mixes, to be answered at such a length; labels of which `bars_of` is 0 are left out."""
    mixes = [label for label in labels if label.role == "mix" and label.chords and bars_of(label)]
    return [
        _case("pitched", label.captions[seed % len(label.captions)], label, bars_of(label), seed, steps)
        for seed, label in enumerate(islice(cycle(mixes), cases if mixes else 0))
    ]


def _case(kind: str, caption: str, clip: ClipLabel, bars: int, seed: int, steps: int) -> Asked:
    pitched = clip.role in PITCHED_ROLES
    request = GenerationRequest.resolve(
        caption,
        bpm=clip.bpm,
        bars=bars,
        meter=clip.meter,
        key=clip.key if pitched else "none",
        chords=" | ".join(clip.chords) if pitched and clip.chords else None,
        seed=seed,
        steps=steps,
        loop=False,
    )
    return Asked(kind, "caption", request, clip)


def _asked(
    kind: str,
    label: ClipLabel,
    seed: int,
    *,
    words: Sequence[str],
    key: str | None,
    chords: str | None,
    steps: int,
) -> Asked:
    wording = "caption" if seed % 2 == 0 else "free"
    prompt = label.captions[seed // 2 % len(label.captions)] if wording == "caption" else words[seed // 2 % len(words)]
    request = GenerationRequest.resolve(
        prompt,
        bpm=label.bpm,
        bars=label.bars,
        meter=label.meter,
        key=key,
        chords=chords,
        seed=seed,
        steps=steps,
    )
    return Asked(kind, wording, request, label)

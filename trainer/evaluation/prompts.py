"""Test cases: requests with prompt, tempo, meter and chords, the same for every model.

In: labels. Out: `Case`s, those with an even seed worded as the corpus' own captions, the others in free wording that
the corpus never used, all with the facts of a true clip, which is the yardstick. Nothing is generated here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, cycle, islice, zip_longest

from musiccm_daw.composer.words.vocabulary import SWUNG_WORDS
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import PITCHED_ROLES
from trainer.corpus.manifest import ClipLabel
from trainer.evaluation.selection import first_bars
from trainer.evaluation.swing import SWUNG

DRUM_WORDINGS = (
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
PITCHED_WORDINGS = (
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
"""Length of a case that is compared with true clips: about the 10 s of the paper's."""


@dataclass(frozen=True)
class Case:
    """One test case: a request, and the true clip whose facts it has."""

    kind: str
    """ "drums", "pitched", "feel" (drums with a certain meter and swing) or "other", for which neither is measured."""
    wording: str
    """ "caption" or "free"."""
    request: GenerationRequest
    clip: ClipLabel


def drum_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Case]:
    """List requests for drums, each with tempo, meter and length of a drum clip.

    Few held-out songs have drums alone, so `labels` may continue with training songs: the yardstick is how true drums
    measure, not whether the model has seen them.
    """
    drums = [label for label in labels if label.role == "drums"]
    return [
        _worded_case("drums", label, seed, wordings=DRUM_WORDINGS, key="none", chords=None, steps=steps)
        for seed, label in enumerate(islice(cycle(drums), cases if drums else 0))
    ]


def feel_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Case]:
    """List requests for drums, in turn: with captions that name swing, straight in 4/4, and in other meters.

    Facts of imported clips that were only estimated are not requested. `labels` may be of training songs, as in
    `drum_cases`.
    """
    drums = [label for label in labels if label.role == "drums" and not label.estimated]
    swung = [replace(label, captions=captions) for label in drums if (captions := _swung_captions(label))]
    straight = [label for label in drums if label.meter == "4/4" and not label.swing]
    others = [label for label in drums if label.meter != "4/4" and not label.swing]
    in_turn = chain.from_iterable(
        zip_longest(*(islice(cycle(each), cases) for each in (swung, straight, others) if each))
    )
    return [
        _caption_case("feel", label.captions[seed % len(label.captions)], label, label.bars, seed, steps)
        for seed, label in enumerate(islice((label for label in in_turn if label is not None), cases))
    ]


def _swung_captions(label: ClipLabel) -> tuple[str, ...]:
    """Return the captions of a swung clip that name its swing."""
    if label.swing < SWUNG:
        return ()
    words = (*SWUNG_WORDS, "swing")
    return tuple(caption for caption in label.captions if any(word in caption.lower() for word in words))


def pitched_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Case]:
    """List requests with chords: the clip's own for captions, plain progressions for free wording."""
    pitched = [label for label in labels if label.role in PITCHED_ROLES and label.role != "bass" and label.chords]
    requested = []
    for seed, label in enumerate(islice(cycle(pitched), cases if pitched else 0)):
        own = " | ".join(label.chords)
        chords = own if seed % 2 == 0 else PROGRESSIONS[seed // 2 % len(PROGRESSIONS)]
        requested.append(
            _worded_case("pitched", label, seed, wordings=PITCHED_WORDINGS, key=None, chords=chords, steps=steps)
        )
    return requested


def caption_cases(labels: Sequence[ClipLabel], cases: int, *, steps: int) -> list[Case]:
    """List captions of true clips with tempo, meter, chords and key of their first bars; roles as in the corpus.

    Only the prompt says what plays, so that role and instrument can be judged.
    """
    requested = []
    for seed, label in enumerate(islice(cycle(labels), cases if labels else 0)):
        clip = first_bars(label, CASE_BARS)
        kind = "pitched" if label.role in PITCHED_ROLES and label.role != "bass" else label.role
        caption = label.captions[(seed + seed // len(labels)) % len(label.captions)]
        kind = kind if kind in ("pitched", "drums") else "other"
        requested.append(_caption_case(kind, caption, clip, clip.bars, seed, steps))
    return requested


def long_cases(labels: Sequence[ClipLabel], cases: int, bars_of: Callable[[ClipLabel], int], steps: int) -> list[Case]:
    """List captions of true mixes with the lengths that `bars_of` gives; labels for which it is 0 are left out."""
    mixes = [label for label in labels if label.role == "mix" and label.chords and bars_of(label)]
    return [
        _caption_case("pitched", label.captions[seed % len(label.captions)], label, bars_of(label), seed, steps)
        for seed, label in enumerate(islice(cycle(mixes), cases if mixes else 0))
    ]


def _caption_case(kind: str, caption: str, clip: ClipLabel, bars: int, seed: int, steps: int) -> Case:
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
    return Case(kind, "caption", request, clip)


def _worded_case(
    kind: str,
    label: ClipLabel,
    seed: int,
    *,
    wordings: Sequence[str],
    key: str | None,
    chords: str | None,
    steps: int,
) -> Case:
    wording = "caption" if seed % 2 == 0 else "free"
    prompts = label.captions if wording == "caption" else wordings
    prompt = prompts[seed // 2 % len(prompts)]
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
    return Case(kind, wording, request, label)

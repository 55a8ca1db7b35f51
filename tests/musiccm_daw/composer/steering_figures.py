"""What each word and number that steers does to scores: the measured quantity with and without it, over ten styles.

`python -m tests.musiccm_daw.composer.steering_figures` prints the tables; `test_steering.py` asserts them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from statistics import mean

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score

PROMPTS = (
    *("house track", "rock band", "funk track", "jazz trio", "reggae track", "bossa nova", "string quartet"),
    *("synthwave track", "drum and bass", "folk guitar and flute"),
)
BARS = 4
_BEATS = (35, 36, 37, 38, 39, 40)
_MIDDLE = (0.42, 0.72)
"""Where in a pair of notes the second is looked for: straight is 0.5, a triplet 0.667."""


def scored(prompt: str, seed: int = 3, **numbers: float | None) -> Score:
    """Return the score of a prompt, over the same chords."""
    harmony = {"key": "A minor", "chords": "Am | F | C | G"}
    return compose_score(GenerationRequest.resolve(prompt, seed=seed, bars=BARS, **harmony, **numbers), seed)


def _parts(score: Score) -> list[Part]:
    return [part for part in score.parts if part.role != "fx"]


def _every(score: Score) -> list[Note]:
    return [note for part in _parts(score) for note in part.notes]


def _pitched(score: Score) -> list[Note]:
    return [note for part in _parts(score) if not INSTRUMENTS[part.instrument].is_kit for note in part.notes]


def notes_per_bar(score: Score) -> float:
    """Return how many notes all parts play in a bar."""
    return len(_every(score)) / BARS


def mean_pitch(score: Score) -> float:
    """Return the mean MIDI pitch of the pitched parts."""
    return mean(note.pitch for note in _pitched(score))


def mean_length(score: Score) -> float:
    """Return the mean length in quarters of the notes of pitched parts."""
    return mean(note.duration_quarters for note in _pitched(score))


def mean_velocity(score: Score) -> float:
    """Return the mean velocity of all notes."""
    return mean(note.velocity for note in _every(score))


def swing(score: Score) -> float:
    """Return the mean place, in their pairs, of 8ths and 16ths off the beat; 0 without any."""
    late = [
        place
        for unit in (0.5, 0.25)
        for note in _every(score)
        if _MIDDLE[0] < (place := note.start_quarters % (2 * unit) / (2 * unit)) < _MIDDLE[1]
    ]
    return mean(late) if late else 0.0


def onsets_per_quarter(score: Score) -> float:
    """Return how often a part begins a note in a quarter: of drums, what carries the beat."""
    onsets = 0
    for part in _parts(score):
        kit = INSTRUMENTS[part.instrument].is_kit
        onsets += len({round(note.start_quarters * 8) for note in part.notes if not kit or note.pitch in _BEATS})
    return onsets / (4 * BARS)


Measure = Callable[[Score], float]
FIGURES: dict[str, tuple[Measure, int]] = {
    "less busy": (notes_per_bar, -1),
    "sparse": (notes_per_bar, -1),
    "busy": (notes_per_bar, 1),
    "full": (notes_per_bar, 1),
    "darker": (mean_pitch, -1),
    "brighter": (mean_pitch, 1),
    "low": (mean_pitch, -1),
    "high": (mean_pitch, 1),
    "calm": (mean_velocity, -1),
    "energetic": (mean_velocity, 1),
    "staccato": (mean_length, -1),
    "legato": (mean_length, 1),
    "swung": (swing, 1),
    "half-time": (onsets_per_quarter, -1),
    "double-time": (onsets_per_quarter, 1),
}
"""By word, what is measured, and whether the word is to raise or to lower it."""


def pairs(word: str) -> Iterator[tuple[float, float]]:
    """Yield what is measured without and with a word, prompt by prompt."""
    measure, _ = FIGURES[word]
    for prompt in PROMPTS:
        yield measure(scored(prompt)), measure(scored(f"{prompt}, {word}"))


NUMBERS: dict[str, Measure] = {"density": notes_per_bar, "energy": mean_velocity}
"""By number, what it raises."""


def steps(name: str, *values: float | None) -> Iterator[list[float]]:
    """Yield what is measured at each value of a number, None for none, prompt by prompt."""
    for prompt in PROMPTS:
        yield [NUMBERS[name](scored(prompt, **{name: value})) for value in values]


def main() -> None:
    """Print the tables."""
    rows = [("word", "measured", *PROMPTS, "in its sense"), ("---",) * (len(PROMPTS) + 3)]
    for word, (measure, sense) in FIGURES.items():
        figures = list(pairs(word))
        moved = sum((after - before) * sense > 0 for before, after in figures)
        cells = [f"{before:.3g} → {after:.3g}" for before, after in figures]
        rows.append((word, measure.__name__.replace("_", " "), *cells, f"{moved} of {len(figures)}"))
    rows += [("number", "measured", *PROMPTS, "in its sense"), ("---",) * (len(PROMPTS) + 3)]
    for name, measured in NUMBERS.items():
        found = list(steps(name, 0.1, None, 0.9))
        moved = sum(low < plain < high for low, plain, high in found)
        cells = [" → ".join(f"{value:.3g}" for value in row) for row in found]
        rows.append((f"{name} 0.1, none, 0.9", measured.__name__.replace("_", " "), *cells, f"{moved} of {len(found)}"))
    sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    main()

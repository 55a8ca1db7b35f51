"""How late instruments sound after their notes are written, in the corpus and as the model plays the same scores.

Developer tool, run in the project's own environment. In: a corpus of `musiccm train corpus`, and names of
`composer/instrument_names.py`; without any, all pitched ones in it. Out: a line for each with the median time in
milliseconds from where notes are written to where their pitch rises most, true clips and the model's, for notes of
three lengths. Nothing is struck early here; `engine/late_attacks.py` is filled in from the model's figures.

    .venv/bin/python dev/judge/attacks.py CORPUS [NAME ...] [--model NAME|DIR] [--clips N]
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.late_attacks import ATTACK_MS, SHORT_SECONDS
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.roles import UNPITCHED_ROLES
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.evaluation.contestants import true_clips
from trainer.evaluation.notes import note_case
from trainer.evaluation.own_scores import score_of
from trainer.metrics.notes import LOOSE, attacks_by_pitch
from trainer.metrics.notes_spectrum import pitch_levels

STEPS = 4
FEWEST_NOTES = 8
"""In a clip, and of a length for a figure."""
FARTHEST_SECONDS = 0.15
LENGTHS = (0.0, SHORT_SECONDS, 0.3, np.inf)


def lateness(audio: np.ndarray, rate: int, label: ClipLabel) -> np.ndarray:
    """Return the length of each note of a clip and how late it is struck (N, 2), in seconds; nan if it is not."""
    pitches, times = attacks_by_pitch(pitch_levels(audio, rate).levels, LOOSE)
    quarter = 60 / float(label.bpm)
    found = []
    for note in label.parts[0].notes:
        late = times[pitches == note.pitch] - note.start_quarters * quarter
        nearest = late[np.abs(late).argmin()] if len(late) else np.inf
        found.append((note.duration_quarters * quarter, nearest if abs(nearest) < FARTHEST_SECONDS else np.nan))
    return np.array(found)


def figures(notes: np.ndarray) -> str:
    """Return the median lateness of notes of each length."""
    texts = []
    for shortest, longest in pairwise(LENGTHS):
        late = notes[(notes[:, 0] >= shortest) & (notes[:, 0] < longest), 1]
        known = late[~np.isnan(late)]
        texts.append(f"{1000 * np.median(known):4.0f}" if len(known) >= FEWEST_NOTES else "   –")
    return " ".join(texts)


def measured(engine: Engine, corpus: Path, labels: list[ClipLabel]) -> tuple[str, str]:
    """Return the figures of an instrument's clips, true and as the model plays their scores."""
    true, made = [], []
    for seed, label in enumerate(labels):
        case = note_case(label, seed, STEPS)
        clip = true_clips(corpus)(case)
        true.append(lateness(clip.audio, clip.sample_rate, label))
        stem = engine.generate(replace(case.request, steps=STEPS), scores=[score_of(case)]).stems[0]
        made.append(lateness(stem.audio, case.request.sample_rate, label))
    return figures(np.concatenate(true)), figures(np.concatenate(made))


def main() -> None:
    """Print how late each instrument is."""
    parser = argparse.ArgumentParser(description="Measure how late instruments sound.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("instruments", nargs="*")
    parser.add_argument("--model")
    parser.add_argument("--clips", type=int, default=7)
    given = parser.parse_args()
    by_instrument: dict[str, list[ClipLabel]] = defaultdict(list)
    for label in read_manifest(given.corpus):
        if label.role not in UNPITCHED_ROLES and len(label.parts) == 1 and len(label.parts[0].notes) >= FEWEST_NOTES:
            by_instrument[label.instruments[0]].append(label)
    ATTACK_MS.clear()
    engine = load_engine(given.model)
    order = np.random.default_rng(1)
    for name in given.instruments or sorted(by_instrument):
        clips = by_instrument[name]
        drawn = [clips[place] for place in order.permutation(len(clips))[: given.clips]]
        if drawn:
            true, made = measured(engine, given.corpus, drawn)
            sys.stdout.write(f"{name:20} true {true}, model {made} ms\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

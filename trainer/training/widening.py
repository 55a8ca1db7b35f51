"""Denoisers to start from: with more condition rows than they were trained with, or after a teacher that learned on.

In: a trained denoiser, or a teacher and the pair of teacher and student that it grew from. Out: a denoiser to start
from. The new rows come behind the old ones, with weights of zero, so that nothing is forgotten. It trains nothing, and
does not know what a row means.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from musiccm_daw.errors import RequestError
from musiccm_daw.model.denoiser import Denoiser
from musiccm_daw.timebase import COLUMNS_PER_TOKEN

FIRST_WEIGHT = "embed_columns.0.weight"
"""(D, 3 F): the condition rows of three columns, one column after the other."""
RELATED = 0.5
"""Cosine of two networks' weights above which one grew from the other: a teacher that learned to read scores had 0.97,
a network with other random weights has 0.0."""

Weights = dict[str, Tensor]


def widened(network: Denoiser, column_features: int) -> Denoiser:
    """Return a denoiser that reads `column_features` rows and predicts what `network` does, whatever the new rows hold.

    Raises:
        RequestError: `network` reads more rows.
    """
    features = network.config.column_features
    if features > column_features:
        raise RequestError(
            f"the network to start from reads {features} condition rows, scores among them, and this run "
            f"{column_features}; set reads_scores = true in --config, or start without --init"
        )
    if features == column_features:
        return network
    wide = Denoiser(replace(network.config, column_features=column_features))
    wide.load_state_dict(_widened_weights(network, column_features))
    return wide


def student_start(teacher: Denoiser, old_teacher: Denoiser | None, old_student: Denoiser) -> Denoiser:
    """Return what a student of `teacher` starts from, where a checkpoint has an older student.

    If the teacher grew from the older one, that is teacher + (older student - older teacher), weight by weight: its
    first loss of the opening step is a fifth lower than the older student's (dev/LOG.md). If not, it is the older
    student, or the teacher if that student reads fewer rows.
    """
    features = teacher.config.column_features
    unrelated = old_student if old_student.config.column_features >= features else teacher
    if old_student.config.column_features > features or old_teacher is None:
        return unrelated
    if replace(old_teacher.config, column_features=features) != teacher.config:
        return unrelated
    new, before = teacher.state_dict(), _widened_weights(old_teacher, features)
    if similarity(new, before) < RELATED:
        return unrelated
    after = _widened_weights(old_student, features)
    student = Denoiser(replace(old_student.config, column_features=features))
    # An input for w is the student's alone.
    student.load_state_dict(
        {name: new[name] + (value - before[name]) if name in new else value for name, value in after.items()}
    )
    return student


def similarity(one: Weights, other: Weights) -> float:
    """Return the cosine of two networks' weights, from -1 to 1."""
    first, second = (torch.cat([weights[name].flatten() for name in sorted(one)]) for weights in (one, other))
    return float(torch.nn.functional.cosine_similarity(first, second, dim=0))


def _widened_weights(network: Denoiser, column_features: int) -> Weights:
    """Return the weights of a network that reads more rows, zero for the new ones."""
    weights = network.state_dict()
    columns = weights[FIRST_WEIGHT].unflatten(1, (COLUMNS_PER_TOKEN, -1))
    wide = columns.new_zeros(len(columns), COLUMNS_PER_TOKEN, column_features)
    wide[:, :, : network.config.column_features] = columns
    return {**weights, FIRST_WEIGHT: wide.flatten(1)}

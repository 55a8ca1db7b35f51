"""The identity of a model, which manifests, messages and reports carry.

It comes from a checkpoint and goes into every clip. No weights are read here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelIdentity:
    """The model that made a clip: the name it is listed under and the SHA-256 of its weights, in hex."""

    name: str
    sha256: str

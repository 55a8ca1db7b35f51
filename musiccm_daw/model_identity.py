"""The identity of a model, which manifests, messages and reports carry.

It comes from a checkpoint and goes into every clip. No weights are read here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from musiccm_daw.errors import CheckpointError

CONFIG_FILE = "config.json"
"""What makes a folder a checkpoint."""


@dataclass(frozen=True)
class ModelIdentity:
    """The model that made a clip: the name it is listed under and the SHA-256 of its weights, in hex."""

    name: str
    sha256: str


def read_identity(folder: Path) -> ModelIdentity:
    """Return name and SHA-256 of a checkpoint from its config, which has the SHA-256 of each file of weights.

    Raises:
        CheckpointError: the folder has no config, or one without a name.
    """
    try:
        content = (folder / CONFIG_FILE).read_bytes()
    except OSError as error:
        raise CheckpointError(f"no model at {folder}: {CONFIG_FILE} is missing; see: musiccm models list") from error
    try:
        name = json.loads(content)["name"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise CheckpointError(f"the model at {folder} is damaged: {CONFIG_FILE} has no name; reinstall it") from error
    return ModelIdentity(str(name), hashlib.sha256(content).hexdigest())

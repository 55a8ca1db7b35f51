"""Models from the Hugging Face hub: a repository's name to a folder on this machine.

Only configs, vocabularies and safetensors are fetched, once; afterwards the copy in the hub's own cache serves without
a network. What the folder holds, its readers check.
"""

from __future__ import annotations

import re
from pathlib import Path

from musiccm_daw.errors import CheckpointError, quoted

FILES = ["*.json", "*.txt", "*.safetensors"]
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


def is_hub_id(name: str) -> bool:
    """Whether a name has the form owner/model."""
    return _HUB_ID.fullmatch(name) is not None


def fetch(hub_id: str) -> Path:
    """The folder of a hub repository, fetched where it is not there yet.

    Raises:
        CheckpointError: the hub has none of that name, or cannot be reached.
    """
    # Two seconds: paid where something is really fetched.
    from huggingface_hub import snapshot_download
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()
    try:
        return Path(snapshot_download(hub_id, allow_patterns=FILES))
    except (OSError, ValueError) as error:
        # The hub's errors go over several lines; the last word of the first one says which it was.
        reason = str(error).strip().splitlines()[0].split(". ")[0].rstrip(".:")
        raise CheckpointError(
            f"no folder {quoted(hub_id)}, and none from the hub ({reason[:160]}); check the name and the network"
        ) from error

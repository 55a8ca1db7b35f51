"""The installed program as pip knows it: its name and its version.

Manifests, WAV files, the server and the command line state them.
"""

import importlib.metadata

DISTRIBUTION = "musiccm-daw"


def app_version() -> str:
    """Return the version of the installed program, such as 1.0.0."""
    return importlib.metadata.version(DISTRIBUTION)

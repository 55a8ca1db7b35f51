"""librosa, imported by one process at a time.

Processes share the cache of librosa's compiled functions. numba writes each as a pair of files; two processes that
compile at once can leave halves of two pairs there, and from then on every process that calls such a function ends in
a segmentation fault (numba issue 10128, librosa issue 1998; two of four trials of three processes on an empty cache).
librosa compiles while it is imported, so it is the import that is locked. Whoever needs librosa, here and in the
trainer, imports it from this module inside the function that needs it: the import takes a second, and librosa comes
only with the extra `analysis`.

Raises:
    ModelError: librosa is not installed.
"""

import os
import tempfile
from pathlib import Path

from filelock import FileLock

from musiccm_daw.errors import ModelError

# A container's user may have a number and no name; on Windows the folder is the user's own.
_USER = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
LOCK = Path(tempfile.gettempdir()) / f"musiccm-librosa{_USER}.lock"

with FileLock(LOCK):
    try:
        import librosa
        import librosa.beat
        import librosa.core
        import librosa.decompose
        import librosa.feature
        import librosa.onset
        import librosa.util
    except ModuleNotFoundError as error:
        raise ModelError(
            f'analysing audio needs {error.name}; install it with pip install "musiccm-daw[analysis]"'
        ) from error

__all__ = ["LOCK", "librosa"]

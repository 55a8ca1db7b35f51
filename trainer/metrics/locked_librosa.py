"""librosa, imported by one process at a time.

Processes share the cache of librosa's compiled functions. numba writes each as a pair of files; two processes that
compile at once can leave halves of two pairs there, and every process that calls such a function afterwards ends in a
segmentation fault (numba issue 10128, librosa issue 1998; two of four trials of three processes on an empty cache).
librosa compiles while it is imported, so the import is what is locked. Everything here takes librosa from this module,
inside the function that needs it: the import takes a second.
"""

import getpass
import tempfile
from pathlib import Path

from filelock import FileLock

LOCK = Path(tempfile.gettempdir()) / f"musiccm-librosa-{getpass.getuser()}.lock"

with FileLock(LOCK):
    import librosa
    import librosa.beat
    import librosa.core
    import librosa.feature
    import librosa.onset
    import librosa.util

__all__ = ["LOCK", "librosa"]

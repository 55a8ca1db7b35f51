"""Bytes on disk: a clip becomes WAV files with their chunks, a tempo map, a REAPER project and a manifest.

Last floor of the flow; torch-free. `check_writable` and `planned_files` before the model runs, `write_take`
after it, `read_manifest` to make a take again, `read_clip` to edit one. The files of this folder from the bottom:
`layout`, `riff`, one file per chunk, `samples`, `wav`; `midi`, `reaper_project`, `manifest`; `names`,
`project_folder`, `atomic_file`; `take`; and back again, `wav_reader`.
"""

from musiccm_daw.writers.manifest import Manifest, read_manifest
from musiccm_daw.writers.plan import planned_files
from musiccm_daw.writers.project_folder import check_writable
from musiccm_daw.writers.take import Take, TakeWriter, WrittenFile, write_take
from musiccm_daw.writers.wav import check_wav_size
from musiccm_daw.writers.wav_reader import read_clip, read_source

__all__ = [
    "check_writable",
    "check_wav_size",
    "planned_files",
    "write_take",
    "Take",
    "TakeWriter",
    "WrittenFile",
    "read_manifest",
    "Manifest",
    "read_clip",
    "read_source",
]

"""Bytes on disk: a clip becomes WAV files with their chunks, a tempo map, a REAPER project and a manifest.

The last step from a request to a take. `check_writable` and `planned_files` run before the model, and `TakeWriter`
while it runs; `read_manifest` is for making a take again, `read_clip` for editing one, and `write_dawproject` makes a
project of a finished one. From the bottom up: `chunks/`, `samples`, `wav`; `tempo_map`, `reaper_project`, `manifest`;
`names`, `project_folder`; `take_writer`; in reverse, `wav_reader` and `kept_take`; and of what these
read, `dawproject`. Nothing here imports the model, the engine or torch.
"""

from musiccm_daw.writers.dawproject import write_dawproject
from musiccm_daw.writers.manifest import Manifest, read_manifest
from musiccm_daw.writers.plan import planned_files
from musiccm_daw.writers.project_folder import check_room, check_writable
from musiccm_daw.writers.take_writer import TakeWriter, WrittenFile
from musiccm_daw.writers.wav import check_wav_size
from musiccm_daw.writers.wav_reader import read_clip, read_source

__all__ = [
    "check_writable",
    "check_room",
    "check_wav_size",
    "planned_files",
    "TakeWriter",
    "WrittenFile",
    "read_manifest",
    "Manifest",
    "read_clip",
    "read_source",
    "write_dawproject",
]

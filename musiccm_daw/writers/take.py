"""A clip on disk: the last step of the flow, from audio in memory to a take in the project folder.

Order: checks, folder, WAVs one after the other, tempo map, REAPER project, manifest. Whatever goes wrong
before the manifest is written takes the whole take away again; only a killed process can leave a folder
without a manifest, and what lies in it under a final name is whole.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.engine.seeds import variation_seed
from musiccm_daw.errors import ModelError
from musiccm_daw.levels import lufs, true_peak_db
from musiccm_daw.progress import OnProgress, Progress
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.writers import manifest, midi, reaper_project
from musiccm_daw.writers.atomic_file import written_whole
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.project_folder import new_take_folder, unwritable
from musiccm_daw.writers.source_date import source_date
from musiccm_daw.writers.wav import WavFacts, check_wav_size, write_wav

DISTRIBUTION = "musiccm-daw"
TEMPO_MAP = "tempo.mid"
MIX = "mix"


@dataclass(frozen=True)
class WrittenFile:
    """One WAV of a take; the path is absolute."""

    path: Path
    stem: str | None
    variation: int
    frames: int
    sample_rate: int
    channels: int


@dataclass(frozen=True)
class Take:
    """What `write_take` has put on disk; paths are absolute, seconds are those that writing took."""

    folder: Path
    manifest: Path
    files: tuple[WrittenFile, ...]
    seconds: float


def write_take(clip: Clip, project: Path, *, on_progress: OnProgress | None = None) -> Take:
    """Write every stem of a clip, with tempo map, REAPER project (for stem sets) and manifest, into a new folder.

    Raises:
        ModelError: the audio is not finite, or not as long as its bars.
        RequestError: a file would pass 4 GiB.
        ProjectError: the project folder cannot be written, or the disk is full; the take is taken away again.
    """
    started = time.perf_counter()
    for stem in clip.stems:
        _check_audio(clip, stem)
    folder = new_take_folder(project, take_name(clip.request))
    writer = _TakeWriter(clip, folder)
    try:
        for done, name in enumerate(wav_names(clip.request, [(stem.stem, stem.variation) for stem in clip.stems])):
            writer.write_stem(clip.stems[done], name)
            if on_progress:
                on_progress(Progress("writing", (done + 1) / len(clip.stems)))
        writer.write_project_files()
        seconds = time.perf_counter() - started
        document = writer.write_manifest(seconds)
    except BaseException as error:
        writer.discard()
        if isinstance(error, OSError):
            raise unwritable(folder, error) from error
        raise
    files = tuple(
        WrittenFile(folder / f.path, f.stem, f.variation, f.frames, f.sample_rate, f.channels)
        for f in writer.audio_files
    )
    return Take(folder, document, files, seconds)


def _check_audio(clip: Clip, stem: StemAudio) -> None:
    """Hold what every file promises, before anything is on disk."""
    frames = clip.grid.total_samples(clip.sample_rate)
    if len(stem.audio) != frames:
        raise ModelError(
            f"stem {stem.stem or MIX} has {len(stem.audio)} frames, {frames} are {clip.grid.bars} bars; "
            "report this with the request"
        )
    if not np.isfinite(stem.audio).all():
        raise ModelError(
            f"the model gave no finite audio for stem {stem.stem or MIX}; try another seed, or check the model with "
            "musiccm models verify"
        )
    check_wav_size(frames, stem.audio.shape[1], clip.request.subtype)


class _TakeWriter:
    """Writes the files of one take and remembers them, for the manifest and for taking them away again."""

    def __init__(self, clip: Clip, folder: Path) -> None:
        self.clip = clip
        self.folder = folder
        self.audio_files: list[manifest.AudioFile] = []
        self.project_files: list[manifest.ProjectFile] = []
        self.app_version = importlib.metadata.version(DISTRIBUTION)
        self._attempted: list[Path] = []

    def write_stem(self, stem: StemAudio, name: str) -> None:
        """Measure and write one WAV."""
        clip, request = self.clip, self.clip.request
        peak, loudness = true_peak_db(stem.audio), lufs(stem.audio, clip.sample_rate)
        audible_peak = peak if np.isfinite(peak) else None
        seed = variation_seed(request.seed, stem.variation)
        pitched = stem.stem not in UNPITCHED_ROLES
        facts = WavFacts(
            title=Path(name).stem,
            prompt=stem.prompt,
            seed=seed,
            variation=stem.variation,
            grid=clip.grid,
            loop=request.loop,
            key=request.key,
            chords=request.chords,
            tonic=request.key.tonic if request.key and pitched else None,
            loudness_lufs=loudness,
            true_peak_dbtp=audible_peak,
            software=f"MusicCM-DAW {self.app_version}",
            model=f"{clip.model.name} {clip.model.sha256}",
            created=source_date(),
        )
        self._attempted.append(self.folder / name)
        digest = write_wav(self.folder / name, stem.audio, clip.sample_rate, request.subtype, facts)
        frames, channels = stem.audio.shape
        self.audio_files.append(
            manifest.AudioFile(
                path=name,
                stem=stem.stem,
                variation=stem.variation,
                seed=seed,
                prompt=stem.prompt,
                sha256=digest,
                frames=frames,
                sample_rate=clip.sample_rate,
                channels=channels,
                peak_dbtp=audible_peak,
                lufs=loudness,
            )
        )

    def write_project_files(self) -> None:
        """Write the tempo map and, for a stem set, the REAPER project."""
        request, grid = self.clip.request, self.clip.grid
        self._write(TEMPO_MAP, midi.tempo_map(self.folder.name, grid, request.key, request.chords))
        items = [
            reaper_project.Item(file.stem, file.path, file.variation)
            for file in self.audio_files
            if file.stem is not None and file.stem != MIX  # the tracks sum to the mix
        ]
        if items:
            text = reaper_project.reaper_project(
                self.folder.name, grid, self.clip.sample_rate, items, loop=request.loop
            )
            self._write(f"{self.folder.name}.RPP", text.encode())

    def write_manifest(self, seconds: float) -> Path:
        """Write the manifest: from here on the take is whole."""
        request = self.clip.request
        document = manifest.Manifest(
            app_version=self.app_version,
            take=self.folder.name,
            request=request.to_json(),
            seed=request.seed,
            model=manifest.ModelFacts(self.clip.model.name, self.clip.model.sha256),
            files=tuple(self.audio_files),
            project_files=tuple(self.project_files),
            seconds={**self.clip.seconds, "write": round(seconds, 3)},
        )
        return self._write(manifest.FILE_NAME, document.to_json().encode(), listed=False)

    def discard(self) -> None:
        """Take away what has been written; what others have put into the folder stays, and the folder with it."""
        for path in self._attempted:
            path.unlink(missing_ok=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _write(self, name: str, content: bytes, *, listed: bool = True) -> Path:
        path = self.folder / name
        self._attempted.append(path)
        with written_whole(path) as file:
            file.write(content)
        if listed:
            self.project_files.append(manifest.ProjectFile(name, hashlib.sha256(content).hexdigest()))
        return path

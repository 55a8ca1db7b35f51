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
from musiccm_daw.errors import ModelError
from musiccm_daw.levels import lufs, true_peak_db
from musiccm_daw.progress import OnProgress, Progress
from musiccm_daw.recording import blocks, channels_of
from musiccm_daw.request.seeds import variation_seed
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
    for stem in clip.stems:
        _check_audio(clip, stem)
    with TakeWriter(clip, new_take_folder(project, take_name(clip.request))) as writer:
        for done, name in enumerate(wav_names(clip.request, [(stem.stem, stem.variation) for stem in clip.stems])):
            writer.write_stem(clip.stems[done], name)
            if on_progress:
                on_progress(Progress("writing", (done + 1) / len(clip.stems)))
        return writer.finish()


def _check_audio(clip: Clip, stem: StemAudio) -> None:
    """Hold what every file promises, before anything is on disk."""
    frames = clip.grid.total_samples(clip.sample_rate)
    if len(stem.recording) != frames:
        raise ModelError(
            f"stem {stem.stem or MIX} has {len(stem.recording)} frames, {frames} are {clip.grid.bars} bars; "
            "report this with the request"
        )
    if not all(np.isfinite(block).all() for block in blocks(stem.recording)):
        raise ModelError(
            f"the model gave no finite audio for stem {stem.stem or MIX}; try another seed, or check the model with "
            "musiccm models verify"
        )
    check_wav_size(frames, channels_of(stem.recording), clip.request.subtype)


class TakeWriter:
    """Writes one take stem by stem, for those who tell of each as it lands; `write_take` is the way for a whole clip.

    An error that leaves its `with` block takes the take away again.

    Args:
        clip: what the take is made from; its stems are not looked at.
        folder: that of the take, new and empty.
    """

    def __init__(self, clip: Clip, folder: Path) -> None:
        self.clip = clip
        self.folder = folder
        self.audio_files: list[manifest.AudioFile] = []
        self.project_files: list[manifest.ProjectFile] = []
        self.app_version = importlib.metadata.version(DISTRIBUTION)
        self._attempted: list[Path] = []
        self._seconds = 0.0

    def __enter__(self) -> TakeWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is not None:
            self.discard()
        if isinstance(error, OSError):
            raise unwritable(self.folder, error) from error

    def write_stem(self, stem: StemAudio, name: str) -> WrittenFile:
        """Measure and write one WAV; it is whole and under its final name when this returns."""
        started = time.perf_counter()
        _check_audio(self.clip, stem)
        clip, request = self.clip, self.clip.request
        peak, loudness = true_peak_db(stem.recording), lufs(stem.recording, clip.sample_rate)
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
        digest = write_wav(self.folder / name, stem.recording, clip.sample_rate, request.subtype, facts)
        self.audio_files.append(
            manifest.AudioFile(
                path=name,
                stem=stem.stem,
                variation=stem.variation,
                seed=seed,
                prompt=stem.prompt,
                sha256=digest,
                frames=len(stem.recording),
                sample_rate=clip.sample_rate,
                channels=channels_of(stem.recording),
                peak_dbtp=audible_peak,
                lufs=loudness,
            )
        )
        self._seconds += time.perf_counter() - started
        return self._written(self.audio_files[-1])

    def finish(self) -> Take:
        """Write what belongs to all stems, the manifest last: from here on the take is whole."""
        started = time.perf_counter()
        self.write_project_files()
        self._seconds += time.perf_counter() - started
        document = self.write_manifest(self._seconds)
        return Take(self.folder, document, tuple(map(self._written, self.audio_files)), self._seconds)

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
        """Write the manifest."""
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
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _written(self, file: manifest.AudioFile) -> WrittenFile:
        path = self.folder / file.path
        return WrittenFile(path, file.stem, file.variation, file.frames, file.sample_rate, file.channels)

    def _write(self, name: str, content: bytes, *, listed: bool = True) -> Path:
        path = self.folder / name
        self._attempted.append(path)
        with written_whole(path) as file:
            file.write(content)
        if listed:
            self.project_files.append(manifest.ProjectFile(name, hashlib.sha256(content).hexdigest()))
        return path

"""A take on disk: the last step of the flow, from audio to the files of a folder.

The order is: WAVs one after another, tempo map, REAPER project, manifest. If anything fails before the manifest is
written, the whole take is removed. Only a killed process can leave a folder without a manifest, and even there every
file under a final name is complete. `musiccm_daw.making` decides when a stem is written.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from musiccm_daw.clip import StemAudio
from musiccm_daw.distribution import app_version
from musiccm_daw.errors import ModelError
from musiccm_daw.levels import lufs, true_peak_db
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.recording import blocks, channels_of
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.request.source_clip import ClipTags
from musiccm_daw.request.stems import track_names
from musiccm_daw.score.midi_writer import write_score
from musiccm_daw.score.score import Score
from musiccm_daw.whole_files import write_whole, written_whole
from musiccm_daw.writers import manifest, reaper_project
from musiccm_daw.writers.kept_take import MIX, stem_roles
from musiccm_daw.writers.names import title_of
from musiccm_daw.writers.project_folder import unwritable
from musiccm_daw.writers.source_date import source_date
from musiccm_daw.writers.tempo_map import tempo_map
from musiccm_daw.writers.wav import WavFacts, check_wav_size, write_wav

TEMPO_MAP = "tempo.mid"
SCORE = "score.mid"


@dataclass(frozen=True)
class WrittenFile:
    """One WAV of a take; the path is absolute."""

    path: Path
    stem: str | None
    variation: int
    frames: int
    sample_rate: int
    channels: int


class TakeWriter:
    """The writer of one take, stem by stem; an error that leaves its `with` block removes the take.

    Args:
        request: the request that the take is made from.
        model: the model that made it.
        folder: the folder of the take, new and empty.
        tags: those of the clip that the request edits.

    Raises:
        ProjectError: the folder cannot be written, or the disk is full.
    """

    def __init__(
        self, request: GenerationRequest, model: ModelIdentity, folder: Path, tags: ClipTags | None = None
    ) -> None:
        self.request = request
        self.model = model
        self.folder = folder
        self.tags = tags or ClipTags()
        self.audio_files: list[manifest.AudioFile] = []
        self.project_files: list[manifest.ProjectFile] = []
        self.scores: list[manifest.ScoreFacts] = []
        self.app_version = app_version()
        self._attempted: list[Path] = []

    def __enter__(self) -> TakeWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is not None:
            self.discard()
        if isinstance(error, OSError):
            raise unwritable(self.folder, error) from error

    @property
    def files(self) -> tuple[WrittenFile, ...]:
        """The stems that are on disk, in the order of writing."""
        return tuple(map(self._written, self.audio_files))

    @property
    def names(self) -> frozenset[str]:
        """The names of the stems that are on disk."""
        return frozenset(file.path for file in self.audio_files)

    def write_stem(self, stem: StemAudio, name: str, *, pitched: bool) -> WrittenFile:
        """Measure and write one WAV, which is complete and under its final name when this returns.

        Args:
            stem: its audio.
            name: of the file.
            pitched: whether it has a key, from which hosts transpose it.

        Raises:
            ModelError: the audio is not finite, or does not have the length of its bars.
            RequestError: the file would exceed 4 GiB.
        """
        self.audio_files.append(self._write_wav(stem, name, self.request, pitched))
        return self._written(self.audio_files[-1])

    def write_first_bars(self, stem: StemAudio, name: str, request: GenerationRequest, *, pitched: bool) -> WrittenFile:
        """Write the first bars of a stem, given as a shorter request, as a WAV beside the complete ones."""
        file = self._write_wav(stem, name, request, pitched)
        self.project_files.append(manifest.ProjectFile(file.path, file.sha256))
        return self._written(file)

    def write_scores(self, scores: Sequence[Score]) -> None:
        """Write `score.mid`, or one file a variation, named with its seed, where there are several."""
        request = self.request
        kept = {score.path for score in self.scores}
        for variation, score in enumerate(scores, start=1):
            name = score_names(request)[variation - 1]
            if name in kept:
                continue
            seed = variation_seed(request.seed, variation)
            content = write_score(score, self.folder.name, request.grid, request.key, request.chords)
            self._write(name, content)
            self.scores.append(manifest.score_facts(name, hashlib.sha256(content).hexdigest(), score, variation, seed))

    def finish(self, seconds: Mapping[str, float]) -> Path:
        """Write the files shared by all stems, and last the manifest, which completes the take; return its path.

        Args:
            seconds: how long each stage has taken so far.
        """
        self._write_project_files()
        request = self.request
        document = manifest.Manifest(
            app_version=self.app_version,
            take=self.folder.name,
            request=request.to_json(),
            seed=request.seed,
            model=manifest.ModelFacts(self.model.name, self.model.sha256),
            files=tuple(self.audio_files),
            project_files=tuple(self.project_files),
            scores=tuple(self.scores),
            seconds=dict(seconds),
        )
        return self._write(manifest.FILE_NAME, document.to_json().encode(), listed=False)

    def moved(self, folder: Path) -> TakeWriter:
        """Return a writer that goes on with the take in another folder, with what is written so far.

        A file that cannot be read any more stays behind.

        Raises:
            OSError: the other folder cannot be written; nothing is left in it.
        """
        other = TakeWriter(self.request, self.model, folder, self.tags)
        try:
            other.audio_files = [file for file in self.audio_files if other._copied(self.folder / file.path)]
            other.project_files = [file for file in self.project_files if other._copied(self.folder / file.path)]
        except OSError:
            other.discard()
            raise
        kept = {file.path for file in other.project_files}
        other.scores = [score for score in self.scores if score.path in kept]
        self.discard()
        return other

    def discard(self) -> None:
        """Remove what has been written; files that others have put into the folder stay, and so does the folder."""
        # Of a drive that is gone there is nothing to remove.
        with suppress(OSError):
            for path in self._attempted:
                path.unlink(missing_ok=True)
            if self.folder.is_dir() and not any(self.folder.iterdir()):
                self.folder.rmdir()

    def _write_wav(self, stem: StemAudio, name: str, request: GenerationRequest, pitched: bool) -> manifest.AudioFile:
        """Check, measure and write one WAV of a request."""
        check_audio(stem, request)
        rate = request.sample_rate
        peak, loudness = true_peak_db(stem.recording), lufs(stem.recording, rate)
        audible_peak = peak if np.isfinite(peak) else None
        seed = variation_seed(request.seed, stem.variation)
        facts = WavFacts(
            title=title_of(name),
            prompt=self._described(stem),
            seed=seed,
            variation=stem.variation,
            grid=request.grid,
            loop=request.loop,
            key=request.key,
            chords=request.chords,
            tonic=self._tonic(pitched),
            loudness_lufs=loudness,
            true_peak_dbtp=audible_peak,
            software=f"MusicCM-DAW {self.app_version}",
            model=f"{self.model.name} {self.model.sha256}",
            created=source_date(),
            tags=self.tags,
        )
        self._attempted.append(self.folder / name)
        digest = write_wav(self.folder / name, stem.recording, rate, request.subtype, facts)
        return manifest.AudioFile(
            path=name,
            stem=stem.stem,
            variation=stem.variation,
            seed=seed,
            prompt=stem.prompt,
            sha256=digest,
            frames=len(stem.recording),
            sample_rate=rate,
            channels=channels_of(stem.recording),
            peak_dbtp=audible_peak,
            lufs=loudness,
        )

    def _described(self, stem: StemAudio) -> str:
        """Return the words that a WAV carries: those of its stem, or for the sum of several the prompt."""
        is_sum = stem.stem == MIX and (self.request.parts or len(self.request.stems) > 1)
        return self.request.prompt if is_sum else stem.prompt

    def _tonic(self, pitched: bool) -> int | None:
        """Return the pitch class of the root note."""
        key = self.request.key
        return self.tags.tonic if key is None else key.tonic if pitched else None

    def _write_project_files(self) -> None:
        """Write the tempo map and, for a stem set, the REAPER project."""
        request, grid = self.request, self.request.grid
        self._write(TEMPO_MAP, tempo_map(self.folder.name, grid, request.key, request.chords))
        items = self._project_items()
        if items:
            text = reaper_project.reaper_project(
                self.folder.name, grid, request.sample_rate, items, loop=request.loop, sections=request.sections
            )
            self._write(f"{self.folder.name}.RPP", text.encode())

    def _project_items(self) -> list[reaper_project.Item]:
        """Return the items of the REAPER project: all stems but the mix, to which they sum."""
        stems = [(file, file.stem) for file in self.audio_files if file.stem is not None and file.stem != MIX]
        tracks = track_names((stem, file.variation) for file, stem in stems)
        roles = stem_roles(self.request, self.scores)
        return [
            reaper_project.Item(track, file.path, file.variation, roles.get(stem, MIX))
            for track, (file, stem) in zip(tracks, stems, strict=True)
        ]

    def _copied(self, source: Path) -> bool:
        """Copy a file of another folder into this one; return whether it could be read."""
        try:
            file = source.open("rb")
        except OSError:
            return False
        self._attempted.append(self.folder / source.name)
        with file, written_whole(self.folder / source.name) as copy:
            shutil.copyfileobj(file, copy)
        return True

    def _written(self, file: manifest.AudioFile) -> WrittenFile:
        path = self.folder / file.path
        return WrittenFile(path, file.stem, file.variation, file.frames, file.sample_rate, file.channels)

    def _write(self, name: str, content: bytes, *, listed: bool = True) -> Path:
        path = self.folder / name
        if any(file.path == name for file in self.project_files):
            return path  # written before the take was moved
        self._attempted.append(path)
        write_whole(path, content)
        if listed:
            self.project_files.append(manifest.ProjectFile(name, hashlib.sha256(content).hexdigest()))
        return path


def score_names(request: GenerationRequest) -> list[str]:
    """Return the names of the scores of a request's variations."""
    if request.variations == 1:
        return [SCORE]
    seeds = (variation_seed(request.seed, variation) for variation in range(1, request.variations + 1))
    return [f"score_s{seed}.mid" for seed in seeds]


def check_audio(stem: StemAudio, request: GenerationRequest) -> None:
    """Check the audio of a stem before any of it is on disk.

    Raises:
        ModelError: the audio is not finite, or does not have the length of its bars.
        RequestError: the file would exceed 4 GiB.
    """
    frames = request.grid.total_samples(request.sample_rate)
    if len(stem.recording) != frames:
        raise ModelError(
            f"stem {stem.stem or MIX} has {len(stem.recording)} frames, but {request.bars} bars are {frames}; "
            "report this with the request"
        )
    if not all(np.isfinite(block).all() for block in blocks(stem.recording)):
        raise ModelError(
            f"the model made audio that is not finite for stem {stem.stem or MIX}; try another seed, or check the "
            "model with musiccm models verify"
        )
    check_wav_size(frames, channels_of(stem.recording), request.subtype)

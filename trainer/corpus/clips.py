"""From a composed song to labelled clips: which 8 bars, which stems, mixes and sub-mixes, and their labels.

Between `mixdown.py` and the shards of `render.py`. Some songs become studies first (`studies.py`). All choices follow
from the song's seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import soundfile

from musiccm_daw.composer.compose import compose
from musiccm_daw.score.note import Part
from musiccm_daw.score.song import Song
from musiccm_daw.timebase import format_bpm
from trainer.corpus.captions import captions_of
from trainer.corpus.manifest import ClipLabel, noted, split_of
from trainer.corpus.sound.instruments import SampledInstruments
from trainer.corpus.sound.mixdown import PEAK, RenderedSong, render_song, sum_of
from trainer.corpus.sound.oscillators import SAMPLE_RATE
from trainer.corpus.studies import STUDY_CHANCE, study_of

CLIP_BARS = 8
LICENCE = "MIT sound fonts and own synthesis"

SAME_ONSET_SECONDS = 0.02

STEM_CHANCE = {
    "drums": 0.45,
    "bass": 0.6,
    "keys": 0.9,
    "percussion": 0.4,
    "fx": 0.15,
}
"""How likely a role's stem becomes a clip (others: always), so that drums and bass leave room for the rest."""
STEMS_PER_SONG = 5
SUBMIX_CHANCE = 0.4
MIX_CHANCE = 0.25
"""A mix is played part by part: only requests without a score need models that know several parts at once."""
LEAST_ACTIVITY = 0.4
LEAST_FX_ACTIVITY = 0.2
"""Shares of the bars in which a part must sound to become a clip; sweeps are rare by nature."""
RARE_WEIGHT = {"pads": 2.0, "lead": 1.5, "strings": 2.5, "brass": 3.0, "vocal-pad": 2.0, "fx": 0.3}
"""How much a role counts in the choice of the excerpt (others: 1)."""


@dataclass(frozen=True)
class ClipChoice:
    """Indices of the parts that sound in one clip."""

    name: str
    parts: tuple[int, ...]


def song_excerpt(song: Song, random: Random) -> Song:
    """Draw `CLIP_BARS` bars that start on a multiple of four; fuller stretches are likelier."""
    starts = range(0, max(song.bars - CLIP_BARS, 0) + 1, 4)
    excerpts = [song.excerpt(start, CLIP_BARS) for start in starts]
    return random.choices(excerpts, [0.05 + _interest(excerpt) for excerpt in excerpts])[0]


def _interest(song: Song) -> float:
    return sum(RARE_WEIGHT.get(part.role, 1.0) * _activity(part, song) for part in song.parts)


def _activity(part: Part, song: Song) -> float:
    """Return the share of the bars in which a part begins or holds a note."""
    quarters = float(song.meter.quarters_per_bar)
    busy = {
        bar
        for note in part.notes
        for bar in range(
            int(note.start_quarters // quarters),
            min(int((note.start_quarters + note.duration_quarters - 1e-3) // quarters), song.bars - 1) + 1,
        )
    }
    return len(busy) / song.bars


def choose_clips(song: Song, random: Random) -> list[ClipChoice]:
    """Choose up to five single stems, perhaps a sub-mix of two or three, perhaps the mix: 80 % are single stems."""
    active = [
        index
        for index, part in enumerate(song.parts)
        if _activity(part, song) >= (LEAST_FX_ACTIVITY if part.role == "fx" else LEAST_ACTIVITY)
    ]
    willing = [index for index in active if random.random() < STEM_CHANCE.get(song.parts[index].role, 1.0)]
    singles = random.sample(willing, min(len(willing), STEMS_PER_SONG)) or active[:1]
    clips = [ClipChoice(f"{song.parts[index].role}-{index}", (index,)) for index in sorted(singles)]
    everything = tuple(range(len(song.parts)))
    if len(active) > 2 and random.random() < SUBMIX_CHANCE:
        size = 2 if len(active) == 3 or random.random() < 0.5 else 3
        clips.append(ClipChoice("submix", tuple(sorted(random.sample(active, size)))))
    if len(everything) > 1 and (random.random() < MIX_CHANCE or not clips):
        clips.append(ClipChoice("mix", everything))
    return clips


def render_clips(seed: int, instruments: SampledInstruments, corpus: Path, shard: str) -> Iterator[ClipLabel]:
    """Compose, play and write one song; yield the label of each FLAC file once it is written."""
    random = Random(f"clips {seed}")
    song = song_excerpt(compose(seed), random)
    study = Random(f"study {seed}")  # of its own, so that all other songs are cut and played as without studies
    if study.random() < STUDY_CHANCE:
        song = study_of(song, study)
    rendered = render_song(song, instruments, loop=random.random() < 0.5)
    for choice in choose_clips(song, random):
        audio = sum_of(rendered.stems[index] for index in choice.parts)
        peak = float(np.abs(audio).max())
        if peak < 1e-3:
            continue
        # A part may be louder than the mix, where other parts cancel it; only such a clip gets a gain of its own.
        audio = audio * min(1.0, PEAK / peak)
        file = f"{shard}/{seed:012d}-{choice.name}.flac"
        soundfile.write(corpus / file, audio.T, SAMPLE_RATE, subtype="PCM_16", format="FLAC")
        yield _label(rendered, choice, audio, file, (corpus / file).read_bytes())


def _label(rendered: RenderedSong, choice: ClipChoice, audio: np.ndarray, file: str, content: bytes) -> ClipLabel:
    song = rendered.song
    parts = [song.parts[index] for index in choice.parts]
    onsets = onset_seconds(song, parts)
    quarters = float(rendered.grid.total_quarters)
    return ClipLabel(
        id=Path(file).stem,
        file=file,
        song_seed=song.seed,
        split=split_of(song.seed),
        samples=audio.shape[1],
        bpm=format_bpm(song.bpm),
        meter=str(song.meter),
        bars=song.bars,
        key=str(song.key),
        chords=song.chords,
        style=song.style,
        role=parts[0].role if len(parts) == 1 else "mix",
        stems=tuple(part.role for part in parts),
        instruments=tuple(part.instrument for part in parts),
        density=round(len(onsets) / quarters, 3),
        effects=tuple(sorted({effect for part in parts for effect in part.effects})),
        swing=song.swing,
        energy=bar_energies(song),
        loop=rendered.loop,
        captions=captions_of(song, choice.parts, Random(f"captions {song.seed} {choice.name}")),
        onsets_seconds=onsets,
        licence=LICENCE,
        peak_db=round(20 * float(np.log10(np.abs(audio).max())), 2),
        rms_db=round(10 * float(np.log10((audio**2).mean())), 2),
        sha256=hashlib.sha256(content).hexdigest(),
        parts=tuple(noted(part) for part in parts),
    )


def onset_seconds(song: Song, parts: list[Part]) -> tuple[float, ...]:
    """Return when notes of the parts begin; a strummed or humanised chord counts once, at its first note.

    Sweeps (fx) do not count: they have no clear beginning.
    """
    quarter = 60 / float(song.bpm)
    starts = sorted(note.start_quarters * quarter for part in parts if part.role != "fx" for note in part.notes)
    onsets: list[float] = []
    for start in starts:
        if not onsets or start - onsets[-1] > SAME_ONSET_SECONDS:
            onsets.append(round(start, 4))
    return tuple(onsets)


def bar_energies(song: Song) -> tuple[float, ...]:
    """Return the energy of the section that each bar belongs to."""
    return tuple(
        next((s.energy for s in song.sections if s.start_bar <= bar < s.start_bar + s.bars), 0.5)
        for bar in range(song.bars)
    )

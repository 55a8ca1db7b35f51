"""A WAV file: the samples, and everything that a host or sampler may want to know about them.

Called by `take_writer` for each stem. The order of the chunks is fmt, (fact,) bext, data, acid, smpl, cue, LIST/adtl,
LIST/INFO, iXML, and id3 in edits of files that have one. The bytes depend only on the arguments. Levels are measured
and names chosen before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zlib import crc32

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.recording import Recording, channels_of
from musiccm_daw.request.source_clip import ClipTags
from musiccm_daw.timebase import TimeGrid, format_bpm
from musiccm_daw.whole_files import written_whole
from musiccm_daw.writers.chunks import acid, bext, cue, fmt, info, ixml, smpl
from musiccm_daw.writers.chunks.riff import Chunk, chunk_header, frame, framed_size, wave_header
from musiccm_daw.writers.samples import encoded_blocks


@dataclass(frozen=True)
class WavFacts:
    """The facts about one file besides its samples.

    `tonic` is the pitch class from which hosts may transpose, None for drums and other sounds without pitch.
    `created` is None unless a time is set from outside, so that the same request gives the same bytes. `tags` are those
    of the clip that an edit keeps.
    """

    title: str
    prompt: str
    seed: int
    variation: int
    grid: TimeGrid
    loop: bool
    key: Key | None
    chords: ChordProgression | None
    tonic: int | None
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    software: str
    model: str
    created: datetime | None = None
    tags: ClipTags = field(default_factory=ClipTags)


def write_wav(path: Path, audio: Recording, sample_rate: int, subtype: str, facts: WavFacts) -> str:
    """Write audio (S, A) and return the SHA-256 of the file, in hexadecimal.

    Raises:
        RequestError: the file would be larger than WAV allows.
        OSError: the file cannot be written; nothing is left behind.
    """
    form = fmt.Format.of(subtype, channels_of(audio), sample_rate)
    before = b"".join(map(frame, _chunks_before(form, len(audio), facts)))
    after = b"".join(map(frame, _chunks_after(len(audio), sample_rate, facts)))
    data_bytes = len(audio) * form.block_align
    head = wave_header(len(before) + framed_size(data_bytes) + len(after)) + before
    digest = hashlib.sha256()
    with written_whole(path) as file:

        def put(block: bytes) -> None:
            digest.update(block)
            file.write(block)

        put(head + chunk_header(b"data", data_bytes))
        for block in encoded_blocks(audio, subtype, dither_seed(facts)):
            put(block)
        put(b"\0" * (data_bytes % 2) + after)
    return digest.hexdigest()


def check_wav_size(frames: int, channels: int, subtype: str) -> None:
    """Refuse a clip whose WAV would exceed 4 GiB, before anything is generated.

    Raises:
        RequestError: the file would be larger than WAV allows.
    """
    room_for_other_chunks = 2**20
    wave_header(frames * channels * fmt.sample_bytes(subtype) + room_for_other_chunks)


def dither_seed(facts: WavFacts) -> int:
    """Return the dither seed of a file, different for each stem: equal noise in all stems would add up in the mix."""
    return crc32(f"{facts.seed} {facts.title}".encode())


def _chunks_before(form: fmt.Format, frames: int, facts: WavFacts) -> list[Chunk]:
    sound = {1: "mono", 2: "stereo"}.get(form.channels, f"{form.channels} channels")
    history = f"A=PCM,F={form.sample_rate},W={form.bits},M={sound},T={facts.software}"
    broadcast = bext.BroadcastFacts(
        description=facts.prompt,
        originator=facts.software,
        originator_reference=f"seed {facts.seed}",
        created=facts.created,
        time_reference=facts.tags.time_reference,  # 0: the clip starts at bar 1
        loudness_lufs=facts.loudness_lufs,
        true_peak_dbtp=facts.true_peak_dbtp,
        coding_history=(history,),
    )
    fact = [] if form.tag == fmt.TAG_PCM else [fmt.encode_fact(frames)]
    return [fmt.encode(form), *fact, bext.encode(broadcast)]


def _chunks_after(frames: int, sample_rate: int, facts: WavFacts) -> list[Chunk]:
    grid = facts.grid
    tempo = acid.AcidFacts(
        loop=facts.loop,
        tonic=facts.tonic,
        beats=acid.whole_beats(grid.total_quarters),
        denominator=grid.meter.denominator,
        numerator=grid.meter.numerator,
        bpm=float(grid.bpm),
    )
    whole = smpl.LoopFacts.whole_file(frames, sample_rate, acid.root_note(facts.tonic))
    bars = [cue.Cue(grid.bar_start_samples(bar, sample_rate), f"bar {bar + 1}") for bar in range(grid.bars)]
    own = [cue.Cue(at, label) for at, label in facts.tags.markers if at < frames]
    cues = sorted([*bars, *own], key=lambda mark: mark.frame)
    texts = {
        "title": facts.title,
        "software": facts.software,
        "comment": f"{facts.prompt} (seed {facts.seed})",
    }
    if facts.created:
        texts["date"] = f"{facts.created:%Y-%m-%d}"
    texts |= facts.tags.texts
    time_high, time_low = divmod(facts.tags.time_reference, 2**32)
    production = ixml.ProductionFacts(
        project=ixml.PROJECT,
        scene=facts.title,
        take=str(facts.variation),
        note=facts.prompt,
        user=_musical_lines(facts),
        file_sample_rate=str(sample_rate),
        time_reference_high=str(time_high),
        time_reference_low=str(time_low),
    )
    loop = [smpl.encode(whole)] if facts.loop else []
    id3 = [] if facts.tags.id3 is None else [Chunk(b"id3 ", facts.tags.id3)]
    return [acid.encode(tempo), *loop, *cue.encode(cues), info.encode(texts), ixml.encode(production), *id3]


def _musical_lines(facts: WavFacts) -> str:
    """Write the musical facts for people and scripts, one per line, with the names of the command line."""
    lines = {
        "bpm": format_bpm(facts.grid.bpm),
        "bars": facts.grid.bars,
        "meter": facts.grid.meter,
        "key": facts.key or "none",
        "chords": facts.chords or "none",
        "seed": facts.seed,
        "model": facts.model,
    }
    return ixml.write_lines(lines)

"""The report: what was measured, as JSON for machines and Markdown for people.

In: rows and summaries of the other files. Out: `report.json`, `report.md`. Nothing is measured here; a target
is stated beside each figure that has one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

from trainer.metrics.codec import CHORD_TARGET, ONSET_TARGET, CodecRow
from trainer.metrics.codec import summary as codec_summary
from trainer.metrics.generation import POINTS_BELOW_CORPUS, ClipRow, faults, harmony, rhythm
from trainer.metrics.samplers import SamplerRow
from trainer.metrics.speed import TARGET_SECONDS, Speed


def plain(value: object) -> Any:
    """Dataclasses to dicts, numbers that are none to null: what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def write_json(path: Path, value: object) -> None:
    """Write beside the place, rename."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(plain(value), indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def verdict(value: float, target: float) -> str:
    """Whether a share reaches its target: "met" or "missed"."""
    return f"{'met' if value >= target else 'missed'} (target {target:.1%})"


def grouped(rows: Sequence[CodecRow]) -> dict[str, list[CodecRow]]:
    """Rows by role, all of them first."""
    groups = {"all": list(rows)}
    for role in sorted({row.role for row in rows}):
        groups[role] = [row for row in rows if row.role == role]
    return groups


def codec_section(rows: Sequence[CodecRow]) -> str:
    """Chords and onsets kept by every route, by role."""
    text = ["## Codec: held-out clips, before and after\n"]
    for route in dict.fromkeys(row.route for row in rows):
        of_route = [row for row in rows if row.route == route]
        whole = codec_summary(of_route)
        text.append(f"### {route}\n")
        text.append(
            f"Chords kept: {verdict(whole.chords_kept.value, CHORD_TARGET)}. "
            f"Onsets kept within 30 ms: {verdict(whole.onsets_kept.value, ONSET_TARGET)}.\n"
        )
        lines = []
        for role, group in grouped(of_route).items():
            s = codec_summary(group)
            shares = (
                s.chords_in_original,
                s.chords_kept,
                s.roots_kept,
                s.transpositions_kept,
                s.onsets_kept,
                s.onsets_true,
            )
            notes = (s.note_onsets_kept, s.notes_found)
            lines.append([role, *(share.percent() for share in (*shares, *notes)), s.log_mel_l1_db.number("dB")])
        head = (
            "role",
            "chords in original",
            "of these kept",
            "roots kept",
            "transpositions kept",
            "onsets kept",
            "onsets true",
        )
        text.append(table((*head, "note onsets kept", "notes heard at all", "mel L1"), lines))
    return "\n".join(text)


def drum_section(rows: Sequence[ClipRow]) -> str:
    """Tempo and grid of generated drums beside the corpus' own."""
    model = [row for row in rows if row.source == "model" and row.kind == "drums"]
    true = [row for row in rows if row.source == "corpus" and row.kind == "drums"]
    goal = rhythm(true)
    made = rhythm(model)
    groups = {
        "corpus": true,
        "model": model,
        "model, captions": [row for row in model if row.wording == "caption"],
        "model, free wording": [row for row in model if row.wording == "free"],
    }
    lines = []
    for name, group in groups.items():
        r = rhythm(group)
        chances = (f"{r.tempo_chance:.0%}", f"{r.grid_chance:.0%}")
        errors = f"{r.grid_error_median_ms:.1f} / {r.grid_error_p95_ms:.1f} ms"
        lines.append(
            [name, r.tempo.percent(), chances[0], r.on_grid.percent(), chances[1], r.on_sixteenths.percent(), errors]
        )
    head = ("clips", "tempo agrees", "by chance", "onsets on grid", "by chance", "on 16ths alone", "median / p95")
    return (
        "## Drums: tempo and grid\n\n"
        f"Tempo: {verdict(made.tempo.value, goal.tempo.value - POINTS_BELOW_CORPUS)}. "
        f"Onsets within 30 ms of 16ths and triplets: "
        f"{verdict(made.on_grid.value, goal.on_grid.value - POINTS_BELOW_CORPUS)}.\n\n" + table(head, lines)
    )


def harmony_section(rows: Sequence[ClipRow]) -> str:
    """Which root was heard where one was asked."""
    lines = []
    for source in ("corpus", "model"):
        h = harmony([row for row in rows if row.source == source and row.kind == "pitched"])
        counts = " ".join(str(count) for count in h.picked)
        second = f"+{h.next_best}: {h.next_best_share.percent()}"
        lines.append([source, h.root.percent(), second, h.transposition.percent(), counts, str(h.silent)])
    head = (
        "clips",
        "requested root picked",
        "next best, semitones above",
        "best transposition",
        "roots 0 to 11",
        "silent",
    )
    return "## Pitched: the root that the chroma picks\n\nBy chance: 8.3 %.\n\n" + table(head, lines)


def sanity_section(rows: Sequence[ClipRow]) -> str:
    """Faults of generated clips; every one should be zero."""
    model = [row for row in rows if row.source == "model"]
    found = faults(model)
    said = ", ".join(f"{count} {name}" for name, count in found.items()) or "none"
    loudness = sorted(row.sanity.lufs for row in model)
    seams = sorted(row.sanity.seam_flux_ratio for row in model if math.isfinite(row.sanity.seam_flux_ratio))
    clicks = sum(row.sanity.click_z > 10 for row in model)
    middle = f"{loudness[len(loudness) // 2]:.1f} LUFS" if loudness else "–"
    seam = f"{seams[len(seams) // 2]:.2f}" if seams else "–"
    return (
        f"## Sanity of {len(model)} generated clips\n\nFaults: {said}. Median loudness {middle}; median seam flux "
        f"ratio {seam} (1 = like any bar line); clips with a click at the seam: {clicks}.\n"
    )


def samplers_section(rows: Sequence[SamplerRow]) -> str:
    """The same cases and seeds by every sampler."""
    lines = []
    for row in rows:
        r = rhythm([clip for clip in row.clips if clip.kind == "drums"])
        h = harmony([clip for clip in row.clips if clip.kind == "pitched"])
        wrong = sum(bool(clip.sanity.faults) for clip in row.clips)
        figures = (r.tempo.percent(), r.on_grid.percent(), h.root.percent(), str(wrong))
        lines.append([row.sampler, *figures, row.distance_db.number("dB"), row.seconds.number("s")])
    head = ("sampler", "tempo agrees", "on grid", "root picked", "faulty", "mel L1 to the first row", "sampling a clip")
    return "## Samplers: the same requests and noise\n\n" + table(head, lines)


def speed_section(measured: Speed) -> str:
    """One minute of music, warm."""
    stages = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in measured.stages.items())
    met = "met" if measured.seconds < TARGET_SECONDS else "missed"
    return (
        f"## Speed\n\nOne minute of stereo music: {measured.seconds:.2f} s on {measured.threads} threads, warm "
        f"({met}, target {TARGET_SECONDS:.0f} s): {stages}.\n"
    )

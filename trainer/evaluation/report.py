"""The report as Markdown for people: one section for each part but step counts and long music (`tables.py`).

In: rows and summaries of the other files. Out: text. Nothing is measured here; a target is stated beside each figure
that has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musiccm_daw.engine.speed import Speed
from trainer.evaluation.codec import CHORD_TARGET, ONSET_TARGET, CodecRow
from trainer.evaluation.codec import summary as codec_summary
from trainer.evaluation.generation import (
    DRUM_KINDS,
    POINTS_BELOW_CORPUS,
    ClipRow,
    faults,
    feel,
    harmony,
    rhythm,
    sound,
)
from trainer.metrics.attacks import attacks_summary

TARGET_SECONDS = 3.0
"""For one minute of stereo music, warm."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Format a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def verdict(value: float, target: float) -> str:
    """Say whether a share reaches its target: "met" or "missed"."""
    return f"{'met' if value >= target else 'missed'} (target {target:.1%})"


def grouped(rows: Sequence[CodecRow]) -> dict[str, list[CodecRow]]:
    """Group rows by role, all of them first."""
    groups = {"all": list(rows)}
    for role in sorted({row.role for row in rows}):
        groups[role] = [row for row in rows if row.role == role]
    return groups


def codec_section(rows: Sequence[CodecRow]) -> str:
    """Report the chords and onsets kept by every route, by role."""
    text = ["## Codec: held-out clips, before and after\n"]
    for route in dict.fromkeys(row.route for row in rows):
        of_route = [row for row in rows if row.route == route]
        groups = grouped(of_route)
        text.append(f"### {route}\n")
        # Listeners get the mix of a song, not its stems.
        judged = {"All clips": groups["all"], "Mixes alone": groups.get("mix", [])}
        text += [codec_verdict(name, group) for name, group in judged.items() if group]
        lines = []
        for role, group in groups.items():
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
        text.append(table((*head, "note onsets kept", "notes detected at all", "mel L1"), lines))
    return "\n".join(text)


def codec_verdict(name: str, rows: Sequence[CodecRow]) -> str:
    """Say whether one route reaches its targets on some clips."""
    kept = codec_summary(rows)
    return (
        f"{name}: chords kept: {verdict(kept.chords_kept.value, CHORD_TARGET)}; "
        f"onsets kept within 30 ms: {verdict(kept.onsets_kept.value, ONSET_TARGET)}.\n"
    )


def drum_section(rows: Sequence[ClipRow]) -> str:
    """Report tempo and grid of generated drums beside the corpus' own."""
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
        errors = (r.grid_error_median_ms.number("ms"), r.grid_error_p95_ms.number("ms"))
        shares = (r.tempo.percent(), chances[0], r.on_grid.percent(), chances[1], r.on_sixteenths.percent())
        lines.append([name, *shares, *errors])
    shares_head = ("clips", "tempo agrees", "by chance", "onsets on grid", "by chance", "on 16ths alone")
    head = (*shares_head, "distance to the grid, median", "its 95th percentile")
    return (
        "## Drums: tempo and grid\n\n"
        f"Tempo: {verdict(made.tempo.value, goal.tempo.value - POINTS_BELOW_CORPUS)}. "
        f"Onsets within 30 ms of 16ths and triplets: "
        f"{verdict(made.on_grid.value, goal.on_grid.value - POINTS_BELOW_CORPUS)}.\n\n" + table(head, lines)
    )


def feel_section(rows: Sequence[ClipRow]) -> str:
    """Report meter and swing of generated drums beside the corpus' own."""
    lines = []
    for source in ("corpus", "model"):
        f = feel([row for row in rows if row.source == source and row.kind in DRUM_KINDS])
        meters = (f.common.percent(), f.other.percent(), f.other_as_common.percent())
        lines.append([source, *meters, f.swung.number(), f.straight.number(), f.swing_as_requested.percent()])
    head = (
        "clips",
        "4/4 detected as 4/4",
        "other meters detected as their own",
        "other meters detected as 4/4",
        "swing where requested",
        "swing where straight",
        "swung or straight as requested",
    )
    legend = "Swing is 0 for straight and 1 for triplets, the mean over clips. By chance half are as requested."
    return f"## Drums: meter and swing\n\n{legend}\n\n" + table(head, lines)


def harmony_section(rows: Sequence[ClipRow]) -> str:
    """Report how often the requested roots and keys were detected."""
    lines = []
    for source in ("corpus", "model"):
        h = harmony([row for row in rows if row.source == source and row.kind == "pitched"])
        counts = " ".join(str(count) for count in h.picked)
        second = f"+{h.next_best}: {h.next_best_share.percent()}"
        keys = (h.key.percent(), h.key_score.number())
        lines.append([source, h.root.percent(), second, h.transposition.percent(), counts, str(h.silent), *keys])
    head = (
        "clips",
        "requested root picked",
        "next best, semitones above",
        "best transposition",
        "roots 0 to 11",
        "silent",
        "requested key detected",
        "key score (MIREX)",
    )
    legend = "By chance: roots 8.3 %, keys 4.2 %. The key score counts a fifth as 0.5, the relative as 0.3."
    return f"## Pitched: the root that the chroma picks, and the key\n\n{legend}\n\n" + table(head, lines)


def attacks_section(rows: Sequence[ClipRow]) -> str:
    """Report whether notes are struck as in the true clips."""
    lines = []
    for kind in ("drums", "pitched"):
        for source in ("corpus", "model"):
            s = attacks_summary([row.attacks for row in rows if row.source == source and row.kind == kind])
            lines.append([f"{source}, {kind}", s.onsets_per_bar.number(), s.rise_db_per_bar.number("dB")])
    legend = "Means over clips. A model that blurs has fewer onsets and smaller rises than the true clips of its cases."
    return f"## Attacks\n\n{legend}\n\n" + table(("clips", "onsets a bar", "rise of the spectrum a bar"), lines)


def sanity_section(rows: Sequence[ClipRow]) -> str:
    """Report faults of generated clips, of which there should be none; level, width and loop seam beside true clips."""
    model = [row for row in rows if row.source == "model"]
    found = faults(model)
    listed = ", ".join(f"{count} {name}" for name, count in found.items()) or "none"
    lines = []
    pitched = ("pitched",)
    for name, kinds in {"all": (*DRUM_KINDS, *pitched), "drums": DRUM_KINDS, "pitched": pitched}.items():
        for source in ("corpus", "model"):
            s = sound([row for row in rows if row.source == source and row.kind in kinds])
            levels = (s.lufs.number("LUFS"), s.true_peak_db.number("dBTP"), s.crest_db.number("dB"))
            seams = (s.seam_flux_ratio.number(), s.clicks.percent())
            lines.append([f"{source}, {name}", *levels, s.width_db.number("dB"), *seams])
    head = (
        "clips",
        "loudness",
        "true peak",
        "crest factor",
        "side over mid",
        "loop seam over bar lines",
        "click at the seam",
    )
    return (
        f"## Sanity of {len(model)} generated clips\n\nFaults: {listed}. Medians over clips. The corpus' clips are at "
        "their training level, and half of them are not loops. A seam ratio of 1 is like any other bar line.\n\n"
        + table(head, lines)
    )


def speed_section(measured: Speed) -> str:
    """Report the time for one minute of music, warm."""
    stages = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in measured.stages.items())
    met = "met" if measured.seconds < TARGET_SECONDS else "missed"
    return (
        f"## Speed\n\nOne minute of stereo music: {measured.seconds:.2f} s on {measured.threads} threads, warm "
        f"({met}, target {TARGET_SECONDS:.0f} s): {stages}.\n"
    )

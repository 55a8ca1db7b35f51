"""The report's sections on step counts and on long music: the paper's tables as Markdown.

In: rows. Out: text, the headline figures first, with a line on what each measure means. Nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.evaluation.judge import EMBEDDINGS, TaggerAccuracy
from trainer.evaluation.long import LongRow
from trainer.evaluation.report import table
from trainer.evaluation.steps import LATENCY_OF_SECONDS, StepsRow, StepsTable

STEPS_LEGEND = f"""
- **KAD, FAD**: kernel and Fréchet distance to true held-out music, less is better; the jackknife's bias-corrected value
  and interval, which may fall below 0. *Over the baseline*: the same as a ratio, in pairs of the same prompt and noise:
  1.00 is as near to true music as the baseline. Compare figures within one column only.
- **Own scores**: the student plays the clips' own notes, not those that the composer writes for their captions: the
  distance that is left is the model's, and not the composer's.
- **IS**: inception score of the tagger's role and style, more is better. **KL**: from the true clip's classes to the
  generated one's, nats, less is better.
- **Text**: cosine of clip and prompt in the tagger's joint space. **Role**, **instrument**: the tagger finds what the
  caption's clip has (instrument: of single stems, among its first three).
- **Over 0.90, 0.95**: share of clips that near to a training clip (cosine, joint space): memorised music.
- **Seconds**: to make {LATENCY_OF_SECONDS:.0f} s of stereo music, text to audio, one clip at a time.
"""


def name_of(row: StepsRow) -> str:
    """Return model and source in one."""
    return f"{row.model} {row.source}".strip()


def steps_section(found: StepsTable, threads: int) -> str:
    """Report the student by step count, its teacher, and true music."""
    basis = (
        f"{found.rows[0].clips} prompts of {found.bars} bars, one seed each; reference: {found.reference_clips} "
        f"held-out clips of {found.reference_songs} songs; {found.training_clips} training clips for memorisation; "
        f"{threads} thread{'s' if threads > 1 else ''}. Baseline: {found.baseline}. n is the number of clips.\n"
    )
    embeddings = ". ".join(f"*{name}*: {described}" for name, described in EMBEDDINGS.items())
    parts = (
        "## Steps: the same prompts and noise by every sampler\n",
        basis,
        _headline(found),
        STEPS_LEGEND,
        f"### Distances to true music\n\nEmbeddings: {embeddings}.\n",
        _distances(found),
        "### Scores by the tagger\n",
        _scores(found),
        "### Adherence to the request, level and nearness to the baseline\n",
        _adherence(found),
        tagger_accuracy_text(found.tagger_accuracy),
    )
    return "\n".join(parts)


def _headline(found: StepsTable) -> str:
    lines = []
    for row in found.rows:
        kernel = row.distances.get("KAD, tagger")
        figures = (
            kernel.number() if kernel else "–",
            _ratio(row, "KAD, tagger"),
            _ratio(row, "FAD, tagger"),
            _ratio(row, "KAD, texture"),
            _ratio(row, "FAD, texture"),
            row.inception.number(),
            row.text.number(),
            row.seconds.number("s"),
        )
        lines.append([name_of(row), *figures])
    head = ("clips by", "KAD, tagger", "over the baseline", "FAD, tagger, over it", "KAD, texture, over it")
    return table((*head, "FAD, texture, over it", "IS", "text", "seconds"), lines)


def _ratio(row: StepsRow, distance: str) -> str:
    ratio = row.over_baseline.get(distance)
    return f"{ratio.value:.2f} ({ratio.low:.2f}–{ratio.high:.2f})" if ratio and ratio.count else "–"


def _distances(found: StepsTable) -> str:
    names = list(found.rows[-1].distances)
    lines = [[name_of(row), *(row.distances[name].number() for name in names)] for row in found.rows if row.distances]
    return table(("clips by", *names), lines)


def _scores(found: StepsTable) -> str:
    lines = []
    for row in found.rows:
        near = [share.percent() for share in row.memorised.values()] or ["–", "–"]
        figures = (row.inception.number(), row.kl.number(), row.text.number())
        shares = (row.role.percent(), row.instrument.percent())
        lines.append([name_of(row), *figures, *shares, *near, row.nearest.number()])
    head = ("clips by", "IS", "KL", "text", "role", "instrument", "over 0.90", "over 0.95", "nearest training clip")
    return table(head, lines)


def _adherence(found: StepsTable) -> str:
    lines = []
    for row in found.rows:
        r, h, a, s = row.rhythm, row.harmony, row.attacks, row.sound
        if not s.lufs.count:
            continue
        rhythm = (r.tempo.percent(), r.on_grid.percent(), r.grid_error_median_ms.number("ms"))
        lines.append(
            [
                name_of(row),
                *rhythm,
                h.root.percent(),
                h.key.percent(),
                a.onsets_per_bar.number(),
                a.rise_db_per_bar.number(),
                s.lufs.number(),
                s.width_db.number(),
                row.distance_db.number(),
            ]
        )
    head = ("clips by", "tempo agrees (drums)", "onsets on grid (drums)", "grid error (drums)", "root picked")
    attacks = ("onsets a bar", "rise a bar, dB")
    return table((*head, "key detected", *attacks, "LUFS", "side over mid, dB", "mel L1 to the baseline, dB"), lines)


def tagger_accuracy_text(accuracy: TaggerAccuracy) -> str:
    """Report how accurate the tagger is."""
    return (
        f"The tagger (trained on {accuracy.trained_on}) on the held-out clips: role {accuracy.role.percent()}, style "
        f"{accuracy.style.percent()}, instrument {accuracy.instrument.percent()}, caption to clip R@1 "
        f"{accuracy.retrieval[1].percent()}, R@10 {accuracy.retrieval[10].percent()}; text similarity of own captions "
        f"{accuracy.text_own.number()}, of other songs' {accuracy.text_other.number()}.\n"
    )


def long_section(rows: Sequence[LongRow]) -> str:
    """Report independent windows beside those under the shared restricted process (the paper's Figure 2)."""
    names = list(rows[0].distances)
    lines = []
    for row in rows:
        change = (row.first_to_last.number("dB"), row.halves.number("dB"), row.likeness.number())
        distances = [row.distances[name].number() for name in names]
        lines.append([row.source, row.border_flux_ratio.number(), *change, *distances, row.seconds.number("s")])
    change_head = ("border over other bar lines", "first to last window", "halves of one window")
    distance_head = (f"{name}, windows" for name in names)
    head = ("windows", *change_head, "likeness of first and last", *distance_head, "a minute takes")
    return (
        f"## Long music: {rows[0].clips} clips of eight windows\n\n"
        "Border: spectral flux where windows begin or end over that at other bar lines, 1 is inaudible. First to last: "
        "difference in timbre, beside that between the halves of one window. Likeness: cosine in the tagger's joint "
        "space.\n\n" + table(head, lines)
    )

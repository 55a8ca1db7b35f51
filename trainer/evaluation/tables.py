"""The report's sections on step counts and on long music: the paper's tables, as Markdown.

In: rows. Out: text, the headline first, with a line on what each measure means. Nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.evaluation.listening import EMBEDDINGS, Credentials
from trainer.evaluation.long import LongRow
from trainer.evaluation.report import table
from trainer.evaluation.steps import LATENCY_OF_SECONDS, StepsRow, StepsTable

STEPS_LEGEND = f"""
- **KAD, FAD**: kernel and Fréchet distance to true held-out music, less is better; the jackknife's bias-free value and
  interval, which may fall below 0. *Over the baseline*: the same as a ratio, in pairs of the same prompt and noise:
  1.00 is as near to true music as the baseline. Compare figures of one column only.
- **IS**: inception score of the tagger's role and style, more is better. **KL**: from the true clip's classes to the
  generated one's, nats, less is better.
- **Text**: cosine of clip and prompt in the tagger's joint space. **Role**, **instrument**: the tagger hears what the
  caption's clip has (instrument: of single stems, among its first three).
- **Over 0.90, 0.95**: share of clips so near to one of the training clips (cosine, joint space): memorised music.
- **Seconds**: to make {LATENCY_OF_SECONDS:.0f} s of stereo music, text to audio, one clip at a time.
"""


def name_of(row: StepsRow) -> str:
    """Model and source."""
    return f"{row.model} {row.source}".strip()


def steps_section(found: StepsTable, threads: int) -> str:
    """The student by step count, its teacher, and true music."""
    stands_on = (
        f"{found.rows[0].clips} prompts of {found.bars} bars, one seed each; reference: {found.reference_clips} "
        f"held-out clips of {found.reference_songs} songs; {found.training_clips} training clips for memorisation; "
        f"{threads} thread{'s' if threads > 1 else ''}. Baseline: {found.baseline}. n is the number of clips.\n"
    )
    embeddings = ". ".join(f"*{name}*: {said}" for name, said in EMBEDDINGS.items())
    parts = (
        "## Steps: the same prompts and noise by every sampler\n",
        stands_on,
        _headline(found),
        STEPS_LEGEND,
        f"### Distances to true music\n\nEmbeddings: {embeddings}.\n",
        _distances(found),
        "### Scores by the tagger\n",
        _scores(found),
        "### Obedience, level and nearness to the baseline\n",
        _obedience(found),
        credentials_text(found.credentials),
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


def _obedience(found: StepsTable) -> str:
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
    return table((*head, "key heard", *attacks, "LUFS", "side over mid, dB", "mel L1 to the baseline, dB"), lines)


def credentials_text(judge: Credentials) -> str:
    """What the tagger can do."""
    return (
        f"The tagger (trained on {judge.trained_on}) on the held-out clips: role {judge.role.percent()}, style "
        f"{judge.style.percent()}, instrument {judge.instrument.percent()}, caption to clip R@1 "
        f"{judge.retrieval[1].percent()}, R@10 {judge.retrieval[10].percent()}; text similarity of own captions "
        f"{judge.text_own.number()}, of other songs' {judge.text_other.number()}.\n"
    )


def long_section(rows: Sequence[LongRow]) -> str:
    """Independent windows beside those under the shared restricted process (the paper's Figure 2)."""
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
        "Border: spectral flux where windows begin or end over that at other bar lines, 1 = unheard. First to last: "
        "difference in timbre, beside that between the halves of one window. Likeness: cosine in the tagger's joint "
        "space.\n\n" + table(head, lines)
    )

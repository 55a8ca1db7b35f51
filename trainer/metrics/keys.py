"""Key: how close a detected key is to the requested one.

In: two keys. Out: a score. Relative keys share all their notes, so confusing them is a small error: beside exact
matches there is the weighted score of the MIREX key contest. The key itself is detected by
`musiccm_daw/analysis/tonality.py`; short clips are hard for any detector, so the score is compared with that of true
clips.

Source: weights of the score as in mir_eval.key (Raffel et al. 2014).
"""

from __future__ import annotations

from musiccm_daw.harmony import Key


def key_score(requested: Key, detected: Key | None) -> float:
    """Return 1 for the key itself, 0.5 a fifth above it, 0.3 its relative, 0.2 its parallel, else 0 (MIREX)."""
    if detected is None:
        return 0.0
    above = (detected.tonic - requested.tonic) % 12
    if detected.mode == requested.mode:
        return {0: 1.0, 7: 0.5}.get(above, 0.0)
    relative = 9 if requested.mode == "major" else 3
    return {relative: 0.3, 0: 0.2}.get(above, 0.0)

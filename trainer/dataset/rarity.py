"""How often each clip is drawn in training: those of rare instruments more often than their number alone would have it.

Styles use some instruments in every other song and others hardly ever. Drawn evenly, half of the instruments would have
a fiftieth of the steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

RARITY = 0.5
"""An instrument with ten times as many clips has each of them drawn 10 ** -0.5 times as often."""


def drawing_chances(players: Sequence[Hashable | None], rarity: float = RARITY) -> NDArray[np.float64]:
    """Return the probability of each clip to be drawn.

    Args:
        players: the instrument that plays alone in each clip; None for a mix, which counts like a clip of the commonest
            one.
        rarity: 0 to draw all clips alike, 1 to draw all instruments alike.
    """
    counts = Counter(player for player in players if player is not None)
    most = max(counts.values(), default=1)
    weights = np.array([(most / counts.get(player, most)) ** rarity for player in players])
    chances: NDArray[np.float64] = weights / weights.sum()
    return chances

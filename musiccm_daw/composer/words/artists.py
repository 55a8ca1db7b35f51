"""Artists, songs and games by whose name people ask for a style, where it is a better known one: like Slipknot.

Tables only: the style whose players come nearest, by range of BPM. Whoever is known for an instrument is in
`spoken/musicians.py`.
"""

from __future__ import annotations

ARTISTS: dict[str, dict[str, str]] = {
    "metal": {
        "130-180": "slipknot, iron maiden, megadeth, judas priest, pantera, slayer, gojira, lamb of god",
        "100-130": "rammstein, black sabbath, meshuggah",
    },
    "house": {"112-124": "daft punk, daft punk style, justice style, french touch"},
    "yacht_rock": {"84-112": "burt bacharach, bacharach, herb alpert, the carpenters, dionne warwick"},
    "jazz_swing": {"164-176": "take five, dave brubeck take five, take 5 by dave brubeck"},
}
METERS_OF_SONGS: dict[str, str] = {"5/4": "take five, dave brubeck take five, take 5 by dave brubeck"}

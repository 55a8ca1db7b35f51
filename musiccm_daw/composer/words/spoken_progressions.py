"""What people call chord progressions that have names.

Tables only: by a key of `chords/named_progressions.py`, its names.
"""

from __future__ import annotations

_CHANGES = "changes/progression/chords"
PROGRESSIONS: dict[str, str] = {
    "rhythm_changes": "rhythm changes, i got rhythm changes, i got rhythm, rhythm changes solo, rhythm chord changes",
    "bird_blues": "bird blues, bird changes, blues for alice, blues for alice changes, parker blues, swedish blues",
    "two_five_one": (
        f"ii v i, 2 5 1, two five one, 2 5 1 {_CHANGES}, two five one {_CHANGES}, ii v i {_CHANGES}, 251 {_CHANGES}"
    ),
    "turnaround": (
        "turnaround, turnarounds, 1 6 2 5, i vi ii v, one six two five, 1625, 3 6 2 5, iii vi ii v, "
        "turnaround chords, turnaround progression"
    ),
    "so_what": f"so what {_CHANGES}, impressions {_CHANGES}",
    "autumn_leaves": f"autumn leaves, autumn leaves {_CHANGES}",
    "giant_steps": f"giant steps, giant steps {_CHANGES}, coltrane {_CHANGES}",
    "andalusian_cadence": (
        f"andalusian cadence, andalusian {_CHANGES}, phrygian cadence, hit the road "
        "jack chords, cadencia andaluza, diatonic phrygian tetrachord"
    ),
    "lament_bass": (
        "lament bass, lamento bass, descending tetrachord, lament ground, dido's lament, chromatic descending bass "
        "line, chromatic descending bass, descending chromatic bass, descending bass line, passus duriusculus"
    ),
    "line_cliche": "line cliche, line cliché, minor line cliche, minor line cliché, cliche line, james bond chords",
    "doo_wop": (
        f"doo wop {_CHANGES}, doowop {_CHANGES}, 50s {_CHANGES}, 1950s {_CHANGES}, fifties {_CHANGES}, ice cream "
        f"changes, heart and soul {_CHANGES}, stand by me {_CHANGES}, 1 6 4 5, 1645, one six four five"
    ),
    "axis": (
        f"axis {_CHANGES}, axis of awesome {_CHANGES}, four chord song, 4 chord song, four chords song, 4 chords song, "
        "1 5 6 4, 1564, one five six four, 6 4 1 5, sensitive female chord progression, "
        "four chords of pop, optimistic progression"
    ),
    "pachelbel": (
        f"pachelbel, pachelbel canon, pachelbel's canon, pachelbel {_CHANGES}, pachelbel canon {_CHANGES}, canon in d, "
        f"canon {_CHANGES}, pachelbel's canon {_CHANGES}, canon in d {_CHANGES}"
    ),
    "royal_road": f"royal road, royal road {_CHANGES}, oudou shinkou, oudou progression, 4 5 3 6, 4536",
    "circle_of_fifths": (
        f"circle of fifths, circle of 5ths, circle of fifths {_CHANGES}, circle of fourths, falling fifths, fall of "
        f"fifths, descending fifths, fifths sequence, cycle of fifths, autumn leaves style {_CHANGES}, quintfall, "
        "quintfallsequenz"
    ),
    "folia": f"folia, la folia, follia, la follia, folies d'espagne, folia {_CHANGES}",
    "passamezzo": f"passamezzo, passamezzo antico, passamezzo moderno, gregory walker, passamezzo {_CHANGES}",
    "romanesca": f"romanesca, romanesca bass, greensleeves {_CHANGES}",
    "three_chords": f"1 4 5, one four five, 145 {_CHANGES}, 1 4 5 {_CHANGES}, three chord song, 3 chord song",
    "mixolydian_vamp": f"mixolydian vamp, mixolydian {_CHANGES}, 1 b7 4, sweet child chords",
    "dorian_vamp": f"dorian vamp, dorian {_CHANGES}, i7 iv7 vamp",
    "plagal": f"plagal, plagal vamp, plagal cadence, plagal cadences, amen cadence, plagal {_CHANGES}",
    "dissonant": (
        "dissonant, dissonance, dissonances, dissonant chords, dissonant harmony, atonal, atonality, atonal chords, "
        "discordant, jarring chords, clashing chords, clashing harmonies, tritones, tritone chords, dodecaphonic, "
        "twelve tone, serialism, serial music, schoenberg, webern, dissonant harmonies, disonante, dissonante"
    ),
}

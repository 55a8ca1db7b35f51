"""Artists, songs and games by whose name people ask for a style, where it is a better known one: like Slipknot.

Tables only: the style whose players come nearest, by range of BPM. Whoever is known for an instrument is in
`spoken/musicians.py`. Names that are words (Queen, Air, Yes) are not among them.
"""

from __future__ import annotations

ARTISTS: dict[str, dict[str, str]] = {
    "metal": {
        "130-180": "slipknot, iron maiden, megadeth, judas priest, pantera, slayer, gojira, lamb of god",
        "100-130": "rammstein, black sabbath, meshuggah, system of a down, korn, deftones",
    },
    "rock": {
        "120-150": "foo fighters, arctic monkeys, the strokes, the killers, muse band, the beatles, rolling stones",
        "100-126": "ac dc, acdc, guns n roses, pink floyd, coldplay, radiohead, oasis band",
        "160-190": "green day, blink 182, ramones, the ramones, sex pistols, sum 41, the offspring",
    },
    "house": {
        "112-124": "daft punk, daft punk style, justice style, french touch",
        "122-128": "fred again, disclosure, david guetta, calvin harris, swedish house mafia, mk house, duke dumont",
    },
    "techno": {"128-140": "charlotte de witte, amelie lens, jeff mills, adam beyer, carl cox, nina kraviz"},
    "dubstep": {"138-144": "skrillex, excision, rusko, skream, benga and coki, zomboy, virtual riot"},
    "drum_and_bass": {
        "170-176": "pendulum, goldie, ltj bukem, netsky, sub focus, chase and status, noisia, hospital records"
    },
    "trap": {
        "130-150": ("drake, future rapper, metro boomin, playboi carti, migos, 21 savage, young thug, gunna"),
    },
    "boom_bap": {"86-96": "wu tang clan, nas illmatic, a tribe called quest, mf doom, dj premier, j cole, eminem"},
    "lofi": {"72-86": "nujabes, lofi girl, j dilla lofi, tomppabeats"},
    "pop": {
        "96-120": ("ed sheeran, adele, katy perry, harry styles, olivia rodrigo, miley cyrus, sabrina carpenter"),
        "112-126": "dua lipa, lady gaga, ariana grande, blackpink, britney spears, bruno mars",
        "76-100": "billie eilish, lana del rey, lorde, finneas",
    },
    "synthwave": {
        "90-118": "the weeknd, kavinsky, m83, gunship, the midnight, carpenter brut, john carpenter, vangelis"
    },
    "ambient": {"60-80": "aphex twin ambient, stars of the lid, william basinski, tim hecker"},
    "edm": {"126-130": "avicii style, martin garrix style, hardwell, zedd, marshmello"},
    "trance": {"132-140": "armin van buuren, paul van dyk, above and beyond, ferry corsten"},
    "reggae": {"72-84": "peter tosh, burning spear, lee perry, king tubby"},
    "reggaeton": {"88-100": "bad bunny, j balvin, karol g, don omar, ozuna, maluma"},
    "afrobeat": {"100-116": "burna boy, wizkid, tony allen, tems, davido, rema"},
    "funk": {"98-114": "parliament funkadelic, george clinton, the meters, vulfpeck, sly stone, prince funk"},
    "disco": {"116-124": "bee gees, donna summer, chic disco, nile rodgers, earth wind and fire disco, boney m"},
    "soul": {"84-110": "otis redding, marvin gaye, al green, amy winehouse, sam cooke, bill withers"},
    "rnb": {"72-92": "frank ocean, sza, usher, rihanna, alicia keys, the weeknd early"},
    "trip_hop": {"72-90": "tricky bristol, morcheeba, unkle"},
    "big_beat": {"118-132": "the crystal method, propellerheads, basement jaxx beat"},
    "country": {
        "96-124": "johnny cash, dolly parton, willie nelson, hank williams, luke combs, morgan wallen, shania twain"
    },
    "folk": {"88-112": "bob dylan, joni mitchell, simon and garfunkel, mumford and sons, leonard cohen, joan baez"},
    "blues": {"84-116": "howlin wolf, robert johnson, stevie ray vaughan, john lee hooker"},
    "jazz_swing": {
        "164-176": "take five, dave brubeck take five, take 5 by dave brubeck",
        "120-160": (
            "duke ellington, glenn miller, benny goodman, frank sinatra, michael bublé, michael buble, ella fitzgerald"
        ),
    },
    "bossa_nova": {"120-140": "tom jobim, jobim, antonio carlos jobim, joao gilberto, joão gilberto, astrud gilberto"},
    "cinematic": {
        "84-116": "danny elfman, james horner, alan silvestri, howard shore, two steps from hell, harry potter"
    },
    "minimalism": {"108-132": "yann tiersen, amélie soundtrack, michael nyman, max richter"},
    "yacht_rock": {"84-112": "burt bacharach, bacharach, herb alpert, the carpenters, dionne warwick, fleetwood mac"},
    "hyperpop": {"140-170": "sophie xeon, a g cook, ag cook, dorian electra"},
    "balkan_brass": {"120-150": "emir kusturica, kusturica, underground soundtrack"},
    "zouk": {"88-98": "nelson freitas, c4 pedro, kaysha"},
}
METERS_OF_SONGS: dict[str, str] = {"5/4": "take five, dave brubeck take five, take 5 by dave brubeck"}

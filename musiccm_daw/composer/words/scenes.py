"""What people picture where they name no style: the words to which unknown phrases of a prompt are compared.

A phrase that `prompt_words.py` does not know is taken for the style or mood of the nearest of these phrases in meaning,
unless one that asks for nothing is nearer. Tables only: the engine measures the nearness (`engine/nearest_words.py`).
Instruments are not among them: those have tables of names, and `described_instruments.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from musiccm_daw.composer.words import spoken_styles, spoken_words, vocabulary

_STYLE_SCENES = {
    "house": (
        "dance floor, summer party by the sea, pool party, dj set, clubbing, fashion show, ibiza at night, makes "
        "people dance in ibiza"
    ),
    "techno": "dark warehouse, nightclub at four in the morning, industrial machines, strobe lights, underground club",
    "drum_and_bass": "high-speed breakbeats, jungle sound system, car chase",
    "trap": "southern rap, rapper, street gang, gangster, hustler",
    "boom_bap": "street corner, breakdance, mc and dj, new york subway, block party, skateboarding",
    "lofi": "studying at a desk, homework, coffee and rain, cozy room, sleepy afternoon, anime",
    "synthwave": (
        "neon lights, cyberpunk city, night drive in a sports car, eighties movie, science fiction city, "
        "tech news, news intro"
    ),
    "pop": "boy band, girl group, pop star, teenagers, love song, radio hit, catchy summer hit",
    "rock": "rock band, guitar hero, stadium, garage band, rebellious teenagers, road trip",
    "funk": "soul brothers, groovy party, afro hair and flares",
    "disco": "mirror ball, glitter, roller skates, dancing queen, saturday night in the seventies",
    "jazz_swing": "smoky bar, cocktail lounge, big band leader, new orleans, saxophone player, harlem",
    "noir_jazz": "private eye in the rain, murder mystery, crime scene at night",
    "samba": "brazilian street parade, samba dancers with feathers",
    "bossa_nova": "rio de janeiro, brazil, beach at sunset, hotel lobby, elevator, copacabana",
    "reggae": "jamaica, rastafarian, caribbean island, kingston, palm beach",
    "ambient": (
        "ambience, ambiance, outer space, yoga, sleep, nature sounds, underwater, clouds, forest, relaxation, spa"
    ),
    "cinematic": "movie, hollywood, battle, hero, adventure, fantasy, film composer, war",
    "celtic": "irish pub, green hills of ireland, castles of scotland, saint patrick's day",
    "sea_shanty": "sailors, pirates at sea, hauling on the ropes of a ship",
    "folk": "campfire, village dance, medieval minstrels, storyteller, shepherd",
    "rnb": "slow jam, bedroom, romance, sensual, love making",
    "trance": "festival main stage, euphoria, hands in the air, rave, dj superstar",
    "soul": "church choir, sunday service, soul singer, motown singer",
    "blues": "mississippi delta, juke joint, sad guitar player, heartbreak, train whistle, hard times",
    "afrobeat": "west africa, nigeria, lagos, african drums, ghana",
    "country": "cowboy, wild west, ranch, rodeo, prairie, pickup truck, saloon, texas",
    "reggaeton": "puerto rico, latin club, perreo, medellin",
    "salsa": "havana, cuba, latin dance party, carnival, mexico",
    "classical": "mozart, beethoven, concert hall, royal palace, recital, ballet, ballroom, museum",
    "chiptune": "nintendo, arcade, pixels, platform game, computer game, sega, battle of little monsters",
    "trip_hop": "smoky noir beats, bristol night, slow dark beats, paranoia",
    "metal": "mosh pit, headbanging, demons, hell, satan, vikings, death, thrashing",
    "gospel": "sunday morning in church, choir robes, hallelujah, praying congregation, amen",
    "gospel_shout": "dancing in the aisles of a church, holy ghost, pentecostal praise",
    "neo_soul": "incense and candles, late head nodding groove, mellow jam session of soul musicians",
    "hard_bop": "jazz quintet in a cellar, sweating horn players, blue note records",
    "smooth_jazz": "telephone hold music, weather channel, wine tasting, saxophone at dinner",
    "yacht_rock": "sailing boat, marina, captain's hat, cocktails on deck, smooth seventies california",
    "city_pop": "tokyo in the eighties, driving along the bay, summer in japan, cassette in a sports car",
    "surf_rock": "surfers, big waves, hot rod, california beach in 1962, tarantino film",
    "grunge": "flannel shirts, seattle rain, teenage angst, nineties bedroom poster",
    "midwest_emo": "suburban basement show, high school nostalgia, cornfields, diary",
    "indie_folk": "cabin in the woods in winter, snowed in, log cabin, quiet heartbreak by the lake",
    "krautrock": "endless autobahn, hypnotic straight road, berlin in the seventies",
    "post_punk": "grey concrete, manchester in 1979, black trench coat, cold factory town",
    "prog_rock": "wizards and capes, concept album, album side of twenty minutes, odd time keyboard heroes",
    "gqom": "durban taxi, township rave, dark south african club",
    "phonk": "drifting cars, tokyo drift, street racing at night, gym edit",
    "hyperpop": "glittery internet, sugar rush, anime girl screaming, kawaii overload, too much candy",
    "vaporwave": "empty shopping mall, marble busts, windows 95, vhs dream, palm trees at sunset in pink",
    "blaxploitation": "seventies detective with a moustache, pimp in a fur coat, harlem car chase, undercover cop",
    "spy_caper": "robbing a casino, stealing diamonds, secret plan, double agent, sneaking past guards, tiptoeing",
    "suspense": "someone is watching, missing person, waiting for the kidnapper's call, hostage, whodunit",
    "horror": "haunted doll, something under the bed, coffin, seance, monster in the dark, blood, possessed child",
    "boss_battle": "final enemy, giant monster, last stand, dragon fight, raid",
    "sentimental": "saying farewell, last letter, loss of a friend, hospital bed, tears, dying, grieving widow",
    "quirky": "clumsy cat, baking cupcakes, silly mistake, awkward date, puppies, garden gnomes, busy bees",
    "kids_tv": "children's programme, toy train, talking animals, birthday of a five year old, teddy bears",
}
_MOOD_SCENES = {
    "calm": "tranquil, soothing, silent, at rest, hush, cradle, whisper, unhurried",
    "strong": "violent, mighty, brutal, angry, pounding, thunder, fierce",
    "busy": "chaotic, crowded, complicated, full of notes, ornamented, overloaded, nervous",
    "sparse": "bare, stripped down, skeletal, minimalist, almost nothing, lonely, few sounds",
}
_CAPTION_MOODS = {
    "calm": vocabulary.CALM_WORDS,
    "strong": vocabulary.STRONG_WORDS,
    "busy": vocabulary.BUSY_WORDS,
    "sparse": vocabulary.SPARSE_WORDS,
}
_OF_OTHER_MOODS = """
sluggish, lazy, dragging, at a snail's pace, lethargic, funeral march, speeding, rushing, racing, hasty, breakneck, at
full speed, swift, gloomy, mournful, grieving, sorrow, crying, sinister, joy, jolly, merry, optimistic, smiling
"""
"""Tempo and key are settled before the notes are composed: words for these change none of them."""
_ASK_FOR_NOTHING = """
thing, object, person, man, woman, child, house number, car, train, ticket, airport, table, chair, kitchen, food, soup,
bread, apple, cheese, dog, cat, bird, fish, horse, flower, tree, stone, metal box, paper, book, letter, newspaper,
computer, software, website, email, phone, internet, server, data, number, seven, hundred, percent, money, bank, price,
company, office, manager, meeting, school, teacher, exam, doctor, hospital, medicine, police, law, government,
president, election, weather, monday, january, today, tomorrow, week, year, hour, country name, germany, china, city,
street, road, bridge, building, door, wall, floor, roof, garden tool, hammer, knife, shirt, shoes, hat shop, blue,
green, yellow, white, black, colour, big, small, good, bad, nice, great, excellent, wonderful, pretty, ugly, strange,
unusual, special, different, similar, favourite, famous, popular, new, old, young, cheap, free, download, video,
advertisement, brand, professional quality, high resolution, studio recording, audio file, sample pack, license,
copyright, song title, artist name, singer name, music theory, scale, interval, pitch, tuning, volume, loudness,
equalizer, compressor, plugin, software synthesizer, midi file, bit depth, stereo image, frequency, tone, timbre,
melody writing, polyphony, verse and chorus, word, sentence, question, idea, inspiration, creative, emotion, feeling,
mood, atmosphere, style, genre, sound design, listen, play, make, generate, create, please, thanks, hello, robert,
michael, anna, marie, marina, smith, science, mathematics, physics, chemistry, biology, engine, electricity, plastic,
wood, glass, vegetables, dinner, breakfast, sport, football, tennis, shopping, cleaning, travel, holiday, hotel room,
insurance, contract, counter, customer service, test, example, placeholder, random text, nonsense, xqzt, blah,
gibberish, abc, hjkl, vrbl, snorf, zibblefrax, quuxly, zorp, indian, raga, oriental, chinese, japanese, throat singing,
una canción, guitarra, piano suave, con el, en la noche, chanson douce, avec le piano, ein lied, klavier mit, musica
dolce, canzone, musik
"""
"""Everyday words, words about music that ask for no style, music unlike all of the styles, and other languages."""


def compared_phrases() -> tuple[tuple[str, str | None], ...]:
    """Return the phrases with what they stand for: a key of `STYLE_TABLE`, a mood, or None for nothing."""
    return tuple(dict.fromkeys(_entries()))


def _entries() -> Iterator[tuple[str, str | None]]:
    for table in (vocabulary.STYLE_WORDS, _CAPTION_MOODS):
        yield from ((phrase, name) for name, phrases in table.items() for phrase in phrases)
    spoken_moods = {name: spoken_words.MOODS[name] for name in _MOOD_SCENES}
    for style, kinds in spoken_styles.KINDS.items():
        yield from ((phrase, style) for phrases in kinds.values() for phrase in phrases.split(", "))
    for spoken in (spoken_styles.STYLES, spoken_styles.SCENES, _STYLE_SCENES, spoken_moods, _MOOD_SCENES):
        yield from ((phrase, name) for name, phrases in spoken.items() for phrase in phrases.split(", "))
    for words in (vocabulary.MINOR_WORDS, vocabulary.MAJOR_WORDS, vocabulary.SLOW_WORDS, vocabulary.FAST_WORDS):
        yield from ((phrase, None) for phrase in words)
    for listed in (_OF_OTHER_MOODS, _ASK_FOR_NOTHING):
        yield from ((phrase, None) for phrase in " ".join(listed.split()).split(", "))

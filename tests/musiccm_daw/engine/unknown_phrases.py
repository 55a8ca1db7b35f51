"""Phrases that the composer does not know, with the styles and moods that a musician would take them for.

And words that ask for none. The threshold of `nearest_words.py` is calibrated on every second phrase and word, from the
first on; the others test it.
"""

from __future__ import annotations

_LABELLED = """
cowboy western: country folk
rodeo night: country
frontier saloon: country cinematic folk blues
truck stop: country rock blues
hoedown: country folk bluegrass
texas ranch: country
campfire singalong: folk country
appalachian: folk country
emerald glens: folk celtic
pirate adventure: cinematic folk sea_shanty
fireside stories: folk
village fair: folk
pokemon battle: chiptune
pixel platformer: chiptune
super mario: chiptune
tetris: chiptune
commodore 64: chiptune
rainy cafe: jazz_swing lofi bossa_nova
coffee shop: jazz_swing lofi bossa_nova
cozy bedroom: lofi rnb ambient
smoky speakeasy: jazz_swing blues
harlem nightclub: jazz_swing soul
martini lounge: jazz_swing bossa_nova
cocktail bar: jazz_swing bossa_nova
hardboiled sleuth: noir_jazz jazz_swing cinematic trip_hop
yoga studio: ambient
rainforest: ambient
deep sleep: ambient
underwater cave: ambient
misty lake: ambient
brian eno: ambient
hollywood blockbuster: cinematic
space battle: cinematic
superhero: cinematic
dragon battle: cinematic metal boss_battle
war film: cinematic
documentary: cinematic ambient
lord of the rings: cinematic
berlin nightclub: techno house
underground bunker: techno
berghain: techno
ibiza beach: house trance
miami pool party: house
dancefloor: house disco techno
festival mainstage: trance house
tiesto: trance
atlanta: trap
gangsta: trap boom_bap
travis scott: trap
compton: boom_bap trap
brooklyn block party: boom_bap
wu tang: boom_bap
breakdancing: boom_bap funk
graffiti: boom_bap
miami vice: synthwave
tron: synthwave
stranger things: synthwave
metallica: metal
viking battle: metal cinematic folk
stadium anthem: rock
nirvana: rock grunge
beatles: rock pop
led zeppelin: rock
taylor swift: pop country
teenage crush: pop
james brown: funk soul
studio 54: disco
abba: disco pop
saturday fever: disco
aretha franklin: soul
sunday church: soul gospel
delta juke joint: blues
mississippi: blues country
muddy waters: blues
rio carnival: bossa_nova salsa
ipanema: bossa_nova
cuban street party: salsa
bob marley: reggae
rastafari: reggae
daddy yankee: reggaeton
fela kuti: afrobeat
victorian parlour: classical
versailles palace: classical
massive attack: trip_hop
portishead: trip_hop
beyonce: rnb pop
ferocious: strong
thunderous: strong
raging: strong
vigorous: strong
forceful: strong
hushed: calm
placid: calm
restful: calm
whispering: calm
blistering: strong
frenetic: busy strong
cluttered: busy
ornate: busy
stripped: sparse
uncomplicated: sparse
understated: sparse calm
"""
_NOTHING = """
zorblax, blorptang, qwertyuiop, asdf, xyzzy, lorem ipsum, foobar, wibble, frobnicate, spreadsheet, refrigerator,
quarterly invoice, banana, tax return, purple, yesterday, grandmother, chicken, toothbrush, democracy, bicycle,
algorithm, kubernetes, parliament, concrete, receipt, laundry, accountancy, penguin, sandwich, photosynthesis,
mortgage, telephone, umbrella, dentist, potato, window, carpet, lawyer, volcano, masterpiece, banger, amazing,
beautiful, inspiring, professional, top quality, royalty free, commercial, catchy, unique, mastered, hifi, quality,
best, cool, original, background, youtube, podcast, advert, birthday, tiktok, john, maria, customer, interesting,
weird, awesome, perfect, complex, magic, red, golden, morning, summer, winter, tuesday, london, paris, vibrato,
cadence, harmony, dynamics, tonality, modulation, headphones, speakers, microphone, mixing, mastering, producer,
composer, listener, lyrics, spotify, album, recording, intonation, техно, 音楽, musique, pluie, voltage, my
boss, wallpaper, gluten, cucumber, forty two, left handed, expensive, second hand, brand new, demo, version, draft,
remix, inspired, influenced, reminiscent, signature, plodding, leisurely, hurried, chirpy, languid,
crawling, crisp, long lasting, very last minute, meow, 2023
"""

LABELLED: dict[str, tuple[str, ...]] = {
    phrase: tuple(names.split()) for phrase, names in (line.split(": ") for line in _LABELLED.strip().splitlines())
}
NOTHING = tuple(" ".join(_NOTHING.split()).split(", "))

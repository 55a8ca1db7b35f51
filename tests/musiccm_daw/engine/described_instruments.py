"""Instruments in other people's words, with what a musician would take them for, and words that name no instrument.

None of them is a phrase of the lexicon. The thresholds of `nearest_words.py` are calibrated on every second one, from
the first on; the others test it.
"""

from __future__ import annotations

_DESCRIBED = """
wooden keyboard with felt hammers: grand_piano bright_piano
black and white keys of a concert instrument: grand_piano bright_piano church_organ
chopin recital keyboard: grand_piano bright_piano
sparkly pop ivories: bright_piano grand_piano
barroom keyboard out of tune: honky_tonk
old west saloon keyboard: honky_tonk
tines with tremolo: rhodes fm_epiano dx_piano
seventies electric keyboard with a warm bark: rhodes clavinet
eighties ballad digital keyboard: dx_piano fm_epiano
quill plucked keyboard of bach: harpsichord
baroque keyboard with plucked jacks: harpsichord
stevie wonder superstition keyboard: clavinet
percussive funk keyboard through a wah: clavinet
nutcracker sugar plum keyboard: celesta
tiny metal bars struck with beaters: glockenspiel celesta vibraphone
ballerina box that you wind up: music_box
clockwork lullaby mechanism: music_box
jazzy metal bars with a motor: vibraphone
milt jackson mallet playing: vibraphone
rosewood bars hit with soft mallets: marimba
african metal tines played with the thumbs: kalimba
tines on a gourd: kalimba
rotating speaker and tonewheels: drawbar_organ rock_organ percussive_organ
jimmy smith in a smoky club: drawbar_organ percussive_organ
deep purple keyboards: rock_organ
doors keyboard solo: rock_organ
thundering pipes in a cathedral: church_organ
sunday mass pedals and pipes: church_organ
foot pumped indian bellows keyboard: reed_organ
parlor reeds with bellows: reed_organ accordion
parisian bellows instrument: accordion
squeezed bellows with buttons: accordion
zydeco squeezer: accordion
bob dylan mouth instrument: harmonica
bluesman's pocket instrument: harmonica
gut strings plucked with bare fingers: nylon_guitar harp
segovia recital: nylon_guitar
paco de lucia style: nylon_guitar
six string acoustic by the fire: steel_guitar nylon_guitar
strummed dreadnaught with bronze strings: steel_guitar
wes montgomery octaves: jazz_guitar
django style six string: jazz_guitar steel_guitar
chimey single coil six string: clean_guitar
glassy fender through a twin reverb: clean_guitar
nile rodgers chucking: muted_guitar clean_guitar
scratchy sixteenth funk six string: muted_guitar clean_guitar
cranked marshall stack: overdriven_guitar distortion_guitar
bluesy tube amp six string: overdriven_guitar clean_guitar
high gain shredding: distortion_guitar overdriven_guitar
wall of fuzz riffage: distortion_guitar overdriven_guitar
appalachian five string picker: banjo
earl scruggs rolls: banjo
big wooden four string in a jazz combo: acoustic_bass contrabass
charles mingus low end: acoustic_bass
motown james jamerson low end: finger_bass
four string electric played with the fingertips: finger_bass
plectrum on a low four string: pick_bass
jaco pastorius tone: fretless_bass
mwah low notes sliding: fretless_bass
thumb popping and slapping: slap_bass
flea style low end: slap_bass
mark king thumb: slap_bass
wobbling dubstep low end: reese_bass synth_bass_2 synth_bass_1 fm_bass
growling neurofunk low end: reese_bass
squelchy resonant silver box: acid_303
roland silver box squelch: acid_303
long booming kick tuned low end: bass_808
pure sine subsonic rumble: sub_bass
moog taurus pedals: analog_bass synth_bass_1
fat monosynth low end: analog_bass synth_bass_1 synth_bass_2
lately low end from a yamaha: fm_bass
paganini virtuoso: solo_violin
irish reel bowed by one player: solo_violin
string player between first and last desk: solo_viola string_ensemble
middle voice of the quartet: solo_viola
bach suite bowed low: solo_cello
orchestra's lowest bowed instrument: contrabass
shivering bowed suspense: tremolo_strings
fast trembling bows: tremolo_strings
finger plucked orchestra: pizzicato_strings
angelic plucked glissando instrument: harp
forty seven strings and pedals: harp
hollywood bowed section: string_ensemble slow_strings
forty bowed players: string_ensemble slow_strings
slow swelling bowed section: slow_strings string_ensemble
jean michel jarre ensemble machine: synth_strings
seventies disco ensemble keyboard: synth_strings
many people singing in a church: choir_aahs
children singing together: choir_aahs voice_oohs
sopranos altos tenors and basses: choir_aahs
soft humming voices: voice_oohs choir_aahs
doo wop backing humming: voice_oohs
vocoder robot singing: synth_voice
robotic talk box: synth_voice
louis armstrong playing his instrument: trumpet
mariachi blower: trumpet
valved brass with a bell: trumpet french_horn trombone brass_section
tommy dorsey slide: trombone
miles davis with a harmon: muted_trumpet
wah wah plunger: muted_trumpet trombone
hunting call in the forest: french_horn
heroic round brass of john williams: french_horn brass_section
tower of power section: brass_section
punchy ska blowers: brass_section
van halen jump brass: synth_brass
oberheim brassy chords: synth_brass
charlie parker reed: alto_sax
paul desmond tone: alto_sax
coltrane reed: tenor_sax
stan getz breathy reed: tenor_sax
careless whisper solo instrument: alto_sax tenor_sax
tuning note of the orchestra: oboe
benny goodman reed: clarinet
klezmer woodwind: clarinet
blown silver tube: flute
jethro tull woodwind: flute
breathy andean pipes: pan_flute
glassy bell like digital texture of the nineties: new_age_pad glass_pad fm_bell
warm polysynth swells: warm_pad warm_gm_pad analog_pad poly_synth_pad
prophet 5 chords: poly_synth_pad analog_pad
airy human sounding synth bed: choir_pad synth_voice voice_oohs
slowly moving filter texture: sweep_pad
metallic digital chimes: fm_bell
short snappy synth notes: pluck
korg m1 piano house chords: organ_stab bright_piano grand_piano chord_stab
nineties rave hit chord: chord_stab
huge detuned sawtooth wall: supersaw
jp 8000 trance chords: supersaw
buzzing mono synth topline: saw_lead
gameboy melody voice: square_lead
hollow pulse wave: square_lead
vintage juno swells: analog_pad warm_pad poly_synth_pad
icy crystalline sustained texture: glass_pad new_age_pad
whoosh that builds before the drop: noise_riser
tension builder sweep up: noise_riser
falling whoosh after the drop: downlifter
huge trailer hit: impact
needle noise from an old record: vinyl_crackle
static and pops from wax: vinyl_crackle
endless low hum: drone sub_bass
ringo behind his ludwig: standard_kit room_kit kit_acoustic_synth power_kit
four piece ludwig with sticks: standard_kit room_kit kit_acoustic_synth
john bonham in a stairwell: room_kit power_kit standard_kit
arena rock pounding with gated reverb: power_kit electronic_kit
simmons hexagons: electronic_kit
linndrum from 1984: electronic_kit
swinging ride with sticks: jazz_kit
wire whisks on a snare skin: brush_kit
thundering war rhythm section with timps: orchestra_kit
roland cowbell machine: kit_808 gm_808_kit
chicago box with the open hats: kit_909
jeff mills machine: kit_909
j dilla mpc: kit_lofi
dusty sampler pads: kit_lofi
rattles and jingles: shaker_kit
gourd filled with seeds: shaker_kit
cuban hand drumming: latin_percussion
skins slapped by hand: latin_percussion
"""
_NO_INSTRUMENT = """
late night drive, sunny afternoon, for a vlog, walking the dog, rainy window, lonely street, cooking show, travel
film, gym workout, wedding, funeral, birthday party, autumn leaves falling, snow on the mountains, ocean waves, city
lights, midnight snack, train station, airport lounge, childhood memories, first kiss, broken heart, graduation day,
road to nowhere, mystery, detective story, cartoon chase, product launch, corporate explainer, tutorial intro, podcast
opener, meditation session, sleep aid, focus music, morning routine, sunrise over the desert, moonlight, stormy
weather, gentle breeze, rolling hills, foggy harbour, sailing ship, racing cars, football match, fashion runway,
museum tour, haunted house, abandoned factory, submarine, space station, alien planet, robots, time machine, black
hole, dreams, nightmare, hope, despair, anger, jealousy, nostalgia, curiosity, confidence, victory, defeat, grandeur,
royal court, pirates, samurai, ninja, vampires, dragons, fairy tale, unicorn, superheroes, 
courtroom drama, kitchen sink, garden party, farmers market, coffee machine, ice cream, chocolate, spicy, velvet,
silk, rust, smoke, fire, water, earth, thunder and lightning, polished, handmade, low budget, blockbuster, indie game
menu, level two, high score, loading screen, credits roll, opening scene, slow motion, time lapse, drone footage,
wedding video, real estate, charity, election night, breaking news, weather forecast, quiz show, magic trick, circus,
playground, kindergarten, library, laboratory, factory, farm, desert, arctic, tropical, mediterranean, bohemian,
viking, roman empire, renaissance, victorian, art deco, sixties, nineties, futuristic, timeless, elegant, rough,
sticky, wobbly, crunchy, silky, sparkling, glittering, muddy, hazy, blurry, crystal clear, razor sharp, fluffy,
chunky, greasy, rusty, wooden, metallic, hollow, round, edgy, sweet, sour, bitter, salty, hot, cold, radio spot,
ringtone, alarm, teaser, theme park, casino, poker night, billiards, bowling, skate park, surfing, skiing, hiking,
climbing, diving, horse riding, picnic, barbecue, thanksgiving, christmas morning, halloween, new year's eve,
valentine, mother's day, lazy sunday, monday blues, friday feeling, payday, deadline, brainstorm, daydreaming, people
talking, crowd, old man, little girl, my brother, best friends, hero's journey, plot twist, cliffhanger, happy ending,
something different, whatever you like, surprise me, in the style of mozart, like daft punk, tarantino, spielberg,
studio ghibli, zelda, tokyo, berlin, havana nights, route 66, nashville skyline, mexican border, irish countryside,
himalaya, sahara, bayou, alps, nordic, balearic, string theory, keyboard shortcut, organ donor, bass fishing, horn of
africa, pipeline, bellwether, pickup line, reedy swamp, bow tie
"""
# The last ones only sound like instruments.

DESCRIBED: dict[str, tuple[str, ...]] = {
    phrase: tuple(names.split()) for phrase, names in (line.split(": ") for line in _DESCRIBED.strip().splitlines())
}
NO_INSTRUMENT = tuple(" ".join(_NO_INSTRUMENT.split()).split(", "))

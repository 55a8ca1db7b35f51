"""What people call dances and club music of all continents, beside `spoken_styles.py` and in the same form.

Tables only: by style, phrases separated by commas; kinds with tempi, meters and modes of their own.
"""

from __future__ import annotations

from musiccm_daw.composer.words.spoken_bands import CHANSON, CHICHA, FADO, GUOFENG, RAGA, VIKING

_ENKA = "enka, enka ballad, japanese enka, kayokyoku ballad"
_IN_TWO = (
    "hasapiko, hassapiko, chasapiko, χασάπικο, sirtaki, syrtaki, sirtáki, συρτάκι, zorba, zorba the greek, zorbas dance"
)
_FAST_IN_TWO = "hasaposerviko, hassaposerviko, χασαποσέρβικο"
_BELLY_DANCES = "tsifteteli, chiftetelli, çiftetelli, τσιφτετέλι"
_LAMENTS = "sevdah, sevdalinka, sevdalinke"
STYLES: dict[str, str] = {
    "grime": (
        "uk grime, early grime, eski, eskibeat, eski click, sublow, grime instrumental, grime riddim, wiley, skepta, "
        "jme, dizzee rascal, ruff sqwad"
    ),
    "eurobeat": "super eurobeat, initial d, para para, parapara, eurobeat drift, running in the 90s, deja vu eurobeat",
    "dungeon_synth": (
        "dungeonsynth, dungeon synths, winter synth, castle synth, comfy synth, forest synth, medieval ambient, "
        "mortiis, dungeon crawler synth"
    ),
    "zouk": (
        "zouk music, zouk love, zouk beat, zouk love beat, kizomba, kizomba beat, semba love, kompa, konpa, "
        "cabo zouk, cabo love, ghetto zouk, urban kiz, kassav, zouk antillais, kompa direct, konpa dirèk"
    ),
    "samba_enredo": (
        "samba enredo, samba de enredo, samba school, escola de samba, samba parade, rio carnival samba, carnaval do "
        "rio, karneval in rio, carnaval de rio, sambódromo, sambodrome"
    ),
    "forro": "forró, forró pé de serra, baião, baiao, luiz gonzaga, forro music, coco de roda, northeastern brazilian",
    "bhangra": (
        "bhangra music, punjabi, punjabi pop, punjabi beat, dhol beat, desi hip hop, panjabi mc, giddha, garba, "
        "dandiya, dandiya raas, navratri, bhangra pop"
    ),
    "rebetiko": (
        "rembetiko, rebetika, rembetika, rebétiko, ρεμπέτικο, ρεμπέτικα, zeibekiko, zeimbekiko, zeybek, zeybekiko, "
        "ζεϊμπέκικο, ζειμπέκικο, laiko, laïko, λαϊκό, λαϊκά, greek blues, greek folk, greek music, greek taverna, "
        "taverna, ταβέρνα, greek taverna music, griechische musik, musique grecque, música griega, musica greca, "
        "bouzouki music"
    ),
    "chacarera": (
        "chacarera doble, chacareras, malambo, folklore argentino, argentine folk, argentine folklore, gato cuyano"
    ),
    "joropo": (
        "joropo llanero, música llanera, musica llanera, llanero, golpe llanero, pajarillo, alma llanera, venezuelan "
        "folk, venezuelan joropo"
    ),
    "batucada": "maracatu rural",
}
KINDS: dict[str, dict[str, str]] = {
    "batucada": {
        "130-142": (
            "bateria de escola de samba, bateria de samba enredo, samba enredo bateria, bateria enredo, bateria da "
            "escola, bateria nota dez, escola de samba bateria, samba school bateria"
        ),
        "86-104": "maracatu, maracatu de baque virado, baque virado, samba reggae, olodum",
    },
    "zouk": {
        "80-90": "tarraxinha, tarraxo, tarraxa, tarraxinha beat",
        "114-126": "lambada, zouk lambada, brazilian zouk lambada",
        "118-132": "zouk béton, zouk beton, beguine, biguine",
    },
    "forro": {
        "74-90": "xote, xotes, forró xote",
        "152-172": (
            "arrasta pé, arrasta pe, quadrilha junina, festa junina, são joão, piseiro, pisadinha, forró piseiro"
        ),
    },
    "rebetiko": {"100-124": f"{_IN_TWO}, {_BELLY_DANCES}", "132-150": _FAST_IN_TWO},
    "chacarera": {
        "78-96": "zamba argentina, zamba salteña, zambas, argentine zamba",
        "168-190": "cueca, cueca chilena, cueca cuyana, cuecas, gato argentino",
        "120-140": "marinera, marinera norteña, vals criollo, tondero",
        "132-156": "festejo, festejo peruano, landó, lando, música negra peruana, afro peruvian, afroperuano",
        "140-164": "chamamé, chamame, rasguido doble",
    },
    "joropo": {"150-178": "son jarocho, jarocho, fandango jarocho, la bamba jarocha"},
    "highlife": {
        "118-138": "coupé décalé, coupe decale, coupédécalé, zouglou, champeta, champeta africana, makossa, bikutsi",
        "108-128": (
            "mbaqanga, maskandi, maskanda, township jive, chimurenga, jit, marrabenta, juju music, jùjú, fuji music, "
            "fújì, apala, àpàlà, king sunny ade, graceland, african jive, benga"
        ),
    },
    "house": {
        "130-138": "niche bassline, bassline 4x4, uk bassline",
        "100-114": "kwaito, jozi kwaito, slow kwaito",
        "108-118": "balearic, balearic beat, balearic house, ibiza chill house, cafe del mar",
        "136-144": "vinahouse, vina house, vietnamese house",
    },
    "techno": {"138-144": "budots, hardgroove, hard groove, hardgroove techno"},
    "trance": {"138-146": "hands up, handsup, hands up techno, hands up dance, jumpstyle melodic"},
    "hardstyle": {
        "146-154": (
            "donk, donk beat, scouse house, uk bounce, bouncy techno, hardbass, hard bass, russian hardbass, pumping "
            "house"
        ),
        "220-260": "speedcore, terrorcore, extratone, splittercore",
        "158-172": "makina, mákina, jumpstyle, uk hardcore",
    },
    "trap": {
        "136-150": "pluggnb, plugg n b, sigilkore, jerk beat, rage plugg",
        "124-140": "witch house, witchhouse, crunk, crunk music, dirty south, lil jon, drag house",
    },
    "boom_bap": {
        "122-134": "miami bass, bass music miami, ghettotech, booty bass, electro bass, freestyle electro",
        "94-106": "hyphy, bay area hyphy, glitch hop, glitchhop",
    },
    "baile_funk": {
        "94-106": "new orleans bounce, nola bounce, bounce music, sissy bounce, triggerman beat",
        "158-170": "brega funk, bregafunk",
    },
    "reggaeton": {
        "94-104": "rkt, cumbia rkt, raggamuffin, ragga, shatta, gengetone, ragga dancehall",
        "112-122": "dominican dembow, dembow dominicano",
    },
    "arabic_pop": {
        "86-104": "taarab, zanzibar taarab",
        "94-112": (
            "mahraganat, mahragan, electro shaabi, electro chaabi, raï, rai music, raï algérien, algerian rai, chaabi"
        ),
        "98-118": (
            "manele, manea, chalga, chalgà, turbo folk, turbofolk, turbo-folk, tallava, pop folk, arabesk, arabesque "
            "turkish"
        ),
        "100-124": "persian pop, iranian pop, bandari, dangdut, dangdut koplo, koplo",
    },
    "metal": {
        "150-180": "mathcore, math core",
        "96-120": "blackgaze, post metal, doomgaze, post sludge",
        "88-112": "beatdown, beatdown hardcore, beatdown metal, slam metal, deathcore breakdown",
    },
    "desert_blues": {"92-120": "gnawa, gnaoua, gnawa music, guembri groove"},
    "balkan": {
        "66-84": _LAMENTS,
        "150-180": "lezginka, лезгинка, caucasian dance, georgian folk dance",
    },
    "klezmer": {"96-140": "csárdás dance, czardas dance, csardas band, hungarian csardas, hungarian gypsy band, sirba"},
    "polka": {
        "120-132": "humppa, banda sinaloense, banda music, tambora sinaloense, quebradita, huapango norteño",
    },
    "mariachi": {"116-140": "corridos tumbados, corrido tumbado, corridos, corrido, corridos bélicos, sierreño"},
    "new_orleans": {"136-152": "frevo, frevo de rua, frevo pernambucano, marchinha, marchinha de carnaval"},
    "samba": {"98-124": "axé, axé music, axe music, samba axé, pagode baiano"},
    "salsa": {
        "92-112": "guaguancó, guaguanco, yambú, changüí, changui",
        "116-140": "boogaloo, latin boogaloo, bugalú, pachanga, charanga",
        "176-200": "timba, timba cubana, timba brava, songo",
        "100-120": "bomba y plena, bomba puertorriqueña, plena puertorriqueña",
    },
    "soca": {"128-150": "punta, punta rock, garifuna punta"},
    "bachata": {"112-124": "arrocha, arrocha romântico"},
    "cumbia": {"100-114": "tecnocumbia, technocumbia, cumbia 420", "86-108": CHICHA},
    "country": {
        "84-112": "sertanejo, sertanejo universitário, música sertaneja, modão",
        "140-170": "skiffle, skiffle band, cowpunk",
    },
    "gypsy_jazz": {"150-184": "western swing, bob wills, texas swing"},
    "rock": {
        "150-176": "j rock, jrock, japanese rock, visual kei, screamo, post screamo, skramz",
        "164-186": (
            "anime opening, anime op, anime intro, anison, anisong, anime rock, shonen opening, shonen anime opening, "
            "psychobilly, psychobilly rock"
        ),
    },
    "disco": {"124-138": "korean trot, trot music, trot korea, k trot, teuroteu"},
    "synthwave": {"110-124": "freestyle 80s, 80s freestyle, latin freestyle"},
    "pop": {
        "66-82": "mandopop ballad, cantopop ballad, mandopop, cantopop, c pop ballad, chinese pop ballad, t pop ballad"
    },
    "funk": {
        "108-126": "nu jazz, nujazz, nu jazz broken beat, uk broken beat, broken beat jazz, bruk, jazzanova",
        "98-114": "acid jazz, jamiroquai, brand new heavies, acid jazz funk, jazz funk, jazzfunk, rare groove",
        "94-106": "go go music, dc go go, washington go go, go go funk, go go",
    },
    "bossa_nova": {"92-112": "exotica, tiki, tiki bar, tiki lounge, martin denny, les baxter, easy listening latin"},
    "jazz_swing": {"150-210": "free jazz, freejazz, avant garde jazz, fire music, loft jazz"},
    "reggae": {"70-76": "steppas, steppas dub, steppers dub, uk steppers, uk steppas, nyabinghi reggae"},
    "drum_and_bass": {"160-172": "ragga jungle, raggajungle, ragga dnb, jungle ragga, oldschool jungle"},
    "sentimental": {"62-80": _ENKA},
    "folk": {
        "84-104": "nueva canción, nueva cancion, nueva trova, trova cubana, canción protesta, cantautor",
        "56-76": RAGA,
        "72-92": VIKING,
        "76-92": GUOFENG,
        "84-108": CHANSON,
        "66-88": FADO,
    },
    "edm": {"124-130": "complextro, fidget house, electroclash rave"},
    "ambient": {"62-80": "dreamcore, weirdcore, liminal space, liminal spaces, backrooms, the backrooms, poolrooms"},
    "celtic": {
        "86-98": "scottish march, scots march, irish march, highland march, pipe band march",
        "100-120": "slängpolska, hambo, springar, springlek, hardanger fiddle tune, nordic fiddle tune, schottis",
    },
    "dixieland": {"108-132": "burlesque, vaudeville, music hall, cabaret, dark cabaret, variety show"},
    "merengue": {"140-156": "cuarteto cordobés, cuarteto cordobes"},
    "prog_rock": {"120-138": "zeuhl, magma zeuhl, avant prog"},
    "bembe": {"150-172": "maloya, sega mauricien, séga mauricien, sega tambour, séga réunionnais"},
    "afropop": {"94-110": "bongo flava, afroswing, afro swing, afro bashment, naija pop, amapiano afrobeats"},
}
"""By style and range of BPM."""
METERS: dict[str, str] = {
    "4/4": f"{_IN_TWO}, {_FAST_IN_TWO}, {_BELLY_DANCES}, {_LAMENTS}",
    "6/8": "lezginka, лезгинка, caucasian dance, georgian folk dance, son jarocho, jarocho, fandango jarocho",
    "3/4": (
        "slängpolska, hambo, springar, springlek, vals criollo, corridos tumbados, corrido tumbado, corridos, "
        "corrido, corridos bélicos, sierreño"
    ),
}
MODES: dict[str, str] = {
    "minor": (
        f"{_ENKA}, {_LAMENTS}, {VIKING}, witch house, witchhouse, dark cabaret, dark ambient, darksynth, dark synth, "
        f"darkwave"
    )
}
SCALES: dict[str, str] = {"minor_pentatonic": _ENKA, "major_pentatonic": GUOFENG}

"""What people call the styles of the world's traditions and of the season; beside `spoken_styles.py`, in the same form.

Tables only: by style, phrases separated by commas; kinds with tempi, meters and modes of their own.
"""

from __future__ import annotations

_CHRISTMAS = (
    "christmas, xmas, x mas, christmas music, christmas song, christmas songs, christmas jingle, christmas tune, "
    "christmas carol, christmas carols, xmas music, xmas song, xmas jingle, holiday jingle, holiday music, holiday "
    "song, christmas pop, carol, carols, carol singing, caroling, carolling, weihnachten, weihnachtlich, "
    "weihnachtslied, weihnachtslieder, weihnachtsmusik, weihnachtssong, adventslied, noël, chant de noël, chants de "
    "noël, chanson de noël, musique de noël, navidad, navideño, navideña, villancico, villancicos, canción de navidad, "
    "música navideña, música de navidad, natale, natalizia, canto di natale, canzone di natale, musica di natale, "
    "natal, natalina, música de natal, canção de natal, kerstmis, kerstlied, kerstliedje, kerstmuziek, julsång, "
    "julmusik, julesang, joululaulu, kolęda, koledy, jingle bells"
)
_AIRS = "slow air, irish air, celtic ballad, irish ballad, celtic lament, irish lament, scottish lament"
STYLES: dict[str, str] = {
    "calypso": (
        "calypso music, kaiso, mento, steel band, steelband, steel drum band, steel pan band, steelpan band, steel "
        "orchestra, steelpan orchestra, calypso band, harry belafonte, belafonte, mighty sparrow, lord kitchener"
    ),
    "soca": "power soca, soca music, jump and wave, trinidad carnival, carnival soca, bouyon, machel montano",
    "zydeco": (
        "zydeco music, zydeco band, zydeco two step, cajun, cajun music, cajun band, cajun two step, cajun dance, "
        "cajun folk, fais do do, louisiana two step, creole two step, louisiana creole"
    ),
    "dixieland": (
        "dixie, dixieland jazz, dixieland band, dixie jazz, dixie band, trad jazz, traditional jazz, hot jazz, hot "
        "five, hot seven, new orleans jazz, new orleans trad, new orleans trad jazz, preservation hall, king oliver, "
        "jelly roll morton, early jazz, 1920s jazz, twenties jazz, jazz traditionnel, jazz de nueva orleans"
    ),
    "jazz_funeral": (
        "jazz funeral, new orleans funeral, new orleans jazz funeral, dixieland funeral, second line funeral, funeral "
        "brass band, new orleans dirge, dixieland dirge, jazz dirge, just a closer walk with thee"
    ),
    "celtic": (
        "celtic music, celtic folk, celtic dance, celtic band, irish, irish music, irish folk, irish trad, irish "
        "traditional, traditional irish, trad irish, irish session, irish dance, irish pub, scottish, scottish folk, "
        "scottish dance, riverdance, keltisch, keltische musik, irische musik, irisch, irish folk music, celtique, "
        "musique celtique, musique irlandaise, irlandais, celta, música celta, musica celtica, música irlandesa, "
        "musica irlandese, ierse muziek, keltische muziek"
    ),
    "sea_shanty": (
        "sea shanties, shanty, shanties, sea chantey, chantey, sailor song, sailors song, sailor shanty, pirate "
        "shanty, pirate song, pirates song, wellerman, drunken sailor, seemannslied, seemannslieder, chant de marin, "
        "chant de marins, chants de marins, canto marinero, canción marinera, canto dei marinai, zeemanslied"
    ),
    "musette": (
        "musette waltz, waltz musette, accordion musette, accordion musette waltz, bal musette, valse musette, "
        "musette accordion waltz, java musette, french waltz, french accordion waltz, parisian waltz, paris waltz, "
        "valse parisienne, paris cafe, parisian cafe, french cafe, café parisien, guinguette, pariser walzer, "
        "musettewalzer, vals musette, valzer musette"
    ),
    "andean": (
        "andean music, andean folk, andean tune, andean song, andes, andes music, huayno, huaino, wayno, carnavalito, "
        "sanjuanito, saya andina, tinku, bolivian folk, peruvian folk, inca music, el condor pasa, condor pasa, "
        "musique andine, musique des andes, música andina, musica andina, folklore andino, folclore andino, "
        "andenmusik, los kjarkas, inti illimani"
    ),
    "highlife": (
        "highlife music, highlife guitar band, ghana highlife, ghanaian highlife, nigerian highlife, igbo highlife, "
        "palm wine music, palm wine guitar music, palmwine music, e t mensah, osadebe"
    ),
    "desert_blues": (
        "desert blues rock, tuareg, tuareg blues, tuareg rock, tinariwen, tinariwen style, tishoumaren, "
        "assouf, saharan blues, sahara blues, sahel blues, malian blues, mali blues, ali farka toure, bombino, mdou "
        "moctar, tamikrest, wüstenblues, blues du désert, blues touareg, blues del desierto"
    ),
    "balkan": (
        "balkan folk, balkan dance, balkan music, balkan folk dance, bulgarian, bulgarian folk, bulgarian music, "
        "bulgarian dance, bulgarian folk dance, macedonian, macedonian folk, macedonian dance, serbian folk, thracian, "
        "thracian folk, rachenitsa, ruchenitsa, racenica, rŭchenitsa, kopanitsa, gankino, gankino horo, daichovo, "
        "daychovo, daichovo horo, horo, oro, kolo, lesnoto, paidushko, pajduško, bulgarisch, balkanmusik, musique "
        "bulgare, musique des balkans, roman havası, roman oyun havası, karşılama, karsilamas, trakya karşılaması, "
        "música balcánica, música búlgara, musica balcanica"
    ),
    "balkan_brass": (
        "balkan brass, balkan brass band, gypsy brass, gypsy brass band, serbian brass, serbian brass band, cocek, "
        "čoček, kočani orkestar, kocani orkestar, goran bregovic, fanfare ciocarlia, boban markovic, guča, "
        "balkan-blasmusik, fanfare balkanique, fanfare des balkans"
    ),
    "bembe": (
        "afro cuban bembe, afro cuban 6/8, afro cuban 6/8 bembe, afrocuban 6/8, afro cuban 12/8, afrocuban bembe, "
        "cuban 6/8, bembe 6/8, bembe 12/8, bembe drumming, bembé drums, abakua, santeria, santeria drums, lucumi, "
        "lucumi drums, guiro de santo"
    ),
    "batucada": (
        "samba batucada, batucada drums, batucada samba, samba percussion, samba percussion ensemble, samba drumming, "
        "samba drum ensemble, bateria de samba, samba school drums, escola de samba drums, percussion "
        "brésilienne, samba enredo bateria, escola de samba, bateria samba, bateria nota dez"
    ),
    "gamelan": (
        "gamelan music, gamelan orchestra, gamelan ensemble, balinese, balinese gamelan, javanese, javanese gamelan, "
        "indonesian gamelan, gong kebyar, gamelan gong kebyar, degung, gamelan degung, gamelanmusik, gamelan balinais"
    ),
    "bollywood": (
        "bollywood ballad, bollywood song, bollywood romantic, bollywood romantic ballad, bollywood music, filmi, "
        "hindi, hindi song, hindi film song, hindi ballad, indian film song, indian film music, indian ballad, ghazal, "
        "a r rahman, ar rahman, arijit singh, lata mangeshkar, kishore kumar"
    ),
    "qawwali": (
        "qawali, qawwal, bhajan, bhajans, kirtan, aarti, indian devotional, kawwali, sufi, sufi music, sufi song, "
        "nusrat, nusrat fateh ali khan, nusrat fateh, sabri brothers, abida parveen"
    ),
    "arabic_pop": (
        "arabic pop maqsum, arab pop, arabic, arab, arabian, arabic music, arabic song, arabic beat, maqsum, maqsoum, "
        "maksum, maqsum rhythm, baladi, beledi, saidi, belly dance, bellydance, belly dancing, belly dance music, "
        "oriental dance, oriental pop, raqs sharqi, egyptian, egyptian pop, shaabi, khaleeji, dabke, dabkeh, lebanese "
        "pop, middle eastern, middle eastern pop, turkish pop, turkish, turkish music, turkish folk, turkish folk "
        "music, turkish song, türkisch, türkische musik, türkische volksmusik, türk müziği, türk halk müziği, türkü, "
        "turku folk, halay, oyun havası, musique turque, música turca, musica turca, mizrahi, nasheed, anasheed, "
        "nasyid, amr diab, fairuz, umm kulthum, oum kalthoum, arabisch, arabische musik, arabischer pop, musique "
        "arabe, pop arabe, música árabe, musica araba, orientalisch, orientalische musik, bauchtanz, danse du ventre, "
        "danza del vientre, danza del ventre"
    ),
    "carol": _CHRISTMAS,
}
KINDS: dict[str, dict[str, str]] = {
    "soca": {"108-122": "groovy soca, ragga soca, chutney soca, slow soca"},
    "zydeco": {"150-180": "cajun waltz, zydeco waltz"},
    "dixieland": {"190-230": "charleston, black bottom"},
    "celtic": {
        "104-120": ("reel, irish reel, celtic reel, scottish reel, ceilidh, ceili, céilí, ceilidh band, ceilidh dance"),
        "80-94": "hornpipe, irish hornpipe, strathspey",
        "166-186": "jig, irish jig, celtic jig, double jig, single jig, slip jig, scottish jig, slip jigs, jigs",
        "122-138": "irish polka, kerry polka",
        "60-76": _AIRS,
    },
    "mariachi": {"176-204": "huapango, son huasteco, son jalisciense"},
    "highlife": {"116-136": "soukous, congolese rumba, rumba congolaise, sebene, ndombolo"},
    "balkan": {"132-168": "lesnoto horo, pravo horo, pravo"},
}
"""By style and range of BPM."""
METERS: dict[str, str] = {
    "7/8": "rachenitsa, ruchenitsa, racenica, rŭchenitsa, lesnoto, lesnoto horo",
    "11/8": "kopanitsa, gankino, gankino horo",
    "9/8": (
        "daichovo, daychovo, daichovo horo, slip jigs, roman havası, roman oyun havası, karşılama, karsilamas, trakya "
        "karşılaması"
    ),
    "5/8": "paidushko, pajduško",
    "6/8": "huapango, son huasteco, son jalisciense, celtic jig, single jig, scottish jig, jigs, pravo horo, pravo",
    "4/4": "kolo, cocek, čoček",
    "3/4": "cajun waltz, zydeco waltz",
}
MODES: dict[str, str] = {"major": _CHRISTMAS, "swung": "hornpipe, irish hornpipe, strathspey", "sparse": _AIRS}
WHOLE = "weihnachtslied, kerstlied, julsång, villancico, kolęda, joululaulu, seemannslied"
"""Songs in one word."""

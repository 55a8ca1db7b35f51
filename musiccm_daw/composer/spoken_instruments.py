"""What players and producers call acoustic and electric instruments: makes, nicknames, idioms, other languages.

`prompt_words.py` looks these names up before the words of `vocabulary.py`; those of synthesisers, machines and effects
are in `spoken_machines.py`. Tables only, by the instrument that plays: phrases separated by commas. An instrument that
the sound fonts lack is played by the one that sounds most like it. A word that has another meaning (axe, bone, keys)
stands only beside others that rule that out; a phrase is left out where a shorter one in it says as much.
"""

from __future__ import annotations

INSTRUMENTS: dict[str, str] = {
    "grand_piano": (
        "felt piano, soft piano, piano solo, pianos, solo piano, baby grand, pianist, pianoforte, fortepiano, "
        "steinway, bechstein, bosendorfer, bösendorfer, fazioli, blüthner, pleyel, ivories, klavier, flügel, fluegel, "
        "konzertflügel, pianino, flygel, concert grand, yamaha grand, yamaha c7, c7 grand, yamaha cfx, kawai grand, "
        "imperial grand, parlour grand, parlor grand, ivory keys, una corda, eighty eight keys"
    ),
    "bright_piano": (
        "cp80, cp70, cp 80, cp 70, electric grand, m1 piano, korg piano, dance piano, rave piano, anthem piano, stage "
        "piano, digital piano, crisp piano, brilliant piano, compressed piano, club piano, nord piano, nord stage, "
        "pounding piano"
    ),
    "honky_tonk": (
        "saloon piano, tack piano, barrelhouse piano, pub piano, pianola, honky tonk, old upright, detuned upright, "
        "barroom piano, bar piano, tavern piano, western piano, stride piano, player piano, nickelodeon piano, jangle "
        "piano, jangly piano, thumbtack piano, vaudeville piano, parlor upright, wonky piano, bar room piano, tin pan "
        "alley piano"
    ),
    "rhodes": (
        "wurlitzer, wurli, fender rhodes, suitcase piano, wurly, pianet, epiano, elpiano, stage 73, tine piano, e "
        "klavier, piano électrique, piano eléctrico, piano elettrico"
    ),
    "dx_piano": (
        "dx7, fulltines, tx81z, dx 7, dx7 rhodes, dx ep, dx epiano, 80s ep, eighties ep, glassy ep, crystal ep, "
        "synclavier piano, digital tines, dx electric piano, e piano 1, eighties electric piano, digital electric "
        "piano, glassy electric piano, belly electric piano, yamaha electric piano"
    ),
    "harpsichord": (
        "clavichord, spinet, clavecin, clavicembalo, cembali, spinett, muselar, lautenwerk, harpsichordist, continuo "
        "keys, basso continuo, plucked keyboard, bach keyboard, rococo keyboard, scarlatti keyboard, addams family "
        "keyboard"
    ),
    "clavinet": "clavi, d6, clavinette, klavinet, clavinet d6, d6 clav",
    "celesta": (
        "celestine, dulcitone, schoenhut, toypiano, stahlplattenklavier, fairy bells, toy piano, childrens piano, "
        "tiny piano, sugar plum fairy, harry potter bells, fairy tale bells"
    ),
    "glockenspiel": (
        "gamelan, chimes, handbells, carillon, glocken, metallophone, crotales, campanelli, saron, antique cymbals, "
        "mark tree, steel bars, gender wayang, struck metal bars, jeu de timbres"
    ),
    "music_box": (
        "musicbox, spieluhr, spieldose, polyphon, musical box, ballerina box, caja musical, scatola musicale, orgel "
        "box, clockwork bells, clockwork music, wind up box, boîte à musique, caja de música, carillon a molla, "
        "caixinha de música, comb and cylinder"
    ),
    "vibraphone": (
        "vibraharp, vibraphonist, vibist, vibrafon, vibrafono, vibrafone, deagan, musser, motor vibes, aluminium "
        "bars, aluminum bars, milt jackson, lionel hampton, gary burton, roy ayers"
    ),
    "marimba": (
        "xylophone, steelpan, steel pan, steel drum, balafon, marimbaphone, marimbist, xylo, xilofon, xilófono, "
        "xylofon, xilofone, gyil, amadinda, txalaparta, angklung, handpan, rosewood bars, wooden bars, wood bars, "
        "wood mallets, orff instruments, vibraphone wood, tropical mallets, mallets on wood"
    ),
    "kalimba": (
        "karimba, sanza, likembe, sansula, lamellophone, lamellaphone, marímbula, kisanji, finger piano, thumb harp, "
        "thumb keys, hugh tracey, gourd piano, plucked tines"
    ),
    "drawbar_organ": (
        "tonewheel organ, hammond b3, b3, b3s, organist, tonewheels, drawbars, clonewheel, orgel, hammondorgel, "
        "orgue, órgano, orgao, hammond c3, leslie speaker, leslie cabinet, rotary speaker, church hammond, hammond b "
        "3"
    ),
    "percussive_organ": (
        "electone, clicky organ, clicking organ, chopped organ, short organ, bubble organ, organ bubble, shuffle "
        "organ, key click organ, jimmy smith organ"
    ),
    "rock_organ": (
        "farfisa, vox continental, vox organ, vox jaguar, combo organ, transistor organ, garage organ, acetone organ, "
        "dirty hammond, dirty organ, growling organ, screaming organ, marshall organ, prog organ, sixties organ, 60s "
        "organ, surf organ, ballpark organ, doors organ, raunchy organ, roller rink organ, skating rink organ, deep "
        "purple organ, jon lord organ"
    ),
    "church_organ": (
        "organ pipes, diapason, kirchenorgel, pfeifenorgel, calliope, chamber organ, chapel organ, cathedral pipes, "
        "church pipes, bach organ, toccata organ, organ pedals, pedal organ, organ stops, principal pipes, mixture "
        "stops, grand organ, great organ, phantom organ, wedding organ, funeral organ, grand orgue, orgue d'église, "
        "liturgical organ, interstellar organ, positive organ, portative organ, fairground organ, barrel organ, "
        "toccata and fugue, órgano de iglesia, organo a canne, órgano de tubos, organ of a church, organ in a church, "
        "pipes in a cathedral, phantom of the opera organ"
    ),
    "reed_organ": (
        "shruti box, bagpipe drone, estey, bontempi, armonio, fisharmonika, shruti, parlor organ, parlour organ, "
        "field organ, bellows organ, american organ, air organ, wheezy organ, wheezing organ, sruti box, free reeds, "
        "foot pumped organ"
    ),
    "accordion": (
        "concertina, bandoneon, bandonion, melodeon, accordeon, accordionist, akkordeon, acordeón, fisarmonica, "
        "harmonika, ziehharmonika, schifferklavier, bayan, garmon, harmonikka, dragspel, trekkspill, sanfona, squeeze "
        "box, bellows box, squeezed bellows, keyboard with bellows, bellows and reeds"
    ),
    "harmonica": (
        "melodica, harmonicist, mouthharp, mundharmonika, armónica, munnspill, huuliharppu, marine band, gob iron, "
        "tin sandwich, mississippi saxophone, mouth harp, french harp, pocket harp, diatonic harp, chromatic harp, "
        "blown reeds, bent reeds, cross harp, juice harp, marine band harp, gaita de boca, bullet mic harp"
    ),
    "nylon_guitar": (
        "ukulele, flamenco guitar, lute, theorbo, oud, charango, cavaquinho, vihuela, flamenco guitars, "
        "konzertgitarre, violão, requinto, guitarrón, guitarlele, uke, cuatro, tiple, ronroco, archlute, lutenist, "
        "laúd, luth, concert guitar, guitarra clásica, guitarra española, guitarra acústica, guitarra flamenca, "
        "guitare classique, chitarra classica, ramirez guitar, torres guitar, nylon string guitar, gut string guitar"
    ),
    "steel_guitar": (
        "mandolin, twelve string guitar, dobro, resonator guitar, slide guitar, lap steel, pedal steel, bouzouki, "
        "balalaika, sitar, twelve string, 12 string guitar, dreadnought, parlor guitar, parlour guitar, d28, j45, "
        "westerngitarre, akustikgitarre, dadgad, mandola, mandoline, weissenborn, sarod, saz, baglama, d 28, martin "
        "guitar, j 45, gibson hummingbird, taylor guitar, jumbo guitar, flattop guitar, flatpicked guitar, "
        "flatpicking guitar, western guitar, western gitarre, akustische gitarre, guitare acoustique, guitare sèche, "
        "chitarra acustica, campfire guitar, national steel, resophonic guitar, bottleneck guitar, bottleneck slide, "
        "hawaiian guitar, six string acoustic, 6 string acoustic, acoustic six string, steel string acoustic, 12 "
        "string acoustic, steel strung guitar, flat top guitar"
    ),
    "jazz_guitar": (
        "archtop, hollow body guitar, hollowbody, gypsy jazz guitar, jazzbox, es175, es335, jazzgitarre, jazz box, "
        "hollow body, semi hollow, es 175, es 335, l5 guitar, gretsch guitar, benson guitar, wes montgomery, jim "
        "hall, joe pass, manouche guitar, django guitar, selmer guitar, guitare manouche, semi acoustic guitar, "
        "gibson es 175, gibson l 5, ibanez george benson, neck pickup guitar, tone rolled off guitar, round wound "
        "flat wound guitar"
    ),
    "clean_guitar": (
        "stratocaster, strat, telecaster, tele, rickenbacker, jazzmaster, danelectro, clean electric, fender guitar, "
        "fender jaguar, fender mustang, single coils, twangy guitar, twang guitar, chimey guitar, chiming guitar, "
        "jangly guitar, jangle guitar, sparkling guitar, glassy guitar, tremolo guitar, surf guitar, fender twin, "
        "twin reverb, baritone guitar, e gitarre, elektrische gitarre, e gitarren, guitare électrique, guitarra "
        "eléctrica, chitarra elettrica, tapped guitar, roland jazz chorus, jazz chorus amp, spring reverb guitar, "
        "spaghetti western guitar, nile rodgers guitar, john mayer guitar, math rock guitar"
    ),
    "muted_guitar": (
        "palm muted guitars, palm muted electric guitar, muted strat, damped guitar, dampened guitar, chicken "
        "scratch, chicken scratching, scratch guitar, scratchy guitar, chucka chucka, chucking guitar, chukka guitar, "
        "wah guitar, wahwah guitar, shaft guitar, chank guitar, percussive guitar, choked guitar, popcorn guitar, "
        "guitar scratches, plucky guitar, tic tac guitar"
    ),
    "overdriven_guitar": (
        "lead guitar, guitar solo, electric guitar solo, les paul, crunch guitar, crunchy guitar, humbuckers, "
        "gitarrensolo, overdrive guitar, dirty guitar, breakup guitar, tube screamer, cranked amp, gibson sg, sg "
        "guitar, flying v, p90 guitar, marshall guitar, marshall amp, plexi guitar, marshall plexi, ac30 guitar, vox "
        "ac30, orange amp, soaring guitar, arena guitar, stadium guitar, guitar hero, lead axe, wailing axe, wailing "
        "guitar, screaming guitar, bluesy guitar, woman tone, verzerrte gitarre, tube amp guitar, cranked tube amp, "
        "slide electric guitar, violin guitar tone, assolo di chitarra"
    ),
    "distortion_guitar": (
        "fuzz guitar, high gain, big muff, fuzzed guitar, fuzz face, rectifier guitar, mesa boogie, mesa rectifier, "
        "dual rectifier, 5150 amp, peavey 5150, downtuned guitar, djenty guitar, shredding guitar, shred guitar, "
        "shredding axe, shredder guitar, screaming axe, ibanez rg, jackson guitar, esp guitar, bc rich, buzzsaw "
        "guitar, sludge guitar, scooped guitar, guitare saturée, guitarra distorsionada, chitarra distorta, hi gain "
        "guitar, down tuned guitar, wall of guitars, seven string guitar, eight string guitar, ds 1 guitar, rat pedal "
        "guitar"
    ),
    "banjo": (
        "shamisen, pipa, sanxian, clawhammer, banjoist, banjolin, banjolele, banjitar, cümbüş, akonting, sanshin, "
        "ngoni, clawhammer banjo, scruggs style, gibson mastertone, five string banjo"
    ),
    "acoustic_bass": (
        "jazz bass, double basses, contrabass, stand up bass, standup bass, bull fiddle, kontrabass, kontrabaß, "
        "contrebasse, contrebassiste, contrabajo, contrabasso, contrabaixo, kontrabas, contrabas, ståbas, upright "
        "bassist, stringed bass, doghouse bass, slap upright, plucked upright, wooden bass, woody bass, woody "
        "upright, basse acoustique, washtub bass, charles mingus, ron carter, bass viol plucked"
    ),
    "finger_bass": (
        "precision bass, p bass, fender bass, flatwounds, ebass, bassgitarre, basgitaar, elbas, fingerstyle bass, "
        "finger bass, fender precision, j bass, musicman bass, musicman stingray, stingray bass, warwick bass, hofner "
        "bass, beatle bass, gibson bass, thunderbird bass, ibanez bass, jamerson bass, ampeg bass, ampeg svt, ampeg "
        "b15, di bass, live bass, real bass, e bass, basse électrique, guitare basse, bajo eléctrico, basso "
        "elettrico, baixo elétrico, finger style bass, fingerstyle bass guitar, precision bass guitar, fender jazz "
        "bass, fender bass guitar, music man bass, flat wound bass, foam muted bass, live bass guitar"
    ),
    "pick_bass": (
        "plektrumbass, plectrum bass, clanky bass, grindy bass, downpicked bass, baritone bass, bass vi, rickenbacker "
        "4001, rickenbacker 4003, plectrum bass guitar, pick played bass, fuzz bass guitar, tic tac bass, bass with a "
        "pick, bass with a plectrum, bass played with a pick"
    ),
    "fretless_bass": (
        "jaco, pastorius bass, mwah bass, pino bass, unfretted bass, bundloser bass, fret less bass, sliding bass "
        "guitar, gliding bass guitar, mick karn bass, pino palladino bass, bass without frets, bajo sin trastes, "
        "lyrical bass guitar, vibrato bass guitar"
    ),
    "slap_bass": (
        "slapbass, slapping bass, popped bass, popping bass, thumb bass, thumbed bass, thumb slap, seinfeld bass, "
        "bootsy bass, flea bass, slap groove, basse slap, bajo slap, slap and pop, slap n pop, pop and slap, slapping "
        "and popping, larry graham bass, marcus miller bass, mark king bass, level 42 bass, victor wooten bass"
    ),
    "solo_violin": (
        "erhu, stradivarius, violinist, fiddler, nyckelharpa, hardanger fiddle, hurdy gurdy, violine, violino, "
        "violon, violoniste, violinista, geige, geigen, fiddling, concertmaster, strad, guarneri, skrzypce, viulu, "
        "fiol, kemenche, kamancheh, kamancha, sarangi, rebab, rebec, haegeum, huqin, jinghu, vielle, keman, "
        "hurdygurdy, hardingfele, viola d'amore"
    ),
    "solo_viola": "violist, bratsche, bratschist, altviool, altviola, alto violin, alto fiddle, tenor fiddle",
    "solo_cello": (
        "viola da gamba, cellist, celli, celloist, violoncello, violoncelle, violoncelliste, violonchelo, chelo, "
        "violoncelo, chelist, violoncellist, wiolonczela, gamba, viol, baryton, arpeggione, morin khuur, horsehead "
        "fiddle, viola de gamba"
    ),
    "contrabass": (
        "octobass, violone, bowed upright, arco bass, bass arco, arco contrabass, bowed bass, bowed contrabass, deep "
        "strings, gestrichener kontrabass, jaws strings, rumbling strings, arco double bass, double bass section, "
        "deep bowed strings"
    ),
    "tremolo_strings": (
        "tremolando, string tremolo, tremolo violins, tremolando strings, trembling violins, trembling bows, "
        "shivering strings, quivering strings, fluttering strings, nervous strings, suspense strings, suspenseful "
        "strings, horror strings, scary strings, thriller strings, agitated strings, psycho strings, shaking bows, "
        "bowed tremolo, tremolo bowing, bow tremolo, measured tremolo, streicher tremolo, cordes trémolo, cuerdas "
        "trémolo"
    ),
    "pizzicato_strings": (
        "pizzicato, plucked violins, pizzicati, string pizzicato, pizzicato celli, pizzicato cello, plucked cello, "
        "plucked viola, cordes pincées, cordes pizzicato, cuerdas pizzicato, pizzicato streicher, gezupfte streicher, "
        "gezupfte geigen, sneaky strings, tiptoe strings, cartoon strings, plucked orchestral strings, strings "
        "plucked with fingers, plucked with the fingers, strings plucked with the fingers"
    ),
    "harp": (
        "kora, koto, guzheng, gayageum, zither, lyre, dulcimer, hammered dulcimer, cimbalom, santur, kantele, "
        "psaltery, autoharp, harpist, arpa, harfe, harfen, harpe, harfa, harfenist, clarsach, konghou, saung, guqin, "
        "yangqin, qanun, kanun, hackbrett, kinnor, omnichord, qchord, swarmandal, valiha, bandura, gusli, zither harp"
    ),
    "string_ensemble": (
        "orchestra strings, spiccato, streicher, streichorchester, streicherensemble, streichersatz, cordes, cuerdas, "
        "cordas, strykere, stråkar, violin ensemble, violin section, first violins, studio strings, film strings, "
        "movie strings, hollywood strings, philharmonic strings, spiccato strings, marcato strings, short strings, "
        "bowed strings, arco strings, philly strings, spitfire strings, sul tasto strings"
    ),
    "slow_strings": (
        "long strings, string swells, string bed, emotional strings, romantic strings, adagio strings, weeping "
        "strings, velvety strings, silky strings, sweeping strings, soaring strings, muted violins, muted strings, "
        "mantovani strings, flowing strings, cordes lentes, langsame streicher, adagio for strings, con sordino "
        "strings"
    ),
    "choir_aahs": (
        "choirs, chorus voices, gregorian chant, chant, chanting, monks, choral, chorale, chorister, choirboys, satb, "
        "aahs, ahs, chor, knabenchor, frauenchor, männerchor, chöre, choeur, chœur, côro, koor, kör, kuoro, vocal "
        "ensemble, opera chorus, a cappella, satb choir, singing ah, aahing voices, vocal aahs, choir ahs, angels "
        "singing, massed voices, sung vowels, carmina burana"
    ),
    "voice_oohs": (
        "vocals, vocal, voice, oohs, ooohs, bgvs, humming, hummed, vocalise, vocalese, scat, vocalist, chanteuse, "
        "gesang, stimme, stimmen, voix, ooh vocals, voice ooh, oo voices, ooing voices, backing singers, background "
        "singers, background voices, backup singers, harmony singers, wordless voices, scat vocals, breathy voices, "
        "women voices, soprano singer, oohs and aahs, doo wop voices"
    ),
    "trumpet": (
        "cornet, flugelhorn, bugle, trumpeter, cornetist, fluegelhorn, bugler, trompete, trompeten, trompeter, "
        "trompette, trompettiste, trompeta, trompetista, tromba, trombe, trompet, trumpetti, trąbka, trombeta, "
        "corneta, blown brass"
    ),
    "trombone": (
        "tuba, euphonium, sousaphone, baritone horn, trombonist, sackbut, sliphorn, posaune, posaunen, posaunist, "
        "trombón, trombono, puzon, basun, pasuuna, tubist, oompah, helicon, cimbasso, ophicleide, slip horn, tram "
        "horn, deep brass, bass tuba, serpent horn, brass with a slide"
    ),
    "muted_trumpet": (
        "trumpet mute, mute trumpet, harmon mute, harmon trumpet, cup mute, straight mute, plunger mute, plunger "
        "trumpet, bucket mute, wah trumpet, wahwah trumpet, muted horn, muted cornet, muted brass, stopped trumpet, "
        "miles trumpet, smoky trumpet, noir trumpet, gedämpfte trompete, trompette bouchée, trompeta sorda, talking "
        "trumpet, growl trumpet, trumpet with mute, con sordino trumpet, miles davis trumpet, trompete mit dämpfer, "
        "trompette avec sourdine, trompeta con sordina, tromba con sordina, charlie brown teacher, trumpet with a "
        "mute"
    ),
    "french_horn": (
        "waldhorn, waldhörner, hornist, corno, corni, trompas, waltornia, valthorn, mellophone, alphorn, alpenhorn, "
        "horn call, hunting horn, heroic horns, noble horns, four horns, six horns, horn player, cor d'harmonie, cor "
        "français, wagner tuba, alpine horn, vienna horn, siegfried horn, round brass, noble brass, stopped horn"
    ),
    "brass_section": (
        "fanfare, bläser, bläsersatz, blechbläser, blaskapelle, blasorchester, cuivres, ottoni, metais, memphis "
        "horns, banda brass, blaring brass, sección de metales, tower of power horns, earth wind and fire horns"
    ),
    "alto_sax": (
        "saxophonist, soprano sax, altsaxophon, altsaxofon, saxophon, saxofon, saxofone, sassofono, saxofoon, saxo, "
        "saksofon, saksofoni, alto player, kenny g"
    ),
    "tenor_sax": (
        "saxophone solo, tenorsaxophon, tenorsax, tenorsaxofon, baritonsaxophon, baritonsax, tenor saxophone, tenor "
        "saxophonist, tenor man, tenor player, breathy sax, breathy tenor, honking sax, honking tenor, smoky sax, "
        "smoky saxophone, sultry sax, sultry saxophone, yakety sax, baritone sax, baritone saxophone, bari sax, bari "
        "saxophone, coltrane sax, saxo tenor, saxophone ténor, saxofón tenor, sax tenore, sassofono tenore, growling "
        "sax, raspy sax, noir sax, stan getz sax, lester young sax, sonny rollins sax, ben webster sax, b flat sax"
    ),
    "oboe": (
        "english horn, cor anglais, bagpipe, uilleann pipes, duduk, shawm, zurna, oboist, hautbois, hoboe, oboen, "
        "obój, englischhorn, bombarde, piffero, ciaramella, schalmei, suona, shehnai, shenai, nadaswaram, mizmar, "
        "hichiriki, balaban, gaita, cornemuse, zampogna, dudelsack, pungi, crumhorn, krummhorn, heckelphone, double "
        "reed, corno inglese, corno inglés, chalumeau shawm, highland pipes, scottish pipes, uillean pipes, "
        "northumbrian pipes, snake charmer pipe"
    ),
    "clarinet": (
        "bass clarinet, bassoon, clarinetist, clarinettist, chalumeau, klarinette, klarinetten, klarinettist, "
        "clarinette, clarinettiste, clarinete, clarinetto, clarinetista, klarinet, klarnet, klarinetti, taragot, "
        "tarogato, bassoonist, fagott, fagotto, fagot, basson, contrabassoon, kontrafagott, contrafagotto, "
        "bassklarinette, basset horn, licorice stick, liquorice stick, benny goodman, artie shaw, woody woodwind, "
        "single reed woodwind"
    ),
    "flute": (
        "piccolo, recorder, fife, flutist, flautist, flautista, flutiste, flötist, flauta, flöte, floete, querflöte, "
        "querfloete, flöten, blockflöte, blockfloete, flauto, traverso, fluit, dwarsfluit, fløyte, flöjt, huilu, "
        "fuvola, holzbläser, piccolo flute, flauto traverso, fife and drum"
    ),
    "pan_flute": (
        "tin whistle, shakuhachi, ocarina, quena, dizi, bansuri, bamboo flute, penny whistle, whistle, whistling, "
        "panflute, panflöte, panfloete, zampoña, siku, sikus, antara, syrinx, kena, quenacho, moxeño, tarka, "
        "shakuhachis, shinobue, xiao, daegeum, flageolet, ney, kaval, fujara, whistler, bansuris, pan pipe, nai "
        "flute, andean flute, andean pipes, peruvian flute, inca flute, bolivian flute, bolivian pipes, japanese "
        "flute, chinese flute, bamboo pipes, irish flute, native flute, wooden flute, wood flute, nay flute, bottle "
        "blow, blown bottle, blown bamboo, indian flute, breathy pipes, cane flute, flûte de pan, flauta de pan, "
        "flauta di pan, flauto di pan, el condor pasa, native american flute"
    ),
    "standard_kit": (
        "drumset, drumkit, slingerland, zildjian, drum set, real drums, organic drums, studio drums, studio kit, "
        "session drums, session drummer, live drummer, live kit, ludwig kit, ludwig drums, gretsch kit, gretsch "
        "drums, pearl kit, pearl drums, tama kit, tama drums, dw kit, dw drums, sonor kit, batterie acoustique, "
        "batería acústica, batteria acustica, akustisches schlagzeug, yamaha recording custom, four piece kit, five "
        "piece kit, sticks on drums, four piece drum kit, five piece drum kit"
    ),
    "room_kit": (
        "room kit, room mics, drum room, garage drums, stairwell drums, bonham drums, bonham kit, warehouse drums, "
        "church drums, reverberant drums, ringo drums, beatles drums, echoey drums, room miked drums, led zeppelin "
        "drums, glyn johns drums, abbey road drums, drums in a room"
    ),
    "power_kit": (
        "power kit, arena drums, stadium drums, double pedal, blast beats, smashing drums, pounding drums, gated "
        "drums, grohl drums, arena kit, stadium kit, gated reverb drums, phil collins drums, in the air tonight drums"
    ),
    "jazz_kit": (
        "spangalang, jazzschlagzeug, bop drums, bop kit, elvin jones, max roach, buddy rich, gene krupa, spang a "
        "lang, tony williams drums, ting ting a ling"
    ),
    "brush_kit": (
        "brushed snare, brush drums, brushwork, jazzbesen, besenschlagzeug, escobillas, spazzole, brushed kit, "
        "brushed drumkit, brushed jazz drums, brushed acoustic drums, light jazz drums, batterie aux balais"
    ),
    "orchestra_kit": (
        "timpani, taiko, taiko drum, war drum, drumline, timps, timpanist, kettledrum, pauken, pauke, timpano, "
        "odaiko, piatti, marching snare, military snare, drum line, snare roll, concert percussion, film drums, "
        "battle drums, marching drums, military drums, parade drums, drum corps, field drum, side drum, gran cassa, "
        "grosse trommel, kettle drum, timbales orchestre, timbales d'orchestre, timbal sinfónico, japanese drums, "
        "concert bass drum, hans zimmer drums"
    ),
    "shaker_kit": (
        "tambourine, maracas, cabasa, castanets, guiro, shekere, sleigh bells, egg shaker, eggshaker, caxixi, ganza, "
        "chocalho, chekere, sekere, maraccas, rainstick, tamborine, pandereta, pandeiro, riq, sleighbells, ghungroo, "
        "zills, schellenkranz, schellen, rassel, rasseln, güira, guacharaca, afuche, castañuelas, washboard, "
        "vibraslap, finger cymbals, shaken percussion, shaken gourd, shaken beads, rattling percussion, rain stick, "
        "jingle ring, jingle stick, jingle bells, ankle bells, finger snaps, finger clicks, percussion tops, handheld "
        "percussion, maracas y güiro, seeds in a gourd"
    ),
    "latin_percussion": (
        "congas, bongos, conga, bongo, timbales, claves, agogo, hand drums, tabla, djembe, cajon, darbuka, doumbek, "
        "bodhran, dhol, frame drum, talking drum, udu, batucada, conguero, bongocero, tumba, tumbadora, timbalero, "
        "cowbells, cencerro, woodblock, surdo, repinique, caixa, cuica, tamborim, batá, djembefola, dunun, dundun, "
        "ashiko, cajones, mridangam, ghatam, dholak, darabuka, derbouka, dumbek, bendir, daf, handdrum, bembe, "
        "candombe, african drums, tribal drums, african drumming, cuban percussion, afrocuban percussion, caribbean "
        "percussion, african percussion, tribal percussion, ethnic percussion, world percussion, conga drum, bongo "
        "drum, tumbao percussion, wood block, temple blocks, agogo bells, djembe drum, hand drumming, congas y bongos"
    ),
}

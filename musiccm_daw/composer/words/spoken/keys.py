"""The names of keyboards, mallets, organs and free reeds.

`spoken/__init__.py` says how they are written.
"""

from __future__ import annotations

KEYS: dict[str, str] = {
    "grand_piano": (
        "upright piano, felt piano, soft piano, piano solo, pianos, solo piano, baby grand, pianist, pianoforte, "
        "fortepiano, steinway, bechstein, bosendorfer, bösendorfer, fazioli, blüthner, pleyel, ivories, klavier, "
        "flügel, fluegel, konzertflügel, pianino, flygel, concert grand, yamaha grand, yamaha c7, c7 grand, yamaha "
        "cfx, kawai grand, imperial grand, parlour grand, parlor grand, ivory keys, una corda, eighty eight keys, "
        "petrof, shigeru kawai, kawai, mason and hamlin, grotrian, broadwood, ravenscroft, disklavier, pianoteq, "
        "synthogy, alicias keys, hammerflügel, hammerklavier, stutzflügel, vleugel, fortepian, zongora, piyano, "
        "pianoforte a coda, gran coda, klavierspieler, klaviermusik, klavierstück, klaviersonate, musique de piano, "
        "pianista, pf, pno, felt/felted upright, felt keys, mini grand, "
        "boudoir grand, acoustic keys, grand keys, real keys, old joanna, eighty eights, 88 keys, hammered keys, close "
        "miked piano, close mic piano, nine foot grand, model d grand"
    ),
    "bright_piano": (
        "cp80, cp70, cp 80, cp 70, electric grand, m1 piano, korg piano, dance piano, rave piano, anthem piano, stage "
        "piano, digital piano, crisp piano, brilliant piano, compressed piano, club piano, nord piano, nord stage, "
        "pounding piano, cp 60, cp 88, yamaha cp, kawai ep 308, helpinstill, kurzweil piano, clavinova, rd 1000, rd "
        "2000, roland rd, mks 20, korg sg1, sg1d, e grand, elektroflügel, piano numérique, piano digital, pianoforte "
        "digitale, piano elétrico de cauda, synth piano, glossy piano, shiny piano, bang on the piano, hammering "
        "piano, korg 01w piano, triton piano, nord grand, stage grand, cutting piano, metallic piano, plinky piano, "
        "percussive piano, electric baby grand"
    ),
    "honky_tonk": (
        "saloon piano, tack piano, barrelhouse piano, pub piano, pianola, honky tonk, old upright, detuned upright, "
        "barroom piano, bar piano, tavern piano, western piano, player piano, nickelodeon piano, jangle "
        "piano, jangly piano, thumbtack piano, vaudeville piano, parlor upright, wonky piano, bar room piano, tin pan "
        "alley piano, rag piano, boogie piano, new orleans piano, out of tune piano, untuned "
        "piano, broken piano, cheap piano, battered piano, rickety piano, rinky dink piano, rinkydink piano, church "
        "hall piano, school piano, village hall piano, cottage piano, spinet piano, console piano, speakeasy piano, "
        "music hall piano, silent movie piano, silent film piano, street piano, barrel piano, orchestrion, bar room "
        "keys, saloon keys, wild west piano, cowboy piano, old timey piano, old time piano, tinny piano, clanky "
        "piano, creaky piano, klimperkasten, kneipenklavier, verstimmtes klavier, piano bastringue, piano de saloon, "
        "piano désaccordé, piano de cantina, piano desafinado, pianoforte scordato, piano da saloon, piano with "
        "tacks, thumbtacks on the hammers, jingling piano, plink plonk piano"
    ),
    "rhodes": (
        "wurlitzer, wurli, fender rhodes, suitcase piano, wurly, pianet, epiano, elpiano, stage 73, tine piano, e "
        "klavier, piano électrique, piano eléctrico, piano elettrico, fender electric, suitcase 73, suitcase 88, "
        "stage 88, dyno my piano, dyno, tines, whirlitzer, wurlitzer ep, electra piano, cembalet, rmi electra, cp 30, "
        "elektropiano, elektrisches klavier, elektrisches piano, piano elétrico, pianino elektryczne, elpianot, "
        "electric keys, suitcase keys, tremolo keys, phaser keys, amped piano, amplified piano, seventy three key"
    ),
    "dx_piano": (
        "dx7, fulltines, tx81z, dx 7, dx7 rhodes, dx ep, dx epiano, 80s ep, eighties ep, glassy ep, crystal ep, "
        "synclavier piano, digital tines, dx electric piano, e piano 1, eighties electric piano, digital electric "
        "piano, glassy electric piano, belly electric piano, yamaha electric piano, dx ii, dx 5, tx 802, tx 816, tx "
        "7, rom 1a, yamaha dx, dx keys, dx chords, glassy/crystal/sparkly/shiny/icy/dx/80s/bell/bell-like "
        "epiano/e-piano/electric-piano, sparkly/shiny/icy/dx7 ep, digital rhodes, digital wurlitzer, 80s rhodes, 80s "
        "keys piano, 80s fm piano, 80s fm keys, david foster keys, david foster piano, whitney keys, piano électrique "
        "numérique, piano électrique des années 80, piano eléctrico digital, piano eléctrico ochentero, piano "
        "elettrico digitale, piano elettrico anni 80, e piano 80er, 80er e piano, digitales e piano, dx7 e klavier"
    ),
    "harpsichord": (
        "clavichord, spinet, clavecin, clavicembalo, cembali, spinett, muselar, lautenwerk, harpsichordist, continuo "
        "keys, basso continuo, plucked keyboard, bach keyboard, rococo keyboard, scarlatti keyboard, addams family "
        "keyboard, virginals, muselaar, clavicytherium, cembalist, clavicordio, klavichord, clave barroco, cravo, "
        "clavecímbalo, klavecimbel, klawesyn, csembaló, cembal, harpsi, ruckers, zuckermann, rococo keys, quill "
        "keyboard, plucked keys, lute stop, buff stop, court keyboard, period keyboard, continuo, continuo keyboard, "
        "claveciniste, clavicembalista, clavecinista, jeu de luth, hpschd, hpsd"
    ),
    "clavinet": (
        "clavi, d6, clavinette, klavinet, clavinet d6, d6 clav, hohner duo, clav keys, klavi, clavi keys, duo "
        "clavinet, struck string keyboard, electric clavichord"
    ),
    "celesta": (
        "celestine, dulcitone, schoenhut, toypiano, stahlplattenklavier, fairy bells, toy piano, childrens piano, "
        "tiny piano, sugar plum fairy, harry potter bells, fairy tale bells, mustel, schiedmayer, typophone, keyboard "
        "glockenspiel, tastenglockenspiel, toy keys, toy grand, toy upright, kinderklavier, spielzeugklavier, piano "
        "jouet, piano de juguete, pianoforte giocattolo, piano de brinquedo, baby piano, "
        "magic/magical/wizard/pixie/enchanted/enchanting bells, twinkle/twinkling/twinkly bells, sparkly/sparkle "
        "bells, christmas keys, bell keyboard, bell piano, keyboard bells, nutcracker bells, hogwarts bells, hogwarts "
        "keys, celesta keys, celest, tschelesta, storybook bells, nursery keys, childlike piano, infant piano"
    ),
    "glockenspiel": (
        "chimes, handbells, carillon, glocken, metallophone, crotales, campanelli, saron, antique cymbals, "
        "mark tree, steel bars, gender wayang, struck metal bars, jeu de timbres, orchestra bells, orchestral bells, "
        "bell lyre, metallophon, metallofon, glsp, handglocken, windchimes, toy xylophone, klokkespil, klokkespill, "
        "dzwonki, zvonkohra, kellopeli, klockspel, gangsa, bonang, gamelan bells, kenong, reyong, aluphone, metal "
        "mallets, brass mallets, hard mallets, bell mallets, bell kit, jeu de cloches, campanólogo, glockenspiele, "
        "stabglockenspiel, lira marcial, barras metálicas"
    ),
    "music_box": (
        "musicbox, spieluhr, spieldose, polyphon, musical box, ballerina box, caja musical, scatola musicale, orgel "
        "box, clockwork bells, clockwork music, wind up box, boîte à musique, caja de música, carillon a molla, "
        "caixinha de música, comb and cylinder, reuge, sankyo, symphonion, wind up toy, windup toy, winding box, "
        "clockwork box, tinkling box, musical snuff box, tabatière à musique, speeldoos, speldosa, spilledåse, "
        "spilledåsen, pozytywka, caixa de música, cajita de música, cajita musical, carillon a manovella, musical "
        "jewellery/jewelry box, jewellery/jewelry box melody, ballerina jewellery/jewelry box, baby mobile, crib "
        "mobile, cot mobile, nursery mobile, musical mobile, ice cream van/truck jingle/melody/chimes/music/tune, "
        "jack in the box melody, jack in the box music, hand cranked box, hand crank box, plinking box, zenmai, "
        "orugoru"
    ),
    "vibraphone": (
        "vibraharp, vibraphonist, vibist, vibrafon, vibrafono, vibrafone, deagan, musser, motor vibes, aluminium "
        "bars, aluminum bars, milt jackson, lionel hampton, gary burton, roy ayers, vibraphon, wibrafon, soft "
        "mallets, metal bars with motor, vibraharpist, vibraphonistin, vibraphoniste, vibrafonista, vibrafonist, vib, "
        "vibr"
    ),
    "marimba": (
        "xylophone, steelpan, steel pan, steel drum, balafon, marimbaphone, marimbist, xylo, xilofon, xilófono, "
        "xylofon, xilofone, gyil, amadinda, txalaparta, angklung, handpan, rosewood bars, wooden bars, wood bars, "
        "wood mallets, orff instruments, vibraphone wood, tropical mallets, mallets on wood, bass marimba, xylorimba, "
        "xilomarimba, xylofoon, ksylofon, ksylofoni, ksilofon, xylophon, xylophonist, xilofonista, xylophoniste, "
        "holzharmonika, strohfiedel, ranat, ranat ek, roneat, gambang, mokkin, balaphon, timbila, silimba, jegog, "
        "steel pannist, steel tongue drum, tongue drum, hang drum, hank drum, "
        "pantam, rav drum, rav vast, glucophone, halo drum, lithophone, boomwhacker, tubulum, tenor pan, lead pan, "
        "trinidad pan, pan drum, caribbean pan, wooden keys, wooden keyboard, woody mallets, bone xylophone, timber "
        "bars, iphone ringtone, steve reich mallets, minimalist mallets, tambor de acero, tambores metálicos, tambour "
        "d'acier, tamburo d'acciaio, stahltrommel, blechtrommel, stahltrommeln, steeltrommel, handpan drum, hang "
        "instrument, xyl"
    ),
    "kalimba": (
        "karimba, sanza, likembe, sansula, lamellophone, lamellaphone, marímbula, kisanji, finger piano, thumb harp, "
        "thumb keys, hugh tracey, gourd piano, plucked tines, mbila, nyunga nyunga, ikembe, rumba box, zanza, "
        "budongo, kadongo, daumenklavier, piano à pouces, piano de pulgar, piano de pulgares, piano de dedo, "
        "lamellofon, lamellophon, hokema, thumb keyboard, thumb plucks, metal tongues, plucked tongues, plucked metal "
        "tongues, metal tines, hand piano, calimba, quisanje, quissange, malimba, agidigbo, thumbed keys, zimbabwean "
        "tines"
    ),
    "drawbar_organ": (
        "tonewheel organ, hammond b3, b3, b3s, organist, tonewheels, drawbars, clonewheel, orgel, hammondorgel, "
        "orgue, órgano, orgao, hammond c3, leslie speaker, leslie cabinet, rotary speaker, church hammond, hammond b "
        "3, a 100, hammond a100, m 3 hammond, l 100 hammond, c3, xk 3, cx 3, cx3, korg cx3, bx 3, korg bx3, vk 7, vk "
        "8, vb 3, vb3, lowrey, rotary cabinet, rotating speaker, spinning speaker, whirling leslie, electro "
        "mechanical organ, heimorgel, elektronenorgel, orgelspieler, organista, organiste, spinet organ, full "
        "drawbars, b three, hammond sound, organ pads"
    ),
    "percussive_organ": (
        "electone, clicky organ, clicking organ, chopped organ, short organ, bubble organ, organ bubble, shuffle "
        "organ, key click organ, jimmy smith organ, percussion organ, perc organ, organ with percussion, harmonic "
        "percussion, third harmonic percussion, key click, keyclick, bubbling organ, bubbly organ, plinky organ, "
        "plucky organ, perky organ, popping organ, poppy organ, skippy organ, chirpy organ, punctuated organ, choppy "
        "organ, chopping organ, organ shuffle, fast decay organ, percussive b3, tight organ, tic tac organ, orgue "
        "percussif, órgano percusivo, organo percussivo, órgão percussivo, perkussive orgel"
    ),
    "rock_organ": (
        "farfisa, vox continental, vox organ, vox jaguar, combo organ, transistor organ, garage organ, acetone organ, "
        "dirty hammond, dirty organ, growling organ, screaming organ, marshall organ, prog organ, sixties organ, 60s "
        "organ, surf organ, ballpark organ, doors organ, raunchy organ, roller rink organ, skating rink organ, deep "
        "purple organ, jon lord organ, compact duo, vox conti, continental organ, gibson g101, g101, kalamazoo k101, "
        "ace tone, philicorda, elka capri, eko tiger, welson organ, teisco organ, weltmeister organ, jaguar organ, "
        "overdriven/distorted/growling/growly/dirty/fuzzed/roaring/screaming/raging/snarling/cranked/grinding "
        "hammond/b3/leslie/drawbars, "
        "distorted/growly/fuzzed/fuzzy/roaring/raging/snarling/cranked/grinding/blazing/searing organ, overdrive "
        "organ, nasal organ, cheesy organ, reedy organ, sixties beat organ, mod organ, psych organ, hippie organ, "
        "beat organ, baseball organ, hockey organ, stadium organ, arena organ, skating organ, orgue saturé, órgano "
        "distorsionado, organo distorto, órgão distorcido, verzerrte orgel, rockorgel, beatorgel"
    ),
    "church_organ": (
        "organ pipes, diapason, kirchenorgel, pfeifenorgel, calliope, chamber organ, chapel organ, cathedral pipes, "
        "church pipes, bach organ, toccata organ, organ pedals, organ pedal, pedal organ, organ stops, principal "
        "pipes, mixture stops, grand organ, great organ, phantom organ, wedding organ, funeral organ, grand orgue, "
        "orgue d'église, liturgical organ, interstellar organ, positive organ, portative organ, fairground organ, "
        "barrel organ, toccata and fugue, órgano de iglesia, organo a canne, órgano de tubos, organ of a church, organ "
        "in a church, pipes in a cathedral, phantom of the opera organ, orgelpfeifen, orgue à tuyaux, grandes orgues, "
        "les orgues, órgano tubular, órgano de catedral, órgão de tubos, órgão de igreja, organo da chiesa, organo "
        "della chiesa, organo liturgico, organo positivo, kerkorgel, kirkeorgel, kyrkorgel, kirkkourut, organy "
        "kościelne, varhany, silbermann, cavaillé coll, schnitger, casavant, hauptwerk, theatre/theater/cinema organ, "
        "mighty wurlitzer, wurlitzer organ, hydraulis, water organ, leierkasten, drehorgel, draaiorgel, orgue de "
        "barbarie, organillo, realejo, street organ, hand cranked organ, band organ, limonaire, gavioli, circus organ, "
        "carousel organ, merry go round organ, steam organ, carnival organ, fairground pipes, tutti organ, full organ, "
        "organo pleno, plein jeu, vox humana, swell organ, choir organ, reed stops, flute stops, 32 foot stop, 16 foot "
        "stop, organ voluntary, organ prelude, organ toccata, organ hymn, hymn organ, gothic organ, haunted organ, "
        "haunted house organ, dracula organ, vampire organ, spooky organ, horror organ, cathedral keys, church keys, "
        "massive pipes, giant pipes, mighty pipes, blown pipes, sacred organ, basilica organ, minster organ, abbey "
        "organ, orgelregister, orgelwerk, pfeifen einer orgel"
    ),
    "reed_organ": (
        "shruti box, bagpipe drone, estey, bontempi, armonio, fisharmonika, shruti, parlor organ, parlour organ, "
        "field organ, bellows organ, american organ, air organ, wheezy organ, wheezing organ, sruti box, free reeds, "
        "foot pumped organ, armonium, harmônio, physharmonika, kimball organ, seraphine, orgue expressif, samvadini, "
        "peti, chord organ, magnus organ, magnus chord organ, organetta, folding organ, missionary organ, chaplain "
        "organ, melodeon organ, foot organ, foot pedalled organ, foot pumped keys, hand pumped keys, hand pumped "
        "organ, treadle organ, suction organ, surpeti, sheng, khene, khaen, saenghwang, mouth pipes, kirtan keyboard, "
        "bhajan keyboard, qawwali keyboard, pump keys, wheezy keys, wheezing keys, wheezy keyboard, bellows keys, air "
        "reeds, pedalharmonium, kunstharmonium, trampeorgel, stueorgel, urkuharmoni, fisharmonium, old chapel organ"
    ),
    "accordion": (
        "concertina, bandoneon, bandonion, melodeon, accordeon, accordionist, akkordeon, acordeón, fisarmonica, "
        "harmonika, ziehharmonika, schifferklavier, bayan, garmon, harmonikka, dragspel, trekkspill, sanfona, squeeze "
        "box, bellows box, squeezed bellows, keyboard with bellows, bellows and reeds, piano accordion, button box, "
        "konzertina, bandoneonist, bandoneonista, bandoneoniste, fueye, trikitixa, trikiti, garmoshka, livenka, "
        "harmoonika, akordeon, akordion, acordeão, acordeonista, acordeones, gaita ponto, trekspill, durspel, "
        "torader, steirische, schwyzerörgeli, handorgel, handharmonika, handzuginstrument, quetschkommode, quetschn, "
        "quetsche, knopfakkordeon, accordéoniste, piano à bretelles, piano du pauvre, boîte à frissons, fisa, "
        "fisarmonicista, organetto diatonico, paolo soprani, pigini, castagnari, lachenal, squeezy box, squeezer, "
        "stomach steinway, belly bellows, polka box, cajun box, zydeco box, bellows instrument, bellows player, "
        "hohner bellows, tango box, chemnitzer, parisian bellows, harmonica à soufflet, trekzak, trekharmonica"
    ),
    "harmonica": (
        "melodica, harmonicist, mouthharp, mundharmonika, armónica, munnspill, huuliharppu, marine band, gob iron, tin "
        "sandwich, mississippi saxophone, mouth harp, french harp, pocket harp, diatonic harp, chromatic harp, "
        "delta/mississippi/memphis/cajun/cross harp, blown reeds, bent reeds, cross harp, juice harp, marine band "
        "harp, gaita de boca, bullet mic harp, mouthie, moothie, gob organ, chromonica, bluesharp, chicago harp, "
        "amplified harp, overblow harp, blow harp, train harp, country harp, ruine babines, musique à bouche, gaita de "
        "beiços, gaitista, harmonicista, armonicista, mondharmonica, munspel, mundharpe, harmonijka, organki, suupill, "
        "fotzhobel, mundorgel, harp through a bullet mic, chord harmonica, bass harmonica, special 20, golden melody, "
        "lee oskar, seydel, hohner harp, melodika, pianica, melodion, blow organ, clavietta, wind piano, keyboard you "
        "blow into, blown keyboard, jews harp, jaw harp, mouth jaw harp, maultrommel, guimbarde, morchang, morsing, "
        "khomus, vargan, dan moi, scacciapensieri, arpa de boca, birimbao, kazoo, mirliton, comb and paper, paper and "
        "comb, cowboy harp, campfire harp, wailing harp, bent notes harp, mouth reeds"
    ),
}

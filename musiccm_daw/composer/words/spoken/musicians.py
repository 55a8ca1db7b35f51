"""Musicians who are known for one instrument, and tunes that are known for its sound, by the instrument.

Composers of many sounds and bands are not among them: their names ask for a style. `spoken/__init__.py` says how names
are written.
"""

from __future__ import annotations

MUSICIANS: dict[str, str] = {
    "grand_piano": (
        "bill evans, oscar peterson, art tatum, thelonious monk, bud powell, mccoy tyner, red garland, wynton kelly, "
        "keith jarrett, brad mehldau, erroll garner, ahmad jamal, horace silver, vince guaraldi, glenn gould, "
        "vladimir horowitz, horowitz, arthur rubinstein, martha argerich, sviatoslav richter, alfred brendel, "
        "maurizio pollini, krystian zimerman, evgeny kissin, yuja wang, daniil trifonov, dinu lipatti, alicia de "
        "larrocha, mitsuko uchida, wilhelm kempff, nils frahm, ludovico einaudi, einaudi, yiruma, chilly gonzales, "
        "george winston, hauschka, chopin, erik satie, satie, gymnopedie, liberace, richard clayderman, clayderman, "
        "river flows in you, moonlight sonata, clair de lune, für elise, arabesque debussy"
    ),
    "bright_piano": "jerry lee lewis, little richard piano, fats domino",
    "honky_tonk": (
        "scott joplin, jelly roll morton, fats waller, winifred atwell, russ conway, professor longhair, james "
        "booker, meade lux lewis, albert ammons, maple leaf rag, dr john"
    ),
    "rhodes": (
        "lonnie liston smith, ramsey lewis, bob james, patrice rushen, eumir deodato, riders on the storm keys, no "
        "quarter keys"
    ),
    "harpsichord": (
        "wanda landowska, gustav leonhardt, trevor pinnock, ton koopman, domenico scarlatti, couperin, golden brown "
        "keys"
    ),
    "clavinet": "superstition riff, superstition keys, higher ground keys, outa space, trampled under foot keys",
    "celesta": "hedwigs theme, harry potter theme",
    "vibraphone": (
        "bobby hutcherson, cal tjader, red norvo, terry gibbs, mike mainieri, stefon harris, joe locke, joel ross "
        "vibes, bags groove"
    ),
    "marimba": "keiko abe, ruth underwood, andy narell",
    "kalimba": "konono, stella chiweshe",
    "drawbar_organ": (
        "jimmy smith, jimmy mcgriff, jack mcduff, brother jack mcduff, joey defrancesco, dr lonnie smith, shirley "
        "scott, charles earland, booker t, booker t jones, groove holmes, rhoda scott, cory henry, barbara "
        "dennerlein, big john patton, whiter shade of pale, gospel preacher organ, billy preston"
    ),
    "percussive_organ": "jackie mittoo, winston wright",
    "rock_organ": (
        "jon lord, ray manzarek, brian auger, ken hensley, vincent crane, alan price, steve nieve, light my fire "
        "organ, light my fire keys, house of the rising sun organ, in a gadda da vida, 96 tears, smoke on the water "
        "organ"
    ),
    "church_organ": (
        "widor, widor toccata, buxtehude, olivier latry, cameron carpenter, virgil fox, marie claire alain, bach "
        "toccata"
    ),
    "accordion": (
        "astor piazzolla, piazzolla, anibal troilo, dino saluzzi, richard galliano, yvette horner, flaco jimenez, "
        "clifton chenier, buckwheat zydeco, gus viseur, kimmo pohjonen, luiz gonzaga, dominguinhos, sharon shannon, "
        "libertango"
    ),
    "harmonica": (
        "toots thielemans, little walter, sonny boy williamson, sonny terry, big walter horton, james cotton, paul "
        "butterfield, charlie musselwhite, junior wells, howard levy, mickey raphael, john popper, magic dick, "
        "charlie mccoy, sugar blue, larry adler, bob dylan harp, neil young harp, augustus pablo"
    ),
    "nylon_guitar": (
        "andres segovia, segovia, julian bream, paco de lucia, vicente amigo, tomatito, sabicas, joao gilberto, luiz "
        "bonfa, laurindo almeida, charlie byrd, earl klugh, rodrigo y gabriela, ana vidovic, sharon isbin, pepe "
        "romero, francisco tarrega, tarrega, narciso yepes, recuerdos de la alhambra, concierto de aranjuez, "
        "cavatina, jake shimabukuro, israel kamakawiwoole, john dowland, dowland"
    ),
    "steel_guitar": (
        "nick drake, john fahey, leo kottke, michael hedges, andy mckee, tommy emmanuel, bert jansch, john renbourn, "
        "davy graham, martin carthy, doc watson, tony rice, norman blake, merle travis, maybelle carter, robert "
        "johnson, son house, blind willie johnson, mississippi john hurt, blind blake, elizabeth cotten, leadbelly, "
        "lead belly, bukka white, jerry douglas, buddy emmons, lloyd green, ralph mooney, robert randolph, sol "
        "hoopii, santo and johnny, ravi shankar, anoushka shankar, nikhil banerjee, vilayat khan, ali akbar khan, "
        "amjad ali khan, chris thile, bill monroe, david grisman, sam bush, sierra hull, avi avital, norwegian wood, "
        "laras theme, zorba"
    ),
    "jazz_guitar": (
        "kenny burrell, grant green, barney kessel, tal farlow, pat martino, george benson, charlie christian, django "
        "reinhardt, herb ellis, johnny smith, ed bickert, lenny breau, jimmy raney, howard roberts, freddie green, "
        "russell malone, kurt rosenwinkel, bill frisell, pat metheny, emily remler, bireli lagrene, stochelo "
        "rosenberg, tchavolo schmitt, martin taylor"
    ),
    "clean_guitar": (
        "mark knopfler, knopfler, hank marvin, duane eddy, dick dale, johnny marr, roger mcguinn, andy summers, steve "
        "cropper, james burton, albert lee, brent mason, danny gatton, vini reilly, julian lage, cornell dupree, mark "
        "speer, nile rodgers, the edge guitar, u2 guitar, the smiths guitar, the cure guitar, the byrds guitar, the "
        "shadows guitar, beach boys guitar, sultans of swing, misirlou, twin peaks guitar, james bond guitar, bond "
        "guitar, pulp fiction guitar, wicked game guitar, every breath you take guitar, mac demarco guitar, "
        "khruangbin guitar, morricone guitar, chet atkins, jerry garcia"
    ),
    "muted_guitar": (
        "jimmy nolen, james brown guitar, al mckay, leo nocentelli, catfish collins, skip pitts, cory wong, isaac "
        "hayes guitar, theme from shaft"
    ),
    "overdriven_guitar": (
        "jimi hendrix, hendrix, eric clapton, clapton, jimmy page, jeff beck, david gilmour, gilmour, carlos santana, "
        "b.b. king, albert king, freddie king, buddy guy, stevie ray vaughan, srv, joe bonamassa, gary moore, rory "
        "gallagher, billy gibbons, angus young, malcolm young, keith richards, pete townshend, joe walsh, duane "
        "allman, derek trucks, warren haynes, chuck berry, slash solo, slash guitar, brian may, jack white guitar, "
        "john scofield, robben ford, larry carlton, gary clark jr, joe perry, ace frehley, mick ronson, eric johnson, "
        "allan holdsworth, hendrix guitar, santana guitar, acdc guitar, led zeppelin guitar, smoke on the water riff, "
        "sweet child o mine, sweet child of mine, layla riff, whole lotta love riff, back in black riff, johnny b "
        "goode, purple haze, comfortably numb solo, stairway to heaven solo, sunshine of your love riff, satisfaction "
        "riff, thunderstruck riff"
    ),
    "distortion_guitar": (
        "eddie van halen, van halen guitar, yngwie malmsteen, malmsteen, joe satriani, satriani, steve vai, john "
        "petrucci, dimebag darrell, dimebag, kirk hammett, james hetfield, hetfield, kerry king, tony iommi, iommi, "
        "zakk wylde, randy rhoads, marty friedman, paul gilbert, tosin abasi, misha mansoor, kevin shields, j mascis, "
        "billy corgan, kurt cobain, buckethead, black sabbath guitar, metallica guitar, metallica riff, slayer riff, "
        "slayer guitar, pantera riff, pantera guitar, nirvana guitar, meshuggah guitar, meshuggah riff, rammstein "
        "guitar, rammstein riff, korn guitar, tool riff guitar, master of puppets riff, enter sandman riff, iron man "
        "riff, paranoid riff, smells like teen spirit riff, crazy train riff, eruption solo, robert fripp"
    ),
    "banjo": (
        "earl scruggs, bela fleck, pete seeger, ralph stanley, noam pikelny, tony trischka, foggy mountain breakdown, "
        "yoshida brothers"
    ),
    "acoustic_bass": (
        "guitarron, guitarrón, mingus, ray brown, paul chambers, scott lafaro, charlie haden, dave holland, "
        "christian mcbride, jimmy blanton, oscar pettiford, eddie gomez, niels henning orsted pedersen, gary peacock, "
        "miroslav vitous, percy heath, jimmy garrison, rufus reid, milt hinton, slam stewart, lee rocker, stand by me "
        "bass, stand by me bassline, so what bass, stray cats bass"
    ),
    "finger_bass": (
        "james jamerson, jamerson, duck dunn, donald duck dunn, john paul jones, john entwistle, entwistle, geddy "
        "lee, rocco prestia, jack bruce, bernard edwards, willie weeks, chuck rainey, nathan east, verdine white, "
        "aston barrett, family man barrett, robbie shakespeare, cliff burton, geezer butler, tina weymouth, billy "
        "sheehan, paul mccartney bass, mccartney bass, another one bites the dust bass, another one bites the dust "
        "bassline, come together bass, under pressure bass, good times bass, rappers delight bass, feel good inc "
        "bass, tony levin"
    ),
    "pick_bass": (
        "carol kaye, joe osborn, chris squire, lemmy, lemmy bass, peter hook, hooky bass, krist novoselic, dee dee "
        "ramone, kim deal, simon gallup, roundabout bass, money bassline, ramones bass, green day bass, longview bass"
    ),
    "fretless_bass": (
        "pastorius, mick karn, percy jones, michael manring, bakithi kumalo, tony franklin, pino palladino, gary "
        "willis, eberhard weber, portrait of tracy, you can call me al bass"
    ),
    "slap_bass": (
        "marcus miller, larry graham, mark king, louis johnson, les claypool, victor wooten, bootsy collins, stanley "
        "clarke, stuart hamm, seinfeld theme, higher ground bass, forget me nots bass, flea slap"
    ),
    "solo_violin": (
        "paganini, niccolo paganini, itzhak perlman, jascha heifetz, heifetz, yehudi menuhin, menuhin, david "
        "oistrakh, oistrakh, isaac stern, hilary hahn, anne sophie mutter, joshua bell, nigel kennedy, fritz "
        "kreisler, gidon kremer, sarah chang, maxim vengerov, ray chen, lindsey stirling, david garrett, vanessa mae, "
        "stephane grappelli, grappelli, jean luc ponty, stuff smith, joe venuti, regina carter, vassar clements, mark "
        "o'connor, charlie daniels, natalie macmaster, martin hayes, aly bain, andre rieu, l subramaniam, l shankar, "
        "lark ascending, flight of the bumblebee, devil went down to georgia, orange blossom special, csardas, "
        "czardas, zigeunerweisen, schindlers list theme"
    ),
    "solo_viola": (
        "lionel tertis, william primrose, yuri bashmet, tabea zimmermann, kim kashkashian, nobuko imai, harold in italy"
    ),
    "solo_cello": (
        "yo yo ma, pablo casals, casals, jacqueline du pre, mstislav rostropovich, rostropovich, pierre fournier, "
        "mischa maisky, steven isserlis, sheku kanneh mason, truls mork, hildur guðnadóttir, apocalyptica, jordi "
        "savall, zoe keating, ernst reijseger, erik friedlander, tina guo, le cygne, joker soundtrack cello"
    ),
    "contrabass": "bottesini, dragonetti, koussevitzky, gary karr, edgar meyer",
    "harp": (
        "toumani diabate, ballake sissoko, seckou keita, alan stivell, andreas vollenweider, joanna newsom, harpo "
        "marx, dorothy ashby, brandee younger, mary lattimore, edmar castaneda, nicanor zabaleta, anton karas, third "
        "man theme, harry lime theme"
    ),
    "string_ensemble": "eleanor rigby, vivaldi four seasons, eine kleine nachtmusik",
    "slow_strings": "barbers adagio for strings, samuel barber, mahler adagietto, adagietto",
    "choir_aahs": (
        "o fortuna, allegri miserere, hallelujah chorus, eric whitacre, palestrina, ladysmith black mambazo, "
        "thomanerchor, swingle singers choir"
    ),
    "voice_oohs": (
        "bobby mcferrin, ella fitzgerald, swingle singers, beach boys harmonies, bee gees falsetto, lisa gerrard"
    ),
    "synth_voice": (
        "clara rockmore, roger troutman, oskar sala, hatsune, cher effect, california love vocals, harder better "
        "faster stronger vocals"
    ),
    "trumpet": (
        "louis armstrong, satchmo, dizzy gillespie, clifford brown, lee morgan, freddie hubbard, chet baker, wynton "
        "marsalis, maynard ferguson, roy eldridge, clark terry, art farmer, kenny dorham, woody shaw, fats navarro, "
        "bix beiderbecke, harry james, herb alpert, tijuana brass, hugh masekela, arturo sandoval, roy hargrove, "
        "nicholas payton, terence blanchard, randy brecker, chris botti, till bronner, arve henriksen, nils petter "
        "molvaer, jon hassell, maurice andre, hakan hardenberger, alison balsom, tine thing helseth, chuck mangione, "
        "ibrahim maalouf, gonna fly now"
    ),
    "trombone": (
        "j.j. johnson, kai winding, tommy dorsey, jack teagarden, kid ory, slide hampton, curtis fuller, frank "
        "rosolino, bob brookmeyer, robin eubanks, steve turre, fred wesley, rico rodriguez, don drummond, nils "
        "landgren, christian lindberg, joseph alessi, roswell rudd, albert mangelsdorff, glenn ferris, carol jantsch, "
        "oystein baadsvik"
    ),
    "muted_trumpet": (
        "miles davis, bubber miley, cootie williams, sweets edison, harry sweets edison, wallace roney, kind of blue "
        "trumpet"
    ),
    "french_horn": (
        "dennis brain, barry tuckwell, hermann baumann, radek baborak, sarah willis, julius watkins, siegfried call, "
        "binary sunset, star wars horn"
    ),
    "brass_section": "tower of power, stan kenton brass, blood sweat and tears horns",
    "synth_brass": (
        "jump synth, jump riff, van halen jump, van halen synth, final countdown synth, final countdown lead, final "
        "countdown riff, 1999 synth, prince brass, minneapolis brass"
    ),
    "alto_sax": (
        "charlie parker, cannonball adderley, paul desmond, phil woods, johnny hodges, benny carter, art pepper, lee "
        "konitz, ornette coleman, jackie mclean, sonny stitt, lou donaldson, david sanborn, maceo parker, maceo, "
        "kenny garrett, candy dulfer, dave koz, hank crawford, earl bostic, sidney bechet, jan garbarek, careless "
        "whisper, baker street, lily was here, epic sax guy"
    ),
    "tenor_sax": (
        "john coltrane, coltrane, sonny rollins, stan getz, dexter gordon, lester young, coleman hawkins, ben "
        "webster, hank mobley, joe henderson, wayne shorter, michael brecker, joshua redman, chris potter, pharoah "
        "sanders, albert ayler, archie shepp, kamasi washington, illinois jacquet, gene ammons, stanley turrentine, "
        "lockjaw davis, johnny griffin, zoot sims, al cohn, joe lovano, branford marsalis, shabaka hutchings, nubya "
        "garcia, king curtis, junior walker, boots randolph, clarence clemons, bobby keys, plas johnson, gato "
        "barbieri, gerry mulligan, pepper adams, colin stetson, pink panther theme, pink panther, benny hill theme, "
        "benny hill, jungleland solo, girl from ipanema sax"
    ),
    "oboe": (
        "heinz holliger, albrecht mayer, francois leleux, leon goossens, swan lake theme, djivan gasparyan, bismillah "
        "khan"
    ),
    "clarinet": (
        "woody herman, pee wee russell, buddy defranco, jimmy giuffre, barney bigard, johnny dodds, pete fountain, "
        "acker bilk, stranger on the shore, giora feidman, david krakauer, naftule brandwein, dave tarras, sabine "
        "meyer, martin frost, richard stoltzman, ivo papasov, anat cohen, eddie daniels, bennie maupin, rhapsody in "
        "blue"
    ),
    "flute": (
        "james galway, jean pierre rampal, rampal, emmanuel pahud, aurele nicolet, marcel moyse, hubert laws, herbie "
        "mann, bobbi humphrey, frank wess, dave valentin, greg pattillo, ian anderson, frans bruggen, michala petri, "
        "lucie horsch, afternoon of a faun, prelude a l'apres midi d'un faune, badinerie"
    ),
    "pan_flute": (
        "gheorghe zamfir, zamfir, hariprasad chaurasia, pannalal ghosh, carlos nakai, kohachiro miyata, mary "
        "youngblood, concerning hobbits, my heart will go on flute, titanic flute, young folks whistle, sledgehammer "
        "flute"
    ),
    "organ_stab": "finally organ",
    "supersaw": "darude sandstorm",
    "saw_lead": (
        "jan hammer, harold faltermeyer, rick wakeman, jordan rudess, crockett's theme lead, keith emerson moog, "
        "wendy carlos, kernkraft 400"
    ),
    "standard_kit": (
        "steve gadd, jeff porcaro, hal blaine, jim keltner, bernard purdie, clyde stubblefield, jabo starks, zigaboo "
        "modeliste, al jackson jr, charlie watts, levon helm, stewart copeland, vinnie colaiuta, dave weckl, manu "
        "katche, steve jordan drums, funky drummer, rosanna shuffle"
    ),
    "room_kit": "john bonham, bonham, ringo starr, ringo, when the levee breaks",
    "power_kit": (
        "keith moon, neil peart, lars ulrich, dave lombardo, joey jordison, tommy lee drums, travis barker, danny "
        "carey, mike portnoy, george kollias, vinnie paul, in the air tonight fill, alex van halen"
    ),
    "jazz_kit": (
        "art blakey, philly joe jones, papa jo jones, jo jones, kenny clarke, roy haynes, tony williams, jack "
        "dejohnette, billy higgins, jimmy cobb, joe morello, shelly manne, mel lewis, louie bellson, chick webb, "
        "brian blade, bill stewart, krupa, sing sing sing drums"
    ),
    "brush_kit": "ed thigpen, paul motian, vernel fournier, denzil best",
    "orchestra_kit": "bolero snare, ravel bolero snare",
    "latin_percussion": (
        "tito puente, mongo santamaria, ray barretto, poncho sanchez, giovanni hidalgo, candido camero, chano pozo, "
        "patato valdes, armando peraza, airto moreira, airto, nana vasconcelos, mamady keita, babatunde olatunji, "
        "zakir hussain, alla rakha, trilok gurtu, sheila e timbales, sheila e"
    ),
}

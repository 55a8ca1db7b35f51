"""What people call styles beside the words of the captions, and the tempi that kinds of styles have of their own.

`lexicon.py` looks these names up before those of `vocabulary.py`. Tables only: by the style whose players can play it,
phrases separated by commas; a kind whose tempo is not the style's stands under its range of BPM.
"""

from __future__ import annotations

from musiccm_daw.composer.words.spoken_bands import SCHLAGER, SECOND_LINE, WESTERN
from musiccm_daw.composer.words.spoken_tempi import TUNED_WAVES

WORSHIP = (
    "worship, praise and worship, worship music, worship song, worship songs, worship ballad, contemporary worship, "
    "modern worship, hillsong, hillsong worship, bethel music, elevation worship, contemporary christian, contemporary "
    "christian music, christian pop, christian music, praise music, praise song, praise songs, louvor, louvor e "
    "adoração, adoración, música cristiana, lobpreis, lobpreismusik, louange"
)
STYLES: dict[str, str] = {
    "drum_and_bass": (
        "drum n bass, drumnbass, d n b, liquid dnb, dn b, liquid funk, neurofunk, jump up, roller, rollers, dnb "
        "roller, drum n bass roller, drum and bass roller, drumfunk"
    ),
    "boom_bap": (
        "hip hop, rap, rapping, rappers, beat for rapping, beats for rapping, beat to rap on, beat to rap over, beat "
        "to rap to, beats to rap to, chopped soul, chopped soul loop, chopped soul sample, chopped soul samples, soul "
        "chops, soul sample, soul samples, sped up soul, chipmunk soul, sampled soul, sample flip, flipped sample, "
        "beat tape, mpc beat, mpc beats, mpc style, sp 1200 beat, sp 404 beat, sp 404 beats, sp 404 style, crate "
        "digging, golden age hip hop, jazz rap, east coast hip hop, g funk, west coast hip hop"
    ),
    "lofi": (
        "lo fi beat, lofi hip hop, lofi hiphop, lo fi hiphop, chill hip hop, chill hop, study beats, study music, "
        "jazz hop, bedroom beats, chill beat, chill beats, chilled beat, chilled beats, chillout beat, study beat, "
        "studying beats, beats to study to, beats to relax to, relaxing beats"
    ),
    "techno": (
        "minimal techno, dark minimal, deep minimal, romanian minimal, ro minimal, rominimal, microhouse, acid techno, "
        "industrial techno, electro, peak time techno, detroit techno, ebm"
    ),
    "house": (
        "acid house, electro house, tech house, deep tech, progressive house, french house, nu house, chicago house, "
        "future house, bass house, jackin house, minimal house, funky house"
    ),
    "deep_house": (
        "deephouse, deep house music, afro house, organic house, melodic house, soulful house, soulful deep house, "
        "lofi house, lo fi house, chill house"
    ),
    "footwork": "chicago juke, footwork juke, juke house, juke beat, juke music, dj rashad, teklife, rp boo",
    "electro_swing": (
        "electroswing, electro swing house, swing house, swing hop, neo swing, vintage swing house, parov stelar, "
        "caravan palace"
    ),
    "march": (
        "marching music, marching band music, marching band march, civil war, civil war march, fife and drum, fifes "
        "and drums, regimental march, military march, militärmarsch, marche militaire, parade march, brass band march, "
        "wind band march, sousa, john philip sousa, marschmusik"
    ),
    "jazz_swing": (
        "jazzy, swing jazz, lounge jazz, big band jazz, modal jazz, spiritual jazz, jazz fusion, straight ahead jazz"
    ),
    "rock": (
        "acoustic rock, hard rock, post hardcore, indie, post rock, britpop, emo, stoner rock, psychedelic rock, psych "
        "rock, blues rock, glam rock, desert rock, arena rock, heartland rock, garage band, garage punk"
    ),
    "soul": "soulful, doo wop, philly soul, stax",
    "salsa": "latin, mambo, montuno, tumbao, son cubano, guaracha, son montuno, latin jazz orchestra",
    "bossa_nova": "mpb",
    "reggae": "dub reggae, lovers rock",
    "folk": (
        "flamenco, buleria, bulerias, flamenco buleria, flamenco bulerias, solea, soleares, sevillanas, rumba "
        "flamenca, flamenco rumba, paco de lucia, camaron, folk pop, chamber folk, folk ballad, medieval, "
        "medieval tavern, medieval music, medieval dance, renaissance dance, estampie, saltarello, troubadour, "
        "minstrel song, bardcore"
    ),
    "trap": (
        "trap soul, hoodtrap, hood trap, dark trap, melodic trap, trap metal, cloud rap, plugg, memphis rap, emo rap"
    ),
    "cinematic": (
        f"{WESTERN}, orchestra, trailer, epic, film music, symphonic, trailer music, score music, fanfare music, film "
        f"score, "
        "movie score, underscore, chase music, battle music, action music, hans zimmer, john williams, morricone, "
        "ennio morricone, o fortuna, carmina burana"
    ),
    "classical": (
        "chamber, neoclassical, opera, sonata, symphony, concerto, requiem, etude, prelude, bagatelle, rondo, chorale, "
        "madrigal, renaissance music, impressionist, hymn, psalm, psalms, anglican chant, evensong, haydn, mozart, "
        "beethoven, schubert, schumann, chopin, brahms, liszt, mendelssohn, tchaikovsky, grieg, dvorak, debussy, "
        "satie, ravel, rachmaninoff, rachmaninov, paganini, tarrega, albeniz, granados, dowland, arvo part, romantic "
        "period, romantic era, pavane, galliard, courante, suite, cantata, oratorio, motet, pastoral, pastorale, lied, "
        "lieder, rhapsody, impromptu, intermezzo, divertimento, canon, overture"
    ),
    "synthwave": "synth pop, synthpop, darkwave, chillwave, minimal wave, coldwave, dark synth, darksynth",
    "chiptune": (
        "8bit, gameboy, game boy color, nes, nintendo, super nintendo, sega, sega genesis, mega drive, megadrive, sega "
        "mega drive, master system, 16bit, 16 bit, snes, commodore 64 music, c64, amiga, atari, atari st, zx "
        " spectrum, msx, pixel art"
    ),
    "metal": "metalcore, deathcore, death metal, nu metal, power metal, prog metal, progressive metal, djent",
    "trance": "progressive trance, vocal trance",
    "ambient": "drone music, meditation, new age, dark ambient, space ambient, space music, ambient drone",
    "country": (
        "country and western, honkytonk, country rock, outlaw country, alt country, country two step, texas two "
        "step, country 2 step"
    ),
    "rnb": "neosoul, r n b, quiet storm, alternative r and b, alt r and b",
    "pop": ("acoustic pop, k pop, kpop, j pop, jpop, dream pop, indie pop, bedroom pop, art pop, europop, teen pop"),
    "reggaeton": "dancehall, moombahton, perreo, reguetón, reggaetón, regaeton, regueton, dancehall riddim",
    "afrobeat": "mbalax",
    "afropop": "afro pop, afrobeats pop, afro fusion, afro beats",
    "blues": (
        "delta blues, electric blues, texas blues, jump blues, blues scale, blues scales, gamme blues, blues tonleiter"
    ),
    "uk_garage": (
        "ukg, 2 step garage, two step garage, 2 step, two step, future garage, garage, garage music, garage house"
    ),
    "big_beat": (
        "the prodigy, prodigy, chemical brothers, the chemical brothers, fatboy slim, breaks, nu skool breaks, nu "
        "breaks, acid breaks, breakbeat techno, rave breaks"
    ),
    "jersey_club": "jersey club beat, jersey, jersey bounce",
    "dubstep": "brostep, riddim dubstep",
    "drill": "uk drill, drill uk, ny drill, brooklyn drill, chicago drill, pop smoke",
    "future_bass": "kawaii bass, kawaii future bass",
    "edm": "festival edm, electronic dance music, big room, big room house, big room festival, edm drop, avicii, "
    "martin garrix",
    "psytrance": "psy trance, psychedelic trance, goa trance, goa, full on psytrance, psy",
    "hardstyle": "hard style, rawstyle, euphoric hardstyle",
    "amapiano": "piano amapiano, private school amapiano",
    "baile_funk": "funk carioca, brazilian funk, favela funk, rio funk, funk mandelao, funk brasileiro, tamborzao",
    "samba": "samba de roda, pagode",
    "cumbia": "vallenato, cumbia sonidera, cumbia villera, digital cumbia",
    "bachata": "bachata romantica",
    "mariachi": "ranchera, son jalisciense, huapango",
    "tango": "milonga, tango argentino, argentine tango, piazzolla, astor piazzolla, tango nuevo, nuevo tango",
    "polka": (
        "oompah, norteno, norteña, norteñas, tejano, conjunto norteno, schuhplattler, beer hall, oktoberfest, "
        "volksmusik"
    ),
    "klezmer": "freylekhs, freylach, bulgar, hora, doina, jewish wedding",
    "viennese_waltz": "wiener walzer, strauss waltz, johann strauss, waltz viennese",
    "bluegrass": "newgrass, bluegrass breakdown, hoedown music",
    "gypsy_jazz": "manouche, jazz manouche, la pompe, django, django reinhardt, hot club, swing manouche",
    "motown": "northern soul, motown groove, detroit soul, motown soul",
    "new_orleans": (
        "second line, new orleans brass, new orleans brass band, mardi gras, new orleans funk, new orleans second "
        f"line, {SECOND_LINE}"
    ),
    "noir_jazz": (
        "film noir, noir, jazz noir, film noir jazz, dark jazz, doom jazz, crime jazz, detective, private detective, "
        "detective film"
    ),
    "ethio_jazz": "ethiopian jazz, mulatu, mulatu astatke, ethio",
    "baroque": (
        "fugue, fuga, fugato, fugal, fugue like, fugue like counterpoint, fugal counterpoint, bach, vivaldi, "
        "handel, scarlatti, telemann, pachelbel, corelli, purcell, chaconne, "
        "passacaglia, partita, invention, counterpoint, concerto grosso, trio sonata"
    ),
    "minimalism": (
        "minimal music, minimalist music, steve reich, philip glass, terry riley, john adams, process music, phase "
        "music"
    ),
    "gospel": "slow gospel, gospel ballad, gospel choir music, gospel worship, black gospel, church gospel",
    "gospel_shout": (
        "shout music, praise break, gospel praise break, shout band, shouting music, fast gospel, uptempo gospel, "
        "gospel organ shout, holy ghost shout, gospel two step"
    ),
    "neo_soul": (
        "dilla, j dilla, like dilla, like j dilla, swing like dilla, dilla beats, dilla style, soulquarians, d angelo, "
        "dangelo, erykah badu, organic soul"
    ),
    "hard_bop": (
        "hardbop, hard bop quintet, hard bop head, soul jazz, blue note jazz, post bop, art blakey, jazz messengers, "
        "horace silver, lee morgan"
    ),
    "smooth_jazz": "quiet storm, contemporary jazz, kenny g, grover washington, george benson, dave koz",
    "yacht_rock": (
        "yacht rock smooth, west coast, westcoast, west coast aor, aor, adult oriented rock, steely dan, toto, "
        "michael mcdonald, christopher cross, doobie brothers, yacht music"
    ),
    "city_pop": (
        "japanese city pop, city pop tokyo, tokyo city pop, citypop, tatsuro yamashita, mariya takeuchi, plastic love, "
        "japanese eighties pop"
    ),
    "surf_rock": (
        "surf, surf music, surf band, dick dale, like dick dale, surf instrumental, surf punk, misirlou, beach guitar, "
        "the ventures, shadows instrumental"
    ),
    "grunge": "grungy, seattle sound, seattle grunge, like nirvana, nirvana style, soundgarden, alice in chains, "
    "pearl jam",
    "midwest_emo": (
        "math rock, mathrock, twinkle emo, twinkly emo, emo twinkle, math emo, midwest emo twinkle, math pop, toe math "
        "rock, cap n jazz"
    ),
    "indie_folk": (
        "bon iver, sufjan stevens, iron and wine, bare folk, bedroom folk, indie acoustic, nick drake, elliott smith, "
        "fleet foxes, acoustic indie"
    ),
    "krautrock": "motorik, kraut rock, motorik beat, kosmische, kosmische musik, krautrock motorik, neu 75, "
    "like neu, like can",
    "post_punk": "postpunk, gothic rock, goth rock, joy division, the cure, cold post punk, darkwave band, siouxsie",
    "prog_rock": (
        "prog, progressive rock, symphonic prog, canterbury, king crimson, emerson lake and palmer, neo prog"
    ),
    "phonk": "drift phonk, cowbell phonk, phonk house, aggressive phonk, gym phonk",
    "hyperpop": "bubblegum bass, pc music, glitchcore, digicore, 100 gecs, charli xcx",
    "vaporwave": "mallsoft, slushwave, vapor wave, future funk slowed, mall music, dead mall, late night lo fi mall",
    "gqom": "gqom durban, durban gqom, durban house, sgubhu",
    "blaxploitation": (
        "cop show, cop show funk, 70s cop show, police show, police drama, theme from shaft, isaac hayes, superfly, "
        "curtis mayfield, starsky and hutch, lalo schifrin, wah wah funk, 70s crime funk, crime funk, cinematic funk"
    ),
}
KINDS: dict[str, dict[str, str]] = {
    "drum_and_bass": {"158-172": "jungle breaks", "170-190": "breakcore, drill n bass, drill and bass"},
    "boom_bap": {"104-116": "electro funk, breakdance beat"},
    "techno": {
        "116-126": "deep techno, ambient techno, idm, intelligent dance music",
        "118-124": "melodic techno",
        "140-150": "hard techno, schranz",
    },
    "hardstyle": {"160-190": "gabber, hardcore techno, happy hardcore, hardcore, frenchcore"},
    "big_beat": {
        "138-158": "breakbeat hardcore, hardcore breaks, hardcore rave, old skool hardcore, oldskool rave, 90s rave"
    },
    "jersey_club": {"128-134": "baltimore club"},
    "house": {
        "108-114": "slow house",
        "120-126": "slap house",
        "112-120": "tropical house",
        "130-138": "speed garage, bassline house, 4x4 garage",
        "132-145": "eurodance, hi nrg",
    },
    "disco": {
        "112-124": "italo disco, boogie",
        "118-130": SCHLAGER,
    },
    "blues": {"132-168": "boogie woogie", "54-72": "slow blues"},
    "jazz_swing": {
        "180-240": "bebop, bop",
        "96-130": "cool jazz",
        "120-180": "big band, swing era, lindy hop",
        "84-120": "stride",
    },
    "new_orleans": {"88-112": "ragtime, rag, classic rag, ragtime music, scott joplin, joplin, like joplin"},
    "rock": {
        "62-80": "power ballad, 80s power ballad, 80 s power ballad, arena ballad, hair metal ballad, stadium ballad",
        "160-190": "punk, punk rock, pop punk, hardcore punk, skate punk",
        "150-180": "rockabilly, rock n roll, rock and roll, garage rock",
        "92-120": (
            "industrial, industrial rock, industrial metal, nine inch nails, nin, ministry, marilyn manson, industrial "
            "nine inch nails, aggrotech"
        ),
        "84-116": "shoegaze, my bloody valentine, slowdive, like slowdive, shoegaze wall of sound, slowcore, "
        "soft rock, southern rock",
    },
    "soul": {"60-76": "slow soul"},
    "salsa": {
        "88-112": "rumba, bolero, danzon, habanera",
        "112-124": "cha cha cha, cha cha, chachacha",
    },
    "bossa_nova": {"130-150": "samba jazz"},
    "samba": {"80-104": "choro, chorinho"},
    "ska": {"168-196": "ska punk", "150-172": "two tone ska, 2 tone ska, third wave ska"},
    "reggae": {"76-92": "rocksteady"},
    "trap": {
        "140-160": "rage, rage beat, rage rap",
    },
    "cinematic": {"56-76": "elegy, lament"},
    "ambient": {
        "56-72": (
            f"{TUNED_WAVES}, healing tones, healing music, healing, sound bath, sound healing, spa, spa music, sleep "
            f"music, zen, zen garden, relaxation, relaxation music, yoga music"
        )
    },
    "classical": {
        "56-72": "funeral march, death march",
        "60-84": "nocturne, berceuse, aria",
        "104-120": "wedding march, processional, turkish march, alla turca, rondo alla turca",
        "100-132": "minuet, menuet, menuetto, allemande, gavotte, bourree, gigue, polonaise, mazurka",
        "120-144": "scherzo, tarantella, toccata",
    },
    "march": {"124-140": "circus march, galop, quickstep march, marcia, passo doppio"},
    "metal": {
        "136-176": "nwobhm, new wave of british heavy metal",
        "180-220": "thrash, thrash metal, speed metal, black metal, grindcore",
        "50-72": "doom, doom metal, funeral doom, sludge, drone metal",
    },
    "trance": {"138-148": "hard trance"},
    "rnb": {"60-76": "slow jam, slow jams", "100-116": "new jack swing"},
    "pop": {
        "112-132": ("jingle, jingles, advert jingle, radio jingle, ad jingle, commercial jingle"),
        "120-132": "dance pop, electropop",
        "66-80": WORSHIP,
    },
    "afrobeat": {"136-146": "kuduro"},
    "post_punk": {"124-148": "new wave, newwave, 80s new wave, new wave band"},
    "baile_funk": {"128-140": "brazilian phonk, phonk brasileiro, automotivo"},
}
"""By style and range of BPM."""
SCENES: dict[str, str] = {
    "cinematic": (
        "love theme, chase scene, car chase, fight scene, battle scene, action scene, overworld, overworld theme, "
        "zelda style, zelda overworld, hyrule, skyrim, final fantasy, dungeon, dungeon theme, epic quest, quest music, "
        "fantasy adventure, villain theme"
    ),
    "chiptune": (
        "shop theme, item shop, item shop theme, store theme, menu theme, menu music, title screen, title screen "
        "theme, level theme, level music, game theme, video game theme, video game music, game music"
    ),
    "folk": "tavern theme, fantasy tavern, inn theme",
    "ambient": "ice level, save room",
}
"""What music of any style is for: a style that is named as well counts instead."""
SCENE_MODES: dict[str, str] = {
    "minor": "chase scene, car chase, fight scene, battle scene, dungeon, dungeon theme, villain theme",
    "major": "shop theme, item shop, item shop theme, store theme, overworld, overworld theme, zelda overworld",
}
"""By mode, the scenes that are dark or bright in any style."""
TEMPI: dict[str, str] = {
    "44-60": "largo, grave, lento, larghissimo, dirge",
    "60-76": "adagio, larghetto, adagio for strings",
    "76-100": "andante, andantino, walking pace",
    "100-116": "moderato",
    "116-140": "allegretto, allegro moderato",
    "126-160": "allegro, vivace, vivo, con brio, schnell, lebhaft, vif",
    "168-200": "presto, prestissimo, breakneck",
    "190-220": "blast beats, blastbeat, gravity blast",
}
"""Words for tempi that count in any style, with their range of BPM."""
MOOD_TEMPI: dict[str, str] = {
    "63-80": (
        "sad, mournful, melancholic, melancholy, grieving, weeping, tearful, sombre, somber, elegiac, serene, "
        "peaceful, meditation, sleepy, tender, relaxing, dreamy, eerie, ominous, solemn"
    ),
}
"""Moods that are slow where nothing else says how fast the music is."""

"""What producers call synthesisers, drum machines, samplers and effects: makes, genres' own names, other languages.

The other half of `spoken_instruments.py`, by the same rules. Tables only.
"""

from __future__ import annotations

MACHINES: dict[str, str] = {
    "synth_bass_1": (
        "synthbass, sh101, synthiebass, synthesizer bass, synthesiser bass, synthesized bass, bass station, sequenced "
        "bass, sequencer bass, italo bass, juno bass, jx bass, sh 101, pulse bass, square bass, saw bass, bass "
        "synthesizer, bass sequence, basse synthé, synthé basse, bajo sintetizador"
    ),
    "synth_bass_2": (
        "donk, wub, rubber bass, rubbery bass, elastic bass, squishy bass, squelchy bass, squelch bass, quacky bass, "
        "mutron bass, parliament bass, resonant bass, plucky bass, bounce bass, wobble bass, wub wub, lfo bass, "
        "talking bass, yoi bass, brostep bass, midrange bass, envelope filter bass, auto wah bass, g funk bass, "
        "resonant synth bass, filter bass synth, tear out bass"
    ),
    "bass_808": (
        "808s, 808 bassline, booming bass, booming sub, trunk rattler, tuned 808 kick, tuned kick bass, eight oh "
        "eight, eight o eight, trunk rattling bass, eight zero eight"
    ),
    "sub_bass": (
        "subbass, sublow, subsonic, subwoofer, infrabass, tiefbass, subby bass, pure sine, deep sine, infrasonic "
        "bass, infra bass, rumble bass, sine wave bass, deep bass tone, sub sonic bass, ultra low bass"
    ),
    "reese_bass": (
        "hoover, mentasm, foghorn, neuro bass, neurofunk bass, growl bass, bass growl, growly bass, snarling bass, "
        "phasing bass, techstep bass, menacing bass, growling synth bass, tech step bass, kevin saunderson bass, "
        "dirty synth bass, jump up bass"
    ),
    "acid_303": (
        "acid, acid lines, acid bassline, tb303, acieed, td3, xoxbox, x0xb0x, devilfish, acid 303, silver box, td 3, "
        "devil fish"
    ),
    "analog_bass": (
        "minimoog, moog, sub37, analogue bass, sub 37, subsequent 37, sub phatty, little phatty, taurus pedals, "
        "taurus bass, odyssey bass, modular bass, vco bass, oscillator bass, bajo analógico, analoger bass, analogue "
        "synth bass, model d bass, moog sub 37, korg ms 20, sequential pro one, ladder filter bass, voltage "
        "controlled bass, thick synth bass, stevie wonder bass"
    ),
    "fm_bass": (
        "latelybass, dx100, ym2612, lately bass, dx 100, dx21 bass, solid bass, operator bass, fm8 bass, fm growl, "
        "clangy bass, metallic bass, megadrive bass, genesis bass, sega bass, opl bass, adlib bass, glassy bass, tx "
        "81 z, frequency modulation bass, clangy synth bass, metallic synth bass, digital synth bass, mega drive bass"
    ),
    "synth_strings": (
        "mellotron, solina, string machine, crumar, rs202, chamberlin, string synthesizer, string synthesiser, "
        "synthesizer strings, synthesized strings, synthetic strings, fake strings, analogue strings, electronic "
        "strings, eminent 310, eminent strings, elka rhapsody, logan strings, rs 202, phaser strings, juno strings, "
        "jupiter strings, ob strings, prophet strings, 80s strings, mellotron strings, tron strings, jarre strings, "
        "oxygene strings, vangelis strings, synthé cordes, synthie streicher, arp string ensemble"
    ),
    "synth_voice": (
        "theremin, vocoder, talkbox, vocaloid, vp330, arr1, synthesized voice, synthesised voice, synthetic voice, "
        "electronic voice, electronic vocals, electronic choir, robot voice, robot vocals, robotic voice, robotic "
        "vocals, vocoder voice, vocoder choir, vocoded voice, vocoded vocals, talk box, autotuned voice, autotune "
        "vocals, digital voice, computer voice, space voice, space vox, vp 330, fairlight voice, fairlight aah, ondes "
        "martenot, musical saw, singing saw, glass harmonica, harmonizer voice, chopped vocals, voix synthétique, "
        "auto tuned vocals"
    ),
    "synth_brass": (
        "synthbrass, obxa, ob8, oberheim, cs80, synthesizer brass, synthesized brass, synthesizer horns, analogue "
        "brass, eighties brass, oberheim brass, ob xa, oberheim obxa, ob x, jump brass, jupiter brass, juno brass, "
        "prophet brass, cs 80, cs80 brass, vangelis brass, poly brass, fm brass, fake brass, digital brass, "
        "electronic brass, brassy synthesizer, oberheim ob xa, blade runner brass"
    ),
    "new_age_pad": (
        "d50, wavestation, d70, jd800, d 50, d50 pad, digital native, enya pad, orinoco flow, belly pad, sparkling "
        "pad, sparkly pad, fairy pad, fantasy pad, heavenly pad, celestial pad, spa pad, yoga pad, healing pad, "
        "relaxation pad, wellness pad, wavestation pad, m1 universe, korg universe, universe pad, jd 800, vector pad, "
        "digital pad, attack pad, jd 800 pad"
    ),
    "warm_gm_pad": (
        "nappe, flächen, synthfläche, jv1080, gm pad, midi pad, warm bed, warm wash, romantic pad, cosy pad, cozy "
        "pad, comforting pad, synthesizer teppich, rompler pad, jv pad, triton pad, korg pad, gm warm pad, jv 1080 "
        "pad"
    ),
    "poly_synth_pad": (
        "polysynth, prophet5, jupiter8, jx3p, jx8p, polysix, memorymoog, polymoog, xpander, obxd, minilogue, poly "
        "pad, polyphonic synthesizer, analog poly, analogue poly, prophet 5, prophet 6, prophet 10, prophet rev2, "
        "prophet pad, sequential circuits, jupiter 8, jupiter 6, jupiter 4, roland jupiter, jupiter pad, jx 3p, jx "
        "8p, jx 10, poly 61, poly 800, mono poly, memory moog, matrix 12, oberheim matrix, matrix pad, ob 6, 80s "
        "poly, synthesizer pad, diva pad, gated pad"
    ),
    "choir_pad": (
        "angelic pad, angel pad, human pad, humanish pad, breath pad, breathy pad, ethereal voices, ethereal choir, "
        "ghostly voices, ghostly choir, ghost choir, space choir, halo pad, ahh pad, vocal textures, vocal wash, "
        "reverbed voices, granular vocals, granular voices, stretched vocals, vocal bed, voices bed, celestial "
        "voices, siren pad, breathy vocal pad, ethereal vocal pad"
    ),
    "sweep_pad": (
        "ppg, blofeld, sweeping pad, swept pad, resonant pad, swirly pad, phaser pad, phasing pad, flanged pad, "
        "morphing pad, morphing texture, shifting pad, motion pad, evolving texture, modulated pad, modulating pad, "
        "lfo pad, wavetable pad, ppg pad, waldorf pad, microwave pad, undulating pad, rippling pad, pad swell, space "
        "pad, opening filter pad, rise and fall pad"
    ),
    "fm_epiano": (
        "dexed, fm ep, fm piano, fm rhodes, fm tines, fm epiano, digital keys, digital epiano, operator ep, fm8 ep, "
        "glassy keys, belly keys, tine keys, yamaha keys, garage keys, fm e piano, digital e piano, synthetic "
        "electric piano, frequency modulation keys"
    ),
    "fm_bell": (
        "tubular bells, church bells, tubularbells, röhrenglocken, gongs, big ben, synthesizer bells, digital chime, "
        "dx bells, bell tower, tolling bell, bell toll, funeral bell, metallic bells, icy bells, glassy bells, glass "
        "bells, crystal bells, crystalline bells, fm chime, inharmonic bells, tibetan bowls, temple bell, bell tones, "
        "bell sound, synthetic chimes, fm synth bells"
    ),
    "pluck": (
        "karplus, plucky lead, decaying synth, percussive synth, blippy synth, bleepy synth, sequenced synth, "
        "eurorack sequence, modular sequence, modular bleeps, short decay synth, short synth notes, berlin school "
        "sequence"
    ),
    "organ_stab": (
        "m1 organ, korg m1, korg organ, 90s organ, nineties organ, dance organ, club organ, digital organ, fm organ, "
        "dx organ, robin s organ, 90s house organ, nineties house organ, chopped house organ, show me love organ"
    ),
    "chord_stab": (
        "orchestra hit, orchestral hit, orch hit, fairlight hit, rave chord, sampled chord, memory chord, chord "
        "memory, rave synth"
    ),
    "supersaw": (
        "jp8000, jp8080, hypersaw, sylenth, sylenth1, super saw, jp 8000, jp 8080, saw wall, sawtooth wall, saw "
        "stack, stacked saws, unison saws, unison lead, unison sawtooth, festival lead, festival synth, hyper saw, "
        "access virus, virus lead, virus ti, virus synth, nexus lead, serum saw, euphoric lead, euphoric synth, "
        "anthem lead, wall of sawtooths, future bass synth, hands up lead"
    ),
    "saw_lead": (
        "sawtooth, monosynth, ewi, keytar, ms20, leadsynth, arp odyssey, arp 2600, saw synth, saw wave, mono lead, "
        "mono synth, monophonic synth, monophonic lead, analogue lead, portamento lead, glide lead, gliding lead, "
        "sliding lead, gfunk lead, whiny lead, whine synth, worm lead, buzzing synth, buzzing lead, buzzy lead, buzzy "
        "synth, buzz lead, cutting lead, piercing lead, piercing synth, screaming lead, screaming synth, screechy "
        "lead, screech lead, pro one, ms 20, synthesizer lead, lead synthesizer, odyssey lead, syncussion lead, "
        "synthé lead, one finger synth, west coast whine, jan hammer lead"
    ),
    "square_lead": (
        "squarewave, lsdj, famicom, 2a03, casio, casiotone, square wave, square synth, pulse wave, pulse lead, pwm "
        "lead, chip lead, chip synth, sid chip, sid lead, c64 lead, c64 synth, commodore synth, atari synth, nintendo "
        "synth, nintendo lead, arcade synth, arcade lead, hollow lead, hollow synth, hollow square, beepy synth, "
        "beeping synth, ringtone synth, bitpop lead, vl tone, pulse width lead, eight bit lead, eight bit synth, game "
        "boy lead, commodore 64 lead"
    ),
    "analog_pad": (
        "juno106, juno60, analogue pad, juno pad, juno 106, juno 60, juno 6, roland juno, roland pad, alpha juno, "
        "retro pad, 80s pad, eighties pad, vangelis pad, thick pad, rich pad, oscillator pad, modular pad, analogue "
        "synth pad, juno 106 pad, juno 60 pad, roland synth pad, retro synth pad, eighties synth pad, blade runner "
        "pad, stranger things pad, boards of canada pad"
    ),
    "warm_pad": (
        "warm pad, warm pads, warm synth pad, warmest pad, smooth pad, deep pad, lowpass pad, hazy pad, floaty pad, "
        "drifting pad, long pad, pad bed, subtle pad, triangle pad, sine pad"
    ),
    "glass_pad": (
        "glassy texture, crystalline pad, ice pad, icy pad, frozen pad, frosty pad, cold pad, shimmer pad, shiny pad, "
        "air pad, sparkle pad, twinkling pad, bell texture, glass harp, glass armonica, bowed glass, wine glasses, "
        "rubbed glasses, water glasses, cristal baschet, bowed crotales, ethereal pad, ethereal texture, translucent "
        "pad, transparent pad, aurora pad, prismatic pad"
    ),
    "noise_riser": (
        "risers, upsweep, whoosh, woosh, rauschen, reverse cymbal, reversed cymbal, buildup fx, up lifter, upward "
        "sweep, sweeping up, noise rise, noise sweep, noise build, tension builder, reverse swell, bruit blanc, build "
        "up fx, white noise up"
    ),
    "downlifter": (
        "downsweep, divebomb, drop fx, pitch drop, down lifter, downward sweep, falling sweep, sweeping down, falling "
        "noise, noise down, descending noise, descending sweep, falling whoosh, whoosh down, pitch fall, pitch dive, "
        "dive bomb, tape stop, decaying noise, noise tail"
    ),
    "impact": "subdrop, braams, bwah, bwaam, braaam, thunderclap, inception horn, deep thud",
    "vinyl_crackle": (
        "crackle, phonograph, gramophone, shellac, schallplatte, plattenknistern, vinilo, vinyl pops, vinyl "
        "crackling, vinyl hiss, vinyl static, vinyl texture, record hiss, record scratches, record static, scratchy "
        "record, dusty record, dusty vinyl, crackly record, crackly vinyl, crackling record, crackly noise, needle "
        "hiss, stylus noise, turntable noise, gramophone crackle, tape hiss, tape noise, cassette hiss, cassette "
        "noise, fruscio vinile, pops and clicks, clicks and pops, vinyl surface noise, record player noise, 78 rpm "
        "record"
    ),
    "drone": (
        "didgeridoo, tanpura, tambura, didge, didgeridu, yidaki, bordun, bourdon, deep hum, deep rumble, ominous "
        "rumble, ominous texture, shepard tone"
    ),
    "electronic_kit": (
        "edrums, simmons, sds5, syndrum, linndrum, lm1, drumtraks, drumulator, hr16, tr707, rx11, electric drums, e "
        "drums, simmons drums, sds v, sds 5, syn drums, linn drum, lm 1, oberheim dmx, dmx drums, dr 550, sr 16, tr "
        "707, tr 727, tr 505, tr 626, 80s kit, eighties drums, v drums, td 50, digital drums, hexagonal drums, prince "
        "drums, elektronisches schlagzeug, e schlagzeug, batterie électronique, batería electrónica, batteria "
        "elettronica, electronic percussion kit, simmons sds v, depeche mode drums, phil collins electronic"
    ),
    "gm_808_kit": "gm 808 kit, general midi 808 kit",
    "kit_808": (
        "tr808, drumcomputer, cr78, rhythm composer, crunk drums, rhythm box, rhythm machine, drum computer, drum "
        "box, cr 78, analogue drums, 808 drum machine, miami bass kit, planet rock drums, metro boomin drums, lex "
        "luger drums, sexual healing drums, boîte à rythmes, caja de ritmos"
    ),
    "kit_909": (
        "909, tr909, detroit drums, dance drums, dance kit, rave drums, rave kit, rd 9, nine oh nine, nine o nine"
    ),
    "kit_lofi": (
        "mpc, mpc60, mpc2000, mpc3000, sp1200, sp404, asr10, s950, mpc drums, sp 1200, sp 404, sp 303, asr 10, "
        "boombap kit, boombap drums, hiphop drums, crushed drums, tape drums, cassette drums, vinyl drums, chopped "
        "drums, dilla drums, drunken drums, sp 404 drums, golden era drums, twelve bit drums, tape saturated drums, "
        "head nod drums, head nodding drums, crate digger drums, crate dug drums"
    ),
    "kit_acoustic_synth": (
        "tight kit, snappy drums, snappy kit, compressed drums, modern drums, modern kit, processed drums, processed "
        "kit, hybrid drums, hybrid kit, layered drums, polished drums, dampened drums, damped drums, 70s drums, "
        "seventies drums, synthesised drums, synthesized drums, synthetic drums, modelled drums, programmed drums, "
        "sequenced drums, drum programming, crisp drums, crisp kit, radio drums, dead drum kit"
    ),
}

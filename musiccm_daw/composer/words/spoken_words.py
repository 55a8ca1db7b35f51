"""The words that people use beside those of the captions: more names of styles, roles, ways of playing and moods.

`prompt_words.py` looks them up before the words of `vocabulary.py`; instruments are in `spoken/`. Tables only: by what
is meant, phrases that mean it, separated by commas.
"""

from __future__ import annotations

ROLES: dict[str, str] = {
    "drums": (
        "drum, drum kit, kit, full kit, full drum kit, rhythm section, beats, groove drums, drummer, beatbox, "
        "beatboxer, beatboxing, trommer, trommor, trummor, trommeln, drumstel, rummut, perkusja, perkusji, "
        "schlagzeug, schlagzeuger, batterie, batteur, batería, baterista, batteria"
    ),
    "bass": "low bass, bassist, bass player, bajo, basse, bassiste, bajista, baixo",
    "guitar": (
        "rhythm guitar, guitars, guitarist, guitar player, gitarre, gitarren, guitare, guitarra, chitarra, gitara, "
        "gitaar, gitarr"
    ),
    "keys": (
        "synth, synths, keyboard, keyboards, synth chords, keyboardist, keyboard player, synthesizer, synthesiser, "
        "synthétiseur, sintetizador, sintetizzatore"
    ),
    "lead": "lead synth, solo line",
    "vocal-pad": "singing, singers, vocal chops",
    "pads": "padd, padds",
    "percussion": "perc, percs, percussive elements, percussionist, perkussion, percusión, percussioni, percussão",
    "strings": "string section pad",
}
WAYS: dict[str, str] = {
    "melody": (
        "lead guitar, guitar solo, electric guitar solo, melodie, melodien, mélodie, mélodies, melodía, melodías, "
        "melodia, melodias, melodi, tune, head, the head, head melody, soprano, boy soprano, "
        "treble voice, baritone, mezzo, mezzo soprano, contralto, countertenor, solo voice"
    ),
    "chord_melody": "chord melody, chord solo",
    "arp": ("arpeggiated, arpeggiator, arpeggiating, arpeggio line, arpeggiated chords, broken chord, arps"),
    "gliss": "glissando, glissandi, gliss, harp runs",
    "picking": (
        "finger picking, fingerpicking, finger picked, fingerpicked, fingerstyle, finger style, picking, picked, "
        "plucking, travis picking, acoustic picking, acoustic fingerpicking"
    ),
    "strum": (
        "strum, strummed, strumming, strummed acoustic, strumming acoustic, acoustic strumming, acoustic strum, "
        "rasgueado"
    ),
    "ostinato": "ostinato, ostinati, looping figure, repeated figure",
    "riff": "riff, lick, riffing",
    "slap": "slapped, slapping, slap",
    "walking_bass": "walking, walking bass line, walking bassline",
    "drawn": "pedal steel, pedal steel guitar, lap steel",
    "held": (
        "held, sustained, hold chords, holding chords, holds chords, holds the chords, hold the chords, hold long "
        "chords, long sustained chords, long held chords, long sustained notes, long held notes, whole note chords, "
        "whole note chord, semibreve chords, held notes, pedal note, pedal tone, pedal point, long tones, drones on, "
        "organ chords held, droning"
    ),
    "stabs": "stab, hits, stabbing, horn stabs, horn hits, punches, horn punches, brass punches, tight punches",
    "offbeat": "off beat, offbeat, offbeats, skank, skanks, upstroke, upstrokes, up strokes, skanking",
    "power": "power chords, chugs, chugging, palm muted, palm muting, palm mute, chugging guitar",
    "sixteenths": "sixteenths, sixteenth, 16ths, 16th notes, sixteenth notes",
    "eighths": "eighths, 8ths, eighth notes, 8th notes",
    "triplets": "triplets, triplet",
    "stride": "stride, ragtime, rag",
    "boogie": "boogie woogie, boogie piano, barrelhouse piano",
    "rests": "long rests, rests, pauses, space between, lots of space, with space",
    "answers": "answering, answering each other, call and response, question and answer, answers, answer each other",
    "single": "single notes",
    "octaves": "octaves, octave",
    "tremolo": (
        "tremolo picking, tremolo picked, trem picking, trem picked, tremolo pick, tremolo picking guitar, tremolo "
        "picked guitar, alternate picking"
    ),
    "accents": "accents, accented",
    "moving_accents": "moving accents, accents moving, shifting accents, accents shifting",
    "fills": "fills, drum fills, fill",
    "four_on_the_floor": "four to the floor, 4 on the floor, four on floor, 4 4 kick, four floor",
    "breakbeat": (
        "breaks, breakbeats, broken beats, amen, amen break, sampled break, sampled breakbeat, mpc breaks, dirty "
        "breaks, dusty breaks, amen chops, break chops, drum chops"
    ),
    "half_time": "half time, halftime, half step beat, half step drums, half step groove, halfstep",
    "double_time": "double time, doubletime",
    "rolling_hats": "rolls, hat rolls, hi hat rolls, rolling hats",
    "ghosts": "ghosted",
    "building": (
        "building up, building, build up, rising, big ending, big finish, grand finale, huge ending, crescendo, "
        "growing, swelling, rising tension, building tension, growing tension, tension rising, tension building, "
        "getting bigger, gets bigger, growing bigger, bigger and bigger, getting louder"
    ),
    "fading": "fading, fade out, fading out, winding down, decrescendo, dying away",
}
PIECES: dict[str, str] = {
    "hat": (
        "hats, hat, hi hat, hihat, hi hats, hihats, high hat, high hats, 808 hats, 808 hi hats, 909 hats, 909 hi hats"
    ),
    "closed_hat": (
        "closed hats, closed hat, closed hi hat, closed hi hats, closed hihat, closed hihats, closed high hat, closed "
        "high hats, 808/909 closed-hat/closed-hats"
    ),
    "open_hat": "open hats, open hat, open hi hat, open hihat, 909 open hat",
    "ride": "ride, ride cymbal, 909 ride",
    "kick": (
        "kick, kick drum, bass drum, kicks, stomps, foot stomps, foot stomp, 808 kick, 909 kick, club kick, hardcore "
        "kick, berghain kick"
    ),
    "snare": (
        "snare, snare drum, snares, 808 snare, 909 snare, gated snare, gated reverb snare, 80s gated snare, 80s snare"
    ),
    "clap": "clap, claps, handclaps, handclap, hand claps, hand clap, 808 clap, 909 clap",
    "rim": "rim, rimshot, rim shot, side stick, rim click, 808 rim, 808 rimshot, 909 rim, 909 rimshot",
    "tom": (
        "toms, tom, low tom, high tom, floor tom, low toms, high toms, 808 toms, 909 toms, gated toms, simmons toms, "
        "electronic toms, electro toms, synth toms, disco toms, 80s toms"
    ),
    "crash": "crash, cymbals, cymbal, crash cymbal, 909 crash",
    "cowbell": "808 cowbell",
}
"""What stands here and among the names of a drum kit is that kit's."""
EFFECTS: dict[str, str] = {
    "delay": "echo, echoes, delay, tape echo",
    "reverb_hall": "reverb, hall, cathedral, washed out, ethereal, hall reverb, shimmer reverb, big reverb",
    "reverb_small": "gated reverb, plate reverb, spring reverb, room reverb",
    "saturation": "distorted, distortion, overdrive, saturation, fuzz, fuzzy",
    "lowpass": "felt, muted sound, dull, low pass, low passed, low pass filter",
    "lofi": "lofi sound, bitcrushed",
    "sidechain": "sidechain, pump",
}
MOODS: dict[str, str] = {
    "calm": "soft, softly, late night, sleepy, peaceful, tender, serene, lullaby, ballad, subdued, delicate, romantic",
    "strong": "aggressive, hard, heavy, loud, banging, epic, furious, anthemic, explosive",
    "sparse": "sparsely, empty, few notes, very few notes, hardly any notes, only a few notes, uncluttered",
    "busy": "mischievous, playful, bouncy, rapid, frantic, hectic, virtuosic",
    "ballad": "ballad, lullaby, lullabye",
    "slow": "slowly, slowed, slowed down, slowed and reverbed",
    "fast": "up tempo, quickly, speedy, chase, chase scene, car chase",
    "steady": (
        "steady, repetitive, repeating, repeated, looping, looped, constant, unchanging, monotonous, hypnotic, "
        "mechanical, robotic, minimal, minimalist"
    ),
}
MODES: dict[str, str] = {
    "minor": (
        "mournful, long mournful lines, long mournful notes, long sad lines, long sad notes, long lonely lines, long "
        "plaintive lines, long melancholic lines, melancholy, grieving, weeping, tearful, sombre, somber, elegiac, "
        "eerie, ominous, solemn, dorian, phrygian, aeolian, locrian, scary, terrifying, traurig, triste"
    ),
    "major": (
        "lydian, mixolydian, ionian, pastoral, pastorale, twinkling, twinkly, christmas, xmas, santa claus, wedding, "
        "weddings, alegre, alegres, feliz, fröhlich, joyeux, joyeuse, gioioso, cheery, triumphant, triumphal, fanfare, "
        "jingle, jingles, optimistic, optimistisch, optimistische, optimista, optimiste, ottimista, otimista, "
        "heartwarming, heart warming"
    ),
}
"""Moods that ask for major or minor, beside those of the captions, and church modes by their third."""
STEERING: dict[str, str] = {
    "sparse": "sparser, fewer notes, thinner, more space",
    "busy": "busier, denser, more notes",
    "full": "full, fuller",
    "calm": "calmer, softer, quieter, gentler, low energy, low key, low volume",
    "strong": "harder, louder, bigger, punchier, livelier, more energy, full power, full energy, full throttle",
    "dark": "dark, darker, darkly, dark minor",
    "bright": "bright, brighter, bright major, high pass, high passed",
    "low": (
        "low, lower, low register, lower register, low pitched, octave down, octave lower, an octave down, "
        "male choir, deep male choir, mens choir, male voice choir, monks choir, männerchor, "
        "contrabass clarinet, tuba, bass tuba, sousaphone, bass trombone, bass flute"
    ),
    "high": "high, higher, high register, upper register, high pitched, octave up, octave higher, an octave up",
    "staccato": "choppy, staccato, staccato chords, staccato notes, short notes, clipped, detached",
    "legato": "legato, singing lines, smoothly connected",
    "very_soft": (
        "pp, ppp, pianissimo, sotto voce, very soft, very softly, very quiet, very quietly, barely audible, as quiet "
        "as possible"
    ),
    "very_loud": "ff, fff, fortissimo, very loud, as loud as possible",
}
"""Moods that are numbers for the composer; `scenes.py` compares unknown words to none of them."""
FORM: dict[str, str] = {
    "intro": "intro, introduction",
    "verse": "verse",
    "build": "build up, buildup",
    "chorus": "chorus",
    "drop": "drop",
    "bridge": "bridge",
    "break": "break, breakdown, break down",
    "outro": "outro, coda",
}
"""Sections of a piece."""
NOTHING = (
    "reel to reel, tape reel, highlight reel, demo reel, show reel, film reel, high quality, high fidelity, high "
    "resolution, high definition, high end, high class, low budget, full length, full range, full hd, drop tuned, drop "
    "tuning, less is more, strings attached, pulling strings, pulling some strings, pull some strings, second fiddle, "
    "fiddling with, bells and whistles, clean as a whistle, wolf whistle, whistle blower, saved by the bell, ring a "
    "bell, rings a bell, ring my bell, bell peppers, organ donor, vital organ, internal organs, blow your own trumpet, "
    "harp on about, harping on, face the music, stab in the dark, walking alone, walking home, walking away, walking "
    "through, falsetto y, stab wound, pluck up the courage, acid rain, acid reflux, acid tongue, acid trip, drone "
    "footage, drone shot, drone strike, drone flying, car horn, car horns, horn of a car, impact of, high impact, sub "
    "zero, voice over, theme music, theme song, theme tune, strike a chord, sleigh ride, riddim, turntable scratches, "
    "scratching, scratches, turntable, volume pedal, volume pedals, expression pedal, sustain pedal, damper pedal, "
    "soft pedal, kick pedal, loop pedal, looper pedal, loop station, effects pedal, effects pedals, effect pedals, "
    "guitar pedals, pedal board, pedalboard, swell pedal, whammy pedal"
)
"""Phrases that ask for nothing, though a word in them does."""
SIZES: dict[str, str] = {
    "1": "solo, alone, unaccompanied, solos",
    "2": "duo, duet, four hands, 4 hands, four handed, 4 handed",
    "3": "trio",
    "4": "quartet",
    "5": "quintet",
    "6": "sextet",
}
WHOLE = (
    "and everything, and everybody, and everyone, and the works, the works, and all the rest of the band, and the "
    "whole band, and the rest of the band, jug band, track, song, full mix, arrangement, song section, backing track, "
    "full band, band, combo, ensemble, orchestra, full track, full song, full arrangement, full orchestra, full sound"
)
METERS: dict[str, str] = {
    "2/4": "polka, oompah",
    "3/4": (
        "waltz, in three, in 3, three four, three quarter time, waltz time, minuet, menuet, menuetto, mazurka, "
        "landler, sarabande, polonaise, viennese waltz"
    ),
    "5/4": "in five, in 5",
    "6/8": "in six, in 6, six eight, jig, irish jig, double jig, gigue, tarantella, barcarolle, siciliana, siciliano",
    "9/8": "in nine, in 9, slip jig",
    "7/8": "in seven, in 7",
    "11/8": "in eleven, in 11",
    "12/8": "in twelve, in 12, twelve eight",
}

"""What people call the ways in which one kind of player plays: blast beats, one drop, root notes, tremolo picking.

`lexicon.py` looks these phrases up before those of `spoken_words.py`. Tables only: by the way of playing, or the sound
of the drum kit, phrases separated by commas; one phrase may stand for both.
"""

from __future__ import annotations

WAYS: dict[str, str] = {
    # Drummers
    "blast_beat": "blast beats, blastbeat, gravity blast, blasting drums",
    "double_kick": (
        "double kick, double kick drum, double kick drumming, double kick pedal, double bass drum, double bass "
        "drumming, double bass pedal, double pedal, doublebass drums, twin kick drums, doppelpedal, double pédale, "
        "doble bombo, doble pedal, doppia cassa, doppio pedale"
    ),
    "one_drop": "one drop, one drop beat, one drop drums, one drop groove, one drop rhythm, one drop riddim",
    "steppers": "steppers, stepper, steppers beat, steppers drums, steppers riddim, steppers rhythm",
    "train_beat": (
        "train beat, train beat 2 step, train beat two step, train groove, train beat drums, train beat snare"
    ),
    "march": (
        "marching, marching snare, marching drums, march drums, march snare, march beat, military snare, "
        "military drums, military snare drum, marching band drums, parade drums, drumline, drum line, drum cadence, "
        "drum corps, rudiments, snare rudiments, paradiddle, paradiddles, marschtrommel"
    ),
    "snare_roll": (
        "snare roll, snare rolls, snare drum roll, drum roll, drumroll, drum rolls, snare build, snare buildup, snare "
        "build up, snare riser, trommelwirbel, roulement de tambour, redoble"
    ),
    "drum_fill": "drum fill, snare fill, tom fill, toms fill, tom tom fill, drum fill in, drum fill loop",
    "cymbal_roll": (
        "cymbal swell, cymbal swells, cymbal roll, cymbal rolls, suspended cymbal roll, suspended cymbal swell, crash "
        "swell, cymbal crescendo"
    ),
    "beat": (
        "rimshot groove, rimshot beat, rim groove, rim beat, sidestick groove, side stick groove, cross stick groove, "
        "cross stick beat, rim click groove"
    ),
    "flams": "flams, flam, flammed snare",
    "afterbeats": "on 2 and 4, on two and four, on the 2 and 4, on the two and four, on 2 4, on the backbeat",
    "downbeats": (
        "on beat one, on beat 1, on beat one only, on beat 1 only, only on one, only on beat one, on the downbeat, on "
        "downbeats, downbeats only, one chord per bar, one chord a bar, one hit per bar, one note per bar, once per "
        "bar, once a bar, one block chord per bar, one block chord a bar, a block chord per bar, a block chord a bar, "
        "block chord per bar, block chord a bar, block chords once a bar, a chord per bar, a chord a bar, chord per "
        "bar, single chord per bar, one chord each bar, one chord every bar, a chord each bar, a chord every bar, one "
        "chord for each bar, whole note chords, whole notes chords, whole notes only, chords in whole notes, semibreve "
        "chords"
    ),
    "strong_beats": "on 1 and 3, on one and three, on the 1 and 3, on the one and three",
    # Note values
    "quarters": (
        "quarter notes, quarters, quarter note, on every beat, on each beat, every quarter, four to the bar, 4 to the "
        "bar, on all four beats, viertel, crotchets"
    ),
    "halves": "half notes, half note, minims, every two beats",
    "offbeat": "on the ands, on the &s, on the ands of the beat, on all the ands, on the upbeats, on the offbeats",
    "eighths": "8th note, 8th, eighth, eighth note, achtel, quavers, on every 8th, straight 8ths, straight eighths",
    "sixteenths": "16th, 16th note, sixteenth note, sechzehntel, semiquavers, straight 16ths, straight sixteenths",
    "thirty_seconds": "32nds, 32nd, 32nd notes, thirty second notes, demisemiquavers",
    "and_of_1": "and of 1, and of one, the and of 1, the and of one, on the and of 1, on the and of one",
    "and_of_2": "and of 2, and of two, the and of 2, the and of two, on the and of 2, on the and of two",
    "and_of_3": "and of 3, and of three, the and of 3, the and of three, on the and of 3, on the and of three",
    "and_of_4": "and of 4, and of four, the and of 4, the and of four, on the and of 4, on the and of four",
    # Basses
    "roots": (
        "root notes, root note, roots only, only roots, only the roots, just roots, just the roots, just root notes, "
        "root notes only, only root notes, root note bass, plays the roots, follows the roots, simple roots"
    ),
    "pedal": (
        "pedal, bass pedal, pedal bass, one note bass, one note bassline, one note, single note bass, single note "
        "bassline, on one note, on a single note, stays on one note, same note, orgelpunkt"
    ),
    "root_fifth": (
        "root fifth, root and fifth, root five, roots and fifths, root 5, alternating bass, two beat bass, two feel, "
        "in two, 1 5 bass, root fifths"
    ),
    "reverse_bass": "reverse bass, reversed bass, reverse bassline, rolling offbeat bass, donk, offbeat bassline",
    "oompah": "oompah, oom pah, oom pah pah, oompahpah, oompah pah, um pah, umpah, humppa, bass chord alternation",
    # Keys
    "left_hand": (
        "left hand only, only left hand, only the left hand, just the left hand, just left hand, left hand alone, "
        "left hand solo, lh only, for left hand, for the left hand, no right hand, without right hand, nur linke hand"
    ),
    "right_hand": (
        "right hand only, only right hand, only the right hand, just the right hand, just right hand, right hand "
        "alone, rh only, for right hand, for the right hand, no left hand, without left hand, nur rechte hand"
    ),
    # Guitars and others that are plucked or struck
    "pompe": (
        "la pompe, pompe, pompe manouche, freddie green, freddie green guitar, freddie green comping, gypsy strum, "
        "gypsy jazz rhythm guitar, manouche rhythm guitar"
    ),
    "rasgueado": "rasgueado, rasgueados, rasgueo, rasgueos, flamenco strum, flamenco strumming, rasguido, rasgado",
    "tremolo_picking": (
        "tremolo picking, tremolo picked, tremolo pick, trem picking, trem picked, tremolo picked guitar, tremolo "
        "picking guitar, tremolo strumming, tremolo riff, fast alternate picking, repeated notes, fast repeated "
        "notes, repeated note"
    ),
    "gallop": "gallop, galloping, gallops, galloping riff, gallop riff, gallop rhythm, galloping rhythm",
    "double_stops": "double stops, double stop, doublestops",
    # Tunes
    "trill": "trill, trills, trilling, trilled, triller, trilles, trino, with trills",
    "chops": (
        "vocal chops, vocal chop, vocal cuts, chopped vocals, chopped vocal, vox chops, chopped up vocals, vocal "
        "stabs, cut up vocals, vocal slices, chopped vocal sample, vocal chop melody"
    ),
    "drone": "drone bass, bass drone, droning bass, drone bassline, drone bass note",
    "wobble": "wobble, wobbles, wobbling, wobbly chords, wobble chords, wubs",
    "pentatonic": "pentatonic, pentatonics, pentatonic scale, minor pentatonic, major pentatonic, five note scale",
    "rolled": "rolled chords, rolled chord, rolling chords, strummed chords on harp",
    "held": (
        "whole notes, whole note, semibreves, swells, swell, swelling chords, swelling harmonies, "
        "swelling harmony, organ pedal, organ pedals, organ point"
    ),
    "chords": "comps, comped, comping chords, block chords, block chord, blocked chords, blocky chords",
    "chorale": (
        "chorale, chorales, chorale style, four part chorale, 4 part chorale, four part harmony, 4 part harmony, four "
        "part writing, in four parts, in 4 parts, in four voices, in 4 voices, four voice chorale, four voices, four "
        "parts, 4 parts, hymn harmony, hymn style chords, hymn, hymns, hymn like, hymnlike, like a hymn, hymnal, "
        "hymnic, church hymn, organ hymn, hymn organ, close harmony, latin mass, motet, hymne, hymnus, choral satz, "
        "chorsatz, inno sacro, himno, barbershop, barbershop voices, barbershop singers"
    ),
    "syncopated": "syncopated, syncopation, syncopations, syncopate, synkopiert, sincopado, sincopada",
    "building": (
        "getting bigger, gets bigger, grows bigger, growing bigger, bigger and bigger, getting louder, gets louder, "
        "growing louder, louder and louder, getting stronger, gets stronger, stronger and stronger, getting fuller, "
        "gets fuller, getting more intense, gets more intense, more and more intense, intensifying, intensifies, "
        "swelling chords, swelling harmonies, swelling harmony, slowly builds, builds slowly, gradually builds, builds "
        "gradually, increasing intensity, growing intensity"
    ),
    "fading": (
        "getting quieter, gets quieter, quieter and quieter, getting softer, gets softer, softer and softer, growing "
        "softer, diminuendo, getting calmer, dies away, fades away, fading away"
    ),
    # Hands
    "left_octaves": (
        "octaves in the left hand, octaves in left hand, left hand octaves, left hand in octaves, lh octaves, octaves "
        "in the bass, octave bass in the left hand, octaves in the lh, low octaves"
    ),
    "alberti": "alberti bass, alberti, alberti accompaniment, alberti figuration, alberti left hand",
    "thumb": (
        "thumb on the bass notes, thumb on bass notes, thumb on the bass, thumb plays the bass, thumb plays bass, "
        "thumb bass, thumbed bass, thumb bass notes, bass notes with the thumb, thumb plucks the bass"
    ),
    "toccata": "toccata, toccatas, toccata style, toccata like, organ toccata",
    "fast_arp": (
        "fast arpeggio, fast arpeggios, rapid arpeggio, rapid arpeggios, quick arpeggios, virtuoso arpeggios, sweeping "
        "arpeggios, rushing arpeggios, racing arpeggios, flowing fast arpeggios, arpeggi veloci, arpeggi rapidi, "
        "arpegios rápidos, arpèges rapides, schnelle arpeggien, schnelle arpeggios"
    ),
    "wide_arp": (
        "two octaves, two octave, 2 octaves, 2 octave, over two octaves, over 2 octaves, two octave range, climbing "
        "arpeggio, climbing arpeggios, rising arpeggios, two octave arpeggio, two octave arpeggios, cascading arpeggios"
    ),
    "pump": (
        "sidechain pump, sidechain pumping, sidechained, side chained, pumping sidechain, side chain pump, pumping "
        "chords, ducking chords"
    ),
    "gymnopedie": "gymnopedie, gymnopedies, gymnopédie, satie, satie like, satie ish, satie style, erik satie",
    # Long notes and rests
    "long_notes": (
        "long lines, long notes, long tones, long melody notes, long melody lines, floating melody, floating lines, "
        "floating line, slow moving melody, drawn out, drawn out notes, long phrases, very few notes, hardly any "
        "notes, only a few notes, barely any notes"
    ),
    "rests": (
        "breathing space, lots of breathing space, room to breathe, space to breathe, breathing room, plenty of space, "
        "long pauses, long silences, lots of silence, with silences, lots of rests"
    ),
    "running": (
        "running eighths, running 8ths, running eighth notes, running sixteenths, running 16ths, running line, running "
        "lines, running notes, perpetual motion, moto perpetuo, perpetuum mobile, runs, fast runs, scale runs, scalar "
        "runs, flurries"
    ),
    "reel": "reel, reels, strathspey, hornpipe",
    "swell_into": "surge into, surges into, swells into, crescendo into, swell up to, swells up to",
    "shimmer": "shimmering chords, shimmering chord, shimmering, shimmery chords",
    "first_bows": "below a bowed first violin",
    "toll": "tolling, tolls, toll, tolled, knell, knelling, death knell, single bell strokes, bell strokes",
    "clusters": (
        "cluster, clusters, tone cluster, tone clusters, cluster chord, cluster chords, note clusters, dissonant "
        "clusters, clustered, penderecki, ligeti, threnody, minor seconds, semitone clusters"
    ),
    "tenths": "in 10ths, in tenths, 10ths, tenths, parallel tenths, parallel 10ths, bass tenths, bass 10ths",
    "jaco": "jaco, jaco style, jaco pastorius, jaco pastorius style, like jaco, weather report bass, busy fretless",
    "phase": (
        "phase music, phase piece, phase shifting, phase shifted, phase pattern/patterns, phasing pattern/patterns/"
        "cell/cells/pianos/marimbas, piano phase, violin phase, in and out of "
        "phase, drifting out of phase"
    ),
    "canon": (
        "canon, canons, in canon, singing a round, sing a round, sings a round, canonic, canonically, in a round, as "
        "a round, in rounds, like a round, sung in a "
        "round, sung as a round, in imitation, imitation, imitating each other, imitative, imitative entries, kanon, "
        "canone, stretto, two part canon, three part canon, canon at the octave"
    ),
    "fugue": (
        "fugue, fugues, fugal, fugato, fuga, fuge, fugue like, fuguelike, fugue style, fugal counterpoint, fugue like "
        "counterpoint, fugal entries, imitative counterpoint, fugal style, three part fugue, four part fugue, ricercar"
    ),
    "three_against_four": (
        "polyrhythm, polyrhythms, polyrhythmic, 3 against 4, three against four, 3 over 4, three over four, cross "
        "rhythm, cross rhythms, cross rhythmic, 3 4 polyrhythm, polyrhythm 3 against 4"
    ),
    "four_against_three": "4 against 3, four against three, 4 over 3, four over three, 4 3 polyrhythm",
    "three_against_two": (
        "3 against 2, three against two, 3 over 2, three over two, 2 against 3, two against three, hemiola, hemiolas, "
        "3 2 polyrhythm"
    ),
    "five_against_four": "5 against 4, five against four, 5 over 4, five over four, 5 4 polyrhythm, quintuplets",
    "off_grid": (
        "drunk, drunken, drunk drums, drunk drumming, drunk feel, drunken feel, dilla, j dilla, like dilla, like j "
        "dilla, swing like dilla, dilla beats, dilla style, dilla swing, dilla feel, off grid, off the grid, "
        "unquantised, unquantized, not quantised, not quantized, lopsided"
    ),
    "marcato": "marcato, marcado, in marcato, sincopa, síncopa, sincopas, marcato and sincopa, yumba, arrastre",
    # Players who are bound to each other
    "in_thirds": (
        "in thirds, in parallel thirds, in 3rds, parallel thirds, a third apart, a third below, a third above, in "
        "terzen, en terceras, à la tierce"
    ),
    "in_sixths": "in sixths, in parallel sixths, in 6ths, parallel sixths, a sixth apart, a sixth below, in sexten",
    "in_octaves": "in parallel octaves, an octave apart, octaves apart, two octaves apart",
    "in_unison": "in unison, unison line, unison lines, unison melody, unison riff, all'unisono, unisono",
    "harmonised": (
        "harmonised, harmonized, harmonised lines, harmonized lines, in harmony, two part harmony, harmony line, "
        "harmony lines"
    ),
    "doubles": (
        "doubling, doubles, doubled by, play the same riff, playing the same riff, plays the same riff, same riff, "
        "play the same line, playing the same line, same line"
    ),
    "locked": (
        "locked, locked in, locked together, locked tight, in lockstep, locking in, follows the kick, following the "
        "kick, follow the kick, locks with the kick, lock with the kick, locking with the kick, locked with the kick, "
        "locked to the kick, locked in with the kick, tight with the kick, doubling the kick, doubles the kick, "
        "matching the kick, matches the kick, mirroring the kick, mirrors the kick, glued to the kick, doubling the "
        "kick drum, following the kick drum, locked to the kick drum"
    ),
    "soli": "soli, shout chorus, in block harmony, block harmony",
    "fanfare": "fanfare, fanfares, trumpet fanfare, brass fanfare, fanfare brass, fanfare trumpet, fanfare de cuivres",
    "counter": (
        "countermelody, counter melody, countermelodies, counter melodies, counterline, counter line, counter lines, "
        "obbligato, obligato, descant, counterpoint line"
    ),
    "replies": "answers the, answers a, answering the, replies to, replying to, responds to, echoes the",
    "answered": "answered by, replied by, echoed by, answered, followed in answer by",
}
MODES: dict[str, str] = {"minor": "minor pentatonic", "major": "major pentatonic, barbershop, barbershop voices"}
LINES: dict[str, str] = {
    "bebop": (
        "bebop, bop, be bop, bebop line, bebop lines, bop lines, bebop solo, bebop lick, bebop licks, bebop phrases, "
        "bebop scale, bebop head, charlie parker, like charlie parker, dizzy gillespie, bud powell, clifford brown"
    ),
}
_OPEN_AND_CLOSED = (
    "open closed hats, open closed hat, open closed hi hat, open closed hi hats, open and closed hats, open "
    "and closed hi hats, open and closed hi hat, hi hat open closed, hi hats open closed, hats open closed, "
    "hi hat open and closed, hats open and closed"
)
PIECES: dict[str, str] = {
    "snare": (
        "snare roll, snare rolls, snare drum roll, drum roll, drumroll, drum rolls, snare build, snare buildup, snare "
        "build up, snare riser, snare fill, marching snare, march snare, military snare, military snare drum, "
        "trommelwirbel, snare rudiments, rudiments, paradiddle, paradiddles, drum cadence, flammed snare"
    ),
    "rim": (
        "cross stick, cross sticks, crossstick, sidestick, rim clicks, rimshot groove, rimshot beat, rim groove, rim "
        "beat, sidestick groove, side stick groove, cross stick groove, cross stick beat, rim click groove"
    ),
    "tom": "tom fill, toms fill, tom tom fill",
    "kick": (
        "follows the kick, following the kick, follow the kick, locks with the kick, lock with the kick, locking with "
        "the kick, locked with the kick, locked to the kick, locked in with the kick, tight with the kick, doubling "
        "the kick, doubles the kick, matching the kick, matches the kick, mirroring the kick, mirrors the kick, glued "
        "to the kick, doubling the kick drum, following the kick drum, locked to the kick drum"
    ),
    "crash": (
        "cymbal swell, cymbal swells, cymbal roll, cymbal rolls, suspended cymbal roll, suspended cymbal swell, crash "
        "swell, cymbal crescendo"
    ),
    "hat": _OPEN_AND_CLOSED,
    "open_hat": f"{_OPEN_AND_CLOSED}, offbeat open hat, offbeat open hats, open hats on the offbeat",
}

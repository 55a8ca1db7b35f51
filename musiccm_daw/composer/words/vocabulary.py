"""The words of music: what producers call instruments, styles, ways of playing and moods.

Captions are written with these words, so a model trained on them knows these best; they are also the words by which to
read a file's name or a prompt. Tables only: captions are built from them in the trainer's `captions.py`. Words are in
lower case and stand before or after a noun without an article, except for plurals and mass nouns.
"""

from __future__ import annotations

INSTRUMENT_WORDS: dict[str, tuple[str, ...]] = {
    "grand_piano": ("piano", "grand piano", "acoustic piano", "concert piano"),
    "bright_piano": ("piano", "bright piano", "pop piano", "house piano"),
    "honky_tonk": ("honky tonk piano", "saloon piano", "detuned piano", "upright piano"),
    "rhodes": ("rhodes", "electric piano", "ep", "rhodes keys", "e-piano"),
    "dx_piano": ("dx piano", "dx7 electric piano", "80s electric piano", "digital ep"),
    "harpsichord": ("harpsichord", "baroque keys", "cembalo"),
    "clavinet": ("clavinet", "clav", "funky clav", "clavinet keys"),
    "celesta": ("celesta", "celeste", "music box bells"),
    "glockenspiel": ("glockenspiel", "glock", "bells", "toy bells"),
    "music_box": ("music box", "toy bells", "wind-up music box"),
    "vibraphone": ("vibraphone", "vibes", "mallets"),
    "marimba": ("marimba", "wooden mallets", "mallets"),
    "kalimba": ("kalimba", "thumb piano", "mbira"),
    "drawbar_organ": ("organ", "hammond organ", "drawbar organ", "b3 organ"),
    "percussive_organ": ("organ", "percussive organ", "hammond", "house organ"),
    "rock_organ": ("rock organ", "overdriven organ", "leslie organ", "hammond"),
    "church_organ": ("church organ", "pipe organ", "cathedral organ"),
    "reed_organ": ("reed organ", "harmonium", "pump organ"),
    "accordion": ("accordion", "squeezebox", "musette"),
    "harmonica": ("harmonica", "blues harp", "mouth organ"),
    "nylon_guitar": ("nylon guitar", "classical guitar", "spanish guitar", "acoustic guitar"),
    "steel_guitar": ("acoustic guitar", "steel-string guitar", "folk guitar"),
    "jazz_guitar": ("jazz guitar", "hollow-body guitar", "mellow electric guitar"),
    "clean_guitar": ("clean guitar", "clean electric guitar", "electric guitar", "strat"),
    "muted_guitar": ("muted guitar", "palm-muted guitar", "chicken-scratch guitar", "muted electric guitar"),
    "overdriven_guitar": ("overdriven guitar", "crunchy guitar", "electric guitar", "rock guitar"),
    "distortion_guitar": ("distorted guitar", "heavy guitar", "electric guitar", "metal guitar"),
    "banjo": ("banjo", "bluegrass banjo", "picked banjo"),
    "acoustic_bass": ("upright bass", "double bass", "acoustic bass", "contrabass"),
    "finger_bass": ("bass guitar", "fingered bass", "electric bass", "p-bass"),
    "pick_bass": ("picked bass", "pick bass", "bass guitar", "rock bass"),
    "fretless_bass": ("fretless bass", "fretless", "singing fretless bass"),
    "slap_bass": ("slap bass", "slapped bass", "funk bass"),
    "synth_bass_1": ("synth bass", "bass synth", "analog-style bass"),
    "synth_bass_2": ("synth bass", "rubbery synth bass", "bass synth"),
    "bass_808": ("808", "808 bass", "808 sub", "trap bass", "booming 808"),
    "sub_bass": ("sub bass", "sub", "sine bass", "deep sub"),
    "reese_bass": ("reese bass", "reese", "detuned bass", "growling bass"),
    "acid_303": ("acid line", "303", "tb-303", "acid bass", "acid synth"),
    "analog_bass": ("analog bass", "moog bass", "synth bass", "minimoog-style bass"),
    "fm_bass": ("fm bass", "digital bass", "fm synth bass", "dx bass"),
    "solo_violin": ("violin", "solo violin", "fiddle"),
    "solo_viola": ("viola", "solo viola"),
    "solo_cello": ("cello", "solo cello"),
    "contrabass": ("contrabass", "bowed double bass", "low strings"),
    "tremolo_strings": ("tremolo strings", "trembling strings", "tense strings"),
    "pizzicato_strings": ("pizzicato strings", "plucked strings", "pizz"),
    "harp": ("harp", "concert harp"),
    "string_ensemble": ("strings", "string ensemble", "string section", "orchestral strings"),
    "slow_strings": ("slow strings", "legato strings", "lush strings", "strings"),
    "synth_strings": ("synth strings", "string machine", "solina strings", "analog strings"),
    "choir_aahs": ("choir", "choir aahs", "aah voices", "vocal choir"),
    "voice_oohs": ("vocal oohs", "ooh voices", "soft voices", "vocal pad"),
    "synth_voice": ("synth voice", "vocal synth", "vox pad", "synthetic choir"),
    "trumpet": ("trumpet", "solo trumpet", "horn"),
    "trombone": ("trombone", "bone", "solo trombone"),
    "muted_trumpet": ("muted trumpet", "harmon mute trumpet", "trumpet"),
    "french_horn": ("french horn", "horn", "orchestral horn"),
    "brass_section": ("brass section", "brass", "horn section", "horns"),
    "synth_brass": ("synth brass", "80s brass", "analog brass"),
    "alto_sax": ("alto sax", "saxophone", "sax"),
    "tenor_sax": ("tenor sax", "saxophone", "sax"),
    "oboe": ("oboe", "solo oboe", "woodwind"),
    "clarinet": ("clarinet", "solo clarinet", "woodwind"),
    "flute": ("flute", "solo flute", "woodwind"),
    "pan_flute": ("pan flute", "panpipes", "breathy flute"),
    "new_age_pad": ("new age pad", "fantasia pad", "glassy pad", "bell pad"),
    "warm_gm_pad": ("warm pad", "analog pad", "synth pad"),
    "poly_synth_pad": ("poly synth", "polysynth pad", "synth chords"),
    "choir_pad": ("choir pad", "vocal pad", "voice pad"),
    "sweep_pad": ("sweep pad", "evolving pad", "filter sweep pad"),
    "fm_epiano": ("fm electric piano", "electric piano", "fm keys", "digital ep", "ep"),
    "fm_bell": ("fm bell", "bell synth", "bells", "digital bells"),
    "pluck": ("pluck", "synth pluck", "plucky synth", "plucked synth"),
    "organ_stab": ("organ stab", "house organ", "organ", "m1-style organ"),
    "chord_stab": ("synth stab", "stab", "rave stab", "saw stab"),
    "supersaw": ("supersaw", "supersaws", "detuned saws", "trance saw", "wall of saws"),
    "saw_lead": ("saw lead", "synth lead", "sawtooth lead", "lead synth"),
    "square_lead": ("square lead", "chiptune-like lead", "synth lead", "square wave lead"),
    "analog_pad": ("analog pad", "synth pad", "saw pad", "juno-style pad"),
    "warm_pad": ("warm pad", "soft pad", "mellow synth pad", "pad"),
    "glass_pad": ("glass pad", "shimmering pad", "crystal pad", "glassy pad"),
    "noise_riser": ("riser", "noise riser", "uplifter", "white noise sweep", "build-up sweep"),
    "downlifter": ("downlifter", "noise fall", "down sweep", "white noise drop"),
    "impact": ("impact", "boom", "cinematic hit", "sub drop"),
    "vinyl_crackle": ("vinyl crackle", "record noise", "vinyl noise"),
    "drone": ("drone", "dark drone", "low drone", "atmosphere"),
    "standard_kit": ("drum kit", "acoustic drums", "live drums", "drums"),
    "room_kit": ("room drums", "live drums", "roomy drum kit", "acoustic kit"),
    "power_kit": ("power drums", "rock drums", "big drum kit", "punchy acoustic drums"),
    "electronic_kit": ("electronic drums", "80s drums", "electronic kit", "simmons-style drums"),
    "gm_808_kit": ("808 drums", "drum machine", "tr-808 kit"),
    "jazz_kit": ("jazz drums", "jazz kit", "acoustic drums"),
    "brush_kit": ("brushes", "brushed drums", "brush kit", "soft drums"),
    "orchestra_kit": ("orchestral percussion", "timpani and snares", "cinematic drums"),
    "kit_808": ("808 drums", "808 kit", "tr-808", "drum machine"),
    "kit_909": ("909 drums", "909 kit", "tr-909", "drum machine"),
    "kit_lofi": ("lo-fi drums", "dusty drums", "sampled drums", "sp-1200 drums"),
    "kit_acoustic_synth": ("punchy drums", "drum kit", "tight drums", "drums"),
    "shaker_kit": ("shaker", "shakers", "shaker and tambourine"),
    "latin_percussion": ("latin percussion", "congas and bongos", "hand percussion", "conga groove"),
}

STYLE_WORDS: dict[str, tuple[str, ...]] = {
    "house": ("house", "deep house", "house music", "club"),
    "techno": ("techno", "warehouse techno", "club techno"),
    "drum_and_bass": ("drum and bass", "dnb", "drum & bass", "jungle", "d'n'b"),
    "trap": ("trap", "808 trap", "modern hip hop", "trap rap"),
    "boom_bap": ("boom bap", "90s hip hop", "old school hip hop", "hip-hop"),
    "lofi": ("lo-fi", "lofi", "lo-fi hip hop", "chillhop", "lofi beats"),
    "synthwave": ("synthwave", "retrowave", "80s synth", "outrun"),
    "pop": ("pop", "modern pop", "radio pop"),
    "rock": ("rock", "indie rock", "alternative rock"),
    "funk": ("funk", "funky", "70s funk"),
    "disco": ("disco", "nu-disco", "70s disco"),
    "jazz_swing": ("jazz", "swing", "jazz swing", "jazz club"),
    "bossa_nova": ("bossa nova", "bossa", "brazilian", "latin jazz"),
    "reggae": ("reggae", "roots reggae", "dub", "one drop"),
    "ambient": ("ambient", "atmospheric", "drone ambient", "chillout"),
    "cinematic": ("cinematic", "film score", "soundtrack", "orchestral"),
    "folk": ("folk", "acoustic", "singer-songwriter", "americana"),
    "rnb": ("r&b", "rnb", "neo soul", "contemporary r&b"),
    "trance": ("trance", "uplifting trance", "euro trance"),
    "soul": ("soul", "motown", "60s soul"),
    "blues": ("blues", "slow blues", "chicago blues"),
    "afrobeat": ("afrobeat", "afrobeats", "afro"),
    "country": ("country", "nashville", "americana"),
    "reggaeton": ("reggaeton", "dembow", "latin urban"),
    "salsa": ("salsa", "afro-cuban", "latin dance"),
    "classical": ("classical", "chamber music", "baroque-flavoured", "classical music"),
    "chiptune": ("chiptune", "8-bit", "video game", "retro game"),
    "trip_hop": ("trip hop", "trip-hop", "bristol", "downtempo"),
    "metal": ("metal", "heavy metal", "hard rock"),
}
"""A style without an entry is called by its own name."""

ROLE_WORDS: dict[str, tuple[str, ...]] = {
    "drums": ("drum loop", "drums", "beat", "drum groove", "drum break"),
    "bass": ("bass line", "bassline", "bass", "low end"),
    "keys": ("keys", "keyboard part", "keys loop", "chords"),
    "guitar": ("guitar", "guitar part", "guitar loop"),
    "pads": ("pad", "pads", "synth pad", "atmosphere", "background pad"),
    "lead": ("lead", "lead line", "melody", "topline", "hook"),
    "strings": ("strings", "string part", "string arrangement"),
    "brass": ("brass", "horns", "brass part"),
    "vocal-pad": ("vocal pad", "voices", "choir pad"),
    "percussion": ("percussion", "percussion loop", "perc loop", "top loop"),
    "fx": ("fx", "sound effect", "transition", "sweep"),
}

PLURALS = ("drums", "keys", "chords", "pads", "strings", "voices", "horns", "fx", "percussion", "brass", "low end")
"""Words for roles that take no article."""

MIX_WORDS = ("track", "loop", "groove", "full mix", "arrangement", "song section", "instrumental", "backing track")
SUBMIX_WORDS = ("loop", "groove", "combination", "layer", "sketch", "idea")

EFFECT_WORDS: dict[str, tuple[str, ...]] = {
    "lofi": ("dusty", "gritty", "lo-fi", "crunchy", "vintage", "sampled", "old-school"),
    "tape": ("tape-warm", "wobbly", "nostalgic", "worn", "analog", "vhs-style"),
    "lowpass": ("warm", "muffled", "mellow", "filtered", "soft", "rolled-off"),
    "reverb_hall": ("spacious", "airy", "distant", "huge", "reverb-soaked", "dreamy", "floating"),
    "reverb_small": ("roomy", "live-sounding", "natural", "intimate"),
    "delay": ("echoing", "dubby", "delayed", "bouncing"),
    "chorus": ("chorused", "lush", "shimmering", "detuned"),
    "phaser": ("phased", "swirling", "psychedelic"),
    "saturation": ("saturated", "driven", "overdriven", "fat", "punchy"),
    "wide": ("wide", "stereo", "panoramic", "big"),
    "sidechain": ("pumping", "sidechained", "ducking", "breathing"),
}
DRY_WORDS = ("dry", "clean", "close", "direct", "upfront")
"""For stems without any effect."""

MINOR_WORDS = ("dark", "moody", "melancholic", "sad", "brooding", "minor", "dark minor", "tense", "wistful")
MAJOR_WORDS = ("bright", "happy", "uplifting", "sunny", "hopeful", "major", "bright major", "feel-good", "cheerful")
CALM_WORDS = ("chill", "calm", "laid-back", "relaxed", "quiet", "minimal", "gentle", "mellow")
STRONG_WORDS = ("energetic", "driving", "big", "powerful", "high-energy", "intense", "hard-hitting", "lively")
SPARSE_WORDS = ("sparse", "simple", "minimal", "open")
BUSY_WORDS = ("busy", "intricate", "rolling", "dense", "active")
SLOW_WORDS = ("slow", "downtempo", "slow-moving")
FAST_WORDS = ("fast", "uptempo", "quick", "high-tempo")
MIDDLE_WORDS = ("mid-tempo", "medium tempo")
SWUNG_WORDS = ("swung", "shuffled", "swinging", "shuffling")

PATTERN_WORDS: dict[str, tuple[str, ...]] = {
    "four_on_the_floor": ("four-on-the-floor", "four to the floor kick", "4x4 beat", "straight club beat"),
    "breakbeat": ("breakbeat", "amen-style break", "chopped break", "broken beat"),
    "half_time": ("half-time beat", "half-time groove", "half-time feel"),
    "backbeat": ("backbeat", "steady beat", "snare on two and four", "solid groove"),
    "beat": ("beat", "drum groove", "drum pattern", "drum loop", "rhythm"),
    "rolling_hats": ("rolling hi-hats", "fast hats", "hat rolls", "sixteenth hats"),
    "ghosts": ("ghost notes", "ghosted snare", "funky ghost notes"),
    "tops": ("top loop", "hats and percussion", "no kick"),
    "long_bass": ("long bass notes", "sustained bass", "held low notes"),
    "walking_bass": ("walking bass", "walking line", "quarter-note bass line"),
    "eighths_bass": ("driving eighth-note bass", "pulsing bass line", "steady bass line"),
    "sixteenths_bass": ("rolling sixteenth bass", "busy bass line", "galloping bass"),
    "bass": ("bass line", "bassline", "groove", "syncopated bass line"),
    "stabs": ("stabs", "chord stabs", "short chords", "staccato chords", "chops"),
    "held": ("sustained chords", "long chords", "held chords", "whole-note chords"),
    "chords": ("chords", "comping", "chord progression", "rhythm chords"),
    "arp": ("arp", "arpeggio", "arpeggios", "broken chords", "arpeggiated pattern"),
    "melody": ("melody", "riff", "line", "hook", "theme", "phrase"),
    "drawn": ("long notes", "slow melody", "drawn-out line", "sustained notes"),
    "percussion": ("percussion groove", "perc pattern", "hand percussion loop", "percussion loop"),
    "effect": ("effect", "sound effect", "fx", "texture"),
}

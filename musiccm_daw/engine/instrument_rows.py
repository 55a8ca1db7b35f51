"""The condition rows that say which instrument plays a part: one for every name that the composer knows.

The words say how it is to sound; by words alone a small network takes a harp for a muted trumpet (dev/LOG.md). Weights
depend on the order of the rows: new instruments go to the end, and the weights of the row for loudness, which comes
behind them (`score_columns.py`), have to move along.
"""

INSTRUMENT_ROWS = (
    "grand_piano", "bright_piano", "honky_tonk", "rhodes", "dx_piano", "harpsichord", "clavinet", "celesta",
    "glockenspiel", "music_box", "vibraphone", "marimba", "kalimba", "drawbar_organ", "percussive_organ",
    "rock_organ", "church_organ", "reed_organ", "accordion", "harmonica", "nylon_guitar", "steel_guitar",
    "jazz_guitar", "clean_guitar", "muted_guitar", "overdriven_guitar", "distortion_guitar", "banjo",
    "acoustic_bass", "finger_bass", "pick_bass", "fretless_bass", "slap_bass", "synth_bass_1", "synth_bass_2",
    "bass_808", "sub_bass", "reese_bass", "acid_303", "analog_bass", "fm_bass", "solo_violin", "solo_viola",
    "solo_cello", "contrabass", "tremolo_strings", "pizzicato_strings", "harp", "string_ensemble", "slow_strings",
    "synth_strings", "choir_aahs", "voice_oohs", "synth_voice", "trumpet", "trombone", "muted_trumpet",
    "french_horn", "brass_section", "synth_brass", "alto_sax", "tenor_sax", "oboe", "clarinet", "flute",
    "pan_flute", "new_age_pad", "warm_gm_pad", "poly_synth_pad", "choir_pad", "sweep_pad", "fm_epiano", "fm_bell",
    "pluck", "organ_stab", "chord_stab", "supersaw", "saw_lead", "square_lead", "analog_pad", "warm_pad",
    "glass_pad", "noise_riser", "downlifter", "impact", "vinyl_crackle", "drone", "standard_kit", "room_kit",
    "power_kit", "electronic_kit", "gm_808_kit", "jazz_kit", "brush_kit", "orchestra_kit", "kit_808", "kit_909",
    "kit_lofi", "kit_acoustic_synth", "shaker_kit", "latin_percussion",
)  # fmt: skip
"""The instruments of `composer/instrument_names.py` in the order of their rows."""

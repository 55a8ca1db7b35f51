"""The composer: from a seed and a style to a song, and from a request to its score. Free of torch.

How a song comes to be, with the files in reading order:

1. `styles/` describes each style as data: tempo, meters, chords, and the players who may take part (`sheet.py`).
2. `compose.py` draws tempo, meter and key, a form (`forms.py`) and chord progressions (`chords/progressions.py`).
3. It picks the players and their instruments (`instrument_names.py`), and gives each player one section at a time.
4. The players write their notes: `drums/`; `basses/`, with the notes that lead on; `chords/`, comped, strummed or
   held on voicings in the colours of their degrees; `tunes/`, from rhythms, forms, contours and the scales of chords;
   `ensembles/` of horns, strings and orchestras, and of players who are bound to each other (`bonds.py`); effects in
   `transitions.py`. Their rhythms are texts that `pattern.py` reads.
5. `dynamics/` shades how loudly each note is played, and `humanise.py` swings the notes and loosens their timing. The
   result is a `Song` (`musiccm_daw/score`).

`playing.py` and `words/vocabulary.py` then put a song into words: how its parts are played, and what producers call
that.

How a request is answered, by the same players:

1. `words/` has what a prompt may say: `prompt_words.py` finds the phrases that it knows among the prompt's tokens
   (`tokens.py`). `lexicon.py` has them from `vocabulary.py`, the tables `spoken_*.py`, `artists.py` and `spoken/`,
   however they are spelt (`spelling.py`, `slips.py`); `stand_ins.py` has what instruments keep of their own on others,
   and `scenery.py` what only looks like one. What other words may picture is in `scenes.py`, and which instruments
   they may describe in `described_instruments.py`.
2. `reading/` makes a brief of them. `scenery.py` takes out what paints a scene, `section_ways.py` what holds in one
   section of the form alone, `rewording.py` says in plain words what the tables lack, with a noun for each of several
   players (`players_apart.py`), and `negation.py` finds what they leave out, with the parts that are the user's own
   (`own_parts.py`). `prompt_reader.py` puts the phrases together, clause by clause (`clauses.py`): what concerns all
   players (`whole_piece.py`), and what concerns one (`player_phrases.py`), who joins the line-up (`line_up.py`) with
   the number before the name (`counts.py`), and where to come in (`entrances.py`). At the end, those of whom a prompt
   speaks twice are one (`spoken_of_again.py`), and play as their company asks (`company.py`). `brief.py` holds what
   comes of it: style, players (`players.py`), density.
3. `style_choice.py` decides what stays open: style, tempo, meter, mode, form; `style_chords.py` has the chords. Those
   of a scale that is named (`scales.py`) are in `chords/modal_progressions.py`, its notes in `chords/chord_scales.py`.
4. `request_score.py` seats the players (`seating.py`), those of ensembles one by one (`ensembles/members.py`);
   `piece.py` plans phrases and chords (`plan.py`), and `writing.py` lets a player write, in one of the `ways/` or as
   the style does (`phrase_writers.py`), beside those of the `band.py` whom the player follows, with breath
   (`breathing.py`) and `dynamics/`, ends the clip (`endings.py`), and performs it (`performance.py`).
5. `reading/part_words.py` picks the words of the prompt that the model is conditioned on for each part.
"""

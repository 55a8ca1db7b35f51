"""The import of existing music: what is learned about each file, and how it becomes labelled clips.

`import_audio.py` runs the whole, `survey.py` its first pass over the files and `shards.py` its second. For each file:
`audio_files.py` decodes it; `caption_table.py`, `file_tags.py`, `wav_chunks.py` and `file_names.py` collect the facts
that are stated about it (`facts.py`); `cutting.py` finds its bars and `labelling.py` writes its clips. What is not
stated is detected by `musiccm_daw/analysis`.
"""

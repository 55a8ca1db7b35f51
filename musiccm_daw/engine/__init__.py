"""The engine: a request goes in, and a clip of exact length comes out.

`engine.py` is the way in. Around it stand what the model is given (`conditioning`, `stem_conditions`,
`section_columns`, `windows`) and what becomes of its audio (`finishing`, `stem_balance`); `editing` changes existing
clips.
"""

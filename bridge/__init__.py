"""Everything that talks to a DAW: OSC, jobs, hosts. Knows requests and files, never the model.

Nothing lives here yet; the import rules in tests/test_imports.py already hold for it.
"""

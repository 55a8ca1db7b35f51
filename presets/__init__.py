"""Presets: TOML files that say which stems and songs to render, and their batch rendering.

Nothing lives here yet; the import rules in tests/test_imports.py already hold for it.
"""

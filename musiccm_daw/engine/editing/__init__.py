"""Editing a clip: repainting some of its bars, continuing it, varying all of it."""

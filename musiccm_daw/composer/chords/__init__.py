"""Chords: how they follow each other, what colours and scales they have, and how players voice and comp them."""

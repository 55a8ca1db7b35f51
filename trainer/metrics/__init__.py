"""Measures of audio and of features, each figure with its confidence interval; they know neither corpus nor models."""

"""The composer: from a style and a seed to a score. Free of torch."""

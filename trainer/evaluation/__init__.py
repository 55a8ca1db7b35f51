"""The evaluation of a checkpoint: what is generated, measured and reported; above `metrics`."""

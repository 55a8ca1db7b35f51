"""The way from a corpus on disk to batches: mel rows, latents and their conditions."""

"""The sound of the corpus: sampled instruments, our own synthesis, effects and the mixdown."""

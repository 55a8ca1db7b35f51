"""The losses and discriminators that the stages are trained with."""

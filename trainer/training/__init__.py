"""What every training stage shares: the loop, runs on disk, optimizers, averages and processes."""

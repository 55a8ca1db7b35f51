"""What all training stages share: the loop, run folders, optimizers, weight averages and processes."""

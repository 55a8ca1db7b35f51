"""The evaluation of a checkpoint: cases, measurements, report. It stands above corpus, dataset, metrics and engine."""

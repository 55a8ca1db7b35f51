"""The corpus: songs composed from seeds, rendered as stems and mixes, labelled and captioned."""

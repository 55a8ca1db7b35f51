"""The size of the long tests: a fifth of a minute each by default, everything with MUSICCM_SOAK=1 (`make soak`)."""

import os

SOAK = os.environ.get("MUSICCM_SOAK") == "1"
JOBS = 1000 if SOAK else 80
DATAGRAMS = 100_000 if SOAK else 4_000

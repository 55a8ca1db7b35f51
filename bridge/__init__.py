"""Everything that talks to a DAW. Knows requests, takes and files, never the model.

`osc` speaks the protocol; `server` turns its requests into jobs and jobs into takes; `osc_speed` measures how quickly.
"""

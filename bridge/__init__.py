"""Everything that talks to a DAW. Knows requests, takes and files, never the model.

`osc` speaks the protocol; `server` turns its requests into jobs and jobs into takes; `osc_speed` measures how quickly.
`hosts` holds what runs inside a DAW and puts it there; `clocks` follows a DAW's tempo and meter.
"""

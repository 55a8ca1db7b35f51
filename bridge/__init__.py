"""Everything that talks to a DAW: OSC, jobs, hosts. Knows requests and files, never the model.

From the outside in: `osc` speaks the protocol; `service` answers requests, with `options` and `roots` to read them;
`jobs` keeps their order, `worker` and `making` make them, `reports` tells of them, `history` stores them, `recovery`
takes them up after a kill; `serving` is a server's whole life.
"""

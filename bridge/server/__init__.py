"""The OSC server: requests become jobs, jobs become takes, and clients learn how each one ended.

`server` is its life from start to stop. `commands` serves each request, with `request_keys` and `roots` to read it;
`jobs` keeps the order, `worker` takes the next, `job_run` makes it, `reports` informs its clients, `estimates` foretells
how long it takes; `history` stores what was asked and what came of it, `recovery` goes on with that after a kill.
"""

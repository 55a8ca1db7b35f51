"""The OSC server: requests become jobs, jobs become takes, and clients learn how each one ended.

`server` is its life from start to stop. `commands` serves each request, with `request_keys`, `edit_keys` and `roots` to
read it; `jobs` keeps the order, `worker` takes the next, `job_run` makes it, `reports` informs its clients, `estimates`
predicts how long it takes; `history` stores each request and its outcome, and `recovery` resumes from there after a
kill.
"""

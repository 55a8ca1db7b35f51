"""OSC over UDP: bytes, the table of addresses, typed messages, the server's sockets, and a client.

First floor of the bridge: `packet` knows bytes, `addresses` is the table, `messages` are its rows as values, `numbers`
reads what hosts send as numbers; `sources`, `inbox` and `listeners` say who is heard and who is told; `server` and
`client` are the two ends. Jobs begin above, in `bridge.server.commands`. Free of torch.
"""

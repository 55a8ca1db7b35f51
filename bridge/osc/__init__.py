"""OSC over UDP: datagrams, the table of addresses, typed messages, the server's socket, and a client.

The lower half of the bridge. `packet` reads and writes bytes, `addresses` is the table, `messages` has a class for each
of its rows, and `wire` converts one into the other, with `numbers` for what hosts send as numbers. `allowed_hosts`
decides who may use the server, `inbox` queues what has arrived, and `listeners` keeps the registered ports.
`server_socket` and `client` are the two ends, and `discovery` lets a client find the server. Jobs are the business of
`bridge.server`. Nothing here imports torch.
"""

"""What runs inside each DAW, so that the person never leaves it: one folder to a host. Talks to `bridge.server` by OSC."""

"""What runs inside each DAW, so that nobody has to leave it: a folder to each. All talk to `bridge.server` by OSC."""

"""Clocks to follow: a DAW's tempo and meter, kept current as the defaults of requests that give none.

`open_clock` reads the value of `musiccm serve --follow` and returns a `Clock`, whose `state` is what its source sent
last: `link` listens to Ableton Link, `midi_port` to a MIDI clock (`midi_clock` reads its bytes, `pulse_tempo` its
tempo), `abletonosc` and `reaper` to OSC on `udp_clock`. Nothing here makes requests; `bridge.server` asks for the state
when it needs it.
"""

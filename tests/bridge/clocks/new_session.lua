-- ardour7-lua new_session.lua DIR NAME BPM: a session in 4/4 at a tempo, saved.
local dir, name, bpm = arg[1], arg[2], tonumber(arg[3])
AudioEngine:set_backend("None (Dummy)", "", "")
local session = create_session(dir, name, 44100)
assert(session, "no session")
local map = Temporal.TempoMap.fetch_writable()
map:set_tempo(Temporal.Tempo(bpm, bpm, 4), Temporal.timepos_t(0))
map:set_meter(Temporal.Meter(4, 4), Temporal.timepos_t(0))
Temporal.TempoMap.update(map)
map = nil
session:save_state("", false, false, false, false, false)
collectgarbage()
close_session()
quit()

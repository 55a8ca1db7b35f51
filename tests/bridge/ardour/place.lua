-- ardour7-lua place.lua FOLDER NAME RATE BPM NUMERATOR DENOMINATOR COMMAND {CLIP BAR}...
-- Makes a session of this tempo and meter and puts each clip on its bar, counted from 1, on the track of its name. COMMAND
-- brings the clips into the session file in between, since Ardour 7.3's Lua has no import. Prints where Ardour's tempo
-- map has each bar: CLIP, BAR, sample.
local folder, name, rate, bpm = arg[1], arg[2], tonumber(arg[3]), tonumber(arg[4])
local numerator, denominator, command = tonumber(arg[5]), tonumber(arg[6]), arg[7]

AudioEngine:set_backend("None (Dummy)", "", "")
local session = assert(create_session(folder, name, rate), "no session")
local map = Temporal.TempoMap.fetch_writable()
map:set_tempo(Temporal.Tempo(bpm, bpm, 4), Temporal.timepos_t(0))
map:set_meter(Temporal.Meter(numerator, denominator), Temporal.timepos_t(0))
Temporal.TempoMap.update(map)
local is_there = {}
for i = 8, #arg, 2 do
  if not is_there[arg[i]] then
    is_there[arg[i]] = true
    session:new_audio_track(2, 2, nil, 1, arg[i], ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
  end
end
session:save_state("", false, false, false, false, false)
map = nil
collectgarbage()
close_session()

assert(os.execute(command), "the clips were not brought in")
session = assert(load_session(folder, name), "no session")
map = Temporal.TempoMap.read()
local whole = {}
for _, region in ARDOUR.RegionFactory.regions():iter() do
  if region:whole_file() then whole[region:name()] = region end
end
for clip in pairs(is_there) do
  local track = session:route_by_name(clip):to_track()
  for channel = 0, 1 do
    track:output():audio(channel):connect(session:master_out():input():audio(channel):name())
  end
end
for i = 8, #arg, 2 do
  local clip, bar = arg[i], tonumber(arg[i + 1])
  local at = map:sample_at_beats(map:quarters_at_bbt(Temporal.BBT_TIME(bar, 1, 0)))
  local region = ARDOUR.RegionFactory.clone_region(whole[clip], true, false)
  region:to_audioregion():set_fade_in_active(false)
  region:to_audioregion():set_fade_out_active(false)
  session:route_by_name(clip):to_track():playlist():add_region(region, Temporal.timepos_t(at), 1, false)
  print("placed", clip, bar, at)
end
-- Ardour's objects must be free before their session is closed.
whole, map = nil, nil
collectgarbage()
session:save_state("", false, false, false, false, false)
close_session()
quit()

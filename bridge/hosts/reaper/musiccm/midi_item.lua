-- The notes of a MIDI item as a MIDI file: those that sound, with loops played out and mutes left out, in quarters
-- from the first bar on, and the sustain pedal under them. Reads the item, and returns the bytes.

local midi_item = {}

local TICKS = 960 -- to a quarter, as in REAPER's own items
local OFF, ON, CONTROL = 0x80, 0x90, 0xB0
local SUSTAIN = 64

-- Return a number in seven bits a byte, as times in MIDI files are written.
local function variable_length(value)
  local bytes = string.char(value & 0x7F)
  while value > 0x7F do
    value = value >> 7
    bytes = string.char(value & 0x7F | 0x80) .. bytes
  end
  return bytes
end

local function meta(kind, data)
  return string.char(0xFF, kind) .. variable_length(#data) .. data
end

-- Return how often a take's source is repeated within a length, and its own length, both in quarters.
local function passes(item, take, quarters)
  local length, is_quarters = reaper.GetMediaSourceLength(reaper.GetMediaItemTake_Source(take))
  local loops = reaper.GetMediaItemInfo_Value(item, "B_LOOPSRC") == 1
  if not loops or not is_quarters or length <= 0 then return 1, 0 end
  length = length / reaper.GetMediaItemTakeInfo_Value(take, "D_PLAYRATE")
  -- One more: the first may begin before the item.
  return math.ceil(quarters / length) + 1, length
end

-- Return what an item plays of its take: from where to where, in quarters of the project, and what it repeats.
local function stretch_of(project, item, take)
  local position = reaper.GetMediaItemInfo_Value(item, "D_POSITION")
  local from = reaper.TimeMap2_timeToQN(project, position)
  local to = reaper.TimeMap2_timeToQN(project, position + reaper.GetMediaItemInfo_Value(item, "D_LENGTH"))
  local repeats, length = passes(item, take, to - from)
  return { from = from, to = to, repeats = repeats, length = length }
end

-- Call `play` for every time at which something in a take is played, with that time and how far it is behind the first.
local function each_pass(played, start, play)
  for pass = 0, played.repeats - 1 do
    local begin = start + pass * played.length
    if begin > played.from - 1 / TICKS and begin < played.to - 1 / TICKS then play(begin, pass * played.length) end
  end
end

-- Return the notes that an item plays, with times in quarters of the project.
local function notes_of(take, played)
  local found = {}
  local _, count = reaper.MIDI_CountEvts(take)
  for index = 0, count - 1 do
    local _, _, is_muted, first, last, channel, pitch, velocity = reaper.MIDI_GetNote(take, index)
    local start, stop = reaper.MIDI_GetProjQNFromPPQPos(take, first), reaper.MIDI_GetProjQNFromPPQPos(take, last)
    if not is_muted then
      each_pass(played, start, function(begin, later)
        found[#found + 1] = {
          start = begin, stop = math.min(stop + later, played.to),
          channel = channel, pitch = pitch, velocity = velocity,
        }
      end)
    end
  end
  return found
end

-- Return the moves of the sustain pedal that an item plays; at its end, all pedals are lifted.
local function pedal_of(take, played)
  local found, is_used = {}, {}
  local _, _, count = reaper.MIDI_CountEvts(take)
  for index = 0, count - 1 do
    local _, _, is_muted, at, kind, channel, controller, value = reaper.MIDI_GetCC(take, index)
    if kind == CONTROL and controller == SUSTAIN and not is_muted then
      each_pass(played, reaper.MIDI_GetProjQNFromPPQPos(take, at), function(begin)
        found[#found + 1] = { at = begin, channel = channel, value = value }
        is_used[channel] = true
      end)
    end
  end
  for channel in pairs(is_used) do found[#found + 1] = { at = played.to, channel = channel, value = 0 } end
  return found
end

-- Return notes and moves of the pedal as events in the order of a track: at the same tick, ends come first.
local function events_of(notes, pedal, origin)
  local events = {}
  for _, note in ipairs(notes) do
    local first = math.max(0, math.floor((note.start - origin) * TICKS + 0.5))
    local last = math.max(first + 1, math.floor((note.stop - origin) * TICKS + 0.5))
    events[#events + 1] = { tick = first, string.char(ON | note.channel, note.pitch, note.velocity) }
    events[#events + 1] = { tick = last, string.char(OFF | note.channel, note.pitch, 0) }
  end
  for _, move in ipairs(pedal) do
    local tick = math.max(0, math.floor((move.at - origin) * TICKS + 0.5))
    events[#events + 1] = { tick = tick, string.char(CONTROL | move.channel, SUSTAIN, move.value) }
  end
  table.sort(events, function(one, other)
    if one.tick ~= other.tick then return one.tick < other.tick end
    return one[1] < other[1]
  end)
  return events
end

-- Return a MIDI file of type 0 with the notes of an item, and how many they are.
--
-- `stretch` are the bars that the item lies in, and `name` is the track's, from which the server takes the part's role.
function midi_item.file(project, item, take, stretch, name)
  local played = stretch_of(project, item, take)
  local notes, pedal = notes_of(take, played), pedal_of(take, played)
  local numerator, denominator = stretch.meter:match("(%d+)/(%d+)")
  local power = 0
  while 1 << power < tonumber(denominator) do power = power + 1 end
  local parts = {
    "\0", meta(0x03, name),
    "\0", meta(0x51, string.pack(">I3", math.floor(60e6 / tonumber(stretch.bpm) + 0.5))),
    "\0", meta(0x58, string.char(tonumber(numerator), power, 24, 8)),
  }
  local tick = 0
  for _, event in ipairs(events_of(notes, pedal, stretch.quarters)) do
    parts[#parts + 1] = variable_length(event.tick - tick) .. event[1]
    tick = event.tick
  end
  local ending = math.floor(stretch.count * stretch.bar_quarters * TICKS + 0.5)
  parts[#parts + 1] = variable_length(math.max(0, ending - tick)) .. meta(0x2F, "")
  local track = table.concat(parts)
  return "MThd" .. string.pack(">I4I2I2I2", 6, 0, 1, TICKS) .. "MTrk" .. string.pack(">s4", track), #notes
end

return midi_item

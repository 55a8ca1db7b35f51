-- The tempo map of the scenario: markers with time, bpm, num, den and ramp. Between two markers, of which the first is a
-- ramp, the tempo is linear in time.

local world = require "stand_in.world"

local tempo_map = {}

local markers = world.scenario.tempo or { { time = 0, bpm = 120, num = 4, den = 4 } }
tempo_map.markers = markers

local quarters = 0
for at, marker in ipairs(markers) do
  local before = markers[at - 1]
  if before then
    local bpm = before.ramp and (before.bpm + marker.bpm) / 2 or before.bpm
    quarters = quarters + (marker.time - before.time) * bpm / 60
    marker.num, marker.den = marker.num or before.num, marker.den or before.den
  end
  marker.quarters = quarters
end

-- Return the marker that holds at a time or at quarters, and the next.
local function piece(key, value)
  local found = 1
  for at, marker in ipairs(markers) do
    if marker[key] <= value + 1e-12 then found = at end
  end
  return markers[found], markers[found + 1]
end

function tempo_map.quarters_at(time)
  local from, to = piece("time", time)
  local seconds = time - from.time
  local slope = from.ramp and to and (to.bpm - from.bpm) / (to.time - from.time) or 0
  return from.quarters + (from.bpm * seconds + slope * seconds * seconds / 2) / 60
end

function tempo_map.time_at(sought)
  local from, to = piece("quarters", sought)
  if not (from.ramp and to) then return from.time + (sought - from.quarters) * 60 / from.bpm end
  local low, high = from.time, to.time
  for _ = 1, 60 do
    local middle = (low + high) / 2
    if tempo_map.quarters_at(middle) < sought then low = middle else high = middle end
  end
  return low
end

-- Return the start and the end of a measure in quarters, and the marker that holds in it.
function tempo_map.measure(index)
  local start = 0
  for at = 0, index do
    local marker = piece("quarters", start + 1e-9)
    local past = start + marker.num * 4 / marker.den
    if at == index then return start, past, marker end
    start = past
  end
end

function tempo_map.measure_at(sought)
  local index = 0
  while select(2, tempo_map.measure(index)) <= sought + 1e-9 do index = index + 1 end
  return index
end

return tempo_map

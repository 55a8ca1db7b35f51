-- Functions of REAPER that read the tempo map, the selection and the cursor.

local map = require "stand_in.tempo_map"
local world = require "stand_in.world"

local scenario = world.scenario
local F = {}

F["GetSet_LoopTimeRange2 P b b n n b"] = function(_, set)
  assert(not set)
  local range = scenario.selection or { 0, 0 }
  return range[1], range[2]
end
F["GetCursorPositionEx P"] = function() return scenario.cursor or 0 end
F["TimeMap2_timeToQN P n"] = function(_, time) return map.quarters_at(time) end
F["TimeMap2_QNToTime P n"] = function(_, quarters) return map.time_at(quarters) end
F["TimeMap2_timeToBeats P n"] = function(_, time)
  local quarters = map.quarters_at(time)
  local index = map.measure_at(quarters)
  local from, _, marker = map.measure(index)
  return (quarters - from) * marker.den / 4, index, marker.num, quarters * marker.den / 4, marker.den
end
F["TimeMap_GetMeasureInfo P i"] = function(_, index)
  local from, to, marker = map.measure(index)
  return map.time_at(from), from, to, marker.num, marker.den, marker.bpm
end
F["CountTempoTimeSigMarkers P"] = function() return #map.markers - 1 end
F["GetTempoTimeSigMarker P i"] = function(_, index)
  local marker = map.markers[index + 2]
  return true, marker.time, 0, 0, marker.bpm, marker.num, marker.den, marker.ramp or false
end
F["format_timestr_pos n s i"] = function(time, _, mode)
  assert(mode == 2)
  local quarters = map.quarters_at(time)
  local index = map.measure_at(quarters)
  local from = map.measure(index)
  return ("%d.%d.00"):format(index + 1 + (scenario.bar_offset or 0), 1 + math.floor(quarters - from))
end

return F

-- Stretches of time as whole bars of the project: where they lie, in which meter, at which tempo. Reads REAPER's tempo
-- map, changes nothing. Tempo is 60 times quarters by seconds, which holds for every meter.

local bars = {}

local host = require "musiccm.host"

local TOLERANCE_QUARTERS = 1e-3 -- half a millisecond at 120: less than a hand that drags a selection can see
local TOLERANCE_TEMPO = 1e-6 -- relative; what adding times in binary leaves

-- Return a number without needless zeros.
function bars.decimal(value)
  return (("%.6f"):format(value):gsub("0+$", ""):gsub("%.$", ""))
end

-- Return bars in words.
function bars.title(number, count, is_whole)
  local title = count == 1 and ("bar %d"):format(number) or ("bars %d to %d"):format(number, number + count - 1)
  return is_whole and title or title .. " (rounded to whole bars)"
end

-- Return the number that the ruler shows for the bar at a time.
local function name_at(seconds)
  return tonumber(reaper.format_timestr_pos(seconds + 1e-6, "", 2):match("^-?%d+"))
end

-- Return the start and the end of a bar in quarters, and its meter.
local function bar_facts(project, bar)
  local _, from, to, numerator, denominator = reaper.TimeMap_GetMeasureInfo(project, bar)
  return from, to, numerator, denominator
end

-- Return the bar that a position is in, and the bar that begins nearest to it.
local function bars_at(project, quarters)
  local _, bar = reaper.TimeMap2_timeToBeats(project, reaper.TimeMap2_QNToTime(project, quarters + TOLERANCE_QUARTERS))
  local from, to = bar_facts(project, bar)
  return bar, quarters - from <= to - quarters and bar or bar + 1
end

local function tempo_between(project, from, to)
  local quarters = reaper.TimeMap2_timeToQN(project, to) - reaper.TimeMap2_timeToQN(project, from)
  return 60 * quarters / (to - from)
end

-- Return the times at which the tempo may change, from the first to the last, both included.
local function pieces(project, from, to)
  local times = { from }
  for marker = 0, reaper.CountTempoTimeSigMarkers(project) - 1 do
    local _, time = reaper.GetTempoTimeSigMarker(project, marker)
    if time > from + 1e-6 and time < to - 1e-6 then
      -- A ramp shows in the middle between two markers.
      times[#times + 1], times[#times + 2] = (times[#times] + time) / 2, time
    end
  end
  times[#times + 1], times[#times + 2] = (times[#times] + to) / 2, to
  return times
end

-- Return the one tempo of a stretch, or refuse one in which it changes.
local function one_tempo(project, from, to)
  local times = pieces(project, from, to)
  local tempo = tempo_between(project, times[1], times[2])
  for at = 2, #times - 1 do
    local other = tempo_between(project, times[at], times[at + 1])
    if math.abs(other / tempo - 1) > TOLERANCE_TEMPO then
      host.refuse("The tempo changes at bar %d, from %s to %s BPM. A clip has one tempo: select bars before or after it.",
        name_at(times[at]), bars.decimal(tempo), bars.decimal(other))
    end
  end
  return tempo_between(project, from, to)
end

-- Return the one meter of bars, or refuse some in which it changes.
local function one_meter(project, first, past)
  local _, _, numerator, denominator = bar_facts(project, first)
  for bar = first + 1, past - 1 do
    local from, _, other, below = bar_facts(project, bar)
    if other ~= numerator or below ~= denominator then
      host.refuse("The meter changes at bar %d, from %d/%d to %d/%d. A clip has one meter: select bars before or after it.",
        name_at(reaper.TimeMap2_QNToTime(project, from)), numerator, denominator, other, below)
    end
  end
  return numerator, denominator
end

-- Return bars as a stretch of the project.
--
-- `count` bars, from `start` to `stop` in seconds and from `quarters` on, of `bar_quarters` each; `bpm` and `meter` as
-- requests have them; `title` says which bars, and whether what was asked for were others.
local function stretch(project, first, past, asked_start, asked_stop)
  local first_quarter, last_quarter = bar_facts(project, first), select(2, bar_facts(project, past - 1))
  local numerator, denominator = one_meter(project, first, past)
  local found = {
    count = past - first,
    quarters = first_quarter,
    bar_quarters = numerator * 4 / denominator,
    start = reaper.TimeMap2_QNToTime(project, first_quarter),
    stop = reaper.TimeMap2_QNToTime(project, last_quarter),
    meter = ("%d/%d"):format(numerator, denominator),
  }
  found.bpm = bars.decimal(one_tempo(project, found.start, found.stop))
  local is_whole = math.abs(asked_start - first_quarter) < TOLERANCE_QUARTERS
    and math.abs(asked_stop - last_quarter) < TOLERANCE_QUARTERS
  found.title = bars.title(name_at(found.start), found.count, is_whole)
  return found
end

-- Return the whole bars nearest to a stretch of time, at least one; a half at either end is taken in.
function bars.nearest(project, from, to)
  local start, stop = reaper.TimeMap2_timeToQN(project, from), reaper.TimeMap2_timeToQN(project, to)
  local within, first = bars_at(project, start)
  local _, past = bars_at(project, stop + TOLERANCE_QUARTERS / 2)
  if past <= first then first, past = within, within + 1 end
  return stretch(project, first, past, start, stop)
end

-- Return the whole bars that contain a stretch of time.
function bars.around(project, from, to)
  local start, stop = reaper.TimeMap2_timeToQN(project, from), reaper.TimeMap2_timeToQN(project, to)
  local first, last = bars_at(project, start), bars_at(project, stop - 2 * TOLERANCE_QUARTERS)
  return stretch(project, first, last + 1, start, stop)
end

-- Return the selected bars, or where nothing is selected the bar at the edit cursor.
function bars.selected_or_cursor(project)
  local from, to = reaper.GetSet_LoopTimeRange2(project, false, false, 0, 0, false)
  if to > from then return bars.nearest(project, from, to) end
  local cursor = reaper.GetCursorPositionEx(project)
  local bar = bars_at(project, reaper.TimeMap2_timeToQN(project, cursor))
  local start, stop = bar_facts(project, bar)
  return stretch(project, bar, bar + 1, start, stop)
end

return bars

-- The actions that change a clip in the project: variation, repaint and continuation of the selected item. The result
-- is a take of the same item, or an item behind it, so that nothing is lost. New clips are made by `actions.lua`.

local edits = {}

local bars = require "musiccm.bars"
local dialog = require "musiccm.dialog"
local host = require "musiccm.host"
local items = require "musiccm.items"
local quoting = require "musiccm.quoting"
local request = require "musiccm.request"
local runner = require "musiccm.runner"

local TOLERANCE_BARS = 1e-3

-- Return the quarters in a bar of a meter.
local function bar_quarters(meter)
  local numerator, denominator = meter:match("(%d+)/(%d+)")
  return numerator * 4 / denominator
end

-- Return the selected clip with its tempo and meter. One that was not made here, or lost what was kept in it, is taken
-- for what it sounds like in the project, which is `stated` in the request.
local function selected_clip(project)
  local clip = items.selected_clip(project)
  clip.stated = {}
  if not (clip.bpm and clip.meter) then
    local there = bars.nearest(project, clip.start, clip.start + 1e-3)
    clip.bpm, clip.meter = bars.decimal(tonumber(there.bpm) / clip.rate), there.meter
    clip.stated = { { "bpm", clip.bpm }, { "meter", clip.meter } }
  end
  return clip
end

-- Ask for what is left open and make the edit. `keys_of` returns the keys of the edit from what was typed; `finish` puts
-- the file into the project.
local function edit(here, clip, title, fields, keys_of, finish)
  local known = clip.prompt or ""
  table.insert(fields, 1, request.field("prompt", "Prompt", known))
  fields[#fields + 1] = request.SEED
  dialog.ask(title, fields, function(typed)
    -- The file says itself what it was made from; words that were not changed are not sent, and none change nothing.
    local prompt = typed.prompt ~= known and quoting.one_line(typed.prompt) or ""
    local words = request.words(keys_of(typed), clip.stated, {
      { "prompt", prompt }, { "chords", typed.chords }, { "seed", typed.seed }, { "project", here.folder },
    })
    runner.run(here, title, words, function(result)
      local path = result.files[1].path
      if not items.is_item(here.project, clip.item) then host.refuse("The item is gone. The new clip is\n%s", path) end
      items.as_one_step(here.project, title, function()
        finish(typed, path, request.facts(result.done, prompt ~= "" and prompt or known, clip.meter))
      end)
    end)
  end)
end

function edits.variation()
  local here = host.surroundings()
  local clip = selected_clip(here.project)
  local fields = { request.field("strength", "Strength (0: the same; 1: new)", "0.5") }
  edit(here, clip, "new variation", fields, function(typed)
    return { { "variation_of", clip.file }, { "strength", typed.strength } }
  end, function(_, file, facts)
    items.add_take(clip.item, clip.take, file, facts)
  end)
end

-- Return the selected time, or that of the bar at the cursor, as far as a clip reaches.
local function selected_part(project, clip)
  local from, to = reaper.GetSet_LoopTimeRange2(project, false, false, 0, 0, false)
  if to <= from then
    local stretch = bars.selected_or_cursor(project)
    from, to = stretch.start, stretch.stop
  end
  from, to = math.max(from, clip.start), math.min(to, clip.stop)
  if from >= to then host.refuse("The selected item does not play in the selected bars. Select some in which it does.") end
  return from, to
end

-- Return the bars of a clip that are nearest to a stretch of the project: the first, from 1, how many, and whether the
-- stretch was whole bars.
local function bars_of_clip(clip, from, to)
  local seconds = bar_quarters(clip.meter) * 60 / tonumber(clip.bpm)
  local start = ((from - clip.start) * clip.rate + clip.offset) / seconds
  local stop = ((to - clip.start) * clip.rate + clip.offset) / seconds
  local first, past = math.floor(start + 0.5), math.floor(stop + 0.5)
  if past <= first then
    first = math.floor(start)
    past = first + 1
  end
  local is_whole = math.abs(start - first) < TOLERANCE_BARS and math.abs(stop - past) < TOLERANCE_BARS
  local total = math.max(1, math.floor(clip.seconds / seconds + 0.5))
  -- A clip that loops plays the same bars again.
  local number = first % total
  if number + past - first > total then
    host.refuse("The selection reaches over the end of the clip's %d bars. Select bars within one pass.", total)
  end
  return number + 1, past - first, is_whole
end

function edits.repaint()
  local here = host.surroundings()
  local clip = selected_clip(here.project)
  local first, count, is_whole = bars_of_clip(clip, selected_part(here.project, clip))
  local title = "repaint " .. bars.title(first, count, is_whole) .. " of the clip"
  edit(here, clip, title, { request.CHORDS }, function()
    return { { "repaint", clip.file }, { "range", ("%d-%d"):format(first, first + count - 1) } }
  end, function(_, file, facts)
    items.add_take(clip.item, clip.take, file, facts)
  end)
end

function edits.continue()
  local here = host.surroundings()
  local clip = selected_clip(here.project)
  local fields = { request.field("bars", "New bars", "4"), request.CHORDS }
  edit(here, clip, "continue the item", fields, function(typed)
    return { { "continue", clip.file }, { "bars", typed.bars } }
  end, function(typed, file, facts)
    local quarters = tonumber(typed.bars) * bar_quarters(clip.meter)
    local start = reaper.TimeMap2_timeToQN(here.project, clip.stop)
    local stop = reaper.TimeMap2_QNToTime(here.project, start + quarters)
    local _, take = items.add(here.project, reaper.GetMediaItem_Track(clip.item), clip.stop, stop, file, facts)
    items.copy_settings(clip.take, take)
    -- The file begins with the bars that are there already.
    reaper.SetMediaItemTakeInfo_Value(take, "D_STARTOFFS", clip.seconds)
  end)
end

return edits

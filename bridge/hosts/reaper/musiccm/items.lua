-- Clips in the project: placed at their bars as one undo step, with what they were made from kept in them, and found
-- again for the next request.

local items = {}

local host = require "musiccm.host"

local BUILD_MISSING_PEAKS = 40047
local REST_OF_UNDO = -1 -- everything that changed belongs to the step
local TIMEBASE_BEATS = 1
local NO_FADE = -1 -- of its own accord, where items meet
-- What a take has in common with the one whose place it takes.
local KEPT = { "D_STARTOFFS", "D_PLAYRATE", "B_PPITCH", "D_VOL", "D_PAN" }
local FACTS = { "prompt", "seed", "manifest", "bpm", "meter", "bars" }

-- Make changes to a project, which may be in another tab by now, as one undo step.
function items.as_one_step(project, name, change)
  if not reaper.ValidatePtr(project, "ReaProject*") then
    host.refuse("The project was closed before the clip was ready. The take is in its MusicCM folder.")
  end
  local shown = reaper.EnumProjects(-1)
  reaper.SelectProjectInstance(project)
  reaper.Undo_BeginBlock2(project)
  reaper.PreventUIRefresh(1)
  local fine, problem = pcall(change)
  reaper.PreventUIRefresh(-1)
  reaper.Undo_EndBlock2(project, host.TITLE .. ": " .. name, REST_OF_UNDO)
  if fine then reaper.Main_OnCommandEx(BUILD_MISSING_PEAKS, 0, project) end
  reaper.SelectProjectInstance(shown)
  reaper.UpdateArrange()
  if not fine then error(problem, 0) end
end

-- Return a new track below another, or below all where that is gone or nil.
function items.new_track(project, above, name)
  local index = reaper.CountTracks(project)
  if items.is_track(project, above) then
    index = math.tointeger(reaper.GetMediaTrackInfo_Value(above, "IP_TRACKNUMBER") // 1)
  end
  reaper.InsertTrackAtIndex(index, true)
  local track = reaper.GetTrack(project, index)
  reaper.GetSetMediaTrackInfo_String(track, "P_NAME", name, true)
  return track
end

function items.is_track(project, track)
  return track ~= nil and reaper.ValidatePtr2(project, track, "MediaTrack*")
end

-- Keep what a clip was made from: in the take for scripts, in the item's notes for people.
local function keep(item, take, facts)
  for _, name in ipairs(FACTS) do
    if facts[name] ~= nil then
      reaper.GetSetMediaItemTakeInfo_String(take, "P_EXT:musiccm_" .. name, tostring(facts[name]), true)
    end
  end
  local notes = ("%s\nseed %s\n%s"):format(facts.prompt, facts.seed, facts.manifest)
  reaper.GetSetMediaItemInfo_String(item, "P_NOTES", notes, true)
end

-- Add a take that plays a file.
local function add_take(item, file)
  local source = reaper.PCM_Source_CreateFromFile(file)
  if not source then host.refuse("REAPER cannot read\n%s", file) end
  local take = reaper.AddTakeToMediaItem(item)
  reaper.SetMediaItemTake_Source(take, source)
  reaper.GetSetMediaItemTakeInfo_String(take, "P_NAME", file:match("([^/\\]+)%.%w+$") or file, true)
  return take
end

-- Return a new item on a track that plays a file from `start` to `stop` in seconds, moves with the beats, and loops
-- when it is drawn out. A fade would sound in every loop.
function items.add(project, track, start, stop, file, facts)
  local item = reaper.AddMediaItemToTrack(track)
  local take = add_take(item, file)
  for name, value in pairs {
    D_POSITION = start, D_LENGTH = stop - start, B_LOOPSRC = 1, C_BEATATTACHMODE = TIMEBASE_BEATS,
    D_FADEINLEN = 0, D_FADEOUTLEN = 0, D_FADEINLEN_AUTO = NO_FADE, D_FADEOUTLEN_AUTO = NO_FADE,
  } do
    reaper.SetMediaItemInfo_Value(item, name, value)
  end
  keep(item, take, facts)
  reaper.SelectAllMediaItems(project, false)
  reaper.SetMediaItemSelected(item, true)
  return item, take
end

-- Add a file to an item as its active take, in the place of another take of it.
function items.add_take(item, other, file, facts)
  local take = add_take(item, file)
  items.copy_settings(other, take)
  reaper.SetActiveTake(take)
  keep(item, take, facts)
end

function items.copy_settings(from, to)
  for _, name in ipairs(KEPT) do
    reaper.SetMediaItemTakeInfo_Value(to, name, reaper.GetMediaItemTakeInfo_Value(from, name))
  end
end

-- Return the selected item and its active take, or refuse to go on without.
function items.selected(project, what)
  local item = reaper.GetSelectedMediaItem(project, 0)
  local take = item and reaper.GetActiveTake(item)
  if not take then host.refuse("No item is selected. Select %s first.", what) end
  return item, take
end

-- Return the selected clip: item, take, file, where it lies, how it plays, and what was kept of its request.
function items.selected_clip(project)
  local item, take = items.selected(project, "the item of a clip")
  if reaper.TakeIsMIDI(take) then host.refuse("The selected item is a MIDI item. Select one with audio.") end
  local source = reaper.GetMediaItemTake_Source(take)
  local parent = reaper.GetMediaSourceParent(source)
  while parent do source, parent = parent, reaper.GetMediaSourceParent(parent) end
  local clip = {
    item = item, take = take,
    file = reaper.GetMediaSourceFileName(source), seconds = reaper.GetMediaSourceLength(source),
    start = reaper.GetMediaItemInfo_Value(item, "D_POSITION"),
    offset = reaper.GetMediaItemTakeInfo_Value(take, "D_STARTOFFS"),
    rate = reaper.GetMediaItemTakeInfo_Value(take, "D_PLAYRATE"),
  }
  clip.stop = clip.start + reaper.GetMediaItemInfo_Value(item, "D_LENGTH")
  for _, name in ipairs(FACTS) do
    local is_kept, value = reaper.GetSetMediaItemTakeInfo_String(take, "P_EXT:musiccm_" .. name, "", false)
    if is_kept and value ~= "" then clip[name] = value end
  end
  return clip
end

-- Return whether an item that was selected is still there.
function items.is_item(project, item)
  return reaper.ValidatePtr2(project, item, "MediaItem*")
end

return items
